"""``--smoke`` goes through the main job from source too, and says so when something fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.frozen.test_linux import DONE

WITHOUT_A_WINDOW = """
import sys
from coprod_desktop import smoke

def no_window(*_):
    raise RuntimeError("there is no window")

sys.exit(smoke.main(sys.argv[1:], no_window))
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coprod_desktop", "--smoke", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=180,
    )


def test_it_goes_through_the_main_job_and_leaves_what_it_made(tmp_path: Path) -> None:
    folder = tmp_path / "smoke"
    ended = run(str(folder))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stderr == ""
    assert [said for said in DONE if said not in ended.stdout] == []
    assert (folder / "smoke.txt").read_text("utf-8") == ended.stdout
    assert {"For supervision.pdf", "For supervision.docx", "Recipe.pdf", "data", "smoke.txt"} == {
        path.name for path in folder.iterdir()
    }


def test_it_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "mine.txt").touch()
    ended = run(str(folder))
    assert ended.returncode == 1
    assert "nothing in it" in ended.stderr
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_a_step_that_fails_is_told_and_the_exit_code_says_so(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_WINDOW, str(tmp_path / "smoke")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=180,
    )
    assert ended.returncode == 1
    assert "FAILED: RuntimeError: there is no window" in ended.stdout
