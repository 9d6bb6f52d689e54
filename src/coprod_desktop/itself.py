"""How this program starts itself as its own child, for work that is better done in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO


def command(flag: str) -> list[str]:
    """How this program is started as its own child, frozen or not. ``flag`` says what the child does."""
    if getattr(sys, "frozen", False):
        return [sys.executable, flag]
    return [sys.executable, "-P", "-m", "coprod_desktop", flag]


def start(argv: list[str]) -> subprocess.Popen[bytes]:
    """Start a child with pipes to its standard input and output, and its errors unheard.

    Raises:
        OSError: the system could not start it.
    """
    return subprocess.Popen(
        argv,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def is_cut_off(code: int) -> bool:
    """Whether a child did not end by itself: POSIX gives the signal below zero, Windows a fault's number."""
    return code < 0 or code >= 0xC000_0000


def pipes() -> tuple[BinaryIO, BinaryIO]:
    """The child's standard input and output as bytes; a windowed program on Windows has no ``sys.stdin``."""
    if sys.stdin is not None and sys.stdout is not None:
        return sys.stdin.buffer, sys.stdout.buffer
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
    return open(0, "rb", closefd=False), open(1, "wb", closefd=False)


def _environment() -> dict[str, str]:
    """Our own environment, with this package where the child looks for it and no bytecode written."""
    package_home = str(Path(__file__).resolve().parents[1])
    inherited = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([package_home, inherited]) if inherited else package_home,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
