"""Looks through a built `.app` before it is signed: whole, closed, for one chip, for the macOS it says."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from pathlib import Path

from macos import macho, plist

_OF_THE_SYSTEM = ("/usr/lib/", "/System/Library/")


def wrong(app: Path, chip: str) -> list[str]:
    """What is wrong with it, a line each; empty when all is well."""
    return [*_of_info(app), *_of_links(app), *_of_frameworks(app), *_of_libraries(app, chip)]


def _of_info(app: Path) -> Iterator[str]:
    says = plistlib.loads((app / "Contents" / "Info.plist").read_bytes())
    for key, value in plist.info().items():
        if says.get(key) != value:
            yield f"Info.plist: {key} is {says.get(key)!r} and not {value!r}"
    for key in sorted(says):
        if key.endswith("UsageDescription"):
            yield f"Info.plist: {key} asks for a right that nothing here needs"


def _of_links(app: Path) -> Iterator[str]:
    for path in sorted(app.rglob("*")):
        if path.is_symlink() and not path.exists():
            yield f"{path.relative_to(app).as_posix()} leads nowhere"


def _of_frameworks(app: Path) -> Iterator[str]:
    """A framework is `Versions`, and links into it; with a copy in a link's place it cannot be signed."""
    for framework in sorted(app.rglob("*.framework")):
        if framework.is_symlink():
            continue
        name = framework.relative_to(app).as_posix()
        if not (framework / "Versions" / "Current").is_symlink():
            yield f"{name} has lost its link Versions/Current"
        for path in sorted(framework.iterdir()):
            if path.name != "Versions" and not path.is_symlink():
                yield f"{name}/{path.name} is no link"


def _of_libraries(app: Path, chip: str) -> Iterator[str]:
    inside = {path.name for path in app.rglob("*") if path.is_file()}
    newest = tuple(int(part) for part in plist.OLDEST_MACOS.split("."))
    for path in macho.found(app):
        name = path.relative_to(app).as_posix()
        parts = macho.slices(path.read_bytes())
        if [part.chip for part in parts] != [chip]:
            yield f"{name} is for {', '.join(part.chip for part in parts)} and not for {chip} alone"
        for part in parts:
            if part.oldest > newest:
                wants = ".".join(str(number) for number in part.oldest)
                yield f"{name} wants macOS {wants}; Info.plist says {plist.OLDEST_MACOS}"
            if part.writes_code:
                yield f"{name} writes code as it runs, which entitlements.plist does not allow"
            for need in part.needs:
                if not need.startswith(_OF_THE_SYSTEM) and (
                    need.startswith("/") or _last(need) not in inside
                ):
                    yield f"{name} is linked to {need}, which is not inside"


def _last(need: str) -> str:
    return need.rsplit("/", 1)[-1]
