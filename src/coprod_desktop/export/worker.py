"""The child process that typesets one document and ends.

It reads one JSON job from its standard input and writes one line of JSON and then the bytes it tells
of to its standard output. It writes no file, opens no connection and says nothing on standard error,
since what the typesetter would say holds the words of an entry.
"""

from __future__ import annotations

import json
from typing import Final

from coprod_desktop import itself

FAILED: Final = 3
"""The exit code when the document could not be made."""


def main() -> int:
    """Do the one job. Returns the process's exit code."""
    source, target = itself.pipes()
    try:
        target.write(perform(source.read()))
        target.flush()
    except Exception:  # noqa: BLE001 - whatever it was, its text may hold private words
        return FAILED
    return 0


def perform(job: bytes) -> bytes:
    """One job's answer: a line with ``pages``, ``replaced`` and ``sizes``, then the PDF and the pictures.

    The job is an object with ``report`` (see `export.payload`) and ``with_pictures``; ``form`` and
    ``ppi`` may be left out (see `export.typesetter.typeset`).
    """
    from coprod_desktop.export.typesetter import typeset

    asked = json.loads(job)
    made = typeset(
        asked["report"],
        with_pictures=asked["with_pictures"],
        form=asked.get("form", "report"),
        ppi=asked.get("ppi", 0.0),
    )
    blobs = (made.pdf, *made.pictures)
    head = {"pages": made.pages, "replaced": made.replaced, "sizes": [len(blob) for blob in blobs]}
    return b"".join((json.dumps(head).encode(), b"\n", *blobs))
