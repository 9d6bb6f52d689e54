"""No word is cut off on any screen: not in small windows, nor at 200 % text with thick lines."""

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
def test_no_word_is_cut_off_on_any_screen(tmp_path: Path) -> None:
    home = Home(tmp_path / "computer").make()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.look", "--room"],
        cwd=ROOT,
        env=home.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=600,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-6000:]
    lines = ended.stdout.splitlines()
    assert [line for line in lines if line.startswith("!")] == []
    looks = sum(len(screens) for screens in EVERY_SCREEN) * sum(len(variants) for variants in ROOM)
    assert lines[-1] == f"{looks} looks at screens"
