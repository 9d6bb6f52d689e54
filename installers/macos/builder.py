"""Makes the disk image, on a Mac: freeze, look through, sign, notarise, try, pack, try again.

`package.sh` does what comes after freezing, and can be read and run by itself.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import dev
import environment
import product
import release
import reproduce
from macos import checks

if TYPE_CHECKING:
    from build import Wish

HERE = Path(__file__).resolve().parent
SECRETS = ("APPLE_CERTIFICATE", "APPLE_CERTIFICATE_PASSWORD", "APPLE_ID", "APPLE_ID_PASSWORD", "APPLE_TEAM")
TOOLS = (
    "codesign",
    "ditto",
    "file",
    "hdiutil",
    "install_name_tool",
    "launchctl",
    "security",
    "spctl",
    "xcrun",
)
PYTHON = (3, 13)
WHY_THAT_PYTHON = "A later one writes code when it starts, which a Mac's hardened runtime may stop."
ONLY_ON_A_MAC = (
    "The disk image can only be made on a Mac: Apple's own tools sign it and write it. "
    "The release workflow has a Mac of each chip."
)


def build(wish: Wish) -> list[Path]:
    """Freeze, look through, sign and pack.

    Raises:
        StopError: this is no Mac, or something is missing or went wrong; its text says what.
    """
    import build as builder

    if sys.platform != "darwin":
        raise dev.StopError(ONLY_ON_A_MAC)
    if sys.version_info[:2] != PYTHON:
        raise dev.StopError(f"Build with Python {PYTHON[0]}.{PYTHON[1]}. {WHY_THAT_PYTHON}")
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if absent:
        raise dev.StopError(
            f"Install Apple's tools with xcode-select --install. Missing: {', '.join(absent)}"
        )
    secrets = take_secrets(os.environ)
    python = environment.ready()
    moment = product.source_date(dict(os.environ))
    work = builder.BUILD / "macos"
    app = _frozen(python, work)
    if wish.twice:
        likeness = reproduce.compare(app, _frozen(python, builder.BUILD / "macos-again"))
        dev.say(likeness.told())
    floor = builder.freeze(python, builder.BUILD / "macos-floor", "--floor") if wish.floor else None
    made = []
    if not wish.program_only:
        builder.DIST.mkdir(exist_ok=True)
        made.append(_packed(app, builder.DIST, python, secrets))
        builder.beside("macos", work / "inventory.json", moment)
        # What `finish` reads: the notes must not promise a signature that is not there.
        os.environ["COPROD_SIGNED"] = "yes" if secrets else "no"
    elif wish.smoke:
        _run([str(HERE / "smoke.sh"), str(app / "Contents" / "MacOS" / product.COMMAND)], {})
    dev.say(release.sizes(app, made, floor))
    return made


def take_secrets(environ: os._Environ[str] | dict[str, str]) -> dict[str, str]:
    """The values to sign with, taken out of the environment: what is frozen and tried must not have them.

    Empty when none is set, as in a workflow without secrets.

    Raises:
        StopError: some are set and others not; half of it would make an image that looks signed and is not.
    """
    values = {name: environ.pop(name, "") for name in SECRETS}
    absent = [name for name, value in values.items() if not value]
    if absent and len(absent) < len(SECRETS):
        raise dev.StopError(f"To sign, all of these are needed. Not set: {', '.join(absent)}")
    return {} if absent else values


def image_name(machine: str) -> str:
    """The disk image's file name."""
    return f"{product.COMMAND}-{product.version()}-macos-{machine}.dmg"


def _frozen(python: Path, work: Path) -> Path:
    import build as builder

    app = work / f"{product.NAME}.app"
    shutil.rmtree(app, ignore_errors=True)
    builder.freeze(python, work)
    wrong = checks.wrong(app, platform.machine())
    if wrong:
        raise dev.StopError("\n".join([f"{app.name} is not as it should be:", *wrong]))
    return app


def _packed(app: Path, dist: Path, python: Path, secrets: Mapping[str, str]) -> Path:
    image = dist / image_name(platform.machine())
    image.unlink(missing_ok=True)
    _run([str(HERE / "package.sh"), str(app), str(image), str(python)], secrets)
    return image


def _run(command: list[str], secrets: Mapping[str, str]) -> None:
    if subprocess.run(command, env={**os.environ, **secrets}, stdin=subprocess.DEVNULL).returncode:
        raise dev.StopError(f"{Path(command[0]).name} stopped. The reason stands above.")
