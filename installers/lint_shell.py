"""Holds every shell script of the repository against shellcheck's rules, all of them.

`dev.py check` runs this. Nothing is fetched.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def scripts() -> list[Path]:
    """Every shell script: by its name, and those in `.ci` that have none to tell by."""
    named = (ROOT / "installers").rglob("*.sh")
    others = (path for path in (ROOT / ".ci").iterdir() if path.read_bytes().startswith(b"#!"))
    return sorted([*named, *others])


def main() -> int:
    """Run shellcheck from the environment of the interpreter that runs this."""
    tool = Path(sys.executable).with_name("shellcheck.exe" if sys.platform == "win32" else "shellcheck")
    found = [path.relative_to(ROOT).as_posix() for path in scripts()]
    options = ["--severity=style", "--external-sources", "--color=never"]
    return subprocess.run([str(tool), *options, *found], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
