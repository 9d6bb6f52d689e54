"""A full disk when it has to lock: the words are sealed in memory, and written once that is possible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event
from typing import Any

import pytest

from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EntryKind,
    EventDate,
    NextStep,
    NoteDraft,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.richtext import parse, plain
from coprod_desktop.ui.journal.actions.view import ActionsView
from coprod_desktop.ui.journal.views import Which
from coprod_desktop.ui.settings.new_code import NewCodePart
from coprod_desktop.ui.shell import journey
from coprod_desktop.ui.shell.locking import Why
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.widgets.text import Text
from coprod_desktop.vault.actions import Actions
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.errors import DiskFull
from tests.support.journals import NOW, PASSPHRASE
from tests.support.words_alive import words_alive
from tests.ui.shell.conftest import Program

NOT_SAVED = "Some words are not saved yet"
Room = Callable[[bool], None]


@pytest.fixture
def room(program: Program, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Says whether there is room on the disk for a draft."""
    full = [False]
    for where, name in (
        (Drafts, "put_note"),
        (Drafts, "put_reflection"),
        (Actions, "note"),
        (Actions, "set_day"),
    ):
        put = getattr(where, name)

        def attempt(self: object, *given: object, put: Callable[..., None] = put) -> None:
            if full[0]:
                raise DiskFull(path=program.unlocking.folder)
            put(self, *given)

        monkeypatch.setattr(where, name, attempt)

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


def with_a_step(program: Program) -> None:
    """A reflection that left something to try."""
    answer = Answer("values-1", "Did I listen?", step=NextStep("Bake with rhubarb", None, "Tom"))
    context = Context(EventDate.from_iso("2026-11-02"))
    content = Reflection(QuestionSet.CHOSEN, context, (answer,))
    program.unlocking.vault.entries.put(Entry("e" * 32, "Orchard", context.when, NOW, NOW, content))


def write_about_the_step(program: Program) -> None:
    """Words about it, and a date for it, neither of which can be saved."""
    journal = program.window.pages.journal()
    program.window.journey.go(Tab.JOURNAL)
    journal.show_view(Which.ACTIONS)
    program.settle()
    (row,) = actions_of(program).rows()
    row._open_day()
    assert row.day_form is not None
    row.day_form.field.line.setFocus()
    program.types("12 December 2099")
    row.box.click()
    program.types("quince")
    program.settle()


def actions_of(program: Program) -> ActionsView:
    view = program.window.pages.journal().view(Which.ACTIONS)
    assert isinstance(view, ActionsView)
    return view


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


def test_a_date_and_words_about_a_step_are_sealed_and_come_back(program: Program, room: Room) -> None:
    program.make_journal()
    with_a_step(program)
    room(False)
    write_about_the_step(program)
    seal(program)
    assert not [word for word in ("quince", "rhubarb", "2099") if word in words_alive()]
    program.unlock()
    assert "back in the window" in program.window.told.words
    (row,) = actions_of(program).rows()
    assert row.form is not None and row.form.field.plain_text() == "quince"
    assert row.day_form is not None and row.day_form.field.line.text() == "12 December 2099"
    seal(program)
    room(True)
    program.unlock()
    (action,) = program.unlocking.vault.actions.all(tuple(ActionState))
    assert action.step.by == date(2099, 12, 12)
    assert (action.noted.state, action.noted.words) == (ActionState.TRIED, "quince")
    assert not program.window.journey._parts.guards.sealing.is_any


def test_what_was_noted_about_an_entry_that_is_not_in_a_restored_backup_becomes_a_note(
    program: Program, room: Room
) -> None:
    program.make_journal()
    with_a_step(program)
    room(False)
    write_about_the_step(program)
    seal(program)
    program.unlocking.unlock(PASSPHRASE)
    program.unlocking.vault.bin.put("e" * 32, NOW)
    program.unlocking.vault.bin.remove(["e" * 32])  # as in a backup from before
    program.unlocking.lock()
    room(True)
    program.unlock()
    assert "a note of their own" in program.window.told.words
    (row,) = program.unlocking.vault.drafts.rows()
    draft = program.unlocking.vault.drafts.get_note(row.id)
    words = plain(parse(draft.body)).split("\n")
    about = "About something to try, from “Orchard”, which is not in this journal:"
    assert draft.title == "Noted about something to try"
    assert words == [
        about,
        "Bake with rhubarb",
        "Tried",
        "quince",
        about,
        "Bake with rhubarb",
        "For Saturday 12 December 2099",
    ]
    program.window.journey.go(Tab.JOURNAL)
    program.window.pages.journal().show_view(Which.ENTRIES)
    program.settle()
    assert draft.title in said(program), "it stands on top of the entries"


def said(program: Program) -> str:
    return "\n".join(each.words for each in program.window.findChildren(Text) if each.isVisible())


def test_two_notes_that_still_cannot_be_written_are_both_kept(program: Program, room: Room) -> None:
    program.make_journal()
    with_a_step(program)
    room(False)
    write_about_the_step(program)
    write(program)
    seal(program)
    program.unlocking.unlock(PASSPHRASE)
    program.unlocking.vault.bin.put("e" * 32, NOW)
    program.unlocking.vault.bin.remove(["e" * 32])
    program.unlocking.lock()
    program.unlock()
    journal = program.window.pages.journal()
    bodies = " ".join(draft.body for draft in journal.unwritten() if isinstance(draft, NoteDraft))
    assert "kohlrabi" in bodies and "quince" in bodies
    room(True)
    journal.flush()
    program.settle()
    assert not journal.has_unsaved()
    drafts = program.unlocking.vault.drafts
    kept = [drafts.get_note(row.id).body for row in drafts.rows() if row.kind is EntryKind.NOTE]
    assert len(kept) == 2 and "quince" in " ".join(kept)


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


def ask_for_a_new_code(program: Program) -> NewCodePart:
    """All that is wanted for it is filled in; what is left is to press the button."""
    program.window.journey.show_settings()
    program.settle()
    page = program.window.pages.settings()
    page._go_to(page._security)
    part = page._security.new_code
    part.begin()
    program.settle()
    form = part._form
    assert form is not None
    program.bot.waitUntil(form.isVisible)
    form._check.is_right = lambda: True  # type: ignore[method-assign]
    form._passphrase.line.setText(PASSPHRASE)
    return part


def test_no_code_is_changed_while_words_are_not_saved(program: Program, room: Room) -> None:
    program.make_journal()
    room(False)
    write(program)
    former = program.unlocking.recovery_code()
    part = ask_for_a_new_code(program)
    assert part._form is not None
    part._form._save.click()
    program.settle()
    assert program.unlocking.recovery_code() == former
    assert "not saved yet" in part._form._trouble.words and part._form._save.isEnabled()
    room(True)
    part._form._save.click()
    program.settle()
    assert program.unlocking.recovery_code() != former
    assert program.window.status.words == "Your new recovery code is in use now."
    program.window.journey.go(Tab.JOURNAL)
    assert program.window.status.words.startswith("Saved at ")
    assert texts(program) == ("samphire", "kohlrabi")


@pytest.mark.parametrize("words", ["", " and salsify"])
def test_words_typed_while_the_code_is_changed_outlast_a_journal_that_is_closed_by_it(
    program: Program, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(journey, "announce", lambda _widget, words: heard.append(words))
    program.make_journal()
    write(program)
    part = ask_for_a_new_code(program)
    begun, typed = Event(), Event()
    change = program.unlocking.change_recovery_code

    def slowly(*given: Any) -> None:
        begun.set()
        assert typed.wait(5)
        change(*given)

    def held(_key: bytes) -> None:
        raise DiskFull(path=program.unlocking.folder)

    monkeypatch.setattr(program.unlocking, "change_recovery_code", slowly)
    monkeypatch.setattr(program.unlocking.vault._connection, "reopen", held)
    assert part._form is not None
    part._form._save.click()
    program.bot.waitUntil(begun.is_set)
    program.window.journey.go(Tab.JOURNAL)
    program.window.pages.journal().editor.editor.setFocus()
    program.types(words)
    with program.bot.waitSignal(program.window.journey._lock.locked):
        typed.set()
    program.settle()
    assert not program.unlocking.is_unlocked and not program.ask.asked
    assert not [word for word in ("samphire", "salsify") if word in words_alive()]
    assert "Your new recovery code works now." in program.window.status.words
    assert ("only in memory" in program.window.told.words) is bool(words)
    assert "Your journal is locked" in heard[-1]
    assert program.shows(program.window.pages.gate())
    program.unlock()
    written = program.unlocking.vault.drafts
    assert not program.window.journey._parts.guards.sealing.is_any
    bodies = [written.get_note(row.id).body for row in written.rows() if row.kind is EntryKind.NOTE]
    assert len(bodies) == 1 and "kohlrabi" in bodies[0] and words.strip() in bodies[0]
