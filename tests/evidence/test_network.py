"""The program opens no socket that could reach another computer, and loads nothing that could."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import trace
from tests.support.home import Home
from tests.support.journey_run import JourneyRun
from tests.support.networking import (
    LOCAL_SOCKETS,
    NETWORK_LIBRARIES,
    networking_modules,
)
from tests.support.places import ROOT
from tests.support.tools import need

IN_A_CHILD = (
    "import subprocess, sys; "
    "subprocess.run([sys.executable, '-c', 'import socket; socket.socket(socket.AF_INET)'])"
)


@pytest.mark.journey
def test_the_journey_opens_no_socket_but_listed_local_ones(journey: JourneyRun) -> None:
    seen = trace.read(journey.logs)
    assert seen.internet == []
    unlisted = [s.call for s in seen.sockets if not any(place in s.call for place in LOCAL_SOCKETS)]
    assert unlisted == []


@pytest.mark.journey
def test_the_journey_was_watched_with_its_children(journey: JourneyRun) -> None:
    seen = trace.read(journey.logs)
    python = [name for name in seen.programs if "python" in Path(name).name]
    assert len(python) > len(journey.logs), "the child that makes a PDF was watched too"


@pytest.mark.journey
def test_no_networking_module_is_imported_in_the_journey(journey: JourneyRun) -> None:
    for name, report in journey.reports.items():
        assert networking_modules(report["modules"]) == set(), name


@pytest.mark.journey
def test_no_networking_library_is_loaded_by_the_program_or_its_children(journey: JourneyRun) -> None:
    seen = trace.read(journey.logs)
    loaded = {Path(path).name for path in seen.opened if NETWORK_LIBRARIES.search(Path(path).name)}
    assert loaded == set()


@pytest.mark.parametrize(
    ("planted", "family"),
    [
        ("import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)", "AF_INET"),
        ("import socket; socket.socket(socket.AF_INET6)", "AF_INET6"),
        (IN_A_CHILD, "AF_INET"),
    ],
)
def test_a_planted_socket_is_seen_from_outside(tmp_path: Path, planted: str, family: str) -> None:
    need("strace")
    log = tmp_path / "planted.strace"
    subprocess.run(trace.traced([sys.executable, "-c", planted], log), check=True, timeout=60)
    seen = trace.read([log])
    assert [s.family for s in seen.internet] == [family]
    loaded = any(NETWORK_LIBRARIES.search(Path(path).name) for path in seen.opened)
    assert loaded or "_socket" in sys.builtin_module_names


def test_a_planted_local_socket_is_seen_too(tmp_path: Path) -> None:
    need("strace")
    log = tmp_path / "planted.strace"
    planted = "import socket; s = socket.socket(socket.AF_UNIX); s.connect_ex('/nowhere/at/all')"
    subprocess.run(trace.traced([sys.executable, "-c", planted], log), check=True, timeout=60)
    calls = [s.call for s in trace.read([log]).sockets]
    assert any("/nowhere/at/all" in call for call in calls)


def test_a_planted_networking_module_is_seen() -> None:
    assert networking_modules(["json", "socket", "PySide6.QtNetwork", "http.client", "urllib.parse"]) == {
        "socket",
        "PySide6.QtNetwork",
        "http.client",
    }


def test_starting_alone_imports_nothing_of_the_network_and_nothing_heavy(tmp_path: Path) -> None:
    """The modules that are there once the window is shown, read in the very process."""
    look = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from coprod_desktop.app import Options, build\n"
        "app = QApplication(['coprod-desktop'])\n"
        "window = build(app, Options())\n"
        "window.show()\n"
        "QTimer.singleShot(0, app.quit)\n"
        "app.exec()\n"
        "print('\\n'.join(sorted(sys.modules)))\n"
    )
    home = Home(tmp_path / "computer").make()
    ended = subprocess.run(
        [sys.executable, "-c", look],
        cwd=ROOT,
        env=home.environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    modules = ended.stdout.split()
    assert "coprod_desktop.ui.shell.window" in modules
    assert networking_modules(modules) == set()
    heavy = (
        "typst",
        "docx",
        "argon2",
        "cryptography",
        "apsw",
        "markdown_it",
        "lxml",
        "filelock",
        "jeepney",
        "secretstorage",
    )
    assert [name for name in modules if name.split(".")[0] in heavy] == []
