"""What speaks reaches the service of this computer alone, and is told nothing in its arguments."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from coprod_desktop.itself import command
from coprod_desktop.services.speech.speech import FLAG, SystemSpeech
from tests.support import trace
from tests.support.home import Home
from tests.support.networking import NETWORK_LIBRARIES
from tests.support.speech_service import Service
from tests.support.tools import need

WORDS = "Am I being honest and respectful?"


@pytest.mark.local_sockets
@pytest.mark.skipif(sys.platform != "linux", reason="only there a socket is used, and strace watches it")
def test_the_child_that_speaks_opens_one_local_socket_and_loads_nothing_of_a_network(
    tmp_path: Path, runtime_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("strace")
    for name, value in Home(tmp_path / "computer").make().environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime_folder))
    place, log = runtime_folder / "speech-dispatcher", tmp_path / "aloud.strace"
    service = Service(place)
    speech = SystemSpeech(trace.traced(command(FLAG), log))
    try:
        assert len(speech.voices(speech.turn)) == 2
        speech.speak(speech.turn, WORDS, "", 100)
        child = speech._child
        speech.end()
        assert child is not None and child.process.wait(60) == 0
    finally:
        service.close()
    assert service.messages == [WORDS]
    seen = trace.read([log])
    assert seen.internet == []
    connected = [one.call for one in seen.sockets if " connect(" in one.call]
    assert len(connected) == 1 and str(place) in connected[0]
    assert {Path(path).name for path in seen.opened if NETWORK_LIBRARIES.search(Path(path).name)} == set()
    assert not [path for path in seen.opened if Path(path).name.startswith(("_socket", "socket."))]
    started = [line for line in log.read_text("utf-8", "replace").splitlines() if "execve" in line]
    assert started and not any(WORDS in _readable(line) for line in started)


def _readable(line: str) -> str:
    """A line of the log with its escapes read: every letter is written as a number."""
    return re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), line)
