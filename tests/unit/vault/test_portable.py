"""A journal in one file: everything is in it, and a look changes nothing and leaves nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_desktop.domain.entries import Entry, NoteDraft
from coprod_desktop.vault.errors import CopyWithoutKeys, WrongPassphrase, WrongRecoveryCode
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_under
from tests.support.journals import CHEAP, NOW, PASSPHRASE, entries, note, note_drafts
from tests.unit.vault import outside_reader as outside
from tests.unit.vault.copies import save

OTHER = "quite another one"


def test_a_copy_holds_everything_and_opens_both_ways(copy: OpenedCopy, secret: JournalSecret) -> None:
    assert copy.head.made == NOW
    copy.unlock(PASSPHRASE)
    assert copy.vault.entries.get(note(1).id) == note(1, "marmalade")
    assert copy.vault.drafts.get_note("draft").body == "being written"
    assert copy.vault.entries.newest_change() == note(1).changed
    copy.close()
    again = OpenedCopy(copy.path, CHEAP, copy._rooms)
    again.unlock_with_recovery_code(secret.recovery_code().lower())
    assert [row.title for row in again.vault.search.find("marmal")] == ["Note 1"]
    again.close()


def test_a_reader_from_outside_gets_everything_out_of_a_copy(saved: Path) -> None:
    data = saved.read_bytes()
    keys, database, made = outside.parts_of_copy(data)
    secret = outside.secret_in(keys, PASSPHRASE)
    outside.check_copy(data, secret)
    plain = outside.as_database(outside.decrypted_pages(database, secret))
    assert plain.execute("SELECT body FROM note").fetchall() == [("marmalade",)]
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    plain.close()
    assert made == NOW.timestamp()


def test_saving_goes_on_and_the_copy_stays_as_it_was(vault: Vault, saved: Path, copy: OpenedCopy) -> None:
    vault.entries.put(note(2, "later"))
    copy.unlock(PASSPHRASE)
    assert [row.id for row in copy.vault.entries.rows()] == [note(1).id]
    assert len(vault.entries.rows()) == 2


def test_only_its_owner_can_read_it_and_nothing_else_is_left(saved: Path, rooms: Path) -> None:
    if sys.platform != "win32":
        assert saved.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in saved.parent.iterdir() if path.is_file()] == [saved.name]
    assert not rooms.exists()


def test_looking_writes_no_word_anywhere_and_leaves_nothing(
    tmp_path: Path, saved: Path, rooms: Path, copy: OpenedCopy
) -> None:
    before = saved.read_bytes()
    with pytest.raises(WrongPassphrase):
        copy.unlock("not this one")
    copy.unlock(PASSPHRASE)
    copy.vault.search.find("marmalade")
    copy.vault.settings.put("reading", "marmalade")  # whatever was done with it stays in the room
    assert rooms.exists()
    assert words_under(tmp_path, ["marmalade", "being written", PASSPHRASE]) == []
    if sys.platform != "win32":
        for path in (rooms, *rooms.rglob("*")):
            assert path.stat().st_mode & 0o077 == 0, path
    copy.close()
    copy.close()
    assert not rooms.exists()
    assert saved.read_bytes() == before


def test_an_older_copy_opens_with_the_older_passphrase(
    vault: Vault, saved: Path, tmp_path: Path, rooms: Path
) -> None:
    vault.change_passphrase(OTHER, kdf=CHEAP)
    newer = save(vault, tmp_path / "newer.coprod", rooms)
    for path, right, wrong in ((saved, PASSPHRASE, OTHER), (newer, OTHER, PASSPHRASE)):
        opened = OpenedCopy(path, CHEAP, rooms)
        with pytest.raises(WrongPassphrase):
            opened.unlock(wrong)
        opened.unlock(right)
        opened.close()


def test_the_code_of_another_journal_does_not_open_it(copy: OpenedCopy) -> None:
    with pytest.raises(WrongRecoveryCode):
        copy.unlock_with_recovery_code(JournalSecret.random().recovery_code())


def test_without_a_key_file_no_copy_is_made(vault: Vault, folder: Path, tmp_path: Path, rooms: Path) -> None:
    for name in ("journal.keys", "journal.keys.copy"):
        (folder / name).unlink()
    with pytest.raises(CopyWithoutKeys):
        save(vault, tmp_path / "copy.coprod", rooms)
    vault.change_passphrase(OTHER, kdf=CHEAP)
    save(vault, tmp_path / "copy.coprod", rooms)


# ------------------------------------------------------------------ any shape
@settings(max_examples=12)
@given(kept=st.lists(entries(), max_size=3, unique_by=lambda entry: entry.id), drafts=st.lists(note_drafts()))
def test_whatever_was_written_comes_out_of_a_copy(
    tmp_path_factory: pytest.TempPathFactory, kept: list[Entry], drafts: list[NoteDraft]
) -> None:
    place = tmp_path_factory.mktemp("any")
    vault = Vault.create(place / "Journal", PASSPHRASE, JournalSecret.random(), kdf=CHEAP)
    for entry in kept:
        vault.entries.put(entry)
    for draft in drafts:
        vault.drafts.put_note(draft, NOW)
    opened = OpenedCopy(save(vault, place / "copy.coprod", place / "rooms"), CHEAP, place / "rooms")
    opened.unlock(PASSPHRASE)
    assert [opened.vault.entries.get(entry.id) for entry in kept] == kept
    assert opened.vault.entries.rows() == vault.entries.rows()
    assert opened.vault.drafts.rows() == vault.drafts.rows()
    opened.close()
    vault.close()
