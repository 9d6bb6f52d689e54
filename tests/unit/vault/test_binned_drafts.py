"""Drafts that were let go: out of sight at once, back exactly as they were, and gone in the end."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    EntryKind,
    EventDate,
    NextStep,
    Note,
    NoteDraft,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.domain.reflection import LAST_TIME, ReflectionDraft
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.merged import Merged
from coprod_desktop.vault.outlook import outlook
from coprod_desktop.vault.salvage import salvage
from coprod_desktop.vault.salvage_entries import PartWords
from coprod_desktop.vault.schema import MIGRATIONS
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_in
from tests.support.journals import CHEAP, NOW, note
from tests.unit.vault import outside_reader as outside
from tests.unit.vault.acts import opened
from tests.unit.vault.sides import LATER, Side, at

DAY = EventDate(2026, 3, 2)
WORDS = PartWords("Part of this entry could not be read.", "partly read")
NOTE = NoteDraft("note draft", DAY, "A walk", "by the *river*", ("tag",), ("respect",), to_talk_about=True)
REFLECTION = ReflectionDraft(
    id="reflection draft",
    question_set=QuestionSet.THREE,
    context=Context(DAY, name="Tuesday", my_part="I listened"),
    answers=(Answer("q-1", "Asked?", "hollyhocks"), Answer("q-2", "And?"), Answer("q-3", "So?", "more")),
    position=2,
    skipped=frozenset({"q-2"}),
    return_to_look_over=True,
)


@pytest.fixture
def begun(vault: Vault) -> Vault:
    """A journal with a draft of each kind."""
    vault.drafts.put_note(NOTE, NOW)
    vault.drafts.put_reflection(REFLECTION, NOW)
    return vault


def test_a_draft_in_the_bin_is_nowhere_else(begun: Vault) -> None:
    for draft in (NOTE, REFLECTION):
        begun.bin.put_draft(draft.id, NOW)
    assert begun.drafts.rows() == []
    assert len(begun.drafts.every_row()) == begun.bin.count() == 2
    with pytest.raises(KeyError):
        begun.drafts.get_note(NOTE.id)
    with pytest.raises(KeyError):
        begun.drafts.get_reflection(REFLECTION.id)
    for gone in (NOTE.id, "no draft"):
        with pytest.raises(KeyError):
            begun.bin.put_draft(gone, NOW)
    with pytest.raises(KeyError):
        begun.bin.put_back("no draft", NOW)


def test_back_from_the_bin_it_is_exactly_where_one_stopped(begun: Vault) -> None:
    rows = begun.drafts.rows()
    for draft in (NOTE, REFLECTION):
        begun.bin.put_draft(draft.id, NOW + timedelta(days=1))
        begun.bin.put_back(draft.id, NOW + timedelta(days=2))
        with pytest.raises(KeyError):
            begun.bin.put_back(draft.id, NOW)
    assert begun.drafts.get_note(NOTE.id) == NOTE
    assert begun.drafts.get_reflection(REFLECTION.id) == REFLECTION
    assert begun.drafts.rows() == rows
    assert begun.bin.count() == 0


def test_the_bin_lets_one_read_what_it_says_so_far(begun: Vault) -> None:
    begun.bin.put_draft(NOTE.id, NOW)
    binned = begun.bin.get(NOTE.id)
    assert binned.since == NOW and binned.draft is not None and binned.draft.kind is EntryKind.NOTE
    assert (binned.entry.id, binned.entry.title) == (NOTE.id, "A walk")
    assert binned.entry.content == Note("by the *river*")
    with pytest.raises(KeyError):
        begun.bin.get(REFLECTION.id)
    begun.bin.put_draft(REFLECTION.id, NOW)
    content = begun.bin.get(REFLECTION.id).entry.content
    assert isinstance(content, Reflection)
    assert [answer.question_id for answer in content.answers] == ["q-1", "q-3"], "no question is left out yet"


def test_entries_and_drafts_stand_together_the_last_one_first(begun: Vault) -> None:
    for number in range(3):
        begun.entries.put(note(number))
        begun.bin.put(note(number).id, NOW + timedelta(days=2 * number))
    begun.bin.put_draft(NOTE.id, NOW + timedelta(days=1))
    begun.bin.put_draft(REFLECTION.id, NOW + timedelta(days=9))
    expected = [REFLECTION.id, note(2).id, note(1).id, NOTE.id, note(0).id]
    rows = begun.bin.rows()
    assert [row.id for row in rows] == expected
    assert [row.id for row in begun.bin.rows(3, 2)] == expected[3:]
    assert [kept_id for kept_id, _ in begun.bin.moments()] == expected[::-1]
    drafts = {row.id: row for row in rows if row.is_draft}
    assert drafts.keys() == {NOTE.id, REFLECTION.id}
    assert drafts[NOTE.id].excerpt == "by the river" and drafts[NOTE.id].tags == ("tag",)
    assert drafts[REFLECTION.id].excerpt.startswith("hollyhocks more")
    assert drafts[REFLECTION.id].question_set is QuestionSet.THREE


def test_what_is_written_on_comes_out_of_the_bin(begun: Vault) -> None:
    begun.bin.put_draft(NOTE.id, NOW)
    more = replace(NOTE, body="and more")
    begun.drafts.put_note(more, NOW)
    assert begun.drafts.get_note(NOTE.id) == more
    assert begun.bin.count() == 0


def test_a_draft_of_an_entry_goes_without_it(vault: Vault) -> None:
    vault.entries.put(note(1))
    draft = replace(NOTE, entry_id=note(1).id)
    vault.drafts.put_note(draft, NOW)
    vault.bin.put_draft(draft.id, NOW)
    assert vault.entries.get(note(1).id) == note(1)
    vault.bin.remove([draft.id])
    assert vault.entries.get(note(1).id) == note(1)
    assert vault.drafts.every_row() == []


def test_a_draft_brings_its_entry_back_from_the_bin(vault: Vault) -> None:
    vault.entries.put(note(1))
    draft = replace(NOTE, entry_id=note(1).id)
    vault.drafts.put_note(draft, NOW)
    vault.bin.put_draft(draft.id, NOW)
    vault.bin.put(note(1).id, NOW)
    assert vault.bin.count() == 2
    vault.bin.put_back(draft.id, NOW)
    assert vault.entries.exists(note(1).id) and [row.id for row in vault.drafts.rows()] == [draft.id]


def test_an_entry_that_goes_for_good_takes_its_drafts_along(vault: Vault) -> None:
    vault.entries.put(note(1))
    for number in range(2):
        vault.drafts.put_note(replace(NOTE, id=str(number), entry_id=note(1).id), NOW)
    vault.bin.put_draft("0", NOW)
    vault.bin.put(note(1).id, NOW)
    assert vault.bin.remove([note(1).id]) == 1
    assert vault.drafts.every_row() == [] and vault.bin.count() == 0


def test_an_entry_with_an_odd_id_is_forgotten_as_well(vault: Vault) -> None:
    """A copy from elsewhere can bring any."""
    entry = replace(note(1), id='a"b\\c')
    vault.entries.put(entry)
    said = (FollowUp(entry.id, "q", "Entry", NextStep("step")),)
    vault.drafts.put_reflection(replace(REFLECTION, follow_ups=said), NOW)
    vault.bin.put(entry.id, NOW)
    vault.bin.remove([entry.id])
    draft = vault.drafts.whole(REFLECTION.id)
    assert isinstance(draft, ReflectionDraft) and draft.follow_ups == ()


@pytest.mark.parametrize("let_go", [False, True])
def test_what_a_draft_follows_up_goes_with_the_entry_that_said_it(vault: Vault, let_go: bool) -> None:
    said = tuple(
        FollowUp(note(number).id, "q", f"Entry {number}", NextStep(f"step {number}")) for number in (1, 2)
    )
    for number in (1, 2):
        vault.entries.put(note(number))
    draft = replace(REFLECTION, follow_ups=said, position=LAST_TIME)
    vault.drafts.put_reflection(draft, NOW)
    if let_go:
        vault.bin.put_draft(draft.id, NOW)
    rows = vault.drafts.every_row()
    for number in (1, 2):
        vault.bin.put(note(number).id, NOW)
        vault.bin.remove([note(number).id])
        left = vault.drafts.whole(draft.id)
        assert left == replace(draft, follow_ups=said[number:], position=LAST_TIME if number == 1 else 0)
    assert vault.drafts.every_row() == [replace(rows[0], position=0)]
    assert vault.bin.count() == let_go


def test_two_drafts_of_one_entry_can_stand_beside_each_other(vault: Vault) -> None:
    """One was let go, another begun, and the first put back."""
    vault.entries.put(note(1))
    first, second = (replace(NOTE, id=name, body=name, entry_id=note(1).id) for name in ("one", "two"))
    vault.drafts.put_note(first, NOW)
    vault.bin.put_draft(first.id, NOW)
    vault.drafts.put_note(second, NOW + timedelta(hours=1))
    vault.bin.put_back(first.id, NOW + timedelta(hours=2))
    assert [row.id for row in vault.drafts.rows()] == [second.id, first.id]
    assert (vault.drafts.get_note("one"), vault.drafts.get_note("two")) == (first, second)


def test_only_a_draft_in_the_bin_is_removed_with_it(begun: Vault) -> None:
    assert begun.bin.remove([NOTE.id, REFLECTION.id]) == 0
    begun.bin.put_draft(NOTE.id, NOW)
    assert begun.bin.remove_all() == 1
    assert [row.id for row in begun.drafts.rows()] == [REFLECTION.id]
    assert begun.bin.is_scrub_due


def test_its_words_are_gone_from_every_page_once_the_bin_is_emptied(
    vault: Vault, folder: Path, secret: JournalSecret
) -> None:
    below = vault._connection
    below.set_number("synchronous", 0)
    for number in range(60):
        word = f"zq{number:04d}xw"
        vault.drafts.put_note(replace(NOTE, id=word, body=f"{word} " * (1 + 37 * number % 400)), NOW)
        if number % 2:
            vault.bin.put_draft(word, NOW)
    vault.bin.remove_all()
    vault.bin.scrub()
    vault.close()
    plain = outside.decrypted(folder / "journal.db", secret.reveal())
    gone, stay = ([f"zq{n:04d}xw" for n in range(60) if n % 2 == odd] for odd in (1, 0))
    assert words_in("the pages", plain, gone) == []
    assert len(words_in("the pages", plain, stay)) == len(stay)


def test_letting_go_and_taking_back_is_something_to_back_up(begun: Vault) -> None:
    marks = [begun.mark()]
    begun.bin.put_draft(NOTE.id, NOW)
    marks.append(begun.mark())
    begun.bin.put_back(NOTE.id, NOW)
    begun.bin.put_draft(REFLECTION.id, NOW)
    marks.append(begun.mark())
    assert len(set(marks)) == 3


# ------------------------------------------------------------------ merging
def test_what_was_let_go_in_the_copy_comes_into_the_bin() -> None:
    here, there = Side(), Side()
    there.drafts.put_note(NOTE, NOW)
    there.bin.put_draft(NOTE.id, NOW)
    assert outlook(here.connection, there.connection, nullcontext).drafts == 1
    assert here.merge(there) == Merged(drafts_in_bin=1)
    assert here.bin.moments() == [(NOTE.id, LATER)], "its days are counted from the merge"
    assert here.merge(there) == Merged()
    here.bin.put_back(NOTE.id, LATER)
    assert here.drafts.get_note(NOTE.id) == NOTE
    assert here.merge(there) == Merged(), "what was put back here stays"


@pytest.mark.parametrize("let_go_here", [False, True])
def test_a_draft_that_both_have_stays_where_it_lies_here(let_go_here: bool) -> None:
    here, there = Side(), Side()
    for side in (here, there):
        side.drafts.put_note(NOTE, NOW)
    (here if let_go_here else there).bin.put_draft(NOTE.id, at(5))
    assert here.merge(there) == Merged()
    assert here.bin.count() == let_go_here


def test_later_words_of_one_that_was_let_go_here_stand_beside_it() -> None:
    here, there = Side(), Side()
    here.drafts.put_note(NOTE, NOW)
    here.bin.put_draft(NOTE.id, at(1))
    there.drafts.put_note(replace(NOTE, body="later words"), at(9))
    assert here.merge(there) == Merged(drafts=1)
    (row,) = here.drafts.rows()
    assert here.drafts.get_note(row.id).body == "later words"
    assert here.bin.get(NOTE.id).entry.content == Note(NOTE.body)
    assert here.merge(there) == Merged()


def test_an_entry_that_its_draft_brought_back_stays_when_an_older_copy_has_it_in_the_bin() -> None:
    here, there = Side(), Side()
    for side in (here, there):
        side.write(1, "kept", 0)
        side.drafts.put_note(replace(NOTE, entry_id=note(1).id), NOW)
        side.bin.put_draft(NOTE.id, at(4))
        side.delete(1, 5)
    here.bin.put_back(NOTE.id, at(8))
    assert here.merge(there) == Merged()
    assert here.entries.exists(note(1).id)


# ------------------------------------------------------------------ a damaged journal
def lose_first_page(folder: Path) -> None:
    data = bytearray((folder / "journal.db").read_bytes())
    data[:4096] = bytes(4096)
    (folder / "journal.db").write_bytes(data)


def as_version_1(vault: Vault) -> None:
    """The same journal as a program of the first format left it."""
    below = vault._connection
    with below.write():
        below.change("DROP INDEX draft_in_the_bin")
        below.change("ALTER TABLE draft DROP COLUMN deleted_at")
        below.set_number("user_version", 1)


def test_of_a_damaged_journal_what_lay_in_the_bin_lies_there_again(
    begun: Vault, folder: Path, secret: JournalSecret
) -> None:
    begun.bin.put_draft(NOTE.id, NOW)
    begun.close()
    lose_first_page(folder)
    assert salvage(folder, [secret.copy()], WORDS, LATER, kdf=CHEAP)[0].drafts == 2
    vault = opened(folder)
    assert vault.bin.moments() == [(NOTE.id, NOW)]
    assert vault.drafts.get_reflection(REFLECTION.id) == REFLECTION
    vault.bin.put_back(NOTE.id, NOW)
    assert vault.drafts.get_note(NOTE.id) == NOTE
    vault.close()


@pytest.mark.parametrize("brought_up", [False, True])
def test_drafts_of_a_damaged_journal_of_the_first_format_come_out(
    begun: Vault, folder: Path, secret: JournalSecret, brought_up: bool
) -> None:
    """Also of one that was brought up to date, whose old rows stay as short as they were."""
    as_version_1(begun)
    begun.close()
    if brought_up:
        later = opened(folder)
        assert later._connection.number("user_version") == MIGRATIONS[-1].version
        later.drafts.put_note(replace(NOTE, id="a later one"), NOW)
        later.bin.put_draft("a later one", NOW)
        later.close()
    lose_first_page(folder)
    salvage(folder, [secret.copy()], WORDS, LATER, kdf=CHEAP)
    vault = opened(folder)
    assert vault.drafts.get_note(NOTE.id) == NOTE
    assert vault.drafts.get_reflection(REFLECTION.id) == REFLECTION
    assert vault.bin.count() == brought_up
    vault.close()


def test_one_of_which_a_part_is_lost_stays_in_the_bin(
    vault: Vault, folder: Path, secret: JournalSecret
) -> None:
    """The moment stands behind the words in its row, and can be lost with them."""
    vault.drafts.put_note(replace(NOTE, body="river " * 3000), NOW)
    vault.bin.put_draft(NOTE.id, NOW)
    pages = vault._connection.number("page_count")
    vault.close()
    data = (folder / "journal.db").read_bytes()
    kept: list[int] = []
    for page in range(pages - 4, pages + 1):
        (folder / "journal.db").write_bytes(data[: (page - 1) * 4096] + bytes(4096) + data[page * 4096 :])
        report, _ = salvage(folder, [secret.copy()], WORDS, LATER, kdf=CHEAP)
        again = opened(folder)
        if report.drafts_in_part:
            kept.append(again.bin.count())
            assert again.drafts.rows() == []
        again.close()
    assert kept and set(kept) == {1}
