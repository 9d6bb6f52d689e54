"""The Linux packages, installed, started, driven by what a screen reader is told, and taken away."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import product
from coprod_desktop.domain.entries import Note
from coprod_desktop.services.clock import system_clock
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.services.unlocking import Unlocking
from tests.frozen.installing import Deb, Installed, Tarball, pack_an_older_version
from tests.journeys.private_screen import need_a_private_screen, walk
from tests.support import trace
from tests.support.home import Home
from tests.support.journals import CHEAP, PASSPHRASE
from tests.support.keyring import WITH_A_KEYRING
from tests.support.networking import NETWORK_LIBRARIES
from tests.support.tools import need
from tests.torture.matrices import BUILT
from tests.torture.matrix import Size, Tally

# Lines on standard error that are expected, with the reason for each.
EXPECTED_ON_STDERR: tuple[str, ...] = ()
NOTE = "We talked under the plum tree."
DONE = (
    "showed the window",
    "created a journal",
    "its folder is for its owner alone",
    "reflected on 18 questions",
    "starting again",
    "refused a wrong passphrase",
    "unlocked with the passphrase",
    "unlocked with the recovery code",
    'searched for "listened" and found it',
    "exported For supervision.pdf",
    "exported For supervision.docx",
    "put the recipe on paper",
    "saved a copy and opened it",
    "checked the file",
    "all of it worked",
)


@pytest.fixture(scope="module", params=["tarball", "deb"])
def way(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tarball | Deb:
    """One way to install, in a home of its own."""
    home = Home(tmp_path_factory.mktemp(request.param) / "computer").make()
    if request.param == "tarball":
        return Tarball(home)
    if not Deb.can_be_had():
        pytest.skip("installing the .deb needs root on Debian, without the program being there")
    return Deb(home)


@pytest.fixture(scope="module")
def older() -> Path:
    """Packages of an older version."""
    return pack_an_older_version()


@pytest.fixture(scope="module")
def installed(way: Tarball | Deb, older: Path) -> Iterator[Installed]:
    """Installed over an older version for the tests of this module; afterwards nothing of it may be left."""
    before = way.listing()
    there = way.install(older)
    leftover = there.folder / "_internal" / "of-the-older-version.txt"
    leftover.write_text("old")
    keep_a_journal(there.home)
    there = way.install()
    note_is_found(there.home)
    if isinstance(way, Tarball):  # what dpkg did not put there, it leaves
        assert not leftover.exists()
    else:
        leftover.unlink()
    yield there
    way.remove()
    left = sorted(way.listing() ^ before)
    assert left == [], left
    note_is_found(there.home)


def kept(home: Home) -> Unlocking:
    """A person's journal, beside the one that the tests make with the program itself."""
    return Unlocking(home.journal.with_name("Kept"), CHEAP)


def keep_a_journal(home: Home) -> None:
    """Make it, with one note in it."""
    unlocking = kept(home)
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    journalling = Journalling(unlocking, system_clock)
    draft = replace(journalling.new_note(), body=NOTE)
    journalling.save_note(draft)
    journalling.keep_note(draft, "Before the new version")
    unlocking.lock()


def note_is_found(home: Home) -> None:
    """Unlock it, and find the note by a word of it."""
    unlocking = kept(home)
    unlocking.unlock(PASSPHRASE)
    (row,) = Journalling(unlocking, system_clock).find("plum")
    entry = unlocking.vault.entries.get(row.id)
    unlocking.lock()
    assert (entry.title, entry.content) == ("Before the new version", Note(NOTE))


def unlisted(stderr: str) -> list[str]:
    return [
        line
        for line in stderr.splitlines()
        if not any(re.search(pattern, line) for pattern in EXPECTED_ON_STDERR)
    ]


def environment(home: Home, **more: str) -> dict[str, str]:
    """That of a person who never heard of this repository."""
    env = home.environment(LC_ALL="C.UTF-8", **more)
    return {name: value for name, value in env.items() if not name.startswith("PYTHON")}


def test_it_does_the_main_job_and_says_nothing_else(installed: Installed, tmp_path: Path) -> None:
    ended = subprocess.run(
        [str(installed.program), "--smoke", str(tmp_path / "smoke")],
        env=environment(installed.home),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert [said for said in DONE if said not in ended.stdout] == []
    assert "frozen" in ended.stdout.splitlines()[0]
    assert unlisted(ended.stderr) == []


def test_it_opens_no_socket_to_another_computer(installed: Installed, tmp_path: Path) -> None:
    need("strace")
    log = tmp_path / "strace.log"
    command = trace.traced([str(installed.program), "--smoke"], log)
    subprocess.run(
        command, env=environment(installed.home), capture_output=True, timeout=600, check=True, cwd=tmp_path
    )
    seen = trace.read([log])
    assert seen.internet == []
    loaded = {Path(path).name for path in seen.opened if NETWORK_LIBRARIES.search(Path(path).name)}
    assert loaded == set()
    # What is carried is loaded from there, by the children too, which are not led to it by the environment.
    inside = installed.folder.resolve() / "_internal"
    carried = {path.name for path in inside.rglob("lib*.so*")}
    strays = [
        path for path in seen.opened if Path(path).name in carried and not path.startswith(f"{inside}/")
    ]
    assert strays == []
    outside = [
        path for path in seen.opened_to_write if not path.startswith((str(installed.home.root), "/dev/"))
    ]
    assert outside == []


def test_its_child_asks_a_real_keyring(installed: Installed, tmp_path: Path) -> None:
    need("strace", "dbus-run-session", "gnome-keyring-daemon")
    log = tmp_path / "strace.log"
    vault, key = "0123456789abcdef" * 2, "42" * 32
    ask = 'printf \'{"do": "%s", "vault": "%s"}\\n%s\' "$1" "$2" "$3" | "$4" --sign-in-worker; echo'
    steps = (("fetch", ""), ("keep", key), ("fetch", ""), ("forget", ""), ("fetch", ""))
    lines = [f"set -- {what} {vault} '{value}' {installed.program}; {ask}" for what, value in steps]
    inside = trace.traced(["sh", "-c", "\n".join(lines)], log)
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", WITH_A_KEYRING, "sh", *inside],
        env=environment(installed.home),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    missing = "sign-in-key-missing"
    assert done.stdout.split() == [missing, "ok", "ok", key, "ok", missing], done.stderr
    seen = trace.read([log])
    assert seen.internet == []
    loaded = {Path(path).name for path in seen.opened if NETWORK_LIBRARIES.search(Path(path).name)}
    assert {name for name in loaded if not name.startswith("_socket.")} == set()


def test_the_inventory_names_every_file(installed: Installed) -> None:
    inside = installed.folder / "_internal"
    told = json.loads((inside / "licences" / "inventory.json").read_text("utf-8"))
    listed = {row["path"] for row in told["files"]}
    found = {path.relative_to(inside).as_posix() for path in inside.rglob("*") if path.is_file()}
    assert found - listed - {"licences/inventory.json"} == set()
    modules = {row["path"] for row in told["files"] if row["kind"] == "module"}
    network = {"socket", "ssl", "http.client", "urllib.request", "asyncio", "multiprocessing"}
    assert modules & network == {"socket"}, "for the child that asks the Secret Service"
    carried = [Path(name).name for name in found if NETWORK_LIBRARIES.search(Path(name).name)]
    assert [name for name in carried if not name.startswith("_socket.")] == []


def test_every_package_inside_brings_its_licence(installed: Installed) -> None:
    licences = installed.folder / "_internal" / "licences"
    told = json.loads((licences / "inventory.json").read_text("utf-8"))
    without = [row["name"] for row in told["packages"] if not any((licences / row["name"]).glob("*"))]
    assert without == []


@pytest.mark.journey
def test_it_is_driven_by_what_a_screen_reader_is_told(installed: Installed) -> None:
    need_a_private_screen()
    home = installed.home
    walk("heard", home, before=("tree",), program=[str(installed.program)], env=environment(home))
    assert any(home.journal.iterdir())


@pytest.mark.journey
@pytest.mark.parametrize("name", BUILT)
def test_killed_it_keeps_what_was_saved(installed: Installed, tmp_path: Path, name: str) -> None:
    """A sample of ``dev.py torture --program``."""
    need_a_private_screen()
    tally = Tally(Size.SAMPLE, 7, tmp_path, program=(installed.folder / product.COMMAND).resolve())
    BUILT[name].run(tally)
    assert tally.faults == [] and tally.cases >= 2, tally.notes


def test_installing_over_it_keeps_the_journal(installed: Installed, way: Tarball | Deb) -> None:
    folder = kept(installed.home).folder
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert before
    files = way.listing()
    again = way.install()
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    note_is_found(installed.home)
    assert way.listing() == files
    said = subprocess.run([str(again.program), "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("Co-production Companion ")


def test_a_running_program_is_not_pulled_from_under_a_person(
    installed: Installed, way: Tarball | Deb
) -> None:
    if isinstance(way, Deb):
        pytest.skip(
            "a .deb goes over an open program, which docs/for-it.md says to close first: it reads parts late"
        )
    running = subprocess.Popen([str(installed.program)], env=environment(installed.home))
    try:
        for script in ("install.sh", "uninstall.sh"):
            ended = way.script(script)
            assert ended.returncode == 1
            assert "Close it" in ended.stderr
    finally:
        running.terminate()
        running.wait(30)
