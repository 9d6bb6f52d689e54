"""Guard rails that hold in every test; each lives in a module of `tests/support/`."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QLocale

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
# The computer's own buses are none of a test's business; an empty address means that there is none.
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"] = ""
if sys.platform == "win32":
    # Offscreen, Qt looks for fonts in its own folder, which is not there, and warns.
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ["SYSTEMROOT"], "Fonts")))

from coprod_desktop.ui.collecting import collect_what_is_due
from tests.support import dialogs, logs, sockets, windows
from tests.support.pdfua import check_pdfua, qpdf_check
from tests.support.places import SOURCES
from tests.support.surroundings import own_home

# A child process that a test starts finds the program as the test itself does.
os.environ["PYTHONPATH"] = str(SOURCES)

settings.register_profile(
    "suite",
    deadline=None,  # two busy cores make honest examples slow
    max_examples=60,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", parent=settings.get_profile("suite"), max_examples=3000, derandomize=False
)
settings.load_profile("suite")  # pytest --hypothesis-profile=thorough takes the other one


def pytest_sessionstart() -> None:
    """Put up what stands for the whole session."""
    gc.disable()  # as in the program: a collector on a worker's thread would take down widgets there
    if sys.platform != "linux":  # there LC_ALL says so; other systems go by the person's own settings
        QLocale.setDefault(QLocale.c())
    sockets.watch()
    dialogs.forbid()


@pytest.fixture(autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    """Collect after each test what Python's own collector would have collected."""
    yield
    collect_what_is_due()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the home, the settings or the temporary folder of whoever runs it."""
    for name, folder in own_home(tmp_path).items():
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.fixture(autouse=True)
def _no_sockets(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that makes a socket fails; a local one is allowed with the mark `local_sockets`."""
    local_allowed = request.node.get_closest_marker("local_sockets") is not None
    with sockets.forbidden(local_allowed) as seen:
        yield
    assert not seen, f"sockets were made: {seen}"


@pytest.fixture(autouse=True)
def _no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless the mark `expects_log` names it."""
    patterns = [str(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    with logs.watched() as records:
        yield
    unexpected, absent = logs.judge(records, patterns)
    assert not unexpected, f"unexpected log lines: {unexpected}"
    assert not absent, f"expected in the log and not seen: {absent}"


@pytest.fixture(autouse=True)
def _no_leftover_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    """A window that still stands when its test has ended fails that test."""
    yield
    left = windows.close_leftovers()
    if request.node.get_closest_marker("leaves_windows") is None:
        assert not left, f"windows were left open: {left}"


@pytest.fixture
def runtime_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where programs look for local sockets; not in `tmp_path`: their paths have too few letters for it."""
    with tempfile.TemporaryDirectory(prefix="run-", dir=Path("/tmp").resolve()) as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def assert_good_pdf() -> Callable[..., None]:
    """Call it with paths: each must pass PDF/UA-1 by veraPDF and ``qpdf --check``."""

    def check(*paths: Path) -> None:
        assert {path.name: qpdf_check(path) for path in paths} == {path.name: [] for path in paths}
        assert check_pdfua(paths) == []

    return check
