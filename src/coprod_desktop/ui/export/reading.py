"""What will leave, to be read: pictures of the very pages, or the same words free to flow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QWidget

from coprod_desktop.domain.richtext import Document
from coprod_desktop.ui.export.page_pictures import PagePictures
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.one_of import add_one_of
from coprod_desktop.ui.widgets.richtext_view import RichTextView
from coprod_desktop.ui.widgets.text import Text


class Reading(QWidget):
    """The pages, and a switch to the words alone. ``link_chosen`` carries an address."""

    link_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = column(theme, self, gap=14)
        lines.addWidget(self._build_switch(theme))
        self.waiting = Text(theme, self.tr("Making the pages …"), "body", "secondary")
        self.pages = PagePictures(theme)
        self.words = RichTextView(theme)
        self.words.setAccessibleName(self.tr("The words of the document"))
        self.words.link_chosen.connect(self.link_chosen)
        self.words.cursorPositionChanged.connect(self.words.keep_cursor_in_sight)
        self._sheet = Card(theme, "card", (24, 20, 24, 24), 0)
        self._sheet.body.addWidget(self.words)
        for part in (self.waiting, self.pages, self._sheet):
            lines.addWidget(part)
        lines.addStretch(1)
        tall_as_needed(self)
        self.clear()

    def _build_switch(self, theme: Theme) -> QGroupBox:
        group = QGroupBox()
        group.setFlat(True)
        group.setAccessibleName(self.tr("How to read it"))
        line = row(theme, group, gap=4)
        self.pages_button = Button(theme, self.tr("Pages"), "segment", "file-text")
        self.words_button = Button(theme, self.tr("Words only"), "segment", "pilcrow")
        self._ways = QButtonGroup(self)
        for button in (self.pages_button, self.words_button):
            add_one_of(self._ways, button)
            line.addWidget(button)
        line.addStretch(1)
        self._ways.setExclusive(True)
        self.pages_button.setChecked(True)
        self._ways.buttonToggled.connect(self._show_way)
        tall_as_needed(group)
        return group

    def show_words(self, text: Document) -> None:
        """Show the words; the pages are still being made."""
        self.words.set_content(text)
        self._show_way()

    def show_pages(self, pages: Sequence[bytes], named: str = "") -> None:
        """Show the pages; with none, the words. See `PagePictures`."""
        self.pages.show_pages(pages, named)
        self.pages_button.setEnabled(bool(pages))
        if not pages:
            self.words_button.setChecked(True)
        self._show_way()

    def say(self, sentence: str) -> None:
        """Say in the pages' place that they are being made, or that they could not be."""
        self.waiting.set_words(sentence)

    def clear(self) -> None:
        """Forget everything."""
        self.pages.show_pages(())
        self.words.wipe()
        self.say(self.tr("Making the pages …"))
        self.pages_button.setEnabled(True)
        self.pages_button.setChecked(True)
        self._show_way()

    def _show_way(self, _button: object = None, _on: bool = True) -> None:
        by_words = self.words_button.isChecked()
        self._sheet.setVisible(by_words)
        self.pages.setVisible(not by_words and self.pages.count > 0)
        self.waiting.setVisible(not by_words and self.pages.count == 0)


class Desk(QWidget):
    """The sunken surface the sheets lie on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.c("surfaceSunken"))
        painter.end()
