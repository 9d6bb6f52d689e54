"""Preparing for supervision, without a window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import Entry, EntryRow, HowKnown, MeetingKind, Rating
from coprod_desktop.export.formats import Format
from coprod_desktop.export.report import ReportOptions
from coprod_desktop.resources import resource
from coprod_desktop.services.exporting import Exporting
from tests.unit.export.samples import full_answer, note, plain_note, reflection


@dataclass
class Shelf:
    """Stands for the journal."""

    entries: list[Entry]

    def rows(self, kind: object = None, offset: int = 0, limit: int = 100) -> list[EntryRow]:
        page = self.entries[offset : offset + limit]
        return [EntryRow(e.id, e.kind, e.title, e.event, "", e.tags, e.to_talk_about) for e in page]

    def read(self, entry_id: str) -> Entry:
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return load(resource("content", "en-GB"))


def exporting(recipe: Recipe, *entries: Entry) -> Exporting:
    def clock() -> datetime:
        return datetime(2026, 11, 23, 10, 30, 59, 7, tzinfo=UTC)

    return Exporting(Shelf(list(entries)), recipe, clock)  # type: ignore[arg-type]


def test_only_what_is_marked_to_talk_about_is_chosen(recipe: Recipe) -> None:
    marked = replace(note("x", entry_id="m"), to_talk_about=True)
    found = exporting(recipe, note("y"), marked).choices()
    assert [row.id for row in found.rows] == ["n1", "m"]
    assert found.chosen == {"m"}
    assert found.today.year == 2026


def test_a_long_journal_is_listed_whole(recipe: Recipe) -> None:
    entries = [note("x", entry_id=str(n)) for n in range(450)]
    assert len(exporting(recipe, *entries).choices().rows) == 450


def test_the_recipes_own_words_are_used(recipe: Recipe) -> None:
    words = exporting(recipe).words()
    assert words.ratings[Rating.NEEDS_THOUGHT] == "Needs thought"
    assert set(words.how_known) == set(HowKnown)
    assert set(words.meeting_kinds) == set(MeetingKind)
    assert words.question_labels["values-4"] == "What I wear"
    assert "Oxfordshire County Council" in "".join(span.text for span in words.credit)


def test_only_the_chosen_entries_are_read(recipe: Recipe) -> None:
    service = exporting(recipe, note("x", "One"), reflection(full_answer()))
    made = service.report(["r1", "r1"], ReportOptions(title="For Sam"))
    assert [entry.title for entry in made.entries] == ["Welcome pack group"]
    assert made.title == "For Sam"
    assert made.made.second == 59


def test_an_entry_that_is_gone(recipe: Recipe) -> None:
    with pytest.raises(KeyError):
        exporting(recipe).report(["gone"])


def test_preview_and_save(recipe: Recipe, tmp_path: Path) -> None:
    service = exporting(recipe, plain_note("Words \U00012000"))
    report = service.report(["n1"])
    seen = service.preview(report)
    assert len(seen.pictures) == seen.pages == 1
    assert seen.replaced == ("\U00012000",)
    saved = service.save(report, Format.PDF, tmp_path / "for sam")
    assert saved.path == tmp_path / "for sam.pdf"
    assert saved.replaced == ("\U00012000",)
    assert saved.pages == 1
    assert service.save(report, Format.WORD, tmp_path / "a.docx").replaced == ()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["a.docx", "for sam.pdf"]


def test_stopping_when_nothing_runs(recipe: Recipe) -> None:
    exporting(recipe).stop()
