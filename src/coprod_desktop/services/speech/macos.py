"""macOS: the system's own command ``say``, one process for each sentence."""

from __future__ import annotations

import re
import subprocess
import threading
from typing import Final

from coprod_desktop.services.speech.errors import SpeechAbsent, SpeechRefused
from coprod_desktop.services.speech.voices import Voice, tag

SAY: Final = "/usr/bin/say"
WORDS_A_MINUTE: Final = 175
"""What ``say`` takes where nothing is asked for, as its manual has it."""

_LOOK_SECONDS: Final = 0.05
_LINE: Final = re.compile(r"(?P<name>\S.*?)\s+(?P<language>[a-z]{2,3}[_-]\w+)\s+#")


class Say:
    """See `worker.Backend`. The words go through a pipe: a list of arguments can be read by others."""

    def __init__(self, program: str = SAY) -> None:
        self._program = program

    def voices(self) -> tuple[Voice, ...]:
        """See `worker.Backend`."""
        try:
            listed = subprocess.run(
                [self._program, "-v", "?"], stdin=subprocess.DEVNULL, capture_output=True, timeout=15
            )
        except FileNotFoundError as fault:
            raise SpeechAbsent from fault
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise SpeechRefused from fault
        found = tuple(read_voices(listed.stdout.decode("utf-8", "replace")))
        if not found:
            raise SpeechAbsent
        return found

    def speak(self, words: str, voice: str, percent: int, stopped: threading.Event) -> bool:
        """See `worker.Backend`."""
        argv = [self._program, "-r", str(round(WORDS_A_MINUTE * percent / 100)), "-f", "-"]
        if voice:
            argv[1:1] = ["-v", voice]
        try:
            speaking = subprocess.Popen(
                argv, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except FileNotFoundError as fault:
            raise SpeechAbsent from fault
        assert speaking.stdin is not None
        try:
            speaking.stdin.write(words.encode())
            speaking.stdin.close()
        except OSError as fault:
            speaking.kill()
            speaking.wait()
            raise SpeechRefused from fault
        while speaking.poll() is None:
            if stopped.wait(_LOOK_SECONDS):
                speaking.kill()
                speaking.wait()
                return False
        if speaking.returncode > 0:
            raise SpeechRefused
        return speaking.returncode == 0

    def stop(self) -> None:
        """See `worker.Backend`: `speak` looks often enough by itself."""


def read_voices(listed: str) -> list[Voice]:
    """The voices in what ``say -v ?`` writes: a name, which may have spaces, a language, and an example."""
    found = [match for line in listed.splitlines() if (match := _LINE.match(line))]
    return [Voice(match["name"], match["name"], tag(match["language"])) for match in found]
