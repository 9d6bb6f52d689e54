"""Copies that are damaged, cut short, newer, or put together without the key: refused, and never changed."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.domain.entries import Note
from coprod_desktop.vault.errors import (
    CopyDamaged,
    CopyMissing,
    CopyNewer,
    CopyNotReadable,
    DiskFull,
    JournalNewer,
    NotACopy,
    VaultError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from coprod_desktop.vault.files import Disk
from coprod_desktop.vault.kdf import STANDARD
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.portable import check_copy
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.unit.vault import outside_reader as outside
from tests.unit.vault.copies import DATABASE_AT, KEYS_AT, edited_keys, resealed, save, with_keys

OTHER = "quite another one"


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
    return edited_keys(data, lambda keys: keys.update(ver=3))


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
    return resealed(data[:40] + (1_700_000_000).to_bytes(8, "big") + data[48:])


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


@given(rest=st.binary(max_size=300), numbers=st.tuples(*(st.integers(0, 2**32 - 1),) * 8))
def test_whatever_follows_the_magic_is_refused_by_a_known_error(
    tmp_path_factory: pytest.TempPathFactory, rest: bytes, numbers: tuple[int, ...]
) -> None:
    """Lengths that no file has, moments that no calendar has: refused before anything is done with them."""
    path = tmp_path_factory.getbasetemp() / "any.coprod"
    facts = (1).to_bytes(4, "big") + b"".join(number.to_bytes(4, "big") for number in numbers)
    for data in (b"CoProdJournal\r\n\x1a" + rest, b"CoProdJournal\r\n\x1a" + facts + rest.ljust(4096), rest):
        path.write_bytes(data)
        with pytest.raises((CopyDamaged, CopyNewer, NotACopy)):
            check_copy(path, CHEAP)


# ------------------------------------------------------------------ nothing is written before a key fits
def _counted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    written: list[Path] = []
    create = Disk.create

    def noted(self: Disk, path: Path) -> int:
        written.append(path)
        return create(self, path)

    monkeypatch.setattr(Disk, "create", noted)
    return written


@pytest.mark.parametrize("by_code", [False, True])
def test_nothing_is_taken_out_before_the_key_fits(
    copy: OpenedCopy, rooms: Path, monkeypatch: pytest.MonkeyPatch, by_code: bool
) -> None:
    written = _counted(monkeypatch)
    unlock = copy.unlock_with_recovery_code if by_code else copy.unlock
    with pytest.raises((WrongPassphrase, WrongRecoveryCode)):
        unlock(JournalSecret.random().recovery_code() if by_code else "not this one")
    assert (written, rooms.exists()) == ([], False)
    copy.unlock(PASSPHRASE)
    assert len(written) == 3


@pytest.mark.parametrize("by_code", [False, True])
def test_nothing_is_taken_out_of_what_its_owner_did_not_seal(
    saved: Path, secret: JournalSecret, rooms: Path, monkeypatch: pytest.MonkeyPatch, by_code: bool
) -> None:
    """Zeros behind a genuine database make a huge file that takes no room until it is taken out."""
    data = saved.read_bytes() + bytes(16 * 4096)
    length = (len(data) - DATABASE_AT).to_bytes(8, "big")
    saved.write_bytes(resealed(data[:32] + length + data[40:]))
    opened = OpenedCopy(saved, CHEAP, rooms)
    written = _counted(monkeypatch)
    unlock = opened.unlock_with_recovery_code if by_code else opened.unlock
    with pytest.raises(CopyDamaged) as caught:
        unlock(secret.recovery_code() if by_code else PASSPHRASE)
    assert caught.value.values["reason"] == "seal"
    assert (written, rooms.exists()) == ([], False)


def test_a_copy_that_has_no_room_is_not_begun(
    copy: OpenedCopy, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = _counted(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "free", lambda _self, _folder: copy.head.database_bytes)
        with pytest.raises(DiskFull):
            copy.unlock(PASSPHRASE)
    assert (written, rooms.exists()) == ([], False)
    copy.unlock(PASSPHRASE)
