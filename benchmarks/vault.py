"""A large journal beside plain SQLite, in the same run: opening, saving, searching, backing up, checking.

python3 dev.py bench vault [--entries N…] [--keep]

The same tables and the same code, once through the vault's encrypted connection and once through one that
only leaves the cipher out, both with every save on the disk before it counts. Entries have 300 words,
spread as words are in a language. The median of the rounds counts, and the ratio of the two more than the
milliseconds: those move with the machine. ``--keep`` writes the tables into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path

import apsw

from benchmarks._page import facts, keep
from coprod_desktop.domain.entries import Entry, EventDate, Note, NoteDraft
from coprod_desktop.vault.connection import _DURABLE, _QUIET, PATIENCE_MS, Connection
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.entrywriter import EntryWriter
from coprod_desktop.vault.keys import JournalSecret, database_key
from coprod_desktop.vault.look import JOURNAL_NAME
from coprod_desktop.vault.schema import bring_up_to_date, prepare_new
from coprod_desktop.vault.search import Search
from coprod_desktop.vault.vault import Vault

ROOT = Path(__file__).resolve().parents[1]
SECRET = JournalSecret(bytes(range(20)))
VAULT_ID = bytes(range(16))
WORDS_AN_ENTRY = 300
AT_ONCE = 2000
FIRST_DAY = datetime(2019, 1, 1, 12, tzinfo=UTC)
RARE = "quincunx"
TABLES = {"entry": "number", "note": "entry", "entry_tag": "entry", "entry_text": "entry"}
"""In the order in which they refer to each other, and what each counts its entries by."""


class PlainConnection(Connection):
    """The vault's connection without its cipher: what encryption costs is the difference."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, bytes(32), VAULT_ID)

    def _unlock(self, db: apsw.Connection, key: bytes) -> None:  # noqa: ARG002  # there is nothing to unlock
        db.set_busy_timeout(PATIENCE_MS)
        db.pragma("journal_mode", "DELETE")
        for name, value in (_QUIET | _DURABLE).items():
            db.pragma(name, value)


@dataclass(frozen=True)
class Contestant:
    """One of the two, and how its database is opened."""

    title: str
    path: Path
    opened: Callable[[], Connection]


@dataclass(frozen=True)
class Measured:
    """Milliseconds of each round."""

    rounds: list[float]

    @property
    def middle(self) -> float:
        """The median."""
        return statistics.median(self.rounds)

    def __str__(self) -> str:
        worst = sorted(self.rounds)[int(len(self.rounds) * 0.95)] if len(self.rounds) > 1 else None
        return spelt(self.middle) + (f" ({spelt(worst)})" if worst is not None else "")


def spelt(milliseconds: float) -> str:
    """Three figures, whatever the size."""
    return f"{milliseconds:,.0f}" if milliseconds >= 100 else f"{milliseconds:.3g}"


class Writer:
    """Makes entries up: the same ones whenever it is asked with the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._words = (ROOT / "resources" / "words" / "en-GB.txt").read_text("utf-8").split()
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))

    def text(self, words: int = WORDS_AN_ENTRY) -> str:
        """So many words, the first of the list very often and the last hardly ever."""
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=words))

    def entry(self, number: int) -> Entry:
        """One note. Every two-hundredth holds the rare word."""
        when = FIRST_DAY + timedelta(minutes=number * 37)
        body = self.text() + (f" {RARE}" if number % 200 == 0 else "")
        event = EventDate(when.year, when.month, when.day)
        tags = (self._chance.choice(self._words),)
        return Entry(f"{number:032x}", self.text(4), event, when, when, Note(body), tags)

    @property
    def commonest(self) -> str:
        """The word that nearly every entry holds."""
        return self._words[0]

    @property
    def beginning(self) -> str:
        """What many words begin with."""
        return self._words[3][:2]


def fill(contestant: Contestant, entries: int) -> None:
    """Make the database, many entries in a transaction."""
    contestant.path.touch(mode=0o600)
    connection = contestant.opened()
    prepare_new(connection)
    connection.set_number("cache_size", -200_000)
    writer, made = Writer(1), EntryWriter(connection)
    for first in range(0, entries, AT_ONCE):
        with connection.write():
            for number in range(first, min(first + AT_ONCE, entries)):
                made.add(writer.entry(number))
    connection.close()


def fill_from(contestant: Contestant, other: Contestant, entries: int) -> None:
    """Make the same database again, row by row: the words are searched for and sorted in anew."""
    contestant.path.touch(mode=0o600)
    connection, source = contestant.opened(), other.opened()
    prepare_new(connection)
    connection.set_number("cache_size", -200_000)
    for first in range(0, entries, AT_ONCE):
        with connection.write():
            for table, key in TABLES.items():
                rows = source.read(
                    f"SELECT * FROM {table} WHERE {key} > ? AND {key} <= ?", first, first + AT_ONCE
                )
                places = ", ".join("?" * len(rows[0])) if rows else ""
                connection.change_many(f"INSERT INTO {table} VALUES ({places})", rows)
    source.close()
    connection.close()


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def figures(contestant: Contestant, entries: int, rounds: int) -> Iterator[tuple[str, Measured]]:
    """Every figure of one contestant, by its name."""
    yield "open, first page", repeated(partial(first_page, contestant), rounds)
    connection = contestant.opened()
    journal, drafts, search = Entries(connection), Drafts(connection), Search(connection)
    writer = Writer(2)
    new = [writer.entry(entries + number) for number in range(rounds)]
    yield "save a new entry", Measured([timed(partial(journal.put, entry)) for entry in new])
    old = [writer.entry(number * (entries // rounds)) for number in range(rounds)]
    yield "change an entry", Measured([timed(partial(journal.put, entry)) for entry in old])
    texts = [NoteDraft("draft", EventDate(2026, 1), body=writer.text()) for _ in range(rounds)]
    yield (
        "save a draft",
        Measured([timed(partial(drafts.put_note, draft, FIRST_DAY)) for draft in texts]),
    )
    for name, words in (
        ("search a rare word", RARE),
        ("search two common words", f"{writer.commonest} {writer.text(1)}"),
        ("search the commonest word", writer.commonest),
        ("search a beginning of two letters", writer.beginning),
    ):
        yield name, repeated(partial(search.find, words), max(3, rounds // 4))
    yield "list the hundredth page", repeated(partial(journal.rows, offset=min(10_000, entries // 2)), rounds)
    yield "back up into another file", repeated(partial(back_up, contestant, connection), 1)
    yield "check every page", repeated(connection.require_sound, 1)
    connection.close()


def repeated(act: Callable[[], object], rounds: int) -> Measured:
    """The same again and again."""
    return Measured([timed(act) for _ in range(rounds)])


def first_page(contestant: Contestant) -> None:
    """From a closed file to the first hundred rows."""
    connection = contestant.opened()
    bring_up_to_date(connection)
    Entries(connection).rows()
    connection.close()


def unlock(folder: Path) -> None:
    """As the program does it once the passphrase gave the secret, up to the first hundred rows."""
    vault = Vault.open_with_secret(folder, SECRET.copy())
    vault.entries.rows()
    vault.close()


def back_up(contestant: Contestant, connection: Connection) -> None:
    """The database's own online backup."""
    target = contestant.path.with_suffix(".backup")
    target.touch(mode=0o600)
    other = PlainConnection(target) if isinstance(connection, PlainConnection) else encrypted(target)
    connection.back_up_into(other)
    other.close()
    target.unlink()


def encrypted(path: Path) -> Connection:
    """As the vault opens it."""
    return Connection(path, database_key(SECRET, VAULT_ID), VAULT_ID)


def compared(entries: int, rounds: int, folder: Path) -> str:
    """The table of one size, in Markdown."""
    one, two = (folder / f"{kind} {entries}" / JOURNAL_NAME for kind in ("encrypted", "plain"))
    for path in (one, two):
        path.parent.mkdir(mode=0o700)
    pair = (
        Contestant("journal", one, lambda: encrypted(one)),
        Contestant("plain SQLite", two, lambda: PlainConnection(two)),
    )
    lines = [
        f"**{entries:,} entries**",
        "",
        "| milliseconds: median (95 of 100 are under) | journal | plain SQLite | ratio |",
        "|---|---|---|---|",
    ]
    fill(pair[0], entries)
    fill_from(pair[1], pair[0], entries)
    for (name, ours), (_, plain) in zip(*(figures(each, entries, rounds) for each in pair), strict=True):
        lines.append(f"| {name} | {ours} | {plain} | {ours.middle / plain.middle:.2f} |")
    unlocked = repeated(partial(unlock, one.parent), rounds)
    lines.append(f"| unlock with all checks, without Argon2 | {unlocked} | | |")
    sizes = [each.path.stat().st_size / 2**20 for each in pair]
    lines.append(f"| size, MiB | {sizes[0]:,.1f} | {sizes[1]:,.1f} | {sizes[0] / sizes[1]:.2f} |")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args(arguments)
    tables = []
    with tempfile.TemporaryDirectory() as folder:
        for entries in asked.entries:
            tables.append(compared(entries, min(asked.rounds, entries), Path(folder)))
            print(tables[-1] + "\n", flush=True)
    if asked.keep:
        keep("vault", facts(f"SQLite {apsw.sqlite_lib_version()}"), *tables)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
