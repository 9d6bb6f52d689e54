"""Bringing a copy's entries into the journal, from the window's side: facts, question, result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.shell.locking import LockFlow
from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.status import StatusLine
from coprod_desktop.ui.shell.told import Told

if TYPE_CHECKING:
    from coprod_desktop.services.copy_facts import CopyFacts
    from coprod_desktop.ui.copies.page import CopyPage
    from coprod_desktop.ui.sentence_form import Sentence
    from coprod_desktop.vault.merged import Merged, MergeOutlook


class MergeVisit(QObject):
    """Leads through a merge.

    ``journal_wanted`` comes when the journal is to be unlocked for it, with the copy open meanwhile;
    `carry_on` goes on from there. ``merged`` comes when it is done, before the result is said.
    """

    journal_wanted = Signal()
    merged = Signal()

    def __init__(
        self, window: QWidget, parts: Parts, pages: Pages, told: Told, status: StatusLine, lock: LockFlow
    ) -> None:
        super().__init__(window)
        self._window, self._parts, self._pages, self._lock = window, parts, pages, lock
        self._told, self._status = told, status
        self._waiting: CopyFacts | None = None
        pages.copy_made.connect(self._page_made)

    @property
    def is_waiting(self) -> bool:
        """Whether a copy is kept open while its owner unlocks the journal."""
        return self._waiting is not None

    def give_up(self) -> None:
        """The journal is not unlocked for it after all."""
        self._waiting = None

    def carry_on(self) -> None:
        """The journal is open: go on with the copy, whose page is shown again."""
        facts, self._waiting = self._waiting, None
        if facts is not None:
            self._compare(facts)

    def _page_made(self, page: CopyPage) -> None:
        page.merge.connect(self._begin)

    def _begin(self) -> None:
        facts = self._pages.copy().facts
        if facts is None:
            return
        self._told.hide()
        if self._parts.unlocking.is_unlocked:
            self._compare(facts)
        else:
            self._waiting = facts
            self.journal_wanted.emit()

    def _compare(self, facts: CopyFacts) -> None:
        for page in self._pages.private():
            page.flush()
        self._status.say(self.tr("Comparing the copy with your journal…"))
        work = partial(self._parts.merging.outlook, facts)
        self._parts.jobs.run(work, partial(self._compared, facts), partial(self._failed, facts), self)

    def _compared(self, facts: CopyFacts, outlook: MergeOutlook) -> None:
        from coprod_desktop.ui.copies import merge_words as words

        self._status.clear()
        if not self._may_go_on(facts):
            return
        if words.is_nothing_to_bring(outlook):
            self._say(words.nothing_to_bring(), "note")
        elif self._parts.ask.confirm(self._window, words.merge_question(facts, outlook)):
            self._merge(facts, without_backup=False)

    def _merge(self, facts: CopyFacts, *, without_backup: bool) -> None:
        if not self._may_go_on(facts):
            return
        self._pages.copy().inside.set_working(True)
        self._status.say(self.tr("Bringing the copy's entries into your journal…"))
        stopped = self._parts.copies.stopped()
        work = partial(self._parts.merging.merge, facts, stopped, without_backup=without_backup)
        self._parts.jobs.run(work, partial(self._done, facts), partial(self._failed, facts), self)

    def _done(self, facts: CopyFacts, done: Merged) -> None:
        from coprod_desktop.ui.copies import merge_words as words

        self._status.clear()
        if self._is_shown(facts):
            self._pages.copy().inside.set_working(False)
        if self._parts.unlocking.is_unlocked:
            self.merged.emit()
            self._say(words.merged(done), "good")

    def _failed(self, facts: CopyFacts, error: Exception) -> None:
        from coprod_desktop.errors import KnownError
        from coprod_desktop.ui.copies import merge_words as words
        from coprod_desktop.ui.sentences import sentence  # not at the start: that stays quick

        self._status.clear()
        if self._is_shown(facts):
            self._pages.copy().inside.set_working(False)
        if isinstance(error, KnownError) and error.code == "merge-stopped":
            return  # one locks, or left the copy
        told = sentence(error)
        if (
            isinstance(error, KnownError)
            and error.code == "backup-not-made"
            and self._may_go_on(facts)
            and self._parts.ask.confirm(self._window, words.go_on_without_backup(told))
        ):
            self._merge(facts, without_backup=True)
            return
        self._say(told, "caution")

    def _say(self, told: Sentence, kind: str) -> None:
        self._told.say(told.what, told.next, kind)

    def _may_go_on(self, facts: CopyFacts) -> bool:
        """Whether somebody may still be asked about it. Not while one locks."""
        return not self._lock.under_way and self._is_shown(facts)

    def _is_shown(self, facts: CopyFacts) -> bool:
        """Whether this very copy is still in front: meanwhile the system may have handed over another."""
        if not self._pages.is_copy_shown or not self._parts.unlocking.is_unlocked:
            return False
        shown = self._pages.copy().facts
        return shown is not None and (shown.path, shown.seal) == (facts.path, facts.seal)
