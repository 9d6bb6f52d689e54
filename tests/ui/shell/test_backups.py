"""Backups in the whole window: by themselves, a calm line while they do not work, and going back to one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from coprod_desktop.ui.backing_up import BackingUp
from coprod_desktop.ui.copies.backup_list import BackupList
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.text import Text
from coprod_desktop.vault import schema
from coprod_desktop.vault.files import Disk
from tests.support.journals import PASSPHRASE, note
from tests.support.waiting import until
from tests.ui.shell.conftest import Program

OTHER = "quite another one"


class Backed:
    """A program with a journal in which something was written, by what a person reads and presses."""

    def __init__(self, program: Program) -> None:
        self.program, self.window, self.ask = program, program.window, program.ask
        program.make_journal()
        program.unlocking.vault.entries.put(note(1, "hollyhocks by the shelter"))
        self.backing_up: BackingUp = self.window._parts.backing_up
        self.data = program.unlocking.folder.parent.parent

    @property
    def files(self) -> list[Path]:
        return sorted((self.data / "backups").glob("*.coprod"))

    @property
    def notice(self) -> str:
        return self.window.backup_notice.words

    def quiet_comes(self) -> None:
        """As after some seconds without a key."""
        self.backing_up._quiet.timeout.emit()
        self.program.settle()

    def press(self, words: str) -> None:
        found = [b for b in self.window.findChildren(Button) if b.text() == words and b.isVisible()]
        assert found, words
        found[0].click()
        self.program.settle()

    def says(self, words: str) -> bool:
        return any(words in text.words for text in self.window.findChildren(Text) if text.isVisible())

    def types_and_enters(self, words: str) -> None:
        self.program.types(words)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.program.settle()


@pytest.fixture
def backed(program: Program) -> Backed:
    return Backed(program)


class TestByItself:
    def test_at_the_first_quiet_moment_and_once(self, backed: Backed) -> None:
        assert backed.backing_up._quiet.isActive(), "it waits after unlocking"
        backed.quiet_comes()
        assert len(backed.files) == 1
        assert backed.program.unlocking.is_unlocked and backed.notice == ""
        backed.program.unlocking.vault.entries.put(note(2))
        backed.quiet_comes()
        assert len(backed.files) == 1, "not twice a day"

    def test_a_save_begins_the_quiet_time_anew(self, backed: Backed) -> None:
        backed.backing_up._quiet.stop()
        backed.window.journey.go(Tab.JOURNAL)
        backed.window.pages.journal().new_note()
        backed.program.settle()
        backed.program.types("words")
        backed.window.pages.journal().flush()
        backed.program.settle()
        assert backed.backing_up._quiet.isActive()

    def test_not_while_something_else_is_under_way(self, backed: Backed) -> None:
        backed.window._parts.jobs.run(lambda: None)
        backed.backing_up._quiet.stop()
        backed.backing_up._quiet.timeout.emit()
        assert backed.backing_up._quiet.isActive() and not backed.files
        backed.program.settle()

    def test_locking_ends_it(self, backed: Backed) -> None:
        backed.backing_up._quiet.timeout.emit()
        backed.program.lock()
        assert not backed.backing_up._quiet.isActive() and not backed.backing_up._later.isActive()
        assert not (backed.data / "open-copies").exists()
        assert len(backed.files) == 1, "made by then, or on the way out"
        backed.program.unlock()
        assert backed.notice == ""

    def test_a_second_window_s_worth_of_asking(self, backed: Backed) -> None:
        """What is asked for while one is being made comes after it."""
        backed.backing_up._quiet.timeout.emit()
        backed.backing_up.make_now()
        backed.program.settle()
        assert len(backed.files) == 2


class TestWhenItDoesNotWork:
    @pytest.fixture
    def stick(self, backed: Backed, tmp_path: Path) -> Path:
        """A stick that was chosen, and then taken out."""
        stick = tmp_path / "stick"
        stick.mkdir()
        backed.window._parts.backups.choose_folder(stick)
        stick.rmdir()
        backed.quiet_comes()
        return stick

    def test_a_calm_line_stays_until_the_next_success(self, backed: Backed, stick: Path) -> None:
        assert backed.notice == "Your journal is saved, but the last backup did not work."
        assert not backed.ask.asked and not stick.exists()
        backed.window.journey.go(Tab.RECIPE)
        assert backed.notice
        backed.program.lock()
        assert backed.notice == "", "locked, the window tells nothing of the journal"
        backed.program.unlock()
        assert backed.notice, "nor is it forgotten"
        stick.mkdir()
        backed.backing_up.make_now()
        backed.program.settle()
        assert backed.notice == "" and list(stick.iterdir())

    def test_it_leads_to_the_settings(self, backed: Backed, stick: Path, tmp_path: Path) -> None:
        backed.press("See why")
        assert backed.says("A backup is a locked copy of your whole journal.")
        assert backed.says(f"The folder for backups is not there: {stick}")
        assert backed.says("Connect its disk or stick")
        (tmp_path / "disk").mkdir()
        backed.ask.will_say(tmp_path / "disk")
        backed.press("Choose another folder…")
        assert backed.notice == ""
        assert len(list((tmp_path / "disk").iterdir())) == 1
        assert backed.says(str(tmp_path / "disk")) and backed.says("Those made before stay where they are")

    def test_a_full_disk(self, backed: Backed, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(self: Disk, handle: int, data: bytes) -> int:
            raise OSError(28, "no room")

        monkeypatch.setattr(Disk, "write", full)
        backed.quiet_comes()
        backed.press("See why")
        assert backed.says("There is no room left on the disk for backups")
        assert backed.files == [] and list((backed.data / "backups").iterdir()) == []


def test_a_newer_program_that_can_make_no_backup_says_what_to_do(
    backed: Backed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opens the journal once another folder was chosen, which needs no passphrase."""
    for folder in ("stick", "disk"):
        (tmp_path / folder).mkdir()
    backed.window._parts.backups.choose_folder(tmp_path / "stick")
    backed.program.lock()
    (tmp_path / "stick").rmdir()
    steps = schema.MIGRATIONS
    step = schema.Migration(steps[-1].version + 1, lambda _: None)
    monkeypatch.setattr(schema, "MIGRATIONS", (*steps, step))
    backed.window.journey.go(Tab.JOURNAL)
    backed.types_and_enters(PASSPHRASE)
    assert not backed.program.unlocking.is_unlocked
    assert backed.says("It makes a backup of yours first") and backed.says("Nothing is lost by waiting.")
    backed.window.journey.show_settings()
    backed.window.pages.settings().show_backups()
    backed.ask.will_say(tmp_path / "disk")
    backed.press("Choose another folder…")
    backed.window.journey.go(Tab.JOURNAL)
    backed.types_and_enters(PASSPHRASE)
    assert backed.program.unlocking.vault._connection.number("user_version") == step.version
    (made,) = (tmp_path / "disk").iterdir()
    assert "before a change" in made.name


class TestGoingBack:
    @pytest.mark.parametrize("started_anew", [False, True])
    def test_from_the_unlock_panel_after_the_journal_s_folder_was_lost(
        self, backed: Backed, started_anew: bool
    ) -> None:
        """Back up, lose the folder, and have everything again: in this sitting, or in the next."""
        backed.quiet_comes()
        backed.program.lock()
        shutil.rmtree(backed.program.unlocking.folder)
        backed.program.unlocking._was_seen = not started_anew
        backed.window.journey.go(Tab.JOURNAL)
        backed.press("I have a backup" if started_anew else "Restore a backup")
        assert backed.says("Restore a backup") and backed.says("whole")
        backed.press("Look inside")
        backed.types_and_enters(PASSPHRASE)
        backed.ask.will_say(True)
        backed.press("Use it as my journal" if started_anew else "Put it in place of my journal")
        assert [row.excerpt for row in backed.program.unlocking.vault.entries.rows()] == [
            "hollyhocks by the shelter"
        ]
        assert backed.files, "the backup stays"

    def test_an_older_one_in_place_of_a_damaged_journal(self, backed: Backed) -> None:
        """With its own passphrase, which is said before; the damaged one is set aside."""
        backed.quiet_comes()
        backed.program.unlocking.change_passphrase(OTHER)
        backed.program.lock()
        journal = backed.program.unlocking.folder / "journal.db"
        damaged = b"\1" * journal.stat().st_size
        journal.write_bytes(damaged)
        backed.window.journey.go(Tab.JOURNAL)
        backed.press("Restore a backup")
        assert backed.says("A backup opens with the passphrase or the recovery code")
        lists = [b for b in backed.window.findChildren(BackupList) if b.isVisible()]
        assert len(lists) == 1
        backed.press("Look inside")
        backed.types_and_enters(PASSPHRASE)
        backed.ask.will_say(True)
        backed.press("Put it in place of my journal")
        assert backed.program.unlocking.vault.entries.count() == 1
        (aside,) = (p for p in backed.program.unlocking.folder.parent.iterdir() if "set aside" in p.name)
        assert (aside / "journal.db").read_bytes() == damaged

    def test_back_again(self, backed: Backed) -> None:
        backed.program.lock()
        backed.window.journey.go(Tab.JOURNAL)
        backed.press("Restore a backup")
        focused = QApplication.focusWidget()
        assert isinstance(focused, Button) and focused.text() == "Back"
        QTest.keyClick(focused, Qt.Key.Key_Escape)
        backed.program.settle()
        assert backed.says("Welcome back")

    def test_a_stick_that_is_not_connected_is_told(self, backed: Backed, tmp_path: Path) -> None:
        backed.quiet_comes()
        stick = tmp_path / "stick"
        stick.mkdir()
        backed.window._parts.backups.choose_folder(stick)
        stick.rmdir()
        backed.program.lock()
        backed.window.journey.go(Tab.JOURNAL)
        backed.press("Restore a backup")
        until(lambda: backed.says(f"The folder for backups is not there: {stick}"), "the folder looked for")
        assert backed.says("whole"), "those in the usual folder are offered all the same"

    def test_damaged_ones_and_none(self, backed: Backed) -> None:
        backed.quiet_comes()
        (only,) = backed.files
        data = bytearray(only.read_bytes())
        data[-100] ^= 1
        only.write_bytes(data)
        backed.program.lock()
        backed.window.journey.go(Tab.JOURNAL)
        backed.press("Restore a backup")
        until(lambda: backed.says("damaged, so it can't be used"), "the file to be read to its end")
        assert not any(
            b.text() == "Look inside" and b.isVisible() for b in backed.window.findChildren(Button)
        )
        only.unlink()
        backed.window.journey.go(Tab.JOURNAL)
        backed.press("Restore a backup")
        assert backed.says("There are no backups in the folder for them")
