"""Tools of the system that some tests use."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest


def is_there(tool: str) -> bool:
    """Whether a command, or a file named by its full path, is there."""
    return Path(tool).exists() if tool.startswith("/") else shutil.which(tool) is not None


def need(*tools: str) -> None:
    """Skip the test where a tool cannot be had, naming it; where everything must be there (CI), fail it."""
    absent = [tool for tool in tools if not is_there(tool)]
    if not absent:
        return
    if os.environ.get("CI"):
        pytest.fail(f"not on this machine: {', '.join(absent)}; dev.py test installs it", pytrace=False)
    pytest.skip(f"not on this machine: {', '.join(absent)}")


def output(command: Sequence[str | Path], timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a tool to its end and return what it said; both streams together."""
    return subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
