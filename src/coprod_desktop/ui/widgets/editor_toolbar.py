"""The buttons above an editor. Each says what stands at the cursor, and everything has keys as well."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from coprod_desktop.domain.richtext import LIST_KINDS, BlockKind, safe_link
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.editor import EditorState, RichTextEditor
from coprod_desktop.ui.widgets.fields import LineField
from coprod_desktop.ui.widgets.layouts import Flow, column, tall_as_needed
from coprod_desktop.ui.widgets.paint import Look, painting, rounded
from coprod_desktop.ui.widgets.text import Text


class EditorToolbar(QFrame):
    """Buttons for one editor, and a line below them while an address of a link is typed."""

    def __init__(self, theme: Theme, editor: RichTextEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._editor = theme, editor
        self.setAccessibleName(self.tr("Formatting"))
        box = column(theme, self, (4, 2, 4, 2), 4)
        self._buttons = QWidget()
        self._flow = Flow(theme, 2, parent=self._buttons)
        tall_as_needed(self._buttons)
        box.addWidget(self._buttons)
        self.bold = self._add("bold", self.tr("Bold"), "Ctrl+B", checkable=True)
        self.italic = self._add("italic", self.tr("Italic"), "Ctrl+I", checkable=True)
        self.heading = self._add("heading", self.tr("Heading"), "", checkable=True)
        self.bullets = self._add("list", self.tr("Bulleted list"), "- ", checkable=True)
        self.numbers = self._add("list-ordered", self.tr("Numbered list"), "1. ", checkable=True)
        self.outdent = self._add("indent-decrease", self.tr("Further out"), "Ctrl+[")
        self.indent = self._add("indent-increase", self.tr("Further in"), "Ctrl+]")
        self.quote = self._add("quote", self.tr("Quote"), "> ", checkable=True)
        self.link = self._add("link", self.tr("Link"), "Ctrl+K", checkable=True)
        self.undo = self._add("undo-2", self.tr("Undo"), "Ctrl+Z")
        self.redo = self._add("redo-2", self.tr("Redo"), "Ctrl+Shift+Z")
        self.link_line = LinkLine(theme, editor)
        self.link_line.hide()
        box.addWidget(self.link_line)
        tall_as_needed(self)
        self._connect()
        self._show(editor.state())
        theme.changed.connect(self.update)

    def _add(self, icon: str, name: str, keys: str, *, checkable: bool = False) -> Button:
        hint = f"{name} ({keys.strip()})" if keys else name
        button = Button(self._theme, "", "quiet", icon, compact=True, hint=hint)
        button.setAccessibleName(name)
        button.setCheckable(checkable)
        self._flow.addWidget(button)
        return button

    def _connect(self) -> None:
        editor = self._editor
        self.bold.clicked.connect(partial(self._do, editor.toggle_bold))
        self.italic.clicked.connect(partial(self._do, editor.toggle_italic))
        self.heading.clicked.connect(self._choose_heading)
        self.bullets.clicked.connect(partial(self._do, partial(editor.toggle_list, BlockKind.BULLET)))
        self.numbers.clicked.connect(partial(self._do, partial(editor.toggle_list, BlockKind.NUMBERED)))
        self.outdent.clicked.connect(partial(self._do, editor.outdent))
        self.indent.clicked.connect(partial(self._do, editor.indent))
        self.quote.clicked.connect(partial(self._do, editor.toggle_quote))
        self.link.clicked.connect(self.ask_for_link)
        self.undo.clicked.connect(partial(self._do, editor.undo))
        self.redo.clicked.connect(partial(self._do, editor.redo))
        editor.state_changed.connect(self._show)
        editor.link_wanted.connect(self.ask_for_link)
        editor.undoAvailable.connect(self.undo.setEnabled)
        editor.redoAvailable.connect(self.redo.setEnabled)
        self.undo.setEnabled(editor.document().isUndoAvailable())
        self.redo.setEnabled(editor.document().isRedoAvailable())

    def _do(self, command: Callable[[], None], _checked: bool = False) -> None:
        command()
        self._show(self._editor.state())
        # With the mouse one goes on writing; with the keys one may want the next button.
        if not self._reached_by_keys():
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reached_by_keys(self) -> bool:
        focus = self.focusWidget()
        return isinstance(focus, Button) and focus.hasFocus()

    def _choose_heading(self, _checked: bool = False) -> None:
        state = self._editor.state()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._theme.font("body"))
        names = (
            self.tr("Plain text"),
            self.tr("Large heading"),
            self.tr("Heading"),
            self.tr("Small heading"),
        )
        for level, name in enumerate(names):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(level == (state.level if state.kind is BlockKind.HEADING else 0))
            action.triggered.connect(partial(self._set_heading, level))
        menu.popup(self.heading.mapToGlobal(self.heading.rect().bottomLeft()))
        self._show(state)

    def _set_heading(self, level: int, _checked: bool = False) -> None:
        self._editor.set_heading(level)
        self._show(self._editor.state())
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_link(self, _checked: bool = False) -> None:
        """Open the line for an address, or close it if it is open."""
        self._show(self._editor.state())
        if self.link_line.isVisible():
            self.link_line.close_line()
        else:
            self.link_line.open_line()

    def _show(self, state: EditorState) -> None:
        in_list = state.kind in LIST_KINDS
        self.bold.setChecked(state.bold)
        self.bold.setEnabled(state.kind is not BlockKind.HEADING)
        self.italic.setChecked(state.italic)
        self.heading.setChecked(state.kind is BlockKind.HEADING)
        self.bullets.setChecked(state.kind is BlockKind.BULLET)
        self.numbers.setChecked(state.kind is BlockKind.NUMBERED)
        self.outdent.setEnabled(in_list)
        self.indent.setEnabled(in_list)
        self.quote.setChecked(state.quote)
        self.link.setChecked(state.link is not None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the band the buttons stand on."""
        theme = self._theme
        edge = theme.c("border") if theme.high_contrast else None
        look = Look(theme.c("surfaceSunken"), edge, theme.c("text"), theme.line())
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), theme.r("control"), look)


class LinkLine(QWidget):
    """A field for the address of a link. Enter takes it, Escape closes the line."""

    def __init__(self, theme: Theme, editor: RichTextEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        box = column(theme, self, (8, 4, 8, 8), 6)
        label = Text(theme, self.tr("Where should the link lead?"), "label")
        box.addWidget(label)
        self.address = LineField(theme, label.words, placeholder="https://")
        self.address.returnPressed.connect(self._take)
        label.setBuddy(self.address)
        box.addWidget(self.address)
        self.message = Text(theme, "", "body", "caution")
        self.message.hide()
        box.addWidget(self.message)
        buttons = QWidget()
        line = Flow(theme, 8, parent=buttons)
        tall_as_needed(buttons)
        self.use = Button(theme, self.tr("Use this link"), "secondary", compact=True)
        self.remove = Button(theme, self.tr("Take the link away"), "quiet", compact=True)
        self.cancel = Button(theme, self.tr("Close"), "quiet", compact=True)
        for button in (self.use, self.remove, self.cancel):
            line.addWidget(button)
        box.addWidget(buttons)
        self.use.clicked.connect(self._take)
        self.remove.clicked.connect(self._remove)
        self.cancel.clicked.connect(self.close_line)
        tall_as_needed(self)

    def open_line(self) -> None:
        """Show the line with the link at the cursor, ready to type."""
        link = self._editor.state().link
        self.address.setText(link or "")
        self.remove.setVisible(link is not None)
        self._say("")
        self.show()
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)
        self.address.selectAll()

    def close_line(self) -> None:
        """Hide the line and go back to the words."""
        self.hide()
        self.address.clear()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        if self._editor.set_link(address_of(self.address.text())):
            self.close_line()
            return
        self._say(
            self.tr("That is no address I can use. Try one like https://example.org, or an e-mail address.")
        )

    def _remove(self) -> None:
        self._editor.set_link(None)
        self.close_line()

    def _say(self, words: str) -> None:
        self.message.set_words(words)
        self.message.setVisible(bool(words))
        self.address.set_wrong(bool(words))
        announce(self.address, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape, and let it do nothing else."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
            return
        super().keyPressEvent(event)


def address_of(typed: str) -> str:
    """The address somebody means: ``example.org`` is a web page, ``a@example.org`` an e-mail address."""
    typed = typed.strip()
    if safe_link(typed) is not None or ":" in typed or not typed:
        return typed
    return f"mailto:{typed}" if "@" in typed else f"https://{typed}"
