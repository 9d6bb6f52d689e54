"""What is found out about copies of the journal, as plain values for the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Whose(StrEnum):
    """What a copy is a copy of."""

    THIS = "this"
    """Proven: it has the secret of the journal on this computer. Known once the copy is open."""
    THIS_BY_ITS_MARK = "this-by-its-mark"
    """It bears the vault id of the journal here, which is public: anybody can make such a file."""
    ANOTHER = "another"
    NO_JOURNAL_HERE = "no-journal-here"
    UNKNOWN = "unknown"
    """The journal on this computer is damaged or cannot be seen."""


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a look at a copy shows without a key. ``size`` is in bytes, ``made`` in UTC.

    ``seal`` is the copy's keyed code: no two genuine copies have the same.
    """

    path: Path
    made: datetime
    size: int
    whose: Whose
    seal: bytes


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much an opened copy holds, and whose it is by its secret.

    ``newest`` is when an entry was last changed; None without entries.
    """

    entries: int
    unfinished: int
    newest: datetime | None
    whose: Whose


@dataclass(frozen=True, slots=True)
class CopySaved:
    """A copy that was saved, opened again and found sound."""

    path: Path


@dataclass(frozen=True, slots=True)
class PutBack:
    """A copy became the journal. ``set_aside`` is where the one before is kept; None if there was none."""

    set_aside: Path | None
