"""What the frozen program starts on Linux is not led to the program's own libraries."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

import pytest

import collecting
from coprod_desktop import smoke
from tests.support.places import ROOT

SCRIPT = ROOT / "installers" / "linux" / "for_others.py"
OWN = "/opt/coprod-desktop/_internal"


@pytest.fixture(autouse=True)
def as_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment as PyInstaller's bootloader and hooks leave it."""
    monkeypatch.setattr(os, "environ", {"PATH": "/bin", "LD_LIBRARY_PATH": OWN})
    os.environ["QT_PLUGIN_PATH"] = f"{OWN}/PySide6/Qt/plugins"
    os.environ["QML2_IMPORT_PATH"] = f"{OWN}/PySide6/Qt/qml"


def test_the_variables_are_taken_away_and_nothing_else() -> None:
    left = runpy.run_path(str(SCRIPT))
    os.environ.pop("PYTEST_CURRENT_TEST")
    assert os.environ == {"PATH": "/bin", "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    assert "_clear" not in left, "it shares its names with the program's first module"


def test_what_the_person_had_is_put_back() -> None:
    os.environ |= {"LD_LIBRARY_PATH": f"{OWN}:/mine", "LD_LIBRARY_PATH_ORIG": "/mine"}
    runpy.run_path(str(SCRIPT))
    assert os.environ["LD_LIBRARY_PATH"] == "/mine"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


@pytest.mark.parametrize(("system", "first"), [("linux", [str(SCRIPT)]), ("win32", [])])
def test_it_runs_after_pyinstaller_s_own_hooks_and_before_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, first: list[str]
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr("windows.resources.write_all", lambda *_: {})
    plan = collecting.plan(str(tmp_path))
    assert plan.scripts == [*first, str(ROOT / "src" / "coprod_desktop" / "__main__.py")]
    spec = (ROOT / "installers" / "companion.spec").read_text("utf-8")
    assert "Analysis(plan.scripts," in spec


@pytest.mark.skipif(sys.platform != "linux", reason="the variables are Linux's")
@pytest.mark.parametrize("name", ["LD_LIBRARY_PATH", "QT_PLUGIN_PATH"])
def test_smoke_fails_while_a_variable_names_the_program_s_folder(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(Path(OWN).parent / "coprod-desktop"))
    runpy.run_path(str(SCRIPT))
    os.environ["LD_LIBRARY_PATH"] = "/opt/coprod-desktop-of-another"
    smoke.check_environment()
    os.environ[name] = f"/mine:{OWN}"
    with pytest.raises(smoke.SmokeError, match=name):
        smoke.check_environment()
