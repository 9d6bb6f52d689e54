"""Long random lives of a journal, and then a look into every file that was made: no word can be read.

Neither as it stands, in any encoding, nor in what a library may have packed. Exports are left out, for they
are meant to be read; what an export that was broken off leaves is not.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.bytes_on_disk import Found, files_under, words_under
from tests.support.home import Home
from tests.support.places import ROOT
from tests.torture.matrix import Matrix, Tally, require
from tests.torture.planted import words_of


def lived(home: Home, seed: int, acts: int, end: str) -> list[str]:
    """One life, from a new journal to its end. Gives what was told."""
    command = [sys.executable, "-m", "tests.torture.diarist", str(seed), str(acts), end]
    done = subprocess.run(
        command, cwd=ROOT, env=home.environment(), capture_output=True, text=True, timeout=600
    )
    told = done.stdout.splitlines()
    ended_well = told[-1:] == ["ended"] if end == "quits" else done.returncode != 0 and not done.stderr
    require(ended_well, f"it ended with {done.returncode}: {done.stderr[-3000:]}")
    printed = Path(home.root / "tmp" / "printed")
    printed.write_text(done.stderr, "utf-8")  # what it said on its error channel is looked into as well
    return told


def readable(home: Home, told: list[str], words: tuple[str, ...]) -> list[Found]:
    """What can be read in the files of a life, but in its exports."""
    exports = [Path(line.removeprefix("export ")) for line in told if line.startswith("export ")]
    codes = [line.removeprefix("code ") for line in told if line.startswith("code ")]
    secrets = [*codes, *(code.replace("-", "") for code in codes)]
    return words_under(home.root, [*words, *secrets], leave_out=exports, packed=True)


def lives(tally: Tally) -> None:
    """A whole run has eight lives of eighty acts; most of them end in a crash."""
    for number in range(tally.of(1, 2, 8)):
        seed = tally.chance.randrange(10**6)
        end = "quits" if number % 4 == 3 else "crashes"
        with tally.case(f"life {seed}, which {end}", seconds=900):
            home = Home(tally.folder / f"computer {number}").make()
            told = lived(home, seed, tally.of(2, 25, 80), end)
            words = words_of(seed)
            found = readable(home, told, words)
            require(found == [], f"readable: {found[:5]}")
            files = files_under(home.root)
            require(any(path.suffix == ".coprod" for path in files), "no copy was made: it shows nothing")
            tally.note("acts", len(told))
            tally.note("files", len(files))
            tally.note("kilobytes", sum(path.stat().st_size for path in files) >> 10)


MATRIX = Matrix(
    "lives",
    "Long random lives with drafts, versions, the bin, backups, copies, search, exports broken off half-way"
    " and a forced crash; then no planted word stands in any file, in UTF-8, 16 or 32, nor packed",
    lives,
)
