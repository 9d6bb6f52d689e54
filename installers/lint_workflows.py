"""Holds the workflows against zizmor's rules: pinned actions, no surplus rights, nothing run unread.

`dev.py check` runs this. Nothing is fetched.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WORKFLOWS = Path(__file__).resolve().parents[1] / ".github" / "workflows"


def main() -> int:
    """Run zizmor from the environment of the interpreter that runs this."""
    tool = Path(sys.executable).with_name("zizmor.exe" if sys.platform == "win32" else "zizmor")
    return subprocess.run(
        [str(tool), "--offline", "--pedantic", "--quiet", "--color=never", str(WORKFLOWS)]
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
