"""Makes the Windows packages from a frozen folder: installer, MSI and ZIP. Runs on Linux with Debian's tools.

Everything in them carries one date and no names of whoever built them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import uuid
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import dev
import icons
import product
import release
from windows import msi_tables, resources
from windows.signing import Certificate

HERE = Path(__file__).resolve().parent

MACHINE = "x64"
PORTABLE = ("data", "portable.txt")
"""The folder beside a portable program for its journals, and the note in it: `services.places` wants both."""

_OWN_NAMES = uuid.UUID("5c1d7a0e-93c2-4f55-8f6e-0a4b1e7d2c90")


def name(kind: str) -> str:
    """The file name of a package; ``kind`` is what follows the processor, with its ending."""
    return f"{product.COMMAND}-{product.version()}-windows-{MACHINE}{kind}"


def make_all(
    python: Path,
    folder: Path,
    work: Path,
    out: Path,
    moment: int,
    level: int,
    certificate: Certificate | None,
) -> list[Path]:
    """Make all three, signed where there is a certificate. ``python`` is one with Qt, to draw with.

    Raises:
        StopError: a tool refused; its words are in the text.
    """
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    _same_date(folder, moment)
    (work / "companion.ico").write_bytes(icons.ico(resources.ICON_SIZES))
    _call([str(python), str(HERE / "side_picture.py"), str(work / "side.bmp")], moment)
    installer = make_installer(folder, work, out / name("-setup.exe"), level, certificate, moment=moment)
    msi = make_msi(folder, work, out / name(".msi"), moment)
    if certificate:
        certificate.sign(installer)
        certificate.sign(msi)
    return [installer, msi, make_zip(folder, out / name("-portable.zip"), moment, level)]


def make_installer(
    folder: Path, work: Path, target: Path, level: int, certificate: Certificate | None = None, *, moment: int
) -> Path:
    """The installer for one person, by NSIS."""
    values = {
        "PROGRAM": str(folder),
        "OUT": str(target),
        "NAME": product.NAME,
        "COMMAND": product.COMMAND,
        "VERSION": product.version(),
        "NUMBERS": ".".join(map(str, resources.four_numbers(product.version()))),
        "PUBLISHER": product.PUBLISHER,
        "COPYRIGHT": product.COPYRIGHT,
        "SUMMARY": product.SUMMARY,
        "EXTENSION": product.EXTENSION,
        "PROGID": product.PROG_ID,
        "MIME": product.MIME_TYPE,
        "DOCUMENT": product.DOCUMENT_NAME,
        "ICON": str(work / "companion.ico"),
        "SIDE": str(work / "side.bmp"),
        "SIZE": str(release.installed_size(folder) // 1024),
    }
    if certificate:
        values["SIGN"] = str(certificate.script(work))
    words = [f"-D{key}={value}" for key, value in values.items()]
    quick = [] if level else ["-DQUICK"]
    script = str(HERE / "companion.nsi")
    _call(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *quick, *words, script], moment)
    return target


def make_msi(folder: Path, work: Path, target: Path, moment: int) -> Path:
    """The MSI for organisations, by wixl. Its codes follow from what is inside."""
    listing = hashlib.sha256()
    for path in _files(folder):
        listing.update(f"{path.relative_to(folder).as_posix()} {release.sha256(path)}\n".encode())
    (work / "files.wxs").write_bytes(components(folder, work))
    target.unlink(missing_ok=True)
    shutil.copyfile(HERE / "companion.wxs", work / "companion.wxs")
    values = {
        "ProductCode": _code(f"product {product.version()} {listing.hexdigest()}"),
        "Name": product.NAME,
        "Version": ".".join(map(str, resources.four_numbers(product.version())[:3])),
        "Publisher": product.PUBLISHER,
        "Summary": product.SUMMARY,
        "Icon": "companion.ico",
        "Exe": f"{product.COMMAND}.exe",
        "Extension": product.EXTENSION,
        "ProgId": product.PROG_ID,
        "Mime": product.MIME_TYPE,
        "Document": product.DOCUMENT_NAME,
    }
    words = [word for key, value in values.items() for word in ("-D", f"{key}={value}")]
    # wixl reads files only by paths that are relative to the folder it runs in.
    _call(
        ["wixl", "--arch", "x64", *words, "--output", str(target), "companion.wxs", "files.wxs"], moment, work
    )
    msi_tables.complete(target, {f"f{_short(folder, path)}": path for path in _files(folder)}, work)
    return target


def components(folder: Path, work: Path) -> bytes:
    """The files of a folder as WiX writes them: a component each, its code following from its place.

    Their paths are written as seen from ``work``.
    """
    wix = ET.Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    tree = ET.SubElement(ET.SubElement(wix, "Fragment"), "DirectoryRef", Id="INSTALLDIR")
    group = ET.SubElement(ET.SubElement(wix, "Fragment"), "ComponentGroup", Id="Files")
    places = {folder: tree}
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        inside = path.relative_to(folder).as_posix()
        short = _short(folder, path)
        above = places[path.parent]
        if path.is_dir():
            places[path] = ET.SubElement(above, "Directory", Id=f"d{short}", Name=path.name)
            continue
        one = ET.SubElement(above, "Component", Id=f"c{short}", Guid=_code(f"file {inside}"), Win64="yes")
        ET.SubElement(
            one, "File", Id=f"f{short}", Name=path.name, KeyPath="yes", Source=os.path.relpath(path, work)
        )
        ET.SubElement(group, "ComponentRef", Id=f"c{short}")
    ET.indent(wix)
    written: bytes = ET.tostring(wix, "utf-8", xml_declaration=True)
    return written


def _short(folder: Path, path: Path) -> str:
    """What ids of a file or folder in the MSI end with; it follows from its place."""
    return hashlib.sha256(path.relative_to(folder).as_posix().encode()).hexdigest()[:24]


def make_zip(folder: Path, target: Path, moment: int, level: int) -> Path:
    """The portable archive: unpacked on a memory stick, say, it keeps its journals beside itself."""
    top = product.NAME
    date = datetime.fromtimestamp(moment, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9 if level else 1) as archive:
        texts = {f"{top}/{'/'.join(PORTABLE)}": _PORTABLE_DATA_NOTE, f"{top}/README.txt": _portable_note()}
        for inside, text in texts.items():
            archive.writestr(_entry(inside, date), text.replace("\n", "\r\n").encode(), zipfile.ZIP_DEFLATED)
        for path in _files(folder):
            inside = f"{top}/{path.relative_to(folder).as_posix()}"
            archive.writestr(_entry(inside, date), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


_PORTABLE_DATA_NOTE = (
    "Journals and settings are kept in this folder, beside the program. They are encrypted.\n"
    "Without this note the program keeps them in your profile on the computer, as an installed one does.\n"
)


def _portable_note() -> str:
    return (
        f"{product.NAME} {product.version()}\n\n"
        "Nothing needs installing. Move this whole folder where you want it, to a memory stick for example,\n"
        f"and open {product.COMMAND}.exe. Journals are kept in the folder {PORTABLE[0]} in here.\n\n"
        f"A newer version: close the program, keep the folder {PORTABLE[0]}, delete all the rest in here,\n"
        "and put the new files in its place.\n"
        "Keep copies of your journal somewhere else: sticks get lost.\n"
    )


def _entry(inside: str, date: tuple[int, ...]) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = date[:6]
    entry = zipfile.ZipInfo(inside, (year, month, day, hour, minute, second))
    entry.create_system, entry.external_attr = 0, 0x20  # made as on Windows, an ordinary file
    return entry


def _files(folder: Path) -> Iterator[Path]:
    found = (path for path in folder.rglob("*") if path.is_file())
    yield from sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _same_date(folder: Path, moment: int) -> None:
    for path in [*folder.rglob("*"), folder]:
        os.utime(path, (moment, moment))


def _code(what: str) -> str:
    return str(uuid.uuid5(_OWN_NAMES, what)).upper()


def _call(command: list[str], moment: int, cwd: Path | None = None) -> None:
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True)
    if done.returncode or done.stderr:  # wixl warns of what it leaves out, and ends well
        raise dev.StopError(
            f"{done.stdout[-3000:]}{done.stderr[-3000:]}\n{command[0]} could not make its package."
        )
