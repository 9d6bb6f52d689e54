"""What can be wrong with the files of the recipe."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from coprod_desktop.errors import KnownError


class ContentError(KnownError):
    """A file below ``resources/content`` cannot be used as it stands.

    ``file``, ``line`` (from 1) and ``reason`` say where to look and what is wrong, in words for the
    person who edits or translates the files.
    """

    code: ClassVar[str] = "content"

    def __init__(self, file: Path, line: int, reason: str) -> None:
        super().__init__(file=file, line=line, reason=reason)
        self.file = file
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        """``recipe.toml:12: what is wrong``, as editors and terminals understand it."""
        return f"{self.file}:{self.line}: {self.reason}"
