"""From opening the program to a kept reflection of all 18 questions, on a private screen, in two ways."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.home import Home
from tests.support.places import ROOT
from tests.support.tools import need

SYSTEM_PYTHON = "/usr/bin/python3"
BINDINGS = "/usr/lib/python3/dist-packages/gi/__init__.py"
LIMIT_SECONDS = 420
"""A computer with nothing else to do takes one or two minutes."""
EXPECTED = re.compile(
    # Qt's remark when something went away between two looks at the tree, while a page was changing.
    r"^qt\.accessibility\.atspi: Could not find accessible on path: |"
    # And where the desktop was taken down while Qt still waited to be told that nobody wants a key.
    r"^QSpiApplication::keyEventError |^ListenerCallback with no queued key called"
)


@pytest.mark.journey
@pytest.mark.parametrize(
    "hands", [pytest.param("tree", id="the accessible tree alone"), pytest.param("keys", id="keys alone")]
)
def test_from_opening_to_a_kept_reflection_by(hands: str, tmp_path: Path) -> None:
    need("Xvfb", "openbox", "xdotool", "dbus-daemon", "/usr/libexec/at-spi-bus-launcher", BINDINGS)
    home = Home(tmp_path / "computer").make()
    ended = subprocess.run(
        [
            SYSTEM_PYTHON,
            "-m",
            "tests.journeys.heard",
            hands,
            str(home.reports),
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
    assert any(home.journal.iterdir())
