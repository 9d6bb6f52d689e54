"""What every matrix of the torture run shares: how large it is, its chance, and the count of what held.

A matrix is a function that takes a `Tally`, tries one thing in very many ways, and tells it of each. The
whole run is `python3 dev.py torture`; the suite runs each matrix in its smallest size, spread over the
whole.
"""

from __future__ import annotations

import faulthandler
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

HANGS_AFTER = 60.0
"""Seconds until a case that does not end stops the whole run, with the line where every thread stands."""

_MOST_TOLD = 20
"""Faults that are told in words; the others are counted."""


class Size(IntEnum):
    """How much of a matrix is gone through."""

    SAMPLE = 0
    QUICK = 1
    WHOLE = 2


class Held(AssertionError):
    """A promise did not hold. Its text says which, and in which case."""


@dataclass
class Tally:
    """One matrix under way. ``folder`` is empty, its own, and thrown away afterwards.

    ``is_alone``: nothing else runs in this process, so that a case which hangs may end it. ``program``: the
    built one, for the matrices that need it.
    """

    size: Size
    seed: int
    folder: Path
    is_alone: bool = False
    program: Path | None = None
    cases: int = 0
    faults: list[str] = field(default_factory=list)
    untold: int = 0
    notes: dict[str, int] = field(default_factory=dict)
    _watched_from: float = float("-inf")

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def of(self, sample: T, quick: T, whole: T) -> T:
        """What goes with the size of this run."""
        return (sample, quick, whole)[self.size]

    def spread(self, places: Sequence[T], sample: int, quick: int) -> list[T]:
        """Every place in a whole run; else about so many, spread evenly from a chance beginning."""
        wanted = self.of(sample, quick, len(places))
        step = max(1, len(places) // max(1, wanted))
        return list(places[self.chance.randrange(step) :: step])

    def note(self, what: str, times: int = 1) -> None:
        """Count something worth telling, such as how many of the cases were refused."""
        self.notes[what] = self.notes.get(what, 0) + times

    def fault(self, text: str) -> None:
        """Tell of a promise that did not hold."""
        if len(self.faults) < _MOST_TOLD:
            self.faults.append(text)
        else:
            self.untold += 1

    @contextmanager
    def case(self, name: str, seconds: float = 10.0) -> Iterator[None]:
        """One case. Whatever is raised in it is a fault, and so is taking longer than ``seconds``.

        One that hangs ends the process, if that is its own. The watch is wound up anew every few seconds
        only: it costs a thread.
        """
        self.cases += 1
        begun = time.monotonic()
        if self.is_alone and begun - self._watched_from > 5:
            faulthandler.dump_traceback_later(HANGS_AFTER + seconds, exit=True, file=sys.__stderr__ or 2)
            self._watched_from = begun
        try:
            yield
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(last.filename).name}:{last.lineno}"
            notes = "".join(f"\n{note}" for note in getattr(error, "__notes__", ()))
            self.fault(f"{name}: {type(error).__name__}: {error} ({place}){notes}")
        else:
            if (took := time.monotonic() - begun) > seconds:
                self.fault(f"{name}: took {took:.1f} s")


@dataclass(frozen=True)
class Matrix:
    """One row of the table."""

    name: str
    what: str
    run: Callable[[Tally], None]


def require(holds: bool, what: str) -> None:
    """Raise `Held` with these words unless the promise holds."""
    if not holds:
        raise Held(what)
