"""Killed at a random moment of a save loop, again and again: every save that was acknowledged is there.

The child is the store in a process of its own, from source, or out of a built program: see `packaged`. What
was under way when it died is there whole, or not at all; nothing that was typed stands readable in any file,
the rollback file among them.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from coprod_desktop.domain.entries import Note
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_under
from tests.support.home import Home
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.support.places import ROOT
from tests.torture.matrix import Matrix, Tally, require
from tests.torture.saver import CHANGED, WORD, body_of, save_for_ever

LONGEST = 0.4
"""Seconds that a child saves before it is killed, at most."""


@dataclass
class Acknowledged:
    """What the children have said, and what follows from it."""

    entries: set[int] = field(default_factory=set)
    drafts: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    changed: dict[int, int] = field(default_factory=dict)
    last: int = CHANGED
    changes: int = 0

    def hear(self, line: str) -> None:
        """Take in one line of a child."""
        kind, *numbers = line.split()
        number = int(numbers[-1])
        self.last = max(self.last, number)
        if kind == "draft":
            self.drafts.add(number)
        elif kind == "gone":
            self.drafts.discard(number)
            self.gone.add(number)
        elif kind == "entry":
            self.drafts.discard(number)
            self.entries.add(number)
        else:
            self.changed[int(numbers[0])] = number
            self.changes += 1


def say_until_killed(
    folder: Path, home: Home, first: int, seed: int, after: float, program: Path | None = None
) -> list[str]:
    """Start a saver, kill it so many seconds after its first save, and give the lines that came whole."""
    saver = ["tests.torture.saver", str(folder), str(first), str(seed)]
    module = ["tests.torture.packaged", str(program), *saver] if program else saver
    command = [sys.executable, "-m", *module]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=home.environment())
    assert child.stdout is not None
    with child.stdout:
        lines = [child.stdout.readline()]
        time.sleep(after)
        child.kill()
        lines += child.stdout.readlines()
    child.wait()
    require(bool(lines[0]), f"the child ended by itself with {child.returncode}")
    return [line for line in lines if line.endswith("\n")]


def say_until_killed_forked(folder: Path, first: int, seed: int, after: float) -> list[str]:
    """The same from a child that has imported all it needs: most of a fresh one's time goes by with that."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            vault = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
            save_for_ever(vault, first, random.Random(seed), partial(_write_line, write))
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read) as stream:
        lines = [stream.readline()]
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        lines += stream.readlines()
    _, status = os.waitpid(child, 0)
    require(os.WIFSIGNALED(status) and bool(lines[0]), f"the child ended by itself with {status}")
    return [line for line in lines if line.endswith("\n")]


def _write_line(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


class Rounds:
    """One journal that is killed and opened by turns."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.home = Home(tally.folder / "computer").make()
        self.folder = self.home.root / "Journal"
        self.told = Acknowledged()
        self.interrupted = 0
        vault = Vault.create(self.folder, PASSPHRASE, JournalSecret(bytes(range(20))), kdf=CHEAP)
        for number in range(CHANGED):
            vault.entries.put(note(number, body_of(number)))
            self.told.changed[number] = number
        vault.close()

    def one(self, every_word: bool, forked: bool = False) -> None:
        """Kill one child, and look."""
        after = self.tally.chance.uniform(0, LONGEST)
        first = self.told.last + 1
        before = self.told.changes
        seed = self.tally.chance.randrange(10**6)
        if forked:
            lines = say_until_killed_forked(self.folder, first, seed, after)
        else:
            lines = say_until_killed(self.folder, self.home, first, seed, after, self.tally.program)
        for line in lines:
            self.told.hear(line)
        self.interrupted += os.path.lexists(self.folder / "journal.db-journal")
        require(words_under(self.home.root, [WORD]) == [], "words stand readable in a file")
        vault = Vault.open(self.folder, PASSPHRASE, kdf=CHEAP)
        try:
            vault._connection.require_sound()
            self._judge(vault, first, every_word)
        finally:
            vault.close()
        self.tally.note("changes acknowledged", self.told.changes - before)

    def _judge(self, vault: Vault, first: int, every_word: bool) -> None:
        there = {int(row.id, 16) for row in vault.entries.rows(limit=10**6)}
        require(there >= self.told.entries, f"entries are lost: {sorted(self.told.entries - there)[:5]}")
        under_way = there - self.told.entries - set(range(CHANGED))
        require(len(under_way) <= 1, f"entries from nowhere: {sorted(under_way)[:5]}")
        self.told.entries |= under_way
        for number in sorted(there):
            if number >= CHANGED and (every_word or number >= first):
                require(_body(vault, number) == body_of(number), f"entry {number} holds other words")
        for which, number in list(self.told.changed.items()):
            self._judge_changed(vault, which, number)
        drafts = {int(row.id.split()[1]) for row in vault.drafts.rows()}
        kept = {number for number in self.told.drafts if number not in self.told.entries}
        lost = {number for number in kept - drafts if number != self.told.last}
        require(not lost, f"drafts are lost: {sorted(lost)[:5]}")
        require(not drafts & self.told.gone, "a draft is there that was let go")
        self.told.drafts = drafts
        for number in sorted(drafts):
            if every_word or number >= first:
                words = vault.drafts.get_note(f"draft {number}").body
                require(words == body_of(number), f"draft {number} holds other words")

    def _judge_changed(self, vault: Vault, which: int, number: int) -> None:
        """The entry holds what was acknowledged last, or what was under way when the child died."""
        words = _body(vault, which)
        fits = {body_of(fit): fit for fit in (number, self.told.last, self.told.last + 1)}
        require(words in fits, f"entry {which} does not hold the change {number}")
        self.told.changed[which] = fits[words]


def _body(vault: Vault, number: int) -> str:
    content = vault.entries.get(note(number).id).content
    require(isinstance(content, Note), "a note became something else")
    assert isinstance(content, Note)
    return content.body


def kills(tally: Tally) -> None:
    """The whole run has 500 rounds; every tenth is a fresh process, and looks at each word of all rounds.

    The sample forks nothing: the tests' own process has threads. With a built program each is fresh.
    """
    rounds = Rounds(tally)
    can_fork = bool(tally.size) and tally.program is None and sys.platform != "win32"
    many = tally.of(6, 25, 500)
    for number in range(many):
        with tally.case(f"round {number}", seconds=60):
            tenth = number % 10 == 9 or number == many - 1
            rounds.one(every_word=tenth, forked=can_fork and not tenth)
    tally.note("kills in the middle of a save", rounds.interrupted)
    require(bool(rounds.interrupted) or not tally.size, "no kill hit a save: the run shows nothing")


MATRIX = Matrix(
    "kills",
    "Killed (signal 9) at a random moment of a loop of drafts, entries and changes; every acknowledged one is"
    " there whole, the journal opens and is sound, no word is readable",
    kills,
)

BUILT = Matrix(
    "built-kills",
    "As `kills`, with the store out of the built program (`--program`): its frozen code, its database and"
    " ciphers, a fresh process each time",
    kills,
)
