"""The Journal and the guide by keys alone, as a screen reader that follows the focus tells them."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.services.unlocking import Unlocking
from tests.journeys import words
from tests.journeys.test_heard import BINDINGS, EXPECTED, LIMIT_SECONDS, SYSTEM_PYTHON
from tests.support.home import Home
from tests.support.places import ROOT
from tests.support.tools import need

SAID = (
    ("Gooseberries", EventDate(2026, 3, 9), Rating.NEEDS_THOUGHT),
    ("Damsons", EventDate(2026, 11, 18), Rating.WELL),
)
QUESTION = "Am I really treating everyone as an equal and seeing the whole person in each person?"


@pytest.mark.journey
def test_the_journal_and_the_guide_are_walked_by_keys_and_heard(tmp_path: Path) -> None:
    need("Xvfb", "openbox", "xdotool", "dbus-daemon", "/usr/libexec/at-spi-bus-launcher", BINDINGS)
    home = Home(tmp_path / "computer").make()
    _fill(home)
    ended = subprocess.run(
        [SYSTEM_PYTHON, "-m", "tests.journeys.walked", str(home.reports), "--", *home.program()],
        cwd=ROOT,
        env=home.environment(PYTHONWARNINGS="default"),  # of the system's own bindings, some are old
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    log = home.reports / "program.log"
    printed = log.read_text("utf-8", errors="replace") if log.exists() else "it was never started"
    assert ended.returncode == 0, f"{ended.stdout[-8000:]}\n{ended.stderr[-8000:]}\n{printed[-3000:]}"
    assert [line for line in printed.splitlines() if not EXPECTED.match(line)] == []


def _fill(home: Home) -> None:
    """A journal with two reflections on one question."""
    unlocking = Unlocking(home.journal)
    unlocking.create(words.PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    for number, (title, when, rating) in enumerate(SAID):
        answer = Answer("values-1", QUESTION, f"{title}, and who picked them.", rating=rating)
        content = Reflection(QuestionSet.CHOSEN, Context(when), (answer,))
        written = datetime(2026, 11, 20, 9, number, tzinfo=UTC)
        unlocking.vault.entries.put(Entry(f"{number:032x}", title, when, written, written, content))
    unlocking.lock()
