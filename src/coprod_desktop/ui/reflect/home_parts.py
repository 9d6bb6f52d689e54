"""The parts of Reflect's home: a card for each way to begin, a note for a draft, a line for a reflection."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import DraftRow, EntryRow, QuestionSet
from coprod_desktop.services.clock import local_day
from coprod_desktop.ui.reflect import words
from coprod_desktop.ui.reflect.begin import Way
from coprod_desktop.ui.reflect.turning import turn
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button, CardButton
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import column, row
from coprod_desktop.ui.widgets.marks import Picture, Tile
from coprod_desktop.ui.widgets.text import Text

_BESIDE_FROM = 760
_DATE_WIDTH = 128


class WayCard(CardButton):
    """One way to begin."""

    def __init__(self, theme: Theme, way: Way, parent: QWidget | None = None) -> None:
        super().__init__(theme, f"{way.title}. {way.amount}. {way.about}", parent=parent)
        self.question_set: QuestionSet = way.question_set
        lines = column(theme, self, (20, 18, 20, 16))
        top = row(theme)
        top.addWidget(Tile(theme, way.icon, way.fill, way.ink, 48))
        top.addStretch(1)
        top.addWidget(Picture(theme, "arrow-right", "link", 22))
        lines.addLayout(top)
        lines.space(10)
        lines.addWidget(Text(theme, way.title, "h2"))
        lines.addWidget(Text(theme, way.amount, "smallStrong", "secondary"))
        lines.space(6)
        lines.addWidget(Text(theme, way.about))
        lines.addStretch(1)


class ChooseCard(CardButton):
    """The way to begin with questions of one's own choice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        title = self.tr("Choose my own")
        about = self.tr("Tick the questions you would like to look at.")
        super().__init__(theme, f"{title}. {about}", parent=parent)
        line = row(theme, self, (20, 10, 20, 10), 16)
        line.addWidget(Tile(theme, "list-checks", "surfaceSunken", "text", 40))
        both = column(theme)
        both.addWidget(Text(theme, title, "h3"))
        both.addWidget(Text(theme, about, "body", "secondary"))
        line.grow(both)
        line.addWidget(Picture(theme, "arrow-right", "link", 22))


class DraftNote(Card):
    """A reflection saved for later, ``alone`` or one of several. Both signals carry its `DraftRow`."""

    carry_on = Signal(object)
    let_go = Signal(object)

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        draft: DraftRow,
        parent: QWidget | None = None,
        *,
        alone: bool = True,
    ) -> None:
        super().__init__(theme, "note", (20, 14, 16, 14), parent=parent)
        self._draft = draft
        told = what_draft(recipe, draft, alone=alone)
        self._line = row(theme, gap=16)
        self.body.addLayout(self._line)
        start = row(theme, gap=16)
        start.addWidget(Picture(theme, "bookmark", "onHighlightTint", 24))
        both = column(theme)
        both.addWidget(Text(theme, told, "label", "onHighlightTint", cap=False))
        both.addWidget(Text(theme, where_draft(draft), "body", "onHighlightTint", cap=False))
        start.addLayout(both, 1)
        self._line.addLayout(start, 1)
        buttons = row(theme, gap=8)
        self._let_go = Button(theme, self.tr("Let it go"), "quiet")
        self.carry_on_button = Button(theme, self.tr("Carry on"), "secondary")
        for button in (self._let_go, self.carry_on_button):
            button.setAccessibleDescription(told)
            buttons.addWidget(button)
        buttons.addStretch(1)
        middle = column(theme)
        middle.addStretch(1)
        middle.addLayout(buttons)
        middle.addStretch(1)
        self._line.addLayout(middle)
        self._let_go.clicked.connect(self._tell_let_go)
        self.carry_on_button.clicked.connect(self._tell_carry_on)

    @property
    def draft_id(self) -> str:
        """Which draft it is."""
        return self._draft.id

    def turned(self, width: float) -> None:
        """Put the buttons below the words where there is little room."""
        turn(self._line, beside=width >= _BESIDE_FROM)

    def _tell_let_go(self) -> None:
        self.let_go.emit(self._draft)

    def _tell_carry_on(self) -> None:
        self.carry_on.emit(self._draft)


class EntryLine(CardButton):
    """A kept reflection in the list *Lately*."""

    def __init__(
        self, theme: Theme, recipe: Recipe, entry: EntryRow, today: date, parent: QWidget | None = None
    ) -> None:
        when = words.event_date_short(entry.event, today)
        kind = words.set_name(recipe, entry.question_set) if entry.question_set else ""
        super().__init__(
            theme, f"{entry.title}. {kind}. {when}", fill=None, line=None, radius="tile", parent=parent
        )
        self.entry_id = entry.id
        self._entry_theme = theme
        self._parts = row(theme, self, (4, 10, 4, 10), 12)
        self._when = Text(theme, when, "body", "secondary")
        self._parts.addWidget(self._when)
        self._parts.addWidget(Text(theme, entry.title, "body", weight=600), 1)
        self._kind = Text(theme, kind, "small", "secondary")
        self._parts.addWidget(self._kind)
        self._parts.addWidget(Picture(theme, "chevron-right", "textSecondary", 18))

    def turned(self, width: float) -> None:
        """Put the date above the title where there is little room."""
        beside = width >= _BESIDE_FROM
        turn(self._parts, beside=beside)
        self._when.setMinimumWidth(self._entry_theme.tx(_DATE_WIDTH) if beside else 0)
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self._kind.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


def what_draft(recipe: Recipe, draft: DraftRow, *, alone: bool = True) -> str:
    """What a draft is, in a sentence; "you have one" is said of one alone."""
    if draft.entry_id:
        return _tr("You were adding to: {title}").format(title=_title(recipe, draft))
    if not alone:
        return _tr("Part-way through: {title}").format(title=_title(recipe, draft))
    return _tr("You have one part-way through: {title}").format(title=_title(recipe, draft))


def where_draft(draft: DraftRow) -> str:
    """Where one stopped, and when."""
    day = words.weekday_and_month(local_day(draft.changed))
    if draft.position <= 0:
        return _tr("You stopped before the first question on {day}. It's saved.").format(day=day)
    if draft.position > draft.length:
        return _tr("You stopped at the look over on {day}. It's saved.").format(day=day)
    return _tr("You stopped at question {number} of {count} on {day}. It's saved.").format(
        number=draft.position, count=draft.length, day=day
    )


def _title(recipe: Recipe, draft: DraftRow) -> str:
    kind = words.set_name(recipe, draft.question_set) if draft.question_set else ""
    name = draft.title.strip()
    if not name or name == kind:
        return kind
    return f"{kind}, {name}" if kind else name


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reflect", text)
