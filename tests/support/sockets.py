"""No test opens a socket: watched through Python's own audit events."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_LOCAL = getattr(socket, "AF_UNIX", None)


class SocketMadeError(AssertionError):
    """A test, or what it tests, made a socket or asked for an address."""


@dataclass(slots=True)
class _Watch:
    """What the hook, which Python never lets go of, looks at."""

    active: bool = False
    local_allowed: bool = False
    seen: list[str] = field(default_factory=list)

    def hook(self, event: str, args: tuple[object, ...]) -> None:
        if not self.active or not event.startswith("socket."):
            return
        if self.local_allowed and (event != "socket.__new__" or args[1] == _LOCAL):
            return
        self.seen.append(f"{event}{args[1:]}")
        raise SocketMadeError(self.seen[-1])


_WATCH = _Watch()


def watch() -> None:
    """Begin to listen, for as long as the process lives."""
    sys.addaudithook(_WATCH.hook)


@contextmanager
def forbidden(local_allowed: bool) -> Iterator[list[str]]:
    """Within this, making a socket raises; what was tried is listed even if the error was swallowed.

    ``local_allowed`` lets sockets of the local family through, which never leave the machine.
    """
    _WATCH.seen = []
    _WATCH.local_allowed = local_allowed
    _WATCH.active = True
    try:
        yield _WATCH.seen
    finally:
        _WATCH.active = False
