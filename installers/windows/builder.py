"""Makes the Windows packages: installer, MSI, ZIP. On Debian as root with Wine; on Windows the frozen folder.

The folder is frozen where Windows programs run; the packages are made of it on Linux, where all their
tools are Debian's. So a release freezes on Windows and packs on Linux, with the very steps that tests try.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import dev
import environment
import product
import release
import reproduce
from windows import packages, python, signing
from windows.room import Room, make

if TYPE_CHECKING:
    from build import Wish

WORK = product.ROOT / "build" / "windows"
PROGRAM = f"{product.COMMAND}.exe"
TEST_ONLY = ("icuuc.dll", "ucrtbase.dll", "mscms.dll")
"""Libraries that only a room with Wine has."""


def build(wish: Wish) -> list[Path]:
    """Freeze, sign and pack.

    Raises:
        StopError: something is missing or went wrong; its text says what.
    """
    import build as builder

    secrets = signing.take_secrets(os.environ)
    moment = product.source_date(dict(os.environ))
    if sys.platform == "win32":
        return _on_windows(wish)
    environment.need_tools("windows")
    own = environment.ready()
    folder = wish.frozen or _frozen_under_wine(own, wish)
    _look_through(folder)
    if wish.program_only:
        return []
    builder.DIST.mkdir(exist_ok=True)
    with signing.certificate(secrets) as certificate:
        if certificate:
            certificate.sign(folder / PROGRAM)
        else:
            dev.say(signing.UNSIGNED)
        packing = WORK / "packing"
        made = packages.make_all(own, folder, packing, builder.DIST, moment, wish.level, certificate)
        # What `finish` reads: the notes must not promise a signature that is not there.
        os.environ["COPROD_SIGNED"] = "yes" if certificate else "no"
    builder.beside("windows", folder.parent / "inventory.json", moment, machine="x64")
    dev.say(release.sizes(folder, made, WORK / "floor" / "floor" if wish.floor else None))
    return made


def _frozen_under_wine(own: Path, wish: Wish) -> Path:
    """Freeze in the room, with what was wished for besides. ``own`` is this machine's own interpreter."""
    environment.need_tools("wine")
    make()
    interpreter = python.ready(own)
    with Room(WORK / "building") as room:
        room.boot()
        folder = _freeze(room, interpreter, WORK / "frozen")
        if wish.twice:
            likeness = reproduce.compare(folder, _freeze(room, interpreter, WORK / "frozen-again"))
            _expect_the_same(likeness)
        if wish.floor:
            _freeze(room, interpreter, WORK / "floor", "--floor")
        if wish.smoke:
            smoke(room, interpreter, folder / PROGRAM)
    return folder


def _freeze(room: Room, interpreter: Path, out: Path, *options: str) -> Path:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    script = str(room.inside(Path(__file__).parents[1] / "freeze.py")).replace("/", "\\")
    done = room.wine(room.windows(interpreter), f"Z:{script}", room.windows(out), *options, seconds=1200)
    (out / "freeze.log").write_text(done.stdout + done.stderr, "utf-8")
    if done.returncode:
        raise dev.StopError(
            f"{done.stdout[-4000:]}{done.stderr[-4000:]}\nThe program could not be frozen under Wine."
        )
    return out / ("floor" if options else product.COMMAND)


def smoke(room: Room, interpreter: Path, program: Path) -> None:
    """Let the frozen program go through its main job under Wine.

    Raises:
        StopError: it failed, or said something on standard error.
    """
    script = room.windows(Path(__file__).with_name("tried.py"))
    done = room.wine(room.windows(interpreter), script, room.windows(program), "--smoke", seconds=600)
    dev.say(done.stdout)
    if done.returncode or done.stderr:
        raise dev.StopError(f"{done.stderr}\nThe frozen program did not do its main job under Wine.")


def _on_windows(wish: Wish) -> list[Path]:
    """Freeze with this very Python and try it; the packages are made of it elsewhere."""
    import build as builder

    folder = builder.freeze(environment.ready(), WORK / "frozen")
    _look_through(folder)
    if wish.twice:
        likeness = reproduce.compare(folder, builder.freeze(environment.ready(), WORK / "frozen-again"))
        _expect_the_same(likeness)
    if wish.smoke:
        builder.smoke(folder / PROGRAM)
    floor = builder.freeze(environment.ready(), WORK / "floor", "--floor") if wish.floor else None
    dev.say(release.sizes(folder, [], floor))
    dev.say(f"The packages are made on Debian: python3 installers/build.py windows --frozen {folder}")
    return []


def _expect_the_same(likeness: reproduce.Likeness) -> None:
    dev.say(likeness.told())
    if not likeness.same_list:
        raise dev.StopError("Two builds did not hold the same files.")


def _look_through(folder: Path) -> None:
    """See that a frozen folder is one, and holds nothing of the room's.

    Raises:
        StopError: it is none, or it does.
    """
    if not (folder / PROGRAM).is_file() or not (folder.parent / "inventory.json").is_file():
        raise dev.StopError(f"{folder} holds no {PROGRAM} with its inventory.json beside the folder.")
    strays = [path.name for path in folder.rglob("*") if path.name.lower() in TEST_ONLY]
    if strays:
        raise dev.StopError(f"A library of the room got into the program: {', '.join(strays)}")
