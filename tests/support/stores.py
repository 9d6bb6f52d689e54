"""The system's store of passwords as a test wants it: willing, empty, locked, absent or silent."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from coprod_desktop.services.credentials.errors import SignInError, SignInKeyMissing, SignInStopped


@dataclass
class StoreDouble:
    """See `CredentialStore`. ``fault`` is what every call of ``faulty`` raises, if there is one.

    With ``hangs``, a call waits as for a window of the system's that nobody answers, until `stop`.
    """

    keys: dict[str, bytes] = field(default_factory=dict)
    fault: type[SignInError] | None = None
    faulty: frozenset[str] = frozenset({"check", "fetch", "keep", "forget"})
    hangs: bool = False
    asked: list[str] = field(default_factory=list)
    is_waiting: threading.Event = field(default_factory=threading.Event)
    _go_on: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        self._answer("check")

    def fetch(self, vault: str) -> bytearray:
        self._answer("fetch")
        if vault not in self.keys:
            raise SignInKeyMissing
        return bytearray(self.keys[vault])

    def keep(self, vault: str, key: bytes | bytearray) -> None:
        self._answer("keep")
        self.keys[vault] = bytes(key)

    def forget(self, vault: str) -> None:
        self._answer("forget")
        self.keys.pop(vault, None)

    def stop(self) -> None:
        self._go_on.set()

    def answer(self, fault: type[SignInError]) -> None:
        """End the waiting as the system does, when somebody answered its window."""
        self.fault, self.hangs = fault, False
        self._go_on.set()

    def _answer(self, call: str) -> None:
        self.asked.append(call)
        if self.hangs and call != "check":
            self._go_on.clear()
            self.is_waiting.set()
            assert self._go_on.wait(60)
            if self.hangs:
                raise SignInStopped
        if self.fault is not None and call in self.faulty:
            raise self.fault
