"""The page that fills the screen in front of a group."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.group.big_words import NO_RING
from coprod_desktop.ui.group.chooser import Chooser
from coprod_desktop.ui.group.screen import Screen
from coprod_desktop.ui.group.slides import Show, slides
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.layouts import column


class GroupPage(QWidget):
    """Choose, then show. ``closed`` when one has left."""

    closed = Signal()

    def __init__(self, theme: Theme, recipe: Recipe) -> None:
        super().__init__()
        self._theme, self._recipe = theme, recipe
        self.chooser = Chooser(theme, recipe)
        self.screen_page = Screen(theme, recipe)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chooser)
        self._stack.addWidget(self.screen_page)
        column(theme, self).addWidget(self._stack)
        self.black = _Black(self)
        self.black.lifted.connect(self._lift)
        self.chooser.chosen.connect(self._show)
        self.chooser.leave.connect(self.leave)
        self.screen_page.again.connect(self._choose_again)
        self.screen_page.leave.connect(self.leave)
        self.screen_page.black_wanted.connect(self._blacken)
        self._connect_keys()

    def _connect_keys(self) -> None:
        screen = self.screen_page
        for keys, told in (
            (("Right", "Down", "PgDown", "N"), screen.onward),
            (("Left", "Up", "PgUp", "P", "Backspace"), screen.back),
            (("Home",), screen.first),
            (("End",), screen.last),
            (("+", "="), screen.grow),
            (("-",), screen.shrink),
            (("E",), screen.toggle_easier),
            (("B", "."), self._blacken),
        ):
            for key in keys:
                self._key(key, screen, told)
        self._key("Escape", self, self._escape)

    def _key(self, key: str, where: QWidget, told: object) -> None:
        shortcut = QShortcut(QKeySequence(key), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(told)

    def begin(self) -> None:
        """Ask what is to be shown."""
        self.black.hide()
        self._stack.setCurrentWidget(self.chooser)
        self.chooser.focus_first()
        announce(self, self.tr("Show to a group. What do you want to show?"))

    def _escape(self) -> None:
        """On the black screen it is a key like any other."""
        if self.black.isVisible():
            self._lift()
        else:
            self.leave()

    def leave(self) -> None:
        """Back to the window as it was."""
        self.black.hide()
        self.closed.emit()

    def _show(self, show: Show) -> None:
        self._stack.setCurrentWidget(self.screen_page)
        easier = self._theme.appearance.easier_words
        self.screen_page.show_slides(slides(self._recipe, show), easier=easier)

    def _choose_again(self) -> None:
        self.begin()

    def _blacken(self) -> None:
        self.black.setGeometry(self.rect())
        self.black.show()
        self.black.raise_()
        self.black.setFocus()  # which has its name read out

    def _lift(self) -> None:
        self.black.hide()
        self.screen_page.words.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.screen_page.place.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all of it black."""
        super().resizeEvent(event)
        self.black.setGeometry(self.rect())


class _Black(QLabel):
    """Nothing to see, until a key is pressed or the screen is clicked. ``lifted`` tells of that."""

    lifted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Black screen. Any key brings the words back."))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.hide()

    def focus_rect(self) -> QRect:
        """Nowhere: it is black, and nothing else."""
        return NO_RING

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Black in every theme: that is what it is for."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key but those that only change others."""
        if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta):
            self.lifted.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click."""
        self.lifted.emit()
