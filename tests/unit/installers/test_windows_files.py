"""What Windows is told of the program, and what its packages hold: all that can be seen without Windows."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from PIL.IcoImagePlugin import IcoFile

import icons
import product
from coprod_desktop.services import places
from dev import StopError
from tests.support.places import ROOT
from tests.support.tools import need
from windows import packages, resources, room, tried
from windows.room import PROJECT, Room

WINDOWS = ROOT / "installers" / "windows"
MOMENT = 1_700_000_000
SCRIPT = (WINDOWS / "companion.nsi").read_text("utf-8")


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A folder in the form of the frozen program."""
    folder = tmp_path / "frozen" / product.COMMAND
    (folder / "_internal" / "resources").mkdir(parents=True)
    (folder / f"{product.COMMAND}.exe").write_bytes(b"MZ" + bytes(500))
    (folder / "_internal" / "python313.dll").write_bytes(b"MZ" + bytes(900))
    (folder / "_internal" / "resources" / "some words.txt").write_text("words", "utf-8")
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "companion.ico").write_bytes(icons.ico(resources.ICON_SIZES))
    Image.new("RGB", (164, 314), "white").save(folder / "side.bmp")
    return folder


def table(msi: Path, name: str) -> list[list[str]]:
    """The rows of one table of an MSI."""
    done = subprocess.run(["msiinfo", "export", str(msi), name], capture_output=True, check=True)
    lines = done.stdout.decode("utf-8", "replace").replace("\r", "").splitlines()
    return [line.split("\t") for line in lines[3:]]


def test_the_icon_has_every_size_as_it_was_drawn() -> None:
    made = IcoFile(io.BytesIO(icons.ico(resources.ICON_SIZES)))
    assert made.sizes() == {(size, size) for size in resources.ICON_SIZES}
    for size in resources.ICON_SIZES:
        drawn = Image.open(io.BytesIO(icons.picture(size))).convert("RGBA")
        assert made.getimage((size, size)).convert("RGBA").tobytes() == drawn.tobytes(), size


def test_the_file_says_whose_it_is_and_which_version() -> None:
    known = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "VarFileInfo", "VarStruct")
    build: dict[str, Any] = {
        name: lambda *rows, **named: SimpleNamespace(rows=rows, **named) for name in known
    }
    build["StringStruct"] = lambda name, text: (name, text)
    made = eval(resources.version_info("coprod-desktop.exe"), build)
    texts = dict(made.kids[0].rows[0][0].rows[1])
    assert texts["ProductName"] == texts["FileDescription"] == product.NAME
    assert texts["ProductVersion"] == product.version()
    assert texts["CompanyName"] == product.PUBLISHER
    assert texts["OriginalFilename"] == "coprod-desktop.exe"
    assert made.ffi.filevers == resources.four_numbers(product.version())


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("2.0.1-rc.1", (2, 0, 1, 0)), ("1.2.3.4", (1, 2, 3, 4))],
)
def test_a_version_in_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert resources.four_numbers(version) == numbers


@pytest.mark.parametrize("version", ["1.2.3.4.5", "70000.1", "one"])
def test_a_version_that_windows_cannot_count_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match=r"count|invalid literal"):
        resources.four_numbers(version)


def test_the_manifest_asks_for_no_rights_and_for_a_sharp_picture() -> None:
    root = ET.parse(resources.MANIFEST).getroot()
    texts = {tag.tag.split("}")[1]: (tag.text or "").strip() for tag in root.iter()}
    (level,) = [tag.attrib for tag in root.iter() if tag.tag.endswith("requestedExecutionLevel")]
    assert level == {"level": "asInvoker", "uiAccess": "false"}
    assert texts["dpiAwareness"].split(",")[0] == "PerMonitorV2"
    assert texts["longPathAware"] == "true"


def test_the_portable_folder_is_the_one_that_the_program_looks_for() -> None:
    assert packages.PORTABLE == places._PORTABLE


def test_the_uninstaller_names_the_folder_in_which_journals_are() -> None:
    assert places._FOLDER == product.NAME
    assert SCRIPT.count("$LOCALAPPDATA\\${NAME}") == 2


# ---------------------------------------------------------------------------------------- the installer
def test_the_installer_is_made_without_a_warning_for_64_bits(frozen: Path, work: Path) -> None:
    need("makensis")
    made = packages.make_installer(
        frozen, work, work / packages.name("-setup.exe"), 0, moment=MOMENT
    ).read_bytes()
    (at,) = struct.unpack_from("<I", made, 0x3C)
    assert made[at : at + 6] == b"PE\0\0" + struct.pack("<H", 0x8664)
    assert product.NAME.encode("utf-16-le") in made
    assert re.findall(rb'requestedExecutionLevel level="(\w+)"', made) == [b"asInvoker"]


def test_what_goes_in_goes_out_again() -> None:
    """Every place that the installer writes to is taken away by the uninstaller."""
    install, uninstall = SCRIPT.split('Section "Uninstall"')
    keys = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', install))
    taken = re.findall(r'DeleteRegKey (?:/ifempty )?HKCU "([^"]+)"', uninstall)
    assert keys and [key for key in keys if not key.startswith(tuple(taken))] == []
    shortcuts = set(re.findall(r'CreateShortcut "([^"]+)"', install))
    assert shortcuts and [one for one in shortcuts if f'Delete "{one}"' not in uninstall] == []


def test_nothing_is_removed_but_what_the_installer_made() -> None:
    """No folder that a person may have filled is emptied: neither the chosen one nor that of journals."""
    emptied = set(re.findall(r"RMDir /r \"([^\"]+)\"", SCRIPT))
    assert emptied == {"$INSTDIR\\_internal", "${NEW}", "${OLD}"}
    own = re.findall(r'!define (?:NEW|OLD) "([^"]+)"', SCRIPT)
    assert own == ["$INSTDIR\\.${COMMAND}-new", "$INSTDIR\\.${COMMAND}-old"], "names that nobody else has"
    assert "REBOOTOK" not in SCRIPT


# ---------------------------------------------------------------------------------------- the MSI
def test_the_msi_is_for_everybody_and_opens_documents(frozen: Path, work: Path) -> None:
    need("wixl", "msiinfo")
    msi = packages.make_msi(frozen, work, work / "made.msi", MOMENT)
    told = {row[0]: row[1] for row in table(msi, "Property")}
    assert told["ALLUSERS"] == "1"
    assert told["ProductName"] == product.NAME
    assert told["Manufacturer"] == product.PUBLISHER
    assert told["UpgradeCode"] == "{E3C9B9A5-2F0C-4C37-9C60-6A1F5B6A7F10}", (
        "or a newer one would lie beside the old"
    )
    registry = {(row[2], row[3]): row[4] for row in table(msi, "Registry")}
    assert registry[f"Software\\Classes\\.{product.EXTENSION}", ""] == product.PROG_ID
    command = registry[f"Software\\Classes\\{product.PROG_ID}\\shell\\open\\command", ""]
    assert command == f'"[INSTALLDIR]{product.COMMAND}.exe" "%1"'
    assert told["REBOOT"] == "ReallySuppress", "no computer is started anew under a person"
    assert {row[1] for row in table(msi, "Registry")} == {"2"}, "HKEY_LOCAL_MACHINE alone"
    assert [row[0] for row in table(msi, "CustomAction")] == [], "nothing runs with an administrator's rights"
    levels = {row[0]: row[5] for row in table(msi, "Feature")}
    assert levels == {"Program": "1", "Desktop": "1000"}


def test_an_msi_replaces_what_is_there_as_windows_needs_it(frozen: Path, work: Path) -> None:
    """Wine is lax here; what each of them is for stands in the module that writes them."""
    need("wixl", "msiinfo")
    library = frozen / "_internal" / "python313.dll"
    info = struct.pack("<IIII", 0xFEEF04BD, 0x10000, 3 << 16 | 13, 2150 << 16 | 1013)
    library.write_bytes(b"MZ" + bytes(40) + info + bytes(40))
    msi = packages.make_msi(frozen, work, work / "made.msi", MOMENT)
    versions = {row[2].split("|")[-1]: row[4] for row in table(msi, "File")}
    assert versions == {"python313.dll": "3.13.2150.1013", "coprod-desktop.exe": "", "some words.txt": ""}
    assert {row[0]: row[1] for row in table(msi, "Property")}["REINSTALLMODE"] == "amus"
    order = {row[0]: int(row[2]) for row in table(msi, "InstallExecuteSequence")}
    assert order["InstallInitialize"] < order["RemoveExistingProducts"] < order["ProcessComponents"]
    upgrade = {row[6]: row for row in table(msi, "Upgrade")}
    assert upgrade["WIX_UPGRADE_DETECTED"][2:5] == [product.version(), "", "513"]
    (search,) = table(msi, "RegLocator")
    assert search[2:] == [f"Software\\{product.NAME}", "InstallDir", "18"]
    assert table(msi, "AppSearch") == [["INSTALLDIR", "FormerFolder"]]


def test_the_msi_holds_every_file(frozen: Path, work: Path) -> None:
    need("wixl", "msiinfo")
    msi = packages.make_msi(frozen, work, work / "made.msi", MOMENT)
    inside = [path for path in frozen.rglob("*") if path.is_file()]
    assert len(table(msi, "File")) == len(inside)
    sizes = sorted(int(row[3]) for row in table(msi, "File"))
    assert sizes == sorted(path.stat().st_size for path in inside)


def test_an_msi_keeps_its_codes_for_the_same_files_and_changes_them_for_others(
    frozen: Path, work: Path
) -> None:
    need("wixl", "msiinfo")

    def codes() -> tuple[str, set[str]]:
        msi = packages.make_msi(frozen, work, work / "made.msi", MOMENT)
        product_code = next(row[1] for row in table(msi, "Property") if row[0] == "ProductCode")
        return product_code, {row[1] for row in table(msi, "Component")}

    first, components = codes()
    assert codes() == (first, components)
    (frozen / "_internal" / "python313.dll").write_bytes(b"MZ another")
    second, same = codes()
    assert second != first
    assert same == components, "a component's code follows from its place: Windows counts files by it"


# ---------------------------------------------------------------------------------------- the ZIP
def test_the_archive_is_whole_and_the_same_each_time(frozen: Path, tmp_path: Path) -> None:
    one = packages.make_zip(frozen, tmp_path / "one.zip", MOMENT, 6)
    other = packages.make_zip(frozen, tmp_path / "other.zip", MOMENT, 6)
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        note = archive.read(f"{product.NAME}/README.txt")
    assert {name.split("/")[0] for name in names} == {product.NAME}
    assert f"{product.NAME}/{product.COMMAND}.exe" in names
    assert f"{product.NAME}/data/portable.txt" in names, "it makes the program portable"
    assert f"{product.NAME}/_internal/resources/some words.txt" in names
    assert (
        b"\r\n" in note
        and b"\n\n" not in note.replace(b"\r\n", b"")
        and f"{product.COMMAND}.exe".encode() in note
    )


# ---------------------------------------------------------------------------------------- trying them
def test_paths_are_named_as_each_side_calls_them() -> None:
    trying = Room(ROOT / "build" / "windows" / "trying")
    path = ROOT / "dist" / "a b.exe"
    assert trying.inside(path) == PROJECT / "dist" / "a b.exe"
    assert trying.windows(path) == "Z:\\project\\dist\\a b.exe"


def test_the_three_packages_of_a_folder_are_found_in_order(tmp_path: Path) -> None:
    for ending in ("-portable.zip", ".msi", "-setup.exe"):
        (tmp_path / packages.name(ending)).touch()
    (tmp_path / "SHA256SUMS.txt").touch()
    endings = [path.name.rpartition("x64")[2] for path in tried.packages(tmp_path)]
    assert endings == ["-setup.exe", ".msi", "-portable.zip"]


def test_a_room_is_refused_where_none_can_be_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("dev.is_root", lambda: False)
    with pytest.raises(StopError, match="needs Debian and root"):
        room.make(tmp_path / "room")
    assert not (tmp_path / "room").exists()
