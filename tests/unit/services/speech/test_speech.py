"""The child that speaks, from outside: what it is told, how it can fail, and how it falls silent."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from coprod_desktop import itself
from coprod_desktop.services.speech import speech as module
from coprod_desktop.services.speech.errors import (
    SpeechAbsent,
    SpeechCut,
    SpeechError,
    SpeechRefused,
    SpeechSilent,
)
from coprod_desktop.services.speech.speech import SystemSpeech
from coprod_desktop.services.speech.voices import Voice, nearest_percent, offered

SPEAKS = "import sys\nfor line in sys.stdin:\n    print('{\"spoken\": true}', flush=True)\n"
NEVER = "import sys, time\nsys.stdin.readline()\ntime.sleep(600)"
STOPS = """
import json, sys
for line in sys.stdin:
    if json.loads(line)["do"] == "stop":
        print('{"spoken": false}', flush=True)
"""


def speech(code: str, seconds: float = 30) -> SystemSpeech:
    """A voice whose child is a few lines of Python."""
    return SystemSpeech([sys.executable, "-S", "-c", code], seconds)


def says(answer: str) -> str:
    return f"import sys; sys.stdin.readline(); print({answer!r}, flush=True); sys.stdin.read()"


def test_a_sentence_is_spoken_by_one_child_after_the_other_sentence() -> None:
    voice = speech(SPEAKS)
    voice.speak(voice.turn, "One.", "", 100)
    first = voice._child
    voice.speak(voice.turn, "Two.", "", 100)
    assert first is not None and voice._child is first
    voice.end()
    assert first.process.wait(30) is not None


def test_words_go_through_the_pipe_alone(tmp_path: Path) -> None:
    told = tmp_path / "told"
    code = (
        f"import sys; line = sys.stdin.readline(); open({str(told)!r}, 'w').write(repr((sys.argv, line)));"
        " print('{\"spoken\": true}', flush=True); sys.stdin.read()"
    )
    voice = speech(code)
    voice.speak(voice.turn, "Am I “seen”?", "gb", 150)
    voice.end()
    argv, line = eval(told.read_text())
    assert argv == ["-c"] and "seen" in line and '"gb"' in line and "150" in line


def test_voices_are_told() -> None:
    voice = speech(says('{"voices": [["gb", "English", "en-GB"]]}'))
    assert voice.voices(voice.turn) == (Voice("gb", "English", "en-GB"),)
    voice.end()


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (says('{"fault": "speech-absent"}'), SpeechAbsent),
        (says('{"fault": "something new"}'), SpeechRefused),
        (says('{"spoken": false}'), SpeechCut),
        (says("not json"), SpeechRefused),
        (says("[]"), SpeechRefused),
        ("import os; os._exit(139)", SpeechRefused),
        ("", SpeechRefused),
    ],
)
def test_each_fault_is_told(code: str, fault: type[SpeechError]) -> None:
    voice = speech(code)
    with pytest.raises(fault):
        voice.speak(voice.turn, "One.", "", 100)
    voice.end()


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    voice = SystemSpeech([str(tmp_path / "none")])
    with pytest.raises(SpeechRefused):
        voice.speak(voice.turn, "One.", "", 100)


def test_a_voice_that_hangs_is_given_up_and_its_child_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLOWEST", 1e9)
    started: list[subprocess.Popen[bytes]] = []

    def start(argv: list[str]) -> subprocess.Popen[bytes]:
        started.append(begun(argv))
        return started[-1]

    begun = itself.start
    monkeypatch.setattr(itself, "start", start)
    voice = speech(NEVER, seconds=0.6)
    with pytest.raises(SpeechSilent):
        voice.speak(voice.turn, "One.", "", 100)
    assert voice._child is None
    assert [process.wait(30) != 0 for process in started] == [True]


def test_long_words_have_longer() -> None:
    """Half a minute of words is not taken for a voice that hangs."""
    waited: list[float] = []

    class Listening(SystemSpeech):
        def _ask(self, turn: int, request: dict[str, object], seconds: float) -> dict[str, object]:
            waited.append(seconds)
            return {"spoken": True}

    voice = Listening([], 20)
    voice.speak(0, "x" * 500, "", 100)
    voice.speak(0, "x" * 500, "", 50)
    assert waited == [110, 210]


def in_a_thread(voice: SystemSpeech) -> tuple[threading.Thread, list[BaseException]]:
    raised: list[BaseException] = []

    def wait() -> None:
        try:
            voice.speak(voice.turn, "One.", "", 100)
        except SpeechError as error:
            raised.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    while voice._child is None:
        thread.join(0.01)
    return thread, raised


def test_a_sentence_is_stopped_in_its_middle_and_the_child_kept() -> None:
    voice = speech(STOPS)
    thread, raised = in_a_thread(voice)
    voice.stop()
    thread.join(30)
    assert [type(error) for error in raised] == [SpeechCut]
    assert voice._child is not None
    voice.end()


def test_a_voice_that_does_not_fall_silent_is_ended_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_STOP_SECONDS", 0.2)
    voice = speech(NEVER)
    thread, raised = in_a_thread(voice)
    begun = time.monotonic()
    voice.stop()
    assert time.monotonic() - begun < 1, "nobody waits to stop"
    thread.join(30)
    assert [type(error) for error in raised] == [SpeechCut]
    assert voice._child is None


def test_a_child_that_does_not_end_by_itself_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asks it anything, and its standard input is closed, which it does not look at."""
    monkeypatch.setattr(module, "_STOP_SECONDS", 0.2)
    voice = speech(
        "import sys, time; sys.stdin.readline(); print('{\"spoken\": true}', flush=True); time.sleep(60)"
    )
    voice.speak(voice.turn, "One.", "", 100)
    child = voice._child
    voice.end()
    assert child is not None and child.process.wait(30) != 0


def test_a_sentence_that_was_stopped_before_it_began_is_not_begun() -> None:
    voice = speech(SPEAKS)
    turn = voice.turn
    voice.stop()
    with pytest.raises(SpeechCut):
        voice.speak(turn, "One.", "", 100)
    assert voice._child is None


def test_the_voices_of_the_language_come_first_and_all_where_none_speaks_it() -> None:
    voices = [
        Voice("1", "Zoë", "en_GB"),
        Voice("2", "Anna", "de-DE"),
        Voice("3", "Al", "en-US"),
        Voice("4", "x"),
    ]
    assert [voice.id for voice in offered(voices)] == ["1", "3"]
    assert [voice.id for voice in offered(voices[1:2])] == ["2"]
    assert offered(()) == ()


def test_speeds_are_steps() -> None:
    assert [nearest_percent(percent) for percent in (1, 80, 111, 900)] == [50, 75, 100, 200]
