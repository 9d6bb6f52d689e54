"""The guard rails of `conftest.py` hold: each is shown a fault of the kind it is there for."""

from __future__ import annotations

import logging
import os
import socket
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, QUrl, qWarning
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.support import logs, sockets, windows
from tests.support.dialogs import UnscriptedDialogError

pytest_plugins = ["pytester"]


def test_a_socket_is_refused_and_told_of_even_if_the_error_is_swallowed() -> None:
    with sockets.forbidden(local_allowed=False) as seen:
        with pytest.raises(sockets.SocketMadeError):
            socket.socket(socket.AF_INET)
        with pytest.raises(sockets.SocketMadeError):
            socket.getaddrinfo("localhost", 80)
    assert len(seen) == 2


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no local sockets")
def test_a_local_socket_passes_only_where_it_is_allowed() -> None:
    with sockets.forbidden(local_allowed=True) as seen:
        socket.socket(socket.AF_UNIX).close()
        assert seen == []
    with sockets.forbidden(local_allowed=False) as seen:
        with pytest.raises(sockets.SocketMadeError):
            socket.socket(socket.AF_UNIX)
        assert len(seen) == 1


@pytest.mark.expects_log("a drawer: is stuck")
def test_a_log_line_is_unexpected_unless_a_pattern_names_it() -> None:
    with logs.watched() as records:
        logging.getLogger("a drawer").warning("is %s", "stuck")
        logging.getLogger("a drawer").info("is open")
    assert logs.judge(records, []) == (["a drawer: is stuck"], [])
    assert logs.judge(records, ["stuck$", "never said"]) == ([], ["never said"])


def test_a_forgotten_window_is_found_and_closed(qtbot: QtBot) -> None:
    forgotten = QWidget()
    forgotten.setWindowTitle("Forgotten")
    forgotten.show()
    assert windows.close_leftovers() == ["QWidget 'Forgotten'"]
    assert windows.close_leftovers() == []


def test_every_way_to_wait_for_a_person_is_refused(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    with pytest.raises(UnscriptedDialogError):
        dialog.exec()
    with pytest.raises(UnscriptedDialogError):
        QMessageBox.question(dialog, "Sure?", "Really?")
    with pytest.raises(UnscriptedDialogError):
        QFileDialog.getSaveFileName(dialog)
    with pytest.raises(UnscriptedDialogError):
        QDesktopServices.openUrl(QUrl("https://example.org"))


def test_every_place_to_write_is_the_tests_own(tmp_path: Path) -> None:
    homes = [Path.home(), Path(tempfile.gettempdir()), Path(os.environ["XDG_DATA_HOME"])]
    qt = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
    assert all(place.is_relative_to(tmp_path) for place in [*homes, Path(qt)])
    assert all(place.is_dir() for place in homes)


@pytest.mark.parametrize(
    "fault",
    [
        "import socket; socket.socket()",
        "import logging; logging.warning('x')",
        "from PySide6 import QtCore as q; q.qWarning('x')",
    ],
    ids=["socket", "log", "Qt's log"],
)
def test_a_test_with_a_fault_fails(pytester: pytest.Pytester, fault: str) -> None:
    root = Path(__file__).parents[2]
    pytester.makeini("[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING\nmarkers = expects_log: x")
    pytester.makeconftest(
        f"import sys; sys.path.insert(0, {str(root)!r})\n"
        "from tests import conftest\n"
        "globals().update({n: v for n, v in vars(conftest).items() if not n.startswith('__')})"
    )
    pytester.makepyfile(
        f"def test_faulty(qapp):\n    try:\n        exec({fault!r})\n    except AssertionError:\n        pass"
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    outcomes = result.parseoutcomes()
    assert outcomes.get("errors", 0) + outcomes.get("failed", 0) == 1, result.stdout.str()


@pytest.mark.qt_log_level_fail("CRITICAL")
def test_qt_can_warn_where_a_test_means_it(qtbot: QtBot) -> None:
    qWarning("meant")
