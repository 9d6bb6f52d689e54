"""What a build leaves in `dist/`: nothing of an earlier one of its target, no wrong word on signatures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import build
import release

OTHERS = {
    "coprod-desktop-0.0.9-windows-x64-setup.exe",
    "coprod-desktop-0.0.9-windows-x64.cdx.json",
    "coprod-desktop-0.0.9-macos-arm64.dmg",
    "of somebody else.deb",
}
LINUX = {
    "coprod-desktop_0.0.9_amd64.deb",
    "coprod-desktop-0.0.9-linux-x86_64.tar.xz",
    "coprod-desktop-0.0.9-linux-x86_64.files.json",
}


@pytest.fixture(autouse=True)
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `dist/` in which earlier builds left something."""
    dist = tmp_path / "dist"
    dist.mkdir()
    monkeypatch.setattr(build, "DIST", dist)
    monkeypatch.delenv("COPROD_SIGNED", raising=False)
    for name in OTHERS | LINUX:
        (dist / name).touch()
    return dist


def test_what_an_earlier_build_of_the_target_left_is_removed(dist: Path) -> None:
    build.clear("linux")
    assert {path.name for path in dist.iterdir()} == OTHERS
    build.clear("windows")
    build.clear("macos")
    assert {path.name for path in dist.iterdir()} == {"of somebody else.deb"}


def test_a_certificate_for_one_system_signs_no_package_of_another(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`all` on a machine that has a certificate for Windows."""
    for path in dist.iterdir():
        path.unlink()

    def made(*names: str, signed: bool) -> list[Path]:
        for name in names:
            (dist / name).touch()
        if signed:
            os.environ["COPROD_SIGNED"] = "yes"
        return [dist / name for name in names]

    monkeypatch.setattr(build, "linux", lambda _: made("a.deb", signed=False))
    monkeypatch.setattr(build, "windows", lambda _: made("b.exe", "b.msi", "b.zip", signed=True))
    wish = build.Wish(False, False, False, False, False, False)
    build.make(["windows", "linux"], wish)
    notes = (dist / release.NOTES).read_text("utf-8")
    assert "signature: a.deb, b.zip (the program in it is signed). " in notes
    build.make(["linux"], wish)
    assert (dist / release.NOTES).read_text("utf-8") == notes, "what was said of the others still holds"
