"""This computer's sign-in beside the passphrase: what a store can do to it, and what it can never do."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.errors import KnownError
from coprod_desktop.services.credentials.errors import (
    BY_CODE,
    SignInError,
    SignInKeyMissing,
    SignInStopped,
    SignInStoreAbsent,
)
from coprod_desktop.services.signing_in import Key, SigningIn
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault import look
from coprod_desktop.vault.errors import DiskFull, SignInRefused
from tests.support.journals import CHEAP, PASSPHRASE
from tests.support.stores import StoreDouble


@pytest.fixture
def unlocking(tmp_path: Path) -> Unlocking:
    """An open journal."""
    made = Unlocking(tmp_path / "Journal", CHEAP)
    made.create(PASSPHRASE, made.new_secret(), recovery_confirmed=True)
    return made


@pytest.fixture
def store() -> StoreDouble:
    return StoreDouble()


@pytest.fixture
def sign_in(unlocking: Unlocking, store: StoreDouble) -> SigningIn:
    return SigningIn(unlocking, store)


def turn_on(sign_in: SigningIn) -> None:
    sign_in.check()
    sign_in.turn_on(sign_in.make_key())


def key_files(unlocking: Unlocking) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in unlocking.folder.iterdir() if "keys" in path.name}


def test_on_lock_unlock_off(unlocking: Unlocking, store: StoreDouble, sign_in: SigningIn) -> None:
    assert not sign_in.is_on()
    turn_on(sign_in)
    assert sign_in.is_on()
    assert [len(key) for key in store.keys.values()] == [32]
    unlocking.lock()
    assert sign_in.is_offered
    sign_in.unlock(sign_in.fetch())
    assert unlocking.is_unlocked
    sign_in.turn_off()
    sign_in.forget()
    assert store.keys == {}
    unlocking.lock()
    assert not sign_in.is_offered
    unlocking.unlock(PASSPHRASE)
    assert not sign_in.is_on()


def test_the_file_of_an_open_journal_is_left_alone(
    unlocking: Unlocking, sign_in: SigningIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked beside the vault's lane, and closing the file would end the locks of a save there."""

    def opened(journal: Path) -> bytes:
        raise AssertionError(journal)

    monkeypatch.setattr(look, "read_vault_id", opened)
    turn_on(sign_in)
    sign_in.fetch().wipe()
    sign_in.forget()
    unlocking.lock()


@pytest.mark.parametrize("fault", BY_CODE.values(), ids=BY_CODE)
def test_whatever_the_store_answers_nothing_is_made_or_replaced_and_the_passphrase_opens(
    unlocking: Unlocking, store: StoreDouble, sign_in: SigningIn, fault: type[SignInError]
) -> None:
    turn_on(sign_in)
    unlocking.lock()
    keys, files = dict(store.keys), key_files(unlocking)
    store.fault, store.asked = fault, []
    with pytest.raises(fault):
        sign_in.fetch()
    assert (store.asked, store.keys, key_files(unlocking)) == (["fetch"], keys, files)
    unlocking.unlock(PASSPHRASE)
    assert unlocking.is_unlocked


def test_another_computer_has_no_key_and_makes_none(unlocking: Unlocking, sign_in: SigningIn) -> None:
    turn_on(sign_in)
    unlocking.lock()
    elsewhere = StoreDouble()
    there = SigningIn(unlocking, elsewhere)
    assert there.is_offered
    with pytest.raises(SignInKeyMissing):
        there.fetch()
    assert elsewhere.keys == {}
    sign_in.unlock(sign_in.fetch())


def test_turned_on_at_another_computer_it_moves_there(unlocking: Unlocking, sign_in: SigningIn) -> None:
    turn_on(sign_in)
    there = SigningIn(unlocking, StoreDouble())
    turn_on(there)
    unlocking.lock()
    with pytest.raises(SignInRefused):
        sign_in.unlock(sign_in.fetch())
    there.unlock(there.fetch())


def test_a_crash_before_the_slot_leaves_a_key_that_opens_nothing_and_is_replaced(
    unlocking: Unlocking, store: StoreDouble, sign_in: SigningIn
) -> None:
    sign_in.make_key()
    orphan = dict(store.keys)
    unlocking.lock()
    assert not sign_in.is_offered
    with pytest.raises(SignInRefused):
        sign_in.unlock(sign_in.fetch())
    unlocking.unlock(PASSPHRASE)
    turn_on(sign_in)
    assert store.keys.keys() == orphan.keys() and store.keys != orphan
    unlocking.lock()
    sign_in.unlock(sign_in.fetch())


def test_a_crash_after_the_slot_is_gone_leaves_a_key_that_opens_nothing(
    unlocking: Unlocking, store: StoreDouble, sign_in: SigningIn
) -> None:
    turn_on(sign_in)
    sign_in.turn_off()
    store.fault = SignInStoreAbsent
    with pytest.raises(SignInStoreAbsent):
        sign_in.forget()
    store.fault = None
    unlocking.lock()
    assert not sign_in.is_offered
    with pytest.raises(SignInRefused):
        sign_in.unlock(sign_in.fetch())
    unlocking.unlock(PASSPHRASE)


def test_a_slot_that_cannot_be_written_leaves_the_ways_in_as_they_were(
    unlocking: Unlocking, sign_in: SigningIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_key: object) -> None:
        raise DiskFull(path=unlocking.folder)

    monkeypatch.setattr(unlocking, "add_sign_in", full)
    key = sign_in.make_key()
    with pytest.raises(DiskFull):
        sign_in.turn_on(key)
    assert not sign_in.is_on()
    assert key.take() == bytes(32), "it is overwritten all the same"


def test_a_journal_that_was_locked_meanwhile_gets_no_way_in(unlocking: Unlocking, sign_in: SigningIn) -> None:
    key = sign_in.make_key()
    unlocking.lock()
    with pytest.raises(SignInStopped):
        sign_in.turn_on(key)
    assert not sign_in.is_offered
    with pytest.raises(SignInStopped):
        sign_in.turn_off()


def test_a_store_that_refuses_gets_no_slot(
    unlocking: Unlocking, store: StoreDouble, sign_in: SigningIn
) -> None:
    files = key_files(unlocking)
    for fault in BY_CODE.values():
        store.fault = fault
        with pytest.raises(fault):
            sign_in.make_key()
    assert key_files(unlocking) == files


def test_whether_there_is_a_store_is_asked_until_there_is_one(store: StoreDouble, sign_in: SigningIn) -> None:
    store.fault = SignInStoreAbsent
    for _ in range(2):
        with pytest.raises(SignInStoreAbsent):
            sign_in.check()
    store.fault = None
    sign_in.check()
    sign_in.check()
    assert store.asked == ["check"] * 3


def test_a_key_is_used_once_and_overwritten(unlocking: Unlocking, sign_in: SigningIn) -> None:
    value = bytearray(b"k" * 32)
    key = Key(value)
    assert key.take() == b"k" * 32
    assert value == bytes(32)
    turn_on(sign_in)
    unlocking.lock()
    fetched = sign_in.fetch()
    sign_in.unlock(fetched)
    assert fetched.take() == bytes(32)


def test_a_damaged_journal_is_told_as_that(unlocking: Unlocking, sign_in: SigningIn) -> None:
    turn_on(sign_in)
    unlocking.lock()
    (unlocking.folder / "journal.db").write_bytes(b"")
    assert not sign_in.is_offered
    with pytest.raises(KnownError) as told:
        sign_in.fetch()
    assert told.value.code == "journal-empty"
