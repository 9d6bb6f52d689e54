"""The locks name exact releases with their hashes, no package host, and all that the program asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.support.places import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
RELEASE = re.compile(r"^([a-z0-9][a-z0-9-]*)==(\S+)( ; [^\\]+)? \\$", re.MULTILINE)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def names(lock: str) -> set[str]:
    return {match[1] for match in RELEASE.finditer((ROOT / "requirements" / lock).read_text("utf-8"))}


def test_there_are_locks() -> None:
    assert {path.name for path in LOCKS} == {
        "build.txt",
        "dev.txt",
        "lock.txt",
        "pdfua.txt",
        "run.txt",
        "windows-python.txt",
    }


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_a_lock_holds_releases_and_hashes_and_nothing_else(path: Path) -> None:
    other = [
        line
        for line in path.read_text("utf-8").splitlines()
        if line and not line.lstrip().startswith("#") and not RELEASE.match(line) and not HASH.match(line)
    ]
    assert other == []
    assert "://" not in path.read_text("utf-8")


def test_the_program_gets_the_same_releases_as_its_tests() -> None:
    releases = {
        lock: set(RELEASE.findall((ROOT / "requirements" / lock).read_text("utf-8")))
        for lock in ("run.txt", "dev.txt")
    }
    assert releases["run.txt"] < releases["dev.txt"]


def test_everything_asked_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {
        "run.txt": project["project"]["dependencies"],
        "dev.txt": project["dependency-groups"]["dev"],
        "build.txt": project["dependency-groups"]["build"],
        "lock.txt": project["dependency-groups"]["lock"],
        "pdfua.txt": project["dependency-groups"]["pdfua"],
    }
    for lock, lines in asked.items():
        wanted = {re.split(r"[=<>;~ ]", line)[0].lower().replace("_", "-") for line in lines}
        assert wanted <= names(lock), lock
