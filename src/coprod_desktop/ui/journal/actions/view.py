"""The view *Actions*: things I said I'd try, what happened with them, and what I let go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.domain.actions import (
    Action,
    StepDay,
    StepNote,
    When,
    when,
)
from coprod_desktop.services.acting import Acting
from coprod_desktop.services.clock import Saved
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.actions import words
from coprod_desktop.ui.journal.actions.lists import Found, find, list_of, write
from coprod_desktop.ui.journal.actions.parts import ListChips, Listed, Nothing
from coprod_desktop.ui.journal.actions.row import ActionRow
from coprod_desktop.ui.journal.views import JournalView
from coprod_desktop.ui.private_jobs import PrivateJobs
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import column, holder, row
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.tab_order import tab_as_read
from coprod_desktop.ui.widgets.text import Text

AT_ONCE = 20
"""How many steps are shown before somebody asks for more: each is a handful of widgets."""

_WIDEST = 960


class ActionsView(JournalView):
    """The steps in three lists. While a form is open in one of them, the list stays as it is."""

    def __init__(self, theme: Theme, acting: Acting, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._acting, self._jobs = theme, acting, jobs
        self._work = PrivateJobs(jobs, self, self._show_trouble)
        self._run = self._work.run
        self._asked = 0
        self._today = date.min
        self._actions: list[Action] = []
        self._is_more = False
        self._rows: list[ActionRow] = []
        self._spare: dict[tuple[str, str], ActionRow] = {}
        self._group: When | None = None
        self._card: Card | None = None
        self._returned: list[StepNote | StepDay] = []
        self.page = Page(theme, (40, 24, 40, 24), 0)
        column(theme, self).addWidget(self.page)
        self._column = QWidget()
        self._then: Callable[[], None] | None = None
        self._shown = Listed.TO_TRY
        self._fill()
        self._restyle()
        theme.changed.connect(self._restyle)

    def _fill(self) -> None:
        theme = self._theme
        middle = row(theme)
        middle.addStretch(1)
        middle.addWidget(self._column, 1000)
        middle.addStretch(1)
        self.page.body.addLayout(middle)
        self.page.body.addStretch(1)
        body = column(theme, self._column)
        self.title = Text(theme, self.tr("Things I said I'd try"), "h1")
        body.addWidget(self.title)
        body.space(4)
        about = self.tr("Small steps count. It's fine to change your mind.")
        body.addWidget(Text(theme, about, "lead", "secondary"))
        body.space(14)
        self.chips = ListChips(theme)
        self.chips.changed.connect(self._list_chosen)
        body.addWidget(self.chips)
        self.notice = Notice(theme, kind="caution")
        self.notice.hide()
        body.space(8)
        body.addWidget(self.notice)
        self._list = column(theme)
        body.addWidget(holder(self._list))
        self.more_button = Button(theme, self.tr("Show more"), "secondary")
        self.more_button.clicked.connect(self._more_clicked)
        self.more_button.hide()
        body.space(12)
        body.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.nothing = Nothing(theme)
        self.nothing.button.clicked.connect(self._begin_clicked)
        body.addWidget(self.nothing)
        self.nothing.hide()

    # ------------------------------------------------------------------ fetching
    def refresh(self) -> None:
        """Fetch the list anew; where a form is open, the list waits until it is closed.

        Its rows take over what was noted elsewhere all the same.
        """
        if self._is_open:
            keys = [each.key for each in self._rows]
            self._run(partial(self._acting.these, keys), self._catch_up)
            return
        self._asked += 1
        # What came back may stand far down; else those in view, and as many more as are asked for next.
        most = None if self._returned else max(AT_ONCE, len(self._rows)) + AT_ONCE
        self._fetch(most, self._arrived)

    def _fetch(self, most: int | None, arrived: Callable[[int, Found], None]) -> None:
        work = partial(find, self._acting, self._shown, most)
        self._run(work, partial(arrived, self._asked))

    def _catch_up(self, steps: list[Action]) -> None:
        now = {(each.entry_id, each.origin): each for each in steps}
        for each in self._rows:
            if each.key in now:
                each.catch_up(now[each.key])
        tab_as_read(self)

    def _arrived(self, asked: int, found: Found) -> None:
        if asked != self._asked or self._is_open:
            return
        self.notice.hide()
        before = self._today, self._actions
        self._today, self._actions, self._is_more = found.today, [*found.steps.actions], found.steps.is_more
        if (self._today, self._actions) != before or not self._rows:
            self._show_anew(is_same_day=self._today == before[0])
            if not self._actions:
                self.nothing.show_for(self._shown, is_first=found.is_first)
        self._give_back()

    def _more_arrived(self, asked: int, found: Found) -> None:
        """Have what follows at hand, before somebody asks for it."""
        if asked == self._asked:
            at_hand = {(each.entry_id, each.origin) for each in self._actions}
            self._actions += [
                each for each in found.steps.actions if (each.entry_id, each.origin) not in at_hand
            ]
            self._is_more = found.steps.is_more
            self._offer_more()

    def _offer_more(self) -> None:
        self.more_button.setVisible(len(self._rows) < len(self._actions))

    def _show_trouble(self, error: Exception) -> None:
        if isinstance(error, KeyError):
            self.refresh()
            return
        said = sentence(error)
        self.notice.say(said.what, said.next, "caution")

    # ------------------------------------------------------------------ showing
    def _show_anew(self, *, is_same_day: bool) -> None:
        """Show the list from its beginning, with the keys where they were as near as can be."""
        place = self._place_of_keys()
        count = max(AT_ONCE, len(self._rows))
        if is_same_day:
            self._spare = {each.key: each for each in self._rows}
            for each in self._rows:
                each.setParent(self)  # out of its card, which goes; it is hidden by that
        self._clear()
        self._add_rows(count)
        for each in self._spare.values():
            each.deleteLater()
        self._spare = {}
        if place is not None:
            self._put_keys(*place)

    def _add_rows(self, count: int) -> None:
        first = len(self._rows)
        for group, actions in groupby(self._actions[first : first + count], self._group_of):
            # Laid out on a ground of its own, and shown at once: one by one takes seconds.
            ground = QWidget()
            lines = column(self._theme, ground)
            card = self._card_for(group)
            is_first = card.body.count() == 0
            for action in actions:
                if not is_first:
                    lines.addWidget(Rule(self._theme))
                is_first = False
                lines.addWidget(self._row_for(action))
            card.body.addWidget(ground)
        self._offer_more()
        self._turn()
        tab_as_read(self)

    def _group_of(self, action: Action) -> When | None:
        return when(action, self._today) if self._shown is Listed.TO_TRY else None

    def _card_for(self, group: When | None) -> Card:
        """The card of a group, under its name; the last one while the group goes on."""
        if self._card is None or group is not self._group:
            self._group = group
            self._list.space(18)
            if group is not None:
                self._list.addWidget(Text(self._theme, words.group_name(group), "h3"))
                self._list.space(8)
            self._card = Card(self._theme, "card", (16, 4, 16, 4), 0)
            self._list.addWidget(self._card)
        return self._card

    def _row_for(self, action: Action) -> ActionRow:
        """The row of a step: the one that stood here before, since making one takes its time."""
        made = self._spare.pop((action.entry_id, action.origin), None)
        if made is None:
            return self._make_row(action)
        made.catch_up(action)
        self._rows.append(made)
        return made

    def _make_row(self, action: Action) -> ActionRow:
        made = ActionRow(self._theme, action, self._today, self._acting, self._jobs)
        made.open_entry.connect(self.open_entry)
        made.saved.connect(self.saved)
        made.closed.connect(self._form_closed)
        made.trouble.connect(self._form_in_trouble)
        self._rows.append(made)
        return made

    def rows(self) -> tuple[ActionRow, ...]:
        """The rows in view, from the first."""
        return tuple(self._rows)

    def _place_of_keys(self) -> tuple[tuple[str, str], int] | None:
        """The row that has the keys: what it is told by, and its place."""
        here = QApplication.focusWidget()
        for number, each in enumerate(self._rows):
            if here is not None and each.isAncestorOf(here):
                return each.key, number
        return None

    def _put_keys(self, key: tuple[str, str], number: int) -> None:
        there = next((each for each in self._rows if each.key == key), None)
        if there is None and self._rows:
            there = self._rows[min(number, len(self._rows) - 1)]
        target = there.box if there is not None else self.chips.chip(self._shown)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _more_clicked(self, _checked: bool = False) -> None:
        first = len(self._rows)
        self._add_rows(AT_ONCE)
        self._rows[first].box.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._is_more:
            self._fetch(len(self._actions) + AT_ONCE, self._more_arrived)

    # ------------------------------------------------------------------ forms
    @property
    def _is_open(self) -> bool:
        """Whether something is written or chosen in a row."""
        return any(each.is_open for each in self._rows)

    def _list_chosen(self) -> None:
        self._leave_forms(self._show_chosen)

    def _show_chosen(self) -> None:
        self._shown = self.chips.listed
        self._actions = []
        self._clear()
        self.page.to_top()
        self.refresh()
        announce(self, self.chips.name_of(self._shown))

    def _leave_forms(self, then: Callable[[], None]) -> None:
        """Close what is open once it is written, and go on; what cannot be written stays, with the reason."""
        if not self._is_open:
            then()
            return
        self._then = then
        for each in self._rows:
            each.leave()

    def _form_closed(self, closed: ActionRow) -> None:
        there = list_of(closed.state)
        if there is not self._shown:
            told = self.tr("Noted. It stands under “{list}” now.").format(list=self.chips.name_of(there))
            self.status.emit(told)
            announce(self, told)
        self._go_on()

    def _go_on(self) -> None:
        """To what waited for the forms, once none is open; else fetch anew."""
        then = None
        if not self._is_open:
            then, self._then = self._then, None
        (then or self.refresh)()

    def _form_in_trouble(self) -> None:
        self._then = None
        self.chips.choose(self._shown)

    # ------------------------------------------------------------------ what the tab asks for
    def flush(self) -> None:
        """Hand everything that was typed or chosen to the vault's lane, now."""
        for each in self._rows:
            each.flush()
        for draft in self._returned:
            self._run(partial(write, self._acting, draft), partial(self._returned_written, draft))

    def write_anew(self) -> None:
        """Write what is under way into the journal's file, which is another one by now."""
        for each in self._rows:
            each.write_anew()

    def has_unsaved(self) -> bool:
        """Whether something typed could not be written so far."""
        return bool(self.unwritten())

    def unwritten(self) -> tuple[StepNote | StepDay, ...]:
        """What could not be written, with all that stands in the forms."""
        return (*self._returned, *(draft for each in self._rows for draft in each.unwritten()))

    def take_back(self, draft: StepNote | StepDay) -> None:
        """Show what still could not be written, and try again."""
        self._returned.append(draft)
        self._run(partial(self._acting.these, [(draft.entry_id, draft.origin)]), self._find_returned)

    def _find_returned(self, steps: list[Action]) -> None:
        for found in steps[:1]:
            self._shown = list_of(found.noted.state)
            self.chips.choose(self._shown)
            self.refresh()

    def _give_back(self) -> None:
        """Open forms for the notes that came back, as far as their steps are in this list."""
        for note in tuple(self._returned):
            keys = [(each.entry_id, each.origin) for each in self._actions]
            if (note.entry_id, note.origin) in keys:
                place = keys.index((note.entry_id, note.origin))
                self._add_rows(max(0, place + 1 - len(self._rows)))
                self._returned.remove(note)
                self._rows[place].take_back(note)

    def _returned_written(self, draft: StepNote | StepDay, _: Saved) -> None:
        self._returned = [each for each in self._returned if each is not draft]

    def wipe(self) -> None:
        """Forget every word."""
        self._work.wipe()
        self._asked += 1
        self._then = None
        self._returned = []
        for each in self._rows:
            each.wipe()
        self._actions = []
        self._clear()
        self._shown = Listed.TO_TRY
        self.chips.choose(self._shown)
        self.notice.hide()

    def panes(self) -> Sequence[QWidget]:
        """Where F6 goes: the lists, the steps."""
        return [self.chips.chip(self._shown), *(each.box for each in self._rows[:1])]

    # ------------------------------------------------------------------ room
    def _clear(self) -> None:
        self._list.clear()
        self._rows, self._group, self._card = [], None, None
        self.more_button.hide()
        self.nothing.hide()

    def _restyle(self) -> None:
        self._column.setMaximumWidth(self._theme.tx(_WIDEST))
        self._turn()

    def _turn(self) -> None:
        width = self._theme.eff(self.width())
        for each in self._rows:
            each.turned(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        self._turn()

    def _begin_clicked(self, _checked: bool = False) -> None:
        self.begin_reflection.emit()
