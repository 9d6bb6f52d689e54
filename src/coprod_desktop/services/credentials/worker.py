"""The child process that asks the system's store one thing and ends.

It reads a line of JSON (``do`` and ``vault``) and then the value to keep, and answers with a line that says
``ok`` or the code of a `SignInError`, and then the value it fetched. It writes no file and says nothing on
standard error. On Linux it refuses itself every socket but those that end on this computer.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Final, Protocol

from coprod_desktop import itself
from coprod_desktop.services.credentials.errors import SignInError, SignInStoreAbsent, SignInStoreRefused
from coprod_desktop.services.credentials.store import SECONDS

SERVICE: Final = "Co-production Companion"
"""The name that a person meets in the system's own list of passwords."""

AF_UNIX: Final = 1
_REACHING_OUT: Final = ("socket.getaddrinfo", "socket.gethostby", "socket.getnameinfo", "socket.sethostname")


class Backend(Protocol):
    """One system's store. Values are ASCII bytes; what goes wrong is told as a `SignInError`."""

    def check(self) -> None:
        """Raises `SignInStoreAbsent` where there is none."""

    def read(self, vault: str) -> bytes:
        """The value of a journal. Raises `SignInKeyMissing`."""

    def write(self, vault: str, value: bytes) -> None:
        """Put a value in, in place of an older one."""

    def delete(self, vault: str) -> None:
        """Take a value out, if there is one."""


def main() -> int:
    """Answer the one request. Returns the process's exit code."""
    source, target = itself.pipes()
    # Whoever asked gives up before this; should it be gone, nobody else ends a call that never returns.
    patience = threading.Timer(SECONDS + 10, os._exit, (1,))
    patience.daemon = True
    patience.start()
    sys.addaudithook(refuse_other_computers)
    try:
        answer = b"ok\n" + perform(source.read(), system_backend())
    except SignInError as error:
        answer = error.code.encode() + b"\n"
    except Exception:  # noqa: BLE001 - whatever it was, it goes no further than this process
        answer = SignInStoreRefused.code.encode() + b"\n"
    target.write(answer)
    target.flush()
    return 0


def perform(request: bytes, backend: Backend) -> bytes:
    """Do what one request asks, and return the value that it asked for, if any."""
    first, _, value = request.partition(b"\n")
    asked = json.loads(first)
    what, vault = str(asked["do"]), str(asked["vault"])
    if what == "check":
        backend.check()
    elif what == "fetch":
        return backend.read(vault)
    elif what == "keep":
        backend.write(vault, value)
        if backend.read(vault) != value:
            raise SignInStoreRefused
    elif what == "forget":
        backend.delete(vault)
    else:
        raise SignInStoreRefused
    return b""


def system_backend() -> Backend:
    """The store of the system that this runs on, and no other: never a file, never one that keeps nothing.

    Raises:
        SignInStoreAbsent: the program knows none on this system.
    """
    if sys.platform == "linux":
        from coprod_desktop.services.credentials.secret_service import SecretService

        return SecretService(SERVICE)
    if sys.platform == "win32":
        from coprod_desktop.services.credentials.windows import CredentialManager

        return CredentialManager(SERVICE)
    if sys.platform == "darwin":
        from coprod_desktop.services.credentials.macos import Keychain

        return Keychain(SERVICE)
    raise SignInStoreAbsent


def refuse_other_computers(event: str, args: tuple[object, ...]) -> None:
    """Hears of everything that Python is about to do with sockets, and lets only the local ones be made.

    Raises:
        PermissionError: it was something that could reach another computer.
    """
    if event == "socket.__new__" and args[1] not in {AF_UNIX, -1}:
        raise PermissionError("only sockets of this computer")
    if event.startswith(_REACHING_OUT):
        raise PermissionError("no other computer is looked for")
