"""What the documents point to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.places import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`((?:[a-z_-]+/)*[a-z_0-9-]+\.(?:py|toml|json|typ|txt))`")
PACKAGE = ROOT / "src" / "coprod_desktop"
WRITTEN_BY_THE_PROGRAM = {"settings.json", "made-from.json", "smoke.txt", "licences/inventory.json"}
WRITTEN_BY_THE_PROGRAM |= {"installed-files.txt"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    absent = [
        link for link in LINK.findall(document.read_text("utf-8")) if not (document.parent / link).exists()
    ]
    assert absent == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_that_is_named_exists(document: Path) -> None:
    """A name may be given from the top, from the package or the installers, or alone where that is plain."""
    known = {
        path.name
        for folder in ("src", "tests", "resources", "installers")
        for path in (ROOT / folder).rglob("*.*")
    }
    absent = [
        name
        for name in NAMED.findall(document.read_text("utf-8"))
        if name not in WRITTEN_BY_THE_PROGRAM
        and not (ROOT / name).exists()
        and not (PACKAGE / name).exists()
        and not (ROOT / "installers" / name).exists()
        and ("/" in name or name not in known)
    ]
    assert absent == []


def test_every_test_that_is_named_exists() -> None:
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"`(test_[a-z_0-9]+)`", document.read_text("utf-8"))
    }
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) > 10
    assert {name for name in named if f"def {name}(" not in tests} == set()


def test_the_readme_says_what_the_build_machine_runs() -> None:
    commands = re.findall(r"^python3 dev\.py \w+", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    assert commands == ["python3 dev.py test", "python3 dev.py check"]
    assert "python3 installers/build.py linux --quick --smoke --prove" in (ROOT / ".ci" / "run").read_text(
        "utf-8"
    )
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "    python3 dev.py run\n" in readme
    assert "    python3 dev.py test\n" in readme
