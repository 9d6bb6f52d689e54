"""The reminder in the whole window: one quiet line at opening, and the card on Reflect's home."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from coprod_desktop.domain.reminders import EveryWeeks, Reminder, to_text
from coprod_desktop.services.clock import local_day, system_clock
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.text import Text
from tests.ui.shell.conftest import Program


@pytest.fixture
def due(program: Program) -> Program:
    """Locked, with a reminder that came up yesterday and the fortnight before."""
    program.make_journal()
    came_up(program, days=29)
    program.lock()
    return program


def came_up(program: Program, days: int) -> None:
    since = local_day(system_clock()) - timedelta(days=days)
    program.unlocking.vault.settings.put("reminder", to_text(Reminder(EveryWeeks(2), since)))


def line(program: Program) -> str:
    return program.window.reminder_notice.words


def press(program: Program, within: object, words: str) -> None:
    assert hasattr(within, "findChildren")
    (button,) = [b for b in within.findChildren(Button) if b.text() == words and b.isVisible()]
    button.click()
    program.settle()


def test_nothing_is_said_while_reminders_are_off_or_nothing_has_come_up(program: Program) -> None:
    program.make_journal()
    assert line(program) == ""
    came_up(program, days=3)
    program.lock()
    program.unlock()
    assert line(program) == ""


def test_what_came_up_is_one_line_after_unlocking_and_gone_when_locked(due: Program) -> None:
    assert line(due) == ""
    due.unlock()
    assert line(due).startswith("A quiet reminder to reflect, from ")
    due.lock()
    assert line(due) == ""
    kept = [text.words for text in due.window.reminder_notice.findChildren(Text)]
    assert kept == [""], "not out of sight alone: it is kept inside the journal"
    due.unlock()
    assert line(due) != ""


def test_reflect_leads_to_the_ways_to_begin(due: Program) -> None:
    due.unlock()
    due.window.journey.go(Tab.JOURNAL)
    press(due, due.window.reminder_notice, "Reflect")
    reflect = due.window.pages.reflect()
    assert due.shows(reflect) and reflect.home.way_cards[0].isVisible()
    assert line(due) == ""


def test_put_away_at_opening_it_is_put_away_on_the_home_too(due: Program) -> None:
    due.unlock()
    due.window.journey.go(Tab.REFLECT)
    due.settle()
    card = due.window.pages.reflect().home.reminder
    assert card._waiting.isVisible()
    press(due, due.window.reminder_notice, "Put it away")
    assert line(due) == "" and not card._waiting.isVisible()
    due.lock()
    due.unlock()
    assert line(due) == ""


def test_put_away_on_the_home_the_line_goes_too_and_the_focus_stays_in_the_card(due: Program) -> None:
    due.unlock()
    due.window.journey.go(Tab.REFLECT)
    due.settle()
    due.window.activateWindow()
    card = due.window.pages.reflect().home.reminder
    card._away.setFocus()
    press(due, card, "Put it away")
    assert line(due) == "" and not card._away.isVisible()
    assert QApplication.focusWidget() is card._change


def test_change_reminders_leads_to_the_settings_and_another_choice_shows_on_the_home(due: Program) -> None:
    due.unlock()
    due.window.journey.go(Tab.REFLECT)
    due.settle()
    press(due, due.window.pages.reflect().home.reminder, "Change reminders")
    settings = due.window.pages.settings()
    assert due.shows(settings) and settings._reminders.choice.weeks[2].isVisible()
    settings._reminders.choice.off.click()
    due.settle()
    settings.closed.emit()
    due.settle()
    assert due.window.pages.reflect().home.reminder._words.words == "Reminders are off."
    assert line(due) == ""
