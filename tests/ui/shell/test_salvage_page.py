"""A damaged journal, by the window: calm words, the newest backup by its date, and what can be read saved."""

from __future__ import annotations

import hashlib
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from coprod_desktop.domain.entries import Note
from coprod_desktop.services.backup_facts import Why
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.shell.salvage_page import SalvagePage, salvaged
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.salvage_pages import DamagedFile
from coprod_desktop.vault.salvage_report import SalvageReport
from tests.support.journals import PASSPHRASE, note
from tests.support.waiting import settle
from tests.ui.shell.conftest import Program
from tests.ui.shell.visit import Visit

SAVE, LOOK = "Save what can still be read", "Look inside the backup"
BRING = "Bring its entries into my journal"
COUNT = 8


def lose_a_page(folder: Path) -> None:
    """Zeros in the place of a page with words on it."""
    data = bytearray((folder / "journal.db").read_bytes())
    data[-3 * 4096 : -2 * 4096] = bytes(4096)
    (folder / "journal.db").write_bytes(data)


@pytest.fixture
def damaged(program: Program, tmp_path: Path) -> Visit:
    """A locked journal that lost a page, with a backup from before; its owner goes to the Journal."""
    program.make_journal()
    for number in range(1, COUNT + 1):
        program.unlocking.vault.entries.put(note(number, f"words {number} " * 400))
    program.window.journey._parts.backups.back_up(Why.BY_HAND)
    program.unlocking.vault.entries.put(note(20, "written after the backup"))
    program.lock()
    lose_a_page(program.unlocking.folder)
    program.window.activateWindow()
    program.window.journey.go(Tab.JOURNAL)
    visit = Visit(program, tmp_path)
    visit.look_inside()
    return visit


def entries(visit: Visit) -> dict[str, str]:
    vault = visit.program.unlocking.vault
    found = (vault.entries.get(row.id) for row in vault.entries.rows())
    return {entry.id: entry.content.body for entry in found if isinstance(entry.content, Note)}


def test_from_damage_to_a_whole_journal(damaged: Visit) -> None:
    """The journey of a bad day: damaged, salvaged, read, and the newest backup merged in."""
    visit, folder = damaged, damaged.program.unlocking.folder
    before = hashlib.sha256((folder / "journal.db").read_bytes()).hexdigest()
    assert "was changed or damaged outside the program" in visit.shown()
    assert "The newest whole backup is of " in visit.shown()
    visit.press(SAVE)
    assert "only read, and set aside whole" in visit.shown()
    visit.look_inside()
    assert visit.program.shows(visit.window.pages.journal())
    assert "in part: " in visit.said or "whole" in visit.said
    assert "of the file could not be read" in visit.said
    (aside,) = (path for path in folder.parent.iterdir() if "set aside" in path.name)
    assert str(aside) in visit.said
    assert hashlib.sha256((aside / "journal.db").read_bytes()).hexdigest() == before
    assert entries(visit)[note(20).id] == "written after the backup"
    (backup,) = (visit.data / "backups").glob("*.coprod")
    visit.open(backup)
    visit.look_inside()
    visit.ask.will_say(True)
    visit.press(BRING)
    wanted = {note(n).id: f"words {n} " * 400 for n in range(1, COUNT + 1)}
    assert entries(visit) == {**wanted, note(20).id: "written after the backup"}
    visit.program.lock()
    visit.window.journey.go(Tab.JOURNAL)
    visit.look_inside()
    assert visit.program.unlocking.is_unlocked, "the passphrase is the same"


def test_the_newest_backup_is_looked_into(damaged: Visit) -> None:
    damaged.press(LOOK)
    assert damaged.program.shows(damaged.page)
    damaged.look_inside()
    assert "8 entries" in damaged.shown()


@pytest.mark.parametrize("percent", [100, 200])
def test_in_a_small_window_what_helps_is_in_sight(damaged: Visit, percent: int) -> None:
    damaged.window.resize(683, 384)
    damaged.window._change(text_percent=percent)
    settle()
    damaged.press("Look again")  # it is still there, as far as one can tell without a key
    damaged.look_inside()
    settle()
    button = QApplication.focusWidget()
    assert isinstance(button, Button) and button.text() == LOOK
    assert button.visibleRegion().boundingRect() == button.rect()


def test_a_wrong_passphrase_and_the_way_back(damaged: Visit) -> None:
    damaged.press(SAVE)
    damaged.look_inside("not this one")
    assert "That passphrase didn't open the journal." in damaged.shown()
    damaged.press("Back")
    typed = [field.text() for field in damaged.window.pages.gate().findChildren(QLineEdit)]
    assert not any(typed), "what was typed is forgotten, in the hidden page too"
    assert isinstance(QApplication.focusWidget(), QLineEdit), "the passphrase is asked for again"
    assert not any("set aside" in path.name for path in damaged.program.unlocking.folder.parent.iterdir())


def test_the_code_saves_where_the_key_file_is_damaged_too(program: Program, tmp_path: Path) -> None:
    program.make_journal()
    for number in range(1, COUNT + 1):
        program.unlocking.vault.entries.put(note(number, f"words {number} " * 400))
    code, folder = program.unlocking.recovery_code(), program.unlocking.folder
    program.lock()
    lose_a_page(folder)
    for name in ("journal.keys", "journal.keys.copy"):
        (folder / name).write_bytes(b"{}")
    visit = Visit(program, tmp_path)
    program.window.activateWindow()
    program.window.journey.go(Tab.JOURNAL)
    assert "key file is damaged" in visit.shown()
    visit.press("Use my recovery code")
    visit.look_inside(code)
    visit.press(SAVE)
    visit.press("Use my recovery code")
    visit.look_inside(code)
    assert program.unlocking.is_unlocked and len(entries(visit)) >= COUNT - 2
    assert program.window.passphrase_notice.isVisible(), "no passphrase opens it yet"


def test_damage_that_shows_while_the_journal_is_open_leads_there(program: Program, tmp_path: Path) -> None:
    program.make_journal()
    program.unlocking.vault.entries.put(note(1, "words"))
    visit = Visit(program, tmp_path)

    def damaged() -> None:
        raise JournalDamaged(path=program.unlocking.folder / "journal.db", reason="pages")

    told: list[Exception] = []
    program.window.journey._parts.jobs.run(damaged, failed=told.append)
    program.settle()
    assert len(told) == 1, "who asked is told as well"
    assert "A part of your journal can't be read any more." in program.window.damage_notice.words
    visit.press("Lock it and see what can be done")
    program.bot.waitUntil(lambda: not program.unlocking.is_unlocked)
    program.settle()
    assert program.shows(program.window.pages.gate()) and program.window.damage_notice.words == ""
    assert program.window.status.words == "Your journal is locked."
    assert "was changed or damaged outside the program" in visit.shown()
    visit.press(SAVE)
    visit.look_inside()
    assert entries(visit) == {note(1).id: "words"}


def test_closing_the_window_stops_it_and_leaves_the_damaged_journal(
    damaged: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, folder = damaged.program, damaged.program.unlocking.folder
    before = (folder / "journal.db").read_bytes()
    begun, closing = Event(), Event()
    wait_for_all, read = Jobs.wait_for_all, DamagedFile._read

    def slowly(file: DamagedFile, number: int) -> bytes | None:
        begun.set()
        assert closing.wait(5)
        return read(file, number)

    def wait(jobs: Jobs) -> None:
        closing.set()
        wait_for_all(jobs)

    monkeypatch.setattr(DamagedFile, "_read", slowly)
    monkeypatch.setattr(Jobs, "wait_for_all", wait)
    damaged.press(SAVE)
    program.window.pages.gate().findChildren(SalvagePage)[0].ways.passphrase.entered.emit(PASSPHRASE)
    program.bot.waitUntil(begun.is_set)
    program.quit()
    program.settle()
    assert (folder / "journal.db").read_bytes() == before
    assert not [path for path in folder.parent.iterdir() if "set aside" in path.name]


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (SalvageReport(1, 0, 0, 0, 0, 40, 1, Path("/aside")), "1 entry was read whole. 1 of 40 pages"),
        (
            SalvageReport(30, 2, 1, 3, 1, 40, 4, Path("/aside")),
            "30 entries were read whole. 2 in part: they say so. Of 1 nothing was left. 3 drafts came out.",
        ),
    ],
)
def test_the_result_in_words(qapp: object, report: SalvageReport, said: str) -> None:
    told = salvaged(report)
    assert told.what.startswith(said)
    assert "/aside" in told.next
