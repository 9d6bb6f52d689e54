"""Keeping the program's memory from being written to the disk by others."""

from __future__ import annotations

import contextlib
import sys


def forbid_core_dumps() -> None:
    """Leave no picture of the memory behind when the program crashes: it would hold words and keys.

    Programs that this one starts inherit it. Windows writes such files only where somebody asked for them.
    """
    if sys.platform == "win32":
        return
    import resource

    # A system that refuses keeps its own rule; the program works all the same.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
