"""Look over: every page with what was written, and what I am taking away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.reflection import LAST_TIME, ReflectionDraft
from coprod_desktop.services.reflecting import EarlierAnswer
from coprod_desktop.ui.reflect import words
from coprod_desktop.ui.reflect.flush_button import FlushButton
from coprod_desktop.ui.reflect.look_over_rows import AboutCard, AnswerRow, LastTimeRow
from coprod_desktop.ui.reflect.picture_line import PictureLine
from coprod_desktop.ui.reflect.turning import TurningPage, turn
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.choices import Check
from coprod_desktop.ui.widgets.editor import RichTextField
from coprod_desktop.ui.widgets.fields import Labelled
from coprod_desktop.ui.widgets.layouts import column, holder, row
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.text import Text

_BESIDE_FROM = 1080
_SIDE_WIDTH = 320
_ANY_WIDTH = 16777215  # Qt's QWIDGETSIZE_MAX


class LookOverPage(TurningPage):
    """The last page of the wizard.

    ``change`` carries the position of the page to go to; ``earlier_wanted`` asks for all earlier
    answers; ``changed``: a person typed or ticked something; ``filled``: there is more on the page.
    """

    changed = Signal()
    filled = Signal()
    change = Signal(object)
    earlier_wanted = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(theme, (40, 4, 40, 24), 0, parent)
        self._theme, self._recipe = theme, recipe
        self._rows: list[AnswerRow] = []
        self._last_time: LastTimeRow | None = None
        self._earlier_shown = False
        body = self.body
        body.addWidget(Text(theme, self.tr("Look over"), "h1"))
        body.space(4)
        self._lead = Text(theme, "", "lead", "secondary")
        body.addWidget(self._lead)
        body.space(8)
        line = row(theme)
        self.earlier_button = FlushButton(theme, "history", self.tr("Show what I wrote last time"))
        self.earlier_button.clicked.connect(self._toggle_earlier)
        line.addWidget(self.earlier_button)
        line.addStretch(1)
        body.addLayout(line)
        body.space(8)
        self._columns = row(theme, gap=28)
        self._columns.addWidget(self._main_column(), 1)
        self._side = self._side_column()
        self._columns.addWidget(self._side)
        body.addWidget(holder(self._columns))
        body.addStretch(1)

    def show_draft(self, draft: ReflectionDraft, *, has_earlier: bool) -> None:
        """List every page of a reflection as it stands."""
        self._list.body.clear()
        self._rows = []
        self._last_time = None
        if draft.follow_ups:
            self._last_time = LastTimeRow(self._theme, draft.follow_ups)
            self._last_time.change_button.clicked.connect(partial(self._change, LAST_TIME))
            self._list.body.addWidget(self._last_time)
            self._last_time.show()
            self._list.body.addWidget(Rule(self._theme))
        for position, answer in enumerate(draft.answers, 1):
            if position > 1:
                self._list.body.addWidget(Rule(self._theme))
            line = AnswerRow(self._theme, self._recipe, answer)
            line.change_button.clicked.connect(partial(self._change, position))
            self._list.body.addWidget(line)
            line.show()  # the layout would only later, and what is not shown does not take the focus
            self._rows.append(line)
        self._lead.set_words(words.answered_of(draft))
        self._about.show_context(draft.context)
        self._show_steps(draft)
        self.taking_away.set_markdown(draft.taking_away)
        self.to_talk_about.setChecked(draft.to_talk_about)
        self.earlier_button.setVisible(has_earlier)
        self._show_earlier_state(shown=False)
        self.turn_again()
        self.to_top()

    def show_earlier(self, earlier: Mapping[str, EarlierAnswer]) -> None:
        """Put the latest earlier answer beside each of today's that has one."""
        for line in self._rows:
            line.show_earlier(earlier.get(line.question_id))
        self._show_earlier_state(shown=True)
        announce(self, self.earlier_button.words)
        self.turn_again()
        self.filled.emit()

    def clear(self) -> None:
        """Forget every word, and everything that could be undone."""
        self._list.body.clear()
        self._rows = []
        self._last_time = None
        self._about.clear()
        self._lead.set_words("")
        self.taking_away.wipe()
        self.to_talk_about.setChecked(False)

    def settle(self) -> None:
        """Nothing here is read late."""

    def rows(self) -> tuple[AnswerRow, ...]:
        """The questions in their order."""
        return tuple(self._rows)

    def change_button(self, position: int) -> Button:
        """The *Change* beside a page."""
        if position == LAST_TIME and self._last_time is not None:
            return self._last_time.change_button
        return self._about.change_button if position == 0 else self._rows[position - 1].change_button

    def focus_first(self) -> None:
        """Put the focus on the first *Change*, at the top of the page."""
        self.focus_on(LAST_TIME if self._last_time is not None else 1)

    def focus_on(self, position: int) -> None:
        """Put the focus on the *Change* beside a page, where one left to change it."""
        self.change_button(position).setFocus(Qt.FocusReason.OtherFocusReason)

    def turned(self, width: float) -> None:
        """Put the side below where there is no room beside."""
        beside = width >= _BESIDE_FROM
        turn(self._columns, beside=beside)
        for line in (self._last_time, *self._rows):
            if line is not None:
                line.turned(width)
        if beside:
            self._side.setFixedWidth(self._theme.tx(_SIDE_WIDTH))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ANY_WIDTH)

    # ------------------------------------------------------------------ parts
    def _main_column(self) -> QWidget:
        theme = self._theme
        lines = column(theme, gap=24)
        self._list = Card(theme, "card", (24, 8, 20, 8), 0)
        lines.addWidget(self._list)
        self.taking_away = RichTextField(theme, lines=3)
        self.taking_away.changed.connect(self.changed)
        lines.addWidget(Labelled(theme, self.tr("What am I taking away?"), self.taking_away, optional=True))
        self.to_talk_about = Check(theme, self.tr("Mark this as something to talk about"))
        self.to_talk_about.clicked.connect(self.changed)
        talk = column(theme)
        talk.addWidget(self.to_talk_about)
        about = self.tr("It stays private either way. The mark only helps you find it again.")
        talk.addWidget(Text(theme, about, "small", "secondary"))
        lines.addLayout(talk)
        lines.addStretch(1)
        return holder(lines)

    def _side_column(self) -> QWidget:
        theme = self._theme
        lines = column(theme, gap=16)
        self._about = AboutCard(theme, self._recipe)
        self._about.change_button.clicked.connect(partial(self._change, 0))
        lines.addWidget(self._about)
        self._steps = Card(theme, "method", (22, 18, 22, 20), 6)
        self._steps_title = PictureLine(
            theme, "footprints", "", tone="onMethodTint", ink="onMethodTint", role="h3"
        )
        self._steps.body.addWidget(self._steps_title)
        told = self.tr(
            "Kept with this reflection, and listed in the Journal under Actions. "
            "A date is a wish, never a deadline."
        )
        self._steps.body.addWidget(Text(theme, told, "body", "onMethodTint"))
        lines.addWidget(self._steps)
        lines.addStretch(1)
        return holder(lines)

    def _show_steps(self, draft: ReflectionDraft) -> None:
        count = sum(bool(answer.step.text.strip()) for answer in draft.answers)
        self._steps.setVisible(count > 0)
        self._steps_title.text.set_words(words.things_to_try(count))

    # ------------------------------------------------------------------ what a person does
    def _change(self, position: int, _checked: bool = False) -> None:
        self.change.emit(position)

    def _toggle_earlier(self) -> None:
        if not self._earlier_shown:
            self.earlier_wanted.emit()
            return
        for line in self._rows:
            line.show_earlier(None)
        self._show_earlier_state(shown=False)
        announce(self, self.earlier_button.words)
        self.turn_again()

    def _show_earlier_state(self, *, shown: bool) -> None:
        self._earlier_shown = shown
        self.earlier_button.set_words(
            self.tr("Hide what I wrote last time") if shown else self.tr("Show what I wrote last time")
        )
