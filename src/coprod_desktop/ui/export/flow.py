"""Prepare for supervision, step by step. Nothing is written until a file is saved, and then only that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.export.files import with_ending
from coprod_desktop.export.formats import Format
from coprod_desktop.export.report import Report
from coprod_desktop.services.exporting import Choices, Exporting, ExportResult
from coprod_desktop.ui.ask import Ask, unless_it_is_there
from coprod_desktop.ui.export import words
from coprod_desktop.ui.export.choose_page import ChoosePage
from coprod_desktop.ui.export.frame import FlowFoot, FlowHead, Room
from coprod_desktop.ui.export.include_page import IncludePage
from coprod_desktop.ui.export.parts import FIRST, move
from coprod_desktop.ui.export.preview_page import PreviewPage
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.layouts import column
from coprod_desktop.ui.widgets.tab_order import tab_as_read

_CHOOSE, _INCLUDE, _PREVIEW = range(3)
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(port + n for port in ("com", "lpt") for n in "123456789¹²³")]
)
"""Windows takes these for devices, whatever stands behind a dot."""


class ExportFlow(QWidget):
    """The three steps. ``closed``: back to the journal. ``saved`` carries the path of a new file."""

    closed = Signal()
    saved = Signal(object)

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        exporting: Exporting,
        jobs: Jobs,
        ask: Ask,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._exporting, self._jobs, self._ask = theme, exporting, jobs, ask
        self._report: Report | None = None
        self._last: Path | None = None
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self._asked = 0
        self._saving = False
        self.choose_page = ChoosePage(theme, recipe)
        self.include_page = IncludePage(theme)
        self.preview_page = PreviewPage(theme, recipe.care.export)
        self._lines = column(theme, self)
        names = (self.tr("Choose entries"), self.tr("What to include"), self.tr("Preview and save"))
        self.head = FlowHead(theme, names)
        self.foot = FlowFoot(theme)
        self._stack = QStackedWidget()
        for page in (self.choose_page, self.include_page, self.preview_page):
            self._stack.addWidget(page)
        for part in (self.head, self._stack, self.foot):
            self._lines.addWidget(part, 1 if part is self._stack else 0)
        self._connect()
        self._show_step(_CHOOSE)
        theme.changed.connect(self._fit)

    def _connect(self) -> None:
        self.head.closed.connect(self._close)
        self.foot.back.connect(self.back)
        self.foot.onward.connect(self.onward)
        panel = self.preview_page.panel
        panel.read_changed.connect(panel.forget_result)
        panel.show_folder.connect(self._show_folder)
        self.preview_page.reading.link_chosen.connect(self._follow)
        self.choose_page.more_shown.connect(self._in_order)

    # ------------------------------------------------------------------ from outside
    def begin(self) -> None:
        """Start afresh: nothing is chosen but what was marked "to talk about"."""
        self.wipe()
        self._show_step(_CHOOSE)
        self._run(self._exporting.choices, self._show_choices)

    def flush(self) -> None:
        """There is nothing to write: an export holds no words of its own."""

    def has_unsaved(self) -> bool:
        """Never: see `flush`."""
        return False

    def unwritten(self) -> tuple[()]:
        """Nothing: see `flush`."""
        return ()

    def wipe(self) -> None:
        """Forget every word and picture, and stop making pages. A file being saved is finished first."""
        self._asked += 1
        self._report = self._last = None
        if not self._saving:
            self._exporting.stop()
        self.choose_page.clear()
        self.include_page.clear()
        self.preview_page.clear()

    # ------------------------------------------------------------------ moving
    def back(self) -> None:
        """One step back; from the first one out of the export."""
        step = self._stack.currentIndex()
        if step == _CHOOSE:
            self._close()
        else:
            self._asked += 1
            self._show_step(step - 1)

    def onward(self) -> None:
        """One step on; on the last one, save."""
        step = self._stack.currentIndex()
        if step == _CHOOSE:
            if self.choose_page.chosen():
                self._show_step(_INCLUDE)
            else:
                self.choose_page.ask_to_choose()
        elif step == _INCLUDE:
            self._prepare()
        else:
            self._save()

    def _close(self) -> None:
        self.wipe()
        self._show_step(_CHOOSE)
        self.closed.emit()

    def _show_step(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self.head.steps.set_current(step)
        name = (
            (self.tr("Cancel"), self.tr("Next: what to include"), "arrow-right"),
            (self.tr("Back"), self.tr("Next: preview"), "arrow-right"),
            (self.tr("Back"), self.tr("Save the file"), "save"),
        )[step]
        self.foot.name_buttons(*name)
        self._fit()
        page = self._stack.currentWidget()
        if self.isVisible() and isinstance(page, ChoosePage | IncludePage | PreviewPage):
            page.focus_first()
            announce(self, self.head.steps.accessibleName())

    def _show_choices(self, choices: Choices) -> None:
        self.choose_page.show_choices(choices)
        self.foot.next_button.setVisible(self.choose_page.has_entries)
        if not self.choose_page.has_entries:
            self.foot.back_button.setFocus()
        elif self.isVisible():
            self.choose_page.focus_first()

    def _in_order(self) -> None:
        tab_as_read(self)

    # ------------------------------------------------------------------ looking
    def _prepare(self) -> None:
        labels = words.report_words(self._exporting.words())
        work = partial(self._exporting.report, self.choose_page.chosen(), self.include_page.options(), labels)
        self._run(work, self._look)

    def _look(self, report: Report) -> None:
        if not report.entries:
            self.choose_page.ask_for_more()
            self._show_step(_CHOOSE)
            return
        self._report = report
        self.preview_page.begin(report)
        self._show_step(_PREVIEW)
        self._aside(partial(self._exporting.preview, report), self.preview_page.show_pages)

    # ------------------------------------------------------------------ saving
    def _save(self) -> None:
        panel, report = self.preview_page.panel, self._report
        if report is None or self._saving:
            return
        if not panel.is_read():
            panel.tell(
                self.tr("Please read it through first."),
                self.tr("Then tick “I have read it through”. Only you know what should not leave."),
                "note",
            )
            self.preview_page.bring_result_into_view()
            panel.read_through.setFocus()
            return
        wanted = panel.format()
        target = self._ask_where(report, wanted)
        if target is None:
            return
        self._folder, self._saving = target.parent, True
        panel.forget_result()
        self.foot.next_button.setEnabled(False)
        self._jobs.aside(
            partial(self._exporting.save, report, wanted, target),
            partial(self._saved, self._asked),
            partial(self._not_saved, self._asked),
            self,
        )

    def _ask_where(self, report: Report, wanted: Format) -> Path | None:
        """Where to save; None when the person changed their mind."""
        kinds = {
            Format.PDF: self.tr("PDF documents (*.pdf)"),
            Format.WORD: self.tr("Word documents (*.docx)"),
        }
        suggested = self._folder / f"{_file_name(report.title)}.{wanted.value}"
        chosen = self._ask.save_file(self, self.tr("Save the file"), suggested, kinds[wanted])
        if chosen is None:
            return None
        return unless_it_is_there(self._ask, self, chosen, with_ending(chosen, wanted))

    def _saved(self, asked: int, result: ExportResult) -> None:
        self._saving = False
        self.foot.next_button.setEnabled(True)
        if asked != self._asked:
            return
        self._last = result.path
        self.preview_page.panel.tell_saved(result)
        self.preview_page.bring_result_into_view()
        self.saved.emit(result.path)

    def _not_saved(self, asked: int, error: Exception) -> None:
        self._saving = False
        self.foot.next_button.setEnabled(True)
        if asked == self._asked:
            said = sentence(error)
            self.preview_page.panel.tell(said.what, said.next)
            self.preview_page.bring_result_into_view()

    def _show_folder(self) -> None:
        if self._last is not None:
            self._ask.show_in_folder(self._last)

    def _follow(self, address: object) -> None:
        self._ask.open_link(self, str(address))

    # ------------------------------------------------------------------ work
    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        """Work that reads the journal."""
        self._asked += 1
        self._jobs.run(
            work, partial(self._deliver, self._asked, done), partial(self._failed, self._asked), self
        )

    def _aside(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        """Long work that does not."""
        self._asked += 1
        self._jobs.aside(
            work, partial(self._deliver, self._asked, done), partial(self._failed, self._asked), self
        )

    def _deliver(self, asked: int, done: Callable[..., None], value: object) -> None:
        """Hand a result on, unless the person has gone elsewhere since."""
        if asked == self._asked:
            done(value)

    def _failed(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        said = sentence(error)
        if self._stack.currentIndex() == _PREVIEW:
            self.preview_page.show_failure(said.what, said.next)
        else:
            self._show_step(_CHOOSE)
            self.choose_page.tell(said.what, said.next)

    # ------------------------------------------------------------------ room
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit to the new size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Side by side where there is room; the line above scrolls with the page where it is short."""
        room = Room.of(self._theme, self.width(), self.height())
        self.head.fit(room)
        self.foot.fit(room)
        self.choose_page.fit(room)
        self.preview_page.fit(room)
        place = self._lines
        if room.short:
            places = (self.choose_page.body, self.include_page.body, self.preview_page.head_place)
            place = places[self._stack.currentIndex()]
        if place.indexOf(self.head) < 0:
            move(self.head, place, FIRST)


def _file_name(title: str) -> str:
    """A title as the name of a file, on any system."""
    kept = "".join(" " if ch in _NOT_IN_NAMES or not ch.isprintable() else ch for ch in title)
    name = " ".join(kept.split()).strip(". ")[:80].strip(". ")
    is_device = name.partition(".")[0].rstrip().casefold() in _DEVICES
    return f"Export {name}".rstrip() if is_device or not name else name
