"""One sitting at the computer, as a process: ``python -m tests.journeys.stage NAME [ARG…] --report FILE``.

The program is built as `app.main` builds it, in whatever home the environment names. The person then works
through the window while the program's own event loop runs; the process ends when they quit. What the
program did meanwhile is written to the report: Qt's warnings, the log, the modules it imported.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import logging
import sys
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from coprod_desktop.app import build, read_options
from tests.journeys.group_sitting import with_a_group
from tests.journeys.growth_sitting import looking_back
from tests.journeys.plan import SITTING_SECONDS
from tests.journeys.sittings import SITTINGS
from tests.support.quiet import EXPECTED_OF_QT
from tests.support.scripted_ask import ScriptedAsk
from tests.support.strays import FocusWatch

if TYPE_CHECKING:
    from coprod_desktop.ui.shell.window import MainWindow

EVERY_SITTING = {**SITTINGS, "with-a-group": with_a_group, "looking-back": looking_back}


@dataclass(slots=True)
class Report:
    """What a sitting came to."""

    sitting: str
    finished: bool = False
    exit_code: int | None = None
    trouble: str = ""
    qt_log: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    stray_windows: list[str] = field(default_factory=list)
    unexpected_questions: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)


class _KeepLog(logging.Handler):
    def __init__(self, report: Report) -> None:
        super().__init__(logging.WARNING)
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        self._report.log.append(f"{record.levelname} {record.name}: {record.getMessage()}")


class Sitting:
    """Runs one script of the person's doings inside the program's event loop."""

    def __init__(self, app: QApplication, window: MainWindow, ask: ScriptedAsk, report: Report) -> None:
        self._app = app
        self._window = window
        self._ask = ask
        self._report = report

    def begin(self) -> None:
        """Do everything of the sitting; end the program if it goes wrong."""
        try:
            self._report.facts = EVERY_SITTING[self._report.sitting](self._window, self._ask)
            self._report.finished = True
        except BaseException:
            self._report.trouble = traceback.format_exc()
            picture = self._window.grab()
            picture.save(str(Path(sys.argv[-1]).with_suffix(".png")))
            self._app.exit(70)


def main() -> int:
    """Run one sitting; the exit code is the program's own, or 70 when the sitting went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sitting", choices=sorted(EVERY_SITTING))
    parser.add_argument("program", nargs="*", help="what stands on the program's own command line")
    parser.add_argument("--report", type=Path, required=True)
    asked = parser.parse_args()
    faulthandler.dump_traceback_later(SITTING_SECONDS, exit=True)
    report = Report(asked.sitting)
    logging.getLogger().addHandler(_KeepLog(report))

    def keep_qt_log(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if not EXPECTED_OF_QT.search(message):
            report.qt_log.append(f"{kind.name} {context.category}: {message}")

    qInstallMessageHandler(keep_qt_log)
    app = QApplication(["coprod-desktop"])
    ask = ScriptedAsk()
    window = build(app, read_options(asked.program), ask=ask)
    window.resize(1280, 860)
    window.show()
    window.activateWindow()
    watch = FocusWatch(app, window)
    sitting = Sitting(app, window, ask, report)
    QTimer.singleShot(0, sitting.begin)
    report.exit_code = app.exec()
    report.stray_windows = watch.strays
    report.unexpected_questions = ask.unexpected
    report.modules = sorted(sys.modules)
    asked.report.write_text(json.dumps(asdict(report)), "utf-8")
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
