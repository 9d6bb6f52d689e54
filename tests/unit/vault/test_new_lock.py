"""A new recovery code is a changed lock: whatever comes between, the journal opens, whole, with one code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from coprod_desktop.domain.entries import EventDate, NoteDraft
from coprod_desktop.vault import relocking
from coprod_desktop.vault.errors import (
    ClosedByNewLock,
    DiskFull,
    JournalBusy,
    PassphraseWanted,
    SignInRefused,
    VaultError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.vault import Vault
from coprod_desktop.vault.ways import Interrupted
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.torture.failing import NO_PLAN, FailingDisk, Plan
from tests.unit.vault.acts import KEYS, NAMES
from tests.unit.vault.copies import save
from tests.unit.vault.test_disks import FailingDisk as FullDisk

NEXT = bytes(range(50, 70))
KEY = b"k" * 32
LONG = "a walk by the river " * 300


@pytest.fixture
def following() -> JournalSecret:
    return JournalSecret(NEXT)


@pytest.fixture
def written(vault: Vault) -> Vault:
    vault.entries.put(note(1, LONG))
    vault.entries.put(note(1, LONG + "and back"))
    vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body="being written"), NOW)
    return vault


def holds_all(vault: Vault) -> None:
    assert vault.entries.get(note(1).id) == note(1, LONG + "and back")
    assert [row.id for row in vault.search.find("river")] == [note(1).id]
    assert [row.id for row in vault.drafts.rows()] == ["draft"]
    assert vault._connection.one("SELECT count(*) FROM version") == (1,)
    vault._connection.require_sound()


def by_code(folder: Path, secret: bytes) -> Vault:
    return Vault.open_with_recovery_code(folder, JournalSecret(secret).recovery_code(), kdf=CHEAP)


def test_the_new_code_holds_and_the_old_one_does_not(
    written: Vault, folder: Path, following: JournalSecret
) -> None:
    former, vault_id = written.secret.reveal(), written.vault_id
    before = (folder / "journal.db").read_bytes()
    slots = json.loads((folder / KEYS[0]).read_text())["slots"]
    written.change_lock(PASSPHRASE, following)
    holds_all(written)
    written.entries.put(note(2, "written after it"))
    assert written.secret == following
    assert written.vault_id == vault_id
    written.close()
    assert {path.name for path in folder.iterdir()} == NAMES
    for name in KEYS:
        content = json.loads((folder / name).read_text())
        assert content["pending"] is None
        assert slots[0]["sealed"] not in json.dumps(content)
    after = (folder / "journal.db").read_bytes()
    assert after[:16] == before[:16]
    assert not {before[at : at + 4096] for at in range(0, len(before), 4096)} & {
        after[at : at + 4096] for at in range(0, len(after), 4096)
    }
    with pytest.raises(WrongRecoveryCode):
        by_code(folder, former)
    vault = by_code(folder, NEXT)
    holds_all(vault)
    vault.close()
    vault = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    holds_all(vault)
    assert vault.interrupted is None
    assert not vault.keys_are_older
    vault.close()


def test_it_needs_the_passphrase_before_anything_is_done(
    written: Vault, folder: Path, following: JournalSecret
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "journal.lock"}
    done: list[str] = []
    with pytest.raises(WrongPassphrase):
        written.change_lock("something else", following, before_change=lambda: done.append("backup"))
    assert done == []
    with pytest.raises(DiskFull):
        written.change_lock(PASSPHRASE, following, before_change=_no_room)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name in before} == before
    for name in KEYS:
        (folder / name).unlink()
    with pytest.raises(PassphraseWanted):
        written.change_lock(PASSPHRASE, following)
    holds_all(written)


def _no_room() -> None:
    raise DiskFull(path=Path())


def test_a_disk_without_room_for_both_is_told_first(
    written: Vault, folder: Path, following: JournalSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = (folder / KEYS[0]).read_bytes()
    monkeypatch.setattr(written._keys.disk, "free", lambda _folder: 100_000)
    with pytest.raises(DiskFull):
        written.change_lock(PASSPHRASE, following)
    holds_all(written)
    assert json.loads((folder / KEYS[0]).read_bytes())["slots"] == json.loads(keys)["slots"]
    with pytest.raises(DiskFull):
        written.change_lock(PASSPHRASE, following)
    assert len(written._former_locks()) == 1, "however often it is tried"


@pytest.mark.parametrize("handed_in", [KEY, KEY[::-1], None])
def test_the_sign_in_goes_along_only_with_its_key(
    written: Vault, folder: Path, following: JournalSecret, handed_in: bytes | None
) -> None:
    written.add_sign_in(KEY)
    written.change_lock(PASSPHRASE, following, sign_in=handed_in)
    assert written.has_sign_in is (handed_in == KEY)
    written.close()
    if handed_in == KEY:
        vault = Vault.open_with_sign_in(folder, KEY, kdf=CHEAP)
        holds_all(vault)
        vault.close()
    else:
        with pytest.raises(SignInRefused):
            Vault.open_with_sign_in(folder, KEY, kdf=CHEAP)


def test_older_copies_keep_the_older_code_and_newer_have_the_new(
    written: Vault, tmp_path: Path, rooms: Path, following: JournalSecret
) -> None:
    former = written.secret.recovery_code()
    older = save(written, tmp_path / "older.coprod", rooms)
    written.change_lock(PASSPHRASE, following)
    newer = save(written, tmp_path / "newer.coprod", rooms)
    for path, code in ((older, former), (newer, following.recovery_code())):
        copy = OpenedCopy(path, CHEAP, rooms)
        copy.unlock_with_recovery_code(code)
        holds_all(copy.vault)
        copy.close()
        copy = OpenedCopy(path, CHEAP, rooms)
        copy.unlock(PASSPHRASE)
        assert written.has_had(copy.vault.secret)
        copy.close()
    assert not written.has_had(JournalSecret.random())


def test_an_older_key_file_put_back_after_it_opens_nothing(
    written: Vault, folder: Path, following: JournalSecret
) -> None:
    older = (folder / KEYS[0]).read_bytes()
    written.change_lock(PASSPHRASE, following)
    written.close()
    for name in KEYS:
        (folder / name).write_bytes(older)
    with pytest.raises(VaultError):
        Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    vault = by_code(folder, NEXT)
    holds_all(vault)
    vault.close()


# ------------------------------------------------------------------ a program that ends at any step
@dataclass
class Snapshots(Plan):
    """Keeps what lies in the journal's folder before each call that changes something on the disk."""

    folder: Path = field(default_factory=Path)
    into: Path = field(default_factory=Path)

    def of_call(self, kind: str) -> None:
        self._keep(kind)
        super().of_call(kind)

    def of_write(self, length: int) -> int:
        if self.calls % 6 == 0:
            self._keep("write")
        return super().of_write(length)

    def _keep(self, kind: str) -> None:
        kept = self.into / f"{self.calls:04} {kind}"
        shutil.copytree(self.folder, kept, ignore=shutil.ignore_patterns("journal.lock"))


@pytest.fixture
def snapshots(folder: Path, secret: JournalSecret, tmp_path: Path) -> list[Path]:
    """What is left by a program that ends before each thing a changed lock does to the disk, or after all.

    Of the many writes in a row every sixth counts.
    """
    disk = FailingDisk()
    disk.carry_out(NO_PLAN)
    vault = Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP, disk=disk)
    vault.entries.put(note(1, LONG))
    vault.entries.put(note(1, LONG + "and back"))
    vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body="being written"), NOW)
    vault.add_sign_in(KEY)
    plan = Snapshots(folder=folder, into=tmp_path / "snapshots")
    plan.into.mkdir()
    disk.carry_out(plan)
    vault.change_lock(PASSPHRASE, JournalSecret(NEXT), sign_in=KEY)
    plan._keep("end")
    disk.carry_out(NO_PLAN)
    vault.close()
    return sorted(plan.into.iterdir())


def test_a_crash_at_any_step_leaves_a_journal_that_opens_whole(
    snapshots: list[Path], secret: JournalSecret, tmp_path: Path
) -> None:
    """With the passphrase and this computer's sign-in at every step, and with just one of the two codes."""
    assert len(snapshots) > 40
    ways: list[Callable[[Path], Vault]] = [
        lambda folder: Vault.open(folder, PASSPHRASE, kdf=CHEAP),
        lambda folder: Vault.open_with_sign_in(folder, KEY, kdf=CHEAP),
        lambda folder: by_code(folder, secret.reveal()),
        lambda folder: by_code(folder, NEXT),
    ]
    codes, ends = [], set()
    for snapshot in snapshots:
        opened = []
        for number, way in enumerate(ways):
            folder = tmp_path / "trial"
            shutil.copytree(snapshot, folder)
            try:
                vault = way(folder)
            except WrongRecoveryCode:
                assert number > 1, snapshot.name
            else:
                opened.append(number)
                if number in {0, 3}:
                    holds_all(vault)
                ends.add(vault.interrupted)
                assert not vault.keys_are_older
                vault.close()
                left = {path.name for path in folder.iterdir()}
                assert left - {"journal.db-journal"} == NAMES, snapshot.name  # if empty, till a save
                keys = {(folder / name).read_bytes() for name in KEYS}
                assert len(keys) == 1 and b'"pending": null' in keys.pop(), snapshot.name
            shutil.rmtree(folder)
        assert opened in ([0, 1, 2], [0, 1, 3]), snapshot.name
        codes.append(opened[-1])
    assert codes == sorted(codes), "once the new code holds it stays"
    assert set(codes) == {2, 3}
    assert ends == {None, Interrupted.DROPPED, Interrupted.FINISHED}


def test_what_is_written_after_a_crash_goes_into_the_one_that_holds(
    snapshots: list[Path], tmp_path: Path
) -> None:
    for snapshot in snapshots[:: len(snapshots) // 8]:
        vault = Vault.open(snapshot, PASSPHRASE, kdf=CHEAP)
        vault.entries.put(note(2, "later"))
        vault.change_passphrase("quite another one", kdf=CHEAP)
        vault.change_lock("quite another one", JournalSecret.random())
        vault.close()
        vault = Vault.open(snapshot, "quite another one", kdf=CHEAP)
        holds_all(vault)
        assert vault.entries.get(note(2).id) == note(2, "later")
        vault.close()


def test_what_is_left_is_put_right_later_where_nothing_can_be_written_now(
    snapshots: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key file with both ways in is good for either; it is tidied at the first opening that can."""
    pending = [path for path in snapshots if b'"pending": {' in (path / KEYS[0]).read_bytes()]
    for snapshot in (pending[0], pending[-1]):
        Vault.open(snapshot, PASSPHRASE, kdf=CHEAP, disk=FullDisk(fail_at="create")).close()
        assert b'"pending": {' in (snapshot / KEYS[0]).read_bytes()
        vault = Vault.open(snapshot, PASSPHRASE, kdf=CHEAP)
        holds_all(vault)
        vault.close()
        assert b'"pending": null' in (snapshot / KEYS[0]).read_bytes()


def test_a_journal_that_came_from_elsewhere_meanwhile_is_not_replaced(
    written: Vault, folder: Path, following: JournalSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived = (folder / "journal.db").read_bytes()
    written.entries.put(note(3, "written here"))
    write_next = relocking._write_next

    def slowly(*given: Any) -> None:
        write_next(*given)
        (folder / "arriving").write_bytes(arrived)
        (folder / "arriving").replace(folder / "journal.db")

    monkeypatch.setattr(relocking, "_write_next", slowly)
    with pytest.raises(JournalBusy):
        written.change_lock(PASSPHRASE, following)
    assert (folder / "journal.db").read_bytes() == arrived
    assert not (folder / "journal.db.next").exists()
    written.close()
    vault = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    holds_all(vault)
    vault.close()


# ------------------------------------------------------------------ a disk that fails
def test_a_journal_that_cannot_be_opened_again_is_closed_and_the_code_holds(
    written: Vault, folder: Path, following: JournalSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_key: bytes) -> None:
        raise DiskFull(path=folder)

    monkeypatch.setattr(written._connection, "reopen", gone)
    with pytest.raises(ClosedByNewLock):
        written.change_lock(PASSPHRASE, following)
    assert not written.is_open
    written.close()
    vault = by_code(folder, NEXT)
    holds_all(vault)
    assert vault.interrupted is Interrupted.FINISHED
    vault.close()
