"""The words a report is put together with, apart from those the person wrote.

The defaults are British English. Whoever asks for a report hands in the recipe's own words and, in
another language, translations of the rest: no format knows a language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from coprod_desktop.domain.entries import EntryKind, EventDate, HowKnown, MeetingKind, Rating
from coprod_desktop.domain.richtext import Span

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNTITLED: Final = MappingProxyType({EntryKind.NOTE: "Note", EntryKind.REFLECTION: "Reflection"})


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Labels, names of days and months, and the credit line.

    ``page`` holds ``{n}`` and ``{m}``, ``day_form`` ``{weekday}``, ``{day}``, ``{month}`` and ``{year}``.
    """

    ratings: Mapping[Rating, str]
    how_known: Mapping[HowKnown, str]
    meeting_kinds: Mapping[MeetingKind, str]
    question_labels: Mapping[str, str]
    credit: tuple[Span, ...]
    language: str = "en-GB"
    title: str = "Reflections for supervision"
    untitled: Mapping[EntryKind, str] = field(default_factory=lambda: _UNTITLED)
    kind: str = "What it was:"
    my_part: str = "My part:"
    access: str = "Access needs thought about:"
    rating: str = "Where I was with this:"
    how: str = "How I know:"
    step: str = "What I’ll try next"
    by: str = "By:"
    with_whom: str = "With:"
    taking_away: str = "What I’m taking away"
    page: str = "Page {n} of {m}"
    months: Sequence[str] = _MONTHS
    weekdays: Sequence[str] = _WEEKDAYS
    day_form: str = "{weekday} {day} {month} {year}"
    month_form: str = "{month} {year}"
    span_form: str = "{first} to {last}"

    def date(self, event: EventDate) -> str:
        """A day as "Wednesday 18 November 2026", a month as "November 2026"."""
        if event.is_month:
            return self._month(event)
        return self.day_form.format(
            weekday=self.weekdays[event.as_day().weekday()],
            day=event.day,
            month=self.months[event.month - 1],
            year=event.year,
        )

    def period(self, events: Sequence[EventDate]) -> str:
        """The months from the first event to the last; empty when there is none."""
        if not events:
            return ""
        first, last = min(events), max(events)
        if (first.year, first.month) == (last.year, last.month):
            return self._month(first)
        start = self.months[first.month - 1] if first.year == last.year else self._month(first)
        return self.span_form.format(first=start, last=self._month(last))

    def _month(self, event: EventDate) -> str:
        return self.month_form.format(month=self.months[event.month - 1], year=event.year)
