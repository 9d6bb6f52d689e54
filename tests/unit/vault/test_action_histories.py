"""The list of actions is what the reflections say and what was noted last, after any two histories."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_desktop.domain.actions import Action, ActionState, Noted
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Reflection,
)
from coprod_desktop.vault.actions import Actions
from coprod_desktop.vault.merged import Merged
from coprod_desktop.vault.search import Search
from tests.support.journals import note
from tests.unit.vault.sides import Side, at

EVENT = EventDate(2026, 11)
ORIGINS = "ab"
STEPS = (NextStep(), NextStep(" \n"), NextStep("wait"), NextStep("wait", date(2026, 12, 2), "Sam"))

Act = tuple[str, int, str, int, ActionState]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("write", "write", "note", "note", "delete", "put back")),
        st.integers(1, 2),
        st.sampled_from(ORIGINS),
        st.integers(0, len(STEPS) - 1),
        st.sampled_from(ActionState),
    ),
    max_size=8,
)


@dataclass
class Lived:
    """A side after its history, and what was noted on it last."""

    side: Side = field(default_factory=Side)
    noted: dict[tuple[int, str], tuple[int, ActionState]] = field(default_factory=dict)
    steps: dict[int, dict[str, NextStep]] = field(default_factory=dict)

    @property
    def actions(self) -> Actions:
        return Actions(self.side.connection, self.side.entries)

    def act(self, act: Act, minute: int) -> None:
        """Do one thing, as far as it can be done."""
        kind, number, origin, step, state = act
        is_there = self.side.entries.number(note(number).id) is not None
        if kind == "write":
            self.steps.setdefault(number, {})[origin] = STEPS[step]
            self.side.entries.put(self.written(number, minute))
        elif kind == "note" and is_there:
            self.actions.note(note(number).id, origin, state, f"word{minute}", at(minute))
            self.noted[number, origin] = (minute, state)
        elif kind == "delete" and is_there and not self.side.is_binned(number):
            self.side.delete(number, minute)
        elif kind == "put back" and is_there and self.side.is_binned(number):
            self.side.put_back(number, minute)

    def written(self, number: int, minute: int) -> Entry:
        answers = tuple(
            Answer(origin, f"{origin}?", step=self.steps[number].get(origin, NextStep()))
            for origin in ORIGINS
        )
        content = Reflection(QuestionSet.CHOSEN, Context(EVENT), answers)
        return Entry(note(number).id, f"Entry {number}", EVENT, at(0), at(minute), content)


def lived(common: list[Act], own: list[Act], parity: int) -> Lived:
    """What both did at first, then its own: no two things of the two happen in one minute."""
    life = Lived()
    for minute, act in enumerate(common):
        life.act(act, minute + 1)
    for minute, act in enumerate(own):
        life.act(act, 100 + 2 * minute + parity)
    return life


def is_as_the_reflections_say(life: Lived, noted: dict[tuple[int, str], tuple[int, ActionState]]) -> None:
    """See that list, notes and search are what entries and ``noted`` say, and nothing else."""
    entries, expected = life.side.entries, []
    for number in (2, 1):
        if entries.number(note(number).id) is None:
            continue
        entry = entries.whole(note(number).id)
        assert isinstance(entry.content, Reflection)
        for answer in entry.content.answers:
            found = noted.get((number, answer.question_id))
            said = Noted(found[1], f"word{found[0]}", at(found[0])) if found else Noted()
            assert life.actions.noted(entry.id).get(answer.question_id, Noted()) == said
            if found:
                hits = [row.id for row in Search(life.side.connection).find(said.words)]
                assert hits == ([] if life.side.is_binned(number) else [entry.id])
            if not answer.step.is_empty and not life.side.is_binned(number):
                expected.append(
                    Action(
                        entry.id,
                        answer.question_id,
                        answer.step,
                        said,
                        entry.title,
                        EVENT,
                        answer.question_text,
                    )
                )
    key = lambda action: (action.entry_id, action.origin)  # noqa: E731
    assert sorted(life.actions.all(tuple(ActionState)), key=key) == sorted(expected, key=key)
    for state in ActionState:
        alone = life.actions.all((state,))
        assert sorted(alone, key=key) == sorted((a for a in expected if a.noted.state is state), key=key)


@settings(max_examples=80, deadline=None)
@given(ACTS, ACTS, ACTS)
def test_any_two_histories(common: list[Act], ours: list[Act], theirs: list[Act]) -> None:
    here, there = lived(common, ours, 0), lived(common, theirs, 1)
    again, same = lived(common, theirs, 1), lived(common, ours, 0)
    is_as_the_reflections_say(here, here.noted)
    is_as_the_reflections_say(there, there.noted)
    here.side.merge(there.side)
    keys = here.noted.keys() | there.noted.keys()
    nothing = (-1, ActionState.OPEN)
    later = {key: max(here.noted.get(key, nothing), there.noted.get(key, nothing)) for key in keys}
    is_as_the_reflections_say(here, later)
    after = here.side.everything()
    assert here.side.merge(there.side) == Merged(), "a second time changes nothing"
    assert here.side.everything() == after
    again.side.merge(same.side)
    is_as_the_reflections_say(again, later)
    for life in (here, there, again, same):
        life.side.connection.close()
