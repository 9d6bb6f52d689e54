"""The line for finding words in the recipe."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import Flow, holder, row
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text

_FIELD_WIDTH = 300
_NARROW_FIELD = 170
_NARROW = 600


class FindBar(Bar):
    """Above the pages while one looks for words. ``changed`` carries the words."""

    changed = Signal(object)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, name: str = "", nothing: str = ""
    ) -> None:
        """``name`` says where one looks, ``nothing`` that it is not there; empty for the recipe."""
        super().__init__(theme, "topbar", parent)
        self._theme = theme
        name = name or self.tr("Find in the recipe")
        self._nothing = nothing or self.tr("Not in the recipe. Try fewer words.")
        flow = Flow(theme, 8)
        around = row(theme, self, (20, 6, 20, 6))
        around.addWidget(holder(flow))
        self.field = QLineEdit()
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.field.setProperty("density", "compact")
        self.field.textChanged.connect(self._change)
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        self._count = Text(theme, "", "small", "secondary", wrap=False)
        self._previous = self._button(self.tr("Previous"), "chevron-up", self.previous_wanted)
        self._next = self._button(self.tr("Next"), "chevron-down", self.next_wanted)
        close = self._button(self.tr("Close"), "x", self.closed)
        self._picture = Picture(theme, "search", "textSecondary", 20)
        for widget in (self._picture, self.field, close, self._previous, self._next, self._count):
            flow.addWidget(widget)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.field.text().strip()

    def start(self) -> None:
        """Be ready to type over what was looked for last."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, at: int, count: int, line: str = "") -> None:
        """Say how many lines have the words, and which one is shown (0: none yet): ``line``, to a reader."""
        if not self.words:
            said = ""
        elif not count:
            said = self._nothing
        elif at:
            said = self.tr("{at} of {count}").format(at=at, count=count)
        else:
            said = self.tr("1 place") if count == 1 else self.tr("{count} places").format(count=count)
        if said and (line or said != self._count.words):
            announce(self, f"{said}. {line}" if line else said)
        self._count.set_words(said)
        self._next.setEnabled(count > 0)
        self._previous.setEnabled(count > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shift and Enter in the field look backwards."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.previous_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the field shorter where there is little room."""
        self._fit()
        super().resizeEvent(event)

    def _button(self, words: str, icon: str, told: SignalInstance) -> Button:
        button = Button(self._theme, words, "quiet", icon, compact=True)
        button.clicked.connect(told)
        return button

    def _restyle(self) -> None:
        self.field.setFont(self._theme.font("body"))
        self._fit()

    def _fit(self) -> None:
        narrow = self._theme.eff(self.width()) < _NARROW
        self._picture.setVisible(not narrow)
        self.field.setFixedWidth(self._theme.tx(_NARROW_FIELD if narrow else _FIELD_WIDTH))

    def _change(self) -> None:
        self.changed.emit(self.words)

    def _enter(self) -> None:
        self.next_wanted.emit()
