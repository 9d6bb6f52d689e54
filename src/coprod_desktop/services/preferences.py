"""How the program looks and where its window stood.

Kept outside the journal, since it is needed before unlocking. Nothing
here tells anything about what somebody wrote.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from enum import Enum, auto
from pathlib import Path
from typing import Any

from coprod_desktop.services.places import make_private_folder
from coprod_desktop.services.speech.voices import PERCENTS, USUAL_PERCENT
from coprod_desktop.vault.files import patiently

COLOURS = ("system", "light", "dark", "highContrast")
TYPEFACES = ("default", "alternative", "dyslexia", "system")
TEXT_PERCENT = (80, 200)
KEEP = ("fewer", "usual", "more")
FARTHEST = 100_000
"""Pixels. No screen is that far away; a larger number would not fit where the window takes it."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a person chose about looks. ``text_percent`` is 80 to 200; 0 follows the system's text size."""

    colours: str = "system"
    text_percent: int = 0
    typeface: str = "default"
    reduce_motion: bool = False
    easier_words: bool = False

    def __post_init__(self) -> None:
        low, high = TEXT_PERCENT
        if self.colours not in COLOURS or self.typeface not in TYPEFACES:
            raise ValueError("no such colours or typeface")
        if self.text_percent and not low <= self.text_percent <= high:
            raise ValueError("text size out of range")


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where the window stood, in Qt's logical pixels. A width of 0 means: never placed."""

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    maximised: bool = False

    def __post_init__(self) -> None:
        numbers = (self.x, self.y, self.width, self.height)
        if any(abs(number) > FARTHEST for number in numbers) or self.width < 0 or self.height < 0:
            raise ValueError("no such place")


@dataclass(frozen=True, slots=True)
class BackupChoice:
    """Where backups go, and how many are kept. An empty ``folder`` means the program's own."""

    folder: str = ""
    keep: str = "usual"

    def __post_init__(self) -> None:
        if self.keep not in KEEP or (self.folder and not Path(self.folder).is_absolute()):
            raise ValueError("no such folder, or no such number")


@dataclass(frozen=True, slots=True)
class Screen:
    """Whether other programs may take pictures of the windows; it has to hold before unlocking."""

    hide_from_capture: bool = False


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """Which of the computer's voices reads aloud (empty: the usual one), and how fast, in per cent."""

    voice: str = ""
    percent: int = USUAL_PERCENT

    def __post_init__(self) -> None:
        if not PERCENTS[0] <= self.percent <= PERCENTS[-1]:
            raise ValueError("no such speed")


@dataclass(frozen=True, slots=True)
class _Settings:
    appearance: Appearance = Appearance()
    window: WindowPlace = WindowPlace()
    backups: BackupChoice = BackupChoice()
    screen: Screen = Screen()
    voice: VoiceChoice = VoiceChoice()


class _Found(Enum):
    """What became of the settings file when it was read."""

    ABSENT = auto()
    READ = auto()
    NOT_READ = auto()
    DAMAGED = auto()


class Preferences:
    """The settings file, read once and written whole on every change.

    A damaged file is set aside as ``settings.damaged.json`` and ``was_damaged`` is true; one that the system
    did not let us read is left alone, and ``was_unreadable`` is true. The window says so. Neither, nor one
    that appears later, with its stick, is ever overwritten by what stood in for it: it is read first, and
    only what was chosen since is changed in it. What a newer version wrote in it stays.
    """

    def __init__(self, data: Path) -> None:
        self._file = data / "settings.json"
        self._settings = _Settings()
        self._chosen: dict[str, Any] = {}
        self._plain: dict[str, Any] = {}
        self._found = self._read()
        self.was_damaged = self._found is _Found.DAMAGED
        self.was_unreadable = self._found is _Found.NOT_READ
        if self.was_damaged:
            with contextlib.suppress(OSError):  # else it is tried again before anything is written
                self._set_aside()

    @property
    def appearance(self) -> Appearance:
        """The looks as chosen."""
        return self._settings.appearance

    @property
    def window(self) -> WindowPlace:
        """Where the window stood."""
        return self._settings.window

    @property
    def backups(self) -> BackupChoice:
        """Where backups go, and how many are kept."""
        return self._settings.backups

    def set_backups(self, choice: BackupChoice) -> None:
        """Keep where backups go and how many. Raises OSError as `set_appearance` does."""
        self._change(backups=choice)

    @property
    def screen(self) -> Screen:
        """What others may see of the windows."""
        return self._settings.screen

    def set_screen(self, screen: Screen) -> None:
        """Keep what others may see. Raises OSError as `set_appearance` does."""
        self._change(screen=screen)

    @property
    def voice(self) -> VoiceChoice:
        """The voice that reads aloud."""
        return self._settings.voice

    def set_voice(self, voice: VoiceChoice) -> None:
        """Keep the voice. Raises OSError as `set_appearance` does."""
        self._change(voice=voice)

    def set_appearance(self, appearance: Appearance) -> None:
        """Keep the looks.

        Raises:
            OSError: the settings file cannot be written; the choice still holds until the program ends.
        """
        self._change(appearance=appearance)

    def set_window(self, window: WindowPlace) -> None:
        """Keep where the window stands. Raises OSError as `set_appearance` does."""
        self._change(window=window)

    def _change(self, **chosen: Any) -> None:
        self._chosen |= chosen
        self._settings = replace(self._settings, **chosen)
        if self._found is _Found.READ:
            if not self._file.parent.is_dir():  # a stick that was pulled out: no new folder in its place
                raise FileNotFoundError(errno.ENOENT, "the settings' folder is gone")
        else:
            self._catch_up()
        self._write()
        self._found = _Found.READ

    def _catch_up(self) -> None:
        """Take in a file that could not be read so far; what was chosen since holds all the same.

        Raises:
            OSError: it still cannot be read, or, being damaged, not be set aside.
        """
        self._found = self._read()
        if self._found is _Found.NOT_READ:
            raise PermissionError(errno.EACCES, "the settings cannot be read")
        if self._found is _Found.DAMAGED:
            self._set_aside()
        self._settings = replace(self._settings, **self._chosen)

    def _read(self) -> _Found:
        try:
            text = self._file.read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return _Found.ABSENT
        except UnicodeDecodeError:
            return _Found.DAMAGED
        except OSError:
            return _Found.NOT_READ
        try:
            plain = json.loads(text)
            self._settings = _Settings(
                Appearance(**_known(Appearance, plain.get("appearance", {}))),
                WindowPlace(**_known(WindowPlace, plain.get("window", {}))),
                BackupChoice(**_known(BackupChoice, plain.get("backups", {}))),
                Screen(**_known(Screen, plain.get("screen", {}))),
                VoiceChoice(**_known(VoiceChoice, plain.get("voice", {}))),
            )
        except (ValueError, TypeError, AttributeError, RecursionError):
            return _Found.DAMAGED
        self._plain = plain
        return _Found.READ

    def _set_aside(self) -> None:
        """Keep a damaged file under a name that is free. Raises OSError when it cannot be renamed."""
        names = (f"settings.damaged{number}.json" for number in ("", *range(2, 1000)))
        aside = next(path for path in map(self._file.with_name, names) if not os.path.lexists(path))
        self._file.replace(aside)
        self._found = _Found.ABSENT

    def _write(self) -> None:
        make_private_folder(self._file.parent)
        plain = {**self._plain}
        for part, values in asdict(self._settings).items():
            plain[part] = {**plain.get(part, {}), **values}
        handle, name = tempfile.mkstemp(prefix="settings-", suffix=".tmp", dir=self._file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(plain, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            patiently(lambda: os.replace(name, self._file))
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _known(kind: type[Any], plain: object) -> dict[str, Any]:
    """The fields of ``plain`` that ``kind`` has, each of the type that its default has."""
    if not isinstance(plain, dict):
        raise TypeError(kind.__name__)
    kept: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in plain:
            value = plain[field.name]
            if type(value) is not type(field.default):
                raise TypeError(field.name)
            kept[field.name] = value
    return kept
