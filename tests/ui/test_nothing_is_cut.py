"""No word is cut off on any screen: in small windows, at 200 % text, in a language of long words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.look.__main__ import EVERY_SCREEN
from tests.look.variants import ROOM
from tests.support.home import Home
from tests.support.places import ROOT


@pytest.mark.journey
@pytest.mark.parametrize("language", [[], ["--stretched"]], ids=["English", "stretched"])
def test_no_word_is_cut_off_on_any_screen(language: list[str], tmp_path: Path) -> None:
    walks = [
        _begin(tmp_path, number, language) for number in range(len(ROOM))
    ]  # side by side: each takes long
    try:
        ended = [(walk.communicate(timeout=600), walk.returncode) for walk in walks]
    finally:
        for walk in walks:
            walk.kill()
    for variants, ((told, trouble), code) in zip(ROOM, ended, strict=True):
        assert code == 0, trouble[-6000:]
        lines = told.splitlines()
        assert [line for line in lines if line.startswith("!")] == []
        looks = sum(map(len, EVERY_SCREEN)) * len(variants)
        assert lines[-1] == f"{looks} looks at screens"


def _begin(folder: Path, number: int, language: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.look", "--room", str(number), *language],
        cwd=ROOT,
        env=Home(folder / f"computer {number}").make().environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
