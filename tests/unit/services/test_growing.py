"""The growth picture says what the journal holds, and to others nothing of what is kept out of exports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.content.loader import load
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.domain.growth import (
    CameOf,
    Grid,
    GrowthPicture,
    Tried,
    Zoom,
    actions_of,
    grid_of,
    path_of,
    shelf_of,
)
from coprod_desktop.domain.records import moment_to_text
from coprod_desktop.export.errors import TargetNotWritable
from coprod_desktop.resources import resource
from coprod_desktop.services.growing import Growing, save_picture
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.growth import Growth
from coprod_desktop.vault.schema import prepare_new
from tests.support.histories import histories, in_time
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note

RECIPE = load(resource("content", "en-GB"))


@dataclass
class Journal:
    """The tables of a journal that is on no disk, and what reads the picture from them."""

    connection: Connection
    entries: Entries

    def picture(self) -> GrowthPicture:
        """The picture as it is now."""
        return Growth(self.connection).picture([question.id for question in RECIPE.questions])


def _keep(entries: list[Entry]) -> Journal:
    connection = Connection.in_memory()
    prepare_new(connection)
    made = Journal(connection, Entries(connection))
    for entry in entries:
        made.entries.put(entry)
    return made


def _said(entries: list[Entry], *, to_share: bool = False) -> list[tuple[Entry, Answer]]:
    """The plain model: every answer that says something, in the order of time."""
    return [
        (entry, answer)
        for entry in in_time(entries)
        if isinstance(entry.content, Reflection)
        for answer in entry.content.answers
        if not answer.is_empty and not (to_share and answer.keep_out)
    ]


def _cells(grid: Grid) -> set[tuple[str, str, EventDate, Rating | None, str]]:
    return {
        (line.question_id, said.entry_id, said.when, said.rating, said.noticed)
        for line in grid.lines
        for cell in line.cells
        for said in cell.said
    }


@given(entries=histories(), zoom=st.sampled_from(Zoom), to_share=st.booleans())
def test_the_picture_is_the_journal(entries: list[Entry], zoom: Zoom, to_share: bool) -> None:
    picture = _keep(entries).picture()
    if to_share:
        picture = picture.to_share()
    grid = grid_of(picture, RECIPE, zoom)
    said = _said(entries, to_share=to_share)
    assert _cells(grid) == {(a.question_id, e.id, e.event, a.rating, a.noticed) for e, a in said}
    iso = [column.when.to_iso() for column in grid.columns]
    assert iso == sorted(iso)
    assert zoom is Zoom.EACH or len(set(iso)) == len(iso)
    for line in grid.lines:
        mine = [e.id for e, a in said if a.question_id == line.question_id]
        assert [one.entry_id for cell in line.cells for one in cell.said] == mine
        assert [one.entry_id for one in path_of(picture, line.question_id)] == mine[::-1]
        assert not line.left_out & {cell.column for cell in line.cells}
    used = {cell.column for line in grid.lines for cell in line.cells}
    assert used == set(range(len(grid.columns))), "a column in which nothing was said"


@given(entries=histories())
def test_left_out_is_told_from_not_asked(entries: list[Entry]) -> None:
    grid = grid_of(_keep(entries).picture(), RECIPE)
    shown = [entry for entry in in_time(entries) if entry.id in {e.id for e, _ in _said(entries)}]
    expected = {
        (answer.question_id, number)
        for number, entry in enumerate(shown)
        if isinstance(entry.content, Reflection)
        for answer in entry.content.answers
        if answer.is_empty and grid.line(answer.question_id) is not None
    }
    assert {(line.question_id, n) for line in grid.lines for n in line.left_out} == expected


@given(entries=histories())
def test_nothing_in_what_is_shared_tells_of_what_is_kept_out(entries: list[Entry]) -> None:
    shared = _keep(entries).picture().to_share()
    without = []
    for entry in entries:
        if isinstance(entry.content, Reflection):
            kept = tuple(a for a in entry.content.answers if not a.keep_out and not a.is_empty)
            without.append(replace(entry, content=replace(entry.content, answers=kept)))
        else:
            without.append(entry)
    never_was = _keep(without).picture()
    assert grid_of(shared, RECIPE) == grid_of(never_was, RECIPE)
    assert shelf_of(shared, RECIPE) == shelf_of(never_was, RECIPE)


@given(entries=histories())
def test_the_shelf_knows_when_an_item_was_last_looked_at(entries: list[Entry]) -> None:
    shelf = {looked.item_id: looked for looked in shelf_of(_keep(entries).picture(), RECIPE)}
    assert list(shelf) == [item.id for item in RECIPE.items]
    for item in RECIPE.items:
        questions = {question.id for question in RECIPE.questions_for(item.id)}
        looks = [e.event for e, a in _said(entries) if a.question_id in questions]
        looks += [e.event for e in entries if item.id in e.items]
        assert shelf[item.id].when == max(looks, default=None)


def test_what_is_in_the_bin_is_no_part_of_it(tmp_path: Path) -> None:
    unlocking = Unlocking(tmp_path / "journal", CHEAP)
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    told = Answer("values-1", "?", "I listened.", step=NextStep("Ask first."))
    entry = _reflection("a", told, Answer("of-former-days", "Who spoke?", "Everybody."))
    for kept in (entry, note(1, items=("time",))):
        unlocking.vault.entries.put(kept)
    _note_state(unlocking.vault._connection, "tried", "It went well.")
    growing = Growing(unlocking, RECIPE)
    full = growing.picture()
    assert full.moments
    assert full.named
    assert full.tried
    assert full.former == (("of-former-days", "Who spoke?"),)
    for kept in (entry, note(1)):
        unlocking.vault.bin.put(kept.id, NOW)
    assert growing.picture() == GrowthPicture()
    unlocking.lock()


def test_actions_are_those_that_something_came_of() -> None:
    step = NextStep("Ask one person first.")
    journal = _keep([_reflection("a", Answer("values-1", "?", step=step))])
    assert actions_of(journal.picture()) == ()
    for state, came_of in (("tried", CameOf.TRIED), ("learned", CameOf.LEARNED), ("let-go", CameOf.LET_GO)):
        _note_state(journal.connection, state, "In my words.")
        ((found, (tried,)),) = actions_of(journal.picture())
        assert (found, tried.text, tried.words) == (came_of, step.text, "In my words.")
        assert (tried.entry_id, tried.question_id, tried.noted) == ("a", "values-1", NOW)
    _note_state(journal.connection, "not-yet", "")
    assert actions_of(journal.picture()) == ()


def test_of_actions_the_one_noted_last_comes_first() -> None:
    moments = [NOW, NOW + timedelta(days=2), NOW + timedelta(days=1)]
    steps = tuple(
        Tried(str(n), "values-1", EventDate(2026, 11), "Ask.", CameOf.TRIED, "", moment)
        for n, moment in enumerate(moments)
    )
    ((_, found),) = actions_of(GrowthPicture(tried=steps))
    assert [step.entry_id for step in found] == ["1", "2", "0"]


def test_a_step_that_was_taken_out_of_its_reflection_is_none() -> None:
    told = Answer("values-1", "?", "I listened.", step=NextStep("Ask first."))
    with_whom = Answer("values-2", "?", step=NextStep("", None, "Sam"))
    on_a_day = Answer("values-3", "?", step=NextStep("", date(2026, 12, 1)))
    blank = Answer("values-4", "?", step=NextStep("\u2003 \n", None, "\u2003"))
    journal = _keep([_reflection("a", told, with_whom, on_a_day, blank)])
    _note_state(journal.connection, "tried", "It went well.")
    with journal.connection.write():
        journal.connection.change("UPDATE step SET text = '' WHERE origin = 'values-1'")
    assert [step.question_id for step in journal.picture().tried] == ["values-2", "values-3"]


def test_an_action_of_an_answer_kept_out_is_not_shared() -> None:
    answer = Answer("values-1", "?", step=NextStep("Ask one person first."), keep_out=True)
    journal = _keep([_reflection("a", answer)])
    _note_state(journal.connection, "tried", "It went well.")
    picture = journal.picture()
    assert len(picture.tried) == 1
    assert picture.to_share() == GrowthPicture()


def test_a_value_of_another_program_is_damage() -> None:
    journal = _keep([_reflection("a", Answer("values-1", "?", rating=Rating.WELL))])
    with journal.connection.write():
        journal.connection.change("UPDATE answer SET rating = 'seven out of ten'")
    with pytest.raises(JournalDamaged):
        journal.picture()


def test_saving_a_picture_says_where_it_is_and_keeps_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "saved" / "picture.svg"
    target.parent.mkdir()
    assert save_picture(b"one", target, lambda read: read == b"one") == target
    with pytest.raises(TargetNotWritable):
        save_picture(b"two", target, lambda _read: False)
    assert target.read_bytes() == b"one"
    assert list(target.parent.iterdir()) == [target]


def _reflection(entry_id: str, *answers: Answer) -> Entry:

    when = EventDate(2026, 11, 18)
    content = Reflection(QuestionSet.CHOSEN, Context(when), answers)
    return Entry(entry_id, "Title", when, NOW, NOW, content)


def _note_state(connection: Connection, state: str, words: str) -> None:
    with connection.write():
        connection.change(
            "UPDATE step SET state = ?, state_words = ?, state_changed = ?", state, words, moment_to_text(NOW)
        )
