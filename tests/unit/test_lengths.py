"""`dev.py check` tells of what is too long to be read at once."""

from __future__ import annotations

from pathlib import Path

import lint_lengths


def test_a_long_file_and_a_long_function_are_told(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    lines = ["    print()"] * lint_lengths.LONGEST_FUNCTION
    body = "\n".join(["def long() -> None:", *lines, *["x = 1"] * lint_lengths.LONGEST_FILE])
    path.write_text(body + "\n")
    told = list(lint_lengths.too_long(path))
    assert [line.split(":")[0] for line in told] == ["long.py", "long.py"]
    path.write_text("def short() -> None:\n" + "    print()\n" * (lint_lengths.LONGEST_FUNCTION - 1))
    assert list(lint_lengths.too_long(path)) == []
