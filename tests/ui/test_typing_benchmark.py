"""The benchmark of typing still types in what it measures."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.support.places import ROOT


def test_every_box_is_typed_in_and_every_key_is_painted() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "typing_.py"), "--here", "--keys=2", "--rounds=1"]
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    delays = json.loads(done.stdout.splitlines()[-1])
    own = [name for name in delays if "plain" not in name]
    assert len(own) == 3
    assert len(delays) == 7
    assert all(len(found) == 2 and min(found) > 0 for found in delays.values())
