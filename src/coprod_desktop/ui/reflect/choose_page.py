"""Choose my own: a box to tick for each question of the litmus test."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGroupBox, QWidget

from coprod_desktop.content.model import Group, Recipe
from coprod_desktop.domain.entries import QuestionSet
from coprod_desktop.ui.reflect import words
from coprod_desktop.ui.reflect.begin import Begin
from coprod_desktop.ui.reflect.frame import Room
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.choice_cards import CheckCard
from coprod_desktop.ui.widgets.layouts import AutoGrid, column, row, tall_as_needed
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text


class ChoosePage(QWidget):
    """A page of 18 boxes. ``begin`` carries a `Begin`; ``back`` leads home."""

    begin = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.boxes: dict[str, CheckCard] = {}
        lines = column(theme, self)
        page = Page(theme, (40, 22, 40, 24), 0)
        page.body.addWidget(Text(theme, self.title, "h1"))
        page.body.space(4)
        lead = self.tr("Tick the questions you would like to look at, one or as many as you like.")
        page.body.addWidget(Text(theme, lead, "lead", "secondary"))
        for group in Group:
            page.body.space(20)
            page.body.addWidget(Text(theme, recipe.group_titles[group], "h2"))
            page.body.space(8)
            grid = AutoGrid(theme, 380, 12, 2)
            for question in recipe.questions_of(group):
                box = CheckCard(theme, question.label, question.text)
                box.toggled.connect(self._count)
                grid.addWidget(box)
                self.boxes[question.id] = box
            named = QGroupBox()
            named.setFlat(True)
            named.setAccessibleName(recipe.group_titles[group])
            named.setLayout(grid)
            tall_as_needed(named)
            page.body.addWidget(named)
        page.body.addStretch(1)
        self._page = page
        lines.addWidget(page, 1)
        lines.addWidget(self._foot())
        self._count()

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.tr("Choose my own")

    def start_over(self) -> None:
        """Begin with nothing ticked."""
        for box in self.boxes.values():
            box.setChecked(False)
        self._page.to_top()

    def focus_first(self) -> None:
        """Put the focus on the first box."""
        next(iter(self.boxes.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def chosen(self) -> tuple[str, ...]:
        """The ids of the questions that are ticked, in the sheet's order."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _foot(self) -> Bar:
        theme = self._theme
        foot = Bar(theme, "footbar")
        self._foot_row = row(theme, foot, (40, 12, 40, 12), 12)
        back = Button(theme, self.tr("Back"), "secondary", "arrow-left")
        back.clicked.connect(self.back)
        self._told = Text(theme, "", "body", "secondary")
        self.begin_button = Button(theme, self.tr("Begin"), "primary", "arrow-right", icon_right=True)
        self.begin_button.clicked.connect(self._begin)
        self._foot_row.addWidget(back)
        self._foot_row.addStretch(1)
        self._foot_row.addWidget(self._told)
        self._foot_row.setAlignment(self._told, Qt.AlignmentFlag.AlignVCenter)
        self._foot_row.addWidget(self.begin_button)
        return foot

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back: nothing is begun yet."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the bar to the width, as the wizard's."""
        super().resizeEvent(event)
        room = Room.of(self._theme, self.width(), self.height())
        side, high = room.side, room.bar
        self._foot_row.set_margins((side, high, side, high))

    def _count(self, _on: bool = False) -> None:
        count = len(self.chosen())
        self.begin_button.setEnabled(count > 0)
        self._told.set_words(words.how_many_questions(count) if count else self.tr("Tick at least one"))

    def _begin(self) -> None:
        self.begin.emit(Begin(QuestionSet.CHOSEN, self.chosen()))
