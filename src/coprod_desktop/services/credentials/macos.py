"""macOS: the Keychain, by the calls of the Security framework that `keyring` ends in too.

The item is a generic password in the login keychain. macOS lets the program that made it read it, and asks
before any other does.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from coprod_desktop.services.credentials.errors import (
    SignInError,
    SignInKeyMissing,
    SignInStoreAbsent,
    SignInStoreLocked,
    SignInStoreRefused,
)

_FRAMEWORKS: Final = "/System/Library/Frameworks"
_UTF8: Final = 0x0800_0100

# OSStatus values of SecBase.h.
DUPLICATE: Final = -25299
_FAULTS: Final[dict[int, type[SignInError]]] = {
    -25300: SignInKeyMissing,  # errSecItemNotFound
    -128: SignInStoreLocked,  # errSecUserCanceled: the window of the system's was closed
    -25308: SignInStoreLocked,  # errSecInteractionNotAllowed: locked, and nobody can be asked
    -25291: SignInStoreAbsent,  # errSecNotAvailable
    -25307: SignInStoreAbsent,  # errSecNoDefaultKeychain
}


class Keychain:
    """See `worker.Backend`."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._foundation = ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
        self._security = ctypes.CDLL(f"{_FRAMEWORKS}/Security.framework/Security")
        pointer, index = ctypes.c_void_p, ctypes.c_long
        foundation, security = self._foundation, self._security
        makers = {
            "CFDictionaryCreate": (pointer, pointer, pointer, index, pointer, pointer),
            "CFStringCreateWithCString": (pointer, ctypes.c_char_p, ctypes.c_uint32),
            "CFDataCreate": (pointer, ctypes.c_char_p, index),
            "CFDataGetBytePtr": (pointer,),
        }
        for name, takes in makers.items():
            function = getattr(foundation, name)
            function.argtypes, function.restype = takes, pointer
        foundation.CFDataGetLength.argtypes, foundation.CFDataGetLength.restype = (pointer,), index
        foundation.CFRelease.argtypes, foundation.CFRelease.restype = (pointer,), None
        for name, takes in {
            "SecItemAdd": (pointer, pointer),
            "SecItemUpdate": (pointer, pointer),
            "SecItemCopyMatching": (pointer, pointer),
            "SecItemDelete": (pointer,),
        }.items():
            function = getattr(security, name)
            function.argtypes, function.restype = takes, ctypes.c_int32

    def check(self) -> None:
        """See `worker.Backend`. Every Mac has it."""

    def read(self, vault: str) -> bytes:
        """See `worker.Backend`."""
        found = ctypes.c_void_p()
        wanted = {"kSecMatchLimit": self._constant("kSecMatchLimitOne"), "kSecReturnData": self._true()}
        with self._item(vault, wanted) as query:
            _hold(self._security.SecItemCopyMatching(query, ctypes.byref(found)))
        try:
            size = self._foundation.CFDataGetLength(found)
            return ctypes.string_at(self._foundation.CFDataGetBytePtr(found), size)
        finally:
            self._foundation.CFRelease(found)

    def write(self, vault: str, value: bytes) -> None:
        """See `worker.Backend`."""
        data = ctypes.c_void_p(self._foundation.CFDataCreate(None, value, len(value)))
        try:
            with self._item(vault, {"kSecValueData": data}) as item:
                status = self._security.SecItemAdd(item, None)
            if status != DUPLICATE:
                _hold(status)
                return
            with self._item(vault, {}) as query, self._dictionary({"kSecValueData": data}) as change:
                _hold(self._security.SecItemUpdate(query, change))
        finally:
            self._foundation.CFRelease(data)

    def delete(self, vault: str) -> None:
        """See `worker.Backend`."""
        with self._item(vault, {}) as query:
            status = self._security.SecItemDelete(query)
        if _FAULTS.get(status) is not SignInKeyMissing:
            _hold(status)

    # ------------------------------------------------------------------ Core Foundation's values
    @contextmanager
    def _item(self, vault: str, more: dict[str, ctypes.c_void_p]) -> Iterator[ctypes.c_void_p]:
        """The dictionary that names a journal's item, with ``more`` in it."""
        with self._text(self._service) as service, self._text(vault) as account:
            named = {
                "kSecClass": self._constant("kSecClassGenericPassword"),
                "kSecAttrService": service,
                "kSecAttrAccount": account,
            }
            with self._dictionary({**named, **more}) as made:
                yield made

    @contextmanager
    def _dictionary(self, pairs: dict[str, ctypes.c_void_p]) -> Iterator[ctypes.c_void_p]:
        many = ctypes.c_void_p * len(pairs)
        made = ctypes.c_void_p(
            self._foundation.CFDictionaryCreate(
                None,
                many(*(self._constant(name).value for name in pairs)),
                many(*(value.value for value in pairs.values())),
                len(pairs),
                self._address("kCFTypeDictionaryKeyCallBacks"),
                self._address("kCFTypeDictionaryValueCallBacks"),
            )
        )
        try:
            yield made
        finally:
            self._foundation.CFRelease(made)

    @contextmanager
    def _text(self, text: str) -> Iterator[ctypes.c_void_p]:
        made = ctypes.c_void_p(self._foundation.CFStringCreateWithCString(None, text.encode(), _UTF8))
        try:
            yield made
        finally:
            self._foundation.CFRelease(made)

    def _constant(self, name: str) -> ctypes.c_void_p:
        return ctypes.c_void_p.in_dll(self._security, name)

    def _true(self) -> ctypes.c_void_p:
        return ctypes.c_void_p.in_dll(self._foundation, "kCFBooleanTrue")

    def _address(self, name: str) -> int:
        """Where a table of callbacks lies; unlike the constants it is no pointer itself."""
        return ctypes.addressof(ctypes.c_char.in_dll(self._foundation, name))


def _hold(status: int) -> None:
    """Raises what an OSStatus means, unless it means that all is well."""
    if status:
        raise _FAULTS.get(status, SignInStoreRefused)
