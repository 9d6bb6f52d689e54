"""The exception hook: it only logs and signals, since it may be called on a worker thread."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSysInfo, Signal, qVersion

from coprod_desktop import __version__

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """An unexpected fault as it may be shown and copied: names and places, never values."""

    kind: str
    where: tuple[str, ...]

    def report(self) -> str:
        """Lines for a bug report. No message of the exception is in it, since it could quote the journal."""
        # Asked of Qt: on Windows Python's own answer loads a networking module for the computer's name.
        system = f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelVersion()}"
        head = [
            f"Co-production Companion {__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()}, {system}",
            f"{self.kind}, at:",
        ]
        return "\n".join([*head, *(f"  {line}" for line in self.where)])


def fault_of(kind: type[BaseException], trace: TracebackType | None) -> Fault:
    """Describe a fault by its type and the places it came through, innermost last."""
    frames = traceback.extract_tb(trace, limit=30)
    return Fault(kind.__name__, tuple(f"{_place(f.filename)}:{f.lineno} {f.name}" for f in frames))


def _place(filename: str) -> str:
    """The last three parts of a path: enough to find the line, without the person's folders."""
    return "/".join(Path(filename).parts[-3:])


class CrashWatch(QObject):
    """Catches what nobody else caught and tells the window about it."""

    happened = Signal(object)

    def install(self) -> None:
        """Take the place of Python's own hooks for this process."""
        sys.excepthook = self._caught
        sys.unraisablehook = self._caught_in_passing
        threading.excepthook = self._caught_on_thread

    def tell(self, error: Exception) -> None:
        """Treat ``error``, which a job ended with, like an uncaught one."""
        self._caught(type(error), error, error.__traceback__)

    def _caught(self, kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        fault = fault_of(kind, trace)
        log.error("unexpected fault\n%s", fault.report())
        _forget_last()
        self.happened.emit(fault)

    def _caught_in_passing(self, what: sys.UnraisableHookArgs) -> None:
        """A fault that Python cannot raise, as in the end of an object: Python's own hook quotes it."""
        log.error("unexpected fault in passing\n%s", fault_of(what.exc_type, what.exc_traceback).report())

    def _caught_on_thread(self, what: threading.ExceptHookArgs) -> None:
        self._caught(what.exc_type, what.exc_value or what.exc_type(), what.exc_traceback)


def _forget_last() -> None:
    """Let go of the exception that Python keeps for a debugger: every value on its way hangs on it."""
    for name in ("last_exc", "last_type", "last_value", "last_traceback"):
        vars(sys).pop(name, None)
