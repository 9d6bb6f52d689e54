"""A line that opens and closes what stands below it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.reflect.flush_button import FlushButton
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import CardButton
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture
from coprod_desktop.ui.widgets.text import Text


class Disclosure(QWidget):
    """A button over a part of a page that is closed until it is wanted.

    ``title`` is the button's word and ``about`` says what is inside; without ``about`` it is a small
    quiet button. ``toggled`` comes when a person opened or closed it.
    """

    toggled = Signal()

    def __init__(
        self, theme: Theme, title: str, about: str, inside: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._about = title, about
        self.inside = inside
        lines = column(theme, self)
        self.button = CardButton(theme, title, fill=None, line="divider", radius="control")
        line = row(theme, self.button, (14, 10, 14, 10), 12)
        self._arrow = Picture(theme, "chevron-right", "link", 20)
        line.addWidget(self._arrow)
        both = column(theme)
        both.addWidget(Text(theme, title, "label", "link"))
        self._told = Text(theme, about, "small", "secondary")
        both.addWidget(self._told)
        if not about:
            self._told.hide()  # and never shown here: it has no parent yet, and would be a window of its own
        line.grow(both)
        lines.addWidget(self.button)
        lines.addWidget(inside)
        self.button.clicked.connect(self._clicked)
        tall_as_needed(self)
        self.set_open(open_now=False)

    @property
    def is_open(self) -> bool:
        """Whether what is inside can be seen."""
        return not self.inside.isHidden()

    def say_inside(self, about: str) -> None:
        """Say something else about what is inside."""
        self._about = about
        self._told.set_words(about)
        self._told.setVisible(bool(about))
        self.set_open(open_now=self.is_open)

    def set_open(self, *, open_now: bool) -> None:
        """Open or close it, without telling."""
        self.inside.setVisible(open_now)
        self._arrow.set_icon("chevron-down" if open_now else "chevron-right", "link")
        state = self.tr("open") if open_now else self.tr("closed")
        self.button.set_name(f"{self._title}. {self._about} ({state})".replace(".  (", ". ("))

    def _clicked(self) -> None:
        self.set_open(open_now=not self.is_open)
        announce(self, self.button.accessibleName())
        self.toggled.emit()


class QuietDisclosure(QWidget):
    """The same as a small quiet button whose words change: *Show …* and *Hide …*.

    ``beside`` stands to the right of that button, open or closed.
    """

    toggled = Signal()

    def __init__(
        self,
        theme: Theme,
        show: str,
        hide: str,
        icon: str,
        inside: QWidget,
        parent: QWidget | None = None,
        *,
        beside: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._show, self._hide = show, hide
        self.inside = inside
        lines = column(theme, self, gap=4)
        line = row(theme)
        self.button = FlushButton(theme, icon, show)
        line.addWidget(self.button)
        if beside is not None:
            line.space(8)
            line.addWidget(beside)
        line.addStretch(1)
        lines.addLayout(line)
        lines.addWidget(inside)
        self.button.clicked.connect(self._clicked)
        tall_as_needed(self)
        self.set_open(open_now=False)

    @property
    def is_open(self) -> bool:
        """Whether what is inside can be seen."""
        return not self.inside.isHidden()

    def set_open(self, *, open_now: bool) -> None:
        """Open or close it, without telling."""
        self.inside.setVisible(open_now)
        self.button.set_words(self._hide if open_now else self._show)

    def _clicked(self) -> None:
        self.set_open(open_now=not self.is_open)
        announce(self, self.button.words)
        self.toggled.emit()
