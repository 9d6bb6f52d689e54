"""The licence texts, shown on request: they are long, and most people never want them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coprod_desktop.services.licences import licence_texts
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed

_HEIGHT = 320


class LicenceTexts(QWidget):
    """A button, and below it the texts one after another once it was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._show = self.tr("Show the licence texts")
        self._hide = self.tr("Hide the licence texts")
        lines = column(theme, self, gap=10)
        self.button = Button(theme, self._show, "secondary", "file-text", compact=True)
        self.button.clicked.connect(self._turn)
        self.texts = QPlainTextEdit()
        self.texts.setReadOnly(True)
        self.texts.setTabChangesFocus(True)
        self.texts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.texts.setAccessibleName(self.tr("Licence texts"))
        self.texts.hide()
        lines.addWidget(self.button)
        lines.addWidget(self.texts)
        tall_as_needed(self)
        theme.changed.connect(self._dress)
        self._dress()

    def _turn(self) -> None:
        if not self.texts.toPlainText():
            parts = (f"{licence.part}\n\n{licence.text.strip()}" for licence in licence_texts())
            self.texts.setPlainText(f"\n\n\n{'—' * 24}\n".join(parts))
        shown = self.texts.isHidden()
        self.texts.setVisible(shown)
        self.button.setText(self._hide if shown else self._show)

    def _dress(self) -> None:
        self.texts.setFont(self._theme.font("small"))
        self.texts.setFixedHeight(self._theme.tx(_HEIGHT))
