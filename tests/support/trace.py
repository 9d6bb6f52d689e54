"""What a program did, as seen from outside by ``strace``: sockets, files it opened, bytes it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CALLS = (
    "%network,open,openat,openat2,creat,write,pwrite64,writev,pwritev,pwritev2,"
    "rename,renameat,renameat2,link,linkat,memfd_create,execve"
)
_LINE = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)(?: resumed>|\()(.*)$")
_HEX = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_RESULT_PATH = re.compile(r"= \d+<(.*?)>(?:\(deleted\))?$")
_FD_PATH = re.compile(r"^(\d+)<(.*?)>")
_WRITES = {"write", "pwrite64", "writev", "pwritev", "pwritev2"}
_OPENS = {"open", "openat", "openat2", "creat"}


def traced(command: Sequence[str], log: Path) -> list[str]:
    """The command, watched from outside with all its children; the log goes to a file."""
    watch = ["strace", "-f", "-qq", "--seccomp-bpf", "-y", "-xx", "-s", "4000000", "-e", "signal=none"]
    return [*watch, "-e", f"trace={CALLS}", "-o", str(log), "--", *command]


@dataclass(frozen=True, slots=True)
class Socket:
    """One socket that was made or connected: its family, and the whole call."""

    family: str
    call: str


@dataclass(slots=True)
class Trace:
    """Everything of interest in one log."""

    sockets: list[Socket] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)
    opened_to_write: set[str] = field(default_factory=set)
    written: dict[str, bytearray] = field(default_factory=dict)
    programs: list[str] = field(default_factory=list)
    families: set[str] = field(default_factory=set)

    @property
    def internet(self) -> list[Socket]:
        """Sockets that could reach another computer: every family but the local ones."""
        return [s for s in self.sockets if s.family not in {"AF_UNIX", "AF_LOCAL"}]


def read(logs: Iterable[Path]) -> Trace:
    """Read logs that `traced` made.

    Raises:
        ValueError: a log is empty, so nothing was watched at all.
    """
    trace = Trace()
    for log in logs:
        lines = log.read_text("utf-8", errors="replace").splitlines()
        if not lines:
            raise ValueError(f"{log} is empty: nothing was watched")
        for line in lines:
            match = _LINE.match(line)
            if match:
                _take(trace, match[2], match[3], line)
    return trace


def _take(trace: Trace, call: str, rest: str, line: str) -> None:
    if call in {"socket", "socketpair", "connect", "bind", "sendto", "accept4"}:
        for family in re.findall(r"\b(?:AF|PF)_\w+", rest):
            trace.sockets.append(Socket(family.replace("PF_", "AF_"), readable(line)))
    elif call in _OPENS:
        path = _path_of(rest)
        if path and not rest.endswith("unfinished ...>") and "= -1" not in rest:
            trace.opened.add(path)
        if path and re.search(r"O_WRONLY|O_RDWR|O_CREAT", rest):
            trace.opened_to_write.add(path)
    elif call in _WRITES:
        target = _FD_PATH.match(rest)
        if target:
            name = _unescaped(target[2])
            data = b"".join(_bytes(text) for text in _HEX.findall(rest))
            trace.written.setdefault(name, bytearray()).extend(data)
    elif call == "execve":
        path = _path_of(rest)
        if path:
            trace.programs.append(path)


def _path_of(rest: str) -> str:
    whole = _RESULT_PATH.search(rest)
    if whole:
        return _unescaped(whole[1])
    named = _HEX.search(rest)
    return _bytes(named[1]).decode("utf-8", "replace") if named else ""


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _unescaped(text: str) -> str:
    if "\\x" not in text:
        return text
    return re.sub(r"(?:\\x[0-9a-f]{2})+", lambda m: _bytes(m[0]).decode("utf-8", "replace"), text)


def readable(line: str) -> str:
    """A line of the log with its strings as text, for a message."""
    return re.sub(r"(?:\\x[0-9a-f]{2})+", lambda m: _bytes(m[0]).decode("utf-8", "backslashreplace"), line)[
        :300
    ]
