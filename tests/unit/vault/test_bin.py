"""The bin: out of sight at once, back as it was, and gone from every page once it is emptied."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

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
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import DiskFull
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_in
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.unit.vault import outside_reader as outside
from tests.unit.vault.acts import opened


def reflection(number: int, word: str, length: int = 1) -> Entry:
    """A reflection that says ``word`` wherever something can be said."""
    when = EventDate(2026, 3, 2)
    step = NextStep(f"{word} step", None, f"{word} whom")
    answers = tuple(
        Answer(f"values-{n}", "Asked?", f"{word} noticed " * length, step=step) for n in range(1, 5)
    )
    context = Context(when, f"{word} name", None, f"{word} part", f"{word} access")
    content = Reflection(QuestionSet.VALUES, context, answers, f"{word} away")
    return replace(note(number), title=word, tags=(word,), items=("respect",), event=when, content=content)


def test_what_is_in_the_bin_is_nowhere_else(vault: Vault) -> None:
    kept, binned = reflection(1, "kettle"), reflection(2, "kettle")
    begun = NoteDraft("draft", EventDate(2026, 1), body="kettle", entry_id=binned.id)
    for entry in (kept, binned):
        vault.entries.put(entry)
    vault.drafts.put_note(begun, NOW)
    vault.bin.put(binned.id, NOW)
    only = [kept.id]
    assert [row.id for row in vault.entries.rows()] == only
    assert [row.id for row in vault.entries.about_item("respect", 9, ("values-1",))] == only
    assert [row.id for row in vault.search.find("kettle")] == only
    assert len(vault.entries.answers_to("values-1", 9)) == vault.entries.count() == 1
    assert not vault.entries.exists(binned.id)
    assert vault.drafts.rows() == []
    vault.bin.put(kept.id, NOW)
    assert vault.entries.last_looked_at() == {}
    assert vault.entries.newest_change() is None
    with pytest.raises(KeyError):
        vault.entries.get(binned.id)


def test_back_from_the_bin_it_is_as_it_was(vault: Vault) -> None:
    entry = replace(reflection(1, "kettle"), to_talk_about=True)
    vault.entries.put(replace(entry, title="before"))
    vault.entries.put(entry)
    vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body="begun", entry_id=entry.id), NOW)
    vault.bin.put(entry.id, NOW)
    assert vault.bin.get(entry.id).entry == entry
    assert vault.bin.get(entry.id).since == NOW
    vault.bin.put_back(entry.id, NOW)
    assert vault.entries.get(entry.id) == entry
    assert len(vault.entries.versions(entry.id)) == len(vault.drafts.rows()) == 1
    assert [row.id for row in vault.search.find("kettle")] == [entry.id]
    assert vault.bin.rows() == []


def test_the_last_one_put_there_stands_first(vault: Vault) -> None:
    for number in range(3):
        vault.entries.put(note(number))
    for number, days in ((1, 0), (0, 2), (2, 1)):
        vault.bin.put(note(number).id, NOW + timedelta(days=days))
    assert [row.id for row in vault.bin.rows()] == [note(n).id for n in (0, 2, 1)]
    assert [row.id for row in vault.bin.rows(1, 1)] == [note(2).id]
    assert vault.bin.count() == 3


def test_only_what_is_in_the_bin_is_removed(vault: Vault) -> None:
    vault.entries.put(note(1))
    assert vault.bin.remove([note(1).id, note(2).id]) == 0
    assert vault.entries.exists(note(1).id)
    for moved in (vault.bin.put_back, vault.bin.put):
        with pytest.raises(KeyError):
            moved(note(2).id, NOW)
    with pytest.raises(KeyError):
        vault.bin.get(note(1).id)
    assert not vault.bin.is_scrub_due


def test_keeping_a_change_of_an_entry_takes_it_out_of_the_bin(vault: Vault) -> None:
    vault.entries.put(note(1))
    vault.bin.put(note(1).id, NOW)
    vault.entries.put(note(1, "more"))
    assert vault.entries.get(note(1).id) == note(1, "more")
    assert vault.bin.count() == 0


def _word(number: int) -> str:
    return f"zq{number:04d}xw"


def _fill(vault: Vault, seed: int) -> list[int]:
    """Write, change and begin to change a hundred and fifty entries, and move half of them to the bin."""
    chance = random.Random(seed)
    for number in range(150):
        word, length = _word(number), chance.choice((1, 3, 20, 150))
        entry = reflection(number, word, length)
        if chance.random() < 0.5:
            entry = note(number, f"{word} body " * length * 3, title=word, tags=(word,))
        vault.entries.put(entry)
        if chance.random() < 0.4:
            vault.entries.put(replace(entry, title=f"{word} changed"))
        if chance.random() < 0.3:
            draft = NoteDraft(word, EventDate(2026, 1), body=f"{word} draft " * length, entry_id=entry.id)
            vault.drafts.put_note(draft, NOW)
    binned = chance.sample(range(150), 75)
    for number in binned:
        vault.bin.put(note(number).id, NOW)
    return binned


def test_words_are_gone_from_every_page_once_the_bin_is_emptied(folder: Path, secret: JournalSecret) -> None:
    """With this seed ``secure_delete`` leaves three words behind, in the gaps between rows."""
    vault = Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP)
    vault._connection.set_number("synchronous", 0)  # five seconds less of waiting for the disk
    binned = _fill(vault, seed=30)
    kept = [number for number in range(150) if number not in binned]
    gone, stay = [_word(n) for n in binned], [_word(n) for n in kept]

    def readable(words: list[str]) -> set[str]:
        plain = outside.decrypted(folder / "journal.db", secret.reveal())
        return {word for word in words if word.encode() in plain}

    assert readable(gone) == set(gone)
    with vault._connection.write():  # a term that the index forgot to drop, as its own secure-delete does
        vault._connection.change(
            "INSERT INTO entry_words (rowid, title, body, tags) VALUES (999, ?, '', '')", "leftbehind"
        )
    gone.append("leftbehind")
    assert vault.bin.remove_all() == 75
    assert vault.bin.is_scrub_due
    vault.bin.scrub()
    assert not vault.bin.is_scrub_due
    vault.close()
    assert readable(gone) == set()
    assert words_in("decrypted", outside.decrypted(folder / "journal.db", secret.reveal()), gone[:9]) == []
    assert readable(stay) == set(stay)
    again = opened(folder)
    again._connection.require_sound()
    assert again.entries.count() == 75
    assert [row.id for row in again.search.find(stay[0])] == [note(kept[0]).id]
    assert again.search.find(gone[0]) == []
    again.close()


def test_a_scrub_that_found_no_room_stays_due_and_harms_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.entries.put(note(1, "kettle"))
    vault.entries.put(note(2, "teapot"))
    vault.bin.put(note(1).id, NOW)
    vault.bin.remove_all()

    def full(_connection: Connection) -> None:
        raise DiskFull(path=vault.folder)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "write_anew", full)
        with pytest.raises(DiskFull):
            vault.bin.scrub()
    assert vault.bin.is_scrub_due
    assert [row.id for row in vault.search.find("teapot")] == [note(2).id]
    vault.bin.scrub()
    assert not vault.bin.is_scrub_due
