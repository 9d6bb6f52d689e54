"""How long from starting the process to the first picture and to a recipe that answers a key.

python3 dev.py bench start [--rounds N]

Each round starts an empty PySide6 window and then the program, each in a process of its own with fresh
folders and with its bytecode made, as in an installed program, on a private screen (Xvfb; Qt's offscreen
platform where there is none). The median of the rounds counts, and the ratio of the two more than the
milliseconds: those move with the machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHILD = Path(__file__).with_name("_starting.py")
CONTESTANTS = {"empty": "An empty window", "program": "The program"}
AIM = 1.6


@dataclass(frozen=True, slots=True)
class Start:
    """One start: milliseconds from the start of the process, and MiB of memory then (0: not known)."""

    painted: float
    usable: float
    memory: float


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """A private screen for as long as this lasts, as environment variables for a child."""
    read, write = os.pipe()
    with os.fdopen(read) as told:
        try:
            command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
            server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        except (OSError, ValueError):
            yield {"QT_QPA_PLATFORM": "offscreen"}
            return
        finally:
            os.close(write)
        try:
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{told.readline().strip()}"}
        finally:
            server.terminate()
            server.wait()


def start(contestant: str, extra: dict[str, str]) -> Start:
    """Start one contestant in a fresh home; the fonts' cache alone is kept, as on a computer in use.

    Bytecode is kept where ``extra`` says: without it the sources would be compiled at every start.

    Raises:
        RuntimeError: it never became usable.
    """
    with tempfile.TemporaryDirectory() as folder:
        places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"), folder)
        env = {**os.environ, **extra, **places, "XDG_CACHE_HOME": str(Path.home() / ".cache")}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, str(CHILD), contestant]
        began = time.monotonic_ns()
        done = subprocess.run(command, env=env, capture_output=True, text=True)
    if done.returncode or not done.stdout:
        raise RuntimeError(f"{contestant} never became usable:\n{done.stdout}{done.stderr}")
    painted, usable, memory = (int(word) for word in done.stdout.split())
    return Start((painted - began) / 1e6, (usable - began) / 1e6, memory / 1024)


def race(rounds: int, extra: dict[str, str]) -> dict[str, list[Start]]:
    """One warming round that does not count, then the contestants by turns."""
    starts: dict[str, list[Start]] = {name: [] for name in CONTESTANTS}
    for counted in [False] + [True] * rounds:
        for name, done in starts.items():
            one = start(name, extra)
            if counted:
                done.append(one)
    return starts


def table(starts: dict[str, list[Start]]) -> str:
    """The medians with their ranges, and the ratios of the medians."""
    columns: dict[str, Callable[[Start], float]] = {
        "first paint, ms": lambda one: one.painted,
        "usable, ms": lambda one: one.usable,
        "memory, MiB": lambda one: one.memory,
    }
    lines = [" " * 16 + "".join(f"{title:>20}" for title in columns)]
    for name, title in CONTESTANTS.items():
        cells = [spread([value(one) for one in starts[name]]) for value in columns.values()]
        lines.append(f"{title:16}" + "".join(f"{cell:>20}" for cell in cells))
    ratios = [
        middle(starts["program"], value) / (middle(starts["empty"], value) or 1) for value in columns.values()
    ]
    lines.append(f"{'Ratio':16}" + "".join(f"{ratio:>20.2f}" for ratio in ratios))
    return "\n".join([*lines, f"The aim is a ratio of {AIM} in time."])


def middle(starts: list[Start], value: Callable[[Start], float]) -> float:
    """The median of one column."""
    return statistics.median(value(one) for one in starts)


def spread(values: list[float]) -> str:
    """The median, and the least and the most."""
    return f"{statistics.median(values):.0f} ({min(values):.0f}–{max(values):.0f})"


def main() -> int:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    with screen() as extra, tempfile.TemporaryDirectory() as bytecode:
        extra["PYTHONPYCACHEPREFIX"] = bytecode
        python = sys.version.split()[0]
        print(f"Median of {rounds} (least–most) on {extra['QT_QPA_PLATFORM']}, Python {python}", flush=True)
        print(table(race(rounds, extra)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
