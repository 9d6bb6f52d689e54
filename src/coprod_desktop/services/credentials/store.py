"""What the program asks of the system's store of credentials, and how it asks: in a child of its own.

A call to such a store can wait for a window of the system's for as long as nobody answers it, and a thread
that waits inside the system cannot be stopped. A child can. It is also the only process that loads what
talks to the store (on Linux a socket of this computer, to the session's bus): the one with the journal
in it never does.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock, Timer
from typing import Final, Protocol

from coprod_desktop import itself
from coprod_desktop.errors import BugError
from coprod_desktop.services.credentials.errors import (
    BY_CODE,
    SignInStopped,
    SignInStoreRefused,
    SignInStoreSilent,
)

FLAG: Final = "--sign-in-worker"
KEY_BYTES: Final = 32
SECONDS: Final = 120.0
"""How long the store may take. A person may have to type the password of their keyring meanwhile."""

_END_SECONDS: Final = 2.0
"""How long a child that was killed may take to be gone. Nobody waits longer to quit or to type instead."""

_FORGET_SECONDS: Final = 2.0
"""How long a key may still take to be taken out when nobody waits any more. It takes 0.2 as a rule."""

_VAULT: Final = re.compile(r"[0-9a-f]{32}")


class CredentialStore(Protocol):
    """Keeps one key of 32 bytes for each journal, named by its vault's id (32 hexadecimal digits).

    Every call can take as long as a person takes to answer a window of the system's, and raises a
    `SignInError`. None of them makes a key, and none replaces one but `keep`.
    """

    def check(self) -> None:
        """Raises `SignInStoreAbsent` where there is no store. Asks nobody for anything."""

    def fetch(self, vault: str) -> bytearray:
        """The key of a journal. Raises `SignInKeyMissing` when the store has none."""

    def keep(self, vault: str, key: bytes | bytearray) -> None:
        """Put a key in, in place of an older one of the same journal, and read it back."""

    def forget(self, vault: str) -> None:
        """Take the key of a journal out, if there is one."""

    def stop(self) -> None:
        """Wait for nothing any more: every call under way raises `SignInStopped`. From any thread.

        A key that is being taken out has two seconds more, since nobody could be told that it is still there
        when the window closes.
        """


class SystemCredentialStore:
    """The store of the system that the program runs on. See `CredentialStore`."""

    def __init__(self, argv: Sequence[str] | None = None, seconds: float = SECONDS) -> None:
        """``argv`` starts the child, and ``seconds`` is what it may take; only a test names others."""
        self._argv = list(argv) if argv is not None else itself.command(FLAG)
        self._seconds = seconds
        self._running: dict[subprocess.Popen[bytes], str] = {}
        self._stopped: set[subprocess.Popen[bytes]] = set()
        self._lock = Lock()

    def check(self) -> None:
        """See `CredentialStore`."""
        self._ask("check")

    def fetch(self, vault: str) -> bytearray:
        """See `CredentialStore`."""
        answer = self._ask("fetch", vault)
        try:
            key = bytearray.fromhex(answer.decode("ascii"))
        except ValueError as fault:
            raise SignInStoreRefused from fault
        if len(key) != KEY_BYTES:
            raise SignInStoreRefused
        return key

    def keep(self, vault: str, key: bytes | bytearray) -> None:
        """See `CredentialStore`."""
        if len(key) != KEY_BYTES:
            raise BugError("a key for the sign-in has 32 bytes")
        self._ask("keep", vault, key.hex().encode("ascii"))

    def forget(self, vault: str) -> None:
        """See `CredentialStore`."""
        self._ask("forget", vault)

    def stop(self) -> None:
        """See `CredentialStore`."""
        with self._lock:
            running = dict(self._running)
        self._kill([child for child, what in running.items() if what != "forget"])
        forgetting = [child for child, what in running.items() if what == "forget"]
        if forgetting:
            later = Timer(_FORGET_SECONDS, self._kill, (forgetting,))
            later.daemon = True
            later.start()

    # ------------------------------------------------------------------ the child
    def _ask(self, what: str, vault: str = "", value: bytes = b"") -> bytes:
        """What the child answers to one request: the bytes after its first line."""
        if what != "check" and not _VAULT.fullmatch(vault):
            raise BugError("a vault's id has 32 hexadecimal digits")
        request = json.dumps({"do": what, "vault": vault}).encode() + b"\n" + value
        try:
            with self._lock:
                child = itself.start(self._argv)
                self._running[child] = what
        except OSError as fault:
            raise SignInStoreRefused from fault
        try:
            answer, _ = child.communicate(request, timeout=self._seconds)
        except subprocess.TimeoutExpired as fault:
            raise SignInStoreSilent from fault
        finally:
            was_stopped = self._end(child)
        if was_stopped:
            raise SignInStopped
        outcome, line, rest = answer.partition(b"\n")
        code = outcome.decode("ascii", "replace")
        if child.returncode or not line or code != "ok":
            raise BY_CODE.get(code, SignInStoreRefused)
        return rest

    def _kill(self, children: Sequence[subprocess.Popen[bytes]]) -> None:
        """End those of these that are still at it."""
        with self._lock:
            for child in children:
                if child in self._running:
                    child.kill()
                    self._stopped.add(child)

    def _end(self, child: subprocess.Popen[bytes]) -> bool:
        """Let go of a child, and say whether it was one that `stop` ended."""
        with self._lock:
            was_stopped = child in self._stopped
            self._running.pop(child, None)
            self._stopped.discard(child)
        if child.poll() is None:
            child.kill()
        try:
            child.communicate(timeout=_END_SECONDS)
        except subprocess.TimeoutExpired:
            # What it started itself still has its pipes, as the real Python does that a Windows venv starts.
            if sys.platform != "win32":  # there a thread waits in them, and is left to wait
                for pipe in (child.stdin, child.stdout):
                    if pipe is not None:
                        pipe.close()
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=_END_SECONDS)
        return was_stopped
