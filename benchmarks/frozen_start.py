"""The start of the built program beside a built empty window: until it draws, and until it is at rest.

    python3 installers/build.py linux --program --floor
    python3 dev.py bench frozen_start [--rounds 10]

Each start is a process of its own with fresh folders on a private screen in memory (Xvfb), which is watched
from outside: the program holds no code for it. A window is at rest when nothing on the screen has changed
for half a second. The ratio of the medians counts more than the milliseconds, which move with the machine.
"""

from __future__ import annotations

import argparse
import mmap
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = {
    "An empty window": ROOT / "build" / "linux-floor" / "floor" / "floor",
    "The program": ROOT / "build" / "linux" / "coprod-desktop" / "coprod-desktop",
}
AIM = 1.6
REST_SECONDS = 0.5
PATIENCE_SECONDS = 30.0
STRIDE = 1021
"""Every so many bytes of the screen are looked at: prime, so that no row or column is left out."""


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds from the start of the process until the first change of the screen, and until the last.

    ``worked`` is the processor's time in all of it, which moves less with what else the machine does.
    """

    drawn: float
    at_rest: float
    worked: float


@contextmanager
def screen() -> Iterator[tuple[str, mmap.mmap]]:
    """A private screen: its name, and its pixels."""
    with tempfile.TemporaryDirectory() as folder:
        read, write = os.pipe()
        size = ["-screen", "0", "1280x1024x24", "-fbdir", folder]
        command = ["Xvfb", "-displayfd", str(write), *size, "-nolisten", "tcp", "-noreset", "-nocursor"]
        server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        try:
            with os.fdopen(read) as told:
                name = f":{told.readline().strip()}"
            with (Path(folder) / "Xvfb_screen0").open("rb") as file:
                yield name, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        finally:
            server.terminate()
            server.wait()


def start(program: Path) -> Start:
    """Start a program once on a screen of its own.

    Raises:
        RuntimeError: nothing was drawn.
    """
    with screen() as (name, pixels), tempfile.TemporaryDirectory() as folder:
        places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"), folder)
        known = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
        env = {**known, **places, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        env["XDG_CACHE_HOME"] = str(Path.home() / ".cache")  # the fonts' cache, as on a computer in use
        before = pixels[::STRIDE]
        began = time.monotonic()
        running = subprocess.Popen(
            [str(program)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            first, last = watch(pixels, before, began)
        finally:
            running.terminate()
            _, running.returncode, used = os.wait4(running.pid, 0)
    if not first:
        raise RuntimeError(f"{program.name} drew nothing")
    return Start((first - began) * 1000, (last - began) * 1000, (used.ru_utime + used.ru_stime) * 1000)


def watch(pixels: mmap.mmap, before: bytes, began: float) -> tuple[float, float]:
    """The moments of the first and the last change of the screen; zeros when there was none."""
    first = last = 0.0
    while (now := time.monotonic()) - began < PATIENCE_SECONDS:
        seen = pixels[::STRIDE]
        if seen != before:
            before, last = seen, now
            first = first or now
        elif last and now - last > REST_SECONDS:
            break
        time.sleep(0.002)
    return first, last


def race(rounds: int) -> dict[str, list[Start]]:
    """One warming round that does not count, then the two by turns."""
    starts: dict[str, list[Start]] = {name: [] for name in PROGRAMS}
    for counted in [False] + [True] * rounds:
        for name, program in PROGRAMS.items():
            one = start(program)
            if counted:
                starts[name].append(one)
    return starts


def table(starts: dict[str, list[Start]]) -> str:
    """The medians with their ranges, and their ratios."""
    lines = [f"{'':16}{'first drawn, ms':>24}{'at rest, ms':>24}{'processor, ms':>24}"]
    middles = []
    for title, all_of_it in starts.items():
        columns = [[getattr(one, name) for one in all_of_it] for name in ("drawn", "at_rest", "worked")]
        middles.append([statistics.median(column) for column in columns])
        cells = [f"{statistics.median(c):.0f} ({min(c):.0f}–{max(c):.0f})" for c in columns]
        lines.append(f"{title:16}" + "".join(f"{cell:>24}" for cell in cells))
    ratios = [program / floor for floor, program in zip(*middles, strict=True)]
    lines.append(f"{'Ratio':16}" + "".join(f"{ratio:>24.2f}" for ratio in ratios))
    return "\n".join([*lines, f"The aim is a ratio of {AIM}."])


def main() -> int:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    absent = [str(program) for program in PROGRAMS.values() if not program.is_file()]
    if absent:
        print(f"Build it first, with --floor. Not there: {', '.join(absent)}", file=sys.stderr)
        return 1
    print(table(race(rounds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
