"""Next steps of all kept reflections outside the bin: what was said, and what was noted about it since."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from coprod_desktop.domain.actions import Action, ActionState, Noted, Order, Steps
from coprod_desktop.domain.entries import EventDate, Reflection
from coprod_desktop.domain.follow_up import later
from coprod_desktop.domain.records import moment_from_text, moment_to_text
from coprod_desktop.domain.shortening import in_short
from coprod_desktop.vault.connection import Connection, Row, Value
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.entrywriter import EntryWriter
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.rows import step_of
from coprod_desktop.vault.steps import StepState, put_state

_ACTIONS = """
SELECT entry.id, step.origin, step.text, step.by_day, step.with_whom, step.state, step.state_words,
    step.state_changed, entry.title, entry.event, coalesce(answer.question_text, '')
FROM step JOIN entry ON entry.number = step.entry
LEFT JOIN answer ON answer.entry = step.entry AND answer.question_id = step.origin
WHERE entry.deleted_at IS NULL AND {which}
ORDER BY {order} entry.event DESC, entry.written DESC, entry.number DESC, step.position
"""
_NOT_EMPTY = "(step.text <> '' OR step.with_whom <> '' OR step.by_day IS NOT NULL)"
_ORDERS = {
    Order.NEWEST: "",
    Order.DATE: "step.by_day IS NULL, step.by_day,",
    Order.NOTED: "step.state_changed DESC,",
}


class Actions:
    """The table ``step`` as a list of things to try."""

    def __init__(self, connection: Connection, entries: Entries) -> None:
        self._connection, self._entries = connection, entries
        self._writer = EntryWriter(connection)

    def all(self, states: Collection[ActionState]) -> list[Action]:
        """Every step in one of these states, those of the newest event first.

        Raises:
            JournalDamaged: one does not read.
        """
        return list(self.some(states, Order.NEWEST, None).actions)

    def some(self, states: Collection[ActionState], order: Order, most: int | None) -> Steps:
        """The first of the steps in these states; all of them where ``most`` is None.

        Ten thousand of them are some seconds of work in Python, and nobody sees more than a few at a time.

        Raises:
            JournalDamaged: one does not read.
        """
        places = ", ".join("?" for _ in states)
        limit = -1 if most is None else most + 1
        which = f"step.state IN ({places}) AND {_NOT_EMPTY}"
        found = self._connection.read(
            f"{_ACTIONS.format(which=which, order=_ORDERS[order])} LIMIT ?",
            *(state.value for state in states),
            limit,
        )
        is_more = most is not None and len(found) > most
        return Steps(tuple(self._actions(found[:most] if is_more else found)), is_more)

    def these(self, keys: Iterable[tuple[str, str]]) -> list[Action]:
        """The steps with these entries and origins, as far as they are there.

        Raises:
            JournalDamaged: one does not read.
        """
        sql = _ACTIONS.format(which="entry.id = ? AND step.origin = ?", order="")
        return self._actions([row for key in keys for row in self._connection.read(sql, *key)])

    def is_any(self) -> bool:
        """Whether there is a step at all, whatever was noted about it."""
        sql = f"{_ACTIONS.format(which=_NOT_EMPTY, order='')} LIMIT 1"
        return self._connection.one(sql) is not None

    def _actions(self, found: Iterable[Row]) -> list[Action]:
        try:
            actions = [_action(row) for row in found]
        except ValueError:
            raise self._unreadable() from None
        return [action for action in actions if not action.step.is_empty]

    def noted(self, entry_id: str) -> dict[str, Noted]:
        """What was noted about the steps of one entry, in the bin too, by their origins."""
        found = self._connection.read(
            "SELECT origin, state, state_words, state_changed FROM step WHERE state_changed IS NOT NULL"
            " AND entry = (SELECT number FROM entry WHERE id = ?) ORDER BY position",
            entry_id,
        )
        try:
            return {str(origin): _noted(*rest) for origin, *rest in found}
        except ValueError:
            raise self._unreadable() from None

    def note(self, entry_id: str, origin: str, state: ActionState, words: str, now: datetime) -> datetime:
        """Note how things stand with a step, and say at which moment. The words are found by the search.

        Also where the entry is in the bin by now, or the step was taken out of it: what somebody writes about
        it is kept. It counts as noted after what was noted before, whatever the clock says.

        Raises:
            KeyError: the entry is gone for good, or never asked this question.
            VaultError: it could not be stored; everything is as it was.
        """
        with self._connection.write():
            entry = self._entries.whole(entry_id)
            number = self._entries.number(entry_id)
            if number is None or not entry.asks(origin):
                raise KeyError(origin)
            before = self.noted(entry_id).get(origin, Noted()).at
            at = later(now, before)
            put_state(self._connection, number, StepState(origin, state.value, words, moment_to_text(at)))
            self._writer.index(number, entry)
            return at

    def set_day(self, entry_id: str, origin: str, by: date | None, now: datetime) -> None:
        """Give a step another date, and drafts that add to its entry as well, unless theirs is another one.

        Raises:
            KeyError: the entry is gone or in the bin, or never asked this question.
            VaultError: it could not be stored; everything is as it was.
        """
        with self._connection.write():
            entry = self._entries.get(entry_id)
            content = entry.content
            if not isinstance(content, Reflection) or not entry.asks(origin):
                raise KeyError(origin)
            before = next(a.step.by for a in content.answers if a.question_id == origin)
            answers = tuple(
                replace(a, step=replace(a.step, by=by)) if a.question_id == origin else a
                for a in content.answers
            )
            self._entries.write(replace(entry, changed=now, content=replace(content, answers=answers)))
            Drafts(self._connection).follow_day(entry_id, origin, before, by)

    def _unreadable(self) -> JournalDamaged:
        return JournalDamaged(path=self._connection.path, reason="record")


def _action(row: Row) -> Action:
    entry_id, origin, text, by_day, with_whom, state, words, changed, title, event, question = row
    return Action(
        entry_id=str(entry_id),
        origin=str(origin),
        step=step_of(text, by_day, with_whom),
        noted=_noted(state, words, changed),
        title=in_short(str(title)),
        event=EventDate.from_iso(str(event)),
        question_text=str(question),
    )


def _noted(state: Value, words: Value, changed: Value) -> Noted:
    at = None if changed is None else moment_from_text(str(changed))
    return Noted(ActionState(str(state)), str(words), at)
