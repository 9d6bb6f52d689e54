"""Two journals that went their own ways become one: nothing is lost, and a second time changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

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
from coprod_desktop.domain.records import moment_to_text
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import CopyDamaged, DiskFull, MergeStopped
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.merged import Merged
from coprod_desktop.vault.merging import Merge, spelling
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.outlook import outlook
from coprod_desktop.vault.putback import put_back_moments
from coprod_desktop.vault.search import Search
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.unit.vault.copies import save
from tests.unit.vault.sides import LATER, Side, at


@pytest.fixture
def sides() -> Iterator[tuple[Side, Side]]:
    here, there = Side(), Side()
    yield here, there
    here.connection.close()
    there.connection.close()


def test_what_is_new_comes_along_whole(sides: tuple[Side, Side]) -> None:
    here, there = sides
    there.write(1, "first", 0)
    there.write(1, "second marmalade", 1)
    there.entries.put(note(2, "marked", tags=("a", "b"), items=("values-1",), to_talk_about=True))
    assert outlook(here.connection, there.connection, nullcontext).new == 2
    assert here.merge(there) == Merged(new=2, versions=1)
    assert here.everything() == there.everything()
    assert here.entries.get(note(2).id) == there.entries.get(note(2).id)
    assert [row.id for row in Search(here.connection).find("marmalade")] == [note(1).id]


def test_the_later_words_come_on_top_and_the_others_stay_as_a_version(sides: tuple[Side, Side]) -> None:
    here, there = sides
    for number, (ours, theirs) in enumerate([(5, 9), (9, 5)], 1):
        here.write(number, "ours", ours)
        there.write(number, "theirs", theirs)
    found = outlook(here.connection, there.connection, nullcontext)
    assert (found.newer_there, found.newer_here) == (1, 1)
    assert here.merge(there) == Merged(updated=1, kept_as_version=1, versions=2)
    assert (here.words(1), here.earlier(1)) == ("theirs", ["ours"])
    assert (here.words(2), here.earlier(2)) == ("ours", ["theirs"])
    assert here.merge(there) == Merged()


def test_whoever_knows_the_other_s_words_is_later_whatever_the_clock_said(sides: tuple[Side, Side]) -> None:
    here, there = sides
    for side in sides:
        side.write(1, "before", 50)
    here.write(1, "after the clock was put right", 10)
    assert here.merge(there) == Merged()
    assert there.merge(here).updated == 1
    assert there.words(1) == here.words(1) == "after the clock was put right"


def test_the_mark_is_no_change(sides: tuple[Side, Side]) -> None:
    here, there = sides
    for side in sides:
        side.write(1, "same", 0)
    there.drafts.mark(note(1).id, True)
    assert here.merge(there) == Merged()
    assert not here.entries.get(note(1).id).to_talk_about


@pytest.mark.parametrize(("deleted_here", "changed_there", "binned"), [(20, 10, True), (20, 30, False)])
def test_deleted_here(sides: tuple[Side, Side], deleted_here: int, changed_there: int, binned: bool) -> None:
    here, there = sides
    for side in sides:
        side.write(1, "first", 0)
    here.delete(1, deleted_here)
    there.write(1, "changed there", changed_there)
    assert here.merge(there).out_of_bin == (not binned)
    assert here.is_binned(1) is binned
    assert here.words(1) == "changed there", "in the bin as well, nothing is lost"
    assert here.merge(there) == Merged()


@pytest.mark.parametrize(("deleted_there", "changed_here", "binned"), [(20, 10, True), (20, 30, False)])
def test_deleted_there(sides: tuple[Side, Side], deleted_there: int, changed_here: int, binned: bool) -> None:
    here, there = sides
    for side in sides:
        side.write(1, "first", 0)
    there.delete(1, deleted_there)
    here.write(1, "changed here", changed_here)
    assert here.merge(there).binned == binned
    assert here.is_binned(1) is binned
    assert here.merge(there) == Merged()


@pytest.mark.parametrize(("put_back", "deleted", "binned"), [(30, 20, False), (20, 30, True)])
def test_putting_back_and_deleting_count_in_their_order(
    sides: tuple[Side, Side], put_back: int, deleted: int, binned: bool
) -> None:
    here, there = sides
    for side in sides:
        side.write(1, "first", 0)
    here.delete(1, 10)
    here.put_back(1, put_back)
    there.delete(1, deleted)
    assert here.merge(there).binned == binned
    assert here.is_binned(1) is binned
    assert here.merge(there) == Merged()


def test_put_back_there_it_comes_out_here_and_stays_out(sides: tuple[Side, Side]) -> None:
    here, there = sides
    older = Side()
    for side in (here, there, older):
        side.write(1, "first", 0)
        side.delete(1, 10)
    there.put_back(1, 20)
    assert here.merge(there) == Merged(out_of_bin=1)
    assert here.merge(older) == Merged(), "the moment came along"
    here.delete(1, 30)
    here.bin.remove([note(1).id])
    assert put_back_moments(here.connection) == {}
    older.connection.close()


def test_what_is_more_there_is_told_though_neither_was_changed_later(sides: tuple[Side, Side]) -> None:
    here, there = sides
    here.write(1, "words", 5)
    for words, minute in (("before", 1), ("words", 5)):
        there.write(1, words, minute)
    for number in (2, 3, 4):
        for side in sides:
            side.write(number, "same", 0)
    there.delete(2, 10)
    for side in sides:
        side.delete(3, 10)
    there.put_back(3, 20)
    here.delete(4, 10)
    found = outlook(here.connection, there.connection, nullcontext)
    assert (found.more_there, found.alike, found.newer_there, found.newer_here) == (3, 1, 0, 0)
    assert here.merge(there) == Merged(versions=1, binned=1, out_of_bin=1, kept_as_version=0)
    found = outlook(here.connection, there.connection, nullcontext)
    assert (found.more_there, found.alike) == (0, 4), "and a second time there is nothing"


def test_what_lay_in_their_bin_lies_in_ours_with_its_days_counted_anew(sides: tuple[Side, Side]) -> None:
    here, there = sides
    there.write(1, "thrown away", 0)
    there.delete(1, 1)
    assert here.merge(there) == Merged(new_in_bin=1)
    assert here.connection.one("SELECT deleted_at FROM entry") == (moment_to_text(LATER),)
    assert here.merge(there, LATER + timedelta(days=1)) == Merged()


def reflection(minute: int, *steps: str) -> Entry:
    answers = tuple(Answer(f"q{n}", "why?", "because", step=NextStep(text)) for n, text in enumerate(steps))
    content = Reflection(QuestionSet.CHOSEN, Context(EventDate(2026, 1, 2)), answers)
    return note(7, event=EventDate(2026, 1, 2), content=content, changed=at(minute))


def test_what_was_noted_last_about_a_step_counts(sides: tuple[Side, Side]) -> None:
    here, there = sides
    for side in sides:
        side.entries.put(reflection(0, "ask more", "wait", "ring"))
    noted = "UPDATE step SET state = ?, state_words = ?, state_changed = ? WHERE origin = ?"
    with here.connection.write():
        here.connection.change(noted, "tried", "ours, later", moment_to_text(at(9)), "q0")
        here.connection.change(noted, "tried", "ours, earlier", moment_to_text(at(3)), "q1")
    with there.connection.write():
        there.connection.change(noted, "let-go", "theirs", moment_to_text(at(5)), "q0")
        there.connection.change(noted, "learned", "theirs", moment_to_text(at(5)), "q1")
        there.connection.change(noted, "not-yet", "theirs", moment_to_text(at(5)), "q2")
    there.entries.put(reflection(20, "ask more", "wait longer", "ring"))
    assert here.merge(there).updated == 1
    rows = here.connection.read("SELECT text, state, state_words FROM step ORDER BY origin")
    assert rows == [
        ("ask more", "tried", "ours, later"),
        ("wait longer", "learned", "theirs"),
        ("ring", "not-yet", "theirs"),
    ]
    assert here.merge(there) == Merged()


def test_drafts_come_along_and_none_is_written_over(sides: tuple[Side, Side]) -> None:
    here, there = sides
    day = EventDate(2026, 1)
    for side, ours, minute in ((here, "ours", 5), (there, "theirs", 9)):
        side.drafts.put_note(NoteDraft("both", day, body=ours), at(minute))
    here.drafts.put_note(NoteDraft("newer here", day, body="ours"), at(9))
    there.drafts.put_note(NoteDraft("newer here", day, body="theirs"), at(5))
    there.drafts.put_note(NoteDraft("theirs alone", day, body="theirs alone"), at(1))
    assert outlook(here.connection, there.connection, nullcontext).drafts == 2
    assert here.merge(there) == Merged(drafts=2)
    bodies = sorted(here.drafts.get_note(row.id).body for row in here.drafts.rows())
    assert bodies == ["ours", "ours", "theirs", "theirs alone"]
    assert here.drafts.get_note("both").body == "ours", "it may be open in the window"
    assert here.merge(there) == Merged()


def test_a_draft_of_an_entry_in_the_bin_is_not_written_over_either(sides: tuple[Side, Side]) -> None:
    here, there = sides
    for side, words, minute in ((here, "ours", 9), (there, "theirs", 5)):
        side.write(1, "kept", 0)
        side.drafts.put_note(NoteDraft("d", EventDate(2026, 1), body=words, entry_id=note(1).id), at(minute))
    here.delete(1, 20)
    assert here.merge(there) == Merged()
    assert here.drafts.get_note("d").body == "ours"
    assert there.merge(here) == Merged(binned=1, drafts=1)


# ------------------------------------------------------------------ all or nothing
class Full:
    """A copy whose reading goes well so long; then the journal's disk is full."""

    def __init__(self, connection: Connection, after: int) -> None:
        self.left = after
        self._change = connection.change

    def __call__(self, sql: str, *values: object) -> None:
        self.left -= 1
        if self.left < 0:
            raise DiskFull(path=Path("/"))
        self._change(sql, *values)  # type: ignore[arg-type]  # whatever the caller hands on


def diverged(sides: tuple[Side, Side]) -> None:
    here, there = sides
    for side in sides:
        side.write(1, "first", 0)
    here.write(1, "ours", 1)
    there.write(1, "theirs", 2)
    there.write(2, "new", 2)
    there.delete(2, 3)
    there.drafts.put_note(NoteDraft("d", EventDate(2026, 1), body="draft"), at(1))


def test_a_disk_that_fails_anywhere_leaves_the_journal_as_it_was(
    sides: tuple[Side, Side], monkeypatch: pytest.MonkeyPatch
) -> None:
    diverged(sides)
    here, there = sides
    before = here.everything()
    for after in range(100):
        with monkeypatch.context() as patch:
            patch.setattr(here.connection, "change", Full(here.connection, after))
            try:
                here.merge(there)
            except DiskFull:
                assert here.everything() == before
                continue
        break
    assert after > 10
    assert here.everything() != before and here.merge(there) == Merged()


def test_called_off_on_the_way_it_changes_nothing(sides: tuple[Side, Side]) -> None:
    diverged(sides)
    here, there = sides
    before = here.everything()
    for looks in range(3):
        answers = iter([False] * looks + [True] * 9)
        with pytest.raises(MergeStopped):
            Merge(here.connection, there.connection, nullcontext, LATER).run(lambda: next(answers))  # noqa: B023
        assert here.everything() == before


# ------------------------------------------------------------------ real files, and made-up ones
@pytest.fixture
def other(tmp_path: Path) -> Iterator[Vault]:
    """Another person's journal, or one's own from another computer."""
    vault = Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP)
    yield vault
    vault.close()


def opened(vault: Vault, tmp_path: Path, rooms: Path) -> OpenedCopy:
    copy = OpenedCopy(save(vault, tmp_path / "theirs.coprod", rooms), CHEAP, rooms)
    copy.unlock(PASSPHRASE)
    return copy


def test_the_file_of_a_copy_is_only_read(vault: Vault, other: Vault, tmp_path: Path, rooms: Path) -> None:
    vault.entries.put(note(1, "ours"))
    other.entries.put(note(2, "theirs"))
    copy = opened(other, tmp_path, rooms)
    before = copy.path.read_bytes()
    assert copy.outlook(vault).new == 1
    assert copy.merge_into(vault, NOW).new == 1
    copy.close()
    assert copy.path.read_bytes() == before
    assert [row.id for row in vault.entries.rows()] == [note(2).id, note(1).id]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET changed = 'yesterday'",
        "UPDATE entry SET deleted_at = 'never'",
        "UPDATE entry SET id = 'a' || char(0)",
        "UPDATE entry SET kind = 'letter'",
        "UPDATE version SET record = '{}'",
        "UPDATE version SET record = replace(record, '00001', '00009')",
        "UPDATE version SET record = " + "'" + "[" * 5000 + "'",
        "INSERT INTO setting VALUES ('bin-put-back', '[1]')",
        "INSERT INTO setting VALUES ('bin-put-back', json_object('a', 'never'))",
        "UPDATE draft SET changed = 'x'",
        "UPDATE draft SET record = '1'",
        "UPDATE draft SET id = 'another'",
        "INSERT INTO step SELECT NULL, number, 'q', 0, '', NULL, '', 'won', '', changed FROM entry",
        "DELETE FROM note",
    ],
)
def test_what_somebody_made_up_is_refused_whole(
    vault: Vault, other: Vault, tmp_path: Path, rooms: Path, statement: str
) -> None:
    other.entries.put(note(1, "first"))
    other.entries.put(note(1, "second"))
    other.drafts.put_note(NoteDraft("d", EventDate(2026, 1), body="draft"), NOW)
    with other._connection.write():
        other._connection.change(statement)
    copy = opened(other, tmp_path, rooms)
    with pytest.raises(CopyDamaged):
        copy.merge_into(vault, NOW)
    copy.close()
    assert vault.entries.rows() == [] and vault.drafts.rows() == []


def test_damage_here_is_not_told_of_the_copy(vault: Vault, other: Vault, tmp_path: Path, rooms: Path) -> None:
    for journal in (vault, other):
        journal.entries.put(note(1))
    copy = opened(other, tmp_path, rooms)
    with vault._connection.write():
        vault._connection.change("DROP TABLE version")
    with pytest.raises(apsw.SQLError):
        copy.merge_into(vault, NOW)
    copy.close()


def test_a_version_is_spelt_the_same_however_it_was_marked() -> None:
    assert spelling(note(1)) == spelling(replace(note(1), to_talk_about=True))
