"""Every byte of a small journal changed, one at a time, and every length that it could be cut to.

Each time the journal is refused with a known error, or it opens and holds exactly what was written: never
anything else, never a crash, never a wait. The same for a copy in one file, also where somebody put all its
plain hashes right again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from coprod_desktop.domain.entries import EventDate, NoteDraft
from coprod_desktop.vault.errors import VaultError
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.portable import check_copy
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.torture.matrix import Matrix, Tally, require
from tests.torture.seen import Content, held_by
from tests.unit.vault.copies import resealed

SECRET = bytes(range(20))
PATTERNS = (0x01, 0xFF, 0x80, 0x20, 0x04, 0x55, 0x10, 0x7F, 0x02, 0xAA, 0x08, 0x40)
"""One for each byte in turn, so that every bit is turned somewhere on every page."""


class Flipped:
    """A small journal, and what it holds."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.folder = tally.folder / "Journal"
        self.copy = tally.folder / "copy.coprod"
        self.rooms = tally.folder / "rooms"
        vault = Vault.create(self.folder, PASSPHRASE, JournalSecret(SECRET), kdf=CHEAP)
        vault.entries.put(note(1, "rough"))
        vault.entries.put(note(1, "a walk by the river", tags=("calm",), items=("item",)))
        vault.entries.put(note(2, "a longer walk " * 400))
        vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body="being written"), NOW)
        vault.settings.put("name", "value")
        vault.save_copy(self.copy, made=NOW, rooms=self.rooms, kdf=CHEAP)
        self.whole: Content = held_by(vault)
        vault.close()

    def below(self) -> Content:
        """What the journal holds, opened as the vault opens it once the passphrase gave the secret."""
        vault = Vault.open_with_secret(self.folder, JournalSecret(SECRET), kdf=CHEAP)
        try:
            return held_by(vault)
        finally:
            vault.close()

    def by_passphrase(self) -> Content:
        """What the journal holds, opened by its passphrase."""
        vault = Vault.open(self.folder, PASSPHRASE, kdf=CHEAP)
        try:
            return held_by(vault)
        finally:
            vault.close()

    def by_copy(self) -> Content:
        """What the copy holds, checked, unlocked and taken out."""
        copy = OpenedCopy(self.copy, CHEAP, self.rooms)
        try:
            copy.unlock(PASSPHRASE)
            return held_by(copy.vault)
        finally:
            copy.close()

    def judge(self, name: str, read: Callable[[], Content]) -> None:
        """One case: refused, or exactly the right content."""
        with self.tally.case(name):
            try:
                content = read()
            except VaultError:
                self.tally.note("refused")
                return
            require(content == self.whole, "it opens and holds something else")
            self.tally.note("opens with the right content")


def _turned(path: Path, places: list[int]) -> Iterator[int]:
    """Turn bits of one byte of a file after the other; the file is whole again after each."""
    data = path.read_bytes()
    with path.open("r+b", buffering=0) as stream:
        for place in places:
            stream.seek(place)
            stream.write(bytes([data[place] ^ PATTERNS[place % len(PATTERNS)]]))
            yield place
            stream.seek(place)
            stream.write(data[place : place + 1])


def _every_byte_of_the_database(flipped: Flipped) -> None:
    journal = flipped.folder / "journal.db"
    places = flipped.tally.spread(range(journal.stat().st_size), 250, 1500)
    for place in _turned(journal, places):
        flipped.judge(f"journal.db, byte {place}", flipped.below)


def _every_length_of_the_database(flipped: Flipped) -> None:
    journal = flipped.folder / "journal.db"
    data = journal.read_bytes()
    for length in flipped.tally.spread(range(len(data)), 120, 1000):
        journal.write_bytes(data[:length])
        flipped.judge(f"journal.db, cut to {length} bytes", flipped.below)
    journal.write_bytes(data)


def _every_byte_of_the_keys(flipped: Flipped) -> None:
    """In the first copy, in the second, and in both alike."""
    first, second = (flipped.folder / name for name in ("journal.keys", "journal.keys.copy"))
    data = first.read_bytes()
    for place in flipped.tally.spread(range(len(data)), 25, 150):
        for bit in flipped.tally.of((place % 8,), (place % 8,), tuple(range(8))):
            turned = data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
            for of_first, of_second in ((turned, data), (data, turned), (turned, turned)):
                first.write_bytes(of_first)
                second.write_bytes(of_second)
                flipped.judge(f"key files, byte {place}, bit {bit}", flipped.by_passphrase)
    for length in flipped.tally.spread(range(len(data)), 10, 60):
        for of_first, of_second in ((data[:length], data), (data, data[:length]), (data[:length],) * 2):
            first.write_bytes(of_first)
            second.write_bytes(of_second)
            flipped.judge(f"key files, cut to {length} bytes", flipped.by_passphrase)
    first.write_bytes(data)
    second.write_bytes(data)


def _every_byte_of_a_rollback_file(flipped: Flipped) -> None:
    """What a crash in the middle of a long save leaves: the file as it was then, and what puts it right."""
    journal = flipped.folder / "journal.db"
    rollback = journal.with_name("journal.db-journal")
    before, (half, undo) = journal.read_bytes(), _half_saved(flipped.folder)
    places = [*range(600), *range(600, len(undo), 7)]
    for place in flipped.tally.spread(places, 40, 200):
        turned = undo[:place] + bytes([undo[place] ^ PATTERNS[place % len(PATTERNS)]]) + undo[place + 1 :]
        journal.write_bytes(half)
        rollback.write_bytes(turned)
        flipped.judge(f"rollback file, byte {place}", flipped.by_passphrase)
        rollback.unlink(missing_ok=True)
    journal.write_bytes(before)


def _half_saved(folder: Path) -> tuple[bytes, bytes]:
    vault = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    below = vault._connection
    below.set_number("cache_size", 1)
    try:
        with below.write():
            below.change("UPDATE note SET body = body || ?", "overwritten " * 2000)
            below.change("DELETE FROM draft")
            for number in range(30):
                below.change("INSERT INTO setting VALUES (?, ?)", f"lost {number}", "z" * 3000)
            journal = folder / "journal.db"
            left = journal.read_bytes(), journal.with_name("journal.db-journal").read_bytes()
            raise _PowerCut
    except _PowerCut:
        return left
    finally:
        vault.close()


class _PowerCut(Exception):
    """The power goes."""


def _every_byte_and_length_of_a_copy(flipped: Flipped) -> None:
    data = flipped.copy.read_bytes()
    for place in _turned(flipped.copy, flipped.tally.spread(range(len(data)), 200, 1000)):
        flipped.judge(f"copy, byte {place}", flipped.by_copy)
    for length in flipped.tally.spread(range(len(data)), 120, 1000):
        flipped.copy.write_bytes(data[:length])
        flipped.judge(f"copy, cut to {length} bytes", flipped.by_copy)
    flipped.copy.write_bytes(data)


def _every_byte_of_a_copy_with_its_hashes_put_right(flipped: Flipped) -> None:
    """What somebody can do who knows the format and not the key: every fifth byte, as the seal covers all."""
    data = flipped.copy.read_bytes()
    for place in flipped.tally.spread(range(0, len(data), 5), 100, 1000):
        turned = data[:place] + bytes([data[place] ^ PATTERNS[place % len(PATTERNS)]]) + data[place + 1 :]
        flipped.copy.write_bytes(resealed(turned))
        flipped.judge(f"copy with its hashes put right, byte {place}", flipped.by_copy)
    flipped.copy.write_bytes(data)


def flips(tally: Tally) -> None:
    """All of it, and at the end everything is whole as it was."""
    flipped = Flipped(tally)
    check_copy(flipped.copy, CHEAP)
    _every_byte_of_the_database(flipped)
    _every_length_of_the_database(flipped)
    _every_byte_of_the_keys(flipped)
    _every_byte_of_a_rollback_file(flipped)
    _every_byte_and_length_of_a_copy(flipped)
    _every_byte_of_a_copy_with_its_hashes_put_right(flipped)
    for read in (flipped.below, flipped.by_passphrase, flipped.by_copy):
        require(read() == flipped.whole, "the journal is not whole after all")


MATRIX = Matrix(
    "bytes",
    "Every byte of a small journal (database, both key files, rollback file, a copy in one file, also with"
    " its hashes put right) changed, and every length that it can be cut to",
    flips,
)
