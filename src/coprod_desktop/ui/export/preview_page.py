"""The last step: read exactly what they will see, and save it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from coprod_desktop.export.preview import Preview
from coprod_desktop.export.reflow import as_text
from coprod_desktop.export.report import Report
from coprod_desktop.ui.export import words
from coprod_desktop.ui.export.frame import Room
from coprod_desktop.ui.export.parts import LAST, move
from coprod_desktop.ui.export.reading import Desk, Reading
from coprod_desktop.ui.export.saving import SavePanel
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import Box, column, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

_SIDE = 420


class PreviewPage(QStackedWidget):
    """Pages at the left and what to do with them at the right; one below the other where it is narrow."""

    def __init__(self, theme: Theme, care: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named = ""
        self._theme = theme
        self._is_wide: bool | None = None
        self.reading = Reading(theme)
        self.panel = SavePanel(theme, care)
        self._intro = QWidget()
        intro = column(theme, self._intro, gap=4)
        intro.addWidget(Text(theme, self.tr("This is what they'll see"), "h2"))
        self.state = Text(theme, "", "body", "secondary")
        intro.addWidget(self.state)
        tall_as_needed(self._intro)
        self._wide = QWidget()
        self._desk_page = Page(theme, (24, 16, 24, 24), 0)
        self._side_page = Page(theme, (32, 22, 32, 20), 16)
        self._build_wide()
        self._narrow = Page(theme, (40, 22, 40, 20), 18)
        self.addWidget(self._wide)
        self.addWidget(self._narrow)
        self._place(wide=True)
        theme.changed.connect(self._restyle)

    def _build_wide(self) -> None:
        line = row(self._theme, self._wide)
        desk = Desk(self._theme)
        under = column(self._theme, desk)
        under.addWidget(self._desk_page)
        self._side = Bar(self._theme, "pane")
        beside = column(self._theme, self._side)
        beside.addWidget(self._side_page)
        line.addWidget(desk, 1)
        line.addWidget(Rule(self._theme, upright=True))
        line.addWidget(self._side)
        self._restyle()

    def _restyle(self) -> None:
        """A pane of its width; out of sight it must not keep the window wide."""
        self._side.setFixedWidth(0 if self._is_wide is False else self._theme.tx(_SIDE))

    # ------------------------------------------------------------------ from outside
    def begin(self, report: Report) -> None:
        """Show the words at once; the pages come later."""
        self.clear()
        self.reading.show_words(as_text(report))
        self._named = report.title
        self.state.set_words(self.tr("Making the pages …"))

    def show_pages(self, preview: Preview) -> None:
        """Show the pages."""
        self.reading.show_pages(preview.pictures, self._named)
        self.panel.show_replaced(preview.replaced)
        self.panel.set_ready(True)
        advice = self.tr("Scroll through, or go back to change anything.")
        if not preview.pictures:
            advice = self.tr("That is too long to draw here: read the words, or choose fewer entries.")
        self.state.set_words(words.pages(preview.pages) + " " + advice)
        announce(self, self.state.words)

    def show_failure(self, what: str, next_step: str) -> None:
        """Say that there are no pages, and what to do."""
        self.state.set_words("")
        self.reading.say(self.tr("There are no pages to show."))
        self.panel.tell(what, next_step)
        self.bring_result_into_view()

    def bring_result_into_view(self) -> None:
        """Scroll to the message, once it has its place."""
        QTimer.singleShot(0, self, self._reveal_result)

    def _reveal_result(self) -> None:
        page = self._side_page if self._is_wide else self._narrow
        page.reveal(self.panel.result)

    def clear(self) -> None:
        """Forget everything."""
        self._named = ""
        self.reading.clear()
        self.panel.clear()
        self.state.set_words("")
        for page in (self._desk_page, self._side_page, self._narrow):
            page.to_top()

    def focus_first(self) -> None:
        """Put the focus where reading begins."""
        self.reading.pages_button.setFocus()

    @property
    def head_place(self) -> Box:
        """Where the steps go when the window is short."""
        return self._narrow.body

    def fit(self, room: Room) -> None:
        """Side by side only where both have room."""
        self._place(wide=room.wide and not room.short)

    def _place(self, *, wide: bool) -> None:
        if wide == self._is_wide:
            return
        self._is_wide = wide
        if wide:
            move(self.reading, self._desk_page.body, LAST)
            move(self._intro, self._side_page.body, LAST)
            move(self.panel, self._side_page.body, LAST)
        else:
            for part in (self._intro, self.reading, self.panel):
                move(part, self._narrow.body, LAST)
        self._restyle()
        self.setCurrentWidget(self._wide if wide else self._narrow)
