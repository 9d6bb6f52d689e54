"""The main job from end to end, in three sittings that are real processes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from tests.journeys import words
from tests.journeys.plan import PDF, WORD
from tests.support.journey_run import JourneyRun

pytestmark = pytest.mark.journey


def test_the_whole_recipe_is_read_without_creating_anything(journey: JourneyRun) -> None:
    facts = journey.reports["first"]["facts"]
    assert facts["pieces_read"] > 150
    assert set(facts["files_after_reading"]) <= {"settings.json"}


def test_every_sitting_ends_as_it_should_and_nothing_is_complained_of(journey: JourneyRun) -> None:
    for name, report in journey.reports.items():
        assert report["finished"], name
        assert report["exit_code"] == 0, name
        assert report["qt_log"] == [], name
        assert report["log"] == [], name
        assert report["stray_windows"] == [], name
        assert report["unexpected_questions"] == [], name
        assert report["printed"].strip() == "", name


def test_the_pdf_is_good_and_says_what_was_written(
    journey: JourneyRun, assert_good_pdf: Callable[..., None]
) -> None:
    from tests.support.pdfua import pdf_text

    path = journey.home.documents / PDF
    assert_good_pdf(path)
    text = pdf_text(path)
    missing = _missing(text)
    # On a page of mostly Latin letters pdftotext sets Arabic words in an order of its own, and a vowel mark
    # before its letter. That Arabic comes out in order is held by a page of Arabic in tests/unit/export.
    assert all(_has_arabic(line) for line in missing)
    bare = _without_marks(text)
    words_missing = [word for line in missing for word in _without_marks(line).split() if word not in bare]
    assert words_missing == []


def test_the_word_file_opens_and_says_what_was_written(journey: JourneyRun) -> None:
    import docx

    document = docx.Document(str(journey.home.documents / WORD))
    paragraphs = list(document.paragraphs)
    for table in document.tables:
        paragraphs += [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    assert _missing("\n".join(p.text for p in paragraphs)) == []
    bold = [run.text for p in paragraphs for run in p.runs if run.bold]
    assert words.NOTE_BOLD in bold
    in_lists = [p.text for p in paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    bullets = [bullet for said in words.ALL_ANSWERS for bullet in said.bullets]
    assert [*bullets, *words.NOTE_BULLETS] == in_lists


def test_the_folder_holds_the_journal_and_the_settings_alone(journey: JourneyRun) -> None:
    files = sorted(p.name for p in journey.home.journal.iterdir())
    assert all(not name.endswith(("-wal", "-shm", "-journal")) for name in files), files
    assert {p.name for p in journey.home.data.iterdir()} <= {"settings.json", "journals", "backups"}


def _has_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def _without_marks(text: str) -> str:
    """A text without vowel marks and other combining ones, and without punctuation at the ends of words."""
    kept = (letter for letter in unicodedata.normalize("NFC", text) if not unicodedata.combining(letter))
    return " ".join(word.strip(".,،") for word in "".join(kept).split())


def _missing(text: str) -> list[str]:
    """Lines that were written and are not in the text, wherever its lines break."""
    shown = _letters(text)
    wanted = [*words.reflection_lines(), *words.note_lines(), words.CHANGED_ADDS]
    return [line for line in wanted if _letters(line) not in shown]


def _letters(text: str) -> str:
    """A text without white space and without the marks that only steer its direction."""
    invisible = {chr(c) for c in (0xAD, 0x200B, 0x200C, 0x200E, 0x200F, 0x2060, 0xFEFF)}
    invisible |= {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    return "".join(letter for letter in text if not letter.isspace() and letter not in invisible)
