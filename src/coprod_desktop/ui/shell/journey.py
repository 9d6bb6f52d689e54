"""Where a person is in the program: which page is shown, and what needs the journal.

What pages ask of one another is carried by `messages`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coprod_desktop.errors import KnownError
from coprod_desktop.services.clock import Saved
from coprod_desktop.ui.shell import sealed_words
from coprod_desktop.ui.shell.background_faults import BackgroundFaults
from coprod_desktop.ui.shell.copy_visit import CopyVisit
from coprod_desktop.ui.shell.damage_notice import DamageWatch
from coprod_desktop.ui.shell.errands import Errands
from coprod_desktop.ui.shell.file_care import FileCare
from coprod_desktop.ui.shell.locking import Leaving, LockFlow, Why, how_it_locked
from coprod_desktop.ui.shell.messages import Messages
from coprod_desktop.ui.shell.new_lock import NewLock
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.passphrase_notice import tell_of_interrupted_lock
from coprod_desktop.ui.shell.reminder_notice import ReminderCare
from coprod_desktop.ui.shell.sealed_words import SealedWords
from coprod_desktop.ui.shell.side_pages import SidePages
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.shell.way_back import WayBack
from coprod_desktop.ui.widgets.announce import announce

if TYPE_CHECKING:
    from coprod_desktop.ui.shell.window import MainWindow


class Journey(QObject):
    """Carries a person from page to page."""

    def __init__(self, window: MainWindow, parts: Parts) -> None:
        super().__init__(window)
        self._window, self._parts = window, parts
        self._pages, self._bar, self._status = window.pages, window.bar, window.status
        self._passphrase_notice = window.passphrase_notice
        self._tab = Tab.RECIPE
        self._wanted: Callable[[], None] | None = None
        self._way_back = WayBack(window.pages)
        self._closing = self._was_unlocked = False
        self._faults = BackgroundFaults(window, parts, window.pages, window.status)
        self._lock = LockFlow(window, parts)
        self._why: Why | None = None
        self.copies = CopyVisit(window, parts, window.pages, window.told, window.status, self._lock)
        self._lock.watch(self._pages.private)
        self._new_lock = NewLock(parts, self._lock)
        self._file = FileCare(window, parts, self._pages)
        self._sealed_words = SealedWords(window, parts, window.pages, window.told)
        self._side = SidePages(window.pages, window.bar, window.menus, self.leave)
        self._errands = Errands(parts, self._pages, window.menus, self._status.say, self.go, self._when_open)
        self.reminder = ReminderCare(window, parts)
        self._connect()
        Messages(window, parts, self, self._errands, self._side, self._lock, self._new_lock)
        self._show_lock_state()
        self._bar.show_tab(Tab.RECIPE)

    # ------------------------------------------------------------------ going somewhere
    def go(self, tab: Tab) -> None:
        """Show a tab; Reflect and Journal show how to open the journal while it is locked."""
        self.leave()
        self._tab, self._wanted = tab, None
        self._bar.show_tab(tab)
        if tab is Tab.RECIPE:
            self._pages.show(self._pages.recipe)
        elif not self._parts.unlocking.is_unlocked:
            gate = self._pages.gate()
            gate.show_now()
            self._pages.show(gate)
        elif tab is Tab.REFLECT:
            reflect = self._pages.reflect()
            reflect.refresh()
            self._pages.show(reflect)
        else:
            journal = self._pages.journal()
            journal.refresh()
            self._pages.show(journal)
        if not self._bar.tabs.hasFocus():  # there its name is read out anyway
            announce(self._window, self._bar.tabs.tabText(tab))

    def lock(self) -> None:
        """Save, wipe and lock, a copy too. Lands on Recipe; after unlocking one is back where one was."""
        if not self._lock.under_way:
            self._why = None
        self._lock.start()

    def lock_by_itself(self, why: Why) -> None:
        """Lock with nobody there. What is private is out of sight at once, before it is saved and wiped."""
        if not self._lock.is_anything_open:
            return
        self._why = why
        self._pages.show(self._pages.recipe)
        self._lock.start_by_itself()

    def ready_to_close(self) -> bool:
        """Whether the window may close now: nothing open, nothing under way, no words that would be lost."""
        if self._lock.is_anything_open or self._lock.under_way:
            return False
        self._parts.jobs.wait_for_all()
        if self._lock.is_anything_open:
            return False  # it was being unlocked
        return not self._parts.guards.sealing.is_any or self._parts.ask.confirm(
            self._window, sealed_words.losing_question()
        )

    def close_when_locked(self) -> None:
        """Lock, and close the window after that. Nothing happens when nothing is open or under way."""
        if self._lock.is_anything_open or self._lock.under_way:
            self._closing = True
            self._lock.start(leaving=Leaving.CLOSE)

    def leave(self) -> None:
        """Hand what was typed on the page one leaves to the writer."""
        for page in self._pages.private():
            page.flush()
        self.copies.leave()
        self._window.told.hide()
        self._status.move_on()

    def _when_open(self, tab: Tab, act: Callable[[], None]) -> None:
        """Go to a tab and do something there, now or once the journal is unlocked."""
        if self._parts.unlocking.is_unlocked:
            self.go(tab)
            act()
            return
        self.go(tab)
        self._wanted = act

    # ------------------------------------------------------------------ locked and unlocked
    def opened(self) -> None:
        """The journal was opened: on to what one wanted of it, or back to where one was."""
        self._sealed_words.write()  # first, so that a place one goes back to shows them
        self._show_lock_state()
        self._pages.gate().clear()
        self._status.say(self.tr("Your journal is open."))
        announce(self._window, self.tr("Your journal is open."))
        wanted, self._wanted = self._wanted, None
        back_to = self._way_back.tab if self._tab is Tab.RECIPE else self._tab
        merging = self.copies.merging
        if merging.is_waiting:
            self._show_copy()
            wanted = merging.carry_on
        else:
            self.go(back_to)
        if wanted is not None:
            wanted()
        else:
            self._way_back.restore()
            if back_to is Tab.REFLECT and self._way_back.begins_reflect:
                self._pages.reflect().show_ways_to_begin()  # puts the focus on the page
        self._file.begin()
        self._errands.clear_bin()
        self._passphrase_notice.offer_after_unlocking(self._parts.unlocking)
        tell_of_interrupted_lock(self._parts.unlocking, self._window.told)
        self._parts.backing_up.unlocked()
        self.reminder.unlocked()
        self._way_back.forget()

    def _remember_place(self) -> None:
        """Everything is written, and about to be wiped."""
        self._was_unlocked = self._parts.unlocking.is_unlocked
        if self._was_unlocked:
            self._way_back.remember(self._tab)

    def _locked(self) -> None:
        self._file.end()
        self._pages.drop_private()
        self._passphrase_notice.hide()
        self._window.backup_notice.hide()
        self._window.reminder_notice.say("")
        self._parts.backing_up.locked()
        self._pages.recipe.show_journal(None)
        self._show_lock_state()
        self._status.clear()
        if self._closing:
            self._window.close()
            return
        self.go(Tab.JOURNAL if self._new_lock.has_closed else Tab.RECIPE)
        if self._tab is Tab.RECIPE:
            self._bar.tabs.setFocus()
        is_locked = self._was_unlocked or self._new_lock.has_closed
        words = how_it_locked(self._why) if is_locked else self.tr("The copy is closed.")
        self._why = None
        if self._parts.guards.sealing.is_any:
            words = sealed_words.in_short()
            self._sealed_words.tell()
        self._status.say(words)
        announce(self._window, words)
        self._new_lock.tell_why()

    def _words_sealed(self) -> None:
        """The program goes on: closing it would lose them, and that is asked about."""
        self._closing = False

    def _stayed_open(self) -> None:
        self._closing = False
        if self._why is not None:
            self._why = None
            self.go(self._tab)
        self._status.say(self.tr("The journal is still open. Saving is tried again."))

    def _show_lock_state(self) -> None:
        unlocked, copy = self._parts.unlocking.is_unlocked, self._parts.copies.is_unlocked
        self._bar.set_unlocked(unlocked or copy)
        self._parts.guards.look_after(self._lock, self.lock_by_itself, journal=unlocked, copy=copy)
        self._window.menus.set_unlocked(unlocked, copy=copy)

    # ------------------------------------------------------------------ messages
    def _connect(self) -> None:
        self.copies.arrived.connect(self._show_copy)
        self.copies.left.connect(self._leave_copy)
        self.copies.changed.connect(self._show_lock_state)
        self.copies.put_back.connect(self._put_back)
        self.copies.stayed.connect(self._not_put_back)
        self.copies.merging.journal_wanted.connect(self._unlock_for_copy)
        self.copies.merging.merged.connect(self._merged)
        self._lock.about_to_wipe.connect(self._file.end)
        self._lock.about_to_wipe.connect(self._remember_place)
        self._lock.sealed.connect(self._words_sealed)
        self._lock.locked.connect(self._locked)
        # It hears of the lock after that.
        self._damage = DamageWatch(self._parts, self._window.damage_notice, self._lock)
        self._lock.stayed_open.connect(self._stayed_open)
        self._damage.locked.connect(self._show_damage)

    def saved(self, saved: Saved) -> None:
        """Something was written into the journal."""
        self._status.saved(saved)
        self._parts.backing_up.touched()

    def back_to_tab(self) -> None:
        """From a page that opened over the tabs back to the tab below it."""
        self.go(self._tab)

    def show_export(self) -> None:
        """Open the guided export."""
        self.leave()
        export = self._pages.export()
        export.begin()
        self._bar.show_tab(Tab.JOURNAL)
        self._tab = Tab.JOURNAL
        self._pages.show(export)
        announce(self._window, self.tr("Prepare for supervision"))

    def show_settings(self) -> None:
        """Open the settings over the current tab."""
        self._side.settings()

    def _show_copy(self) -> None:
        self._bar.show_tab(None)
        self._pages.show(self._pages.copy())

    def _leave_copy(self) -> None:
        self.go(self._tab)
        self._bar.tabs.setFocus()

    def salvaged(self) -> None:
        """What could be read of a damaged journal is a journal again: say how much, above it."""
        from coprod_desktop.ui.shell.salvage_page import salvaged

        self._tab = Tab.JOURNAL
        if self._parts.unlocking.is_unlocked:
            self.opened()
        else:
            self.go(Tab.JOURNAL)
        report = self._parts.salvaging.report
        if report is not None:
            told = salvaged(report)
            self._window.told.say(told.what, told.next, "good", report.set_aside / "journal")

    def _show_damage(self, error: KnownError) -> None:
        self.go(Tab.JOURNAL)
        self._pages.gate().show_trouble(error)

    def _unlock_for_copy(self) -> None:
        """Unlock the journal with the copy open meanwhile: its entries are to come in."""
        self._tab, self._wanted = Tab.JOURNAL, None
        self._bar.show_tab(Tab.JOURNAL)
        gate = self._pages.gate()
        gate.show_now()
        self._pages.show(gate)

    def _merged(self) -> None:
        """What the pages show may be another version by now: they are made anew."""
        if self._lock.under_way:
            return  # it is all put out of sight
        if not any(page.has_unsaved() for page in self._pages.private()):
            self.copies.leave()
            for page in self._pages.private():
                page.wipe()
            self._pages.drop_private()
        self.go(Tab.JOURNAL)

    def _put_back(self, _result: object) -> None:
        """A copy became the journal, and is open; everything that was shown before belongs to another one."""
        self._journal_gone()
        if self._closing:
            self._window.close()
        elif self._parts.unlocking.is_unlocked:
            self.opened()
        else:
            self.go(Tab.JOURNAL)

    def _not_put_back(self) -> None:
        self._journal_gone()
        if self._closing:
            self._window.close()

    def _journal_gone(self) -> None:
        """The journal was locked on the way, and all that it showed is wiped."""
        self._file.end()
        self._pages.drop_private()
        self._passphrase_notice.hide()
        self._window.backup_notice.hide()
        self._window.reminder_notice.say("")
        self._damage.forget()
        self._parts.backing_up.locked()
        self._pages.recipe.show_journal(None)
        self._tab, self._wanted = Tab.JOURNAL, None
        self._way_back.forget()
        self._show_lock_state()

    def passphrase_changed(self) -> None:
        """The journal has a new passphrase."""
        self._passphrase_notice.hide()
        self._status.say_in_passing(self.tr("Your passphrase was changed."))

    def find(self) -> None:
        """Put the cursor where one searches on the page in view."""
        self._errands.find(self._tab)
