"""A private desktop: a screen in memory, a window manager, a session bus and the accessibility bus.

Standard library only, since it runs in the system's own Python, which has the bindings to the bus.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
import uuid
from contextlib import suppress
from pathlib import Path
from types import TracebackType

_TAG = "COPROD_TEST_DESKTOP"
_START_SECONDS = 20.0


class Desktop:
    """Starts everything on entering, and ends every process that came of it on leaving."""

    def __init__(self, environment: dict[str, str], logs: Path, size: str = "1280x900x24") -> None:
        self._tag = uuid.uuid4().hex
        self._size = size
        self._logs = logs
        self._started: list[subprocess.Popen[bytes]] = []
        self.environment = {**environment, _TAG: self._tag}
        self.environment.pop("QT_QPA_PLATFORM", None)
        self.environment |= {
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "GIO_USE_VFS": "local",
            "GSETTINGS_BACKEND": "memory",
        }
        self.environment.pop("NO_AT_BRIDGE", None)

    def __enter__(self) -> Desktop:
        try:
            number = self._told(
                "Xvfb", "-displayfd", "1", "-screen", "0", self._size, "-nolisten", "tcp", "-noreset"
            )
            self.environment["DISPLAY"] = f":{number}"
            address = self._told("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1")
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
            self._start("openbox", "openbox", "--sm-disable")
            self._wait_for_window_manager()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; what it prints goes to ``program.log``."""
        return self._start("program", *command)

    def keys(self, *arguments: str) -> None:
        """Send real keys with ``xdotool``."""
        subprocess.run(
            ["xdotool", *arguments], env=self.environment, check=True, timeout=60, stdout=subprocess.DEVNULL
        )

    def picture(self, path: Path) -> None:
        """What is on the screen, as an X window dump, to look at after a failure."""
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(
                ["xwd", "-root", "-silent", "-out", str(path)], env=self.environment, check=True, timeout=20
            )

    def close(self) -> None:
        """End every process that carries this desktop's mark, and only those."""
        for how in (signal.SIGTERM, signal.SIGKILL):
            for process in self._mine():
                with suppress(ProcessLookupError):
                    os.kill(process, how)
            ended = time.monotonic() + 3
            while self._mine() and time.monotonic() < ended:
                time.sleep(0.02)
        for started in self._started:
            with suppress(subprocess.TimeoutExpired):
                started.wait(3)

    def _mine(self) -> list[int]:
        mark = f"{_TAG}={self._tag}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                with suppress(OSError):
                    if mark in (entry / "environ").read_bytes().split(b"\0"):
                        found.append(int(entry.name))
        return found

    def _start(self, log: str, *command: str) -> subprocess.Popen[bytes]:
        with (self._logs / f"{log}.log").open("ab") as out:
            started = subprocess.Popen(
                command, env=self.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )
        self._started.append(started)
        return started

    def _told(self, *command: str) -> str:
        """Start a server that prints on its standard output how to reach it; give that line."""
        with (self._logs / f"{command[0]}.log").open("ab") as log:
            server = subprocess.Popen(
                command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log
            )
        self._started.append(server)
        assert server.stdout is not None
        line = server.stdout.readline().decode().strip()
        if not line:
            raise RuntimeError(f"{command[0]} did not start; see {self._logs}")
        return line

    def _wait_for_window_manager(self) -> None:
        ended = time.monotonic() + _START_SECONDS
        while time.monotonic() < ended:
            asked = subprocess.run(
                ["xdotool", "get_desktop"], env=self.environment, capture_output=True, timeout=20, check=False
            )
            if asked.returncode == 0:
                return
            time.sleep(0.05)
        raise RuntimeError("the window manager did not start")
