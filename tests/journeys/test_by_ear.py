"""The pages around a reflection, by keys alone and as a screen reader tells of them, on a private screen."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Reflection,
)
from coprod_desktop.services.unlocking import Unlocking
from tests.journeys.test_heard import BINDINGS, EXPECTED, SYSTEM_PYTHON
from tests.support.home import Home
from tests.support.journals import NOW, PASSPHRASE
from tests.support.places import ROOT
from tests.support.tools import need

LIMIT_SECONDS = 240
"""A computer with nothing else to do takes about fifteen."""


def _something_to_try(home: Home) -> None:
    answer = Answer("values-1", "Am I?", "I listened.", step=NextStep("Ask one person first."))
    when = EventDate(2026, 11, 18)
    content = Reflection(QuestionSet.CHOSEN, Context(when, name="Garden"), (answer,))
    unlocking = Unlocking(home.journal)
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    unlocking.vault.entries.put(Entry("0" * 32, "Garden", when, NOW, NOW, content))
    unlocking.lock()


@pytest.mark.journey
def test_every_page_says_what_it_is_and_has_the_focus_in_its_place(tmp_path: Path) -> None:
    need("Xvfb", "openbox", "xdotool", "dbus-daemon", "/usr/libexec/at-spi-bus-launcher", BINDINGS)
    home = Home(tmp_path / "computer").make()
    _something_to_try(home)
    ended = subprocess.run(
        [
            SYSTEM_PYTHON,
            "-m",
            "tests.journeys.by_ear",
            str(home.reports),
            PASSPHRASE,
            "--",
            *home.program(),
        ],
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
