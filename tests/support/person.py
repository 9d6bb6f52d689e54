"""Somebody at the computer: sees what is shown, clicks where it is, types what a keyboard can type."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from tests.support.finding import (
    BUTTONS,
    FIELDS,
    Seen,
    everything,
    find_all,
    inventory,
    tidy,
    windows,
)
from tests.support.stretched import plain
from tests.support.waiting import PATIENCE_SECONDS, NeverHappened, settle, until

Name = str | re.Pattern[str]


class Person:
    """Works with whatever window is in front, by the names that are shown or spoken."""

    def __init__(self, window: QMainWindow) -> None:
        self.window = window

    @property
    def front(self) -> QWidget:
        """The window a person would work in now: the modal one, if there is one."""
        modal = QApplication.activeModalWidget()
        return modal if modal is not None else self.window

    # Seeing

    def finds(self, name: Name | None, roles: frozenset[QAccessible.Role] | None = None) -> list[Seen]:
        """What is shown in front under that name."""
        return find_all(self.front, roles, name)

    def waits_for(
        self, name: Name, roles: frozenset[QAccessible.Role] | None = None, seconds: float = PATIENCE_SECONDS
    ) -> Seen:
        """Wait until something of that name and role is shown and can be used."""

        def look() -> Seen | None:
            return next((s for s in self.finds(name, roles) if s.widget.isEnabled()), None)

        try:
            return until(look, f"{name!r}", seconds)
        except NeverHappened as never:
            raise NeverHappened(f"{never}; shown now:\n{inventory(self.front)}") from None

    def reads(self) -> str:
        """All words shown in front now, one line a piece, as they would be read out."""
        return "\n".join(self._pieces())

    def sees(self, text: str) -> bool:
        """Whether these words are shown, wherever the line breaks fall."""
        return tidy(text) in tidy(self.reads())

    def waits_to_see(self, text: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until these words are shown."""
        try:
            until(lambda: self.sees(text), f"the words {text!r}", seconds)
        except NeverHappened as never:
            raise NeverHappened(f"{never}; shown now:\n{inventory(self.front)}") from None

    def _pieces(self) -> Iterable[str]:
        for seen in everything(self.front):
            if seen.name:
                yield seen.name
            widget = seen.widget
            if isinstance(widget, QTextEdit | QPlainTextEdit):
                yield widget.toPlainText()
            elif isinstance(widget, QLineEdit) and widget.echoMode() is QLineEdit.EchoMode.Normal:
                yield widget.text()

    # Doing

    def clicks(self, name: Name, roles: frozenset[QAccessible.Role] = BUTTONS) -> None:
        """Click a button, card, tick or link by its name. One that is just made anew is looked for again."""
        found = self.waits_for(name, roles).widget
        settle()
        self.clicks_on(found if isValid(found) else self.waits_for(name, roles).widget)

    def clicks_on(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Bring a widget into view and click it where it is."""
        bring_into_view(widget)
        point = at or widget.rect().center()
        self._check_in_reach(widget, point)
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        settle()

    def writes(self, name: Name, text: str) -> None:
        """Go to a field by its name and type."""
        self.writes_in(self.waits_for(name, FIELDS).widget, text)

    def writes_in(self, field: QWidget, text: str) -> None:
        """Go to a field and type at the end of what stands in it."""
        self.goes_to(field)
        self.types(text)

    def goes_to(self, field: QWidget) -> None:
        """Put the caret at the end of a field."""
        bring_into_view(field)
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        until(lambda: _has_focus(field), "the field to take the focus", 5)
        focused = QApplication.focusWidget()
        if isinstance(focused, QTextEdit):
            focused.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(focused, QLineEdit):
            focused.end(False)

    def empties(self, name: Name) -> None:
        """Go to a field, choose all of it and delete."""
        self.goes_to(self.waits_for(name, FIELDS).widget)
        self.hits(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.hits(Qt.Key.Key_Delete)

    def types(self, text: str) -> None:
        """Type into whatever has the focus: key by key, and what no key has through the input method."""
        for piece in re.findall(r"\n|[\x20-\x7e]|[^\x00-\xff\n]+|.", text):
            focused = QApplication.focusWidget()
            assert focused is not None, "nothing has the focus"
            if piece == "\n":
                QTest.keyClick(focused, Qt.Key.Key_Return)
            elif len(piece) == 1 and ord(piece) < 0x7F:
                QTest.keyClick(focused, piece)
            elif len(piece) == 1 and ord(piece) < 0x2000:
                _press_letter(focused, piece)
            else:
                commit = QInputMethodEvent()
                commit.setCommitString(piece)
                QApplication.sendEvent(focused, commit)
        settle()

    def hits(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> None:
        """Press a key, with what is held down, wherever the focus is."""
        for _ in range(times):
            popup = QApplication.activePopupWidget()
            over = (popup.focusWidget() or popup) if popup is not None else None
            QTest.keyClick(over or QApplication.focusWidget() or self.front, key, modifiers)
        settle()

    def chooses_from_menu(self, menu: str, entry: str) -> None:
        """Open a menu of the bar and choose an entry in it.

        Nothing is waited for: a loop begun while the last window closes would swallow the order to quit.
        """
        bar = self.window.menuBar()
        for action in bar.actions():
            if _plain(action.text()) == menu and (held := action.menu()) is not None:
                for choice in held.actions():  # type: ignore[attr-defined]  # QAction.menu() is typed as object
                    if _plain(choice.text()) == entry:
                        assert choice.isEnabled(), f"{menu} > {entry} is off"
                        choice.trigger()
                        return
                offered = [_plain(c.text()) for c in held.actions()]  # type: ignore[attr-defined]  # the same
                raise AssertionError(f"no {entry!r} in {menu}: {offered}")
        raise AssertionError(f"no menu {menu!r}: {[_plain(a.text()) for a in bar.actions()]}")

    def _check_in_reach(self, widget: QWidget, point: QPoint) -> None:
        window = widget.window()
        under = window.childAt(widget.mapTo(window, point))
        if under is None or not (under is widget or widget.isAncestorOf(under) or under.isAncestorOf(widget)):
            raise AssertionError(f"{widget!r} is out of reach: {under!r} lies over it or it is out of sight")

    def sees_windows(self) -> list[str]:
        """Titles of all open windows."""
        return [w.windowTitle() for w in windows()]


def bring_into_view(widget: QWidget) -> None:
    """Scroll every page the widget lies in until it can be seen."""
    settle()
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and parent.widget() is not None:
            parent.ensureWidgetVisible(widget, 8, 8)
        parent = parent.parentWidget()
    settle()


def _has_focus(field: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (
        focused is field or field.isAncestorOf(focused) or focused.isAncestorOf(field)
    )


def _press_letter(widget: QWidget, letter: str) -> None:
    """A letter that QTest has no key for, as a keyboard layout gives it: no key code, only the text."""
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(
            widget, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        )


def _plain(text: str) -> str:
    return plain(text).split("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
