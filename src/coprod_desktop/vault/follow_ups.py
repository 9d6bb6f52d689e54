"""Next steps as a new reflection follows them up: those still open, and how they stand now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.follow_up import FollowUp, StepsNow
from coprod_desktop.domain.records import moment_from_text
from coprod_desktop.domain.shortening import in_short
from coprod_desktop.vault.connection import Connection, Row
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.rows import step_of

_STEP = """
SELECT entry.id, step.origin, entry.title, step.text, step.by_day, step.with_whom,
    step.state, step.state_words, step.state_changed
FROM step JOIN entry ON entry.number = step.entry
WHERE entry.deleted_at IS NULL
"""
_NEWEST_FIRST = "ORDER BY entry.event DESC, entry.written DESC, entry.number DESC, step.position"


class FollowUps:
    """The table ``step`` as the first page of the wizard needs it.

    Entries in the bin are not seen here, and no steps without words: there is nothing to ask about.
    """

    def __init__(self, connection: Connection, gone: Callable[[], Collection[str]]) -> None:
        """``gone`` says which entries went for good since the journal was opened."""
        self._connection, self._gone = connection, gone

    def open(self) -> tuple[FollowUp, ...]:
        """Every step that is open or was not tried yet, the newest event first."""
        rows = self._connection.read(f"{_STEP} AND step.state IN ('open', 'not-yet') {_NEWEST_FIRST}")
        return tuple(found for row in rows if (found := self._read(row)).step.text.strip())

    def now(self, held: Iterable[FollowUp]) -> StepsNow:
        """How the steps of these follow-ups stand; those that are not there are left out."""
        found = {}
        for key in {follow_up.key for follow_up in held}:
            row = self._connection.one(f"{_STEP} AND entry.id = ? AND step.origin = ?", *key)
            if row is not None and (step := self._read(row)).step.text.strip():
                found[key] = step
        return StepsNow(found, self._gone())

    def _read(self, row: Row) -> FollowUp:
        entry_id, origin, title, text, by_day, with_whom, state, words, changed = row
        try:
            return FollowUp(
                str(entry_id),
                str(origin),
                in_short(str(title)),
                step_of(text, by_day, with_whom),
                ActionState(str(state)),
                str(words),
                moment_from_text(str(changed)) if changed else None,
            )
        except ValueError:
            raise JournalDamaged(path=self._connection.path, reason="record") from None
