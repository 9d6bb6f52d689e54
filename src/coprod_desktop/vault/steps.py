"""What was noted about next steps since they were written: tried, learned from, not yet, let go."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_desktop.domain.records import moment_from_text
from coprod_desktop.vault.connection import Connection, Value

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


def put_newer_states(connection: Connection, number: int, states: tuple[StepState, ...]) -> None:
    """Note these about the steps of an entry that are there, unless something later was noted.

    Inside the caller's transaction.
    """
    connection.change_many(
        "UPDATE step SET state = ?, state_words = ?, state_changed = ? WHERE entry = ? AND origin = ?"
        " AND (state_changed IS NULL OR state_changed < ?)",
        [(s.state, s.words, s.changed, number, s.origin, s.changed) for s in states],
    )


def is_newer(connection: Connection, number: int, state: StepState) -> bool:
    """Whether a step of the entry with this row number is there, with nothing as late noted about it."""
    found = connection.one(
        "SELECT 1 FROM step WHERE entry = ? AND origin = ? AND (state_changed IS NULL OR state_changed < ?)",
        number,
        state.origin,
        state.changed,
    )
    return found is not None


def state_from(origin: Value, state: Value, words: Value, changed: Value) -> StepState:
    """What is noted about a step, from its columns. Raises ValueError as `states_of` does."""
    if str(state) not in _STATES:
        raise ValueError("not a state of a step")
    moment_from_text(str(changed))
    return StepState(str(origin), str(state), str(words), str(changed))
