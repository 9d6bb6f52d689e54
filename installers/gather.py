"""Brings what several machines built into one folder, with one list of hashes and one set of notes.

python3 installers/gather.py BUILT DIST
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import product
import release


class ClashError(Exception):
    """Two machines made different files of one name."""


def gather(built: Path, dist: Path) -> None:
    """Copy every package once; write hashes and notes anew, which name what is not signed.

    Raises:
        ClashError: two machines made different files of one name.
    """
    dist.mkdir(parents=True, exist_ok=True)
    unsigned: set[str] = set()
    for source in sorted(path for path in built.rglob("*") if path.is_file() and path.name != release.SUMS):
        if source.name == release.NOTES:
            unsigned |= release.unsigned(source.parent)
            continue
        target = dist / source.name
        if target.exists() and release.sha256(target) != release.sha256(source):
            raise ClashError(f"{source.name} was made twice, and not the same")
        shutil.copyfile(source, target)
    changelog = (product.ROOT / "CHANGELOG.md").read_text("utf-8")
    names = release.packages_in(dist)
    notes = release.notes(changelog, product.version(), names, names - unsigned, release.sheets_in(dist))
    (dist / release.NOTES).write_text(notes, "utf-8", newline="\n")
    release.write_sums(dist)


if __name__ == "__main__":
    gather(Path(sys.argv[1]), Path(sys.argv[2]))
