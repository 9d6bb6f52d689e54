"""Writes `wheels.toml`: which wheels a Mac of each chip gets from the locks, and the macOS that they want.

python3 installers/macos/wheels.py     run by .venv's Python; downloads some 250 MB into build/

The locks hold hashes and no names of files, so they cannot say by themselves whether a wheel for each chip
is among them. This asks pip for exactly those hashes, as a Mac would, and notes down what it was given. A
test holds the table against the locks; whoever changes a lock runs this again.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from packaging.utils import parse_wheel_filename

import contents
import locked_for
import product
import release
from macos import macho, plist

TABLE = Path(__file__).with_name("wheels.toml")
LOCKS = tuple(product.ROOT / "requirements" / name for name in ("run.txt", "build.txt"))
CHIPS = ("arm64", "x86_64")
PYTHON = "3.13"
ONLY_FOR_BUILDING = ("pyinstaller", "macholib", "altgraph", "setuptools", "packaging", "pycparser")


@dataclass(frozen=True, slots=True)
class Wheel:
    """One wheel. ``tag`` is the macOS that its name speaks of, ``oldest`` the newest that a file wants."""

    chip: str
    package: str
    file: str
    sha256: str
    tag: str = ""
    oldest: str = ""


def read(path: Path = TABLE) -> list[Wheel]:
    """The wheels of the table."""
    return [Wheel(**row) for row in tomllib.loads(path.read_text("utf-8"))["wheels"]]


def entries(chip: str) -> list[str]:
    """What the locks ask for on a Mac with that chip: a package with release and hashes each."""
    texts = [lock.read_text("utf-8") for lock in LOCKS]
    return [line for text in texts for line in locked_for.lines_for(text, "darwin", chip, f"{PYTHON}.0")]


def fetch(chip: str, folder: Path) -> list[Path]:
    """Have pip choose and download, every hash checked."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = folder / "asked.txt"
    asked.write_text("\n".join(entries(chip)) + "\n", "utf-8")
    platform = f"macosx_{plist.OLDEST_MACOS.replace('.', '_')}_{chip}"
    options = [
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--disable-pip-version-check",
        "--quiet",
    ]
    options += ["--implementation", "cp", "--python-version", PYTHON, "--platform", platform]
    command = [sys.executable, "-m", "pip", "download", *options, "-d", str(folder), "-r", str(asked)]
    subprocess.run(command, check=True)
    hashes = asked.read_text("utf-8")
    return sorted(path for path in folder.glob("*.whl") if release.sha256(path) in hashes)


def describe(path: Path, chip: str) -> Wheel:
    """What a wheel is and asks for.

    Raises:
        NotReadableError: a library in it that goes into the program has no part for the chip, or writes code.
    """
    name, _, _, tags = parse_wheel_filename(path.name)
    platforms = [tag.platform for tag in tags if tag.platform.startswith("macosx_")]
    tag = min((platform.split("_")[1:3] for platform in platforms), key=lambda pair: int(pair[0]), default=[])
    asks = max((one.oldest for one in _libraries(path, chip)), default=None)
    oldest = "" if asks is None or name in ONLY_FOR_BUILDING else f"{asks[0]}.{asks[1]}"
    return Wheel(chip, str(name), path.name, release.sha256(path), ".".join(tag), oldest)


def _libraries(path: Path, chip: str) -> Iterator[macho.Slice]:
    with zipfile.ZipFile(path) as wheel:
        for item in wheel.infolist():
            with wheel.open(item) as file:
                start = file.read(8)
            kind = "EXTENSION" if item.filename.endswith(".so") else "BINARY"
            if macho.is_macho(start) and contents.is_kept(item.filename, kind, "darwin"):
                parts = [part for part in macho.slices(wheel.read(item)) if part.chip == chip]
                if not parts:
                    raise macho.NotReadableError(f"{path.name}: {item.filename} has no part for {chip}")
                if any(part.writes_code for part in parts):
                    raise macho.NotReadableError(f"{path.name}: {item.filename} writes code as it runs")
                yield from parts


def main() -> None:
    """Fetch, look and write."""
    lines = ["# Written by installers/macos/wheels.py: run it again when a lock changed."]
    for chip in CHIPS:
        for path in fetch(chip, product.ROOT / "build" / "macos-wheels" / chip):
            wheel = describe(path, chip)
            lines += ["", "[[wheels]]"]
            lines += [
                f"{key} = {json.dumps(value)}" for key in Wheel.__slots__ if (value := getattr(wheel, key))
            ]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
