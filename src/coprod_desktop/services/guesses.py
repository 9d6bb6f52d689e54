"""Wrong tries at one lock, and the growing pause that they lead to."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from coprod_desktop.errors import KnownError

FREE_TRIES = 2
LONGEST_PAUSE = 30
"""Seconds. The pause is 2 after the third wrong try and doubles from there; opening is slow in any case."""

_WRONG = frozenset({"wrong-passphrase", "wrong-recovery-code"})
"""A slip in a recovery code is found before anything is tried, and sign-in keys are not guessed by hand."""


class Guesses:
    """Counts wrong tries in a row for as long as the program runs, whoever asked for the passphrase or code.

    It belongs to what is locked, not to a page: going elsewhere, locking, or a page that is made anew changes
    nothing about it. ``clock`` gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong = 0
        self._free_from = 0.0

    @property
    def seconds_left(self) -> int:
        """How long to wait until the next try; 0 when there is nothing to wait for."""
        return max(0, math.ceil(self._free_from - self._clock()))

    @contextmanager
    def counted(self) -> Iterator[None]:
        """One try: the block raises `KnownError` when it was not right. Whatever else happens is no guess."""
        try:
            yield
        except KnownError as error:
            if error.code in _WRONG:
                self._wrong += 1
                self._free_from = self._clock() + pause_after(self._wrong)
            raise
        self._wrong, self._free_from = 0, 0.0


def pause_after(wrong_tries: int) -> int:
    """How many seconds to wait after so many wrong tries in a row."""
    if wrong_tries <= FREE_TRIES:
        return 0
    return int(min(LONGEST_PAUSE, 2 ** (wrong_tries - FREE_TRIES)))
