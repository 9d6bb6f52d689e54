"""What came out of a damaged journal, as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What came out of a damaged journal. ``set_aside`` is where that is now, whole and untouched.

    ``gone`` counts entries of which only the name was left; ``drafts_in_part`` are among ``drafts``.
    """

    whole: int
    in_part: int
    gone: int
    drafts: int
    drafts_in_part: int
    pages: int
    pages_lost: int
    set_aside: Path
