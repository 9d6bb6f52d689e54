"""The Reflect tab: its home, the page to choose questions on, and the wizard while there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain import reflection as moves
from coprod_desktop.domain.entries import DraftRow, QuestionSet
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.reflecting import ReflectHome, Reflecting
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.private_jobs import PrivateJobs
from coprod_desktop.ui.reading_aloud.readable import Readable
from coprod_desktop.ui.reflect.begin import Begin
from coprod_desktop.ui.reflect.choose_page import ChoosePage
from coprod_desktop.ui.reflect.home import HomePage
from coprod_desktop.ui.reflect.wizard import Wizard
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.taking_back import TakingBack
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.layouts import column, holder
from coprod_desktop.ui.widgets.moved_line import MovedLine
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.page import NARROW


@dataclass(frozen=True, slots=True)
class _Begun:
    """A draft to open the wizard with, and whether the journal holds it already."""

    draft: ReflectionDraft
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was in the tab, without a word of what was written.

    ``draft_id`` names a saved draft; without one, ``question_ids`` were begun and nothing was typed yet.
    """

    draft_id: str | None = None
    entry_id: str | None = None
    question_set: QuestionSet | None = None
    question_ids: tuple[str, ...] = ()
    position: int = 0

    @property
    def is_home(self) -> bool:
        """Whether no reflection was under way."""
        return self.draft_id is None and self.entry_id is None and self.question_set is None


class ReflectTab(QWidget):
    """What a person sees under *Reflect* while the journal is open.

    ``kept`` and ``open_entry`` carry an entry's id, ``saved`` a `Saved`, ``status`` a sentence,
    ``show_item`` an item's id, ``read_aloud`` tells that the question in view shall be read aloud.
    """

    kept = Signal(object)
    saved = Signal(object)
    open_entry = Signal(object)
    status = Signal(object)
    show_item = Signal(object)
    read_aloud = Signal()
    change_reminder = Signal()
    put_reminder_away = Signal()

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        reflecting: Reflecting,
        deleting: Deleting,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._recipe, self._reflecting = theme, recipe, reflecting
        self._deleting, self._jobs = deleting, jobs
        self._work = PrivateJobs(jobs, self, self._tell)
        self._run = self._work.run
        self._choose: ChoosePage | None = None
        self._wizard: Wizard | None = None
        self._starting = False
        lines = column(theme, self)
        self._notice = Notice(theme)
        self._notice.hide()
        lines.addWidget(self._notice)
        self.moved_line = MovedLine(theme)
        above = column(theme)
        above.addWidget(self.moved_line)
        self._above_home = holder(above)
        lines.addWidget(self._above_home)
        self._stack = QStackedWidget()
        lines.addWidget(self._stack, 1)
        self.home = HomePage(theme, recipe)
        self._stack.addWidget(self.home)
        self.home.begin.connect(self._begin)
        self.home.choose.connect(self._show_choose)
        self.home.carry_on.connect(self._carry_on)
        self.home.let_go.connect(self._let_go)
        self._back = TakingBack(self.moved_line, deleting, self._run, self)
        self._back.taken_back.connect(self._taken_back)
        self._back.trouble.connect(self._tell)
        self._stack.currentChanged.connect(self._page_changed)
        self.home.open_entry.connect(self.open_entry)
        self.home.reminder.change.connect(self.change_reminder)
        self.home.reminder.put_away.connect(self.put_reminder_away)

    # ------------------------------------------------------------------ what the window asks for
    @property
    def wizard(self) -> Wizard | None:
        """The wizard, while a reflection is under way."""
        return self._wizard

    def to_read_aloud(self) -> Readable | None:
        """The question in view, if there is one."""
        page = self._wizard.question_page if self._wizard is not None else None
        return page.to_read_aloud() if page is not None and page.isVisible() else None

    def refresh(self) -> None:
        """Read drafts and latest reflections anew. A reflection under way keeps every word."""
        if self._wizard is not None:
            self._wizard.look_again()
        self._run(self._reflecting.home, self._show_home)

    def reflect_on(self, question_id: str) -> None:
        """Begin a reflection on one question, at its page."""
        self._start(partial(self._begun_on, question_id))

    def reopen(self, entry_id: str) -> None:
        """Add to a kept reflection, from its look over."""
        self._start(partial(self._reopened, entry_id))

    def show_ways_to_begin(self) -> None:
        """Go to the home, where a reflection is begun. One that is under way is saved for later."""
        if self._wizard is not None:
            self._wizard.save_for_later()
        else:
            self._go_home()

    def flush(self) -> None:
        """Hand everything that was typed to the vault's lane, now."""
        if self._wizard is not None:
            self._wizard.settle_and_flush()

    def write_anew(self) -> None:
        """Write what is under way into the journal's file, which is another one by now."""
        if self._wizard is not None:
            self._wizard.keeper.write_anew()

    def has_unsaved(self) -> bool:
        """Whether something typed is not known to be written."""
        return self._wizard is not None and self._wizard.keeper.has_unsaved

    def unwritten(self) -> tuple[ReflectionDraft, ...]:
        """The reflection under way, if it could not be written."""
        if self._wizard is None or not self.has_unsaved():
            return ()
        return (self._wizard.settled(),)

    def take_back(self, draft: ReflectionDraft) -> None:
        """Show a reflection that still could not be written, in the place of what is shown; try again."""
        self._open_wizard(_Begun(draft, is_kept=True))
        if self._wizard is not None:
            self._wizard.keeper.write_again()

    def place(self) -> Place:
        """Where one is, to come back to after unlocking. Ask before `wipe`."""
        if self._wizard is None or not self._wizard.keeper.is_open:
            return Place()
        keeper = self._wizard.keeper
        draft = keeper.draft
        if keeper.is_in_journal:
            return Place(draft_id=draft.id)
        ids = tuple(answer.question_id for answer in draft.answers)
        return Place(None, draft.entry_id, draft.question_set, ids, draft.position)

    def restore(self, place: Place) -> None:
        """Go back to where one was."""
        if place.draft_id is not None:
            self._start(partial(self._carried_on, place.draft_id))
        elif place.entry_id is not None:
            self.reopen(place.entry_id)
        elif place.question_set is not None:
            self._start(partial(self._begun_at, place))

    def wipe(self) -> None:
        """Empty every widget, document and undo stack of words from the journal."""
        self._work.wipe()
        self._starting = False
        self._end_wizard()
        self._back.forget()
        self.home.clear()
        if self._choose is not None:
            self._choose.start_over()
        self._notice.hide()
        self._stack.setCurrentWidget(self.home)

    # ------------------------------------------------------------------ the home
    def _show_home(self, home: ReflectHome) -> None:
        self.home.show_home(home, self._reflecting.today())
        self._back.seen([draft.id for draft in home.drafts])

    def _go_home(self) -> None:
        self._end_wizard()
        self._stack.setCurrentWidget(self.home)
        self.home.to_top()
        self._run(self._reflecting.home, self._come_home)

    def _come_home(self, home: ReflectHome) -> None:
        self._show_home(home)
        if self._stack.currentWidget() is self.home:
            self.home.focus_first()
            if self.isVisible():
                announce(self, self.home.title)

    def _let_go(self, draft: DraftRow) -> None:
        self._run(partial(self._deleting.let_go, draft.id), partial(self._gone, draft.id), self._not_gone)

    def _gone(self, draft_id: str, in_bin: bool) -> None:
        if in_bin:
            self._back.offer(draft_id)
        else:
            self._say(self.tr("Let go."))
        self._go_home()

    def _not_gone(self, error: Exception) -> None:
        if isinstance(error, KeyError):  # it went in another way meanwhile
            self._go_home()
        else:
            self._tell(error)

    def _page_changed(self, _index: int) -> None:
        self._above_home.setVisible(self._stack.currentWidget() is self.home)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo on the home what was let go last, wherever the keys are."""
        if event.matches(QKeySequence.StandardKey.Undo) and self._stack.currentWidget() is self.home:
            self._back.undo()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line above the home stands as far from the edge as the home."""
        super().resizeEvent(event)
        self.moved_line.set_side(24 if self._theme.eff(self.width()) < NARROW else 40)

    def _taken_back(self, draft_id: str) -> None:
        self.status.emit(self.tr("Taken out of the bin."))
        self._run(self._reflecting.home, partial(self._show_back, draft_id))

    def _show_back(self, draft_id: str, home: ReflectHome) -> None:
        self._show_home(home)
        if self._stack.currentWidget() is self.home:
            self.home.focus_first(draft_id)

    def _show_choose(self) -> None:
        if self._choose is None:
            self._choose = ChoosePage(self._theme, self._recipe)
            self._choose.begin.connect(self._begin)
            self._choose.back.connect(self._go_home)
            self._stack.addWidget(self._choose)
        self._choose.start_over()
        self._stack.setCurrentWidget(self._choose)
        self._choose.focus_first()
        announce(self, self._choose.title)

    # ------------------------------------------------------------------ beginning and carrying on
    def _begin(self, begin: Begin) -> None:
        self._start(partial(self._begun, begin))

    def _carry_on(self, draft: DraftRow) -> None:
        self._start(partial(self._carried_on, draft.id))

    def _start(self, find: Callable[[], _Begun]) -> None:
        """Find the draft on the vault's lane, and open the wizard with it."""
        if self._starting:
            return
        self._starting = True
        self.flush()
        self._run(find, self._open_wizard, self._not_started)

    def _begun(self, begin: Begin) -> _Begun:
        return _Begun(self._reflecting.begin(begin.question_set, begin.question_ids), is_kept=False)

    def _begun_on(self, question_id: str) -> _Begun:
        draft = self._reflecting.begin(QuestionSet.CHOSEN, (question_id,))
        return _Begun(moves.jump(draft, 1), is_kept=False)

    def _begun_at(self, place: Place) -> _Begun:
        draft = self._reflecting.begin(QuestionSet.CHOSEN, place.question_ids)
        draft = replace(draft, question_set=place.question_set or QuestionSet.CHOSEN)
        return _Begun(moves.jump(draft, max(place.position, draft.first_position)), is_kept=False)

    def _carried_on(self, draft_id: str) -> _Begun:
        return _Begun(self._reflecting.carry_on(draft_id), is_kept=True)

    def _reopened(self, entry_id: str) -> _Begun:
        draft = self._reflecting.reopen(entry_id)
        return _Begun(draft, is_kept=any(row.id == draft.id for row in self._reflecting.drafts()))

    def _open_wizard(self, begun: _Begun) -> None:
        self._starting = False
        if self.has_unsaved():
            return  # the words on the page in view could not be written: they stay, and a notice says so
        self._end_wizard()
        self._tell(None)
        wizard = Wizard(self._theme, self._recipe, self._reflecting, self._jobs, self._reflecting.today())
        wizard.left.connect(self._left)
        wizard.kept.connect(self._kept)
        wizard.saved.connect(self.saved)
        wizard.trouble.connect(self._tell_not_saved)
        wizard.nothing_yet.connect(self._tell_nothing_yet)
        wizard.show_item.connect(self.show_item)
        wizard.read_aloud.connect(self.read_aloud)
        self._wizard = wizard
        self._stack.addWidget(wizard)
        self._stack.setCurrentWidget(wizard)
        wizard.open(begun.draft, is_kept=begun.is_kept)

    def _not_started(self, error: Exception) -> None:
        self._starting = False
        if not isinstance(error, KeyError):
            self._tell(error)
        elif self._wizard is None:  # it was let go meanwhile; a reflection under way stays as it is
            self._go_home()

    def _end_wizard(self) -> None:
        if self._wizard is not None:
            wizard, self._wizard = self._wizard, None
            wizard.wipe()
            self._stack.removeWidget(wizard)
            wizard.deleteLater()

    def _left(self) -> None:
        self._go_home()

    def _kept(self, entry_id: str) -> None:
        self._say(self.tr("Kept in your journal."))
        self._go_home()
        self.kept.emit(entry_id)

    # ------------------------------------------------------------------ telling
    def _say(self, words: str) -> None:
        """On the status line, and to a reader."""
        self.status.emit(words)
        announce(self, words)

    def _tell(self, error: Exception | None) -> None:
        if error is None:
            self._notice.hide()
            return
        told = sentence(error)
        self._notice.say(told.what, told.next, "caution")

    def _tell_not_saved(self, error: Exception | None) -> None:
        if error is None:
            self._notice.hide()
            return
        told = sentence(error)
        not_saved = self.tr("Not saved yet. Your words are still here, and saving is tried again by itself.")
        self._notice.say(not_saved, f"{told.what} {told.next}".strip(), "caution")

    def _tell_nothing_yet(self) -> None:
        self._notice.say(
            self.tr("There is nothing to keep yet."),
            self.tr("Write a line on any page, or choose Save for later to leave."),
        )
