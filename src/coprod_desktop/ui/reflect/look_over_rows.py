"""The parts of the look over: one question with its answer, and what the reflection is about."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import Answer, Context
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.domain.shortening import in_short
from coprod_desktop.services.reflecting import EarlierAnswer
from coprod_desktop.ui.reflect import words
from coprod_desktop.ui.reflect.picture_line import PictureLine
from coprod_desktop.ui.reflect.shown import LONGEST_SHOWN, shown
from coprod_desktop.ui.reflect.side_notes import earlier_answer
from coprod_desktop.ui.reflect.turning import turn
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.rating import RatingWords
from coprod_desktop.ui.widgets.text import Text

_BESIDE_FROM = 620
_EARLIER_BESIDE_FROM = 900


class AnswerRow(QWidget):
    """One question of the look over, with *Change* (or *Answer*) beside it."""

    def __init__(self, theme: Theme, recipe: Recipe, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._recipe = theme, recipe
        self.question_id = answer.question_id
        self._line = row(theme, self, (0, 14, 0, 14), 20)
        both = column(theme, gap=6)
        both.addWidget(Text(theme, answer.question_text, "label"))
        self._pair = row(theme, gap=24)
        self._pair.addWidget(self._answer(answer), 1)
        both.addLayout(self._pair)
        self._line.addLayout(both, 1)
        verb = self.tr("Answer") if answer.is_empty else self.tr("Change")
        self.change_button = Button(theme, verb, "secondary", compact=True)
        self.change_button.setAccessibleName(f"{verb}: {answer.question_text}")
        beside = column(theme)
        place = row(theme)
        place.addWidget(self.change_button)
        beside.addLayout(place)
        beside.addStretch(1)
        self._line.addLayout(beside)
        self._earlier: QWidget | None = None
        tall_as_needed(self)

    def show_earlier(self, earlier: EarlierAnswer | None) -> None:
        """Put an earlier answer beside today's, or take it away."""
        if self._earlier is not None:
            self._earlier.hide()
            self._earlier.deleteLater()
            self._earlier = None
        if earlier is not None:
            card = Card(self._theme, "sunken", (16, 12, 16, 12), 0)
            card.body.addWidget(earlier_answer(self._theme, self._recipe, earlier))
            self._earlier = card
            self._pair.addWidget(card, 1)

    def turned(self, width: float) -> None:
        """Put the button, and the earlier answer, below where there is little room."""
        turn(self._line, beside=width >= _BESIDE_FROM)
        turn(self._pair, beside=width >= _EARLIER_BESIDE_FROM)

    def _answer(self, answer: Answer) -> QWidget:
        theme, recipe = self._theme, self._recipe
        lines = column(theme, gap=6)
        if answer.is_empty:
            lines.addWidget(Text(theme, self.tr("Left out this time"), "body", "secondary"))
        if answer.rating:
            label = recipe.label(recipe.ratings, answer.rating.value)
            lines.addWidget(RatingWords(theme, answer.rating.value, label, role="body"))
        if answer.noticed.strip():
            lines.addWidget(Text(theme, shown(answer.noticed), "body", "secondary", rich=True))
        if answer.how_known:
            chosen = {how.value for how in answer.how_known}
            known = ", ".join(choice.label for choice in recipe.how_known if choice.id in chosen)
            told = self.tr("How I know: {known}").format(known=known)
            lines.addWidget(Text(theme, told, "small", "secondary"))
        if not answer.step.is_empty:
            tried = words.would_try(words.step_in_full(answer.step, shown(answer.step.text)))
            lines.addWidget(PictureLine(theme, "footprints", tried, ink="method", rich=True))
        if answer.keep_out:
            told = self.tr("This answer stays out of exports.")
            lines.addWidget(PictureLine(theme, "lock-keyhole", told, tone="secondary", role="small"))
        lines.addStretch(1)
        return holder(lines)


class LastTimeRow(QWidget):
    """What was noted about things one wanted to try, with *Change* beside it."""

    def __init__(self, theme: Theme, follow_ups: tuple[FollowUp, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = row(theme, self, (0, 14, 0, 14), 20)
        both = column(theme, gap=6)
        title = self.tr("Last time")
        both.addWidget(Text(theme, title, "label"))
        noted = [each for each in follow_ups if each.noted is not None and each.is_given]
        for each in noted:
            both.addWidget(Text(theme, shown(each.step.text), rich=True))
            if each.state is not ActionState.OPEN:
                both.addWidget(PictureLine(theme, "footprints", words.happened(each.state), ink="method"))
            if each.words.strip():
                both.addWidget(Text(theme, shown(each.words), "body", "secondary", rich=True))
        if not noted:
            both.addWidget(Text(theme, self.tr("Left as it was"), "body", "secondary"))
        both.addStretch(1)
        self._line.addWidget(holder(both), 1)  # a layout of capped words would cap the row, too
        self.change_button = Button(theme, self.tr("Change"), "secondary", compact=True)
        self.change_button.setAccessibleName(f"{self.change_button.text()}: {title}")
        beside = column(theme)
        place = row(theme)
        place.addWidget(self.change_button)
        beside.addLayout(place)
        beside.addStretch(1)
        self._line.addLayout(beside)
        tall_as_needed(self)

    def turned(self, width: float) -> None:
        """Put the button below where there is little room."""
        turn(self._line, beside=width >= _BESIDE_FROM)


class AboutCard(Card):
    """What the reflection is about, with a way to change it."""

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(theme, "sunken", (22, 18, 22, 20), 4, parent)
        self._recipe, self._card_theme = recipe, theme
        self.body.addWidget(Text(theme, self.tr("About this reflection"), "h3"))
        self.body.space(4)
        self._facts = column(theme, gap=4)
        self.body.addWidget(holder(self._facts))
        self.body.space(4)
        self.change_button = Button(theme, self.tr("Change details"), "secondary", compact=True)
        line = row(theme)
        line.addWidget(self.change_button)
        line.addStretch(1)
        self.body.addLayout(line)

    def show_context(self, context: Context) -> None:
        """Show what was given; what was left empty is not mentioned."""
        self._facts.clear()
        kind = self._recipe.label(self._recipe.meeting_kinds, context.kind.value) if context.kind else ""
        for name, said in (
            (self.tr("Name"), context.name),
            (self.tr("When"), words.event_date(context.when)),
            (self.tr("What"), kind),
            (self.tr("My part"), context.my_part),
            (self.tr("Access needs I thought about"), context.access),
        ):
            if said.strip():
                self._facts.addWidget(Text(self._card_theme, name, "smallStrong", "secondary"))
                self._facts.addWidget(Text(self._card_theme, in_short(said.strip(), LONGEST_SHOWN)))
                self._facts.space(6)

    def clear(self) -> None:
        """Forget every word."""
        self._facts.clear()
