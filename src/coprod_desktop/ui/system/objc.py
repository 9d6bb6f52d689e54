"""The few calls of macOS's Objective-C run-time that the program makes, through ctypes.

Nothing here is loaded on another system. Signatures are those of ``objc/runtime.h`` and ``objc/message.h``.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable
from typing import Any

_METHOD = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
"""A method that takes one object and gives nothing back: ``v@:@``."""


class ObjectiveC:
    """Finds classes and sends messages. Loading it fails where the run-time is not there (OSError)."""

    def __init__(self) -> None:
        self._lib: Any = ctypes.CDLL(ctypes.util.find_library("objc") or "libobjc.A.dylib")
        ctypes.CDLL(ctypes.util.find_library("AppKit") or "AppKit")  # so that its classes are known
        for name, given, back in (
            ("objc_getClass", (ctypes.c_char_p,), ctypes.c_void_p),
            ("sel_registerName", (ctypes.c_char_p,), ctypes.c_void_p),
            ("objc_allocateClassPair", (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t), ctypes.c_void_p),
            ("objc_registerClassPair", (ctypes.c_void_p,), None),
            ("class_addMethod", (ctypes.c_void_p,) * 3 + (ctypes.c_char_p,), ctypes.c_bool),
        ):
            function = getattr(self._lib, name)
            function.argtypes, function.restype = given, back

    def find(self, name: str) -> int:
        """A class by its name; 0 when there is none."""
        return self._lib.objc_getClass(name.encode()) or 0

    def selector(self, name: str) -> int:
        """The name of a method, as the run-time knows it."""
        return self._lib.sel_registerName(name.encode()) or 0

    def send(self, target: int, selector: str, *values: int, kinds: tuple[Any, ...] = ()) -> int:
        """Send a message that gives an object or nothing back. ``kinds`` are the C types of ``values``."""
        types = kinds or (ctypes.c_void_p,) * len(values)
        call = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, *types)(
            ("objc_msgSend", self._lib)
        )
        return call(target, self.selector(selector), *values) or 0

    def text(self, words: str) -> int:
        """An ``NSString``."""
        data = words.encode()
        pointer = ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value or 0
        return self.send(self.find("NSString"), "stringWithUTF8String:", pointer)

    def listener(self, name: str, methods: dict[str, Callable[[], None]]) -> tuple[int, list[Any]]:
        """An object of a new class ``name``, whose methods take a notification and call back.

        Returns it, and what has to be kept alive as long as it is used.
        """
        kind = self._lib.objc_allocateClassPair(self.find("NSObject"), name.encode(), 0)
        kept = []
        for selector, act in methods.items():
            method = _METHOD(lambda _self, _selector, _told, act=act: act())  # a C function, not a slot
            kept.append(method)
            self._lib.class_addMethod(
                kind,
                self.selector(selector),
                ctypes.cast(method, ctypes.c_void_p),
                b"v@:@",
            )
        self._lib.objc_registerClassPair(kind)
        return self.send(self.send(kind, "alloc"), "init"), kept
