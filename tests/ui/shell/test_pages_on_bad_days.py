"""A disk that is full, read-only or gone when it locks amid typing: the words of every page come back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EntryKind,
    EventDate,
    MeetingKind,
    NextStep,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.domain.reflection import LAST_TIME, ReflectionDraft
from coprod_desktop.ui.journal.actions.view import ActionsView
from coprod_desktop.ui.journal.views import Which
from coprod_desktop.ui.reflect.begin import Begin
from coprod_desktop.ui.reflect.wizard import Wizard
from coprod_desktop.ui.shell.locking import Why
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import DiskFull, JournalReadOnly
from tests.support.journals import NOW
from tests.support.words_alive import words_alive
from tests.ui.shell.conftest import Program

SECRETS = ("quince", "rhubarb", "samphire", "kohlrabi", "salsify", "chicory", "sorrel", "lovage", "borage")
BadDay = Callable[[bool], None]


@pytest.fixture(params=["full", "read-only", "gone"])
def bad_day(request: pytest.FixtureRequest, program: Program, monkeypatch: pytest.MonkeyPatch) -> BadDay:
    """Says whether nothing at all can be written now."""
    is_bad = [False]
    write = Connection.write

    @contextmanager
    def attempt(self: Connection) -> Iterator[None]:
        if is_bad[0] and request.param != "gone":
            raise {"full": DiskFull, "read-only": JournalReadOnly}[request.param](path=self.path)
        with write(self):
            yield

    monkeypatch.setattr(Connection, "write", attempt)

    def set_bad(is_now: bool) -> None:
        folder = program.unlocking.folder
        away = folder.with_name("pulled out")
        if request.param == "gone" and is_now:
            shutil.move(folder, away)
        elif request.param == "gone":
            shutil.move(away, folder)
        is_bad[0] = is_now

    return set_bad


def put_reflections(program: Program) -> None:
    """Two kept ones, each with something to try."""
    context = Context(EventDate.from_iso("2026-11-02"))
    for number, text in enumerate(("Ring the venue", "Wait")):
        answer = Answer("values-1", "Did I listen?", step=NextStep(text))
        content = Reflection(QuestionSet.CHOSEN, context, (answer,))
        program.unlocking.vault.entries.put(Entry(f"{number:032x}", text, context.when, NOW, NOW, content))


def fill_every_page(program: Program) -> None:
    """Something on each page of a reflection, the last of it not handed over by hand."""
    reflect = program.window.pages.reflect()
    reflect.home.begin.emit(Begin(QuestionSet.THREE))
    program.settle()
    wizard = wizard_of(program)
    assert wizard.keeper.draft.position == LAST_TIME
    card = wizard.last_time_page.cards()[0]
    card.happened.chips()[1].click()
    card.words.setFocus()
    program.types("quince")
    wizard.onward()
    page = wizard.context_page
    for field, words in ((page.name, "rhubarb"), (page.my_part, "samphire"), (page.access, "kohlrabi")):
        field.setFocus()
        program.types(words)
    page.kind.chips()[0].click()
    wizard.onward()
    question = wizard.question_page
    question.noticed.setFocus()
    program.types("salsify")
    question.more.rating.set_value(Rating.GETTING_THERE.value)
    for box, words in ((question.more.step, "chicory"), (question.more.with_whom, "sorrel")):
        box.setFocus()
        program.types(words)
    question.more.by.line.setFocus()
    program.types("12 December 2099")
    wizard.jump(wizard.keeper.draft.last_position)
    wizard.look_over_page.taking_away.setFocus()
    program.types("lovage")
    wizard.look_over_page.to_talk_about.click()


def wizard_of(program: Program) -> Wizard:
    wizard = program.window.pages.reflect().wizard
    assert wizard is not None
    return wizard


def note_a_step(program: Program) -> None:
    """Words about the second step, and a date for it, in the Journal."""
    program.window.journey.go(Tab.JOURNAL)
    view = program.window.pages.journal().view(Which.ACTIONS)
    assert isinstance(view, ActionsView)
    row = next(each for each in view.rows() if each.action.title == "Wait")
    row._open_day()
    assert row.day_form is not None
    row.day_form.field.line.setFocus()
    program.types("11 December 2099")
    row.box.click()
    program.types("borage")


def check(draft: ReflectionDraft) -> None:
    (noted,) = [each for each in draft.follow_ups if each.noted is not None]
    assert (noted.state, noted.words) == (ActionState.LEARNED, "quince")
    context = draft.context
    assert (context.name, context.my_part, context.access) == ("rhubarb", "samphire", "kohlrabi")
    assert context.kind is MeetingKind.MEETING
    answer = draft.answers[0]
    assert answer.noticed == "salsify" and answer.step == NextStep("chicory", date(2099, 12, 12), "sorrel")
    assert (draft.taking_away, draft.to_talk_about) == ("lovage", True)


def test_what_stands_on_every_page_outlasts_a_lock_amid_typing(program: Program, bad_day: BadDay) -> None:
    program.make_journal()
    put_reflections(program)
    program.window.journey.go(Tab.JOURNAL)
    program.window.pages.journal().show_view(Which.ACTIONS)
    program.settle()
    program.window.journey.go(Tab.REFLECT)
    program.settle()
    bad_day(True)
    fill_every_page(program)
    note_a_step(program)
    with program.bot.waitSignal(program.window.journey._lock.locked, timeout=30_000):
        program.window.journey.lock_by_itself(Why.SYSTEM)
    program.settle()
    assert not program.unlocking.is_unlocked
    alive = words_alive()
    assert not [word for word in SECRETS if word in alive]
    bad_day(False)
    program.unlock()
    assert not program.window.journey._parts.guards.sealing.is_any
    vault = program.unlocking.vault
    (row,) = [row for row in vault.drafts.rows() if row.kind is EntryKind.REFLECTION]
    check(vault.drafts.get_reflection(row.id))
    (action,) = [each for each in vault.actions.all(tuple(ActionState)) if each.title == "Wait"]
    assert action.step.by == date(2099, 12, 11)
    assert (action.noted.state, action.noted.words) == (ActionState.TRIED, "borage")
