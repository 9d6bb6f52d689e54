"""The tables of the journal, and how an older journal is brought up to date.

``docs/journal-format.md`` says what every column holds. A migration is a small function tagged with
the version that it leads to; all that are due run in one transaction, so that a crash leaves the
journal as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coprod_desktop.errors import BugError
from coprod_desktop.vault.connection import Connection, Row, Value
from coprod_desktop.vault.errors import JournalDamaged, JournalNewer

APPLICATION_ID = 0x436F5072
"""``CoPr``, in the database header's application id."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the format: ``apply`` turns the version before into ``version``."""

    version: int
    apply: Callable[[Connection], None]


def prepare_new(connection: Connection, migrations: Sequence[Migration] | None = None) -> None:
    """Make the tables of a new, empty journal."""
    with connection.write():
        connection.set_number("application_id", APPLICATION_ID)
        _migrate(connection, 0, MIGRATIONS if migrations is None else migrations)


def bring_up_to_date(
    connection: Connection,
    migrations: Sequence[Migration] | None = None,
    *,
    first: Callable[[], object] | None = None,
) -> None:
    """Make sure that the open file is a journal, of this program's version of the format.

    ``first`` is called before anything of an older journal is changed. What it raises ends the opening.

    Raises:
        JournalDamaged: it is no journal (``application``).
        JournalNewer: a newer program wrote it. Nothing is changed.
        VaultError: a migration could not be stored; the journal is as it was.
    """
    steps = MIGRATIONS if migrations is None else migrations
    version = connection.number("user_version")
    if connection.number("application_id") != APPLICATION_ID or version < 1:
        raise JournalDamaged(path=connection.path, reason="application")
    if version > steps[-1].version:
        raise JournalNewer(version=version)
    if version < steps[-1].version:
        if first is not None:
            first()
        with connection.write():
            # Not the version of before: writing looks after the file first, and one that is opened again for
            # that is brought up to date on the way.
            _migrate(connection, connection.number("user_version"), steps)


def require_own_schema(connection: Connection) -> None:
    """See that a database holds exactly what the program makes in a journal of its version, and nothing else.

    A copy can be made up by somebody: a view in the place of a table, a trigger, a costly column.

    Raises:
        JournalDamaged: it holds something else (``schema``), or is no journal at all (``application``).
    """
    version = connection.number("user_version")
    if connection.number("application_id") != APPLICATION_ID or version < 1:
        raise JournalDamaged(path=connection.path, reason="application")
    if version <= MIGRATIONS[-1].version and _schema(connection) != _fresh_schema(version):
        raise JournalDamaged(path=connection.path, reason="schema")


def _schema(connection: Connection) -> set[Row]:
    """What is in a database. The search index's own tables, which SQLite makes, are among it."""
    rows = connection.read("SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT 1000")
    return {tuple(_one_spelling(value) for value in row) for row in rows}


def _one_spelling(value: Value) -> Value:
    return " ".join(value.split()) if isinstance(value, str) else value


def _fresh_schema(version: int) -> set[Row]:
    """The same of a journal that is made from nothing by every step up to ``version``."""
    fresh = Connection.in_memory()
    try:
        with fresh.write():
            _migrate(fresh, 0, [step for step in MIGRATIONS if step.version <= version])
        return _schema(fresh)
    finally:
        fresh.close()


def _migrate(connection: Connection, version: int, migrations: Sequence[Migration]) -> None:
    """Run what is due, inside the caller's transaction."""
    for step in migrations:
        if step.version <= version:
            continue
        if step.version != version + 1:
            raise BugError("a step of the journal's format is missing")
        step.apply(connection)
        version = step.version
    connection.set_number("user_version", version)


def _first_tables(connection: Connection) -> None:
    """Version 1."""
    for statement in _VERSION_1:
        connection.change(statement)


_VERSION_1 = (
    """
    CREATE TABLE entry (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        event TEXT NOT NULL,
        written TEXT NOT NULL,
        changed TEXT NOT NULL,
        to_talk_about INTEGER NOT NULL DEFAULT 0 CHECK (to_talk_about IN (0, 1)),
        excerpt TEXT NOT NULL,
        question_set TEXT,
        deleted_at TEXT
    ) STRICT
    """,
    """
    CREATE INDEX entry_in_time ON entry (event DESC, written DESC, number DESC)
        WHERE deleted_at IS NULL
    """,
    """
    CREATE INDEX entry_of_kind_in_time ON entry (kind, event DESC, written DESC, number DESC)
        WHERE deleted_at IS NULL
    """,
    """
    CREATE INDEX entry_to_talk_about ON entry (event DESC, written DESC, number DESC)
        WHERE to_talk_about = 1 AND deleted_at IS NULL
    """,
    "CREATE INDEX entry_in_the_bin ON entry (deleted_at) WHERE deleted_at IS NOT NULL",
    """
    CREATE TABLE note (
        entry INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
        body TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE reflection (
        entry INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
        name TEXT NOT NULL,
        meeting_kind TEXT,
        my_part TEXT NOT NULL,
        access TEXT NOT NULL,
        taking_away TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE answer (
        entry INTEGER NOT NULL REFERENCES reflection ON DELETE CASCADE,
        question_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        event TEXT NOT NULL,
        question_text TEXT NOT NULL,
        noticed TEXT NOT NULL,
        how_known TEXT NOT NULL,
        rating TEXT,
        keep_out INTEGER NOT NULL CHECK (keep_out IN (0, 1)),
        said INTEGER NOT NULL CHECK (said IN (0, 1)),
        PRIMARY KEY (entry, question_id)
    ) STRICT
    """,
    "CREATE INDEX answer_in_time ON answer (question_id, event DESC, entry DESC) WHERE said = 1",
    """
    CREATE TABLE step (
        id INTEGER PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
        origin TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        by_day TEXT,
        with_whom TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'open',
        state_words TEXT NOT NULL DEFAULT '',
        state_changed TEXT,
        UNIQUE (entry, origin)
    ) STRICT
    """,
    "CREATE INDEX step_by_state ON step (state, entry)",
    """
    CREATE TABLE entry_tag (
        entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (entry, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX entry_tag_by_name ON entry_tag (name, entry)",
    """
    CREATE TABLE entry_item (
        entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
        position INTEGER NOT NULL,
        item_id TEXT NOT NULL,
        PRIMARY KEY (entry, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX entry_item_by_id ON entry_item (item_id, entry)",
    """
    CREATE TABLE version (
        id INTEGER PRIMARY KEY,
        entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
        changed TEXT NOT NULL,
        record TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX version_of_entry ON version (entry, changed DESC, id DESC)",
    """
    CREATE TABLE draft (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        changed TEXT NOT NULL,
        question_set TEXT,
        position INTEGER NOT NULL,
        length INTEGER NOT NULL,
        entry_id TEXT,
        record TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE entry_text (
        entry INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        tags TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE entry_words USING fts5 (
        title, body, tags, content = 'entry_text', content_rowid = 'entry',
        tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So' separators '🏻🏼🏽🏾🏿'"
    )
    """,
    "INSERT INTO entry_words (entry_words, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO entry_words (entry_words, rank) VALUES ('rank', 'bm25(4.0, 1.0, 2.0)')",
    """
    CREATE TRIGGER entry_text_added AFTER INSERT ON entry_text BEGIN
        INSERT INTO entry_words (rowid, title, body, tags) VALUES (new.entry, new.title, new.body, new.tags);
    END
    """,
    """
    CREATE TRIGGER entry_text_removed AFTER DELETE ON entry_text BEGIN
        INSERT INTO entry_words (entry_words, rowid, title, body, tags)
            VALUES ('delete', old.entry, old.title, old.body, old.tags);
    END
    """,
    """
    CREATE TRIGGER entry_text_changed AFTER UPDATE ON entry_text BEGIN
        INSERT INTO entry_words (entry_words, rowid, title, body, tags)
            VALUES ('delete', old.entry, old.title, old.body, old.tags);
        INSERT INTO entry_words (rowid, title, body, tags) VALUES (new.entry, new.title, new.body, new.tags);
    END
    """,
)


def _bin_for_drafts(connection: Connection) -> None:
    """Version 2: drafts can lie in the bin."""
    for statement in _VERSION_2:
        connection.change(statement)


_VERSION_2 = (
    "ALTER TABLE draft ADD COLUMN deleted_at TEXT",
    "CREATE INDEX draft_in_the_bin ON draft (deleted_at) WHERE deleted_at IS NOT NULL",
)

MIGRATIONS: tuple[Migration, ...] = (Migration(1, _first_tables), Migration(2, _bin_for_drafts))
