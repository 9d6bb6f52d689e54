"""The Mac's ``say``, by a program that is not the real one."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from coprod_desktop.services.speech.errors import SpeechAbsent, SpeechRefused
from coprod_desktop.services.speech.macos import Say, read_voices
from coprod_desktop.services.speech.voices import Voice

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the program that is not real is a shell script"
)

LISTED = """\
Alice               it_IT    # Ciao! Mi chiamo Alice.
Daniel              en_GB    # Hello! My name is Daniel.
Eddy (English (UK)) en_GB    # Hello! My name is Eddy.
Majed               ar_001   # مرحبًا! اسمي ماجد.
Not a voice
"""


def say(folder: Path, script: str) -> Say:
    program = folder / "say"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return Say(str(program))


def test_voices_are_read_with_their_spaces_and_brackets() -> None:
    assert read_voices(LISTED) == [
        Voice("Alice", "Alice", "it-IT"),
        Voice("Daniel", "Daniel", "en-GB"),
        Voice("Eddy (English (UK))", "Eddy (English (UK))", "en-GB"),
        Voice("Majed", "Majed", "ar-001"),
    ]


def test_the_words_are_on_standard_input_and_not_among_the_arguments(tmp_path: Path) -> None:
    mouth = say(tmp_path, f'echo "$@" > {tmp_path}/asked; cat > {tmp_path}/said')
    assert mouth.speak("Am I honest?", "Eddy (English (UK))", 200, threading.Event())
    assert (tmp_path / "said").read_text() == "Am I honest?"
    assert (tmp_path / "asked").read_text() == "-v Eddy (English (UK)) -r 350 -f -\n"


def test_a_sentence_is_stopped_in_its_middle(tmp_path: Path) -> None:
    mouth, stopped = say(tmp_path, "cat > /dev/null; exec sleep 60"), threading.Event()
    threading.Timer(0.1, stopped.set).start()
    assert not mouth.speak("Long.", "", 100, stopped)


def test_faults_are_told(tmp_path: Path) -> None:
    with pytest.raises(SpeechAbsent):
        Say(str(tmp_path / "none")).voices()
    with pytest.raises(SpeechAbsent):
        Say(str(tmp_path / "none")).speak("One.", "", 100, threading.Event())
    with pytest.raises(SpeechAbsent):
        say(tmp_path, "true").voices()
    with pytest.raises(SpeechRefused):
        say(tmp_path, "cat > /dev/null; exit 1").speak("One.", "", 100, threading.Event())
