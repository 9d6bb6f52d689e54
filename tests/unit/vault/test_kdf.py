"""When a slot counts as weak by now, and what takes its place: nothing weaker, and not each time."""

from __future__ import annotations

import pytest

from coprod_desktop.vault.kdf import STANDARD, KdfParameters, stronger

_MIB = 1024
SALT = bytes(range(16))


def slot(mebibytes: int, passes: int, lanes: int = 4) -> KdfParameters:
    return KdfParameters(mebibytes * _MIB, passes, lanes, bytes(16))


@pytest.mark.parametrize(
    ("present", "seconds", "mebibytes", "passes"),
    [
        (slot(256, 3), 0.3, 256, 8),  # a quicker computer: 0.75 s take 7.5 passes
        (slot(256, 3), 0.25, 256, 9),
        (slot(64, 12), 0.75, 256, 3),  # more memory can be had: as much work
        (slot(128, 12), 0.4, 256, 12),  # both
        (slot(19, 3), 5.0, 256, 3),  # slow as it is, and weak
    ],
)
def test_a_weak_slot(present: KdfParameters, seconds: float, mebibytes: int, passes: int) -> None:
    made = stronger(STANDARD, present, seconds, SALT)
    assert made == KdfParameters(mebibytes * _MIB, passes, 4, SALT)
    assert STANDARD.accepts_all([made])
    assert made.memory_kib * made.passes >= present.memory_kib * present.passes


@pytest.mark.parametrize(
    ("present", "seconds"),
    [
        (slot(256, 3), 0.375),  # half the target: a little noise makes no slot anew
        (slot(256, 3), 3.0),  # a slower computer: never lowered
        (slot(512, 3), 0.8),  # more memory than is given today
        (slot(256, 64), 0.1),  # as costly as a slot may be
    ],
)
def test_a_slot_that_is_left_alone(present: KdfParameters, seconds: float) -> None:
    assert stronger(STANDARD, present, seconds, SALT) is None


def test_what_was_made_stronger_is_left_alone_by_the_same_computer() -> None:
    made = stronger(STANDARD, slot(256, 3), 0.3, SALT)
    assert made is not None
    assert stronger(STANDARD, made, 0.3 / 3 * made.passes, SALT) is None
