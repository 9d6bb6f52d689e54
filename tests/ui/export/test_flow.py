"""Prepare for supervision, as a person goes through it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.export.errors import ExportFailed, TargetNotWritable, WhyNotWritable
from coprod_desktop.export.formats import Format
from coprod_desktop.services.exporting import Choices
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.export.flow import ExportFlow, _file_name
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.tab_order import tab_stops
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.export.conftest import QuickPages
from tests.ui.export.stage import AtOnce, clock
from tests.unit.services.test_exporting import Shelf


def step(flow: ExportFlow) -> str:
    return flow.head.steps.accessibleName()


def tick(flow: ExportFlow, title: str) -> QCheckBox:
    found = [box for box in flow.choose_page.findChildren(QCheckBox) if title in box.accessibleName()]
    assert len(found) == 1
    return found[0]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def go_to_preview(flow: ExportFlow) -> None:
    flow.onward()
    flow.onward()
    assert step(flow) == "Step 3 of 3: Preview and save"


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_only_what_is_to_be_talked_about_is_chosen(flow: ExportFlow) -> None:
    assert flow.choose_page.chosen() == ("r1", "a")
    assert tick(flow, "Timetable").isChecked()
    assert not tick(flow, "Paying").isChecked()
    assert "2 entries chosen" in words_in(flow.choose_page.panel)


def test_with_nothing_to_choose_there_is_no_way_on(flow: ExportFlow) -> None:
    flow._show_choices(Choices((), frozenset(), clock().date()))
    assert not flow.foot.next_button.isVisible()
    assert not any(chip.isVisible() for chip in flow.choose_page.quick.chips())


def test_the_tab_key_comes_to_the_entries_before_the_way_on(flow: ExportFlow) -> None:
    stops = list(tab_stops(flow))
    at = stops.index(tick(flow, "Old"))
    widget: QWidget | None = stops[at]
    passed: list[QWidget | None] = []
    while widget is not flow.foot.next_button:
        assert widget is not None
        widget = widget.nextInFocusChain()
        passed.append(widget)
    assert stops[0] not in passed


def test_ticks_and_quick_choices(flow: ExportFlow) -> None:
    page = flow.choose_page
    chosen = [("r1", "a"), ("r1", "a", "b"), ("r1", "a", "b", "c"), ()]
    for chip, expected in zip(page.quick.chips(), chosen, strict=True):
        click(chip)
        assert chip.isChecked()
        assert page.chosen() == expected
    assert "Nothing chosen yet" in words_in(page.panel)
    click(tick(flow, "Old"))
    assert page.chosen() == ("c",)
    assert page.quick.chosen() == ()


def test_going_on_with_nothing_chosen_says_what_to_do(flow: ExportFlow) -> None:
    click(flow.choose_page.quick.chips()[-1])
    click(flow.foot.next_button)
    assert step(flow) == "Step 1 of 3: Choose entries"
    assert "Tick at least one entry" in flow.choose_page.notice.words
    click(tick(flow, "Old"))
    assert not flow.choose_page.notice.isVisible()


def test_a_long_journal_is_shown_in_parts(flow: ExportFlow, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.entries = [replace(entry, id=f"e{number}") for number, entry in enumerate(shelf.entries * 40)]
    flow.begin()
    qtbot.wait(1)
    boxes = flow.choose_page.findChildren(QCheckBox)
    assert 0 < len([box for box in boxes if box.isVisibleTo(flow.choose_page)]) < 100
    click(flow.choose_page.quick.chips()[2])
    assert len(flow.choose_page.chosen()) == 160
    click(flow.choose_page.more_button)
    qtbot.wait(1)
    assert all(box.isChecked() for box in flow.choose_page.findChildren(QCheckBox) if box.isVisibleTo(flow))


def test_scale_words_are_off_until_ticked(flow: ExportFlow) -> None:
    assert not flow.include_page.ratings.isChecked()
    assert not flow.include_page.options().ratings
    go_to_preview(flow)
    assert "Getting there" not in flow.preview_page.reading.words.plain_text()
    flow.back()
    click(flow.include_page.ratings)
    flow.onward()
    assert "Getting there" in flow.preview_page.reading.words.plain_text()


def test_the_same_words_can_be_read_without_pictures(flow: ExportFlow) -> None:
    go_to_preview(flow)
    reading = flow.preview_page.reading
    assert reading.pages.isVisible()
    assert reading.pages.accessibleName()
    click(reading.words_button)
    assert not reading.pages.isVisible()
    text = reading.words.toPlainText()
    for written in (
        "Reflections for supervision",
        "Welcome pack group",
        "Words of mine",
        "Ask everyone.",
        "Dev",
    ):
        assert written in text
    assert "Co-production Oxfordshire" in text
    assert "Paying people" not in text


def test_nothing_can_be_saved_unread(flow: ExportFlow, ask: ScriptedAsk) -> None:
    go_to_preview(flow)
    click(flow.foot.next_button)
    assert ask.asked == []
    assert "Please read it through first" in flow.preview_page.panel.result.words
    assert flow.preview_page.panel.read_through.hasFocus()


def test_the_care_line_stands_before_saving(flow: ExportFlow) -> None:
    go_to_preview(flow)
    assert "Whoever reads this may have to act on what it says." in words_in(flow.preview_page.panel)


@pytest.mark.parametrize("wanted", list(Format))
def test_saving(flow: ExportFlow, ask: ScriptedAsk, tmp_path: Path, wanted: Format, qtbot: QtBot) -> None:
    target = tmp_path / f"for sam.{wanted.value}"
    ask.will_say(target)
    go_to_preview(flow)
    panel = flow.preview_page.panel
    click(panel._formats[wanted])
    click(panel.read_through)
    with qtbot.waitSignal(flow.saved):
        click(flow.foot.next_button)
    assert target.exists()
    assert ask.asked == [f"Save the file: Reflections for supervision.{wanted.value}"]
    assert f"Saved as {target.name}" in panel.result.words
    click(panel._folder_button)
    assert ask.shown_folders == [target]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("With Sam: what/next?", "With Sam what next"),
        ("Con", "Export Con"),
        ("aux .notes", "Export aux .notes"),
        ("LPT1", "Export LPT1"),
        ("Connie", "Connie"),
        (" ..", "Export"),
        ("w" * 99, "w" * 80),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert _file_name(title) == name


def test_changing_ones_mind_about_saving(flow: ExportFlow, ask: ScriptedAsk) -> None:
    ask.will_say(None)
    go_to_preview(flow)
    click(flow.preview_page.panel.read_through)
    click(flow.foot.next_button)
    assert not flow.preview_page.panel.result.isVisible()


def test_a_file_is_never_replaced_by_its_missing_ending(
    flow: ExportFlow, ask: ScriptedAsk, tmp_path: Path
) -> None:
    there = tmp_path / "mine.pdf"
    there.write_bytes(b"keep me")
    ask.will_say(tmp_path / "mine", False)
    go_to_preview(flow)
    click(flow.preview_page.panel.read_through)
    click(flow.foot.next_button)
    assert ask.asked[-1] == "Replace mine.pdf?"
    assert there.read_bytes() == b"keep me"


@pytest.mark.parametrize("reason", list(WhyNotWritable))
def test_a_place_that_cannot_be_written_to(
    flow: ExportFlow,
    ask: ScriptedAsk,
    exporting: QuickPages,
    reason: WhyNotWritable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise TargetNotWritable(path="/there/a.pdf", folder="/there", reason=reason)

    monkeypatch.setattr(exporting, "save", refuse)
    ask.will_say(Path("/there/a.pdf"))
    go_to_preview(flow)
    click(flow.preview_page.panel.read_through)
    click(flow.foot.next_button)
    told = flow.preview_page.panel.result
    assert told.isVisible()
    assert len(told.words) > 20
    assert "did not expect" not in told.words
    assert flow.foot.next_button.isEnabled()
    assert flow.preview_page.panel.is_read()


def test_pages_that_cannot_be_made(flow: ExportFlow, exporting: QuickPages) -> None:
    exporting.fault = ExportFailed(reason="too-long")
    go_to_preview(flow)
    told = flow.preview_page.panel.result
    assert told.isVisible()
    assert not flow.preview_page.panel.read_through.isEnabled()
    flow.back()
    exporting.fault = None
    flow.onward()
    assert flow.preview_page.panel.read_through.isEnabled()
    assert not told.isVisible()


def test_replaced_characters_are_told_plainly(flow: ExportFlow, exporting: QuickPages) -> None:
    exporting.replaced = ("\U00012000",)
    go_to_preview(flow)
    assert "U+12000" in flow.preview_page.panel.replaced.words
    assert flow.preview_page.panel.replaced.isVisible()


def test_a_document_too_long_to_draw_is_read_as_words(flow: ExportFlow, exporting: QuickPages) -> None:
    exporting.pictures = ()
    go_to_preview(flow)
    assert flow.preview_page.reading.words.isVisible()
    assert "3 pages" in flow.preview_page.state.words
    assert "read the words" in flow.preview_page.state.words
    assert flow.preview_page.panel.read_through.isEnabled()
    assert not flow.preview_page.reading.pages_button.isEnabled()


def test_pages_that_come_too_late_are_not_shown(flow: ExportFlow, jobs: AtOnce) -> None:
    flow.onward()
    jobs.held = []
    flow.onward()
    flow.back()
    jobs.release()
    assert step(flow) == "Step 1 of 3: Choose entries"
    assert flow.preview_page.reading.pages.count == 0


def test_a_report_of_nothing_goes_back_to_choosing(flow: ExportFlow) -> None:
    click(flow.choose_page.quick.chips()[-1])
    click(tick(flow, "Welcome pack group"))
    flow.onward()
    for box in flow.include_page.findChildren(QCheckBox):
        box.setChecked(False)
    flow.choose_page._chosen = {"gone"}
    flow.onward()
    assert step(flow) == "Step 1 of 3: Choose entries"


def test_an_entry_that_is_gone_is_told(flow: ExportFlow, shelf: Shelf) -> None:
    flow.onward()
    shelf.entries.clear()
    flow.onward()
    assert flow.choose_page.notice.isVisible()


def test_back_and_close(flow: ExportFlow, qtbot: QtBot) -> None:
    go_to_preview(flow)
    click(flow.foot.back_button)
    assert step(flow) == "Step 2 of 3: What to include"
    click(flow.foot.back_button)
    with qtbot.waitSignal(flow.closed):
        click(flow.foot.back_button)
    flow.begin()
    with qtbot.waitSignal(flow.closed):
        click(flow.head.close_button)


def test_wiping_leaves_no_word(flow: ExportFlow, exporting: QuickPages, qtbot: QtBot) -> None:
    flow.include_page.title.setText("My private title")
    go_to_preview(flow)
    before = exporting.stopped
    flow.wipe()
    flow.flush()
    qtbot.wait(1)
    assert not flow.has_unsaved()
    assert exporting.stopped == before + 1
    seen = " ".join(label.text() + label.accessibleName() for label in flow.findChildren(QLabel))
    seen += " ".join(box.accessibleName() for box in flow.findChildren(QCheckBox) if box.isVisibleTo(flow))
    seen += (
        " ".join(edit.toPlainText() for edit in flow.findChildren(QTextEdit)) + flow.include_page.title.text()
    )
    for secret in ("Timetable", "Welcome pack", "Words of", "private title"):
        assert secret not in seen
    assert flow.preview_page.reading.pages.count == 0


def test_everything_has_a_name(flow: ExportFlow) -> None:
    go_to_preview(flow)
    for widget in flow.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(flow) and widget.isEnabled():
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name, widget


@pytest.mark.parametrize(
    ("percent", "width", "height"),
    [(100, 1280, 790), (100, 900, 570), (100, 683, 310), (200, 1280, 790), (200, 683, 300)],
)
def test_every_action_is_there_at_every_size(
    flow: ExportFlow, theme: Theme, qtbot: QtBot, percent: int, width: int, height: int
) -> None:
    theme.change(Appearance(colours="light", text_percent=percent))
    flow.resize(width, height)
    for _ in range(3):
        qtbot.wait(10)
        for button in (flow.foot.back_button, flow.foot.next_button, flow.head.close_button):
            assert button.isVisible()
            assert button.font().pixelSize() == theme.font("label").pixelSize()
            assert button.width() >= button.minimumSizeHint().width()
        assert flow.width() == width
        assert all(page.horizontalScrollBar().maximum() == 0 for page in flow.findChildren(Page))
        if "3 of 3" not in step(flow):
            flow.onward()
    for text in flow.preview_page.findChildren(QLabel):
        if text.isVisibleTo(flow) and text.text():
            assert text.font().pixelSize() >= theme.font("small").pixelSize()


def test_the_parts_keep_their_order_when_the_window_changes(
    flow: ExportFlow, theme: Theme, qtbot: QtBot
) -> None:
    go_to_preview(flow)
    page = flow.preview_page
    for width in (700, 1280, 683, 1280, 700):
        flow.resize(width, 300 if width == 683 else 790)
        qtbot.wait(5)
    places = [part.mapTo(flow, QPoint(0, 0)).y() for part in (page._intro, page.reading, page.panel)]
    assert places == sorted(places)
    flow.resize(1280, 790)
    qtbot.wait(5)
    assert page.panel.mapTo(flow, QPoint(0, 0)).x() > page.reading.mapTo(flow, QPoint(0, 0)).x()


def test_page_keys_scroll_the_pages(flow: ExportFlow, qtbot: QtBot) -> None:
    go_to_preview(flow)
    pages = flow.preview_page.reading.pages
    qtbot.wait(10)
    pages.setFocus()
    bar = flow.preview_page._desk_page.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(pages, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(pages, Qt.Key.Key_Home)
    assert bar.value() == 0
