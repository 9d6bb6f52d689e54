"""The growing pause after wrong tries: kept by the process, and only for what is a guess."""

from __future__ import annotations

import pytest

from coprod_desktop.errors import KnownError
from coprod_desktop.services.guesses import Guesses, pause_after
from coprod_desktop.vault.errors import DiskTrouble, RecoveryCodeMistyped, WrongPassphrase, WrongRecoveryCode


class Clock:
    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def try_with(guesses: Guesses, error: KnownError) -> None:
    with pytest.raises(type(error)), guesses.counted():
        raise error


def test_the_pause_grows_and_has_an_end() -> None:
    assert [pause_after(tries) for tries in range(9)] == [0, 0, 0, 2, 4, 8, 16, 30, 30]


def test_wrong_tries_of_every_kind_are_counted_together() -> None:
    clock = Clock()
    guesses = Guesses(clock)
    for error in (WrongPassphrase(), WrongRecoveryCode()):
        try_with(guesses, error)
    assert guesses.seconds_left == 0
    try_with(guesses, WrongPassphrase())
    assert guesses.seconds_left == 2
    clock.now += 1.5
    assert guesses.seconds_left == 1
    clock.now += 0.5
    assert guesses.seconds_left == 0
    try_with(guesses, WrongPassphrase())
    assert guesses.seconds_left == 4


def test_the_right_one_ends_it() -> None:
    guesses = Guesses(Clock())
    for _ in range(5):
        try_with(guesses, WrongPassphrase())
    with guesses.counted():
        pass
    assert guesses.seconds_left == 0
    try_with(guesses, WrongPassphrase())
    assert guesses.seconds_left == 0, "counted from the beginning again"


def test_what_is_no_guess_is_not_counted() -> None:
    guesses = Guesses(Clock())
    for _ in range(5):
        try_with(guesses, RecoveryCodeMistyped(group=1))
        try_with(guesses, DiskTrouble(path="x"))
    assert guesses.seconds_left == 0
