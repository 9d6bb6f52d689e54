"""Bad days through the window: each has its own plain sentence and what to do next, and loses nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from coprod_desktop.app import Options, build
from coprod_desktop.content.loader import load
from coprod_desktop.domain.entries import Note
from coprod_desktop.resources import resource
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault.keyfilepair import COPY_NAME, KEYS_NAME
from coprod_desktop.vault.vault import Vault
from tests.journeys.sittings import Doing
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.support.rights import rights
from tests.support.scripted_ask import ScriptedAsk
from tests.support.waiting import until
from tests.unit.vault import outside_reader

pytestmark = pytest.mark.journey

TITLE = "Note 1"
WORDS = "Hollyhocks beside the bus shelter"


@dataclass
class Day:
    """A program with a journal that holds one note, and the person before it."""

    doing: Doing
    ask: ScriptedAsk
    folder: Path
    unlocking: Unlocking
    code: str

    def meets(self, what: str, what_next: str) -> None:
        """Try to open the journal, and read what is said and what to do next."""
        before = self.fingerprints()
        self.doing.shell.go_to("Journal")
        if self.doing.person.finds("Unlock"):
            self.doing.unlock.tries(PASSPHRASE)
        self.doing.unlock.says(what, what_next)
        assert self.fingerprints() == before, "the journal's files were left as they are"

    def fingerprints(self) -> dict[str, str]:
        """What every file of the journal holds, byte for byte, but the lock that says who is in it."""
        files = sorted(self.folder.iterdir()) if self.folder.exists() else []
        return {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in files
            if file.suffix != ".lock"
        }

    def opens(self) -> None:
        """Unlock, and find the note."""
        self.doing.shell.go_to("Journal")
        self.doing.unlock.unlocks(PASSPHRASE)
        self.doing.journal.opens(TITLE)

    def damage(self, name: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of one of the journal's files."""
        file = self.folder / name
        file.write_bytes(change(file.read_bytes()))


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A journal with one note, made once, and its recovery code."""
    folder = tmp_path_factory.mktemp("made") / "Journal"
    unlocking = Unlocking(folder, kdf=CHEAP)
    secret = unlocking.new_secret()
    unlocking.create(PASSPHRASE, secret, recovery_confirmed=True)
    code = unlocking.recovery_code()
    unlocking.vault.entries.put(note(1))
    unlocking.lock()
    return folder, code


@pytest.fixture
def day(
    qapp: QApplication, tmp_path: Path, journal: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Day]:
    """The program in a window, with a fresh copy of that journal, locked."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made, code = journal
    data = tmp_path / "data"
    folder = data / "journals" / "Journal"
    shutil.copytree(made, folder)
    ask = ScriptedAsk()
    window = build(qapp, Options(data=data), ask=ask, kdf=CHEAP)
    window.resize(1280, 860)
    window.show()
    window.activateWindow()
    day = Day(Doing(window, ask), ask, folder, window.journey._parts.unlocking, code)
    yield day
    window.close()
    until(lambda: not window.isVisible(), "the window to close")
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert ask.unexpected == []


def test_a_wrong_passphrase(day: Day) -> None:
    before = day.fingerprints()
    day.doing.shell.go_to("Journal")
    day.doing.unlock.tries(PASSPHRASE + "!")
    day.doing.unlock.says("That passphrase didn't open the journal.", "Check Caps Lock")
    assert day.fingerprints() == before
    day.opens()


def test_the_key_file_is_missing(day: Day) -> None:
    (day.folder / COPY_NAME).unlink(missing_ok=True)
    keys = day.folder / KEYS_NAME
    away = keys.rename(day.folder.parent / "keys put away")
    day.meets("its key file is missing", "Your recovery code still can.")
    away.rename(keys)
    day.doing.person.clicks("Look again")
    day.opens()


def test_the_key_file_is_damaged_and_the_recovery_code_opens_it_all_the_same(day: Day) -> None:
    for name in (KEYS_NAME, COPY_NAME):
        day.damage(name, lambda data: data[: len(data) // 2] + b"\0\0\0\0" + data[len(data) // 2 + 4 :])
    day.meets("key file is damaged", "Your recovery code can.")
    day.doing.person.clicks("Use my recovery code")
    day.doing.person.writes("Recovery code", day.code)
    day.doing.person.clicks("Open with the code")
    day.doing.journal.opens(TITLE)


def test_the_journal_is_missing(day: Day) -> None:
    file = day.folder / "journal.db"
    away = file.rename(day.folder.parent / "journal put away")
    day.meets("but the journal itself is not", "If the file was moved, put it back.")
    away.rename(file)
    day.doing.person.clicks("Look again")
    day.opens()


def test_the_journal_is_of_zero_bytes(day: Day) -> None:
    day.damage("journal.db", lambda data: b"")
    day.meets("The journal file is empty", "Put a whole copy of the file in its place")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda data: data[:600], "cut short"),
        (lambda data: data[: -4 * 4096], "changed or damaged outside the program"),
        (lambda data: data[:9000] + bytes(200) + data[9200:], "changed or damaged outside the program"),
        (lambda data: bytes(reversed(data)), "The journal"),
    ],
)
def test_the_journal_is_damaged(day: Day, change: Callable[[bytes], bytes], what: str) -> None:
    day.damage("journal.db", change)
    day.meets(what, "Nothing was written to it")


def test_the_journal_is_newer_than_the_program(day: Day) -> None:
    vault = Vault.open(day.folder, PASSPHRASE, kdf=CHEAP)
    vault._connection.set_number("user_version", 99)
    vault.close()
    day.meets("written by a newer version of the program", "Install the newest version to open it.")


def test_the_key_file_is_newer_than_the_program(day: Day) -> None:
    def newer(data: bytes) -> bytes:
        content = json.loads(data) | {"ver": 99}
        del content["sha256"]
        plain = outside_reader.canonical(content)
        return outside_reader.canonical(content | {"sha256": hashlib.sha256(plain).hexdigest()})

    for name in (KEYS_NAME, COPY_NAME):
        day.damage(name, newer)
    day.meets("written by a newer version of the program", "Install the newest version to open it.")
    day.damage(KEYS_NAME, lambda _: b"{")  # its second copy still says so
    day.meets("written by a newer version of the program", "Nothing was changed.")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
def test_the_folder_is_read_only(day: Day) -> None:
    day.opens()  # once, so that everything is loaded before rights are taken away
    day.doing.shell.locks()
    for path in (day.folder, *day.folder.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)
    before = day.fingerprints()
    with rights({day.folder: 0o555}):
        day.doing.shell.go_to("Journal")
        day.doing.unlock.tries(PASSPHRASE)
        day.doing.unlock.says("The journal can't be written to", "Check that you may write here")
    assert day.fingerprints() == before
    day.doing.person.clicks("Look again")
    day.opens()


def test_the_journal_is_open_twice(day: Day) -> None:
    other = Vault.open(day.folder, PASSPHRASE, kdf=CHEAP)
    try:
        day.meets("already open in another window", "Use that window, or close it")
    finally:
        other.close()
    day.doing.person.clicks("Look again")
    day.opens()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_the_folder_goes_while_writing(day: Day) -> None:
    """A memory stick is pulled out; what is typed stays in the window and is saved once it is back."""
    _begin_writing(day)
    elsewhere = day.folder.rename(day.folder.with_name("pulled out"))
    day.doing.journal.types(WORDS)
    day.doing.unlock.says("The journal's folder is not there.", "connect that, then try again")
    assert WORDS in day.doing.person.reads()
    elsewhere.rename(day.folder)
    _keep_and_find(day)


def test_the_disk_is_full_while_writing(day: Day) -> None:
    """What is typed stays in the window, what was saved stays saved, and room on the disk ends it."""
    _begin_writing(day)
    connection = day.unlocking.vault._connection
    pages = connection.number("page_count")
    connection.read(f"PRAGMA max_page_count = {pages}")
    many = " ".join([WORDS] * 400)
    day.doing.person.types(many[:40])
    QApplication.clipboard().setText(many)
    _paste(day)
    day.doing.unlock.says("The disk is full.", "Make some room on the disk")
    assert WORDS in day.doing.person.reads()
    connection.read(f"PRAGMA max_page_count = {pages + 4000}")
    _keep_and_find(day)


def test_an_export_cannot_be_written_where_it_was_wanted(day: Day, tmp_path: Path) -> None:
    before = day.fingerprints()
    _to_preview(day)
    gone = tmp_path / "memory stick"
    day.doing.export.has_read_it()
    day.ask.will_say(gone / "Report.pdf")
    day.doing.person.clicks("Save the file")
    day.doing.unlock.says("The folder you chose is not there any more", "choose another folder")
    assert day.fingerprints() == before
    day.doing.export.saves_as("PDF", tmp_path / "Report.pdf")


def test_a_character_that_no_font_has(day: Day, tmp_path: Path) -> None:
    from tests.support.pdfua import pdf_text

    _begin_writing(day)
    day.doing.journal.types("A sign of old: \U00012000.")
    day.doing.person.clicks("Done")
    _to_preview(day, "Hollyhocks")
    day.doing.person.waits_to_see("The PDF has no letters for: \U00012000 (U+12000).")
    day.doing.export.has_read_it()
    day.doing.export.saves_as("PDF", tmp_path / "Report.pdf")
    assert "[U+12000]" in pdf_text(tmp_path / "Report.pdf")


def _begin_writing(day: Day) -> None:
    day.opens()
    day.doing.journal.begins_note()
    day.doing.journal.writes_title("Hollyhocks")
    day.doing.journal.goes_into_text()


def _paste(day: Day) -> None:
    field = QApplication.focusWidget()
    assert field is not None
    paste = getattr(field, "paste", None)
    assert callable(paste)
    paste()


def _keep_and_find(day: Day) -> None:
    """The note can be kept now, is in the journal, and nothing of it is missing."""
    day.doing.person.clicks("Done")
    day.doing.journal.opens("Hollyhocks")
    day.doing.shell.locks()
    vault = Vault.open(day.folder, PASSPHRASE, kdf=CHEAP)
    try:
        kept = {row.title: vault.entries.get(row.id).content for row in vault.entries.rows()}
    finally:
        vault.close()
    assert TITLE in kept
    written = kept["Hollyhocks"]
    assert isinstance(written, Note)
    assert WORDS in written.body


def _to_preview(day: Day, title: str = TITLE) -> None:
    if not day.unlocking.is_unlocked:
        day.opens()
    day.doing.journal.prepares_export()
    day.doing.export.chooses(title)
    day.doing.export.goes_on()
    day.doing.export.goes_on()


def test_the_recipe_is_readable_on_every_bad_day(day: Day) -> None:
    day.damage("journal.db", lambda data: b"")
    day.doing.shell.go_to("Reflect")
    day.doing.person.clicks("Read the recipe without unlocking")
    recipe = load(resource("content", "en-GB"))
    day.doing.person.waits_to_see(recipe.items[0].name)
