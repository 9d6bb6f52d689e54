"""The real window killed while somebody types: what is on the screen is kept, but for two seconds."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from coprod_desktop.domain.richtext import parse, plain
from coprod_desktop.vault.kdf import KdfPolicy
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_under
from tests.support.home import Home
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.support.places import ROOT
from tests.torture.matrix import Matrix, Tally, require
from tests.torture.pace import WORDS

PROMISE = 2.0
"""Seconds of typing that a crash may cost."""

SHORTEST, LONGEST = 0.3, 7.0
"""Seconds of typing before the program is killed."""


def typed_until_killed(home: Home, seed: int, after: float) -> tuple[list[tuple[str, float, float]], float]:
    """Let somebody type for so many seconds. Gives each letter with its moment and delay, and the end."""
    command = [sys.executable, "-m", "tests.torture.typist", str(seed)]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=home.environment()
    )
    assert child.stdout is not None and child.stderr is not None
    with child.stdout, child.stderr:
        first = child.stdout.readline()
        time.sleep(after if first else 0)
        killed_at = time.monotonic()
        child.kill()
        lines = [first, *child.stdout.readlines()]
        trouble = child.stderr.read()
    child.wait()
    require(bool(first), f"the window ended by itself: {trouble[-2000:]}")
    pieces = [line.rstrip("\n").split("\t") for line in lines if line.endswith("\n")]
    return [(letter, float(moment), float(late)) for letter, moment, late in pieces], killed_at


def draft_in(folder: Path, kdf: KdfPolicy = CHEAP) -> str:
    """The words of the one draft in a journal that was killed, which is sound; the draft is let go."""
    vault = Vault.open(folder, PASSPHRASE, kdf=kdf)
    try:
        vault._connection.require_sound()
        drafts = vault.drafts.rows()
        require(len(drafts) <= 1, "there are more drafts than were begun")
        words = plain(parse(vault.drafts.get_note(drafts[0].id).body)) if drafts else ""
        for draft in drafts:
            vault.drafts.remove(draft.id)
        return words
    finally:
        vault.close()


def _one(tally: Tally, home: Home) -> None:
    after = tally.chance.uniform(SHORTEST, tally.of(4.5, LONGEST, LONGEST))
    typed, killed_at = typed_until_killed(home, tally.chance.randrange(10**6), after)
    require(words_under(home.root, [word for word in WORDS if len(word) > 5]) == [], "words stand readable")
    kept = draft_in(home.journal)
    text = "".join(letter for letter, _, _ in typed)
    require(
        text.startswith(kept.rstrip()) or kept.startswith(text),
        f"the draft holds what nobody typed: {kept!r}, {text!r}",
    )
    busy = max((late for _, moment, late in typed if moment > killed_at - 2 * PROMISE), default=0.0)
    promised = killed_at - PROMISE - busy
    due = "".join(letter for letter, moment, _ in typed if moment < promised).rstrip()
    require(len(kept) >= len(due), f"{len(due)} letters were due and {len(kept)} are there")
    tally.note("letters typed", len(text))
    tally.note("letters lost", max(0, len(text.rstrip()) - len(kept)))


def window_kills(tally: Tally) -> None:
    """The whole run has 30 rounds."""
    home = Home(tally.folder / "computer").make()
    vault = Vault.create(home.journal, PASSPHRASE, JournalSecret(bytes(range(20))), kdf=CHEAP)
    vault.entries.put(note(1))
    vault.close()
    for number in range(tally.of(2, 5, 30)):
        with tally.case(f"round {number}", seconds=90):
            _one(tally, home)
    require(bool(tally.faults) or tally.notes["letters typed"] > tally.notes["letters lost"], "nothing kept")


MATRIX = Matrix(
    "window",
    "The real window killed while somebody types at human speed: the draft on the screen is in the journal"
    " but for at most the last two seconds",
    window_kills,
)
