"""Linux: Speech Dispatcher, by its own plain protocol (SSIP) over a socket of this computer.

Its client ``spd-say`` can only silence every program's speech at once, a screen reader's too, and speaks on
after it was ended. The protocol can silence ours alone. Python's `socket` module stays out: the four calls
that are needed are the C library's, and they know no other family than the local one.

Protocol: https://htmlpreview.github.io/?https://github.com/brailcom/speechd/blob/master/doc/ssip.html
"""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import threading
import time
from typing import Final

from coprod_desktop.services.speech.errors import SpeechAbsent, SpeechRefused
from coprod_desktop.services.speech.voices import Voice, tag

PROGRAM: Final = "speech-dispatcher"
_AF_UNIX: Final = 1
_SOCK_STREAM: Final = 1
_LONGEST_PATH: Final = 107
_START_SECONDS: Final = 6.0
_LOOK_SECONDS: Final = 0.1

_CANCELLED_ALL: Final = 210
_FIRST_EVENT: Final = 700
_ENDED: Final = 702
_CANCELLED: Final = 703


class SpeechDispatcher:
    """See `worker.Backend`."""

    def __init__(self) -> None:
        self._reply = b""
        self._about = ""
        self._over: dict[str, int] = {}
        """How messages ended that nobody asked about yet."""
        self._writing = threading.RLock()
        self._line = _connect_or_start()
        self._chosen = ""
        self._introduce()

    def _introduce(self) -> None:
        """Say who we are and how our words are to be spoken: it holds for a connection."""
        user = os.environ.get("USER") or str(os.getuid())
        self._command(f"SET self CLIENT_NAME {_word(user)}:coprod-desktop:aloud")
        self._command("SET self NOTIFICATION END on")
        self._command("SET self NOTIFICATION CANCEL on")
        # A screen reader that speaks meanwhile waits for the end of a sentence, and does not cut it.
        self._command("SET self PRIORITY MESSAGE")
        self._command("SET self LANGUAGE en")

    def voices(self) -> tuple[Voice, ...]:
        """See `worker.Backend`. Only the plain ones: each of eSpeak's has a hundred variants."""
        try:
            listed = self._command("LIST SYNTHESIS_VOICES")
        except SpeechRefused as fault:  # no synthesizer stands behind it
            raise SpeechAbsent from fault
        found = []
        for line in listed[:-1]:
            name, _, rest = line.partition("\t")
            if name and "+" not in name:
                found.append(Voice(name, name, tag(rest.partition("\t")[0])))
        if not found:
            raise SpeechAbsent
        return tuple(found)

    def speak(self, words: str, voice: str, percent: int, stopped: threading.Event) -> bool:
        """See `worker.Backend`."""
        if voice != self._chosen:
            self._choose(voice)
        self._command(f"SET self RATE {rate(percent)}")
        text = " ".join(words.split())
        with self._writing:  # a CANCEL in between would be read out
            self._command("SPEAK")
            number = self._command(("." if text.startswith(".") else "") + text + "\r\n.")[0]
        if stopped.is_set():  # it came before there was anything to silence
            self.stop()
        return self._wait_for_end(number)

    def _choose(self, voice: str) -> None:
        """Speak with another voice. No command brings the usual one back: a new connection has it."""
        if voice:
            self._command(f"SET self SYNTHESIS_VOICE {_word(voice, spaces=True)}")
        else:
            with self._writing:
                os.close(self._line)
                self._line = -1  # its number may soon be something else's
                self._line, self._reply, self._about = _connect_or_start(), b"", ""
                self._over.clear()
            self._introduce()
        self._chosen = voice

    def stop(self) -> None:
        """See `worker.Backend`. What is said by other programs goes on."""
        try:
            self._write("CANCEL self")
        except OSError:
            return  # whoever waits for the end meets that as well

    def _wait_for_end(self, number: str) -> bool:
        """Whether the message was spoken to its end. A short one may be over before it is queued."""
        while number not in self._over:
            self._read()
        return self._over.pop(number) == _ENDED

    # ------------------------------------------------------------------ the protocol
    def _command(self, line: str) -> list[str]:
        """What is answered, line by line, without the numbers.

        Raises:
            SpeechRefused: it was not understood, not possible, or the line is cut.
        """
        try:
            self._write(line)
        except OSError as fault:
            raise SpeechRefused from fault
        answer: list[str] = []
        while True:
            read = self._read()
            if read is None:
                continue
            code, mark, rest = read
            answer.append(rest)
            if mark == " ":
                if code >= 300:
                    raise SpeechRefused
                if code != _CANCELLED_ALL:  # of a CANCEL that came between
                    return answer
                answer.pop()

    def _write(self, line: str) -> None:
        with self._writing:
            rest = memoryview(line.encode() + b"\r\n")
            while rest:
                rest = rest[os.write(self._line, rest) :]

    def _read(self) -> tuple[int, str, str] | None:
        """The number of one line, whether more belong to it (``-``), and its words. None for an event.

        Events come at any time, as three lines: the message's number, the client's, and a name.
        """
        while b"\n" not in self._reply:
            try:
                more = os.read(self._line, 65536)
            except OSError as fault:
                raise SpeechRefused from fault
            if not more:
                raise SpeechRefused
            self._reply += more
        first, _, self._reply = self._reply.partition(b"\n")
        line = first.decode("utf-8", "replace").rstrip("\r")
        if not line[:3].isdigit():
            raise SpeechRefused
        code, mark, rest = int(line[:3]), line[3:4], line[4:]
        if code < _FIRST_EVENT:
            return code, mark, rest
        if mark == "-":
            self._about = self._about or rest
        else:
            if code in (_ENDED, _CANCELLED):
                self._over[self._about] = code
            self._about = ""
        return None


def rate(percent: int) -> int:
    """A speed as Speech Dispatcher has it: from -100 to 100, where 100 is about 2.5 times as quick."""
    if percent >= 100:
        return min(100, round((percent - 100) * 0.64))
    return max(-100, round((percent - 100) * 1.84))


def socket_path() -> str:
    """Where the socket is. An address of another computer in the settings is never followed."""
    method, _, place = os.environ.get("SPEECHD_ADDRESS", "").partition(":")
    if method == "unix_socket" and place:
        return place
    home = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("XDG_CACHE_HOME")
    folder = home or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118 - strings for C
    return f"{folder}/speech-dispatcher/speechd.sock"


def _connect_or_start() -> int:
    """The socket of the service, which is started where it is there and does not run.

    Raises:
        SpeechAbsent: there is no such service, or it does not start.
    """
    path = socket_path()
    line = _connect(path)
    if line is not None:
        return line
    program = shutil.which(PROGRAM)
    if program is None:
        raise SpeechAbsent
    try:
        subprocess.run(
            [program, "--spawn", "--communication-method", "unix_socket", "--socket-path", path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_START_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise SpeechAbsent from fault
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        line = _connect(path)
        if line is not None:
            return line
        time.sleep(_LOOK_SECONDS)
    raise SpeechAbsent


def _connect(path: str) -> int | None:
    """A local socket that is connected to ``path``; None if nobody listens there."""
    place = os.fsencode(path)
    if len(place) > _LONGEST_PATH:
        return None
    library = ctypes.CDLL(None, use_errno=True)
    line: int = library.socket(_AF_UNIX, _SOCK_STREAM, 0)
    if line < 0:
        return None
    os.set_inheritable(line, False)
    address = struct.pack("=H108s", _AF_UNIX, place)
    if library.connect(line, ctypes.c_char_p(address), len(address)) != 0:
        os.close(line)
        return None
    return line


def _word(text: str, *, spaces: bool = False) -> str:
    """One argument of a command: nothing in it may end the line."""
    kept = "".join(letter for letter in text if letter.isprintable())
    return kept if spaces else kept.replace(" ", "_").replace(":", "_")
