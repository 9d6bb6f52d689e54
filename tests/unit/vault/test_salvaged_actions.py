"""What was noted about next steps, out of a damaged journal: with its step, found, and nowhere twice."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from coprod_desktop.domain.actions import ActionState, Noted
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    NoteDraft,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.domain.records import reflection_draft_to_record
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.vault.salvage import roots_of
from coprod_desktop.vault.salvage_drafts import _draft
from coprod_desktop.vault.salvage_entries import PartWords
from coprod_desktop.vault.salvage_pages import Record
from coprod_desktop.vault.vault import Vault
from tests.support.journals import NOW
from tests.unit.vault.acts import opened
from tests.unit.vault.test_salvage import lose, saved

ENTRY = "e" * 32
WORDS = "The loop *whistled* all evening"


@pytest.fixture
def noted(vault: Vault) -> Vault:
    context = Context(EventDate(2026, 11, 18))
    answers = (
        Answer("a", "A?", "I noticed hollyhocks", step=NextStep("ring the venue")),
        Answer("b", "B?", "I noticed samphire"),
    )
    content = Reflection(QuestionSet.CHOSEN, context, answers, "Slower.")
    vault.entries.put(Entry(ENTRY, "Monday", context.when, NOW, NOW, content))
    vault.actions.note(ENTRY, "a", ActionState.LEARNED, WORDS, NOW)
    return vault


def test_it_is_there_and_found(noted: Vault, folder: Path) -> None:
    noted.close()
    lose(folder, 1)
    saved(folder)
    again = opened(folder)
    assert again.actions.noted(ENTRY) == {"a": Noted(ActionState.LEARNED, WORDS, NOW)}
    assert [row.id for row in again.search.find("whistled")] == [ENTRY]
    again.close()


@pytest.mark.parametrize(("table", "is_kept_apart"), [("answer", True), ("step", False)])
def test_where_the_rest_is_lost_no_word_stands_twice(
    noted: Vault, folder: Path, table: str, is_kept_apart: bool
) -> None:
    root = roots_of(noted._connection)[table]
    noted.close()
    lose(folder, root)
    saved(folder)
    again = opened(folder)
    content = again.entries.get(ENTRY).content
    assert isinstance(content, Reflection)
    words = content.taking_away
    assert ("hollyhocks" in words) == (table == "answer") == ("samphire" in words)
    assert ("whistled" in words) == (not is_kept_apart), "only where the note itself is lost"
    assert bool(again.actions.noted(ENTRY)) == is_kept_apart
    assert [row.id for row in again.search.find("whistled")] == [ENTRY]
    again.close()


def test_of_a_draft_that_is_cut_short_comes_out_what_it_noted_about_steps() -> None:
    """They stand at its end, and the step may be lost too."""
    follow_up = FollowUp(ENTRY, "a", "Monday", NextStep("ring the venue"), ActionState.TRIED, WORDS)
    draft = ReflectionDraft(
        "d",
        QuestionSet.CHOSEN,
        Context(EventDate(2026, 11)),
        (Answer("q", "Q?", "seen"),),
        0,
        follow_ups=(follow_up,),
    )
    record = json.dumps(reflection_draft_to_record(draft), ensure_ascii=False)
    cut = record[: record.index("all evening") + 3]
    row = Record(("d", "reflection", "", "", None, 0, 1, None, cut, None), 8)
    found = _draft(row, PartWords("Part could not be read.", "partly read"), date(2026, 11, 26))
    assert found is not None and isinstance(found.draft, NoteDraft)
    assert found.draft.body.endswith("seen\n\nring the venue\n\nThe loop *whistled* all")
