"""What nobody caught is told by its place alone: its words could be somebody's own."""

from __future__ import annotations

import logging
import platform
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSysInfo
from PySide6.QtWidgets import QApplication

from coprod_desktop.ui.shell.crash import CrashWatch, fault_of

WORDS = "what was written"


@pytest.fixture
def watch(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashWatch]:
    """Installed for one test."""
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    made = CrashWatch(qapp)
    made.install()
    yield made
    made.deleteLater()


class Careless:
    """Fails where Python cannot raise."""

    def __del__(self) -> None:
        raise ValueError(WORDS)


@pytest.mark.expects_log("unexpected fault")
def test_a_fault_in_the_end_of_an_object_tells_no_words(
    watch: CrashWatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    careless = Careless()
    del careless
    said = caplog.text + "".join(capsys.readouterr())
    assert "ValueError" in said
    assert "__del__" in said
    assert WORDS not in said


def test_a_report_does_not_ask_for_the_computer_s_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python does so on Windows, by way of a networking module, whatever of the system is asked for."""
    monkeypatch.setattr(platform, "uname", None)
    assert QSysInfo.prettyProductName() in fault_of(ValueError, None).report()


@pytest.mark.expects_log("unexpected fault")
def test_nothing_of_a_fault_is_held_for_a_debugger(watch: CrashWatch) -> None:
    """Python keeps the last exception, and with it every value on its way."""
    error = ValueError(WORDS)
    vars(sys).update(last_exc=error, last_value=error, last_type=ValueError, last_traceback=None)
    sys.excepthook(ValueError, error, None)
    assert not any(name.startswith("last_") for name in vars(sys))
