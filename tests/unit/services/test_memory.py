"""A crash leaves no picture of the memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

_ASK = """
import resource, subprocess, sys
from coprod_desktop import app

app.read_options = lambda arguments: sys.exit(0)
resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.getrlimit(resource.RLIMIT_CORE)[1]))
try:
    app.main(["--nothing"])
finally:
    print(resource.getrlimit(resource.RLIMIT_CORE))
    code = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    print(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="another system of limits")
def test_neither_the_program_nor_its_child_leaves_a_core_dump() -> None:
    done = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["(0,", "0)"] * 2
