"""Two journals in memory that went their own ways, for the tests of merging."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime, timedelta

from coprod_desktop.domain.entries import Note
from coprod_desktop.vault.bin import Bin
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.merged import Merged
from coprod_desktop.vault.merging import Merge, held
from coprod_desktop.vault.portable import never
from coprod_desktop.vault.schema import prepare_new
from coprod_desktop.vault.settings import Settings
from tests.support.journals import NOW, note

LATER = NOW + timedelta(days=400)


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


class Side:
    """One of two journals, in memory, written in as a person does."""

    def __init__(self) -> None:
        self.connection = Connection.in_memory()
        prepare_new(self.connection)
        self.connection.set_number("foreign_keys", 1)
        self.entries, self.drafts = Entries(self.connection), Drafts(self.connection)
        self.bin = Bin(self.connection, self.entries, self.drafts, Settings(self.connection))

    def write(self, number: int, words: str, minute: int) -> None:
        self.entries.put(note(number, words, changed=at(minute)))

    def delete(self, number: int, minute: int) -> None:
        self.bin.put(note(number).id, at(minute))

    def put_back(self, number: int, minute: int) -> None:
        self.bin.put_back(note(number).id, at(minute))

    def merge(self, other: Side, now: datetime = LATER) -> Merged:
        return Merge(self.connection, other.connection, nullcontext, now).run(never)

    def words(self, number: int) -> str:
        content = self.entries.whole(note(number).id).content
        assert isinstance(content, Note)
        return content.body

    def earlier(self, number: int) -> list[str]:
        """What the versions of an entry say, without order."""
        past = held(self.connection, self.entries, self.row(number), note(number).id, {}).versions
        return sorted(version.split('"body": "')[1].split('"')[0] for version in past)

    def row(self, number: int) -> int:
        row = self.entries.number(note(number).id)
        assert row is not None
        return row

    def is_binned(self, number: int) -> bool:
        return not self.entries.exists(note(number).id)

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table, without the numbers that a journal gives its own rows."""
        queries = {
            "entry": "SELECT id, kind, title, event, written, changed, excerpt, question_set,"
            " deleted_at IS NOT NULL FROM entry",
            "version": "SELECT entry.id, version.record FROM version JOIN entry ON entry = number",
            "note": "SELECT entry.id, body FROM note JOIN entry ON entry = number",
            "tag": "SELECT entry.id, position, name FROM entry_tag JOIN entry ON entry = number",
            "text": "SELECT entry.id, t.title, t.body, t.tags FROM entry_text t JOIN entry ON entry = number",
            "step": "SELECT entry.id, text, state, state_words FROM step JOIN entry ON entry = number",
            "draft": "SELECT id, changed, record FROM draft",
        }
        found = {name: sorted(self.connection.read(sql), key=repr) for name, sql in queries.items()}
        assert self.connection.read("PRAGMA integrity_check") == [("ok",)]
        return found  # type: ignore[return-value]  # rows are tuples of values
