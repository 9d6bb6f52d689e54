"""The child that speaks, from inside: requests, stopping in between, and the end."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from coprod_desktop.itself import command
from coprod_desktop.services.speech import worker
from coprod_desktop.services.speech.errors import SpeechAbsent, SpeechError
from coprod_desktop.services.speech.speech import FLAG
from coprod_desktop.services.speech.voices import Voice


class Mouth:
    """A backend that speaks until it is stopped, if its words say so."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, int]] = []
        self.stops = 0
        self.speaking = threading.Event()

    def voices(self) -> tuple[Voice, ...]:
        return (Voice("gb", "English", "en-GB"),)

    def speak(self, words: str, voice: str, percent: int, stopped: threading.Event) -> bool:
        self.said.append((words, voice, percent))
        self.speaking.set()
        if words == "broken":
            raise ValueError(words)
        if words == "long":
            assert stopped.wait(30)
            return False
        return True

    def stop(self) -> None:
        self.stops += 1


def _had(backend: Mouth | SpeechError) -> Mouth:
    if isinstance(backend, SpeechError):
        raise backend
    return backend


class Line:
    """The two pipes to a worker that runs in a thread."""

    def __init__(self, backend: Mouth | SpeechError) -> None:
        asked, self._ask = os.pipe()
        self._answers, answered = os.pipe()
        self.ask: BinaryIO = os.fdopen(self._ask, "wb", 0)
        self.answers: BinaryIO = os.fdopen(self._answers, "rb", 0)
        self._inside = (os.fdopen(asked, "rb"), os.fdopen(answered, "wb"))
        self.thread = threading.Thread(target=worker.serve, args=(*self._inside, partial(_had, backend)))
        self.thread.start()

    def tell(self, **request: object) -> None:
        self.ask.write(json.dumps(request).encode() + b"\n")

    def speak(self, words: str) -> None:
        self.tell(do="speak", words=words, voice="gb", percent=125)

    def answer(self) -> Any:
        return json.loads(self.answers.readline())

    def close(self) -> None:
        self.ask.close()
        self.thread.join(30)
        assert not self.thread.is_alive()
        for end in (self.answers, *self._inside):
            end.close()


@pytest.fixture(autouse=True)
def _no_hard_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's last resort would end the tests."""
    monkeypatch.setattr(worker, "_LAST_SECONDS", 1e6)


@pytest.fixture
def mouth() -> Mouth:
    return Mouth()


@pytest.fixture
def line(mouth: Mouth) -> Iterator[Line]:
    made = Line(mouth)
    yield made
    made.close()


def test_each_request_is_answered(line: Line, mouth: Mouth) -> None:
    line.tell(do="voices")
    assert line.answer() == {"voices": [["gb", "English", "en-GB"]]}
    line.speak("One.")
    assert line.answer() == {"spoken": True}
    assert mouth.said == [("One.", "gb", 125)]


def test_a_sentence_is_stopped_while_it_is_spoken_and_the_next_one_is_spoken(
    line: Line, mouth: Mouth
) -> None:
    line.speak("long")
    assert mouth.speaking.wait(30)
    line.tell(do="stop")
    assert line.answer() == {"spoken": False}
    line.speak("One.")
    assert line.answer() == {"spoken": True}
    assert mouth.stops == 1


def test_a_stop_that_comes_too_late_asks_nobody(line: Line, mouth: Mouth) -> None:
    line.tell(do="stop")
    line.speak("One.")
    assert line.answer() == {"spoken": True}
    line.tell(do="stop")
    line.speak("Two.")
    assert line.answer() == {"spoken": True}
    assert mouth.stops == 0


def test_what_breaks_inside_is_told_without_a_word(line: Line) -> None:
    line.speak("broken")
    assert line.answer() == {"fault": "speech-refused"}
    line.speak("One.")
    assert line.answer() == {"spoken": True}


def test_where_there_is_no_voice_every_request_says_so() -> None:
    line = Line(SpeechAbsent())
    for _ in range(2):
        line.speak("One.")
        assert line.answer() == {"fault": "speech-absent"}
    line.tell(do="stop")
    line.close()


def test_when_nobody_can_ask_any_more_it_falls_silent_and_ends(mouth: Mouth) -> None:
    line = Line(mouth)
    line.speak("long")
    assert mouth.speaking.wait(30)
    line.close()
    assert mouth.stops == 1


def test_a_system_that_is_not_known_has_no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    with pytest.raises(SpeechAbsent):
        worker.system_backend()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every computer has a voice")
def test_the_real_child_says_that_a_computer_without_the_service_has_no_voice(tmp_path: str) -> None:
    """And says nothing else."""
    without = {**os.environ, "PATH": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    without.pop("SPEECHD_ADDRESS", None)
    done = subprocess.run(
        command(FLAG), input=b'{"do": "voices"}\n', capture_output=True, timeout=60, env=without
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b'{"fault": "speech-absent"}\n', b"")


@pytest.mark.local_sockets
@pytest.mark.skipif(sys.platform != "linux", reason="Speech Dispatcher is Linux's")
def test_the_real_child_ends_also_while_it_waits_for_a_service_that_never_answers(
    runtime_folder: Path,
) -> None:
    """Whoever started it may be gone by then, and with it what would have ended it."""
    place = runtime_folder / "speechd.sock"
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(place))
        deaf.listen()
        env = {**os.environ, "SPEECHD_ADDRESS": f"unix_socket:{place}"}
        done = subprocess.run(
            command(FLAG), input=b'{"do": "voices"}\n', capture_output=True, timeout=60, env=env
        )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


LOADED = """
import sys
from coprod_desktop.services.speech import dispatcher, macos, speech, windows, worker
print(sorted({"socket", "_socket", "ssl", "http", "asyncio"} & set(sys.modules)))
"""


def test_no_socket_module_is_loaded_by_what_speaks() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("[]\n", "")
