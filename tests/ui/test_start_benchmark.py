"""The benchmark of the start still starts what it measures."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from tests.support.places import ROOT


@pytest.mark.parametrize("contestant", ["empty", "program"])
def test_a_contestant_tells_when_it_was_painted_and_when_it_was_usable(contestant: str) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "_starting.py"), contestant]
    began = time.monotonic_ns()
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    painted, usable, memory = (int(word) for word in done.stdout.split())
    assert began < painted <= usable < time.monotonic_ns()
    assert memory > 0 or sys.platform != "linux"
