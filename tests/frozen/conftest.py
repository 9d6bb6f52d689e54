"""What has been built, tried as people get it. `installers/build.py TARGET --prove` runs these alone.

The packages lie in `dist/`; ``COPROD_BUILT`` names the target. In an ordinary run of the tests, in which
nothing has been built, this folder is not collected.
"""

from __future__ import annotations

import os

BUILT = os.environ.get("COPROD_BUILT", "")
collect_ignore_glob = [f"test_{target}*.py" for target in ("linux", "windows") if target != BUILT]
