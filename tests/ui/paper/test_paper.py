"""On paper: choose, see, save, print. No journal anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Group, Recipe
from coprod_desktop.export.errors import ExportFailed, TargetNotWritable, WhyNotWritable
from coprod_desktop.export.formats import Format
from coprod_desktop.export.preview import Preview
from coprod_desktop.export.sheet import Paper, Sheet, SheetKind, Wish
from coprod_desktop.services.exporting import ExportResult
from coprod_desktop.services.sheets import Sheets
from coprod_desktop.ui.export import page_pictures
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.paper.page import PaperPage
from coprod_desktop.ui.theme.theme import Theme
from tests.support.finding import Role, described
from tests.support.journals import NOW
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.recipe.seen import button, buttons
from tests.ui.test_printing import page as png


class QuickSheets(Sheets):
    """Makes no pages: keeps what was asked for, and answers or fails at once."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__(recipe, lambda: NOW)
        self.asked: list[Wish] = []
        self.drawn_at: list[float] = []
        self.saved: list[tuple[Wish, Format, Path]] = []
        self.error: Exception | None = None
        self.pages = 1

    def preview(self, sheet: Sheet) -> Preview:
        self.asked.append(sheet.wish)
        if self.error is not None:
            raise self.error
        return Preview((png(),) * self.pages, self.pages, ())

    def for_printer(self, sheet: Sheet, ppi: float) -> tuple[bytes, ...]:
        self.drawn_at.append(ppi)
        return (png(),) * self.pages

    def save(self, sheet: Sheet, wanted: Format, target: Path) -> ExportResult:
        if self.error is not None:
            raise self.error
        self.saved.append((sheet.wish, wanted, target))
        return ExportResult(target, (), self.pages)


class Room:
    """The page in a window, with what it was built from."""

    def __init__(self, bot: QtBot, theme: Theme, recipe: Recipe, ask: ScriptedAsk, sheets: Sheets) -> None:
        self.bot, self.ask, self.jobs = bot, ask, Jobs()
        self.page = PaperPage(theme, recipe, sheets, self.jobs, ask)
        bot.addWidget(self.page)
        self.page.resize(1280, 800)
        self.page.show()
        bot.waitExposed(self.page)

    def arrive(self, wish: Wish) -> None:
        self.page.arrive(wish)
        self.settle()

    def settle(self) -> None:
        self.bot.waitUntil(lambda: self.jobs.is_idle)

    def press(self, name: str) -> None:
        button(self.page, name).click()
        self.settle()


@pytest.fixture
def sheets(recipe: Recipe) -> QuickSheets:
    return QuickSheets(recipe)


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, recipe: Recipe, ask: ScriptedAsk, sheets: QuickSheets) -> Room:
    return Room(qtbot, theme, recipe, ask, sheets)


def test_every_choice_changes_the_sheet(room: Room, sheets: QuickSheets) -> None:
    room.arrive(Wish())
    for name in ("A3", "Large print", "The litmus test, to write on", "Easier words", "Values"):
        room.press(name)
    room.press("Question cards, to cut out")
    assert sheets.asked == [
        Wish(),
        Wish(paper=Paper.A3),
        Wish(paper=Paper.A3, large=True),
        Wish(SheetKind.LITMUS, large=True),
        Wish(SheetKind.LITMUS, large=True, easier=True),
        Wish(SheetKind.LITMUS, large=True, easier=True, group=Group.VALUES),
        Wish(SheetKind.CARDS, large=True, easier=True, group=Group.VALUES),
    ]


def test_only_what_counts_for_a_sheet_is_offered(room: Room) -> None:
    room.arrive(Wish())
    assert buttons(room.page, "A3")
    assert not buttons(room.page, "Easier words")
    room.press("Question cards, to cut out")
    assert not buttons(room.page, "A3")
    assert buttons(room.page, "Easier words")
    assert buttons(room.page, "Skills")
    room.press("The whole grab sheet")
    assert not buttons(room.page, "Skills")


def test_an_item_can_be_chosen_once_one_was_read(room: Room, sheets: QuickSheets) -> None:
    room.arrive(Wish(SheetKind.ITEM, item_id="respect"))
    assert button(room.page, "Respect, with its questions").isChecked()
    assert sheets.asked[-1] == Wish(SheetKind.ITEM, item_id="respect")
    room.press("The recipe on one page")
    assert sheets.asked[-1] == Wish()
    room.press("Respect, with its questions")
    assert sheets.asked[-1] == Wish(SheetKind.ITEM, item_id="respect")


def test_all_pages_are_shown_and_only_those_in_sight_are_drawn(
    room: Room, sheets: QuickSheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bytes] = []

    class Counted(QImage):
        @staticmethod
        def fromData(data: bytes) -> QImage:  # type: ignore[override]  # as it is called here
            drawn.append(data)
            return QImage.fromData(data)

    monkeypatch.setattr("coprod_desktop.ui.export.page_pictures.QImage", Counted)
    sheets.pages = 18
    room.arrive(Wish(SheetKind.LITMUS))
    assert room.page.state.words == "18 pages."
    pages = room.page.reading.pages
    assert pages.count == 18
    room.bot.waitUntil(lambda: bool(drawn))
    at_first = len(drawn)
    assert at_first <= 3
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_End)
    room.bot.waitUntil(lambda: len(drawn) > at_first)
    assert len(drawn) < 9, "those between were not drawn"
    heard = described(pages)
    assert (heard.role, heard.name) == (Role.Graphic, "Page 18 of 18 of Co-production litmus test")
    assert "Words only" in heard.description
    room.press("Words only")
    assert "Am I being honest and respectful?" in room.page.reading.words.toPlainText()


def test_the_page_in_view_is_the_one_that_is_told(
    room: Room, sheets: QuickSheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(page_pictures, "announce", lambda _widget, words: said.append(words))
    sheets.pages = 2
    room.arrive(Wish())
    pages = room.page.reading.pages
    room.bot.waitUntil(lambda: pages.height() > 2 * room.page.height())
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_End)
    QTest.keyClick(pages, Qt.Key.Key_Up)
    QTest.keyClick(pages, Qt.Key.Key_Home)
    assert said == [f"Page {n} of 2 of What's the recipe, A4" for n in (2, 1)]


def test_the_tab_key_goes_as_one_reads(room: Room) -> None:
    room.arrive(Wish())
    page = room.page
    page.activateWindow()
    room.bot.waitUntil(page.isActiveWindow)
    button(page, "Back").setFocus()
    heard = []
    for _ in range(10):
        here = page.focusWidget()
        heard.append(described(here).name)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    start = ["Back", "The recipe on one page", "A4", "Large print", "PDF", "Pages"]
    assert heard == [*start, "Page 1 of 1 of What's the recipe, A4", "Print…", "Save the file", "Back"]


@pytest.mark.parametrize(("name", "wanted"), [("PDF", Format.PDF), ("Word", Format.WORD)])
def test_it_is_saved_as_what_was_chosen(
    room: Room, sheets: QuickSheets, tmp_path: Path, name: str, wanted: Format
) -> None:
    room.arrive(Wish(SheetKind.CARDS, large=True))
    room.press(name)
    room.ask.will_say(tmp_path / f"cards.{wanted}")
    room.press("Save the file")
    assert sheets.saved == [(Wish(SheetKind.CARDS, large=True), wanted, tmp_path / f"cards.{wanted}")]
    assert room.ask.asked == [f"Save the file: Question cards, large print.{wanted}"]
    assert "It was opened again and checked." in room.page.result.words
    room.press("Show in folder")
    assert room.ask.shown_folders == [tmp_path / f"cards.{wanted}"]


def test_who_changes_their_mind_saves_nothing(room: Room, sheets: QuickSheets) -> None:
    room.arrive(Wish())
    room.ask.will_say(None)
    room.press("Save the file")
    assert sheets.saved == []
    assert not room.page.result.isVisible()


def test_a_place_that_cannot_be_written_is_told(room: Room, sheets: QuickSheets, tmp_path: Path) -> None:
    room.arrive(Wish())
    sheets.error = TargetNotWritable(
        path=str(tmp_path / "a.pdf"), folder=str(tmp_path), reason=WhyNotWritable.NOT_ALLOWED
    )
    room.ask.will_say(tmp_path / "a.pdf")
    room.press("Save the file")
    assert "You may not write in that folder" in room.page.result.words
    sheets.error = None
    room.ask.will_say(tmp_path / "a.pdf")
    room.press("Save the file")
    assert len(sheets.saved) == 1


def test_pages_that_cannot_be_made_are_told(room: Room, sheets: QuickSheets) -> None:
    sheets.error = ExportFailed(reason="not-made")
    room.arrive(Wish())
    assert "could not be made" in room.page.result.words
    assert room.page.reading.waiting.words == "There are no pages to show."


def test_a_file_is_not_replaced_unasked(room: Room, sheets: QuickSheets, tmp_path: Path) -> None:
    (tmp_path / "cards.pdf").write_text("mine")
    room.arrive(Wish(SheetKind.CARDS))
    room.ask.will_say(tmp_path / "cards", False)
    room.press("Save the file")
    assert room.ask.asked[-1] == "Replace cards.pdf?"
    assert sheets.saved == []


def test_it_is_printed_sharp_and_on_its_paper(room: Room, sheets: QuickSheets) -> None:
    sheets.pages = 2
    room.arrive(Wish(paper=Paper.A3))
    room.ask.will_say(True)
    room.press("Print…")
    job = room.ask.print_jobs[0]
    assert (len(job.pages), job.is_a3, job.title) == (2, True, "What's the recipe, A3")
    assert sheets.drawn_at == [300.0]
    assert "on their way to the printer" in room.page.result.words


def test_the_focus_stays_on_what_was_pressed(room: Room) -> None:
    room.arrive(Wish())
    room.page.activateWindow()
    room.bot.waitUntil(room.page.isActiveWindow)
    print_button = button(room.page, "Print…")
    print_button.setFocus()
    room.ask.will_say(False)
    room.press("Print…")
    assert print_button.hasFocus()
    assert not room.page.result.isVisible()


def test_one_print_at_a_time(room: Room, sheets: QuickSheets) -> None:
    room.arrive(Wish())
    room.ask.will_say(True)
    room.page.print_sheet()
    room.page.print_sheet()
    room.page.save()
    room.settle()
    assert len(sheets.drawn_at) == 1
    assert sheets.saved == []


def test_where_there_is_no_printer_a_pdf_is_advised(room: Room) -> None:
    room.ask.has_printer = False
    room.arrive(Wish())
    room.press("Print…")
    assert "No printer was found" in room.page.result.words
    assert "PDF" in room.page.result.words


def test_an_older_sheet_does_not_come_back(room: Room, sheets: QuickSheets) -> None:
    """Pages of a sheet that is not wanted any more may arrive late."""
    room.arrive(Wish())
    late = room.page._asked - 1
    room.page._show_pages(late, Preview((png(),) * 3, 3, ()))
    room.page._no_pages(late, ExportFailed(reason="stopped"))
    assert room.page.state.words == "1 page."
    assert not room.page.result.isVisible()


def test_easier_words_are_there_for_who_wants_them_everywhere(
    qtbot: QtBot, theme: Theme, recipe: Recipe, ask: ScriptedAsk, sheets: QuickSheets
) -> None:
    room = Room(qtbot, theme, recipe, ask, sheets)
    room.arrive(Wish(easier=True))
    room.press("Question cards, to cut out")
    assert sheets.asked == [Wish(), Wish(SheetKind.CARDS, easier=True)], "the recipe has none"


def test_escape_and_back_lead_out(room: Room) -> None:
    room.arrive(Wish())
    closed = QSignalSpy(room.page.closed)
    room.page.activateWindow()
    room.bot.waitUntil(room.page.isActiveWindow)
    room.page.choices.focus_first()
    focused = room.page.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    room.press("Back")
    assert closed.count() == 2


def test_the_real_thing(qtbot: QtBot, theme: Theme, recipe: Recipe, ask: ScriptedAsk, tmp_path: Path) -> None:
    """Once with the typesetter: the picture, the file, and what goes to the printer."""
    room = Room(qtbot, theme, recipe, ask, Sheets(recipe, lambda: NOW))
    room.page.arrive(Wish())
    qtbot.waitUntil(lambda: room.jobs.is_idle, timeout=60_000)
    assert room.page.state.words == "1 page."
    ask.will_say(tmp_path / "recipe.pdf", True)
    room.page.save()
    qtbot.waitUntil(lambda: room.jobs.is_idle, timeout=60_000)
    assert re.match(rb"%PDF-1\.\d", (tmp_path / "recipe.pdf").read_bytes())
    room.page.print_sheet()
    qtbot.waitUntil(lambda: room.jobs.is_idle, timeout=60_000)
    image = QImage.fromData(ask.print_jobs[0].pages[0])
    assert abs(image.width() - 2480) <= 1
