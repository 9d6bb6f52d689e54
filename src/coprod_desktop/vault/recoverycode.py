"""The recovery code: 160 secret bits as eight groups of five characters, made to be written by hand.

Each group holds four characters of Crockford's base 32 (20 bits) and a check character. The check is a
sum over the field GF(32), in which every place of the group has a weight of its own and every group a
constant of its own. So a wrong character, two characters of a group that changed places, and a group in
another group's place can never pass: each gives a different check character.
"""

from __future__ import annotations

import unicodedata

from coprod_desktop.vault.errors import RecoveryCodeIncomplete, RecoveryCodeMistyped

SECRET_BYTES = 20
GROUPS = 8
GROUP_LENGTH = 5

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_DATA = GROUP_LENGTH - 1
_WEIGHTS = (2, 4, 8, 16)
"""One a data place, all different and none of them 1, which is the check character's own."""

_FIELD_POLYNOMIAL = 0b100101
"""x^5 + x^2 + 1, irreducible over GF(2)."""


def write_code(secret: bytes | bytearray) -> str:
    """The code of a secret, as eight groups with hyphens between them.

    Raises:
        ValueError: the secret does not have 160 bits.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError("a recovery code holds 160 bits")
    number = int.from_bytes(secret, "big")
    count = GROUPS * _DATA
    values = [(number >> 5 * (count - 1 - place)) & 31 for place in range(count)]
    return "-".join(_group(values[n * _DATA : (n + 1) * _DATA], n) for n in range(GROUPS))


def read_code(typed: str) -> bytes:
    """The secret of a typed code. Case, spaces and dashes do not matter, nor O for 0, I or L for 1.

    Raises:
        RecoveryCodeMistyped: a group holds a slip; the first such group is named, from 1.
        RecoveryCodeIncomplete: what is there is right, but it ends early.
    """
    characters = _without_separators(typed)
    number = 0
    for n in range(min(len(characters) // GROUP_LENGTH, GROUPS)):
        group = characters[n * GROUP_LENGTH : (n + 1) * GROUP_LENGTH]
        values = [_VALUES.get(character, -1) for character in group]
        if -1 in values or values[_DATA] != _check(values[:_DATA], n):
            raise RecoveryCodeMistyped(group=n + 1)
        for value in values[:_DATA]:
            number = number << 5 | value
    whole = GROUPS * GROUP_LENGTH
    if len(characters) < whole:
        raise RecoveryCodeIncomplete(groups=len(characters) // GROUP_LENGTH)
    if len(characters) > whole:
        raise RecoveryCodeMistyped(group=GROUPS)
    return number.to_bytes(SECRET_BYTES, "big")


def _group(values: list[int], index: int) -> str:
    return "".join(_ALPHABET[value] for value in [*values, _check(values, index)])


def _check(values: list[int], index: int) -> int:
    """The check of one group's data; ``index`` counts groups from 0."""
    total = index + 1
    for value, weight in zip(values, _WEIGHTS, strict=True):
        total ^= _multiply(value, weight)
    return total


def _multiply(left: int, right: int) -> int:
    """The product of two elements of GF(32)."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= _FIELD_POLYNOMIAL
        right >>= 1
    return product


def _without_separators(typed: str) -> str:
    """Upper-case characters without white space, dashes of any kind and invisible marks."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", typed).upper()
        if not (character.isspace() or character == "_" or unicodedata.category(character) in ("Pd", "Cf"))
    )
