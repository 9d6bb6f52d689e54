"""What Windows reads from the program's file: its version, its icon, its manifest."""

from __future__ import annotations

from pathlib import Path

import icons
import product

MANIFEST = Path(__file__).with_name("companion.manifest")
ICON_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)
"""Pixels of the pictures in the icon: those of the task bar at 100 to 200 %, and of large tiles."""

_BRITISH, _UNICODE = 0x0809, 1200


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts: ``0.1.0`` is (0, 1, 0, 0). What follows a hyphen or a plus is left out.

    Raises:
        ValueError: it does not begin with one to four numbers of at most 65535.
    """
    parts = [int(part) for part in version.replace("-", "+").split("+")[0].split(".")]
    if len(parts) > 4 or any(part > 0xFFFF for part in parts):
        raise ValueError(f"Windows cannot count {version}")
    first, second, third, fourth = (*parts, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def version_info(file_name: str) -> str:
    """The version resource in the form that PyInstaller reads."""
    numbers = four_numbers(product.version())
    dotted = ".".join(map(str, numbers))
    texts = {
        "CompanyName": product.PUBLISHER,
        "FileDescription": product.NAME,
        "FileVersion": dotted,
        "InternalName": product.COMMAND,
        "LegalCopyright": product.COPYRIGHT,
        "OriginalFilename": file_name,
        "ProductName": product.NAME,
        "ProductVersion": product.version(),
    }
    rows = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    fixed = f"filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0"
    strings = f"StringFileInfo([StringTable('{_BRITISH:04X}{_UNICODE:04X}', [{rows}])])"
    language = f"VarFileInfo([VarStruct('Translation', [{_BRITISH}, {_UNICODE}])])"
    return f"VSVersionInfo(ffi=FixedFileInfo({fixed}), kids=[{strings}, {language}])\n"


def write_all(folder: Path, file_name: str) -> dict[str, str]:
    """Write version and icon into ``folder`` and say where the three things stand, as `Plan` calls them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "version.txt").write_text(version_info(file_name), "utf-8")
    (folder / "companion.ico").write_bytes(icons.ico(ICON_SIZES))
    return {
        "icon": str(folder / "companion.ico"),
        "version_resource": str(folder / "version.txt"),
        "manifest": str(MANIFEST),
    }
