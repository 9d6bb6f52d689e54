"""The computer's voice as a test wants it: it speaks until it is told to end, or has a fault."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from coprod_desktop.services.speech.errors import SpeechCut, SpeechError
from coprod_desktop.services.speech.voices import Voice

VOICES = (
    Voice("de", "Deutsch", "de"),
    Voice("us", "English (America)", "en-US"),
    Voice("gb", "English (Great Britain)", "en-GB"),
)


@dataclass
class SpeechDouble:
    """See `Speech`. A sentence lasts until `finish` or `stop`. ``fault`` is what all calls raise.

    Where it ``lists_slowly``, its voices are not known before somebody stops asking for them.
    """

    known: tuple[Voice, ...] = VOICES
    fault: type[SpeechError] | None = None
    said: list[tuple[str, str, int]] = field(default_factory=list)
    ended: int = 0
    at_once: bool = False
    lists_slowly: bool = False
    turn: int = 0
    _is_over: threading.Condition = field(default_factory=threading.Condition)
    _speaking: str = ""
    _how: type[SpeechError] | None = None

    @property
    def speaking(self) -> str:
        """What is being spoken at the moment; empty if nothing is."""
        return self._speaking

    def voices(self, turn: int) -> tuple[Voice, ...]:
        if self.fault is not None:
            raise self.fault
        with self._is_over:
            if self.lists_slowly:
                assert self._is_over.wait_for(lambda: turn != self.turn, timeout=600), "nobody stopped it"
            if turn != self.turn:
                raise SpeechCut
        return self.known

    def speak(self, turn: int, words: str, voice: str, percent: int) -> None:
        with self._is_over:
            if turn != self.turn:
                raise SpeechCut
            if self.fault is not None:
                raise self.fault
            self.said.append((words, voice, percent))
            if self.at_once:
                return
            self._speaking, self._how = words, None
            over = self._is_over.wait_for(lambda: not self._speaking or turn != self.turn, timeout=600)
            assert over, "nobody ended the sentence"
            self._speaking = ""
            if turn != self.turn:
                raise SpeechCut
            if self._how is not None:
                raise self._how

    def finish(self, how: type[SpeechError] | None = None) -> None:
        """Come to the end of the sentence, or to a fault in the middle of it."""
        with self._is_over:
            assert self._speaking, "nothing is being spoken"
            self._speaking, self._how = "", how
            self._is_over.notify_all()

    def stop(self) -> None:
        with self._is_over:
            self.turn += 1
            self._is_over.notify_all()

    def end(self) -> None:
        self.ended += 1
        self.stop()
