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

NOTES = "release-notes.md"


class ClashError(Exception):
    """Two machines made different files of one name."""


def gather(built: Path, dist: Path) -> None:
    """Copy every package once; write hashes and notes anew.

    The notes call the release signed only when every machine's did, and else name what is not.

    Raises:
        ClashError: two machines made different files of one name.
    """
    dist.mkdir(parents=True, exist_ok=True)
    signed = []
    unsigned: list[str] = []
    for source in sorted(path for path in built.rglob("*") if path.is_file() and path.name != release.SUMS):
        if source.name == NOTES:
            signed.append(release.UNSIGNED not in source.read_text("utf-8"))
            if not signed[-1]:
                unsigned += [path.name for path in source.parent.iterdir() if path.suffix in release.PACKAGES]
            continue
        target = dist / source.name
        if target.exists() and release.sha256(target) != release.sha256(source):
            raise ClashError(f"{source.name} was made twice, and not the same")
        shutil.copyfile(source, target)
    changelog = (product.ROOT / "CHANGELOG.md").read_text("utf-8")
    is_signed = bool(signed) and all(signed)
    named = unsigned if any(signed) else []
    notes = release.notes(changelog, product.version(), is_signed, named)
    (dist / NOTES).write_text(notes, "utf-8", newline="\n")
    release.write_sums(dist)


if __name__ == "__main__":
    gather(Path(sys.argv[1]), Path(sys.argv[2]))
