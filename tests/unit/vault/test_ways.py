"""The ways in: changed in one go, gone for good when they are gone, and never a sign-in alone."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coprod_desktop.vault.errors import (
    DiskFull,
    DiskTrouble,
    KeyFileDamaged,
    PassphraseWanted,
    SignInRefused,
    WrongPassphrase,
)
from coprod_desktop.vault.files import Disk
from coprod_desktop.vault.kdf import KdfParameters
from coprod_desktop.vault.keyfile import KeyFile, new_key_file, read_key_file
from coprod_desktop.vault.keyfilepair import KeyFilePair
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.look import sign_in_offered
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.slots import seal
from coprod_desktop.vault.vault import Vault
from coprod_desktop.vault.ways import HIGHEST_SEQ
from tests.formats.written import SECOND_PASSPHRASE
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.support.places import ROOT
from tests.unit.vault import outside_reader as outside
from tests.unit.vault.acts import KEYS, opened, reads_again
from tests.unit.vault.copies import save
from tests.unit.vault.test_disks import FAILURES, FailingDisk

NEW = "quite another one"


@pytest.fixture
def key() -> bytes:
    return secrets.token_bytes(32)


def by_sign_in(folder: Path, key: bytes) -> Vault:
    return Vault.open_with_sign_in(folder, key, kdf=CHEAP)


def sealed_in(folder: Path) -> dict[str, set[str]]:
    """What the slots of both copies hold, pending ones too."""
    found = {}
    for name in KEYS:
        content = json.loads((folder / name).read_text())
        slots = content["slots"] + (content.get("pending") or {"slots": []})["slots"]
        found[name] = {slot["sealed"] for slot in slots}
    return found


def test_the_sign_in_opens_beside_the_passphrase(with_entry: Path, key: bytes) -> None:
    assert not sign_in_offered(with_entry, kdf=CHEAP)
    vault = opened(with_entry)
    vault.add_sign_in(key)
    assert vault.has_sign_in
    vault.close()
    assert sign_in_offered(with_entry, kdf=CHEAP)
    vault = by_sign_in(with_entry, key)
    assert vault.entries.get(note(1).id) == note(1)
    vault.close()
    reads_again(with_entry)


@pytest.mark.parametrize("wrong", [b"", b"\0" * 31, b"\0" * 32, b"\0" * 64])
def test_another_key_of_a_sign_in_is_refused(vault: Vault, folder: Path, key: bytes, wrong: bytes) -> None:
    vault.add_sign_in(key)
    vault.close()
    with pytest.raises(SignInRefused):
        by_sign_in(folder, wrong)
    by_sign_in(folder, key).close()


def test_a_newer_key_replaces_the_older_and_removing_leaves_nothing(
    vault: Vault, folder: Path, key: bytes
) -> None:
    first = sealed_in(folder)[KEYS[0]]
    vault.add_sign_in(key)
    other = secrets.token_bytes(32)
    vault.add_sign_in(other)
    assert len(sealed_in(folder)[KEYS[0]]) == 2
    vault.remove_sign_in()
    assert not vault.has_sign_in
    assert sealed_in(folder) == dict.fromkeys(KEYS, first)
    vault.close()
    for each in (key, other):
        with pytest.raises(SignInRefused):
            by_sign_in(folder, each)
    opened(folder).close()


def test_a_new_passphrase_keeps_the_sign_in_and_leaves_no_old_slot(
    vault: Vault, folder: Path, key: bytes
) -> None:
    vault.add_sign_in(key)
    before = sealed_in(folder)[KEYS[0]]
    vault.change_passphrase(NEW, kdf=CHEAP)
    after = sealed_in(folder)
    assert after[KEYS[0]] == after[KEYS[1]]
    assert len(after[KEYS[0]] & before) == 1, "the sign-in's own slot"
    vault.close()
    by_sign_in(folder, key).close()
    with pytest.raises(WrongPassphrase):
        opened(folder)
    opened(folder, NEW).close()


@pytest.mark.parametrize("highest", [2**53 - 2, 2**53 - 1, 10**30, "Ⅷ", "-1"])
def test_a_made_up_number_of_the_newest_key_file_locks_nobody_out(
    vault: Vault, folder: Path, secret: JournalSecret, highest: object
) -> None:
    """It comes with a made-up journal that is put in place. A key file with a number too high is not read."""
    vault.settings.put(HIGHEST_SEQ, str(highest))
    for passphrase in (NEW, PASSPHRASE, NEW):
        vault.change_passphrase(passphrase, kdf=CHEAP)
        vault.close()
        vault = opened(folder, passphrase)
    following = JournalSecret.random()
    vault.change_lock(NEW, following)
    vault.close()
    opened(folder, NEW).close()
    Vault.open_with_recovery_code(folder, following.recovery_code(), kdf=CHEAP).close()


class SecondCopyFails(Disk):
    """The second copy of the key file cannot be written."""

    def replace(self, source: Path, target: Path) -> None:
        if target.name == KEYS[1]:
            raise OSError(28, "no room")
        super().replace(source, target)


def test_an_old_slot_goes_from_the_second_copy_with_the_next_opening(vault: Vault, folder: Path) -> None:
    (old,) = sealed_in(folder)[KEYS[0]]
    vault._keys._disk = SecondCopyFails()
    vault.change_passphrase(NEW, kdf=CHEAP)
    vault.close()
    assert old in sealed_in(folder)[KEYS[1]]
    opened(folder, NEW).close()
    for name in KEYS:
        assert old.encode() not in (folder / name).read_bytes()


ACTS: list[Callable[[Vault, bytes], None]] = [
    lambda vault, _: vault.change_passphrase(NEW, kdf=CHEAP),
    lambda vault, _: vault.add_sign_in(b"n" * 32),
    lambda vault, _: vault.remove_sign_in(),
]


@pytest.mark.parametrize("act", ACTS, ids=["passphrase", "add", "remove"])
@pytest.mark.parametrize("failing", FAILURES)
def test_a_failing_disk_leaves_the_old_ways_or_the_new(
    vault: Vault, folder: Path, key: bytes, act: Callable[[Vault, bytes], None], failing: Callable[[], Disk]
) -> None:
    vault.add_sign_in(key)
    before = sealed_in(folder)[KEYS[0]]
    vault._keys._disk = failing()
    failed = False
    try:
        act(vault, key)
    except DiskFull:
        failed = True
    vault.close()
    read = read_key_file((folder / KEYS[0]).read_bytes(), CHEAP)
    assert ({slot.sealed.hex() for slot in read.slots} == before) is failed
    for passphrase in (PASSPHRASE, NEW):
        try:
            opened(folder, passphrase).close()
        except WrongPassphrase:
            continue
        break
    else:
        pytest.fail("no passphrase opens it")
    assert sealed_in(folder)[KEYS[0]] == sealed_in(folder)[KEYS[1]]


def test_a_sign_in_is_never_the_only_way_in(vault: Vault, folder: Path, secret: JournalSecret) -> None:
    slot = seal(secret, b"k" * 32, vault.vault_id, None)
    alone = KeyFile(vault.vault_id, 7, (slot,)).signed(secret)
    with pytest.raises(KeyFileDamaged):
        read_key_file(alone.to_bytes(), CHEAP)
    vault.close()
    for name in KEYS:
        (folder / name).unlink()
    vault = Vault.open_with_recovery_code(folder, secret.recovery_code(), kdf=CHEAP)
    with pytest.raises(PassphraseWanted):
        vault.add_sign_in(b"k" * 32)
    vault.change_passphrase(NEW, kdf=CHEAP)
    vault.add_sign_in(b"k" * 32)
    vault.close()


@pytest.mark.parametrize("kdf", [None, KdfParameters(64, 1, 1, bytes(16))])
def test_all_that_is_public_of_a_slot_is_sealed_along(
    secret: JournalSecret, key: bytes, kdf: KdfParameters | None
) -> None:
    slot = seal(secret, key, bytes(16), kdf)
    assert slot.unseal(key, bytes(16)) == secret
    others = [KdfParameters(64, 2, 1, bytes(16)), KdfParameters(64, 1, 1, bytes(15) + b"x"), None]
    changed = [replace(slot, kdf=other) for other in others if other != kdf]
    for each in (replace(slot, id="00" * 8), *changed):
        assert each.unseal(key, bytes(16)) is None
    assert slot.unseal(key, bytes(15) + b"x") is None, "nor in another journal"


def test_a_reader_from_outside_reads_both_kinds(vault: Vault, folder: Path, key: bytes) -> None:
    vault.add_sign_in(key)
    by_passphrase = outside.secret_from_passphrase(folder / KEYS[0], PASSPHRASE)
    assert by_passphrase == outside.secret_from_sign_in(folder / KEYS[1], key) == vault.secret.reveal()


def test_slots_that_changed_places_open_nothing(vault: Vault, folder: Path, key: bytes) -> None:
    vault.add_sign_in(key)
    vault.close()
    there = read_key_file((folder / KEYS[0]).read_bytes(), CHEAP)
    one, other = there.slots
    swapped = (
        replace(one, nonce=other.nonce, sealed=other.sealed),
        replace(other, nonce=one.nonce, sealed=one.sealed),
    )
    for name in KEYS:
        (folder / name).write_bytes(replace(there, slots=swapped).to_bytes())
    with pytest.raises(WrongPassphrase):
        opened(folder)
    with pytest.raises(SignInRefused):
        by_sign_in(folder, key)


def test_slots_of_another_journal_open_nothing(vault: Vault, folder: Path, key: bytes) -> None:
    there = read_key_file((folder / KEYS[0]).read_bytes(), CHEAP)
    mine = JournalSecret.random()
    planted = (*new_key_file(bytes(16), NEW, mine, CHEAP).slots, seal(mine, key, bytes(16), None))
    vault.close()
    for name in KEYS:
        (folder / name).write_bytes(replace(there, slots=planted).to_bytes())
    with pytest.raises(WrongPassphrase):
        opened(folder, NEW)
    with pytest.raises(SignInRefused):
        by_sign_in(folder, key)


def test_a_slot_made_for_this_journal_without_its_secret_is_damage(
    vault: Vault, folder: Path, key: bytes
) -> None:
    there = read_key_file((folder / KEYS[0]).read_bytes(), CHEAP)
    planted = seal(JournalSecret.random(), key, vault.vault_id, None)
    vault.close()
    for name in KEYS:
        (folder / name).write_bytes(replace(there, slots=(*there.slots, planted)).to_bytes())
    with pytest.raises(KeyFileDamaged):
        by_sign_in(folder, key)
    with pytest.raises(KeyFileDamaged):
        opened(folder)


def test_a_copy_goes_without_the_sign_in(vault: Vault, tmp_path: Path, rooms: Path, key: bytes) -> None:
    vault.entries.put(note(1))
    vault.add_sign_in(key)
    path = save(vault, tmp_path / "copy.coprod", rooms)
    copy = OpenedCopy(path, CHEAP, rooms)
    assert read_key_file(copy.head.keys, CHEAP).sign_in is None
    copy.unlock(PASSPHRASE)
    assert copy.vault.entries.get(note(1).id) == note(1)
    copy.close()
    assert vault.has_sign_in


def test_a_journal_whose_key_file_is_of_version_1_gets_a_sign_in(key: bytes, tmp_path: Path) -> None:
    """The passphrase's slot is kept as it is: nobody has to type the passphrase for it."""
    folder = tmp_path / "v1"
    shutil.copytree(ROOT / "tests" / "formats" / "v1", folder)
    vault = Vault.open(folder, SECOND_PASSPHRASE, kdf=CHEAP)
    assert json.loads((folder / KEYS[0]).read_text())["ver"] == 1, "reading changes nothing"
    vault.add_sign_in(key)
    vault.close()
    assert json.loads((folder / KEYS[0]).read_text())["ver"] == 2
    Vault.open(folder, SECOND_PASSPHRASE, kdf=CHEAP).close()
    by_sign_in(folder, key).close()


# ------------------------------------------------------------------ an older key file put back
def test_an_older_key_file_that_is_put_back_shows(with_entry: Path) -> None:
    older = (with_entry / KEYS[0]).read_bytes()
    vault = opened(with_entry)
    vault.change_passphrase(NEW, kdf=CHEAP)
    vault.close()
    for name in KEYS:
        (with_entry / name).write_bytes(older)
    vault = opened(with_entry)
    assert vault.keys_are_older
    assert vault.entries.get(note(1).id) == note(1)
    vault.change_passphrase(NEW, kdf=CHEAP)
    assert not vault.keys_are_older
    vault.close()
    vault = opened(with_entry, NEW)
    assert not vault.keys_are_older
    vault.close()


def test_a_new_passphrase_after_the_key_file_was_lost_is_the_newest(
    with_entry: Path, secret: JournalSecret
) -> None:
    vault = opened(with_entry)
    vault.change_passphrase(NEW, kdf=CHEAP)
    vault.close()
    for name in KEYS:
        (with_entry / name).unlink()
    vault = Vault.open_with_recovery_code(with_entry, secret.recovery_code(), kdf=CHEAP)
    vault.change_passphrase(PASSPHRASE, kdf=CHEAP)
    vault.close()
    vault = opened(with_entry)
    assert not vault.keys_are_older
    vault.close()


# ------------------------------------------------------------------ a slot that is weak by now
STRONGER = replace(CHEAP, memory_kib=(128, 64))


def test_a_weak_slot_is_made_stronger_once(with_entry: Path, key: bytes) -> None:
    vault = opened(with_entry)
    vault.add_sign_in(key)
    vault.close()
    (weak,) = (slot for slot in _slots(with_entry) if slot["kind"] == "passphrase")
    Vault.open(with_entry, PASSPHRASE, kdf=STRONGER).close()
    content = (with_entry / KEYS[0]).read_bytes()
    strong, sign_in = _slots(with_entry)
    assert (strong["kdf"]["memory_kib"], sign_in["kind"]) == (128, "sign-in")
    for name in KEYS:
        assert weak["sealed"].encode() not in (with_entry / name).read_bytes()
    vault = Vault.open(with_entry, PASSPHRASE, kdf=STRONGER)
    assert not vault.keys_are_older
    vault.close()
    assert (with_entry / KEYS[0]).read_bytes() == content, "and not at each opening"
    by_sign_in(with_entry, key).close()


def test_a_weak_slot_stays_where_it_cannot_be_written(with_entry: Path) -> None:
    before = (with_entry / KEYS[0]).read_bytes()
    Vault.open(with_entry, PASSPHRASE, kdf=STRONGER, disk=FailingDisk(fail_at="create")).close()
    assert (with_entry / KEYS[0]).read_bytes() == before
    reads_again(with_entry)


def test_a_key_file_that_cannot_be_read_again_keeps_nobody_out(
    with_entry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(pair: KeyFilePair, _vault_id: bytes) -> None:
        raise DiskTrouble(path=pair.path)

    monkeypatch.setattr(KeyFilePair, "read_if_whole", unreadable)
    vault = Vault.open(with_entry, PASSPHRASE, kdf=STRONGER)
    assert vault.is_open
    vault.close()


def test_an_older_key_file_is_not_made_the_newest_by_itself(with_entry: Path) -> None:
    older = (with_entry / KEYS[0]).read_bytes()
    vault = opened(with_entry)
    vault.change_passphrase(NEW, kdf=CHEAP)
    vault.close()
    for name in KEYS:
        (with_entry / name).write_bytes(older)
    for _ in range(2):
        vault = Vault.open(with_entry, PASSPHRASE, kdf=STRONGER)
        assert vault.keys_are_older
        vault.close()


def _slots(folder: Path) -> list[Any]:
    return list(json.loads((folder / KEYS[0]).read_text())["slots"])
