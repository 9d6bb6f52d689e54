"""The workflows run what is documented, with actions that cannot change under us."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.support.places import ROOT
from windows import signing

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_there_are_two() -> None:
    assert [path.stem for path in WORKFLOWS] == ["release", "test"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_its_commit(path: Path) -> None:
    text = path.read_text("utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert [one for one in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_script_that_is_run_is_there(path: Path) -> None:
    text = path.read_text("utf-8")
    scripts = re.findall(r"python3? (\S+\.py)", text)
    assert scripts
    assert [script for script in scripts if not (ROOT / script).is_file()] == []


def jobs() -> dict[str, str]:
    """The text of each job of the release, by its name."""
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    parts = re.split(r"^  ([a-z-]+):\n", text.partition("\njobs:\n")[2], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_released_packages_are_tried_before_they_are_attached() -> None:
    release = jobs()
    assert "build.py linux --smoke" in release["linux"]
    assert "build.py macos --smoke" in release["macos"]
    assert "os: [macos-15, macos-15-intel]" in release["macos"]
    assert "--draft" in release["draft"]


def test_the_draft_waits_for_every_job() -> None:
    release = jobs()
    needs = {
        name: set(re.findall(r"[a-z-]+", "".join(re.findall(r"    needs: (.+)", text))))
        for name, text in release.items()
    }
    waited_for, fresh = set[str](), {"draft"}
    while fresh:
        waited_for |= fresh
        fresh = set().union(*(needs[name] for name in fresh)) - waited_for
    assert waited_for == set(release)


def test_a_job_is_handed_the_secrets_of_its_own_system_alone() -> None:
    handed = {name: set(re.findall(r"secrets\.([A-Z]+)_", text)) for name, text in jobs().items()}
    assert {name: makers for name, makers in handed.items() if makers} == {
        "macos": {"APPLE"},
        "windows-packages": {"WINDOWS"},
    }


def test_windows_is_frozen_and_tried_on_windows_and_nothing_frozen_is_attached() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    steps = ("build.py windows --program --smoke", "build.py windows --frozen", "windows/tried.py dist")
    assert [step for step in steps if step not in text] == []
    (pattern,) = re.findall(r'pattern: "([^"]+)"', text)
    names = re.findall(r"upload-artifact@.*\n\s+with:\n\s+name: (.+)", text)
    assert [name for name in names if not fnmatch(name.split(" #")[0], pattern)] == [
        "frozen # no hyphen: it is no part of the release"
    ]


def test_the_workflow_hands_over_what_signing_for_windows_takes() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    assert [name for name in signing.SECRETS if f"          {name}: ${{{{" not in text] == []
