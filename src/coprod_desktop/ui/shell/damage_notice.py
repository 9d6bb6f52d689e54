"""Damage that shows while the journal is open: said calmly, with the way to what can be done."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from coprod_desktop.errors import KnownError
from coprod_desktop.ui.shell.bar_notice import BarNotice
from coprod_desktop.ui.shell.locking import LockFlow
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button


class DamageNotice(BarNotice):
    """In sight until the journal is locked. ``pressed``: lock it, and lead on to what can be done."""

    def show_now(self) -> None:
        """Say that a part can't be read, once."""
        if not self.isHidden():
            return
        self.say(
            self.tr("A part of your journal can't be read any more. The rest still can."),
            self.tr(
                "The journal is saved and locked first. Then you can look into a backup, or save what can "
                "still be read into a new journal."
            ),
        )

    def button(self, theme: Theme) -> Button:
        """Lead on."""
        words = self.tr("Lock it and see what can be done")
        return Button(theme, words, "secondary", "life-buoy", compact=True)


class DamageWatch(QObject):
    """Shows the notice when any page met damage. ``locked`` carries the fault when it was to lead on."""

    locked = Signal(object)

    def __init__(self, parts: Parts, notice: DamageNotice, lock: LockFlow) -> None:
        super().__init__(notice)
        self._parts, self._notice, self._lock = parts, notice, lock
        self._met: KnownError | None = None
        self._leads_on = False
        parts.jobs.damaged.connect(self._meet)
        notice.pressed.connect(self._lead_on)
        lock.locked.connect(self._was_locked)
        lock.stayed_open.connect(self._stayed_open)

    def forget(self) -> None:
        """Another journal took the place of the one in which it was met."""
        self._notice.hide()
        self._met, self._leads_on = None, False

    def _meet(self, error: KnownError) -> None:
        if self._parts.unlocking.is_unlocked and not self._lock.under_way:
            self._met = error
            self._notice.show_now()

    def _lead_on(self) -> None:
        self._leads_on = True
        self._lock.start()

    def _stayed_open(self) -> None:
        self._leads_on = False

    def _was_locked(self) -> None:
        met, leads_on = self._met, self._leads_on
        self.forget()
        if leads_on and met is not None:
            self.locked.emit(met)
