"""A full disk when it has to lock: the words are sealed in memory, and written once that is possible."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coprod_desktop.ui.shell.locking import Why
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.errors import DiskFull
from tests.support.words_alive import words_alive
from tests.ui.shell.conftest import Program

NOT_SAVED = "Some words are not saved yet"
Room = Callable[[bool], None]


@pytest.fixture
def room(program: Program, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Says whether there is room on the disk for a draft."""
    full = [False]
    for name in ("put_note", "put_reflection"):
        put = getattr(Drafts, name)

        def attempt(self: Drafts, *given: object, put: Callable[..., None] = put) -> None:
            if full[0]:
                raise DiskFull(path=program.unlocking.folder)
            put(self, *given)

        monkeypatch.setattr(Drafts, name, attempt)

    def set_room(there_is: bool) -> None:
        full[0] = not there_is

    return set_room


def write(program: Program) -> None:
    """A note and a reflection, neither of which can be saved."""
    pages = program.window.pages
    program.window.journey.go(Tab.REFLECT)
    pages.reflect().reflect_on("values-1")
    program.settle()
    wizard = pages.reflect().wizard
    assert wizard is not None
    wizard.question_page.noticed.setFocus()
    program.types("samphire")
    program.window.journey.go(Tab.JOURNAL)
    pages.journal().new_note()
    program.settle()
    pages.journal().editor.editor.setFocus()
    program.types("kohlrabi")


def seal(program: Program) -> None:
    with program.bot.waitSignal(program.window.journey._lock.locked):
        program.window.journey.lock_by_itself(Why.SYSTEM)
    program.settle()


def texts(program: Program) -> tuple[str, str]:
    """What stands on the two pages."""
    wizard = program.window.pages.reflect().wizard
    assert wizard is not None
    return wizard.question_page.noticed.markdown(), program.window.pages.journal().editor.editor.markdown()


def test_words_are_sealed_told_of_and_written_once_there_is_room(program: Program, room: Room) -> None:
    program.make_journal()
    room(False)
    write(program)
    seal(program)
    assert not program.unlocking.is_unlocked and not program.ask.asked
    assert not [word for word in ("samphire", "kohlrabi") if word in words_alive()]
    assert "only in memory" in program.window.status.words
    assert "sealed" in program.window.told.words
    program.window.journey.go(Tab.JOURNAL)
    panel = program.window.pages.gate()._unlock
    assert panel is not None and "only in memory" in panel._sealed.words
    room(True)
    program.unlock()
    assert texts(program) == ("samphire", "kohlrabi")
    assert len(program.unlocking.vault.drafts.rows()) == 2
    assert "saved in your journal now" in program.window.told.words
    program.lock()
    assert program.window.status.words == "Your journal is locked."


def test_where_there_is_still_no_room_they_are_back_on_the_page_and_tried_again(
    program: Program, room: Room
) -> None:
    program.make_journal()
    room(False)
    write(program)
    seal(program)
    program.unlock()
    assert texts(program) == ("samphire", "kohlrabi")
    pages = program.window.pages
    assert pages.reflect().has_unsaved() and pages.journal().has_unsaved()
    room(True)
    pages.reflect().flush()
    pages.journal().flush()
    program.settle()
    assert not pages.reflect().has_unsaved() and not pages.journal().has_unsaved()
    program.lock()
    program.unlock()
    assert texts(program) == ("samphire", "kohlrabi")


def test_locking_by_hand_asks_and_keeps_them_sealed(program: Program, room: Room) -> None:
    program.make_journal()
    room(False)
    write(program)
    program.ask.will_say(False)
    with program.bot.waitSignal(program.window.journey._lock.stayed_open):
        program.window.menus.lock.emit()
    assert program.unlocking.is_unlocked and texts(program) == ("samphire", "kohlrabi")
    program.ask.will_say(True)
    program.lock()
    assert program.ask.asked == [NOT_SAVED, NOT_SAVED]
    room(True)
    program.unlock()
    assert texts(program) == ("samphire", "kohlrabi")


def test_closing_asks_first_and_loses_them_only_when_that_is_said(program: Program, room: Room) -> None:
    program.make_journal()
    room(False)
    write(program)
    seal(program)
    program.ask.will_say(False)
    program.window.close()
    assert program.window.isVisible() and program.ask.asked == [NOT_SAVED]
    program.unlock()
    program.ask.will_say(False)
    with program.bot.waitSignal(program.window.journey._lock.stayed_open):
        program.window.close()
    assert program.window.isVisible() and texts(program) == ("samphire", "kohlrabi")
    program.ask.will_say(True)
    program.quit()
    assert program.ask.asked == [NOT_SAVED] * 3


def test_a_sleep_while_the_question_of_closing_stands_seals_them_and_keeps_the_window(
    program: Program, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.make_journal()
    room(False)
    write(program)

    def confirm(*_: object) -> bool:
        program.window.journey.lock_by_itself(Why.SYSTEM)  # which closes the question
        return False

    monkeypatch.setattr(program.ask, "confirm", confirm)
    with program.bot.waitSignal(program.window.journey._lock.locked):
        program.window.close()
    monkeypatch.undo()
    program.settle()
    assert program.window.isVisible()
    assert program.window.journey._parts.guards.sealing.is_any
    program.unlock()
    assert texts(program) == ("samphire", "kohlrabi")
