"""Every module can be imported by itself, and no floor but the window's brings in Qt or the network."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.networking import networking_modules
from tests.support.places import ROOT, SOURCES

FLOORS = ("content", "domain", "vault", "export", "services", "ui")
WITHOUT_QT = ("content", "domain", "vault", "export", "services")


def modules_of(floor: str) -> list[str]:
    """The dotted names of all modules of a floor."""
    folder = SOURCES / "coprod_desktop" / floor
    files = sorted(folder.rglob("*.py"))
    names = [".".join(file.relative_to(SOURCES).with_suffix("").parts) for file in files]
    return [name.removesuffix(".__init__") for name in names]


def loaded_by(names: list[str], *, each_alone: bool) -> set[str]:
    """What stands in ``sys.modules`` of a fresh process that imported these modules."""
    forget = "for key in [k for k in sys.modules if k.startswith('coprod_desktop')]: del sys.modules[key]"
    lines = ["import importlib, sys", "for name in sys.argv[1:]:", "    importlib.import_module(name)"]
    if each_alone:
        lines.append(f"    {forget}")
    lines.append("print(chr(10).join(sorted(sys.modules)))")
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines), *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return set(done.stdout.split())


@pytest.mark.parametrize("floor", FLOORS)
def test_modules_can_be_imported_in_any_order_and_load_nothing_of_the_network(floor: str) -> None:
    names = modules_of(floor)
    loaded = loaded_by(list(reversed(names)), each_alone=floor != "ui") | loaded_by(names, each_alone=False)
    assert set(names) <= loaded or floor == "ui"
    assert networking_modules(loaded) == set()


@pytest.mark.parametrize("floor", WITHOUT_QT)
def test_floors_below_the_window_load_nothing_of_qt(floor: str) -> None:
    loaded = loaded_by(modules_of(floor), each_alone=False)
    assert {name.split(".")[0] for name in loaded} & {"PySide6", "shiboken6"} == set()


def test_a_start_loads_nothing_that_only_an_open_journal_needs() -> None:
    at_start = ["coprod_desktop.ui.shell.window", "coprod_desktop.services.desk"]
    services = ("backups", "copies", "merging", "salvaging", "signing_in", "one_window")
    loaded = loaded_by(at_start + [f"coprod_desktop.services.{name}" for name in services], each_alone=False)
    needless = [name for name in loaded if name.startswith(("coprod_desktop.domain.", "apsw", "argon2"))]
    needless += {"subprocess", "uuid", "keyring", "PySide6.QtDBus"} & loaded
    assert needless == []


def test_every_file_of_the_floors_is_found() -> None:
    found = [name for floor in FLOORS for name in modules_of(floor)]
    assert "coprod_desktop.ui.shell.window" in found
    assert len(found) > 60
