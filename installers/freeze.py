"""Freezes the program with the interpreter that runs this; `build.py` calls it in the build's environment.

python freeze.py OUT [--floor]     OUT/coprod-desktop (or OUT/floor) and OUT/inventory.json

It needs PyInstaller and what `requirements/run.txt` names, and works the same under Wine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Freeze, and put what was made where it was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--floor", action="store_true", help="an empty window, to compare with")
    asked = parser.parse_args()
    out: Path = asked.out.resolve()
    work = out / "work"
    shutil.rmtree(work, ignore_errors=True)
    sys.path.insert(0, str(HERE))
    import product

    env = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(product.source_date(dict(os.environ))),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "FREEZE_ENTRY": "floor" if asked.floor else "program",
        "PYINSTALLER_CONFIG_DIR": str(work / "cache"),
    }
    env.pop("PYTHONPATH", None)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(out), "--workpath", str(work), str(HERE / "companion.spec")]
    done = subprocess.run(command, env=env, cwd=HERE)
    if done.returncode == 0 and not asked.floor:
        shutil.copyfile(work / "companion" / "inventory.json", out / "inventory.json")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
