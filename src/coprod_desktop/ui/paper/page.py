"""On paper: choose a sheet, see it, and save it or print it. Public words only: no journal is needed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.export.files import with_ending
from coprod_desktop.export.formats import Format
from coprod_desktop.export.preview import Preview
from coprod_desktop.export.sheet import Paper, Sheet, SheetKind, Wish
from coprod_desktop.export.sheet_reflow import as_text
from coprod_desktop.services.exporting import ExportResult
from coprod_desktop.services.sheets import Sheets
from coprod_desktop.ui.ask import Ask, unless_it_is_there
from coprod_desktop.ui.export.reading import Reading
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.paper import words
from coprod_desktop.ui.paper.choices import SheetChoices
from coprod_desktop.ui.printing import PIXELS_PER_INCH, PrintJob
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import Box, Flow, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.tab_order import tab_as_read
from coprod_desktop.ui.widgets.text import Text

_SIDE_BY_SIDE = 820


class PaperPage(QWidget):
    """``closed`` leads back to where one came from."""

    closed = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, sheets: Sheets, jobs: Jobs, ask: Ask) -> None:
        super().__init__()
        self._theme, self._recipe, self._sheets, self._jobs, self._ask = theme, recipe, sheets, jobs, ask
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self._last: Path | None = None
        self._asked = 0
        self._is_busy = False
        lines = column(theme, self)
        self._page = Page(theme, (32, 12, 32, 24), 12)
        lines.addWidget(self._page, 1)
        self.choices = SheetChoices(theme, recipe)
        self.choices.changed.connect(self._look)
        self.reading = Reading(theme)
        self.reading.link_chosen.connect(self._follow)
        self._build_body()
        lines.addWidget(self._build_foot())  # made last: the Tab key comes to it last
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        theme.changed.connect(self._fit)
        tab_as_read(self)

    # ------------------------------------------------------------------ building
    def _build_back(self) -> QWidget:
        line = row(self._theme)
        self._back = Button(self._theme, self.tr("Back"), "quiet", "arrow-left", compact=True)
        self._back.clicked.connect(self.closed)
        line.addWidget(self._back)
        line.addStretch(1)
        return holder(line)

    def _build_body(self) -> None:
        theme, body = self._theme, self._page.body
        body.addWidget(self._build_back())
        body.addWidget(Text(theme, self.tr("On paper"), "h1"))
        about = self.tr(
            "For a group: the recipe's own words, always with the credit. Nothing of yours is in it."
        )
        body.addWidget(Text(theme, about, "body", "secondary"))
        self.result = Notice(theme)
        self._folder_button = Button(theme, self.tr("Show in folder"), "secondary", "folder-open")
        self._folder_button.clicked.connect(self._show_folder)
        self.result.add_button(self._folder_button)
        self.result.hide()
        body.addWidget(self.result)
        self._panes: Box = row(theme, gap=32)
        self._panes.setAlignment(Qt.AlignmentFlag.AlignTop)
        left = column(theme)
        left.addWidget(self.choices)
        left.addStretch(1)
        right = column(theme, gap=10)
        self.state = Text(theme, "", "body", "secondary")
        right.addWidget(self.state)
        right.addWidget(self.reading)
        right.addStretch(1)
        self._panes.addLayout(left, 2)
        self._panes.addLayout(right, 3)
        body.addWidget(holder(self._panes))
        body.addStretch(1)

    def _build_foot(self) -> QWidget:
        bar = Bar(self._theme, "footbar")
        self._foot_line = row(self._theme, bar, (32, 10, 32, 10))
        flow = Flow(self._theme, 12, right=True)
        self._print = Button(self._theme, self.tr("Print…"), "secondary", "printer")
        self._print.clicked.connect(self.print_sheet)
        self._save = Button(self._theme, self.tr("Save the file"), "primary", "save")
        self._save.clicked.connect(self.save)
        flow.addWidget(self._print)
        flow.addWidget(self._save)
        self._foot_line.addWidget(holder(flow), 1)
        tall_as_needed(bar)
        return bar

    # ------------------------------------------------------------------ from outside
    def arrive(self, wish: Wish) -> None:
        """Show a sheet, with easier words where these are wanted everywhere."""
        self.result.hide()
        self.choices.show_wish(wish)
        self._page.to_top()
        self._look()
        self.choices.focus_first()

    # ------------------------------------------------------------------ looking
    def _sheet(self) -> Sheet:
        return self._sheets.sheet(self.choices.wish(), words.sheet_words())

    def _look(self) -> None:
        self._asked += 1
        self.result.hide()
        self._sheets.stop_preview()
        sheet = self._sheet()
        self.reading.pages.show_pages(())
        self.reading.show_words(as_text(sheet))
        self.reading.say("")  # it is said once, above both ways to read
        self.state.set_words(self.tr("Making the pages …"))
        self._jobs.aside(
            partial(self._sheets.preview, sheet),
            partial(self._show_pages, self._asked),
            partial(self._no_pages, self._asked),
            self,
        )

    def _show_pages(self, asked: int, preview: Preview) -> None:
        if asked != self._asked:
            return
        self.reading.show_pages(preview.pictures, self._title(self._sheet()))
        self.state.set_words(words.pages(preview.pages))
        announce(self, self.state.words)

    def _no_pages(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self.state.set_words("")
            self.reading.say(self.tr("There are no pages to show."))
            self._tell(error)

    # ------------------------------------------------------------------ saving and printing
    def save(self) -> None:
        """Ask where, and save."""
        if self._is_busy:
            return
        sheet, wanted = self._sheet(), self.choices.format()
        target = self._ask_where(sheet, wanted)
        if target is None:
            return
        self._folder = target.parent
        self._begin(self.tr("Saving …"))
        self._jobs.aside(partial(self._sheets.save, sheet, wanted, target), self._saved, self._failed, self)

    def print_sheet(self) -> None:
        """Draw the pages as sharp as a printer wants them, and have a printer chosen."""
        if self._is_busy:
            return
        sheet = self._sheet()
        self._begin(self.tr("Getting the pages ready for the printer …"))
        self._jobs.aside(
            partial(self._sheets.for_printer, sheet, PIXELS_PER_INCH),
            partial(self._to_printer, sheet),
            self._failed,
            self,
        )

    def _ask_where(self, sheet: Sheet, wanted: Format) -> Path | None:
        kinds = {
            Format.PDF: self.tr("PDF documents (*.pdf)"),
            Format.WORD: self.tr("Word documents (*.docx)"),
        }
        suggested = self._folder / f"{self._title(sheet).replace('/', '-')}.{wanted.value}"
        chosen = self._ask.save_file(self, self.tr("Save the file"), suggested, kinds[wanted])
        if chosen is None:
            return None
        return unless_it_is_there(self._ask, self, chosen, with_ending(chosen, wanted))

    def _title(self, sheet: Sheet) -> str:
        """What a sheet is called in a list of files or of print jobs."""
        wish, parts = sheet.wish, [sheet.title.rstrip("?")]
        if wish.kind is SheetKind.RECIPE:
            parts.append(wish.paper.value.upper())
        if wish.group is not None:
            parts.append(self._recipe.group_titles[wish.group].lower())
        if wish.large:
            parts.append(self.tr("large print"))
        if wish.easier:
            parts.append(self.tr("easier words"))
        return ", ".join(parts)

    def _begin(self, what: str) -> None:
        """One file or print at a time. No button is switched off for that: it would lose the focus."""
        self._is_busy = True
        self._say(what, "")

    def _end(self) -> None:
        self._is_busy = False
        self.result.hide()

    def _saved(self, result: ExportResult) -> None:
        self._end()
        self._last = result.path
        name = shown_name(result.path.name)
        self._say(
            self.tr("Saved as {name}").format(name=name),
            self.tr("It was opened again and checked."),
            "good",
            in_folder=True,
        )

    def _to_printer(self, sheet: Sheet, pages: tuple[bytes, ...]) -> None:
        self._end()
        is_a3 = sheet.wish.paper is Paper.A3
        try:
            agreed = self._ask.print_pictures(self, PrintJob(self._title(sheet), pages, is_a3))
        except Exception as error:  # noqa: BLE001  # whatever it was, the page says so
            self._tell(error)
            return
        if agreed:
            self._say(self.tr("The pages are on their way to the printer."), "", "good")

    def _failed(self, error: Exception) -> None:
        self._end()
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        said = sentence(error)
        self._say(said.what, said.next, "caution")

    def _say(self, what: str, next_step: str, kind: str = "note", *, in_folder: bool = False) -> None:
        self._folder_button.setVisible(in_folder)
        self.result.say(what, next_step, kind)
        QTimer.singleShot(0, self, self._reveal_result)

    def _reveal_result(self) -> None:
        self._page.reveal(self.result)

    def _show_folder(self) -> None:
        if self._last is not None:
            self._ask.show_in_folder(self._last)

    def _follow(self, address: object) -> None:
        self._ask.open_link(self, str(address))

    # ------------------------------------------------------------------ room
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit to the new size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The choices beside the pages, or above them."""
        across = self._theme.eff(self.width()) >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction
        self._panes.setDirection(direction.LeftToRight if across else direction.TopToBottom)
        self._panes.setStretch(0, 2 if across else 0)
        self._panes.setStretch(1, 3 if across else 0)
        short = self._theme.eff(self.height()) < 460
        self._foot_line.set_margins((24, 3, 24, 3) if short else (32, 10, 32, 10))
