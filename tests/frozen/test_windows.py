"""The Windows packages under Wine: installed, started, driven by keyboard, upgraded, removed.

Pictures of what stood on the screen are kept in `build/windows/pictures`.
"""

from __future__ import annotations

import json
import re
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import product
from coprod_desktop.vault.vault import Vault
from tests.frozen.wine import DIST, PROGRAM, PROGRAMS, WORK, Computer
from tests.support.authority import made
from tests.support.places import ROOT
from windows import builder, packages, room, signing

INSTALLED = {"_internal", PROGRAM, "uninstall.exe"}
PASSPHRASE = "plum tree by the gate"
NOTE = "We talked and I listened."
ANOTHER = "A week later, still listening."


@pytest.fixture(scope="module")
def computer() -> Iterator[Computer]:
    """A fresh computer for the tests of this module."""
    pictures = WORK / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    with room.Room(WORK / "trying") as entered:
        entered.boot()
        entered.screen()
        fresh = Computer(entered, pictures)
        yield fresh
        fresh.end_all()


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installer and an MSI of an older version, quickly packed."""
    folder = WORK / "older"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    frozen, moment = WORK / "frozen" / product.COMMAND, 1_700_000_000
    work = WORK / "packing"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(product, "version", lambda: "0.0.9")
        packages.make_installer(frozen, work, folder / packages.name("-setup.exe"), 0, moment=moment)
        packages.make_msi(frozen, work, folder / packages.name(".msi"), moment)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def setup() -> Path:
    return DIST / packages.name("-setup.exe")


def test_every_package_is_installed_used_upgraded_and_removed(computer: Computer, older: Path) -> None:
    """The very trial that a release makes on Windows itself, and the whole drive looked at from outside."""
    computer.run("cmd", "/c", "exit")
    before, registry = computer.listing(), computer.registry()
    script = ROOT / "installers" / "windows" / "tried.py"
    words = [computer.room.windows(path) for path in (script, DIST)]
    words += ["--older", computer.room.windows(older)]
    python = computer.room.windows(WORK / "python" / "python.exe")
    done = computer.room.wine(python, *words, seconds=900)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all of them passed" in done.stdout
    assert done.stdout.count("all of it worked") == 4
    assert sorted(computer.listing() ^ before) == []
    left = sorted(computer.registry() ^ registry)
    assert left == [], "\n".join(left)


@pytest.fixture
def at_hand(computer: Computer, setup: Path) -> Iterator[Computer]:
    """Installed for one person; afterwards removed, with what the person had."""
    assert computer.run(setup, "/S") == 0
    yield computer
    computer.run(f"{PROGRAMS}\\{product.NAME}\\uninstall.exe", "/S")
    assert computer.wait_until(lambda: not computer.installed.exists())
    shutil.rmtree(computer.data, ignore_errors=True)


def begin_a_journal(computer: Computer) -> Path:
    """Set a journal up in the open program by keyboard alone; its folder."""
    journal = computer.data / "journals" / "Journal"
    computer.settled("1-recipe")
    computer.press("ctrl+3")
    computer.settled("2-welcome")
    computer.press("Return")
    computer.settled("3-passphrase")
    computer.write(PASSPHRASE)
    computer.press("Tab", "Tab")
    computer.write(PASSPHRASE)
    computer.press("Return")
    computer.settled("4-recovery-code")
    computer.press(*["Tab"] * 6, "Return")  # from Print to "I'll do this later"
    computer.settled("5-make-it-yours")
    assert not journal.exists(), "nothing is created until the last page"
    computer.press(*["Tab"] * 5, "Return")  # from the text size to "Create my journal"
    assert computer.wait_until((journal / "journal.keys.copy").is_file)
    return journal


def titles_of_drafts(journal: Path) -> list[str]:
    """What was typed on Windows, read here on Linux: the file is the same on both."""
    vault = Vault.open(journal, PASSPHRASE)
    try:
        return sorted(vault.drafts.get_note(row.id).title for row in vault.drafts.rows())
    finally:
        vault.close()


def test_a_journal_is_written_in_by_keyboard_before_and_after_an_upgrade(
    computer: Computer, older: Path, setup: Path
) -> None:
    """The older version is open, with words that were just typed, when the newer one is installed over it."""
    assert computer.run(older / packages.name("-setup.exe").replace(product.version(), "0.0.9"), "/S") == 0
    running = computer.open()
    journal = begin_a_journal(computer)
    computer.settled("6-journal")
    computer.press("ctrl+n")
    computer.settled("7-new-note")
    computer.write(NOTE)
    assert computer.run(setup, "/S") == 0
    assert running.wait(60) == 0, "it was closed as by its own button"
    assert titles_of_drafts(journal) == [NOTE]
    for folder in (computer.data, journal.parent, journal):  # Wine keeps a folder's list as a mode
        assert not folder.stat().st_mode & stat.S_IRWXO, folder
    running = computer.open()
    computer.settled("8-the-newer-version")
    computer.press("ctrl+3")
    computer.settled("9-locked")
    computer.write(PASSPHRASE)
    computer.press("Return")
    opening = computer.settled("10a-opening").read_bytes()
    computer.wait_until(lambda: computer.look("10b-unlocked").read_bytes() != opening, 15)
    computer.settled("10b-unlocked")
    computer.press("ctrl+n")
    computer.settled("11-another-note")
    computer.write(ANOTHER)
    computer.settled("12-written")
    computer.press("ctrl+l")
    computer.settled("13-locked-again")
    computer.press("alt+F4")
    assert running.wait(60) == 0
    assert titles_of_drafts(journal) == sorted([NOTE, ANOTHER])
    assert computer.run(f"{PROGRAMS}\\{product.NAME}\\uninstall.exe", "/S") == 0
    assert computer.wait_until(lambda: not computer.installed.exists())
    assert titles_of_drafts(journal) == sorted([NOTE, ANOTHER]), "removing the program leaves the journal"
    shutil.rmtree(computer.data)


def test_a_program_that_does_not_close_is_left_as_it_is(at_hand: Computer, setup: Path) -> None:
    """One without a window, such as the child that typesets, does not hear the request to close."""
    computer = at_hand
    words = ["wine", f"{PROGRAMS}\\{product.NAME}\\{PROGRAM}", "--export-worker"]
    stamp = (computer.installed / "uninstall.exe").stat().st_mtime_ns
    with computer.room.start(words, into=subprocess.PIPE) as busy:
        assert computer.wait_until(lambda: computer.is_running("--export-worker"))
        assert computer.run(setup, "/S") == 4
        assert busy.poll() is None
        busy.kill()
    assert (computer.installed / "uninstall.exe").stat().st_mtime_ns == stamp
    assert {path.name for path in computer.installed.iterdir()} == INSTALLED


def test_a_document_is_opened_by_double_click(computer: Computer) -> None:
    """With the MSI: Wine finds document types that everybody has, and not those of one person."""
    msi = computer.room.windows(DIST / packages.name(".msi"))
    assert computer.run("msiexec", "/i", msi, "/qn") == 0
    document = computer.room.drive / "Journal copy.coprod"
    document.write_bytes(b"not really a copy")
    computer.open("start", "C:\\Journal copy.coprod")
    assert computer.wait_until(lambda: computer.is_running(f"{PROGRAM} C:\\Journal copy.coprod"))
    computer.settled("double-click")
    computer.press("alt+F4")
    assert computer.wait_until(lambda: not computer.is_running(PROGRAM))
    document.unlink()
    shutil.rmtree(computer.data)
    assert computer.run("msiexec", "/x", msi, "/qn") == 0


def test_a_folder_with_other_things_in_it_is_refused(computer: Computer, setup: Path) -> None:
    others = computer.room.drive / "Tools"
    (others / "_internal").mkdir(parents=True)
    (others / "_internal" / "other.dll").write_text("somebody else's")
    assert computer.run(setup, "/S", "/D=C:\\Tools") == 5
    assert [path.name for path in others.rglob("*")] == ["_internal", "other.dll"]
    shutil.rmtree(others)


def test_a_full_disk_leaves_everything_as_it_was(computer: Computer, setup: Path) -> None:
    small = computer.room.drive / "small"
    small.mkdir()
    inside = str(computer.room.inside(small))
    assert computer.room.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", inside]).returncode == 0
    assert computer.run(setup, "/S", "/D=C:\\small\\Companion") == 5
    assert computer.room.run(["find", inside, "-mindepth", "1"]).stdout == ""
    assert computer.room.run(["umount", inside]).returncode == 0
    small.rmdir()


def test_what_an_interrupted_installation_left_is_put_right(at_hand: Computer, setup: Path) -> None:
    """Killed between two renames: the old version stands aside, and half of the new one is in its place."""
    computer = at_hand
    before = computer.listing()
    aside = computer.installed / f".{product.COMMAND}-old"
    aside.mkdir()
    (computer.installed / "_internal").rename(aside / "_internal")
    (computer.installed / PROGRAM).rename(aside / PROGRAM)
    (computer.installed / "_internal").mkdir()
    (computer.installed / f".{product.COMMAND}-new").mkdir()
    assert computer.run(setup, "/S") == 0
    assert {path.name for path in computer.installed.iterdir()} == INSTALLED
    assert computer.listing() == before


def test_another_place_is_refused_while_it_is_installed_in_one(at_hand: Computer, setup: Path) -> None:
    assert at_hand.run(setup, "/S", "/D=C:\\Elsewhere") == 5
    assert not (at_hand.room.drive / "Elsewhere").exists()
    assert {path.name for path in at_hand.installed.iterdir()} == INSTALLED


def test_only_one_installer_is_at_work(computer: Computer, setup: Path) -> None:
    first = computer.room.start(["wine", computer.room.windows(setup), "/S"])
    second = computer.run(setup, "/S")
    assert sorted([first.wait(300), second]) == [0, 6]
    computer.run(f"{PROGRAMS}\\{product.NAME}\\uninstall.exe", "/S")
    assert computer.wait_until(lambda: not computer.installed.exists())


def test_the_portable_program_keeps_its_data_beside_itself(computer: Computer) -> None:
    stick = computer.room.drive / "stick"
    with zipfile.ZipFile(DIST / packages.name("-portable.zip")) as archive:
        archive.extractall(stick)
    running = computer.open(f"C:\\stick\\{product.NAME}\\{PROGRAM}")
    computer.settled("portable")
    computer.press("alt+F4")
    assert running.wait(60) == 0
    assert (stick / product.NAME / "data" / "settings.json").is_file()
    assert not computer.data.exists()
    shutil.rmtree(stick)


def test_a_signed_installer_brings_a_signed_uninstaller(computer: Computer, tmp_path: Path) -> None:
    """With a certificate made for the test. One changed byte, and the signature no longer holds."""
    authority = made(tmp_path)
    frozen, setup = WORK / "frozen" / product.COMMAND, WORK / packages.name("-signed.exe")
    program = frozen / PROGRAM
    unsigned = program.read_bytes()
    with signing.certificate(authority.environment) as certificate:
        assert certificate is not None
        try:
            certificate.sign(program)
            packages.make_installer(frozen, WORK / "packing", setup, 0, certificate, moment=1_700_000_000)
        finally:
            program.write_bytes(unsigned)
        certificate.sign(setup)
    assert signing.verify(setup, authority.certificate) == ""
    assert computer.run(setup, "/S") == 0
    for installed in (PROGRAM, "uninstall.exe"):
        assert signing.verify(computer.installed / installed, authority.certificate) == "", installed
    assert computer.run(f"{PROGRAMS}\\{product.NAME}\\uninstall.exe", "/S") == 0
    assert computer.wait_until(lambda: not computer.installed.exists())
    changed = bytearray(setup.read_bytes())
    changed[len(changed) // 2] ^= 1
    setup.write_bytes(changed)
    assert signing.verify(setup, authority.certificate) != ""
    assert computer.run(setup, "/S") != 0, "the installer itself sees that it was damaged"
    assert not computer.installed.exists()
    setup.unlink()


def test_the_inventory_names_every_file_and_nothing_reaches_a_network() -> None:
    top = f"{product.NAME}/_internal/"
    with zipfile.ZipFile(DIST / packages.name("-portable.zip")) as archive:
        names = {name.removeprefix(top) for name in archive.namelist() if name.startswith(top)}
        told = json.loads(archive.read(f"{top}licences/inventory.json"))
    assert names - {row["path"] for row in told["files"]} - {"licences/inventory.json"} == set()
    bare = {Path(name).name.lower() for name in names}
    assert bare & set(builder.TEST_ONLY) == set(), "a library of the room"
    network = re.compile(r"qt6network|_socket|_ssl|libssl|libcrypto|qschannel|qopenssl")
    assert [name for name in bare if network.search(name)] == []
    modules = {row["path"] for row in told["files"] if row["kind"] == "module"}
    assert modules & {"socket", "ssl", "http.client", "urllib.request", "asyncio", "multiprocessing"} == set()
