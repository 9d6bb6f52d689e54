"""The lines of the locks that hold on another system, without the markers, which pip reads for itself.

python locked_for.py SYSTEM MACHINE PYTHON LOCK…     for example: win32 AMD64 3.13.2 requirements/run.txt

Runs in the build's environment, which has `packaging`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.markers import Marker

_NAMES = {"win32": ("Windows", "nt"), "darwin": ("Darwin", "posix"), "linux": ("Linux", "posix")}
_ENTRY = re.compile(
    r"^([a-z0-9][a-z0-9-]*==[^ ;\\]+)(?: ; ([^\\]+?))? \\\n((?:    --hash=\S+(?: \\)?\n)+)", re.MULTILINE
)


def lines_for(text: str, system: str, machine: str, python: str) -> Iterator[str]:
    """Each package of a lock that is installed on ``system``, with its hashes.

    ``system`` is what `sys.platform` calls it, ``machine`` what `platform.machine` says there.
    """
    platform_system, os_name = _NAMES[system]
    there = {
        "sys_platform": system,
        "platform_system": platform_system,
        "os_name": os_name,
        "platform_machine": machine,
        "python_version": ".".join(python.split(".")[:2]),
        "python_full_version": python,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    for release, marker, hashes in _ENTRY.findall(f"{text}\n"):
        if not marker or Marker(marker).evaluate(there):
            yield f"{release} \\\n{hashes.rstrip()}"


def main() -> None:
    """Print them."""
    system, machine, python, *locks = sys.argv[1:]
    for lock in locks:
        for line in lines_for(Path(lock).read_text("utf-8"), system, machine, python):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
