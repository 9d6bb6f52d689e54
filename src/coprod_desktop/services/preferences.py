"""How the program looks and where its window stood.

Kept outside the journal, since it is needed before unlocking. Nothing
here tells anything about what somebody wrote.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from coprod_desktop.services.places import make_private_folder
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
class _Settings:
    appearance: Appearance = Appearance()
    window: WindowPlace = WindowPlace()
    backups: BackupChoice = BackupChoice()


class Preferences:
    """The settings file, read once and written whole on every change.

    A damaged file is set aside as ``settings.damaged.json`` and ``was_damaged`` is true, so that the
    window can say so; it is never silently overwritten.
    """

    def __init__(self, data: Path) -> None:
        self._file = data / "settings.json"
        self.was_damaged = False
        self._settings = self._read()

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
        self._settings = replace(self._settings, backups=choice)
        self._write()

    def set_appearance(self, appearance: Appearance) -> None:
        """Keep the looks.

        Raises:
            OSError: the settings file cannot be written; the choice still holds until the program ends.
        """
        self._settings = replace(self._settings, appearance=appearance)
        self._write()

    def set_window(self, window: WindowPlace) -> None:
        """Keep where the window stands. Raises OSError as `set_appearance` does."""
        self._settings = replace(self._settings, window=window)
        self._write()

    def _read(self) -> _Settings:
        try:
            text = self._file.read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return _Settings()
        except (OSError, UnicodeDecodeError):
            return self._set_aside()
        try:
            plain = json.loads(text)
            return _Settings(
                Appearance(**_known(Appearance, plain.get("appearance", {}))),
                WindowPlace(**_known(WindowPlace, plain.get("window", {}))),
                BackupChoice(**_known(BackupChoice, plain.get("backups", {}))),
            )
        except (ValueError, TypeError, AttributeError, RecursionError):
            return self._set_aside()

    def _set_aside(self) -> _Settings:
        self.was_damaged = True
        # A folder that cannot be written is told of when something is saved.
        with contextlib.suppress(OSError):
            self._file.replace(self._file.with_name("settings.damaged.json"))
        return _Settings()

    def _write(self) -> None:
        make_private_folder(self._file.parent)
        plain = asdict(self._settings)
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


def _known(kind: type[Any], plain: dict[str, object]) -> dict[str, Any]:
    """The fields of ``plain`` that ``kind`` has, each of the type that its default has."""
    kept: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in plain:
            value = plain[field.name]
            if type(value) is not type(field.default):
                raise TypeError(field.name)
            kept[field.name] = value
    return kept
