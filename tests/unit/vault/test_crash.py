"""Killed in the middle of saving: every save that was acknowledged is there, and nothing is readable."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from coprod_desktop.domain.entries import Note
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_under
from tests.support.journals import CHEAP, PASSPHRASE
from tests.support.places import ROOT, SOURCES
from tests.unit.vault.saver import WORD

ROUNDS = 15


def saved_until_killed(folder: Path, first: int, after: float) -> list[int]:
    """Run the saver, kill it that many seconds after its first save, and give the acknowledged numbers."""
    command = [sys.executable, "-m", "tests.unit.vault.saver", str(folder), str(first)]
    env = {"PYTHONPATH": f"{SOURCES}{os.pathsep}{ROOT}"}
    if sys.platform == "win32":
        env["SYSTEMROOT"] = os.environ["SYSTEMROOT"]  # without it Python does not start there
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=env)
    assert child.stdout is not None
    with child.stdout:
        acknowledged = [child.stdout.readline()]
        time.sleep(after)
        child.kill()
        acknowledged += child.stdout.readlines()
    child.wait()
    return [int(line) for line in acknowledged if line.endswith("\n")]


def test_every_acknowledged_save_is_there(closed: Path) -> None:
    chance = random.Random(4)
    acknowledged: list[int] = []
    interrupted = 0
    for _ in range(ROUNDS):
        first = acknowledged[-1] + 2 if acknowledged else 10
        acknowledged += saved_until_killed(closed, first, chance.uniform(0, 0.08))
        interrupted += (closed / "journal.db-journal").exists()
        assert words_under(closed, [WORD]) == []
        vault = Vault.open(closed, PASSPHRASE, kdf=CHEAP)
        for number in acknowledged:
            content = vault.entries.get(f"{number:032x}").content
            assert content == Note(f"{WORD} {number} " * (1 + number % 40))
        found = {int(row.id, 16) for row in vault.search.find(WORD, limit=10_000)}
        assert found >= set(acknowledged)
        assert vault._connection.read("PRAGMA integrity_check") == [("ok",)]
        vault.close()
    assert len(acknowledged) > ROUNDS
    assert interrupted > 0, "no kill hit a transaction: the test shows nothing"
