"""Writing one entry into its tables. Every method runs inside the caller's transaction."""

from __future__ import annotations

from coprod_desktop.domain.entries import Answer, Entry, Note, Reflection
from coprod_desktop.domain.records import moment_to_text
from coprod_desktop.errors import BugError
from coprod_desktop.vault.connection import Connection, Value
from coprod_desktop.vault.entrytext import EntryText, excerpt, text_of
from coprod_desktop.vault.steps import StepState, put_newer_states, words_noted

_COLUMNS = "kind, title, event, written, changed, to_talk_about, excerpt, question_set"


class EntryWriter:
    """Adds and replaces entries, with their words in the search index."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: Entry) -> None:
        """Add an entry that is not there yet."""
        text = text_of(entry)
        row = self._connection.one(
            f"INSERT INTO entry (id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
            entry.id,
            *_head(entry, text),
        )
        if row is None or not isinstance(row[0], int):
            raise BugError("an entry was added without a number")
        self._add_parts(row[0], entry)
        self._connection.change(
            "INSERT INTO entry_text (entry, title, body, tags) VALUES (?, ?, ?, ?)",
            row[0],
            text.title,
            text.body,
            text.tags,
        )

    def replace(self, number: int, entry: Entry) -> None:
        """Give the entry with this row number new content.

        Next steps that are still there keep what was noted about them since.
        """
        head = _head(entry, text_of(entry))
        self._connection.change(
            f"UPDATE entry SET ({_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?), deleted_at = NULL WHERE number = ?",
            *head,
            number,
        )
        for table in ("note", "reflection", "entry_tag", "entry_item"):
            self._connection.change(f"DELETE FROM {table} WHERE entry = ?", number)
        self._add_parts(number, entry)
        self.index(number, entry)

    def note(self, number: int, entry: Entry, states: tuple[StepState, ...]) -> None:
        """Note these about the steps of an entry that are there, unless something later was noted."""
        if states:
            put_newer_states(self._connection, number, states)
            self.index(number, entry)

    def index(self, number: int, entry: Entry) -> None:
        """Have the entry found by its words, and by those that were noted about its next steps."""
        text = text_of(entry, words_noted(self._connection, number))
        self._connection.change(
            "UPDATE entry_text SET title = ?, body = ?, tags = ? WHERE entry = ?",
            text.title,
            text.body,
            text.tags,
            number,
        )

    def _add_parts(self, number: int, entry: Entry) -> None:
        content = entry.content
        if isinstance(content, Note):
            self._connection.change("INSERT INTO note (entry, body) VALUES (?, ?)", number, content.body)
            self._put_steps(number, ())
        else:
            self._add_reflection(number, content, entry.event.to_iso())
        self._connection.change_many(
            "INSERT INTO entry_tag (entry, position, name) VALUES (?, ?, ?)",
            [(number, position, name) for position, name in enumerate(entry.tags)],
        )
        self._connection.change_many(
            "INSERT INTO entry_item (entry, position, item_id) VALUES (?, ?, ?)",
            [(number, position, item_id) for position, item_id in enumerate(entry.items)],
        )

    def _add_reflection(self, number: int, reflection: Reflection, event: str) -> None:
        context = reflection.context
        self._connection.change(
            "INSERT INTO reflection (entry, name, meeting_kind, my_part, access, taking_away)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            number,
            context.name,
            context.kind.value if context.kind else None,
            context.my_part,
            context.access,
            reflection.taking_away,
        )
        self._connection.change_many(
            "INSERT INTO answer (entry, question_id, position, event, question_text, noticed, how_known,"
            " rating, keep_out, said) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_answer(number, n, event, answer) for n, answer in enumerate(reflection.answers)],
        )
        self._put_steps(number, reflection.answers)

    def _put_steps(self, number: int, answers: tuple[Answer, ...]) -> None:
        steps = [
            (number, answer.question_id, n, answer.step.text, _iso(answer), answer.step.with_whom)
            for n, answer in enumerate(answers)
            if answer.step.text or answer.step.with_whom or answer.step.by
        ]
        kept = {step[1] for step in steps}
        there = self._connection.read("SELECT id, origin, state_changed FROM step WHERE entry = ?", number)
        left = [(step_id, noted is not None) for step_id, origin, noted in there if origin not in kept]
        self._connection.change_many(
            "DELETE FROM step WHERE id = ?", [(step_id,) for step_id, has_words in left if not has_words]
        )
        # What somebody wrote about a step stays when the step itself is taken out of the reflection.
        self._connection.change_many(
            "UPDATE step SET text = '', by_day = NULL, with_whom = '' WHERE id = ?",
            [(step_id,) for step_id, has_words in left if has_words],
        )
        self._connection.change_many(
            "INSERT INTO step (entry, origin, position, text, by_day, with_whom) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (entry, origin) DO UPDATE SET position = excluded.position,"
            " text = excluded.text, by_day = excluded.by_day, with_whom = excluded.with_whom",
            steps,
        )


def _head(entry: Entry, text: EntryText) -> tuple[Value, ...]:
    content = entry.content
    return (
        entry.kind.value,
        entry.title,
        entry.event.to_iso(),
        moment_to_text(entry.written),
        moment_to_text(entry.changed),
        int(entry.to_talk_about),
        excerpt(text.body),
        content.question_set.value if isinstance(content, Reflection) else None,
    )


def _answer(number: int, position: int, event: str, answer: Answer) -> tuple[Value, ...]:
    return (
        number,
        answer.question_id,
        position,
        event,
        answer.question_text,
        answer.noticed,
        " ".join(sorted(way.value for way in answer.how_known)),
        answer.rating.value if answer.rating else None,
        int(answer.keep_out),
        int(not answer.is_empty),
    )


def _iso(answer: Answer) -> str | None:
    return answer.step.by.isoformat() if answer.step.by else None
