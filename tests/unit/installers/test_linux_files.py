"""Menu entry and metainfo are valid and say what the rest says; the packages are whole."""

from __future__ import annotations

import configparser
import hashlib
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import product
from coprod_desktop.vault.portable import MAGIC
from linux import needs, packages
from tests.support.places import ROOT
from tests.support.tools import need, output
from tests.unit.installers.linux_tools import Unpacked

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="these scripts are for Linux")


@pytest.fixture
def share(tmp_path: Path) -> Path:
    packages.stage_shared(tmp_path / "share", 1_700_000_000)
    return tmp_path / "share"


def test_the_menu_entry_is_valid(share: Path) -> None:
    need("desktop-file-validate")
    told = output(["desktop-file-validate", share / "applications" / "coprod-desktop.desktop"])
    assert (told.returncode, told.stdout) == (0, "")


def test_the_metainfo_is_valid(share: Path) -> None:
    need("appstreamcli")
    told = output(
        ["appstreamcli", "validate", "--no-net", "--no-color", share / "metainfo" / packages.METAINFO]
    )
    assert told.returncode == 0, told.stdout
    assert "errors" not in told.stdout


def test_all_of_them_say_the_same(share: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(share / "applications" / "coprod-desktop.desktop", "utf-8")
    menu = entry["Desktop Entry"]
    assert menu["Name"] == product.NAME
    assert menu["Comment"] == product.SUMMARY
    assert menu["Exec"] == f"{product.COMMAND} %f"
    assert menu["MimeType"] == f"{product.MIME_TYPE};"
    metainfo = ET.parse(share / "metainfo" / packages.METAINFO)
    assert metainfo.findtext("id") == product.COMPONENT_ID
    assert metainfo.findtext("name") == product.NAME
    assert metainfo.findtext("summary") == product.SUMMARY
    release = metainfo.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": product.version(), "date": "2023-11-14"}
    assert metainfo.findtext("provides/mediatype") == product.MIME_TYPE


def test_the_document_type_is_known_by_its_ending_and_by_its_first_bytes(share: Path) -> None:
    need("update-mime-database")
    types = share / "mime"
    assert output(["update-mime-database", "-n", types]).returncode == 0
    assert f"{product.MIME_TYPE}:*.{product.EXTENSION}" in (types / "globs").read_text("utf-8")
    declared = ET.parse(types / "packages" / "coprod-desktop.xml").getroot()
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    assert declared.findtext("m:mime-type/m:comment", namespaces=space) == product.DOCUMENT_NAME
    (match,) = declared.findall("m:mime-type/m:magic/m:match", space)
    assert MAGIC.startswith(match.attrib["value"].encode())


def test_the_program_calls_itself_by_the_name_of_its_menu_entry() -> None:
    """Without that, a desktop shows the window without its icon."""
    assert f'setDesktopFileName("{product.COMMAND}")' in (ROOT / "src/coprod_desktop/app.py").read_text(
        "utf-8"
    )


def test_there_is_an_icon_of_every_size(share: Path) -> None:
    found = {path.parts[-3] for path in (share / "icons").rglob("coprod-desktop.*")}
    assert {"16x16", "32x32", "48x48", "128x128", "256x256", "512x512", "scalable"} <= found


@linux_only
def test_the_same_folder_gives_the_same_archive(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    made = []
    for name in ("a", "b"):
        Unpacked(tmp_path / name)
        made.append(next((tmp_path / name).glob("*.tar.xz")).read_bytes())
    assert made[0] == made[1]


@linux_only
def test_what_the_system_must_bring_is_read_from_the_binaries(tmp_path: Path) -> None:
    need("objdump")
    (tmp_path / "program").write_bytes(Path("/bin/sh").read_bytes())
    found = needs.look(tmp_path)
    assert "libc.so.6" in found.libraries
    assert tuple(map(int, found.glibc.split("."))) >= (2, 2)


@linux_only
def test_the_debian_package_is_whole_and_the_same_each_time(tmp_path: Path) -> None:
    need("dpkg-deb", "ar", "objdump")
    frozen = tmp_path / "frozen"
    (frozen / "_internal").mkdir(parents=True)
    (frozen / "coprod-desktop").write_bytes(Path("/bin/true").read_bytes())
    (frozen / "_internal" / "link").symlink_to("../coprod-desktop")
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        deb = packages.make_deb(frozen, tmp_path / "work", tmp_path / name, 1_700_000_000, level=0)
        made.append(deb.read_bytes())
    assert made[0] == made[1]
    listed = output(["dpkg-deb", "--contents", deb]).stdout.splitlines()
    assert [line for line in listed if " root/root " not in line or " 2023-11-14 " not in line] == []
    unpacked = tmp_path / "unpacked"
    assert output(["dpkg-deb", "--raw-extract", deb, unpacked]).returncode == 0
    inside = unpacked / "usr" / "lib" / "coprod-desktop"
    assert (inside / "coprod-desktop").read_bytes() == Path("/bin/true").read_bytes()
    assert str((inside / "_internal" / "link").readlink()) == "../coprod-desktop"
    assert (inside / "coprod-desktop").stat().st_mode & 0o777 == 0o755
    sums = (unpacked / "DEBIAN" / "md5sums").read_text("utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in sums)}
    held = [path for path in unpacked.rglob("*") if path.is_file() and not path.is_symlink()]
    assert told == {
        path.relative_to(unpacked).as_posix(): hashlib.md5(path.read_bytes()).hexdigest()
        for path in held
        if "DEBIAN" not in path.parts
    }
    control = (unpacked / "DEBIAN" / "control").read_text("utf-8")
    assert "Package: coprod-desktop\n" in control and "libc6 (>= " in control
