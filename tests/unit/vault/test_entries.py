"""Entries: stored whole, listed in order, kept in versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EntryKind,
    EventDate,
    NextStep,
    Note,
    NoteDraft,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.vault.entrytext import EXCERPT_LENGTH, excerpt, text_of
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, entries, note

OPEN = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def reflection(number: int, event: EventDate, *answers: Answer) -> Entry:
    content = Reflection(QuestionSet.CHOSEN, Context(event), answers)
    return Entry(f"{number:032x}", "A reflection", event, NOW, NOW, content)


@OPEN
@given(entry=entries())
def test_an_entry_comes_back_as_it_was(vault: Vault, entry: Entry) -> None:
    vault.entries.put(entry)
    assert vault.entries.get(entry.id) == entry
    row = vault.entries.rows(limit=1000)
    assert entry.id in {each.id for each in row}


@OPEN
@given(first=entries(entry_id="1" * 32), second=entries(entry_id="1" * 32))
def test_a_changed_entry_replaces_it_and_keeps_it_as_a_version(
    vault: Vault, first: Entry, second: Entry
) -> None:
    vault.entries.put(first)
    versions = vault.versions.all(first.id)
    vault.entries.put(second)
    assert vault.entries.get(first.id) == second
    assert vault.entries.count() == 1
    added = [] if replace(first, changed=second.changed) == second else [first]
    kept = vault.versions.all(first.id)
    assert len(kept) == len(versions) + len(added)
    assert all(version in kept for version in versions + added)


def test_entries_are_there_after_closing(vault: Vault, folder: Path) -> None:
    written = [note(n, f"word {n}") for n in range(5)]
    for entry in written:
        vault.entries.put(entry)
    vault.close()
    again = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    assert [again.entries.get(entry.id) for entry in written] == written
    again.close()


def test_an_entry_that_is_not_there(vault: Vault) -> None:
    assert not vault.entries.exists("none")
    for ask in (vault.entries.get, lambda entry_id: vault.drafts.mark(entry_id, True)):
        with pytest.raises(KeyError):
            ask("none")
    assert vault.entries.versions("none") == []


def test_the_list_is_newest_event_first_page_by_page(vault: Vault) -> None:
    events = ["2026-11-18", "2026-11", "2025-01-01", "2026-11-01", "0001-01", "9999-12-31", "2026-10-31"]
    for n, event in enumerate(events):
        vault.entries.put(note(n, event=EventDate.from_iso(event)))
    listed = [row.event.to_iso() for row in vault.entries.rows()]
    assert listed == sorted(events, reverse=True)
    paged = [row.event.to_iso() for start in range(0, 9, 2) for row in vault.entries.rows(None, start, 2)]
    assert paged == listed


def test_entries_of_one_day_are_in_the_order_of_their_writing(vault: Vault) -> None:
    for n in (2, 0, 3, 1):
        vault.entries.put(note(n, event=EventDate(2026, 1, 1), written=NOW + timedelta(minutes=n)))
    assert [row.title for row in vault.entries.rows()] == ["Note 3", "Note 2", "Note 1", "Note 0"]


def test_rows_and_counts_of_one_kind(vault: Vault) -> None:
    event = EventDate(2026, 5, 1)
    vault.entries.put(note(1, tags=("one", "two"), to_talk_about=True))
    vault.entries.put(reflection(2, event, Answer("q", "?", "noticed **this**")))
    assert (vault.entries.count(), vault.entries.count(EntryKind.NOTE)) == (2, 1)
    (row,) = vault.entries.rows(EntryKind.REFLECTION)
    assert (row.kind, row.question_set, row.excerpt) == (
        EntryKind.REFLECTION,
        QuestionSet.CHOSEN,
        "noticed this",
    )
    (row,) = vault.entries.rows(EntryKind.NOTE)
    assert (row.tags, row.to_talk_about, row.question_set) == (("one", "two"), True, None)


def test_the_mark_to_talk_about_is_no_new_version(vault: Vault) -> None:
    vault.entries.put(note(1))
    vault.drafts.mark(note(1).id, True)
    assert vault.entries.get(note(1).id) == replace(note(1), to_talk_about=True)
    vault.drafts.mark(note(1).id, False)
    assert vault.entries.get(note(1).id) == note(1)
    assert vault.entries.versions(note(1).id) == []


def test_versions_newest_first_and_none_for_no_change(vault: Vault) -> None:
    edits = [replace(note(1, f"text {n}"), changed=NOW + timedelta(days=n)) for n in range(3)]
    for edit in edits:
        vault.entries.put(edit)
        vault.entries.put(replace(edit, changed=edit.changed + timedelta(hours=1)))
    assert [version.content for version in vault.versions.all(note(1).id)] == [
        Note("text 1"),
        Note("text 0"),
    ]
    moments = vault.entries.versions(note(1).id)
    assert moments == [edits[1].changed + timedelta(hours=1), edits[0].changed + timedelta(hours=1)]


def test_a_draft_goes_in_the_same_step(vault: Vault) -> None:
    for n in (1, 2):
        vault.drafts.put_note(NoteDraft(f"draft {n}", EventDate(2026, 1), body="x"), NOW)
    vault.entries.put(note(1), remove_draft="draft 1")
    assert [row.id for row in vault.drafts.rows()] == ["draft 2"]


def test_entries_about_an_item(vault: Vault) -> None:
    for n in range(4):
        vault.entries.put(note(n, items=("equality", "listening") if n % 2 else ("trust",)))
    assert [row.title for row in vault.entries.about_item("listening", 5)] == ["Note 3", "Note 1"]
    assert [row.title for row in vault.entries.about_item("trust", 1)] == ["Note 2"]
    assert vault.entries.about_item("none", 5) == []
    vault.entries.put(note(3))
    assert [row.title for row in vault.entries.about_item("listening", 5)] == ["Note 1"]


def test_earlier_answers_and_when_each_question_was_looked_at(vault: Vault) -> None:
    empty = Answer("a", "A?")
    early = Answer("a", "A?", "before", rating=Rating.NOT_SURE)
    late = Answer("a", "A!", "", step=NextStep("try it", date(2026, 9, 1), "Sam’s group"))
    vault.entries.put(reflection(1, EventDate(2026, 1, 31), early, Answer("b", "B?", "b")))
    vault.entries.put(reflection(2, EventDate(2026, 3), late))
    vault.entries.put(reflection(3, EventDate(2026, 4, 1), empty, Answer("c", "C?")))
    assert vault.entries.last_looked_at() == {"a": EventDate(2026, 3), "b": EventDate(2026, 1, 31)}
    assert vault.entries.answers_to("a", 5) == [
        (EventDate(2026, 3), late),
        (EventDate(2026, 1, 31), early),
    ]
    assert vault.entries.answers_to("a", 1) == [(EventDate(2026, 3), late)]
    assert vault.entries.answers_to("c", 5) == []
    second = vault.entries.rows(None, 0, 5)[1]
    assert second.event == EventDate(2026, 3)
    assert vault.entries.answers_to("a", 5, second.id) == [(EventDate(2026, 1, 31), early)]


def test_an_answer_that_moved_to_another_day_is_found_there(vault: Vault) -> None:
    answer = Answer("a", "A?", "words")
    vault.entries.put(reflection(1, EventDate(2026, 1), answer))
    vault.entries.put(reflection(1, EventDate(2025, 1), answer))
    assert vault.entries.last_looked_at() == {"a": EventDate(2025, 1)}


def test_what_was_noted_about_a_step_stays_when_the_entry_is_changed(vault: Vault) -> None:
    event = EventDate(2026, 1)
    step = NextStep("ask first")
    vault.entries.put(reflection(1, event, Answer("a", "A?", step=step), Answer("b", "B?", step=step)))
    below = vault._connection
    with below.write():
        below.change("UPDATE step SET state = 'tried', state_words = 'it went well'")
    changed = Answer("a", "A?", "more", step=NextStep("ask first, then wait"))
    vault.entries.put(reflection(1, event, changed, Answer("b", "B?"), Answer("c", "C?", step=step)))
    kept = below.read("SELECT origin, text, state, state_words FROM step ORDER BY origin")
    assert kept == [("a", "ask first, then wait", "tried", "it went well"), ("c", "ask first", "open", "")]
    content = vault.entries.get(f"{1:032x}").content
    assert isinstance(content, Reflection)
    assert content.answers[0] == changed


def test_an_entry_in_the_bin_is_not_seen(vault: Vault) -> None:
    """The bin itself is for later; nothing that reads may forget it."""
    answer = Answer("a", "A?", "hidden words")
    vault.entries.put(replace(reflection(1, EventDate(2026, 1), answer), items=("trust",)))
    below = vault._connection
    with below.write():
        below.change("UPDATE entry SET deleted_at = '2026-01-01T00:00:00.000000+00:00'")
    entries_ = vault.entries
    assert (entries_.rows(), entries_.count(), entries_.about_item("trust", 5)) == ([], 0, [])
    assert (entries_.last_looked_at(), entries_.answers_to("a", 5)) == ({}, [])
    assert vault.search.find("hidden") == []
    assert not entries_.exists(f"{1:032x}")
    with pytest.raises(KeyError):
        entries_.get(f"{1:032x}")


def test_an_entry_that_is_removed_takes_everything_along(vault: Vault) -> None:
    for n in (1, 2):
        entry = reflection(n, EventDate(2026, 1), Answer("a", "A?", "words", step=NextStep("s")))
        vault.entries.put(replace(entry, tags=("t",), items=("i",)))
        vault.entries.put(replace(entry, tags=("t", "u"), items=("i",)))
    below = vault._connection
    with below.write():
        below.change("DELETE FROM entry WHERE id = ?", f"{1:032x}")
    for table in ("answer", "step", "entry_item", "version", "entry_text", "reflection"):
        assert below.one(f"SELECT count(*) FROM {table}") == (1,), table
    assert [row.id for row in vault.search.find("words")] == [f"{2:032x}"]
    below.change("INSERT INTO entry_words (entry_words, rank) VALUES ('integrity-check', 1)")


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("UPDATE entry SET kind = ?", "poem"),
        ("UPDATE entry SET event = ?", "soon"),
        ("UPDATE entry SET written = ?", "then"),
        ("DELETE FROM note WHERE body != ?", "anything"),
    ],
)
def test_a_value_that_the_program_never_wrote_is_refused(vault: Vault, sql: str, value: str) -> None:
    vault.entries.put(note(1))
    with vault._connection.write():
        vault._connection.change(sql, value)
    with pytest.raises(JournalDamaged) as caught:
        vault.entries.get(note(1).id)
    assert caught.value.values["reason"] == "record"
    assert value not in repr(caught.value)


@pytest.fixture
def rolled_back(vault: Vault) -> Iterator[None]:
    vault.entries.put(note(1, "first"))
    yield
    assert vault.entries.get(note(1).id) == note(1, "first")
    assert [row.id for row in vault.search.find("first")] == [note(1).id]
    assert vault.search.find("second") == []


@pytest.mark.usefixtures("rolled_back")
def test_a_fault_of_ours_in_the_middle_changes_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(vault.entries._writer, "_add_parts", break_off)
    with pytest.raises(RuntimeError):
        vault.entries.put(note(1, "second"))


def test_text_that_no_file_can_hold_is_made_whole(vault: Vault) -> None:
    strange = note(1, "a\x00b \ud83d\ude00 \ud83d c\x02", title="\udfff", tags=("\x03t",))
    vault.entries.put(strange)
    kept = vault.entries.get(strange.id)
    assert (kept.title, kept.tags, kept.content) == ("\ufffd", ("t",), Note("ab 😀 \ufffd c"))


@given(st.text(st.characters(codec="utf-8"), max_size=600))
def test_an_excerpt_is_the_first_words_on_one_line(body: str) -> None:
    short = excerpt(body)
    line = " ".join(body.split())
    assert len(short) <= EXCERPT_LENGTH + 1
    assert line.startswith(short.removesuffix("…")) or len(body) > 4 * EXCERPT_LENGTH
    assert "\n" not in short


def test_what_is_searched_is_what_the_person_wrote() -> None:
    entry = Entry(
        "1",
        "Title",
        EventDate(2026, 1),
        NOW,
        NOW,
        Reflection(
            QuestionSet.ALL,
            Context(EventDate(2026, 1), "Name", None, "My part", "A ramp"),
            (
                Answer(
                    "q",
                    "The question's words",
                    "- **bold** [link](https://example.org)",
                    step=NextStep("*try*", None, "Ann"),
                ),
            ),
            "Taking away",
        ),
        tags=("tag one", "two"),
    )
    text = text_of(entry)
    assert text.title == "Title"
    assert text.body.split("\n") == ["bold link", "try", "Ann", "Taking away", "Name", "My part", "A ramp"]
    assert text.tags == "tag one\ntwo"


def test_a_reflection_goes_with_an_item_through_the_questions_it_answers(vault: Vault) -> None:
    vault.entries.put(reflection(1, EventDate(2026, 1), Answer("a", "A?", "words"), Answer("b", "B?")))
    vault.entries.put(reflection(2, EventDate(2026, 2), Answer("a", "A?"), Answer("b", "B?", "words")))
    found = vault.entries.about_item("trust", 5, ("a", "c"))
    assert [row.id for row in found] == [f"{1:032x}"], "a question that was left out does not count"
    assert vault.entries.about_item("trust", 5, ()) == []
