"""What is known of backups, as plain values for the window."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Why(StrEnum):
    """What a backup is made for."""

    BY_HAND = "by-hand"
    DAILY = "daily"
    LOCKING = "locking"
    UPGRADE = "upgrade"
    MERGE = "merge"
    LARGE_DELETE = "large-delete"
    CHANGED_LOCK = "changed-lock"

    @property
    def is_before_change(self) -> bool:
        """Whether it is made before something that changes much, and so stays for 30 days."""
        return self not in (Why.BY_HAND, Why.DAILY, Why.LOCKING)


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was made, opened, read to its last page, and read back. ``size`` is in bytes.

    ``mark`` stands for what the journal held then, ``seconds`` is how long it took.
    """

    path: Path
    made: datetime
    size: int
    mark: str
    seconds: float


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a look at one backup shows without a key. ``fault`` is the code of what is wrong with it."""

    path: Path
    made: datetime
    size: int
    before_change: bool
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class LastResult:
    """What came of the last backup, as the journal keeps it.

    ``made`` is when the last one was made, in UTC, ``name`` and ``folder`` where, ``failed`` when one failed
    since then, ``cause`` why, one of `WhyNoBackup`, and ``place`` the folder that was for it.
    """

    made: datetime | None = None
    size: int = 0
    name: str = ""
    folder: str = ""
    mark: str = ""
    seconds: float = 0
    failed: datetime | None = None
    cause: str = ""
    place: str = ""

    def to_text(self) -> str:
        """How it is kept."""
        plain = asdict(self)
        moments = {key: value.isoformat() for key, value in plain.items() if isinstance(value, datetime)}
        return json.dumps({"record": 1} | plain | moments)

    @classmethod
    def from_text(cls, text: str | None) -> LastResult:
        """What was kept; nothing where that cannot be read, for then a backup is due anyway."""
        from coprod_desktop.domain.records import moment_from_text, moment_to_text  # not at the start

        try:
            plain = json.loads(text or "{}")
            if plain.pop("record", 1) != 1:
                return cls()
            for key in ("made", "failed"):
                if plain.get(key) is not None:
                    plain[key] = moment_from_text(moment_to_text(datetime.fromisoformat(plain[key])))
            kept = cls(**plain)
        except (ValueError, OverflowError, TypeError, AttributeError, RecursionError):
            return cls()
        texts = (kept.name, kept.folder, kept.mark, kept.cause, kept.place)
        numbers = (kept.size, kept.seconds)
        is_good = all(isinstance(text, str) for text in texts) and all(
            isinstance(number, int | float) and math.isfinite(number) for number in numbers
        )
        return kept if is_good else cls()
