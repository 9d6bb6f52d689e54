"""Where ``resources/`` is: in a checkout, in an installed wheel and in a frozen program."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from coprod_desktop.errors import BugError


@lru_cache(maxsize=1)
def resources_root() -> Path:
    """Return the folder that holds ``content/``, ``fonts/``, ``icons/`` and the rest.

    Looked for, in order: beside a frozen program, inside the installed package (the wheel carries
    the folder as ``coprod_desktop/resources``), at the top of a checkout.

    Raises:
        BugError: none of the three holds it; the program was put together wrongly.
    """
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else []
    candidates += [package / "resources", package.parents[1] / "resources"]
    for folder in candidates:
        if (folder / "content").is_dir():
            return folder
    raise BugError("resources/ was not found")


def licences_folder() -> Path | None:
    """The licence texts of all parts, which a built program carries; None from source or from a wheel."""
    frozen = getattr(sys, "_MEIPASS", None)
    folder = Path(frozen) / "licences" if frozen else None
    return folder if folder is not None and folder.is_dir() else None


def resource(*parts: str) -> Path:
    """Return the path of one file or folder below ``resources/``."""
    return resources_root().joinpath(*parts)
