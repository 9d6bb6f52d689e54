"""What wixl cannot say about an MSI, written into its tables afterwards with msitools.

The meanings of tables and bits are those of Microsoft's Windows Installer reference.
"""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import dev

_FIXED_FILE_INFO = struct.pack("<II", 0xFEEF04BD, 0x00010000)
"""How VS_FIXEDFILEINFO begins: its signature, and the version of its own form."""


def complete(msi: Path, files: dict[str, Path], work: Path) -> None:
    """Write what follows into the tables of ``msi``; ``files`` is the id of each file with the file itself.

    Raises:
        StopError: msitools could not do it.
    """

    def searched_in_64_bits(row: list[str]) -> None:
        row[4] = "18"  # a raw value (2), where 64-bit programs write (16)

    def replaced_by_the_same_version_too(row: list[str]) -> None:
        if row[6] == "WIX_UPGRADE_DETECTED":  # else two builds of one version lie side by side
            row[4] = "513"  # take its features along (1), and the highest version counts (512)

    def removed_within_the_transaction(row: list[str]) -> None:
        if row[0] == "RemoveExistingProducts":  # what fails afterwards brings the older version back
            row[2] = "1501"

    def of_its_version(row: list[str]) -> None:
        # Without it Windows takes a library that is there already for newer than ours, and installs none.
        row[4] = file_version(files[row[0]])
        row[5] = "0" if row[4] else ""  # of no language

    _edit(msi, "RegLocator", work, searched_in_64_bits)
    _edit(msi, "Upgrade", work, replaced_by_the_same_version_too)
    _edit(msi, "InstallExecuteSequence", work, removed_within_the_transaction)
    _edit(msi, "File", work, of_its_version)


def _edit(msi: Path, table: str, work: Path, edit: Callable[[list[str]], None]) -> None:
    """Write a table anew, each of its rows edited in its place."""
    lines = _call(["msiinfo", "export", str(msi), table]).splitlines()
    rows = [line.split("\t") for line in lines[3:]]
    for row in rows:
        edit(row)
    text = "".join(f"{line}\r\n" for line in (*lines[:3], *("\t".join(row) for row in rows)))
    exported = work / f"{table}.idt"
    exported.write_bytes(text.encode("ascii"))
    _call(["msibuild", str(msi), "-i", str(exported)])


def file_version(path: Path) -> str:
    """The version that Windows reads from a program or library, as four numbers with dots; empty for none."""
    if path.suffix.lower() not in {".exe", ".dll", ".pyd"}:
        return ""
    data = path.read_bytes()
    at = data.find(_FIXED_FILE_INFO)
    if at < 0:
        return ""
    high, low = struct.unpack_from("<II", data, at + len(_FIXED_FILE_INFO))
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"


def _call(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode or done.stderr:
        raise dev.StopError(f"{done.stdout[-2000:]}{done.stderr[-2000:]}\nThe MSI could not be completed.")
    return done.stdout.replace("\r", "")
