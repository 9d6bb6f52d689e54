"""The rows of the torture run, as they are printed, and as `docs/torture.md` keeps them."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import apsw

from coprod_desktop import __version__
from tests.support.places import ROOT
from tests.torture.matrix import Matrix

PAGE = ROOT / "docs" / "torture.md"
_BEGIN, _END = "<!-- rows: written by `python3 dev.py torture` -->", "<!-- end of rows -->"


@dataclass(frozen=True, slots=True)
class Row:
    """What one matrix came to."""

    name: str
    what: str
    cases: int
    faults: int
    seen: str
    seconds: int
    seed: int


def row(matrix: Matrix, cases: int, faults: int, notes: Mapping[str, int], seconds: float, seed: int) -> Row:
    """The row of a matrix that has ended."""
    seen = ", ".join(f"{count:,} {what}" for what, count in notes.items())
    return Row(matrix.name, matrix.what, cases, faults, seen, round(seconds), seed)


def broken(matrix: Matrix, code: int) -> Row:
    """The row of a matrix whose process ended by itself."""
    return Row(matrix.name, matrix.what, 0, 1, f"ended with {code}", 0, 0)


def to_text(one: Row) -> str:
    """A row on one line, for the process that prints the table."""
    return "row " + json.dumps(asdict(one))


def from_text(said: str) -> Row | None:
    """The row that a process has printed, if it came so far."""
    lines = [line[4:] for line in said.splitlines() if line.startswith("row {")]
    return Row(**json.loads(lines[-1])) if lines else None


def line(one: Row) -> str:
    """A row for the screen."""
    result = "held" if not one.faults else f"{one.faults:,} FAULTS"
    return f"{one.name:10} {one.cases:8,} cases  {result:10} {one.seconds:5} s  seed {one.seed}  {one.seen}"


def keep(rows: Sequence[Row]) -> None:
    """Put these rows into the page; those of other matrices stay as they are."""
    page = PAGE.read_text("utf-8")
    before, rest = page.split(_BEGIN)
    former, after = rest.split(_END)
    found = dict(re.findall(r"^\| `(\S+)` (\|.*)$", former, re.MULTILINE))
    day = datetime.now(UTC).date().isoformat()
    for one in rows:
        result = "**held**" if not one.faults else f"**{one.faults:,} faults**"
        found[one.name] = (
            f"| {one.what} | {one.cases:,} | {result}; {one.seen} | {one.seconds} | {one.seed}"
            f" | {day}, {__version__} |"
        )
    lines = [
        "| name | what | cases | result | seconds | seed | when, version |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [f"| `{name}` {found[name]}" for name in found]
    facts = f"The last run was on {machine()}."
    PAGE.write_text(before + "\n".join([_BEGIN, facts, "", *lines, _END]) + after, "utf-8")


def machine() -> str:
    """What the figures depend on, without a name or a path of the machine."""
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    ciphers = getattr(apsw, "mc_version", "")
    return (
        f"{system} ({platform.machine()}, {os.cpu_count()} cores), Python {platform.python_version()},"
        f" SQLite {apsw.sqlite_lib_version()}, {ciphers}"
    )
