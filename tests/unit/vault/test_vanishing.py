"""The journal's file goes, comes back, or is replaced while it is open: nothing is lost or mixed up."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from coprod_desktop.vault import connection as connections
from coprod_desktop.vault.errors import (
    DiskTrouble,
    FolderGone,
    JournalBusy,
    JournalDamaged,
    JournalEmpty,
    JournalExchanged,
    JournalMissing,
    JournalOpenElsewhere,
    VaultError,
)
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.lock import JournalLock
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.unit.vault.acts import opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")


def ids(vault: Vault) -> list[str]:
    return sorted(row.id for row in vault.entries.rows())


def replace_file(folder: Path, content: bytes) -> None:
    """As a program that keeps folders alike does: a new file takes the name."""
    (folder / "arriving").write_bytes(content)
    (folder / "arriving").replace(folder / "journal.db")


@pytest.fixture
def older(vault: Vault, folder: Path) -> bytes:
    """The file as it was with one entry; the journal has two by now."""
    vault.entries.put(note(1))
    content = (folder / "journal.db").read_bytes()
    vault.entries.put(note(2))
    return content


def test_a_folder_that_is_renamed_and_renamed_back(vault: Vault, folder: Path) -> None:
    vault.entries.put(note(1))
    away = folder.rename(folder.with_name("elsewhere"))
    before = (away / "journal.db").read_bytes()
    for _ in range(2):
        with pytest.raises(FolderGone):
            vault.entries.put(note(2))
        with pytest.raises(FolderGone):
            vault.look_after()
    assert ids(vault) == [note(1).id], "reading goes on from the file that is open"
    assert (away / "journal.db").read_bytes() == before, "nothing is written where nobody looks for it"
    assert not folder.exists()
    away.rename(folder)
    vault.entries.put(note(2))
    assert not vault.look_after(), "it is the same file"
    vault.close()
    again = opened(folder)
    assert ids(again) == [note(1).id, note(2).id]
    again.close()


@pytest.mark.usefixtures("older")
def test_a_stick_that_is_pulled_out_and_put_back(vault: Vault, folder: Path) -> None:
    """The files come back as others: new inodes, the same content, and a lock that nobody holds."""
    away = folder.rename(folder.with_name("pulled out"))
    with pytest.raises(FolderGone):
        vault.entries.put(note(3))
    shutil.copytree(away, folder)
    vault.entries.put(note(3))
    assert not vault.look_after()
    assert ids(vault) == [note(n).id for n in (1, 2, 3)]
    with pytest.raises(JournalOpenElsewhere):
        opened(folder)
    vault.close()


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Callable[[bool], None]]:
    """A file system of its own at ``stick``, to be put in (True) and pulled out (False) by root alone."""
    place = tmp_path / "stick"
    place.mkdir()

    def turn(there: bool) -> None:
        tool = shutil.which("mount" if there else "umount")
        wanted = ["-t", "tmpfs", "tmpfs"] if there else ["-l"]  # lazily: files on it are open
        if tool is None or subprocess.run([tool, *wanted, place], capture_output=True).returncode:
            pytest.skip("no file system can be mounted here")

    yield turn
    while place.is_mount():
        turn(False)


def test_a_file_system_that_is_unmounted_and_mounted_again(
    stick: Callable[[bool], None], tmp_path: Path, secret: JournalSecret
) -> None:
    stick(True)
    folder = tmp_path / "stick" / "Journal"
    vault = Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP)
    vault.entries.put(note(1))
    shutil.copytree(folder, tmp_path / "what was on it")
    stick(False)
    for _ in range(2):
        with pytest.raises(FolderGone):
            vault.entries.put(note(2))
    assert ids(vault) == [note(1).id]
    assert list((tmp_path / "stick").iterdir()) == [], "nothing is made on the disk below"
    stick(True)
    with pytest.raises(FolderGone):
        vault.look_after()  # another stick, empty
    shutil.copytree(tmp_path / "what was on it", folder)
    vault.entries.put(note(2))
    assert not vault.look_after()
    assert ids(vault) == [note(1).id, note(2).id]
    vault.close()


@pytest.mark.usefixtures("older")
def test_another_program_took_it_meanwhile(vault: Vault, folder: Path) -> None:
    away = folder.rename(folder.with_name("pulled out"))
    shutil.copytree(away, folder)
    with JournalLock(folder).held_until_kept():
        for _ in range(2):
            with pytest.raises(JournalOpenElsewhere):
                vault.entries.put(note(3))
    vault.entries.put(note(3))
    assert len(ids(vault)) == 3


def test_an_error_of_the_system_makes_the_next_use_open_it_anew(vault: Vault) -> None:
    """As from a stick with a loose contact: the handle can be dead for ever, the file is there again."""
    former = vault._connection._db
    with pytest.raises(DiskTrouble), vault._connection._told_plainly():
        raise apsw.IOError
    assert vault._connection.at_hand.is_lost
    vault.entries.put(note(1))
    assert vault._connection._db is not former
    assert not vault.look_after()


@pytest.mark.parametrize("by_reading", [False, True])
def test_an_older_whole_copy_is_the_journal_from_then_on(
    vault: Vault, folder: Path, older: bytes, by_reading: bool
) -> None:
    replace_file(folder, older)
    if by_reading:
        assert ids(vault) == [note(1).id]
    vault.entries.put(note(3))
    assert ids(vault) == [note(1).id, note(3).id]
    assert vault.look_after() and not vault.look_after(), "it is told once"
    vault.close()
    again = opened(folder)
    assert ids(again) == [note(1).id, note(3).id]
    again.close()


def test_it_is_noticed_without_a_save(vault: Vault, folder: Path, older: bytes) -> None:
    assert not vault.look_after()
    replace_file(folder, older)
    assert vault.look_after()
    (folder / "journal.db").write_bytes(older)  # and once more, in place, with the very same content
    assert not vault.look_after()


def test_it_is_noticed_when_the_file_is_written_over_in_place(
    vault: Vault, folder: Path, older: bytes
) -> None:
    with (folder / "journal.db").open("r+b") as stream:
        stream.write(older)
        stream.truncate()
    assert vault.look_after()
    assert ids(vault) == [note(1).id]


def of_another_journal(folder: Path) -> bytes:
    other = folder.with_name("other")
    Vault.create(other, PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
    return (other / "journal.db").read_bytes()


def mixed(folder: Path) -> bytes:
    mine = (folder / "journal.db").read_bytes()
    return mine[:16] + of_another_journal(folder)[16:]


@pytest.mark.usefixtures("older")
@pytest.mark.parametrize(
    ("content", "error"),
    [
        (of_another_journal, JournalExchanged),
        (mixed, JournalDamaged),
        (lambda _: b"", JournalEmpty),
        (lambda _: os.urandom(40960), JournalExchanged),
        (lambda folder: (folder / "journal.db").read_bytes()[:8192], JournalDamaged),
        (lambda _: b"SQLite format 3\0" + bytes(4080), JournalDamaged),
    ],
)
def test_what_is_not_the_journal_is_refused_and_left_alone(
    vault: Vault, folder: Path, content: Callable[[Path], bytes], error: type[VaultError]
) -> None:
    mine = (folder / "journal.db").read_bytes()
    strange = content(folder)
    replace_file(folder, strange)
    for _ in range(2):
        with pytest.raises(error):
            vault.entries.put(note(3))
    with pytest.raises(error):
        vault.look_after()
    assert ids(vault) == [note(1).id, note(2).id], "the file that was opened may be the only whole one"
    assert (folder / "journal.db").read_bytes() == strange
    assert not list(folder.glob("journal.db-*"))
    replace_file(folder, mine)
    vault.entries.put(note(3))
    assert len(ids(vault)) == 3
    assert not vault.look_after()


@pytest.mark.parametrize("length", [0, 100, 4096, 12288])
def test_a_file_cut_short_in_place_is_no_empty_journal(vault: Vault, folder: Path, length: int) -> None:
    vault.entries.put(note(1))
    mine = (folder / "journal.db").read_bytes()
    os.truncate(folder / "journal.db", length)
    for act in (vault.entries.rows, lambda: vault.entries.put(note(2)), vault.entries.rows):
        with pytest.raises(VaultError):
            act()
    assert (folder / "journal.db").stat().st_size == length
    (folder / "journal.db").write_bytes(mine)
    vault.entries.put(note(2))
    assert len(ids(vault)) == 2


def test_the_file_is_moved_away(vault: Vault, folder: Path) -> None:
    vault.entries.put(note(1))
    away = (folder / "journal.db").rename(folder.parent / "away")
    with pytest.raises(JournalMissing):
        vault.entries.put(note(2))
    assert not (folder / "journal.db").exists(), "no empty one is made in its place"
    assert ids(vault) == [note(1).id]
    away.rename(folder / "journal.db")
    vault.entries.put(note(2))
    assert len(ids(vault)) == 2


def test_it_is_moved_away_while_it_is_opened(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.close()
    unlock = connections.Connection._unlock

    def unlocked_and_gone(connection: connections.Connection, db: apsw.Connection, key: bytes) -> None:
        unlock(connection, db, key)
        connection.path.unlink()

    monkeypatch.setattr(connections.Connection, "_unlock", unlocked_and_gone)
    with pytest.raises(JournalMissing):
        opened(folder)


def test_the_place_cannot_be_looked_at(vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a network disk that does not answer."""
    vault.entries.put(note(1))
    real = Path.stat

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.name == "journal.db":
            raise OSError(errno.EIO, "no answer")
        return real(path, follow_symlinks=follow_symlinks)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", stat)
        patch.setattr("coprod_desktop.vault.look.open_to_read", lambda _path: stat(Path("journal.db")))
        with pytest.raises(DiskTrouble):
            vault.entries.put(note(2))
        assert len(ids(vault)) == 1
    vault.entries.put(note(2))
    assert len(ids(vault)) == 2


def test_a_program_that_holds_the_file_is_waited_for_and_then_told_of(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As cloud programs and virus scanners do. SQLite's own lock stands for theirs."""
    monkeypatch.setattr(connections, "PATIENCE_MS", 50)
    vault.entries.put(note(1))
    vault._connection._db.set_busy_timeout(50)
    held = vault._connection._db
    other = connections.Connection(folder / "journal.db", *_key(vault))
    other._db.execute("BEGIN EXCLUSIVE")
    for act in (lambda: vault.entries.put(note(2)), vault.entries.rows):
        with pytest.raises(JournalBusy):
            act()
    other._db.execute("ROLLBACK")
    vault.entries.put(note(2))
    assert len(ids(vault)) == 2
    assert vault._connection._db is held, "being busy is no reason to open it anew"
    other.close()


def _key(vault: Vault) -> tuple[bytes, bytes]:
    from coprod_desktop.vault.keys import database_key

    return database_key(vault.secret, vault.vault_id), vault.vault_id


def test_locking_while_it_is_gone_forgets_the_key(vault: Vault, folder: Path) -> None:
    folder.rename(folder.with_name("pulled out"))
    with pytest.raises(FolderGone):
        vault.look_after()
    vault.close()
    assert not any(vault.secret._buffer)
