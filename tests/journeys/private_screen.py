"""Runs a walk on a private screen with a screen reader's bus, by the system's own Python."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence

from tests.support.home import Home
from tests.support.places import ROOT
from tests.support.tools import need

_SYSTEM_PYTHON = "/usr/bin/python3"
_BINDINGS = "/usr/lib/python3/dist-packages/gi/__init__.py"
_LIMIT_SECONDS = 420
"""A computer with nothing else to do takes one or two minutes for the longest."""
_EXPECTED = re.compile(
    # Qt's remark when something went away between two looks at the tree, while a page was changing.
    r"^qt\.accessibility\.atspi: Could not find accessible on path: |"
    # And where the desktop was taken down while Qt still waited to be told that nobody wants a key.
    r"^QSpiApplication::keyEventError |^ListenerCallback with no queued key called"
)


def need_a_private_screen() -> None:
    """Skip, or fail where everything has to be there, without what a walk uses of the system."""
    need("Xvfb", "openbox", "xdotool", "dbus-daemon", "/usr/libexec/at-spi-bus-launcher", _BINDINGS)


def walk(
    module: str,
    home: Home,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    program: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
) -> None:
    """Run a module of `tests.journeys` with the program; it must end well, and the program say nothing odd.

    The module gets ``before``, the folder for its logs, ``after``, ``--`` and the program's command. Without
    ``program`` and ``env`` it is the one of this checkout.
    """
    ended = subprocess.run(
        [
            _SYSTEM_PYTHON,
            "-m",
            f"tests.journeys.{module}",
            *before,
            str(home.reports),
            *after,
            "--",
            *(program or home.program()),
        ],
        cwd=ROOT,
        env=env or home.environment(PYTHONWARNINGS="default"),  # some of the system's bindings are old
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_LIMIT_SECONDS,
        check=False,
    )
    log = home.reports / "program.log"
    printed = log.read_text("utf-8", errors="replace") if log.exists() else "it was never started"
    assert ended.returncode == 0, f"{ended.stdout[-8000:]}\n{ended.stderr[-8000:]}\n{printed[-3000:]}"
    assert [line for line in printed.splitlines() if not _EXPECTED.match(line)] == []
