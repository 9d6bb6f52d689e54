"""The torture run: ``python3 dev.py torture [NAME…] [--quick] [--seed N] [--program PATH]``.

Goes through whole matrices of what can happen to a journal, two at a time, prints a row for each and keeps
the rows of a whole run in ``docs/torture.md``. It takes about twenty minutes on two idle cores;
``--quick``, which writes nothing down, about two. With ``--program`` a built program is tried instead,
such as ``build/linux/coprod-desktop/coprod-desktop``, in the matrices that can do that.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.torture import table
from tests.torture.matrices import ALL, BUILT
from tests.torture.matrix import Matrix, Size, Tally

SEED = 20261126


def go_through(
    matrix: Matrix, size: Size, seed: int, *, is_alone: bool = False, program: Path | None = None
) -> table.Row:
    """One matrix from its beginning to its end. ``is_alone``: this process is there for nothing else."""
    begun = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    tally = Tally(size, seed, folder, is_alone, program)
    try:
        matrix.run(tally)
    except Exception:
        tally.fault(traceback.format_exc())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for text in tally.faults:
        print(f"{matrix.name}: {text}", file=sys.stderr, flush=True)
    faults = len(tally.faults) + tally.untold
    return table.row(matrix, tally.cases, faults, tally.notes, time.monotonic() - begun, seed)


def in_children(
    of: Mapping[str, Matrix],
    names: Sequence[str],
    options: Sequence[str],
    at_once: int,
    done: Callable[[table.Row], None],
) -> list[table.Row]:
    """Each matrix in a process of its own, so many at a time; ``done`` is called with each row."""
    waiting, running, rows = list(names), dict[str, subprocess.Popen[str]](), dict[str, table.Row]()
    while waiting or running:
        while waiting and len(running) < at_once:
            name = waiting.pop(0)
            command = [sys.executable, "-m", "tests.torture", name, "--one", *options]
            running[name] = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        for name, child in list(running.items()):
            if child.poll() is None:
                continue
            said = child.stdout.read() if child.stdout else ""
            del running[name]
            rows[name] = table.from_text(said) or table.broken(of[name], child.returncode)
            done(rows[name])
        time.sleep(0.2)
    return [rows[name] for name in names]


def main(arguments: Sequence[str]) -> int:
    """Give 0 when every promise held."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, prog="dev.py torture"
    )
    parser.add_argument("names", nargs="*", choices=[*ALL, []], metavar="NAME", help=", ".join(ALL))
    parser.add_argument("--quick", action="store_true", help="a spread sample of each, written down nowhere")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--at-once", type=int, default=2, help="how many matrices run side by side")
    parser.add_argument("--program", type=Path, help=f"a built program, for {', '.join(BUILT)}")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    program = asked.program.resolve() if asked.program else None
    of = BUILT if program else ALL
    if program and not (os.access(program, os.X_OK) and program.is_file() and set(asked.names) <= set(of)):
        parser.error(
            f"--program wants a built program that can be started, and at most these names: {', '.join(of)}"
        )
    size = Size.QUICK if asked.quick else Size.WHOLE
    if asked.one:
        print(table.to_text(go_through(of[asked.names[0]], size, asked.seed, is_alone=True, program=program)))
        return 0
    options = ["--seed", str(asked.seed), *(["--quick"] if asked.quick else [])]
    options += ["--program", str(program)] if program else []

    def done(row: table.Row) -> None:
        print(table.line(row), flush=True)
        if size is Size.WHOLE:
            table.keep([row])

    rows = in_children(of, asked.names or list(of), options, asked.at_once, done)
    return 1 if any(row.faults for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
