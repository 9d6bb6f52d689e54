"""What `companion.spec` does before and after PyInstaller has looked for what the program needs.

Runs inside PyInstaller. `FREEZE_ENTRY=floor` in the environment packs an empty window the same way, to
compare with.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import contents
import icons
import inventory
import product
from linux import icu
from macos import plist
from windows import resources as windows_resources

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
INVENTORY = "inventory.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What PyInstaller is told."""

    name: str
    entry: str
    work: Path
    data: list[tuple[str, str]]
    sources: str = str(ROOT / "src")
    left_out: list[str] = field(default_factory=contents.modules_left_out)
    icon: str | None = None
    version_resource: str | None = None
    manifest: str | None = None
    bundle: dict[str, Any] = field(default_factory=dict)

    @property
    def scripts(self) -> list[str]:
        """What is run, in this order. On Linux something of ours goes after PyInstaller's own hooks."""
        first = [str(HERE / "linux" / "for_others.py")] if sys.platform == "linux" else []
        return [*first, self.entry]

    @property
    def is_floor(self) -> bool:
        """Whether the empty window is packed, and not the program."""
        return not self.data


def plan(work: str) -> Plan:
    """The plan for this system. Icons, version and bundle come from this system's own folder."""
    if os.environ.get("FREEZE_ENTRY") == "floor":
        return Plan("floor", str(HERE / "floor.py"), Path(work), [])
    entry = ROOT / "src" / "coprod_desktop" / "__main__.py"
    data = [(str(ROOT / "resources"), "resources"), *_folders_that_must_exist()]
    file_name = f"{product.COMMAND}.exe"
    mine: dict[str, Any] = (
        windows_resources.write_all(Path(work), file_name) if sys.platform == "win32" else {}
    )
    if sys.platform == "darwin":
        mine = _for_a_mac(Path(work))
    return Plan(product.COMMAND, str(entry), Path(work), data, **mine)


def _folders_that_must_exist() -> list[tuple[str, str]]:
    """python-docx finds its templates by way of ``docx/parts/..``, which an archive of modules has not."""
    found = importlib.util.find_spec("docx.parts")
    return [(str(found.origin), "docx/parts")] if found else []


def _for_a_mac(work: Path) -> dict[str, Any]:
    """The icon, and how the folder becomes a Mac's program."""
    work.mkdir(parents=True, exist_ok=True)
    icon = work / "companion.icns"
    icon.write_bytes(icons.icns())
    bundle = {
        "name": f"{product.NAME}.app",
        "icon": str(icon),
        "bundle_identifier": product.BUNDLE_ID,
        "version": product.version(),
        "info_plist": plist.info(),
    }
    return {"icon": str(icon), "bundle": bundle}


def settle(plan: Plan, analysis: Any) -> None:  # PyInstaller has no types
    """Keep what `contents` lists, hold it against `accepted.toml`, add the licences, write the inventory.

    Raises:
        NotAcceptedError: something is inside that nobody agreed to.
    """
    analysis.binaries[:] = contents.kept(analysis.binaries, sys.platform)
    analysis.datas[:] = contents.kept(analysis.datas, sys.platform)
    accepted, owners = inventory.read_accepted(), inventory.Owners()
    held = inventory.take([*analysis.binaries, *analysis.datas, *analysis.pure], owners)
    program = inventory.Held(
        f"{plan.name}{'.exe' if sys.platform == 'win32' else ''}", "pyinstaller", "binary"
    )
    held = [program, *held]
    inventory.check(held, accepted, owners)
    texts = plan.work / "licences"
    shutil.rmtree(texts, ignore_errors=True)
    inventory.gather_texts({one.owner for one in held}, accepted, owners, texts)
    added = sorted(path for path in texts.rglob("*") if path.is_file())
    licences = [(f"licences/{path.relative_to(texts).as_posix()}", str(path), "DATA") for path in added]
    held += [inventory.Held(target, _owner(target, accepted), "data") for target, _, _ in licences]
    listed = json.dumps(inventory.as_json(held, accepted, owners), indent=1, ensure_ascii=False) + "\n"
    (plan.work / INVENTORY).write_text(listed, "utf-8", newline="\n")
    analysis.datas.extend([*licences, (f"licences/{INVENTORY}", str(plan.work / INVENTORY), "DATA")])
    analysis.binaries[:] = _lightened(analysis.binaries, plan.work / "lighter")


def _owner(target: str, accepted: Iterable[str]) -> str:
    name = target.split("/")[1]
    return name if name in accepted else inventory.OURS


def _lightened(rows: Iterable[contents.Row], folder: Path) -> list[contents.Row]:
    """The lists with lighter copies: without tables for a debugger, and on Linux with less of ICU's data."""
    done = []
    for target, source, kind in rows:
        copy = folder / Path(target).name
        if kind != "SYMLINK" and contents.is_stripped(target, sys.platform):
            folder.mkdir(parents=True, exist_ok=True)
            subprocess.run(["strip", "--strip-unneeded", "-o", str(copy), source], check=True)
            done.append((target, str(copy), kind))
        elif kind != "SYMLINK" and contents.is_cut(target, sys.platform):
            folder.mkdir(parents=True, exist_ok=True)
            icu.cut(Path(source), copy)
            done.append((target, str(copy), kind))
        else:
            done.append((target, source, kind))
    return done
