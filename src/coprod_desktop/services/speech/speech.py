"""What the program asks of the computer's voice, and how it asks: in a child of its own.

A voice can hang in a sound card that is gone, and a thread that waits inside the system cannot be stopped. A
child can. It is also the only process that reaches the service that speaks: the one with the journal in it
never does. Words go to the child through a pipe, never in a list of arguments that others can read.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from typing import IO, Any, Final, Protocol

from coprod_desktop import itself
from coprod_desktop.services.speech.errors import BY_CODE, SpeechCut, SpeechRefused, SpeechSilent
from coprod_desktop.services.speech.voices import Voice

FLAG: Final = "--speech-worker"
SECONDS: Final = 20.0
"""How long it may take to list the voices: the service that speaks may have to be started first.

A sentence has half of it, beyond what its words take.
"""

SLOWEST: Final = 5.0
"""Letters a second, at the usual speed. No voice is as slow: they speak twelve or more."""

_STOP_SECONDS: Final = 2.0
"""How long a voice may take to fall silent, before its child is ended."""


class Speech(Protocol):
    """Speaks sentences, one at a time. Every call but `stop` and `end` waits, and raises a `SpeechError`."""

    @property
    def turn(self) -> int:
        """What is handed over with every wish, so that one that was stopped before it began is not begun."""

    def voices(self, turn: int) -> tuple[Voice, ...]:
        """All voices of this computer. Raises `SpeechAbsent` where there is none."""

    def speak(self, turn: int, words: str, voice: str, percent: int) -> None:
        """Speak to the end of ``words``. An empty ``voice`` is the usual one; ``percent`` is the speed.

        Raises:
            SpeechCut: it was stopped before its end.
        """

    def stop(self) -> None:
        """Fall silent. From any thread; waits for nothing."""

    def end(self) -> None:
        """Fall silent, and let go of everything until somebody asks anew. From any thread; never waits."""


class _Child:
    """The process, and the lines that it answers with. None stands for its end."""

    def __init__(self, argv: Sequence[str]) -> None:
        self.process = itself.start(list(argv))
        self.answers: SimpleQueue[bytes | None] = SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def send(self, request: dict[str, object]) -> None:
        """Hand over one request; a child that is gone is told by its end."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()

    def kill(self) -> None:
        """End it, whatever it is at."""
        with contextlib.suppress(OSError):
            self.process.kill()
        self._close(self.process.stdin)

    def let_go(self) -> None:
        """Let it end by itself, which it does when nobody can ask any more; else end it."""
        self._close(self.process.stdin)
        later = threading.Timer(_STOP_SECONDS, self.process.kill)
        later.daemon = True
        later.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.answers.put(line)
        self.answers.put(None)
        self._close(self.process.stdout)
        self.process.wait()

    @staticmethod
    def _close(pipe: IO[bytes] | None) -> None:
        with contextlib.suppress(OSError, ValueError):  # what it holds may go nowhere any more
            assert pipe is not None
            pipe.close()


class SystemSpeech:
    """The voice of the system that the program runs on. See `Speech`."""

    def __init__(self, argv: Sequence[str] | None = None, seconds: float = SECONDS) -> None:
        """``argv`` starts the child, and ``seconds`` is what it may take; only a test names others."""
        self._argv = list(argv) if argv is not None else itself.command(FLAG)
        self._seconds = seconds
        self._child: _Child | None = None
        self._turn = 0
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()

    def voices(self, turn: int) -> tuple[Voice, ...]:
        """See `Speech`."""
        answer = self._ask(turn, {"do": "voices"}, self._seconds)
        try:
            return tuple(Voice(*map(str, one)) for one in answer["voices"])
        except (KeyError, TypeError) as fault:
            raise SpeechRefused from fault

    @property
    def turn(self) -> int:
        """See `Speech`."""
        return self._turn

    def speak(self, turn: int, words: str, voice: str, percent: int) -> None:
        """See `Speech`."""
        request: dict[str, object] = {"do": "speak", "words": words, "voice": voice, "percent": percent}
        seconds = self._seconds / 2 + len(words) / SLOWEST * 100 / percent
        if self._ask(turn, request, seconds).get("spoken") is not True:
            raise SpeechCut

    def stop(self) -> None:
        """See `Speech`."""
        with self._lock:
            self._turn += 1
            if self._child is not None:
                self._child.send({"do": "stop"})

    def end(self) -> None:
        """See `Speech`."""
        with self._lock:
            self._turn += 1
            child, self._child = self._child, None
        if child is not None:
            child.let_go()

    # ------------------------------------------------------------------ the child
    def _ask(self, turn: int, request: dict[str, object], seconds: float) -> dict[str, Any]:
        with self._one_at_a_time:
            with self._lock:
                if turn != self._turn:
                    raise SpeechCut
                child = self._child_now()
                child.send(request)
            return self._answer(child, turn, time.monotonic() + seconds)

    def _child_now(self) -> _Child:
        if self._child is None:
            try:
                self._child = _Child(self._argv)
            except OSError as fault:
                raise SpeechRefused from fault
        return self._child

    def _answer(self, child: _Child, turn: int, until: float) -> dict[str, Any]:
        """What it answers; a child that is late, or was stopped and does not fall silent, is ended."""
        stopped = False
        while True:
            if not stopped and turn != self._turn:
                stopped, until = True, min(until, time.monotonic() + _STOP_SECONDS)
            try:
                line = child.answers.get(timeout=min(0.2, max(0.0, until - time.monotonic())))
            except Empty:
                if time.monotonic() >= until:
                    self._drop(child)
                    raise SpeechCut if stopped else SpeechSilent  # noqa: B904 - that it is late is all there is
                continue
            if turn != self._turn:
                if line is None:
                    self._drop(child)
                raise SpeechCut
            return self._read(child, line)

    def _read(self, child: _Child, line: bytes | None) -> dict[str, Any]:
        if line is None:
            self._drop(child)
            raise SpeechRefused
        try:
            answer = json.loads(line)
        except ValueError as fault:
            self._drop(child)
            raise SpeechRefused from fault
        if not isinstance(answer, dict):
            self._drop(child)
            raise SpeechRefused
        if "fault" in answer:
            self._drop(child)  # another one looks anew: somebody may have put right what was wrong
            raise BY_CODE.get(str(answer["fault"]), SpeechRefused)
        return answer

    def _drop(self, child: _Child) -> None:
        """End a child that cannot be relied on; the next sentence gets a new one."""
        with self._lock:
            if self._child is child:
                self._child = None
        child.kill()
