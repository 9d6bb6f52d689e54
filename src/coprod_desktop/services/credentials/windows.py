"""Windows: the Credential Manager, by the three calls of advapi32 that `keyring` ends in too."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

from coprod_desktop.services.credentials.errors import (
    SignInError,
    SignInKeyMissing,
    SignInStoreAbsent,
    SignInStoreRefused,
)

GENERIC: Final = 1
THIS_COMPUTER: Final = 2
"""CRED_PERSIST_LOCAL_MACHINE: kept for this person on this computer; it does not roam with the account."""
NOT_FOUND: Final = 1168
NO_LOGON_SESSION: Final = 1312


class _Credential(ctypes.Structure):
    """CREDENTIALW of wincred.h."""

    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("type", ctypes.c_uint32),
        ("target", ctypes.c_wchar_p),
        ("comment", ctypes.c_wchar_p),
        ("last_written", ctypes.c_uint32 * 2),
        ("size", ctypes.c_uint32),
        ("blob", ctypes.POINTER(ctypes.c_char)),
        ("persist", ctypes.c_uint32),
        ("attribute_count", ctypes.c_uint32),
        ("attributes", ctypes.c_void_p),
        ("alias", ctypes.c_wchar_p),
        ("user", ctypes.c_wchar_p),
    )


class CredentialManager:
    """See `worker.Backend`."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._library = _advapi32()
        place = ctypes.POINTER(ctypes.POINTER(_Credential))
        self._library.CredReadW.argtypes = (ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_uint32, place)
        self._library.CredWriteW.argtypes = (ctypes.POINTER(_Credential), ctypes.c_uint32)
        self._library.CredDeleteW.argtypes = (ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_uint32)
        self._library.CredFree.argtypes = (ctypes.c_void_p,)
        self._library.CredFree.restype = None

    def check(self) -> None:
        """See `worker.Backend`. Every Windows has it; an account without a logon session cannot use it."""
        try:
            self.read("none")
        except SignInKeyMissing:
            return

    def read(self, vault: str) -> bytes:
        """See `worker.Backend`."""
        found = ctypes.POINTER(_Credential)()
        if not self._library.CredReadW(self._target(vault), GENERIC, 0, ctypes.byref(found)):
            raise _fault()
        try:
            held = found.contents
            return ctypes.string_at(held.blob, held.size)
        finally:
            self._library.CredFree(found)

    def write(self, vault: str, value: bytes) -> None:
        """See `worker.Backend`."""
        held = _Credential(
            type=GENERIC,
            target=self._target(vault),
            size=len(value),
            blob=ctypes.cast(ctypes.c_char_p(value), ctypes.POINTER(ctypes.c_char)),
            persist=THIS_COMPUTER,
            user=vault,
        )
        if not self._library.CredWriteW(ctypes.byref(held), 0):
            raise _fault()

    def delete(self, vault: str) -> None:
        """See `worker.Backend`."""
        if not self._library.CredDeleteW(self._target(vault), GENERIC, 0):
            fault = _fault()
            if not isinstance(fault, SignInKeyMissing):
                raise fault

    def _target(self, vault: str) -> str:
        return f"{self._service}/{vault}"


def _advapi32() -> ctypes.CDLL:
    if sys.platform != "win32":
        raise SignInStoreAbsent
    return ctypes.WinDLL("advapi32", use_last_error=True)


def _fault() -> SignInError:
    """What the last call's error number means."""
    if sys.platform != "win32":
        return SignInStoreAbsent()
    number = ctypes.get_last_error()
    if number == NOT_FOUND:
        return SignInKeyMissing()
    return SignInStoreAbsent() if number == NO_LOGON_SESSION else SignInStoreRefused()
