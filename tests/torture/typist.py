"""A child with the real window, in which somebody types a note at human speed until the program is killed.

``python -m tests.torture.typist SEED``, in a home of its own with a journal in it. After each letter it
writes a line: the letter, the moment (`time.monotonic`), and by how much the computer was late with it, in
seconds.
"""

from __future__ import annotations

import random
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coprod_desktop.app import Options, build
from tests.journeys.sittings import Doing
from tests.support.journals import CHEAP, PASSPHRASE
from tests.support.scripted_ask import ScriptedAsk
from tests.torture.pace import HOW_OFTEN, PAUSES_MS, WORDS


def types_for_ever(doing: Doing, chance: random.Random) -> None:
    """Unlock, begin a note and type on and on."""
    doing.shell.go_to("Journal")
    doing.unlock.unlocks(PASSPHRASE)
    doing.journal.begins_note()
    doing.journal.goes_into_text()
    while True:
        for letter in chance.choice(WORDS) + " ":
            begun = time.monotonic()
            pause = chance.choices(PAUSES_MS, HOW_OFTEN)[0]
            QTest.qWait(pause)
            late = time.monotonic() - begun - pause / 1000
            doing.person.types(letter)
            sys.stdout.write(f"{letter}\t{time.monotonic():.4f}\t{late:.4f}\n")
            sys.stdout.flush()


def main(seed: int) -> int:
    """Show the window and type in it."""
    app = QApplication(["coprod-desktop"])
    ask = ScriptedAsk()
    window = build(app, Options(), ask=ask, kdf=CHEAP)
    window.resize(1280, 860)
    window.show()
    window.activateWindow()
    doing = Doing(window, ask)
    QTimer.singleShot(0, lambda: types_for_ever(doing, random.Random(seed)))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
