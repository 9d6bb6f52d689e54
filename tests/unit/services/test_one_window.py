"""Two starts with the same journal find each other, and nothing that a crash leaves stands in the way."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coprod_desktop.services.one_window import OneWindow

FIRST = (
    "import sys, time; from pathlib import Path; from coprod_desktop.services.one_window import OneWindow\n"
    "one = OneWindow(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    "print(one.take(), flush=True)\n"
    "while True:\n"
    "    one.answer() and print('came', flush=True)\n"
    "    time.sleep(0.02)\n"
)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    data = tmp_path / "data"
    data.mkdir()
    return data, data / "journals" / "Journal"


def test_a_second_start_calls_the_first_until_that_is_killed(places: tuple[Path, Path]) -> None:
    data, journal = places
    command = [sys.executable, "-c", FIRST, str(data), str(journal)]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None and first.stdout.readline() == "True\n"
    second = OneWindow(data, journal)
    assert not second.take()
    assert second.call_first(10)
    assert first.stdout.readline() == "came\n"
    assert OneWindow(data, data / "journals" / "Another").take(), "another journal is another window"
    first.kill()
    first.communicate()
    (stale,) = [
        path.with_suffix(".wanted") for path in data.glob("*.lock") if path.stem in second._lock_file.stem
    ]
    stale.touch()
    assert second.take(), "a lock that a crash left is none"
    assert not stale.exists(), "nor is a request"


def test_a_first_that_does_not_answer_is_not_waited_for_long_and_no_request_stays(
    places: tuple[Path, Path],
) -> None:
    first, second = OneWindow(*places), OneWindow(*places)
    assert first.take() and not second.take()
    assert not second.call_first(0.15)
    assert not first.answer()
    assert [path.suffix for path in places[0].iterdir()] == [".lock"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not kept in modes there")
def test_the_request_is_its_owners_and_holds_nothing(places: tuple[Path, Path]) -> None:
    first, second = OneWindow(*places), OneWindow(*places)
    first.take()
    calling = threading.Thread(target=second.call_first)
    calling.start()
    while not second._request.exists():
        pass
    mode, size = second._request.stat().st_mode, second._request.stat().st_size
    assert first.answer()
    calling.join()
    assert stat.S_IMODE(mode) == 0o600 and size == 0


def test_where_nothing_is_or_can_be_written_nobody_is_in_the_way(tmp_path: Path) -> None:
    one = OneWindow(tmp_path / "not made yet", tmp_path / "Journal")
    assert one.take() and not (tmp_path / "not made yet").exists()
    assert not one.answer()
    assert not one.call_first(0.1)
