"""The child process that speaks. It lives as long as somebody may ask it, and falls silent when nobody can.

It reads lines of JSON: ``{"do": "voices"}``, ``{"do": "speak", "words": …, "voice": …, "percent": …}`` and
``{"do": "stop"}``, which alone is not answered. It answers with a line each: ``{"voices": [[id, name,
language], …]}``, ``{"spoken": true}`` (false where it was cut short), or ``{"fault": …}`` with the code of
a `SpeechError`. It writes no file and says nothing on standard error.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import astuple
from queue import SimpleQueue
from typing import Any, BinaryIO, Final, Protocol

from coprod_desktop import itself
from coprod_desktop.services.speech.errors import SpeechAbsent, SpeechError, SpeechRefused
from coprod_desktop.services.speech.voices import Voice

_LAST_SECONDS: Final = 1.5
"""How long a voice may take to fall silent when nobody is there any more."""


class Backend(Protocol):
    """One system's voice. What goes wrong is told as a `SpeechError`."""

    def voices(self) -> tuple[Voice, ...]:
        """All voices. Raises `SpeechAbsent` where there is none."""

    def speak(self, words: str, voice: str, percent: int, stopped: threading.Event) -> bool:
        """Speak, and say when it is over whether it came to its end. ``stopped`` asks for silence."""

    def stop(self) -> None:
        """Called right after ``stopped`` was set, from another thread: whatever helps `speak` to notice."""


class _Mouth:
    """The backend, once it is there: a system's voice can take its time, or never answer at all."""

    def __init__(self) -> None:
        self.backend: Backend | SpeechError | None = None

    def make(self, made: Callable[[], Backend]) -> None:
        """Get it, or the fault that stands for it from now on."""
        try:
            self.backend = made()
        except SpeechError as fault:
            self.backend = fault
        except Exception:  # noqa: BLE001 - whatever it was, it goes no further than this process
            self.backend = SpeechRefused()

    def stop(self, stopped: threading.Event) -> None:
        """Ask for silence where something is spoken: else eSpeak in Speech Dispatcher 0.11 hangs next."""
        if not stopped.is_set():
            stopped.set()
            if self.backend is not None and not isinstance(self.backend, SpeechError):
                self.backend.stop()

    def answer(self, request: dict[str, Any], stopped: threading.Event) -> dict[str, object]:
        """Do what is asked, and say what came of it."""
        backend = self.backend
        assert backend is not None
        if isinstance(backend, SpeechError):
            return {"fault": backend.code}
        try:
            if request["do"] == "voices":
                return {"voices": [astuple(voice) for voice in backend.voices()]}
            words, voice, percent = str(request["words"]), str(request["voice"]), int(request["percent"])
            spoken = not stopped.is_set() and backend.speak(words, voice, percent, stopped)
            return {"spoken": spoken and not stopped.is_set()}
        except SpeechError as error:
            return {"fault": error.code}
        except Exception:  # noqa: BLE001 - whatever it was, it goes no further than this process
            return {"fault": SpeechRefused.code}


def main() -> int:
    """Answer until the standard input ends. Returns the process's exit code."""
    serve(*itself.pipes(), system_backend)
    return 0


def serve(source: BinaryIO, target: BinaryIO, made: Callable[[], Backend]) -> None:
    """Answer every request of ``source`` with the backend that is made now.

    One that cannot be had answers with its fault. While it is waited for, the end of ``source`` is noticed.
    """
    mouth = _Mouth()
    wanted: SimpleQueue[tuple[dict[str, Any], threading.Event] | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(source, wanted, mouth), daemon=True).start()
    mouth.make(made)
    while (one := wanted.get()) is not None:
        answer = mouth.answer(*one)
        one[1].set()  # it is over: whoever wants it stopped now comes too late
        target.write(json.dumps(answer).encode() + b"\n")
        target.flush()


def _listen(
    source: BinaryIO, wanted: SimpleQueue[tuple[dict[str, Any], threading.Event] | None], mouth: _Mouth
) -> None:
    """Take in requests while one is being answered, so that it can be stopped."""
    stopped = threading.Event()
    stopped.set()
    for line in source:
        request = json.loads(line)
        if request["do"] == "stop":
            mouth.stop(stopped)
            continue
        stopped = threading.Event()
        wanted.put((request, stopped))
    patience = threading.Timer(_LAST_SECONDS, os._exit, (0,))
    patience.daemon = True
    patience.start()
    mouth.stop(stopped)
    wanted.put(None)


def system_backend() -> Backend:
    """The voice of the system that this runs on.

    Raises:
        SpeechAbsent: the program knows none on this system.
    """
    if sys.platform == "linux":
        from coprod_desktop.services.speech.dispatcher import SpeechDispatcher

        return SpeechDispatcher()
    if sys.platform == "win32":
        from coprod_desktop.services.speech.windows import Sapi

        return Sapi()
    if sys.platform == "darwin":
        from coprod_desktop.services.speech.macos import Say

        return Say()
    raise SpeechAbsent
