"""What stands under *More*: how I know, where I am today, what I will try, and keeping it to myself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import Answer, EventDate, HowKnown, NextStep, Rating
from coprod_desktop.domain.shortening import LONGEST_IN_A_LIST
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.chips import ChipGroup
from coprod_desktop.ui.widgets.choices import Check
from coprod_desktop.ui.widgets.date_field import DateField
from coprod_desktop.ui.widgets.editor import RichTextField
from coprod_desktop.ui.widgets.fields import Labelled, LineField
from coprod_desktop.ui.widgets.layouts import AutoGrid, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.rating import RatingGroup


class MorePart(QWidget):
    """Everything about an answer but what was noticed. ``changed``: a person typed or chose something."""

    changed = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = column(theme, self, (0, 20, 0, 0), 22)
        self.how_known = ChipGroup(
            theme, self.tr("How do I know?"), [(choice.id, choice.label) for choice in recipe.how_known]
        )
        self._how_known_row = Labelled(theme, self.tr("How do I know?"), self.how_known, optional=True)
        lines.addWidget(self._how_known_row)
        where = self.tr("Where am I with this today?")
        self.rating = RatingGroup(theme, where, [(choice.id, choice.label) for choice in recipe.ratings])
        lines.addWidget(Labelled(theme, where, self.rating, help_text=recipe.hints.ratings, optional=True))
        lines.addWidget(self._step(theme, today))
        self.keep_out = Check(theme, self.tr("Keep this answer out of exports"))
        lines.addWidget(self.keep_out)
        self.how_known.changed.connect(self.changed)
        self.rating.changed.connect(self.changed)
        self.keep_out.clicked.connect(self.changed)
        tall_as_needed(self)

    def _step(self, theme: Theme, today: date) -> QWidget:
        grid = AutoGrid(theme, 330, 24, 2, equal=False)
        self.step = RichTextField(theme, lines=4)
        by_when = self.tr("By when")
        self.by = DateField(theme, by_when, today, months=False, ahead=True)
        self._by: date | None = None
        self.with_whom = LineField(theme)
        self.with_whom.hold_at_most(LONGEST_IN_A_LIST)
        grid.addWidget(Labelled(theme, self.tr("What will I try next?"), self.step, optional=True))
        beside = column(theme, gap=14)
        beside.addWidget(Labelled(theme, by_when, self.by, optional=True, focus=self.by.line))
        with_whom = self.tr("Who with")
        hint = self.tr("A role is enough.")
        beside.addWidget(Labelled(theme, with_whom, self.with_whom, help_text=hint, optional=True))
        grid.addWidget(holder(beside))
        self.step.changed.connect(self.changed)
        self.by.changed.connect(self._date_changed)
        self.with_whom.textEdited.connect(self._typed)
        return holder(grid)

    def settle(self) -> None:
        """Read a date that is still being typed, before the page is left."""
        self.by.settle()

    def _date_changed(self) -> None:
        by = self.by.value()
        self._by = by.as_day() if by else None
        self.changed.emit()

    def _typed(self, _text: str) -> None:
        self.changed.emit()

    def show_answer(self, answer: Answer, *, asks_how_known: bool) -> None:
        """Show an answer as it stands; *How do I know?* is not asked everywhere."""
        self._how_known_row.setVisible(asks_how_known)
        self.how_known.set_chosen({how.value for how in answer.how_known})
        self.rating.set_value(answer.rating.value if answer.rating else None)
        self.step.set_markdown(answer.step.text)
        self._by = answer.step.by
        self.by.set_value(EventDate.of(self._by) if self._by else None)
        self.with_whom.setText(answer.step.with_whom)
        self.keep_out.setChecked(answer.keep_out)

    def into(self, answer: Answer) -> Answer:
        """The answer with what stands here."""
        rating = self.rating.value()
        return replace(
            answer,
            how_known=frozenset(HowKnown(key) for key in self.how_known.chosen()),
            rating=Rating(rating) if rating else None,
            step=NextStep(self.step.markdown(), self._by, self.with_whom.text()),
            keep_out=self.keep_out.isChecked(),
        )

    def has_something(self) -> bool:
        """Whether anything was given here."""
        return bool(
            self.how_known.chosen()
            or self.rating.value()
            or self.step.markdown()
            or self._by
            or self.with_whom.text()
            or self.keep_out.isChecked()
        )

    def clear(self) -> None:
        """Forget every word, and everything that could be undone."""
        self.show_answer(Answer("", ""), asks_how_known=True)
        self.step.wipe()
        self.with_whom.clear()
