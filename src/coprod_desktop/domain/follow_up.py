"""What became of something one wanted to try: asked on the first page of the next reflection."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import NextStep

_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One next step that was open when a reflection began, and what was noted about it there.

    ``origin`` is the id of the question it answers in the entry ``entry_id``, whose title is ``title``;
    ``step`` is how it stood, ``state`` is OPEN while nothing was chosen, and ``words`` is Markdown as
    `domain.richtext` writes it. ``noted`` (aware) is when state or words were last changed on the page,
    None when they were not. ``noted_before`` (aware) is when what the page began with was noted; it is no
    part of a draft's record, since the journal says it again.
    """

    entry_id: str
    origin: str
    title: str
    step: NextStep
    state: ActionState = ActionState.OPEN
    words: str = ""
    noted: datetime | None = None
    noted_before: datetime | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """What tells one step from all others."""
        return self.entry_id, self.origin

    @property
    def is_given(self) -> bool:
        """Whether something stands here."""
        return self.state is not ActionState.OPEN or bool(self.words.strip())

    def noting(self, state: ActionState, words: str, now: datetime) -> FollowUp:
        """The same with what stands on the page; untouched where that is what stood there before.

        What is noted after something else is later than it, whatever the clock says.
        """
        if (state, words) == (self.state, self.words):
            return self
        return replace(self, state=state, words=words, noted=later(now, self.noted or self.noted_before))

    def untouched(self) -> FollowUp:
        """How a step stands in the journal, as a draft begins with it: nothing was noted in it yet."""
        return replace(self, noted=None, noted_before=self.noted)


def later(now: datetime, before: datetime | None) -> datetime:
    """A moment for what is noted now: after ``before``, whatever the clock says."""
    return now if before is None else max(now, before + _A_MOMENT)


@dataclass(frozen=True, slots=True)
class StepsNow:
    """How steps that a draft follows up stand in the journal, by their keys; ``noted`` is when that was.

    ``gone`` are entries that went for good while the draft was open. Of the entry that the draft adds to, as
    the journal has it: ``days`` are the dates of its steps by their questions, ``to_talk_about`` is its mark.
    """

    there: Mapping[tuple[str, str], FollowUp]
    gone: Collection[str] = ()
    days: Mapping[str, date | None] = field(default_factory=dict)
    to_talk_about: bool | None = None


def as_they_are_now(held: Iterable[FollowUp], steps: StepsNow) -> tuple[FollowUp, ...]:
    """Follow-ups of a draft beside how their steps stand.

    What was noted later counts, here or elsewhere. A step that is no longer there goes, unless something
    was noted about it here: words stay where they were written. Of an entry that went for good nothing stays.
    """
    found = []
    for follow_up in without_those_of(steps.gone, held):
        there = steps.there.get(follow_up.key)
        if there is None:
            if follow_up.noted is not None and follow_up.is_given:
                found.append(follow_up)
            continue
        here = follow_up.noted
        if here is not None and (there.noted is None or there.noted <= here):
            there = replace(there, state=follow_up.state, words=follow_up.words, noted=here)
        else:
            there = there.untouched()
        found.append(there)
    return tuple(found)


def without_those_of(gone: Collection[str], held: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Follow-ups without the steps of these entries."""
    return tuple(follow_up for follow_up in held if follow_up.entry_id not in gone)
