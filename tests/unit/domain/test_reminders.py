"""One reminder: its next day is never past, and what came up waits as one thing until one reflects."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.domain.reminders import (
    WEEKS,
    EveryWeeks,
    Reminder,
    Rhythm,
    WeekdayOfMonth,
    Which,
    from_text,
    standing,
    to_text,
)

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
rhythms: st.SearchStrategy[Rhythm] = st.one_of(
    st.builds(EveryWeeks, st.sampled_from(WEEKS)),
    st.builds(WeekdayOfMonth, st.sampled_from(list(Which)), st.integers(0, 6)),
)
reminders = st.builds(Reminder, rhythms, days, st.none() | days)
LAST_FRIDAY = WeekdayOfMonth(Which.LAST, 4)


def longest(rhythm: Rhythm) -> int:
    """The most days from one day of the rhythm to the next."""
    return 7 * rhythm.weeks if isinstance(rhythm, EveryWeeks) else 35


@given(reminders, st.none() | days, days)
def test_the_next_day_is_never_past_and_never_far(
    reminder: Reminder, reflected: date | None, today: date
) -> None:
    stands = standing(reminder, reflected, today)
    assert today <= stands.next <= today + timedelta(days=longest(reminder.rhythm))


@given(reminders, st.none() | days, days)
def test_what_waits_came_up_since_the_last_reflection_and_is_the_newest_of_them(
    reminder: Reminder, reflected: date | None, today: date
) -> None:
    stands = standing(reminder, reflected, today)
    if stands.waiting is None:
        return
    assert stands.waiting <= today
    assert stands.waiting > today - timedelta(days=longest(reminder.rhythm))
    for done in (reminder.since, reflected, reminder.put_away):
        assert done is None or done > today or done < stands.waiting


@given(reminders, days)
def test_a_reflection_of_today_leaves_nothing_waiting(reminder: Reminder, today: date) -> None:
    stands = standing(reminder, today, today)
    assert stands.waiting is None and stands.next > today


@given(reminders, st.none() | days, days)
def test_what_is_put_away_waits_no_more(reminder: Reminder, reflected: date | None, today: date) -> None:
    put_away = Reminder(reminder.rhythm, reminder.since, today)
    stands = standing(put_away, reflected, today)
    assert stands.waiting is None and stands.next > today


@given(rhythms, days)
def test_day_by_day_every_day_that_was_told_comes_up_and_no_other(rhythm: Rhythm, since: date) -> None:
    reminder = Reminder(rhythm, since)
    told = standing(reminder, None, since).next
    for later in range(1, 100):
        today = since + timedelta(days=later)
        stands = standing(reminder, None, today)
        assert (stands.waiting == today) == (today == told)
        if today == told:
            assert stands.next == today
            told = standing(reminder, None, today + timedelta(days=1)).next
        else:
            assert stands.next == told


@given(rhythms, days, st.integers(1, 4000))
def test_a_clock_that_went_back_brings_nothing_up_but_the_days_themselves(
    rhythm: Rhythm, since: date, back: int
) -> None:
    today = since - timedelta(days=back)
    stands = standing(Reminder(rhythm, since, since), since, today)
    assert stands.waiting in (None, today)
    assert stands.next >= today


@given(rhythms, days, st.integers(1, 400))
def test_a_reflection_under_a_clock_that_was_ahead_does_not_silence_the_reminder(
    rhythm: Rhythm, since: date, later: int
) -> None:
    today = since + timedelta(days=later)
    ahead = today + timedelta(days=3000)
    assert standing(Reminder(rhythm, since), ahead, today) == standing(Reminder(rhythm, since), None, today)


@pytest.mark.parametrize(
    ("rhythm", "today", "following"),
    [
        (LAST_FRIDAY, date(2026, 11, 20), date(2026, 11, 27)),
        (LAST_FRIDAY, date(2026, 11, 28), date(2026, 12, 25)),
        (LAST_FRIDAY, date(2026, 12, 26), date(2027, 1, 29)),
        (WeekdayOfMonth(Which.FIRST, 0), date(2026, 11, 20), date(2026, 12, 7)),
        (WeekdayOfMonth(Which.FOURTH, 6), date(2028, 2, 1), date(2028, 2, 27)),
        (EveryWeeks(2), date(2026, 11, 20), date(2026, 12, 4)),
        (EveryWeeks(12), date(2026, 11, 20), date(2027, 2, 12)),
    ],
)
def test_days_of_the_calendar(rhythm: Rhythm, today: date, following: date) -> None:
    assert standing(Reminder(rhythm, today), None, today).next == following


def test_weeks_are_counted_from_the_last_reflection() -> None:
    reminder = Reminder(EveryWeeks(4), date(2026, 1, 1))
    stands = standing(reminder, date(2026, 11, 18), date(2026, 11, 20))
    assert stands.next == date(2026, 12, 16) and stands.waiting is None


@given(reminders)
def test_it_is_read_as_it_was_written(reminder: Reminder) -> None:
    assert from_text(to_text(reminder)) == reminder


@pytest.mark.parametrize(
    "text",
    ["", "weeks 3 since 2026-11-20", "weeks 2 4 since 2026-11-20", "month 1 since 2026-11-20",
     "month 5 0 since 2026-11-20", "month 1 7 since 2026-11-20", "weeks 2 since soon", "off"],
)  # fmt: skip
def test_anything_else_is_no_reminder(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_text(text)
