"""The mark "to talk about" of the entry that is read: turned in the journal, then shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from coprod_desktop.domain.entries import Entry
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.ui.journal.browse import Browse
from coprod_desktop.ui.journal.rows import EntryRows
from coprod_desktop.ui.taking_back import Run


class TalkMark(QObject):
    """Turns the mark. ``run`` runs work on the vault's lane for the page, and drops it once it is wiped."""

    def __init__(
        self, browse: Browse, rows: EntryRows, journalling: Journalling, run: Run, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._browse, self._rows, self._journalling, self._run = browse, rows, journalling, run

    def turn(self, entry: Entry) -> None:
        """Mark an entry, or take its mark away."""
        on = not entry.to_talk_about
        self._run(
            partial(self._journalling.set_to_talk_about, entry.id, on),
            partial(self._set, replace(entry, to_talk_about=on)),
            partial(self._failed, entry),
        )

    def _set(self, entry: Entry, _done: None) -> None:
        self._rows.set_to_talk_about(entry.id, entry.to_talk_about)
        self._show(entry)

    def _failed(self, entry: Entry, error: Exception) -> None:
        self._show(entry)
        self._browse.show_trouble(error)

    def _show(self, entry: Entry) -> None:
        shown = self._browse.reader.entry
        if shown is not None and shown.id == entry.id:
            self._browse.reader.show_talk_about(entry)
