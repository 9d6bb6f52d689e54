"""Files that the system hands over at a bad moment: while a question stands, while the journal locks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.unlocking import LockState
from coprod_desktop.ui.ask import Question
from tests.support.journals import PASSPHRASE
from tests.ui.shell.visit import NEW, OLD, Visit

NOT_PUT = "Another file was opened meanwhile, or the copy was closed. Nothing was put in place."


@pytest.mark.parametrize("which", ["another", "the same", "no copy", "none: locked", "none: left"])
def test_a_yes_to_one_copy_puts_no_other_in_place(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    second = Path(shutil.copy(visit.file, visit.file.with_name("second.coprod")))
    letter = visit.file.with_name("letter.coprod")
    letter.write_bytes(b"%PDF-1.7")
    files = {"another": second, "the same": visit.file, "no copy": letter}
    visit.open()
    visit.look_inside()

    def meanwhile(_parent: QWidget, _question: Question) -> bool:
        if which in files:
            visit.open(files[which])
        elif which == "none: locked":
            visit.program.lock()
        else:
            visit.window.journey.copies.left.emit()
            visit.program.settle()
        return True

    with monkeypatch.context() as patch:
        patch.setattr(visit.ask, "confirm", meanwhile)
        visit.press("Put it in place of my journal")
    assert visit.said.startswith(NOT_PUT)
    if which == "none: locked":
        assert visit.program.unlocking.state() is LockState.LOCKED
        visit.program.unlock()
    assert visit.journal_says() == [NEW, OLD]
    assert not [path for path in visit.program.unlocking.folder.parent.iterdir() if "aside" in path.name]
    if which == "another":
        assert visit.program.shows(visit.page) and "second.coprod" in visit.shown()


def test_a_file_that_comes_while_the_journal_locks_is_opened_after_that(visit: Visit) -> None:
    visit.window.journey.lock()
    visit.window.open_copy(visit.file)
    visit.program.bot.waitUntil(lambda: visit.program.shows(visit.page))
    visit.program.settle()
    assert visit.program.unlocking.state() is LockState.LOCKED
    visit.look_inside(PASSPHRASE)
    assert OLD in visit.shown()


def test_a_file_that_comes_while_a_copy_is_put_in_place_is_opened_after_that(visit: Visit) -> None:
    second = Path(shutil.copy(visit.file, visit.file.with_name("second.coprod")))
    visit.open()
    visit.look_inside()
    visit.ask.will_say(True)
    visit.page.inside.put_button.click()
    visit.window.open_copy(second)
    visit.program.bot.waitUntil(lambda: "second.coprod" in visit.shown())
    visit.program.settle()
    assert visit.journal_says() == [OLD], "the first was put in place"


def test_a_file_that_comes_while_the_window_closes_is_let_be(visit: Visit) -> None:
    visit.window.close()
    visit.window.open_copy(visit.file)
    visit.program.bot.waitUntil(lambda: not visit.window.isVisible())
    visit.program.settle()
    assert not visit.window.journey._parts.copies.is_open


def test_the_late_fault_of_one_file_does_not_close_the_next(visit: Visit) -> None:
    visit.window.open_copy(visit.file.with_name("gone.coprod"))
    visit.window.open_copy(visit.file)
    visit.program.settle()
    assert visit.program.shows(visit.page)
    assert visit.said == ""
