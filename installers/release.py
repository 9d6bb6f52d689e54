"""What goes beside the packages: hashes, the list of parts (CycloneDX), the release's notes, sizes."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import product

SUMS = "SHA256SUMS.txt"
NOTES = "release-notes.md"
_COMPARE = (
    "Your system may warn that the publisher is unknown. "
    "Compare the SHA-256 of what you downloaded with the list before you open it."
)
UNSIGNED = f"These packages carry no publisher's signature. {_COMPARE}"
SHEET = "co-production"
"""How the names of the sheets for a group begin."""
_SHEETS = "For a group, to print and give away, PDF and Word; the credit stands on every page:"
PACKAGES = (".deb", ".xz", ".dmg", ".exe", ".msi", ".zip")
"""How the names of packages end, beside which lie lists and notes."""


def sha256(path: Path) -> str:
    """The SHA-256 of one file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(folder: Path) -> Path:
    """List every file of ``folder`` with its SHA-256, in the form that ``sha256sum --check`` reads."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    target = folder / SUMS
    target.write_text("".join(f"{sha256(path)}  {path.name}\n" for path in files), "utf-8", newline="\n")
    return target


def locked_hashes(lock: Path) -> dict[str, list[str]]:
    """Package and release (``name==1.2``) to the SHA-256 of each wheel that the lock allows."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in lock.read_text("utf-8").splitlines():
        if start := re.match(r"^([a-z0-9][a-z0-9-]*==[^ ;\\]+)", line):
            current = start[1]
        elif digest := re.search(r"--hash=sha256:([0-9a-f]{64})", line):
            found.setdefault(current, []).append(digest[1])
    return found


def sbom(inventory: Mapping[str, Any], locks: Iterable[Path], target: str, moment: int) -> dict[str, Any]:
    """The list of parts in CycloneDX 1.5 form. The same inventory gives the same list, number and all."""
    hashes: dict[str, list[str]] = {}
    for lock in locks:
        hashes |= locked_hashes(lock)
    components = [
        _component(row, hashes.get(f"{row['name']}=={row['version']}", []))
        for row in inventory["packages"]
        if row["name"] != product.COMMAND
    ]
    words = json.dumps([target, product.version(), components], sort_keys=True)
    program = {
        "type": "application",
        "bom-ref": product.COMMAND,
        "name": product.NAME,
        "version": product.version(),
        "licenses": [{"license": {"id": "MIT"}}],
    }
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, words)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z"),
            "component": program,
        },
        "components": components,
        "dependencies": [{"ref": product.COMMAND, "dependsOn": [row["bom-ref"] for row in components]}],
    }


def _component(row: Mapping[str, Any], hashes: list[str]) -> dict[str, Any]:
    """One part, and in it what it carries.

    The hashes are those of the wheels its lock allows: one of them is what was installed.
    """
    is_wheel = bool(hashes)
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": row["name"],
        "name": row["name"],
        "licenses": [{"license": {"name": row["licence"]}}],
    }
    if row["version"]:
        component["version"] = row["version"]
    if is_wheel:
        component["purl"] = f"pkg:pypi/{row['name']}@{row['version']}"
        component["properties"] = [
            {"name": "coprod:locked-wheel-sha256", "value": one} for one in sorted(hashes)
        ]
    carried = [
        {"type": "library", "bom-ref": f"{row['name']}/{one['name']}", **one}
        for one in row.get("contains", ())
    ]
    return {**component, "components": carried} if carried else component


def notes(
    changelog: str, version: str, packages: Iterable[str], signed: Collection[str], sheets: Iterable[str] = ()
) -> str:
    """What is new in ``version``, cut from CHANGELOG, the sheets for a group, a plain word on signatures.

    While the version has no section of its own, the one of what is not released yet is taken. ``packages``
    are the names of all packages, ``signed`` those that carry a publisher's signature, ``sheets`` those of
    the sheets' files.

    Raises:
        ValueError: CHANGELOG has neither section.
    """
    sections = re.split(r"^## \[?([^\]\s]+)\]?[^\n]*\n", changelog, flags=re.MULTILINE)
    by_name = dict(zip(sections[1::2], sections[2::2], strict=True))
    text = by_name.get(version) or by_name.get("Unreleased")
    if text is None:
        raise ValueError(f"CHANGELOG says nothing about {version}")
    links = re.compile(r"^\[[^\]]+\]: .*\n?", re.MULTILINE)
    told = _trust(packages, signed)
    trust = f"\n{told}\n" if told else ""
    given = _given_away(sheets)
    return f"# {product.NAME} {version}\n\n{links.sub('', text).strip()}\n{given}{trust}"


def _given_away(sheets: Iterable[str]) -> str:
    """The sheets for a group as a part of the notes, each once for all its formats; empty without any."""
    names = sorted({Path(name).stem for name in sheets})
    lines = "".join(f"- `{name}`\n" for name in names)
    return f"\n### Sheets\n{_SHEETS}\n\n{lines}" if lines else ""


def sheets_in(folder: Path) -> set[str]:
    """The names of the sheets for a group that lie in a folder."""
    return {path.name for path in folder.iterdir() if path.name.startswith(f"{SHEET}-")}


def _trust(packages: Iterable[str], signed: Collection[str]) -> str:
    """Which packages carry no signature; empty when all do. An archive has no place for one."""
    bare = sorted(set(packages) - set(signed))
    if bare and not signed:
        return UNSIGNED
    holds_signed = any(name.endswith(".exe") for name in signed)
    named = [
        f"{name} (the program in it is signed)" if holds_signed and name.endswith(".zip") else name
        for name in bare
    ]
    return f"These carry no publisher's signature: {', '.join(named)}. {_COMPARE}" if named else ""


def packages_in(folder: Path) -> set[str]:
    """The names of the packages that lie in a folder."""
    return {path.name for path in folder.iterdir() if path.suffix in PACKAGES}


def unsigned(folder: Path) -> set[str]:
    """The packages in a folder of which the notes beside them say that they carry no signature."""
    beside = folder / NOTES
    said = beside.read_text("utf-8") if beside.exists() else UNSIGNED
    return {name for name in packages_in(folder) if UNSIGNED in said or name in said}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an installed folder and its bytes."""

    name: str
    size: int


def installed_size(folder: Path) -> int:
    """The bytes of all files; a link counts nothing."""
    return sum(path.stat().st_size for path in _files(folder))


def largest(folder: Path, count: int = 10) -> list[Part]:
    """The largest files of a folder."""
    parts = [Part(path.relative_to(folder).as_posix(), path.stat().st_size) for path in _files(folder)]
    return sorted(parts, key=lambda part: (-part.size, part.name))[:count]


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def sizes(folder: Path, packages: Iterable[Path], floor: Path | None = None) -> str:
    """The sizes as lines to read, in millions of bytes, beside the floor when there is one."""
    lines = [f"installed {installed_size(folder) / 1e6:8.1f} MB"]
    if floor is not None:
        lines.append(f"  an empty window packed the same way {installed_size(floor) / 1e6:.1f} MB")
    lines += [f"download  {path.stat().st_size / 1e6:8.1f} MB  {path.name}" for path in packages]
    lines.append("the largest parts:")
    lines += [f"  {part.size / 1e6:6.1f} MB  {part.name}" for part in largest(folder)]
    return "\n".join(lines)
