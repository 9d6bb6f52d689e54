"""Rooms that a crash left go; nothing else is ever deleted, wherever a link leads."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from coprod_desktop.vault.errors import VaultError
from coprod_desktop.vault.lock import JournalLock
from coprod_desktop.vault.rooms import Room, sweep_rooms

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="needs a right there that few have")
LEFT = "0123456789abcdef"


def left_room(rooms: Path, name: str = LEFT) -> Path:
    """A room as a crash leaves it."""
    journal = rooms / name / "Journal"
    journal.mkdir(parents=True)
    (rooms / name / "room.lock").touch()
    names = ("journal.db", "journal.db-journal", "journal.keys", ".journal.keys.0123.tmp", "journal.lock")
    for each in names:
        (journal / each).write_bytes(b"x")
    (rooms / name / "journal.db").write_bytes(b"x")
    return rooms / name


def test_a_room_that_a_crash_left_is_swept_and_one_in_use_is_not(rooms: Path) -> None:
    left_room(rooms)
    (rooms / "00000000000000aa").mkdir()  # before it was locked
    with Room(rooms) as room:
        sweep_rooms(rooms)
        assert {path.name for path in rooms.iterdir() if path.is_dir()} == {room.folder.name}
        assert room.folder.is_dir()
    assert not rooms.exists()
    sweep_rooms(rooms)
    assert not rooms.exists()


def test_what_is_no_room_stays(rooms: Path) -> None:
    """Somebody else's folder of that name, or something that was put into a room."""
    kept = [
        rooms / "holiday" / "photo.jpg",
        rooms / "holiday" / "room.lock",
        rooms / "0123456789abcde" / "journal.db",
        rooms / "0123456789ABCDEE" / "room.lock",
        rooms / "0123456789abcdee" / "journal.db",
        rooms / "letter.txt",
        left_room(rooms) / "Journal" / "letter.txt",
        left_room(rooms, "0123456789abcdea") / "deep" / "journal.db",
    ]
    for path in kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
    sweep_rooms(rooms)
    Room(rooms).leave()
    assert [path for path in kept if not path.exists()] == []
    assert not (rooms / LEFT / "journal.db").exists()


@LINKS
def test_a_link_in_the_place_of_the_rooms_is_refused_and_not_followed(rooms: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    left_room(elsewhere)
    rooms.symlink_to(elsewhere, target_is_directory=True)
    sweep_rooms(rooms)
    with pytest.raises(VaultError):
        Room(rooms)
    assert len(list(elsewhere.rglob("*"))) == 9
    assert rooms.is_symlink()


@LINKS
def test_links_inside_the_rooms_are_not_followed(rooms: Path, tmp_path: Path) -> None:
    elsewhere = left_room(tmp_path / "elsewhere")
    rooms.mkdir()
    (rooms / LEFT).symlink_to(elsewhere, target_is_directory=True)
    (rooms / "0123456789abcdea").mkdir()
    (rooms / "0123456789abcdea" / "room.lock").touch()
    (rooms / "0123456789abcdea" / "Journal").symlink_to(elsewhere, target_is_directory=True)
    (rooms / "0123456789abcdeb").mkdir()
    (rooms / "0123456789abcdeb" / "room.lock").symlink_to(elsewhere / "journal.db")
    before = sorted(elsewhere.rglob("*"))
    sweep_rooms(rooms)
    assert sorted(elsewhere.rglob("*")) == before
    assert (elsewhere / "journal.db").read_bytes() == b"x"


def test_a_start_waits_for_a_room_that_is_being_made(rooms: Path) -> None:
    """Between its folder and its lock a room looks like one that a crash left."""
    rooms.mkdir()
    making = JournalLock(rooms, "rooms.lock")
    with making.held_until_kept():
        folder = rooms / LEFT
        folder.mkdir()
        start = threading.Thread(target=sweep_rooms, args=(rooms,))
        start.start()
        start.join(0.2)
        assert folder.exists()
        (folder / "room.lock").touch()
        made = JournalLock(folder, "room.lock")
        with made.held_until_kept() as lock:
            lock.keep()
    start.join(10)
    assert not start.is_alive() and folder.exists()
    made.release()


def test_many_starts_and_rooms_at_once_lose_none(rooms: Path) -> None:
    faults: list[BaseException] = []

    def come_and_go() -> None:
        try:
            for _ in range(15):
                with Room(rooms) as room:
                    (room.folder / "journal.db").write_bytes(b"x")
                    sweep_rooms(rooms)
                    assert (room.folder / "journal.db").exists()
        except BaseException as fault:  # told below, on the test's own thread
            faults.append(fault)

    threads = [threading.Thread(target=come_and_go) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    assert not rooms.exists()
