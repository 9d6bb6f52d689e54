"""What Linux tells, from a logind and a screen saver that are not real, on a bus of the test's own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.system.linux import LinuxWatch, session_path
from coprod_desktop.ui.system.watch import Tells
from tests.support.tools import need

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has these buses"),
    pytest.mark.local_sockets,
]

BINDINGS = "/usr/lib/python3/dist-packages/gi/__init__.py"
FAKE = Path(__file__).parents[2] / "support" / "fake_login.py"


class Login:
    """The fake services, and a watch that listens to them."""

    def __init__(self, address: str, bot: QtBot) -> None:
        self._bot = bot
        self._fake = subprocess.Popen(
            ["/usr/bin/python3", str(FAKE)],
            env={"DBUS_SESSION_BUS_ADDRESS": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.says("ready")
        bus = QDBusConnection.connectToBus(address, "under test")
        self.watch = LinuxWatch(bus, bus)
        self.seen: list[str] = []
        self.watch.signals.sleeping.connect(lambda: self.seen.append("sleeping"))
        self.watch.signals.screen_locked.connect(lambda: self.seen.append("locked"))

    def says(self, words: str) -> None:
        assert self._fake.stdout is not None
        assert self._fake.stdout.readline().strip() == words

    def happens(self, *lines: str) -> None:
        assert self._fake.stdin is not None
        self._fake.stdin.write("".join(f"{line}\n" for line in lines))
        self._fake.stdin.flush()
        self.says("done")

    def sees(self, *seen: str) -> None:
        self._bot.waitUntil(lambda: self.seen == list(seen))
        self.seen.clear()

    def end(self) -> None:
        self.watch.stop()
        self._fake.communicate(timeout=10)
        QDBusConnection.disconnectFromBus("under test")


@pytest.fixture
def login(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Login]:
    need("dbus-daemon", BINDINGS)
    monkeypatch.setenv("XDG_SESSION_ID", "3")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    made = Login(daemon.stdout.readline().strip(), qtbot)
    yield made
    made.end()
    daemon.terminate()
    daemon.communicate(timeout=10)


def test_sleep_lock_screen_saver_and_another_user_are_told_and_a_sleep_is_held_up(login: Login) -> None:
    assert login.watch.tells() == Tells(sleep=True, screen_lock=True)
    login.watch.start()
    login._bot.waitUntil(lambda: login.watch._inhibitor is not None)
    login.says("held")
    login.happens("wake", "sleep")
    login.sees("sleeping")
    login.happens("lock _34", "lock _33")
    login.sees("locked")
    login.happens("saver off", "saver on")
    login.sees("locked")
    login.happens("away _34", "away _33")
    login.sees("locked")
    login.watch.stop()
    login.says("let go")
    login.happens("sleep")
    assert login.watch.tells().sleep  # the answer comes behind the signal
    QApplication.processEvents()
    assert login.seen == []


def test_without_a_bus_nothing_is_told_and_nothing_breaks() -> None:
    nowhere = QDBusConnection("not connected to anything")
    watch = LinuxWatch(nowhere, nowhere)
    assert not watch.tells().anything
    watch.start()
    watch.stop()


@pytest.mark.parametrize(("session", "label"), [("3", "_33"), ("c2", "c2"), ("a-b", "a_2db"), ("12", "_312")])
def test_a_session_is_found_where_logind_shows_it(session: str, label: str) -> None:
    assert session_path(session) == f"/org/freedesktop/login1/session/{label}"
