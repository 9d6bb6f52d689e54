"""The scripts of the Linux archive install, replace and remove, by any path, and can be ended anywhere."""

from __future__ import annotations

import configparser
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tools import need, output
from tests.unit.installers.linux_tools import Unpacked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these scripts are for Linux")


@pytest.fixture
def unpacked(tmp_path: Path) -> Unpacked:
    return Unpacked(tmp_path)


def test_installing_and_removing_leaves_nothing_and_spares_the_journal(unpacked: Unpacked) -> None:
    journal = unpacked.home.data / "journals" / "Journal" / "journal.db"
    journal.parent.mkdir(parents=True)
    journal.write_text("mine")
    done = unpacked.run(unpacked.installer)
    assert (done.returncode, done.stderr) == (0, "")
    assert {"bin/coprod-desktop", "lib/coprod-desktop/uninstall.sh"} <= unpacked.listing()
    started = unpacked.run(unpacked.prefix / "bin" / "coprod-desktop")
    assert started.stdout.strip() == "started"
    entry = (unpacked.prefix / "share/applications/coprod-desktop.desktop").read_text("utf-8")
    assert f'Exec="{unpacked.prefix}/lib/coprod-desktop/coprod-desktop" %f\n' in entry
    before = unpacked.listing()
    assert unpacked.run(unpacked.installer).returncode == 0
    assert unpacked.listing() == before
    done = unpacked.run(unpacked.uninstaller)
    assert (done.returncode, done.stderr) == (0, "")
    assert unpacked.listing() == set()
    assert str(unpacked.home.data) in done.stdout
    assert journal.read_text() == "mine"


def test_removing_where_nothing_is_installed_removes_nothing(unpacked: Unpacked) -> None:
    done = unpacked.run(unpacked.folder / "uninstall.sh")
    assert done.returncode == 1
    assert (unpacked.folder / "program" / "coprod-desktop").exists()


def test_everybody_can_start_what_somebody_careful_installs(unpacked: Unpacked, tmp_path: Path) -> None:
    for path in unpacked.folder.rglob("*"):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)  # as unpacked with the same umask
    before = os.umask(0o077)
    try:
        done = unpacked.run(unpacked.installer, "--prefix", str(tmp_path / "all"))
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    made = [path for path in (tmp_path / "all").rglob("*") if not path.is_symlink()]
    runs = {path for path in made if path.is_dir() or path.name in {"coprod-desktop", "uninstall.sh"}}
    wrong = [path for path in made if stat.S_IMODE(path.stat().st_mode) != (0o755 if path in runs else 0o644)]
    assert wrong == []


def test_a_running_program_is_known_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "person").symlink_to("disk")
    unpacked = Unpacked(tmp_path, str(tmp_path / "person"))
    assert unpacked.run(unpacked.installer).returncode == 0
    shutil.copyfile("/bin/sh", unpacked.program / "coprod-desktop")
    with subprocess.Popen([unpacked.program / "coprod-desktop", "-c", "read wait"], stdin=subprocess.PIPE):
        for script in (unpacked.installer, unpacked.uninstaller):
            done = unpacked.run(script)
            assert (done.returncode, "Close it" in done.stderr) == (1, True), script.name
    assert unpacked.run(unpacked.uninstaller).returncode == 0


def as_read(value: str) -> str:
    """A value of a desktop file as GLib's reader gives it out."""
    return value.replace("\\\\", "\\")


def first_word(command: str) -> str:
    """The program of an Exec line, as the Desktop Entry Specification reads it."""
    word, at = "", 1
    assert command[0] == '"'
    while command[at] != '"':
        at += command[at] == "\\"
        word += command[at]
        at += 1
    assert command[at + 1 :] == " %f"
    return word.replace("%%", "%")


AWKWARD = ["a & b|c", "50% of \\1 it's", 'say "hello"', "$HOME `id` \\\\n", "100%f", "ünï; #1 ~(x)*?[y]<z>"]


@pytest.mark.parametrize("name", AWKWARD)
def test_the_menu_entry_finds_the_program_by_any_path(tmp_path: Path, name: str) -> None:
    need("desktop-file-validate")
    unpacked = Unpacked(tmp_path, str(tmp_path / name))
    done = unpacked.run(unpacked.installer)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(unpacked.uninstaller) in done.stdout
    entry = unpacked.prefix / "share" / "applications" / "coprod-desktop.desktop"
    told = output(["desktop-file-validate", entry])
    assert (told.returncode, told.stdout) == (0, "")
    read = configparser.ConfigParser(interpolation=None)
    read.read(entry, "utf-8")
    menu = read["Desktop Entry"]
    assert as_read(menu["TryExec"]) == str(unpacked.program / "coprod-desktop")
    assert first_word(as_read(menu["Exec"])) == str(unpacked.program / "coprod-desktop")
    assert unpacked.run(unpacked.uninstaller).returncode == 0
    assert unpacked.listing() == set()


def test_a_folder_must_be_named_where_there_is_no_home(unpacked: Unpacked, tmp_path: Path) -> None:
    unpacked.person = Path()
    assert unpacked.run(unpacked.installer, HOME="").returncode == 2
    assert unpacked.run(unpacked.installer, "--prefix", f"{tmp_path}/a\nb").returncode == 2
    assert unpacked.run(unpacked.installer, "--prefix", f"{tmp_path}/all", HOME="").returncode == 0
    assert unpacked.run(tmp_path / "all/lib/coprod-desktop/uninstall.sh", HOME="").returncode == 0


def test_a_file_that_the_newer_version_no_longer_has_goes(unpacked: Unpacked) -> None:
    assert unpacked.run(unpacked.installer).returncode == 0
    before = unpacked.listing()
    unpacked.become_newer()
    assert unpacked.run(unpacked.installer).returncode == 0
    assert before - unpacked.listing() == {"share/icons/hicolor/symbolic/apps/coprod-desktop-symbolic.svg"}
    assert unpacked.listing() - before == {"share/doc/more.txt", "lib/coprod-desktop/_internal/newer"}


def test_ended_anywhere_there_is_a_program_and_it_can_be_replaced_and_removed(tmp_path: Path) -> None:
    """Killed before one change to the disk after the other, while a newer version replaces an older one."""
    (tmp_path / "newer").mkdir()
    older, newer = Unpacked(tmp_path), Unpacked(tmp_path / "newer", str(tmp_path / "computer" / "home"))
    newer.become_newer()
    assert newer.run(newer.installer).returncode == 0
    whole = newer.listing()
    assert older.run(older.installer).returncode == 0
    shutil.copytree(older.prefix, tmp_path / "before", symlinks=True)
    number, without = 1, 0
    while newer.run_until(number, newer.installer, tmp_path / "stand-ins"):
        started: list[str | Path] = [newer.prefix / "bin" / "coprod-desktop", "--version"]
        is_there = newer.program.exists() and output(started).stdout.startswith("started")
        without += not is_there
        place = newer.program if is_there else newer.program.with_name("coprod-desktop.old")
        ended = tmp_path / "ended"
        shutil.copytree(newer.prefix, ended, symlinks=True)
        done = newer.run(place / "uninstall.sh")
        assert (done.returncode, done.stderr, newer.listing()) == (0, "", set()), number
        shutil.rmtree(newer.prefix)
        ended.rename(newer.prefix)
        done = newer.run(newer.installer)
        assert (done.returncode, done.stderr, newer.listing()) == (0, "", whole), number
        shutil.rmtree(newer.prefix)
        shutil.copytree(tmp_path / "before", newer.prefix, symlinks=True)
        number += 1 if number < 12 else 29  # later it is the same three changes for each file in share/
    assert number > 40
    assert without == 1, "only between the two renames"
    assert newer.listing() == whole


def test_a_removal_that_was_ended_can_be_begun_anew(unpacked: Unpacked, tmp_path: Path) -> None:
    assert unpacked.run(unpacked.installer).returncode == 0
    files = (unpacked.program / "installed-files.txt").read_text("utf-8").splitlines()
    for number in (1, len(files), len(files) + 2, len(files) + 3):
        assert unpacked.run(unpacked.installer).returncode == 0
        assert unpacked.run_until(number, unpacked.uninstaller, tmp_path / "stand-ins")
        assert unpacked.run(unpacked.uninstaller).returncode == 0
        assert unpacked.listing() == set()
    assert unpacked.run(unpacked.installer).returncode == 0
    assert not unpacked.run_until(len(files) + 4, unpacked.uninstaller, tmp_path / "stand-ins")
