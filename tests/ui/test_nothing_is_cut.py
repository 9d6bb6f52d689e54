"""No word is cut off on any screen: not in high contrast, at 200 % text, nor in small windows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.look.screens import NEW_HERE, WITH_A_COPY, WITH_A_JOURNAL
from tests.look.sign_in_screens import WITH_A_SIGN_IN
from tests.look.variants import VARIANTS
from tests.support.home import Home
from tests.support.places import ROOT


@pytest.mark.journey
def test_no_word_is_cut_off_on_any_screen(tmp_path: Path) -> None:
    home = Home(tmp_path / "computer").make()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.look", "--room", str(tmp_path / "pictures")],
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
    assert [line for line in ended.stdout.splitlines() if line.startswith("!")] == []
    screens = len(NEW_HERE) + len(WITH_A_JOURNAL) + len(WITH_A_COPY) + len(WITH_A_SIGN_IN)
    looks = sum(variant.changes_room for variant in VARIANTS)
    assert len(list((tmp_path / "pictures").glob("*.png"))) == screens * looks
