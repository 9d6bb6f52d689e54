"""Saving and printing: said to be unlocked, whole or not at all, nothing kept out of exports in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import Rating
from coprod_desktop.domain.growth import GrowthPicture, Moment, Said
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.growth import files
from coprod_desktop.ui.journal.growth.files import Kind, Wanted
from coprod_desktop.ui.journal.growth.giving import Giving
from coprod_desktop.ui.journal.growth.paper import Paper
from coprod_desktop.ui.journal.growth.shown import Part, shown
from coprod_desktop.ui.journal.growth.tools import LIST
from coprod_desktop.ui.journal.growth.view import GrowthView
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.notice import Notice
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.journal.conftest import Settle
from tests.ui.journal.growth.conftest import SECOND

SVG = "{http://www.w3.org/2000/svg}"
CARE = "Whoever reads this may have to act on what it says."
KEPT_OUT = "I was afraid of them."


def _save(view: GrowthView, ask: ScriptedAsk, target: Path, settle: Settle) -> None:
    ask.will_say(True, target)
    view.tools.save_button.click()
    settle()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("part", list(Part))
def test_every_part_is_saved_with_the_same_in_words(
    view: GrowthView,
    picture: GrowthPicture,
    recipe: Recipe,
    ask: ScriptedAsk,
    settle: Settle,
    tmp_path: Path,
    part: Part,
    kind: Kind,
) -> None:
    view.show_picture(picture)
    view.grid.stand_on_question("values-7")
    view.show_part(part)
    target = tmp_path / f"mine.{kind.value}"
    _save(view, ask, target, settle)
    told = _text_of(target.read_bytes(), kind)
    listed = shown(picture.to_share(), recipe, part, question_id="values-7").table.rows
    assert listed and all(cell in told for row in listed for cell in row.cells)
    expected = {
        Part.QUESTIONS: "Question: How I introduce myself. When: 18 November 2026. "
        "Where I was with it: Getting there.",
        Part.QUESTION: "When: 9 March 2025. Where I was with it: Answered, no word chosen. "
        "What I noticed: I gave my title.",
        Part.SHELF: "What: Reciprocity. Part of the recipe: Ingredients. Looked at: Waiting.",
        Part.ACTIONS: "What I said I would try: Ask one person first. What came of it: Tried. "
        "Noted on: 2 November 2026. In my words: Two minutes, and it helped.",
    }[part]
    assert expected in told
    assert "Saved as" in view.notice.words
    assert ask.unexpected == []


def _text_of(data: bytes, kind: Kind) -> str:
    if kind is Kind.TEXT:
        return data.decode("utf-8")
    if kind is Kind.PNG:
        return QImage.fromData(data).text("Description")
    root = ET.fromstring(data)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    return root.findtext(f"{SVG}desc") or ""


def test_what_a_file_means_is_said_first(
    view: GrowthView, picture: GrowthPicture, ask: ScriptedAsk, settle: Settle, tmp_path: Path
) -> None:
    view.show_picture(picture)
    ask.will_say(False)
    view.tools.save_button.click()
    assert ask.asked == ["Save this as a file?"]
    assert "not locked" in ask.texts[0]
    assert CARE in ask.texts[0]
    assert "what you wrote" not in ask.texts[0]
    view.show_path("values-7")
    ask.will_say(True, None)
    view.tools.save_button.click()
    settle()
    assert "what you wrote, in your own words" in ask.texts[1]
    assert ask.unexpected == []


def test_nothing_that_is_kept_out_of_exports_is_in_a_file_or_on_paper(
    view: GrowthView, picture: GrowthPicture, theme: Theme, recipe: Recipe
) -> None:
    kept_out = Said("second", "skills-1", SECOND, Rating.WELL, KEPT_OUT, keep_out=True)
    only = Moment("third", "Kept to myself", SECOND, (replace(kept_out, entry_id="third"),))
    first, second = picture.moments
    said = (second.said[0], kept_out)
    with_it = replace(picture, moments=(first, replace(second, said=said), only))
    without = replace(
        picture,
        moments=(replace(first, left_out=frozenset()), replace(second, said=second.said[:1])),
    )
    paper = Paper(theme)
    for part in Part:
        for as_list in (False, True):
            given, never = (
                Wanted(recipe, shown(one, recipe, part, question_id="skills-1"), as_list)
                for one in (with_it.to_share(), without)
            )
            assert files.text(given) == files.text(never)
            assert KEPT_OUT not in files.text(given)
            assert files.svg(paper, given) == files.svg(paper, never), "and what is drawn is the same"


def test_what_the_view_gives_away_is_what_may_leave_the_journal(
    view: GrowthView, picture: GrowthPicture, ask: ScriptedAsk, settle: Settle, tmp_path: Path
) -> None:
    first, second = picture.moments
    said = Said("second", "values-1", SECOND, Rating.WELL, KEPT_OUT, keep_out=True)
    view.show_picture(replace(picture, moments=(first, replace(second, said=(*second.said, said)))))
    view.show_path("values-1")
    assert KEPT_OUT in str(view.shown)
    _save(view, ask, tmp_path / "mine.txt", settle)
    given = (tmp_path / "mine.txt").read_text("utf-8")
    assert KEPT_OUT not in given and "I asked officers first." in given


def test_one_thing_is_given_away_at_a_time(
    view: GrowthView, picture: GrowthPicture, ask: ScriptedAsk, settle: Settle
) -> None:
    view.show_picture(picture)
    ask.will_say(True)
    for button in (view.tools.print_button, view.tools.print_button, view.tools.save_button):
        button.click()
    settle()
    assert len(ask.print_jobs) == 1 and ask.unexpected == []


def test_where_nothing_may_leave_the_journal_nothing_is_asked(
    view: GrowthView, ask: ScriptedAsk, settle: Settle
) -> None:
    said = Said("a", "values-1", SECOND, Rating.WELL, KEPT_OUT, keep_out=True)
    view.show_picture(GrowthPicture((Moment("a", "Mine", SECOND, (said,)),)))
    view.tools.save_button.click()
    view.tools.print_button.click()
    settle()
    assert ask.asked == []
    assert "nothing here to give away" in view.notice.words


def test_no_name_tells_which_question_was_answered(
    view: GrowthView, picture: GrowthPicture, ask: ScriptedAsk, settle: Settle
) -> None:
    """Names of files and of print jobs stay behind in lists that others can read."""
    view.show_picture(picture)
    view.show_path("values-7")
    ask.will_say(True, None, True)
    view.tools.save_button.click()
    view.tools.print_button.click()
    settle()
    assert ask.asked[1:] == ["Save the file: One question.png", "print One question"]


def test_what_stood_there_stays_when_it_cannot_be_saved(
    view: GrowthView, picture: GrowthPicture, ask: ScriptedAsk, settle: Settle, tmp_path: Path
) -> None:
    view.show_picture(picture)
    target = tmp_path / "gone" / "mine.png"
    _save(view, ask, target, settle)
    assert not target.exists()
    assert "folder" in view.notice.words
    assert "Saved as" not in view.notice.words


def test_a_name_without_an_ending_gets_one_and_nothing_is_replaced_unasked(
    view: GrowthView, picture: GrowthPicture, ask: ScriptedAsk, settle: Settle, tmp_path: Path
) -> None:
    view.show_picture(picture)
    there = tmp_path / "mine.png"
    there.write_bytes(b"something else")
    ask.will_say(True, tmp_path / "mine", False)
    view.tools.save_button.click()
    settle()
    assert ask.asked[-1] == "Replace mine.png?"
    assert there.read_bytes() == b"something else"


def test_what_is_under_way_when_it_locks_is_told_to_nobody(
    view: GrowthView, picture: GrowthPicture, ask: ScriptedAsk, settle: Settle, tmp_path: Path
) -> None:
    view.show_picture(picture)
    _save(view, ask, tmp_path / "mine.svg", settle)
    assert "mine.svg" in view.notice.words
    view.wipe()
    assert view.notice.words == ""
    view.show_picture(picture)
    ask.will_say(True, tmp_path / "mine.svg")
    view.tools.save_button.click()
    view.wipe()
    settle()
    assert view.notice.words == ""
    view.show_picture(picture)
    view.tools.print_button.click()
    view.wipe()
    settle()
    assert ask.print_jobs == []


def test_a_picture_that_nobody_could_read_is_not_saved(
    view: GrowthView, ask: ScriptedAsk, settle: Settle, tmp_path: Path
) -> None:
    said = tuple(Said("a", "values-1", SECOND, Rating.WELL, "word " * 300) for _ in range(400))
    view.show_picture(GrowthPicture((Moment("a", "Mine", SECOND, said),)))
    view.show_path("values-1")
    view.tools.form.button(LIST).click()
    _save(view, ask, tmp_path / "list.png", settle)
    assert "too small to read" in view.notice.words and ".svg" in view.notice.words
    assert not (tmp_path / "list.png").exists()
    _save(view, ask, tmp_path / "list.txt", settle)
    assert "Saved as" in view.notice.words


def test_pages_for_the_printer_are_whole_sheets(
    view: GrowthView, picture: GrowthPicture, ask: ScriptedAsk, settle: Settle
) -> None:
    view.show_picture(picture)
    ask.will_say(True)
    view.tools.print_button.click()
    settle()
    (job,) = ask.print_jobs
    (page,) = (QImage.fromData(page) for page in job.pages)
    assert page.height() / page.width() == pytest.approx(297 / 210, rel=0.01)
    assert job.title == "Questions", "the part, and no name of a question: others may see what is printed"
    assert "printer" in view.notice.words


def test_no_printer_is_said_plainly(
    view: GrowthView, picture: GrowthPicture, ask: ScriptedAsk, settle: Settle
) -> None:
    view.show_picture(picture)
    ask.has_printer = False
    view.tools.print_button.click()
    settle()
    assert view.notice.isVisible()
    assert "did not expect" not in view.notice.words


def test_the_list_is_drawn_where_the_list_is_shown(
    view: GrowthView, picture: GrowthPicture, ask: ScriptedAsk, settle: Settle, tmp_path: Path
) -> None:
    view.show_picture(picture)
    view.tools.form.button(LIST).click()
    target = tmp_path / "list.svg"
    _save(view, ask, target, settle)
    drawn = [" ".join((text.text or "").split()) for text in ET.parse(target).iter(f"{SVG}text")]
    assert {"Question", "When", "Where I was with it", "9 March 2025", "Needs thought"} <= set(drawn)


class Held(Jobs):
    """Does nothing aside until it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[Callable[[], None]] = []

    def aside(self, *args: Any, **kwargs: Any) -> None:
        self._held.append(partial(super().aside, *args, **kwargs))

    def let_go(self) -> None:
        for job in self._held:
            job()
        self._held.clear()


def test_what_is_under_way_can_be_stopped(
    theme: Theme, recipe: Recipe, picture: GrowthPicture, ask: ScriptedAsk, qtbot: QtBot, tmp_path: Path
) -> None:
    jobs = Held()
    page = QWidget()
    qtbot.addWidget(page)
    notice, before = Notice(theme, parent=page), QPushButton("Save", page)
    wanted = Wanted(recipe, shown(picture, recipe, Part.QUESTIONS), as_list=False)
    giving = Giving(page, notice, theme, lambda: wanted, jobs, ask)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    before.setFocus()
    target = tmp_path / "mine.png"
    ask.will_say(True, target)
    giving.save()
    stop = next(button for button in notice.findChildren(QPushButton) if button.text() == "Stop")
    assert stop.isVisible()
    stop.setFocus()
    stop.click()
    jobs.let_go()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert notice.words == "Stopped. Nothing was saved or printed."
    assert not target.exists()
    assert not stop.isVisible() and before.hasFocus()
    ask.will_say(True, target)
    giving.save()
    jobs.let_go()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert target.exists() and not stop.isVisible()
    assert "Saved as mine.png" in notice.words
