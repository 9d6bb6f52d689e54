"""The recovery code: written and read, and every slip of a hand caught."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.vault.errors import RecoveryCodeIncomplete, RecoveryCodeMistyped
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.recoverycode import GROUPS, read_code, write_code

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
secrets = st.binary(min_size=20, max_size=20)


def replaced(code: str, place: int, symbol: str) -> str:
    return code[:place] + symbol + code[place + 1 :]


@given(secrets)
def test_what_is_written_is_read(secret: bytes) -> None:
    code = write_code(secret)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}", code)
    assert read_code(code) == secret


@given(secrets, st.data())
def test_it_is_read_however_it_is_typed(secret: bytes, data: st.DataObject) -> None:
    typed = ""
    for symbol in write_code(secret):
        choices = {"-": ["-", " ", "", " – ", "\n", "\u2011", "_", "\u00ad"], "0": "0Oo", "1": "1IiLl"}
        typed += data.draw(st.sampled_from(choices.get(symbol, [symbol, symbol.lower()])))
    assert read_code(f"  {typed}\t") == secret


def test_wide_letters_are_letters() -> None:
    secret = bytes(range(20))
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in write_code(secret))
    assert read_code(wide) == secret


@given(secrets, st.integers(0, 39), st.sampled_from(SYMBOLS))
def test_a_wrong_character_is_caught_and_its_group_named(secret: bytes, place: int, symbol: str) -> None:
    plain = write_code(secret).replace("-", "")
    if plain[place] == symbol:
        return
    with pytest.raises(RecoveryCodeMistyped) as caught:
        read_code(replaced(plain, place, symbol))
    assert caught.value.values == {"group": place // 5 + 1}


def test_every_wrong_character_of_one_code_is_caught() -> None:
    plain = write_code(bytes(range(100, 120))).replace("-", "")
    for place, symbol in itertools.product(range(40), SYMBOLS):
        if plain[place] != symbol:
            with pytest.raises(RecoveryCodeMistyped):
                read_code(replaced(plain, place, symbol))


@given(secrets, st.integers(0, 7), st.integers(0, 4), st.integers(0, 4))
def test_two_characters_of_a_group_that_changed_places_are_caught(
    secret: bytes, group: int, one: int, other: int
) -> None:
    plain = write_code(secret).replace("-", "")
    left, right = group * 5 + one, group * 5 + other
    if plain[left] == plain[right]:
        return
    swapped = replaced(replaced(plain, left, plain[right]), right, plain[left])
    with pytest.raises(RecoveryCodeMistyped) as caught:
        read_code(swapped)
    assert caught.value.values == {"group": group + 1}


@given(secrets, st.integers(0, 38))
def test_neighbours_that_changed_places_are_caught_across_groups_too(secret: bytes, place: int) -> None:
    plain = write_code(secret).replace("-", "")
    if plain[place] == plain[place + 1]:
        return
    with pytest.raises(RecoveryCodeMistyped):
        read_code(plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :])


@given(secrets, st.permutations(range(GROUPS)))
def test_groups_in_another_order_are_caught(secret: bytes, order: list[int]) -> None:
    groups = write_code(secret).split("-")
    moved = [place for place in range(GROUPS) if order[place] != place]
    typed = "-".join(groups[n] for n in order)
    if not moved:
        assert read_code(typed) == secret
        return
    with pytest.raises(RecoveryCodeMistyped) as caught:
        read_code(typed)
    assert caught.value.values == {"group": moved[0] + 1}


@pytest.mark.parametrize("characters", range(40))
def test_a_code_that_ends_early_says_how_much_is_right(characters: int) -> None:
    plain = write_code(bytes(range(20))).replace("-", "")
    with pytest.raises(RecoveryCodeIncomplete) as caught:
        read_code(plain[:characters])
    assert caught.value.values == {"groups": characters // 5}


def test_a_slip_is_told_before_the_code_is_complete() -> None:
    plain = write_code(bytes(range(20)))
    with pytest.raises(RecoveryCodeMistyped) as caught:
        read_code(replaced(plain, 0, "Z" if plain[0] != "Z" else "Y")[:11])
    assert caught.value.values == {"group": 1}


@pytest.mark.parametrize("strange", ["U", "!", "É", "٣", "😀"])
def test_a_character_that_no_code_has_is_a_slip(strange: str) -> None:
    with pytest.raises(RecoveryCodeMistyped) as caught:
        read_code(replaced(write_code(bytes(20)), 7, strange))
    assert caught.value.values == {"group": 2}


def test_a_character_too_many_is_a_slip() -> None:
    with pytest.raises(RecoveryCodeMistyped):
        read_code(write_code(bytes(range(20))) + "0")


def test_a_secret_shows_itself_in_no_message(secret: JournalSecret) -> None:
    assert repr(secret) == "JournalSecret(…)"
    assert JournalSecret.from_recovery_code(secret.recovery_code()) == secret


def test_a_wiped_secret_is_gone(secret: JournalSecret) -> None:
    copy = secret.copy()
    secret.wipe()
    assert secret.reveal() == bytes(20)
    assert copy.reveal() == bytes(range(20))


def test_fresh_secrets_differ() -> None:
    assert JournalSecret.random() != JournalSecret.random()
