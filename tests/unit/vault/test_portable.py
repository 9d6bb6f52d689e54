"""A journal in one file: what is written, what is refused, and that a look changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import EventDate, Note, NoteDraft
from coprod_desktop.vault.errors import (
    CopyDamaged,
    CopyMissing,
    CopyNewer,
    CopyNotReadable,
    CopyWithoutKeys,
    JournalNewer,
    NotACopy,
    VaultError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from coprod_desktop.vault.kdf import STANDARD
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.portable import check_copy
from coprod_desktop.vault.rooms import Room, sweep_rooms
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_under
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.unit.vault import outside_reader as outside

OTHER = "quite another one"
KEYS_AT, DATABASE_AT = 144, 4096


def save(vault: Vault, path: Path, rooms: Path) -> Path:
    vault.save_copy(path, made=NOW, rooms=rooms, kdf=CHEAP)
    return path


@pytest.fixture
def saved(vault: Vault, tmp_path: Path, rooms: Path) -> Path:
    """A copy of a journal with one entry and one draft."""
    vault.entries.put(note(1, "marmalade"))
    vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body="being written"), NOW)
    return save(vault, tmp_path / "copy.coprod", rooms)


@pytest.fixture
def copy(saved: Path, rooms: Path) -> Iterator[OpenedCopy]:
    opened = OpenedCopy(saved, CHEAP, rooms)
    yield opened
    opened.close()


def resealed(data: bytes) -> bytes:
    """What somebody can do who knows the format and not the key: every plain hash is right again."""
    key_bytes = int.from_bytes(data[20:24], "big")
    begin = int.from_bytes(data[24:32], "big")
    facts = data[:48] + hashlib.sha256(data[begin:]).digest() + data[80:112]
    keys = data[KEYS_AT : KEYS_AT + key_bytes]
    return facts + hashlib.sha256(facts + keys).digest() + data[KEYS_AT:]


def with_keys(data: bytes, keys: bytes) -> bytes:
    """The copy with another key file of the same place in it."""
    head = data[:20] + len(keys).to_bytes(4, "big") + data[24:KEYS_AT] + keys
    return resealed(head.ljust(DATABASE_AT, b"\0") + data[DATABASE_AT:])


def edited_keys(data: bytes, edit: Callable[[dict[str, object]], None]) -> bytes:
    """The copy with its key file edited, and that file's plain hash right again."""
    keys = json.loads(data[KEYS_AT : KEYS_AT + int.from_bytes(data[20:24], "big")])
    edit(keys)
    del keys["sha256"]
    return with_keys(
        data, outside.canonical(keys | {"sha256": hashlib.sha256(outside.canonical(keys)).hexdigest()})
    )


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


# ------------------------------------------------------------------ what is refused
def test_every_changed_byte_before_the_database_is_refused(saved: Path) -> None:
    with saved.open("r+b") as stream:
        data = stream.read()
        for place in range(DATABASE_AT):
            stream.seek(place)
            stream.write(bytes([data[place] ^ 1 << place % 8]))
            stream.flush()
            with pytest.raises((CopyDamaged, CopyNewer, NotACopy)):
                check_copy(saved, CHEAP)
            stream.seek(place)
            stream.write(data[place : place + 1])
    assert check_copy(saved, CHEAP).made == NOW


def test_changed_bytes_of_the_database_are_refused(saved: Path) -> None:
    data = saved.read_bytes()
    for place in (DATABASE_AT, DATABASE_AT + 16, len(data) - 1, *range(DATABASE_AT + 5, len(data), 991)):
        saved.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        with pytest.raises(CopyDamaged):
            check_copy(saved, CHEAP)


def test_every_shorter_file_is_refused(saved: Path) -> None:
    whole = saved.stat().st_size
    lengths = [*range(200), *range(200, DATABASE_AT + 100, 7), *range(DATABASE_AT, whole, 1021), whole - 1]
    for length in sorted(set(lengths), reverse=True):
        os.truncate(saved, length)
        with pytest.raises(CopyDamaged) as caught:
            check_copy(saved, CHEAP)
        assert caught.value.values["reason"] == "short", length


def test_something_behind_the_database_is_refused(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes() + b"\0")
    with pytest.raises(CopyDamaged) as caught:
        check_copy(saved, CHEAP)
    assert caught.value.values["reason"] == "long"


@pytest.mark.parametrize("content", [b"%PDF-1.7 and so on", b"CoProdJournal\n\n", bytes(5000), b"x"])
def test_other_files_are_no_copies(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(NotACopy):
        check_copy(tmp_path / "file", CHEAP)


def test_a_journal_s_own_file_is_no_copy(closed: Path) -> None:
    with pytest.raises(NotACopy):
        check_copy(closed / "journal.db", CHEAP)


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(CopyMissing):
        check_copy(tmp_path / "gone" / "copy.coprod", CHEAP)
    with pytest.raises(CopyNotReadable):
        check_copy(tmp_path, CHEAP)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(CopyNotReadable):
            check_copy(tmp_path / "pipe", CHEAP)


def _newer_format(data: bytes) -> bytes:
    return resealed(data[:16] + (2).to_bytes(4, "big") + data[20:])


def _newer_keys(data: bytes) -> bytes:
    return edited_keys(data, lambda keys: keys.update(ver=2))


def _swapped_keys(data: bytes) -> bytes:
    return edited_keys(data, lambda keys: keys.update(vault="00" * 16))


def _weak_keys(data: bytes) -> bytes:
    def weaken(keys: dict[str, object]) -> None:
        slots = keys["slots"]
        assert isinstance(slots, list)
        slots[0]["kdf"]["memory_kib"] = 8

    return edited_keys(data, weaken)


@pytest.mark.parametrize(
    ("act", "error", "reason"),
    [
        (_newer_format, CopyNewer, None),
        (_newer_keys, JournalNewer, None),
        (_swapped_keys, CopyDamaged, "mismatch"),
        (_weak_keys, CopyDamaged, "keys"),
        (lambda data: with_keys(data, b"{}\n"), CopyDamaged, "keys"),
    ],
)
def test_what_a_look_without_a_key_refuses(
    saved: Path, act: Callable[[bytes], bytes], error: type[VaultError], reason: str | None
) -> None:
    changed = act(saved.read_bytes())
    saved.write_bytes(changed)
    with pytest.raises(error) as caught:
        check_copy(saved, CHEAP)
    assert caught.value.values.get("reason") == reason
    assert saved.read_bytes() == changed


def test_the_cheap_keys_of_these_tests_are_refused_by_the_program(saved: Path) -> None:
    with pytest.raises(CopyDamaged):
        check_copy(saved, STANDARD)


def test_keys_of_another_journal_s_copy_are_refused(saved: Path, tmp_path: Path, rooms: Path) -> None:
    with_other = Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP)
    keys, _, _ = outside.parts_of_copy(save(with_other, tmp_path / "other.coprod", rooms).read_bytes())
    with_other.close()
    saved.write_bytes(with_keys(saved.read_bytes(), keys))
    with pytest.raises(CopyDamaged) as caught:
        check_copy(saved, CHEAP)
    assert caught.value.values["reason"] == "mismatch"


def test_a_newer_journal_in_a_copy_is_refused(vault: Vault, tmp_path: Path, rooms: Path) -> None:
    vault._connection.set_number("user_version", 99)
    path = save(vault, tmp_path / "copy.coprod", rooms)
    before = path.read_bytes()
    opened = OpenedCopy(path, CHEAP, rooms)
    with pytest.raises(JournalNewer) as caught:
        opened.unlock(PASSPHRASE)
    assert caught.value.values["version"] == 99
    opened.close()
    assert path.read_bytes() == before


def _other_moment(data: bytes, _: bytes) -> bytes:
    return resealed(data[:40] + (0).to_bytes(8, "big") + data[48:])


def _older_pages(data: bytes, older: bytes) -> bytes:
    """Genuine pages of the same journal from another day, which decrypt where they are."""
    return resealed(data[: DATABASE_AT + 8192] + older[DATABASE_AT + 8192 :])


def _older_keys(data: bytes, older: bytes) -> bytes:
    return with_keys(data, outside.parts_of_copy(older)[0])


@pytest.mark.parametrize("act", [_other_moment, _older_pages, _older_keys])
def test_what_was_put_together_without_the_key_is_refused(
    vault: Vault, saved: Path, tmp_path: Path, rooms: Path, act: Callable[[bytes, bytes], bytes]
) -> None:
    vault.change_passphrase(OTHER, kdf=CHEAP)
    vault.entries.put(note(1, "jam"))
    newer = save(vault, tmp_path / "newer.coprod", rooms)
    newer.write_bytes(act(newer.read_bytes(), saved.read_bytes()))
    opened = OpenedCopy(newer, CHEAP, rooms)
    with pytest.raises(CopyDamaged) as caught:
        opened.unlock(PASSPHRASE if act is _older_keys else OTHER)
    assert caught.value.values["reason"] in ("seal", "inside")
    assert not opened.is_unlocked
    opened.close()


def test_a_file_that_changed_after_it_was_looked_at_is_not_opened(
    vault: Vault, saved: Path, copy: OpenedCopy, tmp_path: Path, rooms: Path
) -> None:
    vault.entries.put(note(3))
    os.replace(save(vault, tmp_path / "newer.coprod", rooms), saved)
    with pytest.raises(CopyDamaged) as caught:
        copy.unlock(PASSPHRASE)
    assert caught.value.values["reason"] == "changed"
    assert not rooms.exists()


def test_no_mangled_copy_ever_shows_other_words(saved: Path, rooms: Path) -> None:
    """Several changes at once, hashes put right: it opens as it was, or is refused by a known error."""
    chance = random.Random(11)
    data = saved.read_bytes()
    for _ in range(60):
        mangled = bytearray(data)
        for _ in range(chance.randrange(1, 4)):
            start = chance.choice((0, KEYS_AT, DATABASE_AT))
            place = min(start + chance.randrange(6000), len(data) - 1)
            mangled[place : place + chance.randrange(1, 9)] = chance.randbytes(chance.randrange(1, 9))
        saved.write_bytes(resealed(bytes(mangled)) if chance.random() < 0.7 else bytes(mangled))
        opened: OpenedCopy | None = None
        try:
            opened = OpenedCopy(saved, CHEAP, rooms)
            opened.unlock(PASSPHRASE)
            assert opened.vault.entries.get(note(1).id).content == Note("marmalade")
        except VaultError:
            continue
        finally:
            if opened is not None:
                opened.close()


# ------------------------------------------------------------------ rooms
def test_a_room_that_a_crash_left_is_swept_and_one_in_use_is_not(rooms: Path) -> None:
    (rooms / "left").mkdir(parents=True)
    (rooms / "left" / "journal.db").write_bytes(b"x")
    with Room(rooms) as room:
        sweep_rooms(rooms)
        assert [path.name for path in rooms.iterdir()] == [room.folder.name]
    assert not rooms.exists()
    sweep_rooms(rooms)
