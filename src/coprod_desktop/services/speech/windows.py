"""Windows: SAPI 5, the voices that every Windows has, by its COM interfaces through `ctypes`.

The places in the tables of methods are those of Microsoft's ``sapi.h`` and ``objidl.h``; interfaces are only
ever added to at their ends.
"""

from __future__ import annotations

import ctypes
import locale
import math
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from coprod_desktop.services.speech.errors import SpeechAbsent, SpeechError, SpeechRefused
from coprod_desktop.services.speech.voices import Voice, tag

VOICES: Final = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices"
_VOICE: Final = ("96749377-3391-11D2-9EE3-00C04F797396", "6C44DF74-72B9-4992-A1EC-EF996E0422D4")
_CATEGORY: Final = ("A910187F-0C7A-45AC-92CC-59EDAFB77B53", "2D3D3845-39AF-4850-BBF9-40B49780011D")
_IN_PROCESS: Final = 1  # CLSCTX_INPROC_SERVER
_ONE_THREAD: Final = 2  # COINIT_APARTMENTTHREADED
_TIMED_OUT: Final = 1  # S_FALSE
_CLASS_NOT_REGISTERED: Final = 0x8004_0154
_NOT_FOUND: Final = 0x8004_503A  # SPERR_NOT_FOUND: no voice, or nothing to hear it with

_ASYNC: Final = 1
_PURGE: Final = 2
_NO_XML: Final = 16
_LOOK_MS: Final = 50


class Sapi:
    """See `worker.Backend`."""

    def __init__(self) -> None:
        self._ole = _library("ole32")
        self._ole.CoTaskMemFree.argtypes = (ctypes.c_void_p,)
        self._ole.CoTaskMemFree.restype = None
        if _number(self._ole.CoInitializeEx(None, _ONE_THREAD)) & 0x8000_0000:
            raise SpeechRefused
        self._tokens: dict[str, ctypes.c_void_p] = {}
        self._chosen = ""
        self._voice = self._made(_VOICE)

    def voices(self) -> tuple[Voice, ...]:
        """See `worker.Backend`."""
        self._release_all()
        category = self._made(_CATEGORY)
        listed = ctypes.c_void_p()
        try:
            _call(category, 15, VOICES, 0)  # SetId
            _call(category, 18, None, None, ctypes.byref(listed))  # EnumTokens
        except SpeechError as fault:
            raise SpeechAbsent from fault
        finally:
            _release(category)
        if not listed:
            raise SpeechAbsent
        found = []
        try:
            count = ctypes.c_uint32()
            _call(listed, 8, ctypes.byref(count))  # GetCount
            for place in range(count.value):
                token = ctypes.c_void_p()
                _call(listed, 7, ctypes.c_uint32(place), ctypes.byref(token))  # Item
                known = self._described(token)
                self._tokens[known.id] = token
                found.append(known)
        finally:
            _release(listed)
        if not found:
            raise SpeechAbsent
        return tuple(found)

    def speak(self, words: str, voice: str, percent: int, stopped: threading.Event) -> bool:
        """See `worker.Backend`."""
        if voice and not self._tokens:
            self.voices()
        if voice != self._chosen:  # the usual one is there without being asked for
            _call(self._voice, 18, self._tokens.get(voice))  # SetVoice; None is the usual one
            self._chosen = voice
        _call(self._voice, 28, ctypes.c_int32(rate(percent)))  # SetRate
        _call(self._voice, 20, words, _ASYNC | _NO_XML, None)  # Speak
        while _call(self._voice, 32, ctypes.c_uint32(_LOOK_MS)) == _TIMED_OUT:  # WaitUntilDone
            if stopped.is_set():
                _call(self._voice, 20, None, _ASYNC | _PURGE, None)
                return False
        return True

    def stop(self) -> None:
        """See `worker.Backend`: `speak` looks often enough by itself, and COM wants one thread."""

    # ------------------------------------------------------------------ COM
    def _made(self, what: tuple[str, str]) -> ctypes.c_void_p:
        """A new object of a class, by the interface that is wanted."""
        made = ctypes.c_void_p()
        kind, interface = map(_guid, what)
        result = _number(
            self._ole.CoCreateInstance(
                ctypes.byref(kind), None, _IN_PROCESS, ctypes.byref(interface), ctypes.byref(made)
            )
        )
        if result in (_CLASS_NOT_REGISTERED, _NOT_FOUND):
            raise SpeechAbsent
        if result & 0x8000_0000 or not made:
            raise SpeechRefused
        return made

    def _text(self, thing: ctypes.c_void_p, place: int, *arguments: object) -> str:
        """What a method hands out as a text, which we have to free."""
        text = ctypes.c_void_p()
        _call(thing, place, *arguments, ctypes.byref(text))
        try:
            return ctypes.wstring_at(text.value) if text.value else ""
        finally:
            self._ole.CoTaskMemFree(text)

    def _described(self, token: ctypes.c_void_p) -> Voice:
        """A voice by its token; one that tells no name goes by the end of its id."""
        voice = self._text(token, 16)  # GetId
        try:
            name = self._text(token, 6, None)  # GetStringValue
        except SpeechError:
            name = ""
        return Voice(voice, name or voice.rpartition("\\")[2], self._language(token))

    def _language(self, token: ctypes.c_void_p) -> str:
        try:
            with _opened(token, "Attributes") as attributes:
                return language_of(self._text(attributes, 6, "Language"))  # GetStringValue
        except SpeechError:
            return ""

    def _release_all(self) -> None:
        for token in self._tokens.values():
            _release(token)
        self._tokens.clear()


def rate(percent: int) -> int:
    """A speed as SAPI has it: from -10 to 10, a third and three times as quick."""
    return max(-10, min(10, round(10 * math.log(percent / 100, 3))))


def language_of(numbers: str) -> str:
    """The tag for the first of Windows' numbers of languages, such as ``809;9``; empty if it is unknown."""
    try:
        return tag(locale.windows_locale[int(numbers.partition(";")[0], 16)])
    except (ValueError, KeyError):
        return ""


@contextmanager
def _opened(token: ctypes.c_void_p, name: str) -> Iterator[ctypes.c_void_p]:
    key = ctypes.c_void_p()
    _call(token, 9, name, ctypes.byref(key))  # OpenKey
    try:
        yield key
    finally:
        _release(key)


def _call(thing: ctypes.c_void_p, place: int, *arguments: object) -> int:
    """Call the method at a place of an object's table, and return what it said.

    Raises:
        SpeechAbsent: it said that something is not there.
        SpeechRefused: it said that it failed.
    """
    table = ctypes.cast(thing, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
    result = _number(_method(table[place], [_argument(one) for one in arguments])(thing, *arguments))
    if result == _NOT_FOUND:
        raise SpeechAbsent
    if result & 0x8000_0000:
        raise SpeechRefused
    return result


def _argument(value: object) -> Any:
    """The C type that a value is handed over as."""
    if isinstance(value, str):
        return ctypes.c_wchar_p
    if isinstance(value, int):
        return ctypes.c_uint32
    return type(value) if isinstance(value, ctypes.c_uint32 | ctypes.c_int32) else ctypes.c_void_p


def _method(address: int | None, types: list[Any]) -> Any:
    # On x64 and ARM64 there is one calling convention, so that C's own serves for COM, and for the tests.
    return ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, *types)(address or 0)


def _release(thing: ctypes.c_void_p) -> None:
    table = ctypes.cast(thing, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
    _method(table[2], [])(thing)


def _number(result: int) -> int:
    return result & 0xFFFF_FFFF


def _guid(text: str) -> ctypes.Array[ctypes.c_char]:
    import uuid

    return ctypes.create_string_buffer(uuid.UUID(text).bytes_le, 16)


def _library(name: str) -> ctypes.CDLL:
    if sys.platform != "win32":
        raise SpeechAbsent
    return ctypes.WinDLL(name)
