"""The words of the actions: how things stand with a step, its date as a wish, whole sentences."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from coprod_desktop.domain.actions import Action, ActionState, Noted, When, when
from coprod_desktop.domain.entries import NextStep
from coprod_desktop.domain.richtext import parse, plain
from coprod_desktop.domain.shortening import in_short
from coprod_desktop.services.clock import local_day

_LONGEST = 1000


def choices() -> list[tuple[str, str]]:
    """What can have happened with a step: key and words, in the order in which it is asked."""
    return [
        (ActionState.TRIED.value, _tr("Tried it")),
        (ActionState.LEARNED.value, _tr("Learned from it")),
        (ActionState.NOT_YET.value, _tr("Not yet")),
        (ActionState.LET_GO.value, _tr("Let it go")),
    ]


def state_name(state: ActionState) -> str:
    """How things stand."""
    names = {
        ActionState.OPEN: _tr("To try"),
        ActionState.TRIED: _tr("Tried"),
        ActionState.LEARNED: _tr("Learned from it"),
        ActionState.NOT_YET: _tr("Not yet"),
        ActionState.LET_GO: _tr("Let go"),
    }
    return names[state]


def noted_on(noted: Noted, today: date | None = None) -> str:
    """How things stand, and since when: Tried, 20 November, with the year unless it is that of ``today``."""
    if noted.at is None:
        return state_name(noted.state)
    day = local_day(noted.at)
    form = _tr("d MMMM") if today and day.year == today.year else _tr("d MMMM yyyy")
    return _tr("{state}, {day}").format(
        state=state_name(noted.state), day=QLocale().toString(_qdate(day), form)
    )


def group_name(group: When) -> str:
    """What stands above the steps whose dates stand alike."""
    names = {
        When.PASSED: _tr("Look at again"),
        When.COMING: _tr("Coming up"),
        When.NONE: _tr("No date"),
    }
    return names[group]


def day_in_full(day: date, today: date) -> str:
    """A day with its weekday: Wednesday 2 December, with the year when it is not this one."""
    form = _tr("dddd d MMMM") if day.year == today.year else _tr("dddd d MMMM yyyy")
    return QLocale().toString(_qdate(day), form)


def wish(action: Action, today: date) -> str:
    """When somebody wished to try something; nothing without a date. A date that has passed is no fault."""
    day = action.step.by
    if day is None:
        return ""
    named = day_in_full(day, today)
    if action.noted.state not in (ActionState.OPEN, ActionState.NOT_YET):
        return _tr("Was for {day}").format(day=named) if day < today else _tr("For {day}").format(day=named)
    ahead = (day - today).days
    if when(action, today) is When.PASSED:
        return _tr("Was for {day}").format(day=named)
    if ahead == 0:
        return _tr("{day}, today").format(day=named)
    if ahead == 1:
        return _tr("{day}, tomorrow").format(day=named)
    return _tr("{day}, in {count} days").format(day=named, count=ahead)


def chosen_day(day: date | None) -> str:
    """The date somebody chose for something, or that there is to be none."""
    if day is None:
        return _tr("Without a date")
    return _tr("For {day}").format(day=QLocale().toString(_qdate(day), _tr("dddd d MMMM yyyy")))


def text_of(step: NextStep) -> str:
    """What somebody would try, as plain words; who with or the day, where nothing else was said."""
    return _said(step.text) or _tr("Something to try")


def sentence_of(action: Action, today: date) -> str:
    """Everything a row shows of a step, as one text to be read out."""
    parts = [
        text_of(action.step),
        state_name(action.noted.state),
        wish(action, today),
        with_whom(action.step),
        come_from(action),
        _said(action.noted.words),
    ]
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())


def with_whom(step: NextStep) -> str:
    """Who with, as far as it was said."""
    whom = in_short(step.with_whom.strip())
    return _tr("With {whom}").format(whom=whom) if whom else ""


def come_from(action: Action) -> str:
    """The entry a step comes from."""
    return _tr("From {title}").format(title=action.title)


def _said(markdown: str) -> str:
    """Words on one line, to be read out; of what is longer than anybody would listen to the beginning."""
    return in_short(" ".join(plain(parse(markdown[: 2 * _LONGEST])).split()), _LONGEST)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
