"""What is said about the reminder: on Reflect's home, in the line at opening and in the settings."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from coprod_desktop.domain.reminders import EveryWeeks, Rhythm, Standing, Which


def rhythm_words(rhythm: Rhythm) -> str:
    """When one is reminded, in a sentence."""
    if isinstance(rhythm, EveryWeeks):
        return _tr("{weeks} weeks after you last reflected.").format(weeks=rhythm.weeks)
    return {
        Which.FIRST: _tr("The first {weekday} of each month."),
        Which.SECOND: _tr("The second {weekday} of each month."),
        Which.THIRD: _tr("The third {weekday} of each month."),
        Which.FOURTH: _tr("The fourth {weekday} of each month."),
        Which.LAST: _tr("The last {weekday} of each month."),
    }[rhythm.which].format(weekday=weekday_name(rhythm.weekday))


def which_name(which: Which) -> str:
    """Which of the weekdays of a month, as one chooses it."""
    return {
        Which.FIRST: _tr("First"),
        Which.SECOND: _tr("Second"),
        Which.THIRD: _tr("Third"),
        Which.FOURTH: _tr("Fourth"),
        Which.LAST: _tr("Last"),
    }[which]


def weekday_name(weekday: int) -> str:
    """A weekday, from Monday, 0."""
    return QLocale().standaloneDayName(weekday + 1)


def standing_words(stands: Standing | None) -> str:
    """When one is reminded and when next, or that one is not."""
    if stands is None:
        return _tr("Reminders are off.")
    if stands.next == stands.waiting:
        return " ".join((rhythm_words(stands.rhythm), _tr("The next one is today.")))
    following = _tr("The next one is {day}.").format(day=_day(stands.next))
    return " ".join((rhythm_words(stands.rhythm), following))


def waiting_words(stands: Standing) -> str:
    """What has come up; nothing where nothing has."""
    if stands.waiting is None:
        return ""
    if stands.waiting == stands.next:
        return _tr("A quiet reminder to reflect, for today.")
    return _tr("A quiet reminder to reflect, from {day}.").format(day=_day(stands.waiting))


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), _tr("dddd d MMMM"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reminder", text)
