"""The list of sections beside the whole sheet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe, SectionId
from coprod_desktop.ui.recipe.arrows import ArrowKeys
from coprod_desktop.ui.recipe.item_list import SidePane
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import row

_ICONS = {
    SectionId.INTRODUCTION: "message-circle",
    SectionId.MODELS: "users",
    SectionId.OXFORDSHIRE: "map",
    SectionId.QUOTATION: "quote",
    SectionId.LEGO: "blocks",
    SectionId.RECIPE: "utensils",
    SectionId.INGREDIENTS: "carrot",
    SectionId.METHOD: "cooking-pot",
    SectionId.GROWTH_MINDSET: "sprout",
    SectionId.CHALLENGE_YOURSELF: "footprints",
    SectionId.LITMUS: "message-circle-question-mark",
    SectionId.LICENCE: "share-2",
}


def section_icon(section_id: SectionId) -> str:
    """The picture that goes with a section."""
    return _ICONS[section_id]


class SectionList(SidePane):
    """All sections by their titles. ``section_chosen`` carries a `SectionId`."""

    section_chosen = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Sections of the sheet"))
        body = self.page.body
        back = Button(theme, self.tr("Whole recipe"), "quiet", "arrow-left")
        back.clicked.connect(self._go_back)
        line = row(theme)
        line.addWidget(back)
        line.addStretch(1)
        body.addLayout(line)
        body.space(8)
        self._buttons: list[QWidget] = []
        for section in recipe.sections:
            button = Button(theme, section.title.rstrip(":"), "nav", section_icon(section.id))
            button.setCheckable(False)
            button.clicked.connect(partial(self._choose, section.id))
            body.addWidget(button)
            self._buttons.append(button)
        body.addStretch(1)
        self._arrows = ArrowKeys(self._buttons, self)

    def focus_start(self) -> None:
        """Put the focus on the first section."""
        self._buttons[0].setFocus()

    def _choose(self, section_id: SectionId) -> None:
        self.section_chosen.emit(section_id)

    def _go_back(self) -> None:
        self.back.emit()
