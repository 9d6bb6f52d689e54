"""A folder of backups: old ones go, and nothing else ever does."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coprod_desktop.vault.backup_tiers import Tiers
from coprod_desktop.vault.backups import Whole, found_in, free_name, prune, sweep_parts
from coprod_desktop.vault.errors import CopyStopped
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.portable import read_head
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE
from tests.unit.vault.copies import save

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FEW = Tiers(3, 1, 1)


class Shelf:
    """A folder with backups, made from one real copy with another moment in its head."""

    def __init__(self, folder: Path, vault: Vault, secret: JournalSecret, rooms: Path) -> None:
        self.folder, self.vault, self.secret = folder, vault, secret
        folder.mkdir()
        first = save(vault, folder.parent / "first.coprod", rooms)
        with first.open("rb") as stream:
            self.head = read_head(stream, first, CHEAP)
            self.database = stream.read()

    def put(self, made: datetime, *, before_change: bool = False, name: str = "") -> Path:
        path = free_name(self.folder, made, before_change=before_change)
        path = path.with_name(name) if name else path
        path.write_bytes(replace(self.head, made=made).sealed(self.secret).to_bytes() + self.database)
        return path

    def prune(self, new: Path, now: datetime = NOW, tiers: Tiers = FEW) -> set[Path]:
        whole = Whole(CHEAP)
        gone = prune(self.folder, self.vault.vault_id, whole, now=now, tiers=tiers, new=new, kdf=CHEAP)
        return set(gone)

    @property
    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()}


@pytest.fixture
def shelf(vault: Vault, secret: JournalSecret, rooms: Path, tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "backups", vault, secret, rooms)


def test_the_oldest_days_go(shelf: Shelf) -> None:
    days = [shelf.put(NOW - n * DAY) for n in range(6)]
    assert shelf.prune(days[0]) == set(days[3:])
    assert shelf.names == {path.name for path in days[:3]}
    assert [each.path for each in found_in(shelf.folder, CHEAP)] == days[:3]


def test_nothing_else_is_touched(shelf: Shelf, secret: JournalSecret, tmp_path: Path, rooms: Path) -> None:
    """Neither another journal's, nor what only has the name, nor a copy that somebody saved by hand."""
    theirs = JournalSecret(bytes(20))
    other = Vault.create(tmp_path / "other" / "Journal", PASSPHRASE, theirs, kdf=CHEAP)
    their_shelf = Shelf(tmp_path / "other" / "backups", other, theirs, rooms)
    their_shelf.folder = shelf.folder
    strange = [
        their_shelf.put(NOW - 20 * DAY),
        shelf.put(NOW - 21 * DAY, name="Journal copy 2026-10-28.coprod"),
        shelf.put(NOW - 22 * DAY, name="My Journal backup 2026-10-28 10.00.coprod"),
        shelf.folder / "Journal backup 2026-10-01 10.00.coprod",
        shelf.folder / "Journal backup 2026-99-99 10.00.coprod",
        shelf.folder / "letter.pdf",
    ]
    other.close()
    for path in strange[3:]:
        path.write_bytes(b"something else")
    (shelf.folder / "Journal backup 2026-10-02 10.00.coprod").mkdir()
    outside = tmp_path / "outside.coprod"
    outside.write_bytes((shelf.put(NOW - 23 * DAY)).read_bytes())
    if sys.platform != "win32":
        strange.append(shelf.folder / "Journal backup 2026-10-03 10.00.coprod")
        strange[-1].symlink_to(outside)
    kept = {path: path.read_bytes() for path in strange}
    days = [shelf.put(NOW - n * HOUR) for n in range(8)]
    assert len(shelf.prune(days[0], tiers=Tiers(1, 1, 1))) >= 5
    assert {path: path.read_bytes() for path in strange} == kept
    assert (shelf.folder / "Journal backup 2026-10-02 10.00.coprod").is_dir()


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-200] ^= 1
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("damage", [_flip, _cut])
def test_a_damaged_one_is_neither_counted_nor_deleted(shelf: Shelf, damage: Callable[[Path], None]) -> None:
    days = [shelf.put(NOW - n * DAY) for n in range(6)]
    for path in days[:4]:
        damage(path)
    assert shelf.prune(days[0]) == set(), "of the two that are whole none can go"
    days.append(shelf.put(NOW - 6 * DAY))
    days.append(shelf.put(NOW - 7 * DAY))
    gone = shelf.prune(days[0])
    assert gone == {days[7]}
    assert all(path.exists() for path in days[:7])


def test_the_one_that_stands_for_a_month_must_be_whole(shelf: Shelf) -> None:
    """The newest of August is damaged: the one before it is August's from then on."""
    now = datetime.fromisoformat("2026-11-18T09:30:00+00:00")
    new = [shelf.put(now - n * DAY) for n in range(3)]
    newest = shelf.put(datetime.fromisoformat("2026-08-30T12:00:00+00:00"))
    older = shelf.put(datetime.fromisoformat("2026-08-20T12:00:00+00:00"))
    oldest = shelf.put(datetime.fromisoformat("2026-08-11T12:00:00+00:00"))
    _flip(newest)
    assert shelf.prune(new[0], now, Tiers(3, 1, 12)) == {oldest}
    assert older.exists() and newest.exists()


def test_before_a_change_thirty_days(shelf: Shelf) -> None:
    days = [shelf.put(NOW - n * DAY) for n in range(5)]
    held = shelf.put(NOW - 25 * DAY, before_change=True)
    let_go = shelf.put(NOW - 40 * DAY, before_change=True)
    assert shelf.prune(days[0], tiers=Tiers(1, 1, 1)) == {*days[3:], let_go}
    assert held.exists()


def test_a_clock_that_jumped(shelf: Shelf) -> None:
    days = [shelf.put(NOW - n * DAY) for n in range(3)]
    behind = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
    assert shelf.prune(shelf.put(behind), now=behind, tiers=Tiers(1, 1, 1)) == set()
    ahead = shelf.put(NOW + 900 * DAY)
    assert all(path.exists() for path in days)
    assert shelf.prune(shelf.put(NOW + HOUR), now=NOW + HOUR, tiers=Tiers(7, 5, 12)) == set()
    assert ahead.exists()


def test_what_cannot_be_deleted_stays_and_what_changed_meanwhile_too(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [shelf.put(NOW - n * DAY) for n in range(6)]
    unlink = Path.unlink

    def refuses(path: Path, *, missing_ok: bool = False) -> None:
        if path == days[4]:
            raise PermissionError
        unlink(path, missing_ok=missing_ok)

    is_whole = Whole.is_whole

    def exchanges(self: Whole, path: Path, stopped: Callable[[], bool]) -> bool:
        days[5].write_bytes(b"somebody's letter")
        return is_whole(self, path, stopped)

    monkeypatch.setattr(Path, "unlink", refuses)
    monkeypatch.setattr(Whole, "is_whole", exchanges)
    assert shelf.prune(days[0]) == {days[3]}
    assert days[5].read_bytes() == b"somebody's letter"


def test_reading_them_can_be_called_off(shelf: Shelf) -> None:
    days = [shelf.put(NOW - n * DAY) for n in range(6)]
    with pytest.raises(CopyStopped):
        prune(
            shelf.folder,
            shelf.vault.vault_id,
            Whole(CHEAP),
            now=NOW,
            tiers=FEW,
            new=days[0],
            kdf=CHEAP,
            stopped=lambda: True,
        )
    assert all(path.exists() for path in days)


def test_a_file_is_read_again_only_when_it_changed(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    path, whole, read = shelf.put(NOW), Whole(CHEAP), []
    from coprod_desktop.vault import backups, portable

    check = portable.check_copy

    def counted(*given: object) -> object:
        read.append(given)
        return check(*given)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(backups, "check_copy", counted)
    assert whole.is_whole(path) and whole.is_whole(path) and len(read) == 1
    os.utime(path, ns=(1, 1))
    assert whole.is_whole(path) and len(read) == 2
    _cut(path)
    assert not whole.is_whole(path)
    path.unlink()
    assert not whole.is_whole(path)


def test_what_a_crash_left_is_swept_after_a_day(shelf: Shelf) -> None:
    data = shelf.put(NOW).read_bytes()
    ours = shelf.folder / ".0123456789abcdef.part"
    young = shelf.folder / ".0123456789abcdee.part"
    foreign = shelf.folder / ".0123456789abcded.part"
    named = shelf.folder / "0123456789abcdef.part"
    for path in (ours, young, named):
        path.write_bytes(data[:9000])
    foreign.write_bytes(b"half a download")
    for path in (ours, foreign, named):
        os.utime(path, (time.time() - 2 * 86400,) * 2)
    sweep_parts(shelf.folder, b"x" * 16)
    assert ours.exists(), "another journal's, as far as that one can tell"
    sweep_parts(shelf.folder, shelf.vault.vault_id)
    assert not ours.exists()
    assert young.exists() and foreign.exists() and named.exists()
    sweep_parts(shelf.folder / "gone", shelf.vault.vault_id)
