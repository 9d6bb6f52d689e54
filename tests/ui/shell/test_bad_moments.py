"""Faults while locking, leaving and saving: the window copes, and no word is lost on the way."""

from __future__ import annotations

import logging
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextEdit

from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.shell.crash import Fault
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.shell.unlock_parts import PassphrasePart
from coprod_desktop.vault.errors import DiskTrouble
from tests.support.journals import PASSPHRASE
from tests.ui.shell.conftest import Program

FAULT = Fault("ZeroDivisionError", ("ui/shell/window.py:1 f",))


def reflect_on(program: Program, question_id: str) -> None:
    """Stand on the page of one question, with the cursor in *What did I notice?*."""
    reflect = program.window.pages.reflect()
    reflect.reflect_on(question_id)
    program.settle()
    program.window.journey.go(Tab.REFLECT)
    assert reflect.wizard is not None
    reflect.wizard.question_page.noticed.setFocus()


def test_words_typed_while_it_locks_are_saved_too(program: Program) -> None:
    program.make_journal()
    reflect_on(program, "values-1")
    program.types("first")
    with program.bot.waitSignal(program.window.journey._lock.locked):
        program.window.menus.lock.emit()
        program.types(" and last")
    program.unlock()
    wizard = program.window.pages.reflect().wizard
    assert wizard is not None
    assert wizard.question_page.noticed.markdown() == "first and last"
    assert not program.ask.asked


def test_a_window_that_is_closed_while_the_journal_opens_leaves_none_open(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.make_journal()
    program.lock()
    closing, wait_for_all = Event(), Jobs.wait_for_all
    unlock = program.unlocking.unlock

    def slowly(passphrase: str) -> None:
        assert closing.wait(5)
        unlock(passphrase)

    def wait(jobs: Jobs) -> None:
        closing.set()
        wait_for_all(jobs)

    monkeypatch.setattr(program.unlocking, "unlock", slowly)
    monkeypatch.setattr(Jobs, "wait_for_all", wait)
    program.window.journey.go(Tab.JOURNAL)
    program.window.pages.gate().findChildren(PassphrasePart)[0].entered.emit(PASSPHRASE)
    program.quit()
    program.settle()
    assert not program.unlocking.is_unlocked


@pytest.mark.expects_log("did not close well")
def test_a_journal_that_does_not_close_well_is_locked_all_the_same(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.make_journal()
    connection = program.unlocking.vault._connection
    secret = program.unlocking.vault.secret
    close = connection.close

    def closed_with_trouble() -> None:
        close()
        raise DiskTrouble(path=program.unlocking.folder)

    monkeypatch.setattr(connection, "close", closed_with_trouble)
    program.lock()
    assert not program.unlocking.is_unlocked
    assert not any(bytes(secret._buffer))
    program.unlock()
    assert program.unlocking.is_unlocked


@pytest.mark.expects_log("could not be wiped")
def test_a_page_that_cannot_be_wiped_keeps_no_other_from_it_and_no_key_in_memory(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.make_journal()
    secret = program.unlocking.vault.secret

    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(program.window.pages.journal(), "wipe", broken)
    program.lock()
    assert not program.unlocking.is_unlocked
    assert not any(bytes(secret._buffer))


@pytest.mark.expects_log("background work: DiskTrouble")
def test_a_known_fault_of_a_quiet_job_is_told_quietly(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.make_journal()

    def trouble(*_: object) -> None:
        raise DiskTrouble(path=program.unlocking.folder)

    monkeypatch.setattr(program.unlocking.vault.entries, "about_item", trouble)
    program.window.journey.go(Tab.RECIPE)
    program.window.pages.recipe.show_item("respect")
    program.settle()
    QApplication.processEvents()
    assert "could not read or write" in program.window.status.words
    assert not program.ask.asked


@pytest.mark.expects_log("could not be handed over")
def test_a_fault_in_saving_does_not_hide_the_fault_or_keep_others_from_saving(
    program: Program, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    program.make_journal()
    pages = program.window.pages
    journal = pages.journal()
    journal.new_note()
    journal.editor.editor.set_markdown("words")
    journal.keeper.touch()

    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pages.reflect(), "flush", broken)
    program.ask.will_say(False)
    with caplog.at_level(logging.ERROR):
        program.window.journey._faults.tell(FAULT)
    program.settle()
    monkeypatch.undo()
    assert program.ask.asked == ["Something went wrong that we did not expect"]
    assert not journal.has_unsaved()


def test_find_brings_the_journal_to_the_front(program: Program) -> None:
    program.make_journal()
    pages = program.window.pages
    program.window.journey.go(Tab.JOURNAL)
    program.window.journey.show_settings()
    program.window.menus.find.emit()
    program.settle()
    assert program.shows(pages.journal())


def test_find_looks_through_the_guide_while_that_is_in_front(program: Program) -> None:
    program.window.menus.guide.emit()
    program.settle()
    program.window.menus.find.emit()
    program.settle()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit) and field.accessibleName() == "Find in the guide"
    assert program.shows(program.window.pages.guide())


def test_locking_wipes_every_page_and_the_secret(program: Program) -> None:
    program.make_journal()
    pages = program.window.pages
    reflect_on(program, "values-1")
    program.types("kettle")
    journal = pages.journal()
    journal.new_note()
    journal.editor.editor.set_markdown("teapot")
    journal.keeper.touch()
    secret = program.unlocking.vault.secret
    shown: list[str] = []

    def look() -> None:
        window = program.window
        words = [edit.toPlainText() for edit in window.findChildren(QTextEdit)]
        words += [line.text() for line in window.findChildren(QLineEdit)]
        words += [label.text() for label in window.findChildren(QLabel)]
        shown.append("\n".join(words))

    program.window.journey._lock.about_to_wipe.connect(look)
    # Before the shell's own slot, which deletes the pages.
    program.window.journey._lock.locked.disconnect(program.window.journey._locked)
    program.window.journey._lock.locked.connect(look)
    program.window.journey._lock.locked.connect(program.window.journey._locked)
    program.lock()
    before, after = shown
    assert "kettle" in before and "teapot" in before
    assert "kettle" not in after and "teapot" not in after
    assert not any(secret._buffer)
