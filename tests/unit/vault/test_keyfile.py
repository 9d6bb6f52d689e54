"""The key file as bytes: any edit is refused, and a wrong passphrase is told from damage."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from coprod_desktop.vault import kdf
from coprod_desktop.vault.errors import (
    JournalNewer,
    KeyFileDamaged,
    NotEnoughMemory,
    PassphraseTooShort,
    WrongPassphrase,
)
from coprod_desktop.vault.kdf import STANDARD, KdfParameters
from coprod_desktop.vault.keyfile import LARGEST, KeyFile, new_key_file, read_key_file
from coprod_desktop.vault.keys import JournalSecret
from tests.support.journals import CHEAP, PASSPHRASE

VAULT_ID = bytes(range(16))


@pytest.fixture
def key_file(secret: JournalSecret) -> KeyFile:
    return new_key_file(VAULT_ID, PASSPHRASE, secret, CHEAP)


def rewritten(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The file as an attacker would leave it: changed, with its plain hash made right again."""
    content = json.loads(data)
    content.pop("sha256")
    change(content)
    body = (json.dumps(content, indent=1) + "\n").encode()
    content["sha256"] = hashlib.sha256(body).hexdigest()
    return (json.dumps(content, indent=1) + "\n").encode()


def test_it_opens_with_its_passphrase(key_file: KeyFile, secret: JournalSecret) -> None:
    again = read_key_file(key_file.to_bytes(), CHEAP)
    assert again == key_file
    assert again.open_with(PASSPHRASE) == secret


@pytest.mark.parametrize("wrong", ["", "a cup of tea and a chat ", "A cup of tea and a chat", "\ud800"])
def test_another_passphrase_is_wrong(key_file: KeyFile, wrong: str) -> None:
    with pytest.raises(WrongPassphrase):
        key_file.open_with(wrong)


def test_the_same_letters_typed_apart_open_it(secret: JournalSecret) -> None:
    key_file = new_key_file(VAULT_ID, "cafe\u0301 ar agor", secret, CHEAP)
    assert key_file.open_with("caf\u00e9 ar agor") == secret


def test_every_edit_of_one_byte_is_refused(key_file: KeyFile) -> None:
    data = key_file.to_bytes()
    for place in range(len(data)):
        for changed in {data[place] ^ 1, data[place] ^ 0x20, data[place] ^ 0x80, ord("0")} - {data[place]}:
            edited = data[:place] + bytes([changed]) + data[place + 1 :]
            with pytest.raises(KeyFileDamaged):
                read_key_file(edited, CHEAP)


def test_every_shorter_and_longer_file_is_refused(key_file: KeyFile) -> None:
    data = key_file.to_bytes()
    for other in [data[:length] for length in range(len(data))] + [data + b"\n", b" " + data, data * 2]:
        with pytest.raises(KeyFileDamaged):
            read_key_file(other, CHEAP)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 60000, b"1" * (LARGEST + 1), b'{"ver":1}']
)
def test_what_is_no_key_file_is_refused(data: bytes) -> None:
    with pytest.raises(KeyFileDamaged):
        read_key_file(data, CHEAP)


def set_to(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    def change(content: Any) -> None:
        for step in path[:-1]:
            content = content[step]
        content[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        set_to("fmt", value="something-else"),
        set_to("ver", value=True),
        set_to("ver", value=0),
        set_to("cipher", value="none"),
        set_to("seq", value=0),
        set_to("seq", value=1.0),
        set_to("seq", value=2**60),
        set_to("slots", value=[]),
        set_to("slots", value={}),
        set_to("slots", 0, value="slot"),
        set_to("slots", 0, "kind", value="sign-in"),
        set_to("slots", 0, "kdf", value=None),
        set_to("slots", 0, "kdf", "name", value="argon2i"),
        set_to("slots", 0, "kdf", "passes", value="1"),
        set_to("slots", 0, "kdf", "passes", value=True),
        set_to("slots", 0, "sealed", value="00"),
        set_to("slots", 0, "nonce", value=12),
        set_to("vault", value="0" * 31 + "x"),
        set_to("vault", value="A" * 32),
        set_to("mac", value=""),
        set_to("more", value=1),
        lambda content: content.pop("mac"),
        lambda content: content["slots"][0].pop("id"),
        lambda content: content.update(slots=content["slots"] * 17),
    ],
)
def test_a_well_hashed_file_of_another_shape_is_refused(
    key_file: KeyFile, change: Callable[[dict[str, Any]], object]
) -> None:
    with pytest.raises(KeyFileDamaged):
        read_key_file(rewritten(key_file.to_bytes(), change), CHEAP)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("passes", 1),
        ("passes", 65),
        ("memory_kib", 1024),
        ("memory_kib", 2**19 + 1),
        ("lanes", 0),
        ("lanes", 17),
    ],
)
def test_a_cost_out_of_bounds_is_refused_before_any_work(
    secret: JournalSecret, monkeypatch: pytest.MonkeyPatch, member: str, value: int
) -> None:
    within = KdfParameters(64 * 1024, 3, 4, bytes(16))
    monkeypatch.setattr("coprod_desktop.vault.keyfile.tuned", lambda policy, salt: within)
    data = new_key_file(VAULT_ID, PASSPHRASE, secret, STANDARD).to_bytes()
    assert read_key_file(data, STANDARD).slots[0].kdf == within
    weakened = rewritten(data, set_to("slots", 0, "kdf", member, value=value))
    with pytest.raises(KeyFileDamaged):
        read_key_file(weakened, STANDARD)


def test_the_work_of_all_slots_together_is_bounded(secret: JournalSecret) -> None:
    """A wrong passphrase is tried on every slot: sixteen costly ones would take hours."""
    dearest = KdfParameters(256 * 1024, 64, 4, bytes(16))
    with_one = new_key_file(VAULT_ID, PASSPHRASE, secret, CHEAP)
    slot = replace(with_one.slots[0], kdf=dearest)
    assert read_key_file(replace(with_one, slots=(slot,)).to_bytes(), STANDARD).slots == (slot,)
    with pytest.raises(KeyFileDamaged):
        read_key_file(replace(with_one, slots=(slot, slot)).to_bytes(), STANDARD)
    small = replace(slot, kdf=KdfParameters(64 * 1024, 3, 4, bytes(16)))
    assert len(read_key_file(replace(with_one, slots=(small,) * 16).to_bytes(), STANDARD).slots) == 16


def test_a_cost_changed_within_bounds_opens_with_no_passphrase(key_file: KeyFile) -> None:
    changed = rewritten(key_file.to_bytes(), set_to("slots", 0, "kdf", "passes", value=2))
    with pytest.raises(WrongPassphrase):
        read_key_file(changed, CHEAP).open_with(PASSPHRASE)


def test_a_slot_of_another_journal_opens_nothing(key_file: KeyFile, secret: JournalSecret) -> None:
    other = new_key_file(bytes(16), PASSPHRASE, secret, CHEAP)
    planted = replace(key_file, slots=other.slots)
    with pytest.raises(WrongPassphrase):
        read_key_file(planted.to_bytes(), CHEAP).open_with(PASSPHRASE)


def test_a_slot_of_one_s_own_with_another_secret_is_damage(key_file: KeyFile) -> None:
    mine = new_key_file(VAULT_ID, "my own passphrase", JournalSecret.random(), CHEAP)
    planted = replace(key_file, slots=(*mine.slots, *key_file.slots))
    with pytest.raises(KeyFileDamaged):
        read_key_file(planted.to_bytes(), CHEAP).open_with("my own passphrase")
    with pytest.raises(KeyFileDamaged):
        read_key_file(planted.to_bytes(), CHEAP).open_with(PASSPHRASE)


def test_an_older_number_on_a_newer_file_is_damage(key_file: KeyFile) -> None:
    changed = rewritten(key_file.to_bytes(), set_to("seq", value=7))
    with pytest.raises(KeyFileDamaged):
        read_key_file(changed, CHEAP).open_with(PASSPHRASE)


def test_a_newer_format_is_told_from_damage(key_file: KeyFile) -> None:
    with pytest.raises(JournalNewer) as caught:
        read_key_file(rewritten(key_file.to_bytes(), set_to("ver", value=3)), CHEAP)
    assert caught.value.values["version"] == 3


def test_nothing_of_passphrase_or_secret_is_in_the_file(key_file: KeyFile, secret: JournalSecret) -> None:
    data = key_file.to_bytes().lower()
    assert PASSPHRASE.encode() not in data
    assert secret.reveal().hex().encode() not in data
    assert secret.reveal() not in data


@pytest.mark.parametrize("short", ["", "1234567", "cafe\u0301s x"])
def test_a_short_passphrase_is_refused(short: str) -> None:
    with pytest.raises(PassphraseTooShort) as caught:
        kdf.require_good_length(short)
    assert caught.value.values == {"minimum": 8}
    kdf.require_good_length(short + "12345678")


def test_the_cost_is_raised_to_the_target(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([10.0, 10.3])
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(kdf, "wrapping_key", lambda passphrase, parameters: b"")
    parameters = kdf.tuned(STANDARD, bytes(16))
    assert (parameters.memory_kib, parameters.passes, parameters.lanes) == (256 * 1024, 7, 4)
    assert STANDARD.accepts(parameters)


@pytest.mark.parametrize("seconds", [0.000001, 900.0])
def test_the_cost_stays_within_what_is_read_again(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    clock = iter([10.0, 10.0 + seconds])
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(kdf, "wrapping_key", lambda passphrase, parameters: b"")
    assert STANDARD.accepts(kdf.tuned(STANDARD, bytes(16)))


def test_a_small_computer_gets_a_smaller_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    def needs(passphrase: str, parameters: KdfParameters) -> bytes:
        if parameters.memory_kib > 64 * 1024:
            raise NotEnoughMemory(mebibytes=parameters.memory_kib // 1024)
        return b""

    monkeypatch.setattr(kdf, "wrapping_key", needs)
    assert kdf.tuned(STANDARD, bytes(16)).memory_kib == 64 * 1024


def test_too_little_memory_has_its_own_error() -> None:
    with pytest.raises(NotEnoughMemory) as caught:
        kdf.wrapping_key(PASSPHRASE, KdfParameters(2**31, 1, 1, bytes(16)))
    assert caught.value.values == {"mebibytes": 2**21}


def test_the_key_is_that_of_the_reference_implementation() -> None:
    """A vector of the reference implementation's own test.c: Argon2id, version 1.3, t=2, 2^8 KiB, p=1."""
    made = kdf.wrapping_key("password", KdfParameters(256, 2, 1, b"somesalt"))
    assert made.hex() == "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"
