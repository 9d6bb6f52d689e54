"""SAPI's calls, held against tables of methods that are not the real ones."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from coprod_desktop.services.speech import windows
from coprod_desktop.services.speech.errors import SpeechAbsent, SpeechRefused
from coprod_desktop.services.speech.windows import Sapi, language_of, rate

FAILED = -2147467259  # E_FAIL
NOT_FOUND = -2147200966  # SPERR_NOT_FOUND


class Thing:
    """An object as COM has it: a pointer to a pointer to a table of methods, of which a few are there."""

    def __init__(self, **methods: tuple[list[Any], Callable[..., int]]) -> None:
        self._kept = {
            int(place[1:]): ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, *types)(call)
            for place, (types, call) in methods.items()
        }
        self._table = (ctypes.c_void_p * 40)()
        for place, method in self._kept.items():
            self._table[place] = ctypes.cast(method, ctypes.c_void_p).value
        self._first = ctypes.c_void_p(ctypes.addressof(self._table))
        self.pointer = ctypes.c_void_p(ctypes.addressof(self._first))


class Mouth:
    """A voice that is at its words for ``looks`` times, and writes down what it is asked."""

    def __init__(self, looks: int = 2, result: int = 0) -> None:
        self.looks, self.result = looks, result
        self.asked: list[tuple[object, ...]] = []
        self.thing = Thing(
            _18=([ctypes.c_void_p], lambda _, token: self._note("voice", token)),
            _28=([ctypes.c_int32], lambda _, speed: self._note("rate", speed)),
            _20=([ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_void_p], self._speak),
            _32=([ctypes.c_uint32], self._wait),
        )

    def _note(self, *what: object) -> int:
        self.asked.append(what)
        return 0

    def _speak(self, _: object, words: str | None, flags: int, __: object) -> int:
        self._note("speak", words, flags)
        return self.result

    def _wait(self, _: object, _milliseconds: int) -> int:
        self.looks -= 1
        return 1 if self.looks > 0 else 0


def sapi(mouth: Mouth) -> Sapi:
    made = object.__new__(Sapi)
    made._tokens, made._voice, made._chosen = {}, mouth.thing.pointer, ""
    return made


def test_a_sentence_is_spoken_to_its_end_as_words_and_not_as_marks() -> None:
    mouth = Mouth()
    assert sapi(mouth).speak("Am I <b>honest</b>?", "", 200, threading.Event())
    assert mouth.asked == [("rate", 6), ("speak", "Am I <b>honest</b>?", 1 | 16)]


def test_a_chosen_voice_is_taken_by_its_token() -> None:
    mouth, token = Mouth(), ctypes.c_void_p(4711)
    voice = sapi(mouth)
    voice._tokens["hazel"] = token
    assert voice.speak("One.", "hazel", 50, threading.Event())
    assert mouth.asked[:2] == [("voice", 4711), ("rate", -6)]
    assert voice.speak("One.", "", 100, threading.Event())
    assert mouth.asked[3] == ("voice", None), "and back to the usual one"


def test_stopping_throws_away_what_is_left() -> None:
    mouth, stopped = Mouth(looks=10_000), threading.Event()
    stopped.set()
    assert not sapi(mouth).speak("Long.", "", 100, stopped)
    assert mouth.asked[-1] == ("speak", None, 1 | 2)


def test_a_voice_that_refuses_is_told() -> None:
    with pytest.raises(SpeechRefused):
        sapi(Mouth(result=FAILED)).speak("One.", "", 100, threading.Event())


def test_nothing_to_speak_with_is_told_as_that() -> None:
    with pytest.raises(SpeechAbsent):
        sapi(Mouth(result=NOT_FOUND)).speak("One.", "", 100, threading.Event())


def test_speeds_and_languages_are_windows_own() -> None:
    assert [rate(percent) for percent in (50, 75, 100, 150, 200)] == [-6, -3, 0, 4, 6]
    assert [language_of(one) for one in ("809", "409;9", "zz", "")] == ["en-GB", "en-US", "", ""]


def test_classes_are_named_as_windows_lays_them_out() -> None:
    laid_out = windows._guid("96749377-3391-11D2-9EE3-00C04F797396").raw
    assert laid_out == bytes.fromhex("77937496 9133 d211 9ee3 00c04f797396")


@pytest.mark.skipif(sys.platform == "win32", reason="there it is")
def test_elsewhere_there_is_none() -> None:
    with pytest.raises(SpeechAbsent):
        Sapi()
