"""Three small buttons above the first pages: text size, colours, font. They work at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.looks.names import PERCENTS, Named, colours, typefaces
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Flow, tall_as_needed


class LooksBar(QWidget):
    """The three buttons, at the right; each opens a short list."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        flow = Flow(looks.theme, 8, right=True, parent=self)
        for text, icon, slot in (
            (self.tr("Text size"), "a-large-small", self._choose_size),
            (self.tr("Colours"), "contrast", self._choose_colours),
            (self.tr("Font"), "type", self._choose_typeface),
        ):
            button = Button(looks.theme, text, "quiet", icon, compact=True)
            button.clicked.connect(partial(self._open, button, slot))
            flow.addWidget(button)
        tall_as_needed(self)

    def _open(self, button: Button, fill: Callable[[QMenu], None]) -> None:
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._looks.theme.font("body"))
        menu.setAccessibleName(button.text())
        fill(menu)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
        chosen = next((action for action in menu.actions() if action.isChecked()), None)
        if chosen is not None:  # a reader says that a list has opened, and what holds now
            menu.setActiveAction(chosen)

    def _choose_size(self, menu: QMenu) -> None:
        sizes = [Named(str(percent), f"{percent}%") for percent in PERCENTS]
        self._fill(menu, sizes, str(self._looks.percent), self._set_size)

    def _choose_colours(self, menu: QMenu) -> None:
        self._fill(menu, colours(), self._looks.appearance.colours, self._looks.set_colours)

    def _choose_typeface(self, menu: QMenu) -> None:
        actions = self._fill(menu, typefaces(), self._looks.appearance.typeface, self._looks.set_typeface)
        for action, choice in zip(actions, typefaces(), strict=True):
            action.setFont(self._looks.theme.font_in(choice.key, "body"))

    def _set_size(self, key: str) -> None:
        self._looks.set_percent(int(key))

    def _fill(
        self, menu: QMenu, choices: Sequence[Named], chosen: str, choose: Callable[[str], None]
    ) -> list[QAction]:
        group = QActionGroup(menu)
        for choice in choices:
            action = QAction(choice.name, group)
            action.setCheckable(True)
            action.setChecked(choice.key == chosen)
            if choice.key == chosen:
                action.setIcon(self._looks.theme.icon("check", "text", 18))
            action.triggered.connect(partial(choose, choice.key))
            menu.addAction(action)
        return group.actions()
