"""Imports all that the program imports anywhere, where what a package leaves out cannot be had. A script.

python -I -S all_imported.py FOLDERS     one folder a line: ours, the build's, the installed packages'

It prints, as JSON, which of the modules left out were there from Python's own start (``-S`` keeps the
start-up files of packages out of that), and which were asked for and by whom. A module that cannot do without
one ends it with an error.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

WINDOWS = {"msvcrt", "winreg", "ctypes.wintypes"}
LINUX = {"jeepney", "secretstorage"}
ELSEWHERE = {"win32": {"resource", "fcntl"} | LINUX, "darwin": WINDOWS | LINUX}.get(sys.platform, WINDOWS)
"""Modules for other systems, which the program asks for there alone."""


class LeftOut(MetaPathFinder):
    """Says of each module left out that there is none, as in a frozen program, and notes who asked."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(names)
        self.asked: set[tuple[str, str]] = set()

    def holds(self, name: str) -> bool:
        """Whether a module is left out, by its own name or with its package."""
        parts = name.split(".")
        return any(".".join(parts[:count]) in self._names for count in range(1, len(parts) + 1))

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse what is left out; leave all else to Python."""
        if not self.holds(fullname):
            return None
        frame = sys._getframe(1)
        while "importlib" in frame.f_globals["__name__"] and frame.f_back is not None:
            frame = frame.f_back
        self.asked.add((fullname, frame.f_globals["__name__"]))
        raise ModuleNotFoundError(f"{fullname} is left out", name=fullname)


def imported(source: str) -> Iterator[str]:
    """The modules that a source file imports, in its functions too, but not those for types alone."""
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        waiting += ast.iter_child_nodes(node)


def main() -> None:
    """Make a Word file, whose library imports some things late, and import everything."""
    sys.path[:0] = sys.argv[1].split("\n")
    contents = importlib.import_module("contents")
    finder = LeftOut(contents.modules_left_out())
    there = sorted(name for name in sys.modules if finder.holds(name))
    sys.meta_path.insert(0, finder)
    import coprod_desktop
    from coprod_desktop.export import word
    from coprod_desktop.export.report import Report

    # First of all, as in the program: `word` sees to it that its library does without one of them.
    word.write(Report("A", "en-GB", datetime(2026, 1, 1, tzinfo=UTC), "", (), (), "Page"))
    for found in pkgutil.walk_packages(coprod_desktop.__path__, "coprod_desktop."):
        module = importlib.import_module(found.name)
        for name in imported(Path(str(module.__file__)).read_text("utf-8")):
            if name not in ELSEWHERE:
                importlib.import_module(name)
    print(json.dumps({"there": there, "asked": sorted(finder.asked)}))


if __name__ == "__main__":
    main()
