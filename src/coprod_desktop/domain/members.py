"""Reading the members of a JSON object strictly: each by its name and type, and none left over.

Errors are raised ``from None`` here and by callers: the error behind them quotes what somebody wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

_E = TypeVar("_E", bound=Enum)
_T = TypeVar("_T")


class MalformedRecordError(ValueError):
    """A record does not read; the message names the member, never what it held."""


class Members:
    """The members of one record, taken one after the other; what is left at the end is a fault."""

    def __init__(self, record: object) -> None:
        if not isinstance(record, Mapping):
            raise MalformedRecordError("not a record")
        self._left: dict[object, object] = dict(record)

    def value(self, name: str) -> object:
        """Take a member, whatever it is."""
        if name not in self._left:
            raise MalformedRecordError(name)
        return self._left.pop(name)

    def _of_type(self, name: str, kind: type[_T]) -> _T:
        value = self.value(name)
        if type(value) is not kind:
            raise MalformedRecordError(name)
        return value

    def require_number(self, name: str, wanted: int) -> None:
        """Take a member that must be this very number."""
        if self.number(name) != wanted:
            raise MalformedRecordError(name)

    def text(self, name: str) -> str:
        """Take a text."""
        return self._of_type(name, str)

    def text_or_none(self, name: str) -> str | None:
        """Take a text or null."""
        return self._optional(name, self.text)

    def number(self, name: str) -> int:
        """Take a whole number; true and false are none."""
        return self._of_type(name, int)

    def flag(self, name: str) -> bool:
        """Take true or false."""
        return self._of_type(name, bool)

    def items(self, name: str) -> list[object]:
        """Take a list."""
        return self._of_type(name, list)

    def items_if_any(self, name: str) -> list[object]:
        """Take a list that is left out where it would be empty."""
        return self.items(name) if name in self._left else []

    def texts(self, name: str) -> tuple[str, ...]:
        """Take a list of texts."""
        values = self.items(name)
        if any(type(value) is not str for value in values):
            raise MalformedRecordError(name)
        return tuple(str(value) for value in values)

    def read(self, name: str, reader: Callable[[str], _T]) -> _T:
        """Take a text and make a value of it with a reader that raises ValueError."""
        try:
            return reader(self.text(name))
        except MalformedRecordError:
            raise
        except ValueError:
            raise MalformedRecordError(name) from None

    def read_or_none(self, name: str, reader: Callable[[str], _T]) -> _T | None:
        """The same, or null."""
        return None if self._is_none(name) else self.read(name, reader)

    def day_or_none(self, name: str) -> date | None:
        """Take an ISO day or null."""
        return self._optional(name, self._day)

    def _day(self, name: str) -> date:
        return self.read(name, _strict_day)

    def member_of(self, name: str, kind: type[_E]) -> _E:
        """Take a member of an enumeration."""
        return _one(kind, self.text(name), name)

    def members_of(self, name: str, kind: type[_E]) -> frozenset[_E]:
        """Take a list of members of an enumeration, none of them twice."""
        values = self.texts(name)
        members = frozenset(_one(kind, value, name) for value in values)
        if len(members) != len(values):
            raise MalformedRecordError(name)
        return members

    def member_or_none(self, name: str, kind: type[_E]) -> _E | None:
        """Take a member of an enumeration or null."""
        return None if self._is_none(name) else self.member_of(name, kind)

    def _optional(self, name: str, reader: Callable[[str], _T]) -> _T | None:
        return None if self._is_none(name) else reader(name)

    def _is_none(self, name: str) -> bool:
        if self._left.get(name, self) is None:
            del self._left[name]
            return True
        return False

    def done(self) -> None:
        """Refuse members that nobody took."""
        if self._left:
            raise MalformedRecordError("members that do not belong here")


def _strict_day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError("not a day")
    return day


def _one(kind: type[_E], value: object, name: str) -> _E:
    try:
        return kind(value)
    except ValueError:
        raise MalformedRecordError(name) from None
