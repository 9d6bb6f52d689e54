"""Tells of files and functions that are longer than a reader should meet at once.

`dev.py check` runs this.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def sources() -> Iterator[Path]:
    """Every Python file that is ours."""
    yield ROOT / "dev.py"
    for folder in ("src", "tests", "benchmarks", "installers"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def too_long(path: Path) -> Iterator[str]:
    """What in a file is too long."""
    text = path.read_text("utf-8")
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    if text.count("\n") > LONGEST_FILE:
        yield f"{name}: {text.count(chr(10))} lines, at most {LONGEST_FILE}"
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        yield f"{name}: {error}"
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, at most {LONGEST_FUNCTION}"


def main() -> int:
    """Print every line that `too_long` has to say."""
    long = [line for path in sources() for line in too_long(path)]
    print("\n".join(long))
    return 1 if long else 0


if __name__ == "__main__":
    sys.exit(main())
