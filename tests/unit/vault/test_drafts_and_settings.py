"""Drafts come back exactly as they were left; settings are kept inside the journal."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from coprod_desktop.domain.entries import DraftRow, EntryKind, EventDate, NoteDraft
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note, note_drafts, reflection_drafts

OPEN = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


@OPEN
@given(draft=reflection_drafts())
def test_a_reflection_comes_back_exactly(vault: Vault, draft: ReflectionDraft) -> None:
    vault.drafts.put_reflection(draft, NOW)
    assert vault.drafts.get_reflection(draft.id) == draft
    row = next(row for row in vault.drafts.rows() if row.id == draft.id)
    assert row == DraftRow(
        draft.id,
        EntryKind.REFLECTION,
        draft.context.name.strip(),
        NOW,
        draft.question_set,
        draft.position,
        len(draft.answers),
        draft.entry_id,
    )


@OPEN
@given(draft=note_drafts())
def test_a_note_comes_back_exactly(vault: Vault, draft: NoteDraft) -> None:
    vault.drafts.put_note(draft, NOW)
    assert vault.drafts.get_note(draft.id) == draft
    row = next(row for row in vault.drafts.rows() if row.id == draft.id)
    assert (row.kind, row.title, row.entry_id) == (EntryKind.NOTE, draft.title.strip(), draft.entry_id)


def test_a_draft_is_replaced_and_the_newest_is_first(vault: Vault, folder: Path) -> None:
    for n, name in enumerate(["a", "b", "a"]):
        draft = NoteDraft(name, EventDate(2026, 1), body=f"save {n}")
        vault.drafts.put_note(draft, NOW + timedelta(seconds=n))
    vault.close()
    again = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    assert [(row.id, row.changed) for row in again.drafts.rows()] == [
        ("a", NOW + timedelta(seconds=2)),
        ("b", NOW + timedelta(seconds=1)),
    ]
    assert again.drafts.get_note("a").body == "save 2"
    again.drafts.remove("a")
    again.drafts.remove("a")
    assert [row.id for row in again.drafts.rows()] == ["b"]
    again.close()


def test_a_draft_that_is_not_there_or_of_another_kind(vault: Vault) -> None:
    vault.drafts.put_note(NoteDraft("n", EventDate(2026, 1)), NOW)
    for ask, name in ((vault.drafts.get_note, "x"), (vault.drafts.get_reflection, "n")):
        with pytest.raises(KeyError):
            ask(name)


@pytest.mark.parametrize("record", ["", "{", "{}", "[1]", '{"record": 1}'])
def test_a_draft_that_does_not_read_is_damage_not_an_empty_page(vault: Vault, record: str) -> None:
    vault.drafts.put_note(NoteDraft("n", EventDate(2026, 1), body="private"), NOW)
    with vault._connection.write():
        vault._connection.change("UPDATE draft SET record = ?", record)
    with pytest.raises(JournalDamaged) as caught:
        vault.drafts.get_note("n")
    assert caught.value.values["reason"] == "record"


def test_settings(vault: Vault, folder: Path) -> None:
    assert vault.settings.get("reminder") is None
    vault.settings.put("reminder", "off")
    vault.settings.put("reminder", "every 4 weeks ŵ")
    vault.close()
    again = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    assert again.settings.get("reminder") == "every 4 weeks ŵ"
    again.close()


def test_a_record_of_endless_lists_is_damage(vault: Vault) -> None:
    vault.drafts.put_note(NoteDraft("a", EventDate(2026, 1)), NOW)
    vault.entries.put(note(1))
    vault.entries.put(note(1, "changed"))
    with vault._connection.write():
        deep = "[" * 200_000
        vault._connection.change("UPDATE draft SET record = ?", deep)
        vault._connection.change("UPDATE version SET record = ?", deep)
    with pytest.raises(JournalDamaged):
        vault.drafts.get_note("a")
    with pytest.raises(JournalDamaged):
        vault.versions.all(note(1).id)


@pytest.mark.parametrize("column", ["kind", "changed", "question_set"])
def test_a_draft_of_no_known_kind_or_time_is_damage(vault: Vault, column: str) -> None:
    vault.drafts.put_note(NoteDraft("a", EventDate(2026, 1)), NOW)
    with vault._connection.write():
        vault._connection.change(f"UPDATE draft SET {column} = 'none'")
    with pytest.raises(JournalDamaged):
        vault.drafts.rows()
    with pytest.raises(JournalDamaged):
        vault.drafts.row("a")


def test_times_that_are_none_are_damage(vault: Vault) -> None:
    vault.entries.put(note(1))
    vault.entries.put(note(1, "changed"))
    with vault._connection.write():
        vault._connection.change("UPDATE version SET changed = 'none'")
        vault._connection.change(
            "INSERT INTO reflection VALUES ((SELECT number FROM entry), '', NULL, '', '', '')"
        )
        vault._connection.change(
            "INSERT INTO answer VALUES ((SELECT number FROM entry), 'q', 0, 'none', '', '', '', NULL, 0, 1)"
        )
    with pytest.raises(JournalDamaged):
        vault.entries.versions(note(1).id)
    with pytest.raises(JournalDamaged):
        vault.entries.last_looked_at()
