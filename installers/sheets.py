"""Makes every sheet for a group as a file to give away with a release.

python3 dev.py sheets FOLDER
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import product
import release
from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Recipe
from coprod_desktop.export.files import save
from coprod_desktop.export.formats import Format
from coprod_desktop.export.sheet import Paper, SheetKind, Wish
from coprod_desktop.export.sheet_building import build
from coprod_desktop.export.sheet_formats import make
from coprod_desktop.resources import resource

_NAMES = {SheetKind.RECIPE: "recipe", SheetKind.LITMUS: "litmus-test", SheetKind.CARDS: "question-cards"}


def wishes() -> Iterator[Wish]:
    """The recipe on both papers, plain and in large print; the others plain, large, easier, and both."""
    for large in (False, True):
        for paper in Paper:
            yield Wish(SheetKind.RECIPE, paper, large)
    for kind in (SheetKind.LITMUS, SheetKind.CARDS):
        for large in (False, True):
            for easier in (False, True):
                yield Wish(kind, large=large, easier=easier)


def file_name(wish: Wish, wanted: Format) -> str:
    """A name that says all of it among other downloads: ``co-production-recipe-a4-large-print.pdf``."""
    parts = [release.SHEET, _NAMES[wish.kind], wish.paper.value]
    parts += ["large-print"] if wish.large else []
    parts += ["easier-words"] if wish.easier else []
    return f"{'-'.join(parts)}.{wanted.value}"


def make_sheet(folder: Path, recipe: Recipe, wish: Wish, wanted: Format, made: datetime) -> Path:
    """Make one file, read back and checked, and return its path.

    Raises:
        ExportFailed: it could not be made.
        TargetNotWritable: it could not be put there.
    """
    document = make(build(wish, recipe, made), wanted)
    path = folder / file_name(wish, wanted)
    save(document.data, path, document.is_whole)
    path.chmod(0o644)  # to be given away, and not its owner's alone
    return path


def main(folder: Path) -> int:
    """Make all of them."""
    recipe = load(resource("content", "en-GB"))
    made = datetime.fromtimestamp(product.source_date(dict(os.environ)), UTC)
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for wish in wishes():
        for wanted in Format:
            path = make_sheet(folder, recipe, wish, wanted, made)
            print(f"{path.stat().st_size / 1000:8.0f} kB  {path.name}")
            count += 1
    print(f"{count} sheets in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
