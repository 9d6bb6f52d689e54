"""Starts the child that typesets, hands it a payload and takes back pages.

The child is this program itself with ``--export-worker``. Its memory goes with it, and a fault in the
typesetter cannot take the open journal down.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from coprod_desktop import itself
from coprod_desktop.export.errors import ExportFailed

FLAG: Final = "--export-worker"
SECONDS_AT_LEAST: Final = 60.0
SECONDS_PER_MEGABYTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Made:
    """What the child sent back. ``pictures`` is empty unless asked for, and for very long documents."""

    pdf: bytes
    pages: int
    replaced: tuple[str, ...]
    pictures: tuple[bytes, ...]


class TypesettingChild:
    """Runs children, and can end them all at once when the journal is locked."""

    def __init__(self, argv: Sequence[str] | None = None, seconds: float = SECONDS_AT_LEAST) -> None:
        """``seconds`` is what a small document may take; a long one is given more."""
        self._argv = list(argv) if argv is not None else itself.command(FLAG)
        self._seconds = seconds
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped: set[subprocess.Popen[bytes]] = set()
        self._lock = Lock()

    def run(
        self, report: dict[str, Any], *, with_pictures: bool = False, form: str = "report", ppi: float = 0.0
    ) -> Made:
        """Typeset a payload (`export.payload`, `export.sheet_payload`).

        ``form`` is one of `export.typesetter.FORMS`; ``ppi`` the pixels per inch of the pictures, 0 what a
        screen needs.

        Raises:
            ExportFailed: the child could not be started, failed, took too long or was stopped.
        """
        asked = {"report": report, "with_pictures": with_pictures, "form": form, "ppi": ppi}
        job = json.dumps(asked).encode()
        seconds = self._seconds + SECONDS_PER_MEGABYTE * len(job) / 1_000_000
        try:
            child = self._start()
        except OSError as fault:
            raise ExportFailed(reason="not-made") from fault
        try:
            answer, _ = child.communicate(job, timeout=seconds)
        except subprocess.TimeoutExpired as fault:
            raise ExportFailed(reason="too-long") from fault
        finally:
            was_stopped = self._end(child)
        if child.returncode:
            is_cut_off = was_stopped or itself.is_cut_off(child.returncode)
            raise ExportFailed(reason="stopped" if is_cut_off else "not-made")
        return _read(answer)

    def stop(self) -> None:
        """End every running child. Its `run` raises. May be called from any thread."""
        with self._lock:
            for child in self._running:
                child.kill()
            self._stopped |= self._running

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            child = itself.start(self._argv)
            self._running.add(child)
            return child

    def _end(self, child: subprocess.Popen[bytes]) -> bool:
        """Let go of a child, and say whether it was one that `stop` ended."""
        with self._lock:
            was_stopped = child in self._stopped
            self._running.discard(child)
            self._stopped.discard(child)
        if child.poll() is None:
            child.kill()
        child.communicate()
        return was_stopped


def _read(answer: bytes) -> Made:
    """Take the child's answer apart.

    Raises:
        ExportFailed: it is not what a child sends.
    """
    first, _, rest = answer.partition(b"\n")
    try:
        head = json.loads(first)
        sizes = [int(size) for size in head["sizes"]]
        pages, replaced = int(head["pages"]), tuple(str(ch) for ch in head["replaced"])
    except (ValueError, KeyError, TypeError) as fault:
        raise ExportFailed(reason="not-made") from fault
    if not sizes or sum(sizes) != len(rest):
        raise ExportFailed(reason="not-made")
    blobs = []
    for size in sizes:
        blobs.append(rest[:size])
        rest = rest[size:]
    return Made(blobs[0], pages, replaced, tuple(blobs[1:]))
