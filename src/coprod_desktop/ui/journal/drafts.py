"""Notes that were begun and not finished, above the list: carry on, or let it go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.entries import DraftRow
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.text import Text

SHOWN = 2
"""How many unfinished notes are shown before the rest is folded away."""


class UnfinishedNotes(QWidget):
    """``carry_on`` carries the id of a draft, ``let_go`` its `DraftRow`; ``built`` comes with new buttons."""

    carry_on = Signal(object)
    let_go = Signal(object)
    built = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drafts: tuple[DraftRow, ...] = ()
        self._all = False
        self._carry_on_buttons: dict[str, Button] = {}
        self._box = column(theme, self, gap=8)
        tall_as_needed(self)
        self.hide()

    def show_drafts(self, drafts: Sequence[DraftRow]) -> None:
        """Show these, newest first."""
        if tuple(drafts) != self._drafts:
            self._drafts = tuple(drafts)
            self._all = False
            self._build()

    def focus_draft(self, draft_id: str = "") -> bool:
        """Put the focus where one carries on with a note, by default the first; whether there is one."""
        button = self._carry_on_buttons.get(draft_id or next(iter(self._carry_on_buttons), ""))
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button is not None

    def wipe(self) -> None:
        """Forget them."""
        self._drafts = ()
        self._build()

    def _build(self) -> None:
        self._box.clear()
        self._carry_on_buttons = {}
        self.setVisible(bool(self._drafts))
        shown = self._drafts if self._all else self._drafts[:SHOWN]
        for draft in shown:
            self._box.addWidget(self._card(draft))
        more = len(self._drafts) - len(shown)
        if more:
            button = Button(self._theme, self.tr("{count} more").format(count=more), "quiet", compact=True)
            button.clicked.connect(self._show_all)
            self._box.addWidget(button)
        self.updateGeometry()
        self.built.emit()

    def _show_all(self) -> None:
        self._all = True
        self._build()

    def _card(self, draft: DraftRow) -> Card:
        theme = self._theme
        card = Card(theme, "note", (14, 10, 14, 10), 4)
        card.body.addWidget(Text(theme, self.tr("Saved for later"), "smallStrong", "onHighlightTint"))
        title = draft.title.strip() or self.tr("An entry without a title")
        card.body.addWidget(Text(theme, title, "body", "onHighlightTint"))
        buttons = Flow(theme, 8)
        carry_on = Button(theme, self.tr("Carry on"), "secondary", compact=True)
        carry_on.setAccessibleName(self.tr("Carry on with “{title}”").format(title=title))
        carry_on.clicked.connect(partial(self._carry_on, draft.id))
        self._carry_on_buttons[draft.id] = carry_on
        let_go = Button(theme, self.tr("Let it go"), "quiet", compact=True)
        let_go.setAccessibleName(self.tr("Let “{title}” go").format(title=title))
        let_go.clicked.connect(partial(self._let_go, draft))
        buttons.addWidget(carry_on)
        buttons.addWidget(let_go)
        card.body.addWidget(holder(buttons))
        return card

    def _carry_on(self, draft_id: str, _checked: bool = False) -> None:
        self.carry_on.emit(draft_id)

    def _let_go(self, draft: DraftRow, _checked: bool = False) -> None:
        self.let_go.emit(draft)
