"""Words of the recipe on a page: bold and linked as in the sheet, with found words marked."""

from __future__ import annotations

import html

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Line, Run, text_of
from coprod_desktop.ui.reading_aloud.marking import label_area, mark_style
from coprod_desktop.ui.reading_aloud.readable import Span
from coprod_desktop.ui.recipe.finding import spans, split_at
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.text import Text

# Keeps an address, and "CC-BY", on one line where there is room for it.
_WORD_JOINER = "\u2060"


def marked_html(theme: Theme, runs: Line, found: str = "", spoken: Span | None = None) -> str:
    """Rich text of a line; what matches ``found``, or is ``spoken``, stands on the highlight colour."""
    parts = []
    marks = spans(text_of(runs), found) if spoken is None else (spoken,)
    for run, (is_marked,) in split_at(runs, marks):
        words = html.escape(run.text, quote=False)
        if run.link:
            for mark in "/-":
                words = words.replace(mark, f"{_WORD_JOINER}{mark}{_WORD_JOINER}")
        if is_marked:
            words = f'<span style="{mark_style(theme)}">{words}</span>'
        if run.bold:
            words = f"<b>{words}</b>"
        if run.link:
            style = "" if is_marked else f' style="color:{theme.hex("link")}"'
            words = f'<a href="{html.escape(run.link)}"{style}>{words}</a>'
        parts.append(words)
    return "".join(parts)


class Words(Text):
    """A line of the recipe. Its words can be selected; its links are followed by whoever connects them."""

    def __init__(
        self,
        theme: Theme,
        runs: Line | str,
        role: str = "body",
        tone: str = "text",
        *,
        cap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._runs: Line = (Run(runs),) if isinstance(runs, str) else runs
        self._found = ""
        self._spoken: Span | None = None
        super().__init__(theme, "", role, tone, rich=True, cap=cap, parent=parent)
        self.setAccessibleName(text_of(self._runs))
        interaction = Qt.TextInteractionFlag.TextSelectableByMouse
        links = [run.link for run in self._runs if run.link]
        if links:
            offered = self.tr("Enter opens the link to {address}.").format(address=", ".join(links))
            self.setAccessibleDescription(offered)
            interaction |= Qt.TextInteractionFlag.LinksAccessibleByMouse
            interaction |= Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(interaction)
        # The page offers copying, with the credit.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._write()
        theme.changed.connect(self._write)

    @property
    def line(self) -> Line:
        """The words as the recipe has them."""
        return self._runs

    def mark(self, found: str) -> bool:
        """Mark what matches ``found``; gives whether there is any."""
        self._found = found
        self._write()
        return bool(spans(text_of(self._runs), found))

    @property
    def said(self) -> str:
        """See `SpokenPlace`."""
        return text_of(self._runs)

    def mark_spoken(self, span: Span | None) -> None:
        """See `SpokenPlace`. What was found is not marked meanwhile."""
        self._spoken = span
        self._write()

    def spoken_area(self) -> QRect:
        """See `SpokenPlace`."""
        return label_area(self)

    @property
    def selected(self) -> str:
        """The selected words, as they are in the recipe."""
        return self.selectedText().replace(_WORD_JOINER, "")

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        if self.selected:
            QGuiApplication.clipboard().setText(self.selected)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come by the Tab key to the link itself: to the words around it first would be two stops for one."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by key without the marks that keep an address together."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _write(self) -> None:
        self.set_words(marked_html(self._theme, self._runs, self._found, self._spoken), rich=True)
