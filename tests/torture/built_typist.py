"""Somebody types a note in a built program, on a private desktop with real keys, until it is killed.

Run by the system's own Python: ``python3 -m tests.torture.built_typist LOGS SEED SECONDS PASSPHRASE --
PROGRAM…``, in a home with a journal in it. Nothing of the program is imported: what stands on its screen is
what it tells a screen reader. Ends with one line of JSON: all letters that were typed, what was seen on the
screen after each of them and when (`time.monotonic`), by how much the computer was late with it, in seconds,
and when the program was killed.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.support.atspi import FIELDS, PASSWORDS, TABS, Node, Reader
from tests.support.desktop import Desktop
from tests.torture.pace import HOW_OFTEN, PAUSES_MS, WORDS

FIELD = "What I want to write"


def goes_into_a_note(desktop: Desktop, reader: Reader, passphrase: str) -> Node:
    """Unlock, begin a note and go into its text."""
    reader.waits_for(TABS, "Journal").does()
    reader.waits_for(PASSWORDS, "Passphrase").takes_focus()
    desktop.keys("type", "--delay", "4", "--", passphrase)
    desktop.keys("key", "--", "Return")
    reader.until(lambda: not reader.find_all(PASSWORDS, "Passphrase"), "the unlocked journal")
    desktop.keys("key", "--", "ctrl+n")
    field = reader.waits_for(FIELDS, FIELD)
    field.takes_focus()
    return field


def types_until_killed(
    desktop: Desktop, field: Node, running: subprocess.Popen[bytes], chance: random.Random, seconds: float
) -> dict[str, Any]:
    """Type on and on, looking at the screen after each letter; then kill the program."""
    typed, seen = "", list[tuple[float, float, str]]()
    ends = time.monotonic() + seconds
    while True:
        for letter in chance.choice(WORDS) + " ":
            begun = time.monotonic()
            pause = max(0.0, min(chance.choices(PAUSES_MS, HOW_OFTEN)[0] / 1000, ends - begun))
            time.sleep(pause)
            if time.monotonic() >= ends:
                killed = time.monotonic()
                running.kill()
                return {"typed": typed, "seen": seen, "killed": killed}
            desktop.keys("type", "--", letter)
            typed += letter
            text = field.text()
            now = time.monotonic()
            seen.append((now, now - begun - pause, text))


def main() -> int:
    """Bring up the desktop, type in the program, kill it, take everything down."""
    logs, seed, seconds, passphrase, mark, *program = sys.argv[1:]
    assert mark == "--"
    with Desktop(dict(os.environ), Path(logs)) as desktop:
        running = desktop.start(program)
        os.environ.update(desktop.environment)
        reader = Reader(running.pid, lambda: running.poll() is None)
        field = goes_into_a_note(desktop, reader, passphrase)
        told = types_until_killed(desktop, field, running, random.Random(int(seed)), float(seconds))
        told["ended"] = running.wait(60)
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
