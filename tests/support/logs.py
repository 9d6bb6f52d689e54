"""What the program logs during a test."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class _Keeper(logging.Handler):
    """Keeps every record from WARNING up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def watched() -> Iterator[list[logging.LogRecord]]:
    """Collect the log's warnings and worse; pytest-qt reports Qt's own lines by itself."""
    keeper = _Keeper()
    root = logging.getLogger()
    root.addHandler(keeper)
    try:
        yield keeper.records
    finally:
        root.removeHandler(keeper)


def judge(records: Sequence[logging.LogRecord], patterns: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines that no pattern expects, and the patterns that no line fulfilled."""
    lines = [f"{record.name}: {record.getMessage()}" for record in records if record.name != "qt"]
    unexpected = [line for line in lines if not any(re.search(pattern, line) for pattern in patterns)]
    absent = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in lines)]
    return unexpected, absent
