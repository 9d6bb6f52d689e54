"""Typed reading of TOML tables, where each complaint names its file and line.

`tomllib` keeps no positions. Files are therefore read at full speed, and only a complaint looks up the
line of its table and key in the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from coprod_desktop.content.errors import ContentError

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")

_HEADER = re.compile(r"\s*(\[{1,2})\s*([\w.-]+)\s*\]{1,2}\s*(?:#.*)?$")
_SYNTAX_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")

Step = tuple[str, int]
"""A table's name and its number among the tables of that name (0 for a plain table)."""


class TableReader:
    """One TOML table. Each key has to be asked for: what is left over at `finish` is a mistake."""

    def __init__(self, file: Path, raw: str, data: dict[str, object], path: tuple[Step, ...] = ()) -> None:
        self._file = file
        self._raw = raw
        self._data = data
        self._path = path
        self._asked: set[str] = set()

    def error(self, reason: str, key: str = "") -> ContentError:
        """A complaint about one key of this table, or about the table."""
        return ContentError(self._file, find_line(self._raw, self._path, key), reason)

    def finish(self) -> None:
        """Complain about keys that nobody asked for: misspelt, or not known here."""
        for key in self._data:
            if key not in self._asked:
                raise self.error(f"'{key}' is not known here", key)

    def text(self, key: str) -> str:
        """A line of words that must be there."""
        return self._line(key, self._value(key))

    def optional_text(self, key: str) -> str:
        """A line of words, or ``""`` when the key is left out."""
        return self.text(key) if self._has(key) else ""

    def flag(self, key: str) -> bool:
        """True or false, which must be there."""
        value = self._value(key)
        if not isinstance(value, bool):
            raise self.error(f"'{key}' must be true or false", key)
        return value

    def optional_flag(self, key: str, *, default: bool) -> bool:
        """True or false, ``default`` when the key is left out."""
        return self.flag(key) if self._has(key) else default

    def choice(self, key: str, kind: type[_E]) -> _E:
        """One of the values of an enumeration."""
        value = self.text(key)
        known = [member.value for member in kind]
        if value not in known:
            raise self.error(f"'{value}' is not one of {', '.join(known)}", key)
        return kind(value)

    def optional_choice(self, key: str, default: _E) -> _E:
        """One of the values of an enumeration, ``default`` when the key is left out."""
        return self.choice(key, type(default)) if self._has(key) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of at least one line of words."""
        values = self._value(key)
        if not isinstance(values, list) or not values:
            raise self.error(f"'{key}' must be a list of words in quotation marks", key)
        return tuple(self._line(key, value) for value in values)

    def optional_texts(self, key: str) -> tuple[str, ...]:
        """A list of lines, empty when the key is left out."""
        return self.texts(key) if self._has(key) else ()

    def table(self, key: str) -> TableReader:
        """The table ``[key]``."""
        value = self._value(key)
        if not isinstance(value, dict):
            raise self.error(f"'{key}' must be a table: [{key}]", key)
        return TableReader(self._file, self._raw, value, (*self._path, (key, 0)))

    def tables(self, key: str) -> Iterator[TableReader]:
        """The tables ``[[key]]``, at least one."""
        values = self._value(key)
        if not isinstance(values, list) or not values or not all(isinstance(v, dict) for v in values):
            raise self.error(f"'{key}' must be a row of tables: [[{key}]]", key)
        for number, value in enumerate(values):
            yield TableReader(self._file, self._raw, value, (*self._path, (key, number)))

    def words_by_key(self) -> dict[str, str]:
        """Every key of this table with its line of words, for tables whose keys are free."""
        return {key: self.text(key) for key in self._data}

    def checked(self, key: str, make: Callable[[], _T]) -> _T:
        """What ``make`` gives; its ValueError becomes a complaint about ``key``."""
        try:
            return make()
        except ValueError as error:
            raise self.error(str(error), key) from error

    def _has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._data

    def _value(self, key: str) -> object:
        if not self._has(key):
            raise self.error(f"'{key}' is missing")
        return self._data[key]

    def _line(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.error(f"'{key}' must be words in quotation marks", key)
        if not value.strip():
            raise self.error(f"'{key}' is empty", key)
        if value != value.strip() or not value.isprintable():
            raise self.error(f"'{key}' must be one line without spaces before or after it", key)
        return value


def read_file(file: Path) -> TableReader:
    """Read one content file.

    Raises:
        ContentError: it is not there, not UTF-8 or not TOML.
    """
    try:
        raw = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise ContentError(file, 1, f"the file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ContentError(file, line, "the file is not UTF-8 text") from error
    raw = raw.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        return TableReader(file, raw, tomllib.loads(raw))
    except tomllib.TOMLDecodeError as error:
        place = _SYNTAX_PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else len(raw.splitlines()) or 1
        reason = _SYNTAX_PLACE.sub("", str(error))
        raise ContentError(file, line, f"this is not TOML: {reason}") from error


def find_line(raw: str, path: tuple[Step, ...], key: str = "") -> int:
    """The line, from 1, of a table's header or of a key in it; the nearest thing above if it has none."""
    counts: dict[str, int] = {}
    here: tuple[Step, ...] = ()
    nearest = 1
    for number, text in enumerate(raw.splitlines(), start=1):
        header = _HEADER.match(text)
        if header:
            here = _enter(header[2].split("."), header[1] == "[[", counts)
            if here == path[: len(here)]:
                nearest = number
            if key and (*path, (key, 0)) == here:
                return number
        elif key and here == path and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", text):
            return number
    return nearest


def _enter(names: list[str], is_row: bool, counts: dict[str, int]) -> tuple[Step, ...]:
    """The path of a header that was met, counting rows of tables afresh inside each new outer one."""
    name = ".".join(names)
    if is_row:
        counts[name] = counts.get(name, -1) + 1
        for inner in [known for known in counts if known.startswith(f"{name}.")]:
            del counts[inner]
    prefixes = [".".join(names[: depth + 1]) for depth in range(len(names))]
    return tuple((names[depth], max(0, counts.get(prefix, 0))) for depth, prefix in enumerate(prefixes))
