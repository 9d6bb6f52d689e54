#!/usr/bin/env python3
"""Build the packages that people install. Standard library only; makes its own environment.

python3 installers/build.py linux|windows|macos|all [options]

--floor     freeze an empty window as well, and say the sizes beside it
--twice     freeze twice and say how near the two are to each other
--smoke     let the frozen program go through its main job, and fail on any word on standard error
--prove     install what was made, drive it, take it away again (see CONTRIBUTING)
--quick     pack with little compression: for tests
--program   freeze only, without packages
--frozen FOLDER     windows, on Linux: pack what was frozen on Windows; inventory.json lies beside FOLDER

Packages, hashes, the list of parts and the release's notes land in `dist/`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import dev
import environment
import product
import release
import reproduce

BUILD = product.ROOT / "build"
DIST = product.ROOT / "dist"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    floor: bool
    twice: bool
    smoke: bool
    prove: bool
    quick: bool
    program_only: bool
    frozen: Path | None = None

    @property
    def level(self) -> int:
        """How hard packages are compressed."""
        return 0 if self.quick else 9


def freeze(python: Path, out: Path, *options: str) -> Path:
    """Freeze the program, or with ``--floor`` the empty window, and return its folder.

    Raises:
        StopError: it did not work; PyInstaller's own words stand above.
    """
    out.mkdir(parents=True, exist_ok=True)
    command = [str(python), str(HERE / "freeze.py"), str(out), *options]
    if subprocess.run(command, cwd=product.ROOT).returncode:
        raise dev.StopError("The program could not be frozen. The reason stands above.")
    return out / ("floor" if "--floor" in options else product.COMMAND)


def linux(wish: Wish) -> list[Path]:
    """The `.deb` and the tarball, from this very machine's libraries."""
    from linux import packages
    from linux.needs import NeedsError

    environment.need_tools("linux")
    python = environment.ready()
    moment = product.source_date(dict(os.environ))
    work = BUILD / "linux"
    program = freeze(python, work)
    if wish.twice:
        likeness = reproduce.compare(program, freeze(python, BUILD / "linux-again"))
        dev.say(likeness.told())
        if not likeness.same_list:
            raise dev.StopError("Two builds did not hold the same files.")
    if wish.smoke:
        smoke(program / product.COMMAND)
    floor = freeze(python, BUILD / "linux-floor", "--floor") if wish.floor else None
    if wish.program_only:
        dev.say(release.sizes(program, [], floor))
        return []
    DIST.mkdir(exist_ok=True)
    clear("linux")
    try:
        deb = packages.make_deb(program, work / "deb", DIST, moment, wish.level)
    except NeedsError as error:
        raise dev.StopError(str(error)) from error
    made = [deb, packages.make_tarball(program, work / "tarball", DIST, moment, wish.level)]
    beside("linux", work / "inventory.json", moment)
    dev.say(release.sizes(program, made, floor))
    return made


def windows(wish: Wish) -> list[Path]:
    """Installer, MSI and ZIP: on Windows itself, or under Wine on Debian."""
    return plugged_in("windows", wish)


def macos(wish: Wish) -> list[Path]:
    """The disk image, on a Mac."""
    return plugged_in("macos", wish)


def plugged_in(target: str, wish: Wish) -> list[Path]:
    """Run the target's own builder, ``installers/<target>/builder.py``, which has ``build(wish)``.

    Raises:
        StopError: there is none.
    """
    import importlib

    if not (HERE / target / "builder.py").is_file():
        raise dev.StopError(f"There is no builder for {target} yet.")
    only_freezes = wish.program_only or sys.platform == "win32"
    if not only_freezes:
        clear(target)
    made: list[Path] = importlib.import_module(f"{target}.builder").build(wish)
    return made


def clear(target: str) -> None:
    """Remove what an earlier build of the target left: hashes and notes take in all that is in `dist/`."""
    debs = [f"{product.COMMAND}_*.deb"] if target == "linux" else []
    for pattern in (f"{product.COMMAND}-*-{target}-*", *debs):
        for path in DIST.glob(pattern):
            path.unlink()


def make(targets: Iterable[str], wish: Wish) -> None:
    """Make the packages of each target, then what lies beside all of them.

    A builder that signs sets ``COPROD_SIGNED`` to ``yes``, which holds for its own packages alone.
    """
    builders = {"linux": linux, "windows": windows, "macos": macos}
    made: set[str] = set()
    signed: set[str] = set()
    for target in targets:
        os.environ.pop("COPROD_SIGNED", None)
        names = {package.name for package in builders[target](wish)}
        made |= names
        if os.environ.get("COPROD_SIGNED") == "yes":
            signed |= {name for name in names if not name.endswith(".zip")}  # an archive has no place for it
    if made:
        finish(made, signed)


def beside(target: str, inventory: Path, moment: int, machine: str = "") -> None:
    """Put the file list and the list of parts of a target into `dist/`.

    ``machine`` is the processor that it is for, where that is not this machine's.
    """
    DIST.mkdir(exist_ok=True)
    stem = f"{product.COMMAND}-{product.version()}-{target}-{machine or platform.machine().lower()}"
    shutil.copyfile(inventory, DIST / f"{stem}.files.json")
    listed = json.loads(inventory.read_text("utf-8"))
    locks = [product.ROOT / "requirements" / name for name in ("run.txt", "build.txt")]
    parts = json.dumps(release.sbom(listed, locks, target, moment), indent=1, ensure_ascii=False)
    (DIST / f"{stem}.cdx.json").write_text(f"{parts}\n", "utf-8", newline="\n")


def finish(made: set[str], signed: set[str]) -> None:
    """The release's notes, then the hashes of everything. Of what was not made now, the notes before hold."""
    packages = release.packages_in(DIST)
    signed = signed | (packages - made - release.unsigned(DIST))
    changelog = (product.ROOT / "CHANGELOG.md").read_text("utf-8")
    notes = release.notes(changelog, product.version(), packages, signed)
    (DIST / release.NOTES).write_text(notes, "utf-8", newline="\n")
    release.write_sums(DIST)
    dev.say(f"In {DIST}:\n" + "\n".join(f"  {path.name}" for path in sorted(DIST.iterdir())))


def smoke(program: Path) -> None:
    """Let a frozen program go through its main job in a fresh folder, and pass on what it says.

    Raises:
        StopError: it failed, or said something on standard error.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "smoke"
        ended = subprocess.run([str(program), "--smoke", str(place)], stderr=subprocess.PIPE, text=True)
        report = place / "smoke.txt"  # a window on Windows has no standard output
        if sys.platform == "win32" and report.exists():
            dev.say(report.read_text("utf-8"))
    if ended.returncode or ended.stderr:
        raise dev.StopError(f"{ended.stderr}\nThe frozen program did not do its main job.")


def prove(target: str) -> None:
    """Install, drive and remove what was made, by the tests in `tests/frozen`.

    Raises:
        StopError: a test failed.
    """
    env = {**os.environ, "COPROD_BUILT": target}
    command = [sys.executable, str(product.ROOT / "dev.py"), "test", "tests/frozen", "-q"]
    if subprocess.run(command, env=env, cwd=product.ROOT).returncode:
        raise dev.StopError("What was built did not pass its tests.")


def main() -> int:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", choices=["linux", "windows", "macos", "all"])
    for name in ("floor", "twice", "smoke", "prove", "quick", "program"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--frozen", type=Path)
    asked = parser.parse_args()
    if sys.prefix != sys.base_prefix:  # an environment is made with the interpreter that all share
        base = getattr(sys, "_base_executable", sys.executable)
        return subprocess.run([base, __file__, *sys.argv[1:]]).returncode
    frozen = asked.frozen.resolve() if asked.frozen else None
    wish = Wish(asked.floor, asked.twice, asked.smoke, asked.prove, asked.quick, asked.program, frozen)
    here = {"Darwin": ["macos"], "Windows": ["windows"]}.get(platform.system(), ["linux", "windows"])
    targets = here if asked.target == "all" else [asked.target]
    try:
        make(targets, wish)
        if wish.prove:
            for target in targets:
                prove(target)
    except dev.StopError as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
