"""Libraries inside the packages are named with their releases, for those who look for known faults."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import carried
import inventory
import release
from inventory import Held, Owners
from tests.support.places import ROOT

EVERY = ("SQLite", "SQLite3 Multiple Ciphers", "Argon2", "OpenSSL", "libxml2", "libxslt", "Qt", "ICU")
NAMES = ["apsw-sqlite3mc", "argon2-cffi-bindings", "cryptography", "lxml", "pyside6-essentials"]


@pytest.fixture(scope="module")
def listed() -> dict[str, object]:
    held = [Held(f"{name}/a", name, "binary") for name in NAMES]
    held.append(Held("PySide6/Qt/lib/libicuuc.so.73", NAMES[-1], "binary"))
    return inventory.as_json(held, inventory.read_accepted(), Owners())


def test_the_list_of_parts_names_what_lies_inside_others(listed: dict[str, object]) -> None:
    made = release.sbom(listed, [ROOT / "requirements" / "run.txt"], "linux", 0)
    nested = [one for row in made["components"] for one in row["components"]]
    assert tuple(one["name"] for one in nested) == EVERY
    assert {one["type"] for one in nested} == {"library"}
    told = {one["name"]: one.get("version", "") for one in nested}
    unknown = {"Argon2"} if sys.platform == "linux" else {"Argon2", "ICU"}
    assert {name for name, version in told.items() if not re.fullmatch(r"\d+(\.\d+)+", version)} == unknown
    assert "1" < told["OpenSSL"] < "9" and told["SQLite"].startswith("3.")
    for one in nested:
        version = re.escape(one.get("version", ""))
        assert re.fullmatch(rf"cpe:2\.3:a:[a-z-]+:[a-z0-9_]+:{version}(:\*){{7}}", one.get("cpe", "")) or (
            one["name"] in unknown | {"SQLite3 Multiple Ciphers"}
        )
        assert re.fullmatch(rf"(pkg:github/[a-z-]+/[a-z0-9-]+(@v{version})?)?", one.get("purl", ""))
    refs = [row["bom-ref"] for row in [*made["components"], *nested]]
    assert len(set(refs)) == len(refs)


def test_what_is_not_carried_is_not_named() -> None:
    assert [one["name"] for one in carried.inside("pyside6-essentials", ["PySide6/Qt6Core.dll"])] == ["Qt"]
    assert carried.inside("typst") == []
    made = release.sbom({"packages": [{"name": "a", "version": "", "licence": "MIT"}]}, [], "linux", 0)
    assert "components" not in made["components"][0]


@pytest.mark.parametrize(
    "module",
    [
        SimpleNamespace(),
        SimpleNamespace(backend=SimpleNamespace(openssl_version_text=lambda: "LibreSSL 4")),
    ],
)
def test_what_cannot_tell_its_release_is_named_without(
    monkeypatch: pytest.MonkeyPatch, module: SimpleNamespace
) -> None:
    monkeypatch.setattr(carried, "_ask", lambda _: module)
    (told,) = carried.inside("cryptography")
    assert told == {"name": "OpenSSL"}


def test_asking_opens_no_window_and_no_network() -> None:
    code = (
        "import sys, carried\n"
        f"for name in {NAMES}: carried.inside(name, ['libicuuc.so.73'])\n"
        "print({'socket', 'PySide6.QtGui', 'PySide6.QtNetwork'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(ROOT, "installers"), capture_output=True, text=True
    )
    assert (done.stdout.strip(), done.stderr) == ("set()", "")
