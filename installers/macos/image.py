"""Writes the disk image: the program, a link to Applications, and a window that says what to do.

python image.py APP IMAGE     on a Mac, with the build environment's Python

dmgbuild writes the window's layout itself, without the Finder and so without anybody signed in.
"""

from __future__ import annotations

import plistlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

import product

TITLE_BAR = 28
TRIES = 8
FAULTS = (OSError, ValueError, RuntimeError, subprocess.SubprocessError, plistlib.InvalidFileException)
"""What dmgbuild lets through when `hdiutil` failed: it tries to read the answer that is not there."""


def settings(
    app: Path, background: Path, places: dict[str, tuple[int, int]], size: tuple[int, int]
) -> dict[str, Any]:
    """What dmgbuild is told. ULMO compresses best, and every macOS that the program runs on reads it."""
    return {
        "format": "ULMO",
        "filesystem": "HFS+",
        "files": [str(app)],
        "symlinks": {"Applications": "/Applications"},
        "background": str(background),
        "default_view": "icon-view",
        "window_rect": ((200, 160), (size[0], size[1] + TITLE_BAR)),
        "icon_size": 128,
        "text_size": 14,
        "icon_locations": places,
    }


def insist(make: Callable[[], None], faults: tuple[type[BaseException], ...], wait: float = 5.0) -> None:
    """Try again and again, longer apart each time: macOS may still be looking into the last try.

    Raises:
        BaseException: the fault of the last try.
    """
    for number in range(1, TRIES + 1):
        try:
            make()
        except faults as fault:
            if number == TRIES:
                raise
            sys.stderr.write(f"The disk image was not made ({fault}); try {number} of {TRIES}\n")
            time.sleep(wait * number)
        else:
            return


def main() -> None:
    """Draw, then write."""
    import dmgbuild
    from dmgbuild.core import DMGError

    from macos import background

    app, image = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    places = {app.name: background.PROGRAM, "Applications": background.APPLICATIONS}
    with tempfile.TemporaryDirectory() as folder:
        drawn = background.draw(Path(folder))
        told = settings(app, drawn, places, (background.WIDTH, background.HEIGHT))

        def make() -> None:
            image.unlink(missing_ok=True)
            dmgbuild.build_dmg(str(image), product.NAME, settings=told)

        insist(make, (*FAULTS, DMGError))


if __name__ == "__main__":
    main()
