"""Rights of files and folders, also before root, whom modes do not stop."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def rights(given: dict[Path, int]) -> Iterator[None]:
    """Give files and folders these modes for a while; root becomes nobody for as long."""
    is_root = os.geteuid() == 0
    above = {folder for path in given for folder in path.parents} - given.keys() if is_root else set()
    modes = {path: path.stat().st_mode for path in (*given, *above)}
    try:
        for folder in above:
            folder.chmod(modes[folder] | 0o011)
        for path, mode in given.items():
            path.chmod(mode)
        if is_root:
            os.seteuid(NOBODY)
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)
