"""The licence texts that travel with the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coprod_desktop.resources import licences_folder, resources_root


@dataclass(frozen=True, slots=True)
class Licence:
    """The text of one licence and the part of the program that it goes with."""

    part: str
    text: str


def licence_texts() -> tuple[Licence, ...]:
    """Every licence text, by the name of the part.

    A built program carries the texts of all its parts. From source only ours and those of fonts and
    icons are here: the packages that are installed beside it bring their own.
    """
    folder = licences_folder()
    if folder is not None:
        found = [(path.parent.name, path) for path in sorted(folder.glob("*/*.txt"))]
    else:
        found = list(_beside_the_resources(resources_root()))
    return tuple(Licence(part, path.read_text("utf-8", errors="replace")) for part, path in found)


def _beside_the_resources(resources: Path) -> Iterator[tuple[str, Path]]:
    """What lies in a checkout or an installed wheel."""
    for name in ("LICENSE", "NOTICE"):
        if (resources.parent / name).is_file():
            yield "coprod-desktop", resources.parent / name
    for path in sorted(resources.rglob("OFL-*.txt")):
        yield path.stem.removeprefix("OFL-"), path
    yield "lucide", resources / "icons" / "LICENSE-lucide.txt"
