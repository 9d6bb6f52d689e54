"""What was noted about next steps since they were written: tried, learned from, not yet, let go."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_desktop.domain.records import moment_from_text
from coprod_desktop.vault.connection import Connection, Value

_PUT = """
INSERT INTO step (entry, origin, position, text, with_whom, state, state_words, state_changed)
VALUES (?1, ?2, coalesce((SELECT position FROM answer WHERE entry = ?1 AND question_id = ?2), 0),
    '', '', ?3, ?4, ?5)
ON CONFLICT (entry, origin) DO UPDATE SET
    state = excluded.state, state_words = excluded.state_words, state_changed = excluded.state_changed
"""
_IF_LATER = "WHERE step.state_changed IS NULL OR step.state_changed < excluded.state_changed"
_STATES = frozenset({"open", "tried", "learned", "not-yet", "let-go"})


@dataclass(frozen=True, slots=True)
class StepState:
    """How things stand with one step. ``changed`` is when that was noted."""

    origin: str
    state: str
    words: str
    changed: str


def states_of(connection: Connection, number: int) -> tuple[StepState, ...]:
    """What was noted about the steps of the entry with this row number; steps without a note are left out.

    Raises:
        ValueError: a value is none of the program's.
    """
    rows = connection.read(
        "SELECT origin, state, state_words, state_changed FROM step"
        " WHERE entry = ? AND state_changed IS NOT NULL ORDER BY id",
        number,
    )
    return tuple(state_from(*row) for row in rows)


def words_noted(connection: Connection, number: int) -> list[str]:
    """The words that were noted about the steps of the entry with this row number."""
    rows = connection.read(
        "SELECT state_words FROM step WHERE entry = ? AND state_words <> '' ORDER BY position, id", number
    )
    return [str(words) for (words,) in rows]


def put_state(connection: Connection, number: int, state: StepState) -> None:
    """Note this about a step of the entry with this row number, whatever was noted before.

    Also about a step that the entry has not, or no longer: what somebody wrote about it stays, beside an
    empty step. Inside the caller's transaction.
    """
    connection.change_many(_PUT, [_values(number, state)])


def put_newer_states(connection: Connection, number: int, states: tuple[StepState, ...]) -> None:
    """The same for several, unless something later was noted. Inside the caller's transaction."""
    connection.change_many(f"{_PUT} {_IF_LATER}", [_values(number, state) for state in states])


def _values(number: int, state: StepState) -> tuple[Value, ...]:
    return number, state.origin, state.state, state.words, state.changed


def is_newer(connection: Connection, number: int, state: StepState) -> bool:
    """Whether nothing as late is noted about this step of the entry with this row number, there or not."""
    found = connection.one(
        "SELECT state_changed FROM step WHERE entry = ? AND origin = ?", number, state.origin
    )
    return found is None or found[0] is None or str(found[0]) < state.changed


def state_from(origin: Value, state: Value, words: Value, changed: Value) -> StepState:
    """What is noted about a step, from its columns. Raises ValueError as `states_of` does."""
    if str(state) not in _STATES:
        raise ValueError("not a state of a step")
    moment_from_text(str(changed))
    return StepState(str(origin), str(state), str(words), str(changed))
