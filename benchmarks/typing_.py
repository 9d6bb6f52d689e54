"""How long from a key to the picture of its letter, in long answers and notes, beside Qt's plain boxes.

python3 dev.py bench typing [--keys N] [--rounds N] [--keep]

The whole program stands open on a private screen with its journal, which is saved meanwhile as ever. A key
is due every 60 milliseconds, whatever goes on then; its delay counts from when it was due until its letter
is painted and the program waits again. The boxes take turns, so that all of them meet the machine in the
same moods. The ratio counts more than the milliseconds: those move with the machine. ``--keep`` writes the
table into docs/benchmarks.md. (The underscore keeps this file from standing in for Python's own `typing`.)
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

    Field = QTextEdit | QPlainTextEdit

ROOT = Path(__file__).resolve().parents[1]
WORDS = 5000
A_PARAGRAPH = 80
SIZE = (1280, 860)
DUE_MS = 60
TYPED = "we listened and then "
AIM = 2.0
PLAIN = "a plain QTextEdit"


@dataclass(frozen=True, slots=True)
class Box:
    """A box to type in: how it is brought into view, and how many words are in it at first."""

    name: str
    show: Callable[[], Field]
    words: int


def text_of(words: int) -> str:
    """So many made-up words in paragraphs, the same every time."""
    pick = random.Random(5)
    made = ["".join(pick.choices("aeilnorst", k=pick.randint(2, 9))) for _ in range(words)]
    return "\n".join(" ".join(made[n : n + A_PARAGRAPH]) for n in range(0, words, A_PARAGRAPH))


def main() -> int:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keys", type=int, default=60, help="in each box in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.here:
        print(json.dumps(measure(wish.keys, wish.rounds)), flush=True)
        os._exit(0)
    sys.path.append(str(ROOT))
    from benchmarks._page import facts, keep
    from benchmarks.start import screen

    with screen() as extra:
        command = [sys.executable, __file__, "--here", f"--keys={wish.keys}", f"--rounds={wish.rounds}"]
        done = subprocess.run(command, env={**os.environ, **extra}, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        return done.returncode
    told = table(json.loads(done.stdout.splitlines()[-1]))
    print(f"{facts()}\n\n{told}")
    if wish.keep:
        keep("typing", facts(), told)
    return 0


def table(delays: dict[str, list[float]]) -> str:
    """The median and the 95th of 100 of each box, and how many times a plain box with as many words."""
    lines = [
        "| from key to paint, milliseconds | median | 95 of 100 are under | ratio of the medians |",
        "|---|---|---|---|",
    ]
    for name, values in delays.items():
        like = f"{PLAIN}, {name.rpartition(', ')[2]}"
        ratio = statistics.median(values) / statistics.median(delays[like])
        late = statistics.quantiles(values, n=20)[-1]
        told = "" if name == like else f"{ratio:.2f}"
        lines.append(f"| {name} | {statistics.median(values):.1f} | {late:.1f} | {told} |")
    return "\n".join(lines)


# ---------------------------------------------------------------------- the child, on its private screen
def measure(keys: int, rounds: int) -> dict[str, list[float]]:
    """Type in every box by turns; the first round is for warming up and does not count."""
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    delays: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        boxes = plain_boxes() + own_boxes(app, Path(folder))
        for turn in range(rounds + 1):
            for box in boxes:
                found = type_in(app, box, keys)
                if turn:
                    delays.setdefault(box.name, []).extend(found)
    return delays


def plain_boxes() -> list[Box]:
    """Qt's own boxes, each in a bare window of the program's size."""
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    windows: list[QWidget] = []

    def in_a_window(kind: type[Field]) -> Field:
        for window in windows:
            window.close()
        field = kind()
        field.resize(*SIZE)
        field.show()
        windows[:] = [field]
        return field

    kinds: tuple[type[Field], ...] = (QTextEdit, QPlainTextEdit)
    return [
        Box(f"a plain {kind.__name__}, {amount_of(words)}", partial(in_a_window, kind), words)
        for words in (WORDS, 0)
        for kind in kinds
    ]


def own_boxes(app: QApplication, folder: Path) -> list[Box]:
    """The boxes of the program, in its window, with a journal that is open."""
    from coprod_desktop.app import Options, build
    from coprod_desktop.ui.shell.topbar import Tab
    from coprod_desktop.vault.kdf import KdfPolicy

    cheap = KdfPolicy((64,), passes=1, lanes=1, target_seconds=0, least_memory_kib=64, least_passes=1)
    window = build(app, Options(data=folder), kdf=cheap)
    window.resize(*SIZE)
    window.show()
    unlocking = window._parts.unlocking
    unlocking.create("made up for this table", unlocking.new_secret(), recovery_confirmed=True)
    window.pages.gate().opened.emit()

    def question() -> Field:
        window.journey.go(Tab.REFLECT)
        tab = window.pages.reflect()
        if tab.wizard is None:
            tab.reflect_on("values-1")
            wait_until(app, lambda: tab.wizard is not None)
        assert tab.wizard is not None
        return tab.wizard.question_page.noticed

    def note() -> Field:
        window.journey.go(Tab.JOURNAL)
        tab = window.pages.journal()
        tab.new_note()
        wait_until(app, tab.editor.isVisible)
        return tab.editor.editor

    return [
        Box(f"the box of a question, {amount_of(WORDS)}", question, WORDS),
        Box(f"the box of a question, {amount_of(0)}", question, 0),
        Box(f"the page of a note, {amount_of(WORDS)}", note, WORDS),
    ]


def amount_of(words: int) -> str:
    """How many words, for a name."""
    return f"{words:,} words" if words else "empty"


def type_in(app: QApplication, box: Box, keys: int) -> list[float]:
    """Milliseconds from when each key was due until its letter was painted."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
    from PySide6.QtGui import QKeyEvent, QTextCursor

    class Paints(QObject):
        seen = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return False

    field = box.show()
    put(field, text_of(box.words))
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.window().activateWindow()  # of another one, shown meanwhile, nobody would be typing here
    field.setFocus()
    wait_until(app, field.hasFocus)
    idle(app, 1.0)
    paints = Paints()
    field.viewport().installEventFilter(paints)
    delays = []
    due = time.perf_counter()
    for letter in itertools.islice(itertools.cycle(TYPED), keys):
        due = max(due + DUE_MS / 1000, time.perf_counter())
        idle(app, due - time.perf_counter())
        paints.seen = False
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.postEvent(field, event)
        wait_until(app, lambda: paints.seen)
        delays.append((time.perf_counter() - due) * 1000)
    field.viewport().removeEventFilter(paints)
    return delays


def put(field: Field, text: str) -> None:
    """Fill a box as if it had been written there."""
    from coprod_desktop.domain.richtext import from_plain
    from coprod_desktop.ui.widgets.editor import RichTextEditor

    if isinstance(field, RichTextEditor):
        field.set_content(from_plain(text))
    else:
        field.setPlainText(text)


def idle(app: QApplication, seconds: float) -> None:
    """Let the program do what it wants for so long; work that has begun is not broken off."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        app.processEvents()
        time.sleep(0.0005)


def wait_until(app: QApplication, there: Callable[[], bool], seconds: float = 20) -> None:
    """Let the program work until it is so. Raises RuntimeError when it never is."""
    until = time.perf_counter() + seconds
    while not there():
        if time.perf_counter() > until:
            raise RuntimeError("it never came")
        app.processEvents()


if __name__ == "__main__":
    sys.exit(main())
