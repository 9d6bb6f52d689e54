"""The wizard: one thing a page, with Back, Next, Skip and Save for later always in the same place.

The reflection is a value in the `DraftKeeper`; the pages are a view of it. Moving is done by the plain
functions of `domain.reflection`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain import reflection as moves
from coprod_desktop.domain.entries import Entry
from coprod_desktop.domain.follow_up import StepsNow, as_they_are_now
from coprod_desktop.domain.reflection import PageKind, ReflectionDraft
from coprod_desktop.services.reflecting import Reflecting
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.reflect import words
from coprod_desktop.ui.reflect.context_page import ContextPage
from coprod_desktop.ui.reflect.earlier import Earlier
from coprod_desktop.ui.reflect.frame import Room, WizardFoot, WizardHead
from coprod_desktop.ui.reflect.keeper import DraftKeeper
from coprod_desktop.ui.reflect.keys import wizard_keys
from coprod_desktop.ui.reflect.last_time_page import LastTimePage
from coprod_desktop.ui.reflect.look_over_page import LookOverPage
from coprod_desktop.ui.reflect.page_map import MapLine, PageMap
from coprod_desktop.ui.reflect.question_page import Asked, QuestionPage
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.layouts import column
from coprod_desktop.ui.widgets.tab_order import tab_as_read

Move = Callable[[ReflectionDraft], ReflectionDraft]
_SKIPPED = (PageKind.LAST_TIME, PageKind.QUESTION)
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class Wizard(QWidget):
    """One reflection, from the context to the look over. Made for one draft and deleted after it.

    ``left``: back to the home, everything handed over to be written. ``kept`` carries the id of the entry
    it became, ``saved`` a `Saved`, ``trouble`` an exception or None, ``show_item`` an item's id,
    ``read_aloud`` tells that the question shall be read, ``nothing_yet`` that there is nothing to keep.
    """

    left = Signal()
    kept = Signal(object)
    saved = Signal(object)
    trouble = Signal(object)
    nothing_yet = Signal()
    show_item = Signal(object)
    read_aloud = Signal()

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        reflecting: Reflecting,
        jobs: Jobs,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._recipe, self._reflecting, self._jobs = theme, recipe, reflecting, jobs
        self._map: PageMap | None = None
        self.keeper = DraftKeeper(reflecting, jobs, self)
        self.keeper.read_with(self._read_page)
        self.keeper.saved.connect(self.saved)
        self.keeper.parted.connect(self.left)
        self.keeper.trouble.connect(self._on_trouble)
        self.last_time_page = LastTimePage(theme)
        self.context_page = ContextPage(theme, recipe, today)
        self.question_page = QuestionPage(theme, recipe, today)
        self.look_over_page = LookOverPage(theme, recipe)
        self._earlier = Earlier(reflecting, jobs, self)
        self._earlier.known.connect(self._earlier_known)
        self._build()
        self._connect_pages()
        self._add_keys()
        theme.changed.connect(self._fit)

    # ------------------------------------------------------------------ from outside
    def open(self, draft: ReflectionDraft, *, is_kept: bool) -> None:
        """Show a draft where it stands. ``is_kept``: the journal holds it already."""
        self.keeper.open(draft, in_journal=is_kept)
        self._earlier.begin(draft)
        self._show_page()

    def look_again(self) -> None:
        """Bring next steps up to date: something may have been noted in the Journal meanwhile."""
        if self.keeper.is_open and (self.keeper.draft.follow_ups or self.keeper.draft.entry_id):
            asked = None if self.keeper.has_unsaved else self.keeper.draft
            self.settle_and_flush()
            work = partial(self._reflecting.steps_now, self.keeper.draft)
            self._jobs.run(work, done=partial(self._looked_again, asked), owner=self)

    def settle_and_flush(self) -> None:
        """Hand everything that stands on the page to the vault's lane, now."""
        if self.keeper.is_open:
            self._page().settle()
            self.keeper.flush()

    def settled(self) -> ReflectionDraft:
        """The draft with all that stands on the page."""
        self._page().settle()
        return self.keeper.gather()

    def wipe(self) -> None:
        """Forget every word in widgets, documents, undo stacks and the draft itself."""
        self._close_map()
        self.keeper.close()
        self.last_time_page.clear()
        self.context_page.clear(self._reflecting.today())
        self.question_page.clear()
        self.look_over_page.clear()
        self._head.show_title("")

    def save_for_later(self) -> None:
        """Leave once everything is written. Nothing is ever discarded here."""
        self._close_map()
        self._page().settle()
        self.setEnabled(False)
        self.keeper.leave()

    # ------------------------------------------------------------------ moving
    def onward(self) -> None:
        """*Next*, or *Keep in my journal* on the look over."""
        if self.keeper.draft.page.kind is PageKind.LOOK_OVER:
            self._keep()
        else:
            self._go(moves.forward)

    def back(self) -> None:
        """*Back*; from the first page it leads home."""
        draft = self.keeper.draft
        if draft.position == draft.first_position and not draft.return_to_look_over:
            self.save_for_later()
        else:
            self._go(moves.back)

    def skip(self) -> None:
        """*Skip this one*: last time and the questions can be skipped."""
        if self.keeper.draft.page.kind in _SKIPPED:
            self._go(moves.skip)

    def jump(self, position: int) -> None:
        """Go to any page."""
        self._go(partial(moves.jump, position=position))

    def change_page(self, position: int) -> None:
        """Go from the look over to a page, with Next and Back leading straight back."""
        self._go(partial(moves.change, position=position))

    def show_map(self) -> None:
        """Open the list of all pages."""
        self._close_map()
        self._page().settle()
        draft = self.keeper.gather()
        self._map = PageMap(self._theme, self)
        self._map.chosen.connect(self.jump)
        self._map.destroyed.connect(self._map_gone)
        lines = [
            self._map_line(draft, position)
            for position in range(draft.first_position, draft.last_position + 1)
        ]
        self._map.show_pages(lines, draft.position - draft.first_position)
        self._map.open_below(self._head.map_button, self.window())

    def _go(self, move: Move) -> None:
        self._page().settle()
        left = self.keeper.gather()
        self.keeper.change(move(left))
        self.keeper.flush()
        self._show_page(left.position if left.return_to_look_over else None)

    # ------------------------------------------------------------------ the page in view
    def _page(self) -> LastTimePage | ContextPage | QuestionPage | LookOverPage:
        kind = self.keeper.draft.page.kind
        if kind is PageKind.LAST_TIME:
            return self.last_time_page
        if kind is PageKind.CONTEXT:
            return self.context_page
        return self.question_page if kind is PageKind.QUESTION else self.look_over_page

    def _read_page(self, draft: ReflectionDraft) -> ReflectionDraft:
        """The draft with what stands on the page in view."""
        page = self._page()
        if isinstance(page, LastTimePage):
            found = page.follow_ups(draft.follow_ups, self._reflecting.now())
            return moves.with_follow_ups(draft, found)
        if isinstance(page, ContextPage):
            return moves.with_context(draft, page.context())
        if isinstance(page, QuestionPage):
            return moves.with_answer(draft, page.answer())
        return moves.with_look_over(
            draft, page.taking_away.markdown(), to_talk_about=page.to_talk_about.isChecked()
        )

    def _show_page(self, changed: int | None = None) -> None:
        """Show the page one stands on. ``changed`` is the one that was gone to from the look over."""
        draft, page = self.keeper.draft, self._page()
        if isinstance(page, LastTimePage):
            page.show_follow_ups(draft.follow_ups)
        elif isinstance(page, ContextPage):
            page.show_context(draft.context)
        elif isinstance(page, QuestionPage):
            page.show_asked(self._asked(draft))
        else:
            page.show_draft(draft, has_earlier=self._earlier.has_any(draft))
        self._stack.setCurrentWidget(page)
        self._show_frame(draft)
        self._fit()
        tab_as_read(self)
        if changed is not None and page is self.look_over_page:
            self.look_over_page.focus_on(changed)
            page.follow_focus()
        else:
            page.focus_first()
            page.show_from_top()
        if self.isVisible():
            announce(self, self._title(draft))

    def _asked(self, draft: ReflectionDraft) -> Asked:
        answer = draft.answers[draft.position - 1]
        return Asked(
            self._recipe.question_asked(answer.question_id, answer.question_text),
            answer,
            words.progress(draft, self._recipe, draft.position),
            self._earlier.has(answer.question_id),
        )

    def _show_frame(self, draft: ReflectionDraft) -> None:
        kind, going_back = draft.page.kind, draft.return_to_look_over
        self._head.show_title(words.heading(draft, self._recipe))
        done = [n for n, answer in enumerate(draft.answers) if not answer.is_empty]
        here = draft.page.number
        told = words.progress(draft, self._recipe, here) if here else ""
        self._head.show_trail(len(draft.answers), here, done, told)
        if kind is PageKind.LOOK_OVER:
            onward = self.tr("Keep in my journal")
        elif going_back:
            onward = self.tr("Look over")
        else:
            onward = self.tr("Start") if kind is PageKind.CONTEXT else self.tr("Next")
        self._foot.name_buttons(onward, can_skip=kind in _SKIPPED)

    def _title(self, draft: ReflectionDraft) -> str:
        """What a screen reader says when the page comes into view."""
        if draft.page.kind is PageKind.QUESTION:
            asked = draft.answers[draft.position - 1].question_text
            return f"{words.progress(draft, self._recipe, draft.position)}. {asked}"
        return words.page_name(draft, self._recipe, draft.position)

    def _map_line(self, draft: ReflectionDraft, position: int) -> MapLine:
        state = words.page_state(draft, position)
        told = words.state_name(state) if 0 < position < draft.last_position else ""
        return MapLine(position, words.page_name(draft, self._recipe, position), state, told)

    def _map_gone(self) -> None:
        self._map = None

    def _close_map(self) -> None:
        if self._map is not None:
            self._map.close()
            self._map = None

    def _looked_again(self, asked: ReflectionDraft | None, steps: StepsNow) -> None:
        """Take over how steps stand, and leave alone what is noted here since it was asked."""
        if not self.keeper.is_open:
            return
        stood = draft = self.keeper.gather()
        draft = moves.with_follow_ups(draft, as_they_are_now(draft.follow_ups, steps))
        draft = moves.caught_up(draft, steps, asked) if asked is not None else draft
        self.keeper.change(draft)
        shown = (stood.position, stood.current_answer, stood.to_talk_about)
        if (draft.position, draft.current_answer, draft.to_talk_about) != shown:
            self._show_page()
        elif draft.page.kind is PageKind.LAST_TIME:
            self.last_time_page.show_follow_ups(draft.follow_ups)
            tab_as_read(self)

    # ------------------------------------------------------------------ earlier answers
    def _earlier_known(self) -> None:
        """It is known now what was answered before: offer it on the page in view."""
        if not self.keeper.is_open:
            return
        draft = self.keeper.draft
        if draft.page.kind is PageKind.QUESTION:
            asked = draft.answers[draft.position - 1].question_id
            self.question_page.earlier.setVisible(self._earlier.has(asked))
        elif draft.page.kind is PageKind.LOOK_OVER:
            self.look_over_page.earlier_button.setVisible(self._earlier.has_any(draft))

    def _want_all_earlier(self) -> None:
        self._earlier.load_all(self.keeper.draft, self.look_over_page.show_earlier)

    def _want_earlier(self, question_id: str) -> None:
        self._earlier.load(question_id, partial(self.question_page.show_earlier, question_id))

    # ------------------------------------------------------------------ saving and keeping
    def _on_trouble(self, error: Exception | None) -> None:
        """Something could not be written: whoever wanted to leave stays, with every word in place."""
        if error is not None and not self.isEnabled():
            self.setEnabled(True)
            self._page().focus_first()
        self.trouble.emit(error)

    def _keep(self) -> None:
        self._page().settle()
        draft = self.keeper.gather()
        if draft.is_empty:
            self.nothing_yet.emit()
            return
        self.keeper.pause()
        self.setEnabled(False)
        self._jobs.run(
            partial(self._reflecting.keep, draft), done=self._on_kept, failed=self._on_keep_failed, owner=self
        )

    def _on_kept(self, entry: Entry) -> None:
        self.setEnabled(True)
        self.wipe()
        self.kept.emit(entry.id)

    def _on_keep_failed(self, error: Exception) -> None:
        self.setEnabled(True)
        self.keeper.resume()
        self.trouble.emit(error)
        self._foot.next_button.setFocus()

    # ------------------------------------------------------------------ how it is put together
    def _build(self) -> None:
        self._lines = column(self._theme, self)
        self._head = WizardHead(self._theme)
        self._stack = QStackedWidget()
        for page in self._pages():
            self._stack.addWidget(page)
        self._foot = WizardFoot(self._theme)
        self._lines.addWidget(self._head)
        self._lines.addWidget(self._stack, 1)
        self._lines.addWidget(self._foot)

    def _pages(self) -> tuple[LastTimePage, ContextPage, QuestionPage, LookOverPage]:
        return self.last_time_page, self.context_page, self.question_page, self.look_over_page

    def _connect_pages(self) -> None:
        for page in self._pages():
            page.changed.connect(self.keeper.touch)
        for growing in (self.last_time_page, self.question_page, self.look_over_page):
            growing.filled.connect(partial(tab_as_read, self))
        self.question_page.earlier_wanted.connect(self._want_earlier)
        self.question_page.show_item.connect(self.show_item)
        self.question_page.read_aloud.connect(self.read_aloud)
        self.look_over_page.change.connect(self.change_page)
        self.look_over_page.earlier_wanted.connect(self._want_all_earlier)
        self._head.all_pages.connect(self.show_map)
        self._head.later.connect(self.save_for_later)
        self._foot.later.connect(self.save_for_later)
        self._foot.back.connect(self.back)
        self._foot.skip.connect(self.skip)
        self._foot.onward.connect(self.onward)

    def _add_keys(self) -> None:
        keys = wizard_keys()
        for sequences, act in (
            (keys.onward, self.onward),
            (keys.back, self.back),
            (keys.skip, self.skip),
            (keys.later, self.save_for_later),
            (keys.all_pages, self.show_map),
        ):
            for sequence in sequences:
                shortcut = QShortcut(QKeySequence(sequence), self)
                shortcut.setContext(_HERE)
                shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit to the new size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the page the room it needs: the line above scrolls with it where the window is short."""
        room = Room.of(self._theme, self.width(), self.height())
        self._head.fit(room)
        self._foot.fit(room)
        self.question_page.set_low(low=room.short)
        if not self.keeper.is_open:
            return
        place = self._page().body if room.short else self._lines
        if place.indexOf(self._head) < 0:
            place.insertWidget(0, self._head)
            self._head.dress_again()
