"""A Mac's libraries: read from their own heads, held against what is promised, there for both chips."""

from __future__ import annotations

import plistlib
import re
import struct
import sys
from pathlib import Path

import pytest
from packaging.tags import compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

import collecting
import product
import release
from macos import checks, macho, plist, wheels
from tests.support.places import ROOT

CHIPS = {"arm64": 0x0100000C, "x86_64": 0x01000007}
OLDEST = tuple(int(part) for part in plist.OLDEST_MACOS.split("."))


def library(chip: str, *needs: str, oldest: tuple[int, int] = (13, 0), symbols: bytes = b"") -> bytes:
    """A library with nothing in it but its head and the names of what it calls."""
    commands = [struct.pack("<6I", 0x32, 24, 1, oldest[0] << 16 | oldest[1] << 8, 15 << 16, 0)]
    for kind, fixed, text in [(0xC, 24, need) for need in needs] + [(0x8000001C, 12, "@loader_path/..")]:
        size = (fixed + len(text) + 8) // 8 * 8
        command = struct.pack("<3I", kind, size, fixed).ljust(fixed, b"\0") + text.encode()
        commands.append(command.ljust(size, b"\0"))
    end = 32 + sum(len(command) for command in commands) + 24
    commands.append(struct.pack("<6I", 0x2, 24, 0, 0, end, len(symbols)))
    head = struct.pack("<8I", 0xFEEDFACF, CHIPS[chip], 0, 6, len(commands), end - 32, 0, 0)
    return head + b"".join(commands) + symbols


def fat(*parts: tuple[str, bytes]) -> bytes:
    """Several chips in one file."""
    head, body, place = struct.pack(">2I", 0xCAFEBABE, len(parts)), b"", 4096
    for chip, part in parts:
        head += struct.pack(">5I", CHIPS[chip], 0, place + len(body), len(part), 12)
        body += part
    return head.ljust(place, b"\0") + body


def test_a_library_says_its_chip_its_oldest_macos_and_what_it_needs() -> None:
    data = fat(("x86_64", library("x86_64", oldest=(10, 15))), ("arm64", library("arm64", "@rpath/a.dylib")))
    assert macho.slices(data) == [
        macho.Slice("x86_64", (10, 15), (), ("@loader_path/..",)),
        macho.Slice("arm64", (13, 0), ("@rpath/a.dylib",), ("@loader_path/..",)),
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"\xca\xfe\xba\xbe\0\0\0\x41" + bytes(99), b"#!/bin/sh", library("arm64")[:40]],
    ids=["empty", "a Java class", "a script", "cut short"],
)
def test_what_is_none_is_refused(data: bytes) -> None:
    assert not macho.is_macho(data[:8]) or data == library("arm64")[:40]
    with pytest.raises(macho.NotReadableError):
        macho.slices(data)


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A program as it should be."""
    if sys.platform == "win32":
        pytest.skip("a Mac's program has links in it, which Windows leaves to administrators")
    app = tmp_path / f"{product.NAME}.app"
    inside = app / "Contents"
    version = inside / "Frameworks" / "PySide6" / "Qt" / "lib" / "QtGui.framework" / "Versions" / "A"
    (version / "Resources").mkdir(parents=True)
    (inside / "MacOS").mkdir()
    (inside / "Info.plist").write_bytes(
        plistlib.dumps({**plist.info(), "CFBundleIconFile": "companion.icns"})
    )
    (inside / "MacOS" / product.COMMAND).write_bytes(library("arm64", "/usr/lib/libSystem.B.dylib"))
    (version / "QtGui").write_bytes(library("arm64", "@rpath/QtCore"))
    (inside / "Frameworks" / "QtCore").write_bytes(library("arm64", "/System/Library/Frameworks/AppKit"))
    (version.parent / "Current").symlink_to("A")
    for name in ("QtGui", "Resources"):
        (version.parents[1] / name).symlink_to(f"Versions/Current/{name}")
    return app


def test_a_program_as_it_should_be_passes(app: Path) -> None:
    assert checks.wrong(app, "arm64") == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (library("x86_64"), "is for x86_64 and not for arm64 alone"),
        (fat(("arm64", library("arm64")), ("x86_64", library("x86_64"))), "is for arm64, x86_64 and not for"),
        (library("arm64", oldest=(99, 1)), "wants macOS 99.1"),
        (library("arm64", symbols=b"\0_a\0_pthread_jit_write_protect_np\0"), "writes code as it runs"),
        (library("arm64", "@rpath/QtNetwork"), "is linked to @rpath/QtNetwork, which is not inside"),
        (library("arm64", "/opt/homebrew/lib/liblzma.5.dylib"), "liblzma.5.dylib, which is not inside"),
        (library("arm64", "/Library/Frameworks/X/QtCore"), "is linked to /Library/Frameworks/X/QtCore"),
    ],
)
def test_a_library_for_elsewhere_is_found(app: Path, data: bytes, told: str) -> None:
    (app / "Contents" / "Frameworks" / "libx.dylib").write_bytes(data)
    (wrong,) = checks.wrong(app, "arm64")
    assert wrong.startswith("Contents/Frameworks/libx.dylib ")
    assert told in wrong


def test_a_framework_that_lost_its_links_is_found(app: Path) -> None:
    framework = next(app.rglob("QtGui.framework"))
    (framework / "Versions" / "Current").unlink()
    (framework / "QtGui").unlink()
    (framework / "QtGui").write_bytes(library("arm64", "@rpath/QtCore"))
    wrong = "\n".join(checks.wrong(app, "arm64"))
    assert "QtGui.framework has lost its link Versions/Current" in wrong
    assert "QtGui.framework/QtGui is no link" in wrong
    assert "QtGui.framework/Resources leads nowhere" in wrong


def test_the_spec_hands_over_what_pyinstaller_takes_for_a_mac(tmp_path: Path) -> None:
    """By the names that PyInstaller's BUNDLE knows: what it does not know it passes over in silence."""
    told = collecting._for_a_mac(tmp_path / "work")
    assert set(told) == {"icon", "bundle"}
    bundle = told["bundle"]
    assert set(bundle) == {"name", "icon", "bundle_identifier", "version", "info_plist"}
    assert bundle["name"] == f"{product.NAME}.app"
    assert bundle["info_plist"] == plist.info()
    assert Path(bundle["icon"]).read_bytes().startswith(b"icns")
    spec = (ROOT / "installers" / "companion.spec").read_text("utf-8")
    assert "if plan.bundle:\n    BUNDLE(folder, **plan.bundle)" in spec


def test_a_right_that_somebody_added_is_found(app: Path) -> None:
    path = app / "Contents" / "Info.plist"
    changed = {**plist.info(), "NSCameraUsageDescription": "why not", "LSMinimumSystemVersion": "10.13"}
    path.write_bytes(plistlib.dumps(changed))
    wrong = checks.wrong(app, "arm64")
    assert any("NSCameraUsageDescription asks for a right" in line for line in wrong)
    assert any("LSMinimumSystemVersion is '10.13'" in line for line in wrong)


@pytest.mark.parametrize("chip", wheels.CHIPS)
def test_a_mac_of_each_chip_gets_a_wheel_of_everything_that_is_locked(chip: str) -> None:
    """`installers/macos/wheels.py` asked for exactly these hashes; run it again when a lock changed."""
    table = {wheel.package: wheel for wheel in wheels.read() if wheel.chip == chip}
    locked = {re.split("==", entry)[0]: entry for entry in wheels.entries(chip)}
    assert set(table) == set(locked)
    assert [name for name in locked if f"sha256:{table[name].sha256}" not in locked[name]] == []
    assert [name for name in locked if f"{name}=={_release(table[name])} " not in locked[name]] == []


@pytest.mark.parametrize("chip", wheels.CHIPS)
def test_python_3_13_on_the_oldest_mac_can_use_each_of_them(chip: str) -> None:
    platforms = list(mac_platforms((OLDEST[0], OLDEST[1]), chip))
    usable = {*cpython_tags((3, 13), platforms=platforms), *compatible_tags((3, 13), "cp313", platforms)}
    files = [wheel.file for wheel in wheels.read() if wheel.chip == chip]
    assert [file for file in files if not parse_wheel_filename(file)[3] & usable] == []


def test_the_macos_that_is_promised_is_the_one_that_the_libraries_want() -> None:
    """By the wheels' names an older one would do; by what stands in the files themselves it would not."""
    wanted = [pair for wheel in wheels.read() for pair in (wheel.tag, wheel.oldest) if pair]
    assert max(tuple(int(part) for part in pair.split(".")) for pair in wanted) == OLDEST


def test_packages_whose_wheels_stopped_for_one_chip_are_pinned_for_it() -> None:
    """The newest release on the one chip, the last that there was on the other."""
    by_chip = {
        chip: {wheel.package: _release(wheel) for wheel in wheels.read() if wheel.chip == chip}
        for chip in wheels.CHIPS
    }
    differing = {name for name, version in by_chip["arm64"].items() if by_chip["x86_64"][name] != version}
    assert differing == {"cryptography", "argon2-cffi-bindings"}
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    for name in differing:
        pin = f"{name}=={by_chip['x86_64'][name]}; sys_platform == 'darwin' and platform_machine == 'x86_64'"
        assert pin in project


def test_every_wheel_of_the_table_stands_in_a_lock() -> None:
    hashes = {one for lock in wheels.LOCKS for many in release.locked_hashes(lock).values() for one in many}
    assert {wheel.sha256 for wheel in wheels.read()} <= hashes


def _release(wheel: wheels.Wheel) -> str:
    return str(parse_wheel_filename(wheel.file)[1])
