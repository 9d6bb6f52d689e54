"""The page of the benchmarks: each that is told to keep its figures writes them there, between two marks."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"


def facts(*more: str) -> str:
    """When and on what the figures were taken, in one line."""
    from coprod_desktop import __version__

    machine = f"{platform.system()} ({platform.machine()}, {os.cpu_count()} cores)"
    python = f"Python {platform.python_version()}"
    return (
        ", ".join([f"{datetime.now(UTC):%Y-%m-%d}", f"version {__version__}", machine, python, *more]) + "."
    )


def keep(name: str, *pieces: str, page: Path = PAGE) -> None:
    """Put the pieces, Markdown, in the place of those that the benchmark of this name wrote before.

    Raises:
        ValueError: the page has no such place.
    """
    begin, end = (
        f"<!-- {name}: written by `python3 dev.py bench {name} --keep` -->",
        f"<!-- end of {name} -->",
    )
    before, rest = page.read_text("utf-8").split(begin)
    _, after = rest.split(end)
    page.write_text(before + "\n\n".join([begin, *pieces, end]) + after, "utf-8")
