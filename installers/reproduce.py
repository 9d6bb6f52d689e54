"""How near two builds from the same inputs are to each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import release


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two folders held against each other: files in both, those of equal bytes, and the rest by name."""

    files: int
    equal: int
    different: tuple[str, ...]
    only_in_one: tuple[str, ...]

    @property
    def same_list(self) -> bool:
        """Whether both hold the same files by name."""
        return not self.only_in_one

    def told(self) -> str:
        """The comparison as lines to read."""
        lines = [f"{self.equal} of {self.files} files are equal byte for byte"]
        lines += [f"  differs: {name}" for name in self.different]
        lines += [f"  only in one: {name}" for name in self.only_in_one]
        return "\n".join(lines)


def compare(one: Path, other: Path) -> Likeness:
    """Hold two folders against each other."""
    first, second = _listing(one), _listing(other)
    both = sorted(first.keys() & second.keys())
    different = tuple(name for name in both if first[name] != second[name])
    only = tuple(sorted(first.keys() ^ second.keys()))
    return Likeness(len(both), len(both) - len(different), different, only)


def _listing(folder: Path) -> dict[str, str]:
    """Every file with what it is: a link's target, or a hash."""
    return {
        path.relative_to(folder).as_posix(): f"-> {path.readlink()}"
        if path.is_symlink()
        else release.sha256(path)
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }
