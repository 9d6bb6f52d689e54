"""The built program killed while somebody types: what was seen on its screen is kept, but for two seconds.

The same as `window_kills`, from outside: the program as people install it, with its own libraries and the
cost of a real passphrase, on a screen, with real keys.
"""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_desktop.vault.kdf import STANDARD
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_under
from tests.support.home import Home
from tests.support.journals import PASSPHRASE, note
from tests.support.places import ROOT
from tests.torture.matrix import Matrix, Tally, require
from tests.torture.pace import WORDS
from tests.torture.window_kills import LONGEST, PROMISE, SHORTEST, draft_in

SYSTEM_PYTHON = "/usr/bin/python3"
"""It has the bindings to the bus of screen readers."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One round: all that was typed, what was seen when and with what delay, and when it ended."""

    typed: str
    seen: Sequence[tuple[float, float, str]]
    killed: float

    def on_the_screen(self) -> str:
        """What was seen last."""
        return self.seen[-1][2] if self.seen else ""

    def due(self) -> str:
        """What was seen longer ago than a crash may cost; longer still where the computer was late."""
        busy = max((late for moment, late, _ in self.seen if moment > self.killed - 2 * PROMISE), default=0.0)
        promised = self.killed - PROMISE - busy
        return next((text for moment, _, text in reversed(self.seen) if moment < promised), "")


def judge(typed: Typed, kept: str) -> None:
    """See that the draft holds what is due, and nothing else.

    Raises:
        Held: it does not.
    """
    require(typed.typed.startswith(kept.rstrip()), f"the draft holds what nobody typed: {kept!r}, {typed!r}")
    due = typed.due().rstrip()
    require(len(kept) >= len(due), f"{len(due)} letters were due and {len(kept)} are there")


def typed_until_killed(program: Path, home: Home, seed: int, seconds: float) -> Typed:
    """Let somebody type in the program for so many seconds."""
    typist = [SYSTEM_PYTHON, "-m", "tests.torture.built_typist", str(home.reports), str(seed), str(seconds)]
    env = {name: value for name, value in home.environment().items() if not name.startswith("PYTHON")}
    ended = subprocess.run(
        [*typist, PASSPHRASE, "--", str(program)],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    require(ended.returncode == 0, f"nobody could type: {ended.stdout[-2000:]}\n{ended.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    require(told["ended"] == -signal.SIGKILL, f"the program ended by itself with {told['ended']}")
    return Typed(told["typed"], [(moment, late, text) for moment, late, text in told["seen"]], told["killed"])


def _one(tally: Tally, program: Path, home: Home) -> None:
    seconds = tally.chance.uniform(SHORTEST, tally.of(4.5, LONGEST, LONGEST))
    typed = typed_until_killed(program, home, tally.chance.randrange(10**6), seconds)
    require(words_under(home.root, [word for word in WORDS if len(word) > 5]) == [], "words stand readable")
    kept = draft_in(home.journal, STANDARD)
    judge(typed, kept)
    tally.note("letters typed", len(typed.typed))
    tally.note("letters lost", max(0, len(typed.on_the_screen().rstrip()) - len(kept.rstrip())))


def built_window(tally: Tally) -> None:
    """The whole run has 30 rounds."""
    require(tally.program is not None, "this needs a built program")
    assert tally.program is not None
    home = Home(tally.folder / "computer").make()
    vault = Vault.create(home.journal, PASSPHRASE, JournalSecret(bytes(range(20))))
    vault.entries.put(note(1))
    vault.close()
    for number in range(tally.of(2, 5, 30)):
        with tally.case(f"round {number}", seconds=180):
            _one(tally, tally.program, home)
    notes = tally.notes
    require(bool(tally.faults) or notes["letters typed"] > notes["letters lost"], "nothing kept")


MATRIX = Matrix(
    "built-window",
    "As `window`, with the built program (`--program`), worked by real keys on a screen of its own and seen"
    " as a screen reader sees it",
    built_window,
)
