"""The child process: quiet, in memory, and every way it can fail told as one known error."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from coprod_desktop.export import typesetter
from coprod_desktop.export.child import FLAG, TypesettingChild
from coprod_desktop.export.errors import ExportFailed
from coprod_desktop.export.payload import payload
from coprod_desktop.export.preview import draw
from coprod_desktop.export.worker import FAILED
from coprod_desktop.itself import command, is_cut_off
from tests.unit.export.samples import all_scripts, note, report

PNG = b"\x89PNG\r\n\x1a\n"


CRASH = "import os; " + ("os._exit(-0x3FFFFFFB)" if sys.platform == "win32" else "os.abort()")
"""Ends as a program that crashes. Windows has no signal for it, only a fault's number, here 0xC0000005."""


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys; sys.stdin.buffer.read(); sys.exit(3)", "not-made"),
        (CRASH, "stopped"),
        ("", "not-made"),
        ("print('{}')", "not-made"),
        ("print('hello')", "not-made"),
        ("print('[1]')", "not-made"),
        ("""print('{"pages":1,"replaced":[],"sizes":[5]}'); print('abc', end='')""", "not-made"),
        ("import time; time.sleep(60)", "too-long"),
    ],
)
def test_a_child_that_fails(code: str, reason: str) -> None:
    child = TypesettingChild(python(code), seconds=2 if reason == "too-long" else 30)
    with pytest.raises(ExportFailed) as failed:
        child.run(payload(report(note("x"))))
    assert failed.value.values == {"reason": reason}


@pytest.mark.parametrize(
    ("code", "cut_off"), [(-6, True), (0xC000_0005, True), (0xC000_0409, True), (1, False), (FAILED, False)]
)
def test_which_ends_are_no_ends_of_its_own(code: int, cut_off: bool) -> None:
    assert is_cut_off(code) is cut_off


def test_a_program_that_is_not_there() -> None:
    with pytest.raises(ExportFailed):
        TypesettingChild(["/no/such/program"]).run({})


def test_a_running_child_can_be_stopped() -> None:
    child = TypesettingChild(python("import time; time.sleep(60)"))
    stopper = threading.Timer(0.5, child.stop)
    stopper.start()
    begun = time.monotonic()
    with pytest.raises(ExportFailed) as failed:
        child.run({})
    assert failed.value.values == {"reason": "stopped"}
    assert time.monotonic() - begun < 20
    stopper.join()
    child.stop()


def test_all_running_children_are_stopped() -> None:
    child = TypesettingChild(python("import time; time.sleep(60)"))
    ended: list[str] = []

    def run() -> None:
        with pytest.raises(ExportFailed):
            child.run({})
        ended.append("ended")

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    begun = time.monotonic()
    while len(child._running) < 2 and time.monotonic() - begun < 20:
        time.sleep(0.01)
    child.stop()
    for thread in threads:
        thread.join(20)
    assert ended == ["ended", "ended"]


def test_the_child_says_nothing_of_what_was_written() -> None:
    job = b'{"report": {"title": "SECRET", "entries": "SECRET"}, "with_pictures": false}'
    done = subprocess.run(command(FLAG), input=job, capture_output=True, env=os.environ)
    assert (done.returncode, done.stdout, done.stderr) == (FAILED, b"", b"")


def test_the_child_loads_neither_qt_nor_a_network() -> None:
    code = (
        "import sys, io, json\n"
        "from coprod_desktop.export import worker\n"
        "worker.perform(sys.stdin.buffer.read())\n"
        "bad = {'PySide6', 'socket', 'ssl', 'http', 'urllib.request', 'multiprocessing'} & set(sys.modules)\n"
        "print(sorted(bad))"
    )
    import json

    job = json.dumps({"report": payload(report(note("x"))), "with_pictures": False}).encode()
    done = subprocess.run(python(code), input=job, capture_output=True, env=os.environ)
    assert done.stdout.strip() == b"[]", done.stderr.decode()


def test_nothing_is_left_on_the_disk(tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    draw(all_scripts())
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_pictures_are_the_pages() -> None:
    made = TypesettingChild().run(payload(all_scripts()), with_pictures=True)
    assert len(made.pictures) == made.pages > 1
    assert all(picture.startswith(PNG) for picture in made.pictures)
    assert made.pdf == TypesettingChild().run(payload(all_scripts())).pdf


def test_a_very_long_document_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter, "MOST_PICTURES", 1)
    made = typesetter.typeset(payload(all_scripts()), with_pictures=True)
    assert made.pages > 1
    assert made.pictures == ()
