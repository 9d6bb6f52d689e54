"""When the journal had to be closed while its lock was changed: no word typed meanwhile is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coprod_desktop.ui.shell.locking import LockFlow
from coprod_desktop.ui.shell.parts import Parts

if TYPE_CHECKING:
    from coprod_desktop.ui.settings.new_code import ClosedForIt


class NewLock(QObject):
    """Seals what could not be written for the journal under its new lock, and has all of it wiped.

    It ends as locking does; `tell_why`, after that, says why the journal is closed.
    """

    def __init__(self, parts: Parts, lock: LockFlow) -> None:
        super().__init__(lock)
        self._parts, self._lock = parts, lock
        self._why: Exception | None = None

    @property
    def has_closed(self) -> bool:
        """Whether the journal is closed for it, and nobody was told so far."""
        return self._why is not None

    def close(self, closed: ClosedForIt) -> None:
        """Seal what is not written, and wipe everything."""
        self._why = closed.error
        self._parts.guards.sealing.closed_under(closed.secret, bytes.fromhex(closed.vault_id))
        self._lock.after_closing()

    def tell_why(self) -> None:
        """Say why the journal is closed, once it is all wiped."""
        self._parts.guards.sealing.forget()
        why, self._why = self._why, None
        if why is not None:
            self._parts.jobs.unexpected.emit(why)
