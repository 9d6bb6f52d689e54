"""Speech Dispatcher as a test wants it, at a socket of its own."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path

LISTED = (
    "249-English (Great Britain)\ten-GB\tnone\r\n249-English (Great Britain)+Alex\ten-GB\tAlex\r\n"
    "249-Cymraeg\tcy\tnone\r\n249 OK VOICE LIST SENT\r\n"
)


class Service:
    """Answers as Speech Dispatcher does. ``ends`` says whether a message comes to its end by itself.

    When it ``is_quick``, a message is over before it is said to be queued.
    """

    def __init__(self, folder: Path) -> None:
        self.heard: list[str] = []
        self.messages: list[str] = []
        self.connections = 0
        self.ends = True
        self.is_quick = False
        self.listed = LISTED
        self.speaking = threading.Event()
        self._line: socket.socket | None = None
        folder.mkdir(parents=True)
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / "speechd.sock"))
        self._door.listen()
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let go of both sockets."""
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)  # whoever waits at it waits no more
        self._door.close()
        if self._line is not None:
            self._line.close()

    def hang_up(self) -> None:
        """End as a service does that crashes."""
        assert self._line is not None
        self._line.shutdown(socket.SHUT_RDWR)

    def _answer(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # it was closed
            while True:
                self._line, _ = self._door.accept()
                self.connections += 1
                with contextlib.suppress(ConnectionError):
                    self._serve()

    def _serve(self) -> None:
        assert self._line is not None
        with self._line, self._line.makefile("r", encoding="utf-8", newline="\r\n") as told:
            for raw in told:
                line = raw.rstrip("\r\n")
                self.heard.append(line)
                if line == "SPEAK":
                    self._say("230 OK RECEIVING DATA\r\n")
                    text = []
                    while (word := next(told).rstrip("\r\n")) != ".":
                        text.append(word[1:] if word.startswith("..") else word)
                    self.messages.append("\n".join(text))
                    number = len(self.messages)
                    if self.is_quick:
                        self._event(702, "END", number)
                    self._say(f"225-{number}\r\n225 OK MESSAGE QUEUED\r\n")
                    # Another program's end comes in between.
                    self._say("702-99\r\n702-7\r\n702 END\r\n")
                    if self.ends and not self.is_quick:
                        self._event(702, "END", number)
                    self.speaking.set()
                elif line == "CANCEL self":
                    self._say("210 OK CANCELED\r\n")
                    self._event(703, "CANCELED", len(self.messages))
                elif line == "LIST SYNTHESIS_VOICES":
                    self._say(self.listed)
                else:
                    self._say("203 OK SET\r\n")

    def _event(self, code: int, name: str, number: int) -> None:
        self._say(f"{code}-{number}\r\n{code}-1\r\n{code} {name}\r\n")

    def _say(self, words: str) -> None:
        assert self._line is not None
        self._line.sendall(words.encode())
