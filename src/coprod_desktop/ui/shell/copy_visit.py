"""Copies of the journal, from the window's side: saving, opening, putting one in the journal's place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.copies import ENDING
from coprod_desktop.ui.ask import Question
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.shell.locking import Ending, LockFlow
from coprod_desktop.ui.shell.merge_visit import MergeVisit
from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.status import StatusLine
from coprod_desktop.ui.shell.told import Told

if TYPE_CHECKING:
    from coprod_desktop.services.copy_facts import CopyFacts, CopySaved, PutBack
    from coprod_desktop.ui.copies.page import CopyPage


class CopyVisit(QObject):
    """Leads through what is done with copies. What it has to say stands above the page.

    ``arrived`` comes when the page of a copy is to be shown, ``left`` when it is to be left, ``changed``
    when a copy was opened or closed, ``put_back`` carries a `PutBack`, ``stayed`` comes when putting it in
    place failed: the journal is locked then, and the copy still open.
    """

    arrived = Signal()
    left = Signal()
    changed = Signal()
    put_back = Signal(object)
    stayed = Signal()

    def __init__(
        self, window: QWidget, parts: Parts, pages: Pages, told: Told, status: StatusLine, lock: LockFlow
    ) -> None:
        super().__init__(window)
        self._window, self._parts, self._pages, self._lock = window, parts, pages, lock
        self._told, self._status = told, status
        self._asked = 0
        self.merging = MergeVisit(window, parts, pages, told, status, lock)
        self._waiting: Path | None = None
        self._kinds = self.tr("Copies of a journal (*{ending})").format(ending=ENDING)
        pages.copy_made.connect(self._page_made)
        # Queued, so that everybody else has heard of it and the window stands where it will.
        for ended in (lock.locked, lock.stayed_open, self.put_back, self.stayed):
            ended.connect(self._open_waiting, Qt.ConnectionType.QueuedConnection)

    def sweep(self) -> None:
        """Take away what a crash left of copies that were looked into. Costs a start no more than a look."""
        if self._parts.copies.is_anything_left:
            self._parts.jobs.run(self._parts.copies.sweep, owner=self)

    # ------------------------------------------------------------------ saving one
    def save(self) -> None:
        """Ask where, and save a copy of the open journal."""
        self._told.hide()
        suggested = _documents() / self._parts.copies.suggested_name()
        title = self.tr("Save a copy of my journal")
        chosen = self._parts.ask.save_file(self._window, title, suggested, self._kinds)
        if chosen is None or not self._parts.unlocking.is_unlocked:
            return
        target = chosen if chosen.suffix.lower() == ENDING else chosen.with_name(chosen.name + ENDING)
        is_there = target.exists()
        # The file picker asked about the name that was typed, not about the one with the ending.
        if (
            is_there
            and target != chosen
            and not self._parts.ask.confirm(self._window, _replace(shown_name(target.name)))
        ):
            return
        self._status.say(self.tr("Saving a copy of your journal…"))
        work = partial(self._parts.copies.save, target, replace=is_there)
        self._parts.jobs.run(work, self._saved, self._not_saved, self)

    def _saved(self, saved: CopySaved) -> None:
        self._status.clear()
        self._told.say(
            self.tr("Saved as {name}. It was opened again and checked.").format(
                name=shown_name(saved.path.name)
            ),
            self.tr(
                "It is locked with your passphrase of today, and opens with your recovery code too. "
                "Keep it on another disk or stick."
            ),
            "good",
            saved.path,
        )

    def _not_saved(self, error: Exception) -> None:
        self._status.clear()
        self._tell(error)

    # ------------------------------------------------------------------ opening one
    def choose(self) -> None:
        """Ask which file, and open it."""
        chosen = self._parts.ask.open_file(
            self._window, self.tr("Open a copy of a journal"), _documents(), self._kinds
        )
        if chosen is not None:
            self.open(chosen)

    def open(self, path: Path) -> None:
        """Look at a file without a key; show what it is, or say why it can't be opened.

        One that comes while the journal locks is opened after that.
        """
        if self._lock.under_way:
            self._waiting = path
            return
        self._told.hide()
        for page in self._pages.private():
            page.flush()  # what is being written goes to the vault's lane before the look at the file
        if self._pages.is_copy_shown:
            self._pages.copy().wipe()
        self._asked += 1
        self._status.say(self.tr("Looking at the file…"))
        work = partial(self._parts.copies.look, path.absolute(), self._parts.copies.interrupt())
        self._parts.jobs.run(
            work, partial(self._looked, self._asked), partial(self._not_looked, self._asked), self
        )

    def _open_waiting(self) -> None:
        path, self._waiting = self._waiting, None
        if path is not None and self._window.isVisible():
            self.open(path)

    def _looked(self, asked: int, facts: CopyFacts) -> None:
        if asked != self._asked or self._lock.under_way:
            return
        self._status.clear()
        page = self._pages.copy()
        self.arrived.emit()
        page.show_facts(facts)
        self.changed.emit()

    def _not_looked(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return  # another file is asked for by now
        self._status.clear()
        if self._pages.is_copy_shown:
            self.left.emit()
        self.changed.emit()
        if not self._lock.under_way:
            from coprod_desktop.ui.copies.faults import told_of_copy  # not at the start: that stays quick

            told = told_of_copy(error)
            self._told.say(told.what, told.next, "caution")

    def leave(self) -> None:
        """Close the copy, if its page is the one that is left. Nothing of it stays open unseen."""
        if self._pages.is_copy_shown or self.merging.is_waiting:
            self.merging.give_up()
            self._asked += 1
            self._parts.copies.interrupt()
            self._pages.copy().wipe()
            self._parts.jobs.run(self._parts.copies.close, self._closed, None, self)

    def _closed(self, _nothing: object) -> None:
        self.changed.emit()

    def _page_made(self, page: CopyPage) -> None:
        page.closed.connect(self.left)
        page.opened.connect(self.changed)
        page.put.connect(self._put)

    # ------------------------------------------------------------------ putting it in place
    def _put(self) -> None:
        from coprod_desktop.services.copy_errors import CopyExchanged
        from coprod_desktop.ui.copies import words

        facts = self._pages.copy().facts
        if facts is None:
            return
        folder = str(self._parts.unlocking.folder.parent)
        if not self._parts.ask.confirm(self._window, words.put_question(facts, folder)):
            return
        # While the question stood the system may have handed over another file.
        if self._lock.under_way or self._pages.copy().facts is not facts:
            self._tell(CopyExchanged())
            return
        self._told.hide()
        self._status.say(self.tr("Putting the copy in place…"))
        work = partial(self._parts.copies.put_in_place, facts)
        self._lock.start(Ending(work, partial(self._done, facts), partial(self._failed, facts)))

    def _done(self, facts: CopyFacts, result: PutBack) -> None:
        from coprod_desktop.ui.copies import words

        self._status.clear()
        self.put_back.emit(result)
        what = self.tr("Your journal is now the one of {moment}.").format(
            moment=words.day_and_time(facts.made)
        )
        if result.set_aside is None:
            self._told.say(what, "", "good")
            return
        where = self.tr("The journal before it was set aside whole, and nothing in it was changed: {path}")
        self._told.say(
            what, where.format(path=shown_name(result.set_aside)), "good", result.set_aside / "journal"
        )

    def _failed(self, facts: CopyFacts, error: Exception) -> None:
        from coprod_desktop.services.copy_errors import CopyExchanged

        self._status.clear()
        self.stayed.emit()
        if self._parts.copies.is_unlocked and not isinstance(error, CopyExchanged):
            self.arrived.emit()
            self._pages.copy().show_inside(facts)
        else:
            self.left.emit()
        self.changed.emit()
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        from coprod_desktop.ui.sentences import sentence  # not at the start: that stays quick

        told = sentence(error)
        self._told.say(told.what, told.next, "caution")


def _documents() -> Path:
    """Where file pickers begin."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _replace(name: str) -> Question:
    translate = QCoreApplication.translate
    return Question(
        translate("CopyVisit", "There is a file of that name already"),
        translate("CopyVisit", "{name}\n\nIf you replace it, what it holds now is gone.").format(name=name),
        translate("CopyVisit", "Replace it"),
        translate("CopyVisit", "Keep it"),
    )
