"""The child process that typesets one document and ends.

It reads one JSON job from its standard input and writes one line of JSON and then the bytes it tells
of to its standard output. It writes no file, opens no connection and says nothing on standard error,
since what the typesetter would say holds the words of an entry.
"""

from __future__ import annotations

import json
import os
import sys
from typing import BinaryIO, Final

FAILED: Final = 3
"""The exit code when the document could not be made."""


def main() -> int:
    """Do the one job. Returns the process's exit code."""
    source, target = _pipes()
    try:
        target.write(perform(source.read()))
        target.flush()
    except Exception:  # noqa: BLE001 - whatever it was, its text may hold private words
        return FAILED
    return 0


def perform(job: bytes) -> bytes:
    """One job's answer: a line with ``pages``, ``replaced`` and ``sizes``, then the PDF and the pictures.

    The job is an object with ``report`` (see `export.payload`) and ``with_pictures``.
    """
    from coprod_desktop.export.typesetter import typeset

    asked = json.loads(job)
    made = typeset(asked["report"], with_pictures=asked["with_pictures"])
    blobs = (made.pdf, *made.pictures)
    head = {"pages": made.pages, "replaced": made.replaced, "sizes": [len(blob) for blob in blobs]}
    return b"".join((json.dumps(head).encode(), b"\n", *blobs))


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output as bytes; a windowed program on Windows has no ``sys.stdin``."""
    if sys.stdin is not None and sys.stdout is not None:
        return sys.stdin.buffer, sys.stdout.buffer
    _binary_on_windows()
    return open(0, "rb", closefd=False), open(1, "wb", closefd=False)


def _binary_on_windows() -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(1, os.O_BINARY)
