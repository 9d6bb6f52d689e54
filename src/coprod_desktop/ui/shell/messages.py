"""What pages and menus ask for, and who does it.

A tab knows nothing of another tab. What one of them asks for (write about this item, reflect on this
question) arrives here as a signal and is carried to the one that does it. Pages are connected once,
when they are made.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coprod_desktop.ui.shell.errands import Errands
from coprod_desktop.ui.shell.for_a_group import ForAGroup
from coprod_desktop.ui.shell.locking import LockFlow
from coprod_desktop.ui.shell.new_lock import NewLock
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.side_pages import SidePages
from coprod_desktop.ui.shell.topbar import Tab

if TYPE_CHECKING:
    from coprod_desktop.ui.export.flow import ExportFlow
    from coprod_desktop.ui.guide.page import GuidePage
    from coprod_desktop.ui.journal.tab import JournalTab
    from coprod_desktop.ui.reflect.tab import ReflectTab
    from coprod_desktop.ui.settings.page import SettingsPage
    from coprod_desktop.ui.shell.gate import Gate
    from coprod_desktop.ui.shell.journey import Journey
    from coprod_desktop.ui.shell.window import MainWindow


class Messages(QObject):
    """Connects menus, bars and pages to the journey, to errands and to the pages at the side."""

    def __init__(
        self,
        window: MainWindow,
        parts: Parts,
        journey: Journey,
        errands: Errands,
        side: SidePages,
        lock: LockFlow,
        new_lock: NewLock,
    ) -> None:
        super().__init__(journey)
        self._window, self._parts, self._journey = window, parts, journey
        self._errands, self._side = errands, side
        self._copies, self._status = journey.copies, window.status
        self._lock, self._new_lock = lock, new_lock
        self._group = ForAGroup(window, parts, journey, lock)
        self._connect_menus()
        self._connect_bars()
        self._connect_recipe()
        lock.begun.connect(parts.aloud.stop)
        pages = window.pages
        pages.gate_made.connect(self._gate_made)
        pages.reflect_made.connect(self._reflect_made)
        pages.journal_made.connect(self._journal_made)
        pages.export_made.connect(self._export_made)
        pages.settings_made.connect(self._settings_made)
        pages.guide_made.connect(self._guide_made)

    # ------------------------------------------------------------------ what is always there
    def _connect_menus(self) -> None:
        menus, journey, errands, side = self._window.menus, self._journey, self._errands, self._side
        menus.go.connect(journey.go)
        menus.lock.connect(journey.lock)
        menus.settings.connect(journey.show_settings)
        menus.new_note.connect(errands.new_note)
        menus.new_reflection.connect(errands.new_reflection)
        menus.prepare_export.connect(journey.show_export)
        menus.save_copy.connect(self._copies.save)
        menus.open_copy.connect(self._copies.choose)
        menus.print_page.connect(self._group.print_what_is_read)
        menus.show_to_group.connect(self._group.show)
        menus.find.connect(journey.find)
        menus.read_aloud.connect(self._window.aloud.begin_or_pause)
        menus.move_to_bin.connect(errands.move_to_bin)
        menus.edit_opened.connect(errands.offer_bin)
        menus.guide.connect(side.guide)
        menus.shortcuts.connect(side.shortcuts)
        menus.about.connect(side.about)

    def _connect_bars(self) -> None:
        window, journey = self._window, self._journey
        window.bar.chosen.connect(journey.go)
        window.bar.settings.connect(journey.show_settings)
        window.bar.lock.connect(journey.lock)
        window.passphrase_notice.choose.connect(self._side.new_passphrase)
        window.backup_notice.settings.connect(self._side.backups)
        window.reminder_notice.reflect.connect(self._errands.new_reflection)
        self._parts.backing_up.told.connect(window.backup_notice.show_for)

    def _connect_recipe(self) -> None:
        recipe, errands = self._window.pages.recipe, self._errands
        recipe.reflect_on.connect(errands.reflect_on)
        recipe.write_about.connect(errands.write_about)
        recipe.open_entry.connect(errands.open_entry)
        recipe.item_shown.connect(errands.item_shown)
        recipe.paper_wanted.connect(self._group.print_what_is_read)
        recipe.group_wanted.connect(self._group.show)
        recipe.read_aloud.connect(self._window.aloud.begin)

    # ------------------------------------------------------------------ pages, as they are made
    def _gate_made(self, gate: Gate) -> None:
        gate.opened.connect(self._journey.opened)
        gate.to_recipe.connect(partial(self._journey.go, Tab.RECIPE))
        gate.salvaged.connect(self._journey.salvaged)
        gate.open_backup.connect(self._copies.open)
        gate.open_copy.connect(self._copies.choose)

    def _reflect_made(self, reflect: ReflectTab) -> None:
        reflect.saved.connect(self._journey.saved)
        reflect.kept.connect(self._errands.open_entry)
        reflect.kept.connect(self._window.reminder_notice.hide)
        reflect.change_reminder.connect(self._side.reminders)
        reflect.put_reminder_away.connect(self._journey.reminder.put_away)
        reflect.open_entry.connect(self._errands.open_entry)
        reflect.show_item.connect(self._errands.show_item)
        reflect.read_aloud.connect(self._window.aloud.begin)
        reflect.status.connect(self._status.say)

    def _journal_made(self, journal: JournalTab) -> None:
        journal.saved.connect(self._journey.saved)
        journal.reopen_reflection.connect(self._errands.reopen)
        journal.new_reflection.connect(self._errands.new_reflection)
        journal.prepare_export.connect(self._journey.show_export)
        journal.reflect_on.connect(self._errands.reflect_on)
        journal.show_item.connect(self._errands.show_item)
        journal.status.connect(self._status.say)

    def _export_made(self, export: ExportFlow) -> None:
        export.closed.connect(partial(self._journey.go, Tab.JOURNAL))

    def _settings_made(self, settings: SettingsPage) -> None:
        settings.closed.connect(self._journey.back_to_tab)
        settings.passphrase_changed.connect(self._journey.passphrase_changed)
        in_use = self.tr("Your new recovery code is in use now.")
        settings.code_changed.connect(partial(self._status.say_in_passing, in_use))
        settings.journal_closed.connect(self._new_lock.close)
        settings.write_first(self._lock.when_written)
        settings.save_copy.connect(self._copies.save)
        settings.open_copy.connect(self._copies.choose)
        settings.reminder_changed.connect(self._journey.reminder.changed)
        settings.open_backup.connect(self._copies.open)

    def _guide_made(self, guide: GuidePage) -> None:
        guide.closed.connect(self._journey.back_to_tab)
