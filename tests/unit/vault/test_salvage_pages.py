"""Every page of a journal lost in turn: what did not lie on it comes back right, and nothing comes wrong."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    HowKnown,
    NextStep,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.vault.entrytext import text_of
from coprod_desktop.vault.entrywriter import EntryWriter
from coprod_desktop.vault.keys import JournalSecret, database_key
from coprod_desktop.vault.salvage import roots_of
from coprod_desktop.vault.salvage_entries import PartWords, Salvaged, SalvagedEntries
from coprod_desktop.vault.salvage_pages import DamagedFile, record, varint
from coprod_desktop.vault.salvage_tables import SalvagedTables, fits
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note

PAGE = 4096
WORDS = PartWords("Part of this entry could not be read.", "partly read")
TODAY = date(2026, 11, 26)
SENTENCE = WORDS.sentence
LONG = ("The kettle went on first. " * 40 + "\n\n") * 6


def reflection(number: int) -> Entry:
    answers = tuple(
        Answer(
            f"values-{n}",
            f"Question {n}?",
            f"noticed {number} {n} " * 12,
            frozenset({HowKnown.TOLD}),
            Rating.WELL,
            NextStep(f"step {number} {n}", date(2026, 12, n), "Sam"),
        )
        for n in range(1, 6)
    )
    when = EventDate(2026, 3, 1 + number % 28)
    content = Reflection(
        QuestionSet.VALUES, Context(when, "A meeting", None, "mine", "ramps"), answers, "home"
    )
    return note(number, event=when, content=content, tags=("talk",), items=("skills-2",))


def written(vault: Vault) -> dict[str, Entry]:
    """Fill a journal with a bit of everything, and give its entries by id."""
    for number in range(1, 24):
        entry = note(
            number, f"words {number} " * (number * 5), tags=(f"tag {number}", "all"), items=("values-1",)
        )
        vault.entries.put(entry)
    for number in (5, 9):
        vault.entries.put(note(number, f"later words {number} " * 20, changed=NOW + timedelta(hours=1)))
    vault.entries.put(note(30, LONG, title="A long one"))
    for number in range(40, 46):
        vault.entries.put(reflection(number))
    with vault._connection.write():
        vault._connection.change("UPDATE entry SET deleted_at = changed WHERE id = ?", note(3).id)
    ids = [str(row[0]) for row in vault._connection.read("SELECT id FROM entry")]
    return {entry_id: vault.entries.whole(entry_id) for entry_id in ids}


@dataclass
class Sound:
    """A journal's file before anything happened to it."""

    path: Path
    data: bytes
    key: bytes
    entries: dict[str, Entry]
    lies_on: dict[str, set[int]]

    @property
    def pages(self) -> int:
        return len(self.data) // PAGE

    def found(self, data: bytes) -> tuple[list[Salvaged], SalvagedTables]:
        self.path.write_bytes(data)
        file = DamagedFile(self.path, self.key)
        tables = SalvagedTables(file, [self.roots])
        entries = list(SalvagedEntries(tables, WORDS, TODAY))
        file.close()
        return entries, tables

    roots: dict[str, int]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    folder = tmp_path_factory.mktemp("journal")
    secret = JournalSecret(bytes(range(20)))
    key_of = secret.copy()
    vault = Vault.create(folder / "Journal", PASSPHRASE, secret, kdf=CHEAP)
    entries = written(vault)
    roots = roots_of(vault._connection)
    vault.close()
    data = (folder / "Journal" / "journal.db").read_bytes()
    path = folder / "damaged.db"
    path.write_bytes(data)
    key = database_key(key_of, data[:16])
    return Sound(path, data, key, entries, pages_of(path, key, roots), roots)


def pages_of(path: Path, key: bytes, roots: dict[str, int]) -> dict[str, set[int]]:
    """On which pages the rows of each entry lie, chains included."""
    file = DamagedFile(path, key)
    tables = SalvagedTables(file, [roots])
    assert not tables.incomplete and not tables.strays and not tables.pages_lost
    touched: dict[int, set[int]] = {}
    for table, column in (("entry", None), ("note", None), ("reflection", None), ("answer", 0), ("step", 1)):
        for number, (page, nth) in tables.rows[table].items():
            cell = file.cells(page)[nth]
            row = record(file.payload(cell), cell.size)
            assert row is not None and row.is_whole
            owner = number if column is None else row.values[column]
            assert isinstance(owner, int)
            pages = touched.setdefault(owner, set())
            pages.add(page)
            left, more = cell.size - len(cell.local), cell.more
            while left > 0:
                pages.add(more)
                content = file.page(more)
                assert content is not None
                more, left = int.from_bytes(content[:4], "big"), left - len(content) + 4
    file.close()
    ids = {number: found for found, number in tables.keys["sqlite_autoindex_entry_1"]}
    return {str(ids[number]): pages for number, pages in touched.items()}


def zeros(data: bytes, page: int) -> bytes:
    return data[: (page - 1) * PAGE] + bytes(PAGE) + data[page * PAGE :]


def flipped(data: bytes, page: int) -> bytes:
    at = (page - 1) * PAGE + 1234
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]


def cut(data: bytes, page: int) -> bytes:
    return data[: (page - 1) * PAGE + 100]


def plain_lines(entry: Entry) -> set[str]:
    return {entry.title, *text_of(entry).body.split("\n")}


def require_right(sound: Sound, found: list[Salvaged], lost: set[int]) -> None:
    """What is called whole is exactly so; what could not have been lost is there; a part is only less."""
    by_id = {each.entry.id: each for each in found}
    assert len(by_id) == len(found), "each once"
    for entry_id, entry in sound.entries.items():
        got = by_id.get(entry_id)
        if not sound.lies_on[entry_id] & lost:
            assert got is not None, "it did not lie there"
            if sound.data and len(lost) == 1:
                assert got.is_whole, "one lost page takes nothing of what lies elsewhere"
        if got is None:
            continue
        if got.is_whole:
            assert got.entry == entry
            assert (got.deleted_at is not None) == (entry_id == note(3).id)
    known = {line for entry in sound.entries.values() for line in plain_lines(entry)}
    for each in found:
        if not each.is_whole:
            assert WORDS.tag in each.entry.tags
            assert SENTENCE in text_of(each.entry).body
            for line in plain_lines(each.entry) - {SENTENCE, ""}:
                earlier = any(line in record for _, record in each.versions)
                assert earlier or any(is_of(line, said) for said in known), "nothing is made up"


def is_of(line: str, said: str) -> bool:
    """Whether a line is one that was written, or its beginning; an excerpt ends in an ellipsis."""
    return said.startswith(line.removesuffix("…")) or " ".join(said.split()).startswith(
        line.removesuffix("…")
    )


def test_an_undamaged_journal_comes_back_whole(sound: Sound) -> None:
    found, tables = sound.found(sound.data)
    assert {each.entry.id: each.entry for each in found} == sound.entries
    assert all(each.is_whole for each in found) and not tables.pages_lost
    assert sum(len(each.versions) for each in found) == 2


@pytest.mark.parametrize("damage", [zeros, flipped, cut])
def test_every_page_in_turn(sound: Sound, damage: Callable[[bytes, int], bytes]) -> None:
    assert sound.pages > 40
    in_part = 0
    step = 1 if damage is zeros else 4
    for page in range(1, sound.pages + 1, step):
        found, tables = sound.found(damage(sound.data, page))
        lost = set(range(page, sound.pages + 1)) if damage is cut else {page}
        assert tables.pages_lost == len(lost) or (page == 1 and damage is cut)
        require_right(sound, found, lost)
        in_part += sum(not each.is_whole for each in found)
    assert in_part > 5


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(1, 60), max_size=25))
def test_any_pages_at_once(sound: Sound, lost: set[int]) -> None:
    lost = {page for page in lost if page <= sound.pages}
    data = sound.data
    for page in lost:
        data = zeros(data, page)
    found, tables = sound.found(data)
    assert tables.pages_lost == len(lost)
    require_right(sound, found, lost)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=12), st.data())
def test_pages_that_make_no_sense_together_do_no_harm(
    sound: Sound, swaps: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Genuine pages can still be of different times. Here they even hold anything at all."""
    sound.path.write_bytes(sound.data)
    file = DamagedFile(sound.path, sound.key)
    with closing(file._undo):  # drawing can end an example
        pages = {n: file._read(n) or b"" for n in range(1, sound.pages + 1)}
        for one, other in swaps:
            if max(one, other) in pages and min(one, other) > 1:
                there = pages[other]
                pages[one] = data.draw(st.sampled_from([there, bytes(len(there)), there[::-1]]))
        file.page = pages.get  # type: ignore[assignment]  # the cache in front of the file
        tables = SalvagedTables(file, [sound.roots])
        for each in SalvagedEntries(tables, WORDS, TODAY):
            assert text_of(each.entry)


def test_another_key_finds_nothing(sound: Sound) -> None:
    other = replace(sound, key=bytes(32))
    found, tables = other.found(sound.data)
    assert found == [] and tables.pages_lost == sound.pages


@given(st.binary(max_size=300), st.integers(0, 400))
def test_bytes_that_are_no_row_do_no_harm(data: bytes, size: int) -> None:
    found = record(data, size)
    assert found is None or len(found.values) >= found.whole


def test_a_row_of_the_index_is_not_taken_for_a_note() -> None:
    index_row = b"\x05\x00" + bytes([0x80 | 0x8F, 0x80 | 0x10, 0x40]) + b"x" * 40
    found = record(index_row, 5 + ((0x0F << 14 | 0x10 << 7 | 0x40) - 12) // 2)
    assert found is not None and found.whole == 1
    assert not fits(found, "nt") and fits(found, "nT")


def test_numbers_of_any_length() -> None:
    assert varint(b"\x7f", 0) == (127, 1)
    assert varint(b"\x81\x00", 0) == (128, 2)
    assert varint(b"\xff" * 9, 0) == ((1 << 64) - 1, 9)
    with pytest.raises(IndexError):
        varint(b"\xff\xff", 0)


def test_tags_and_items_are_told_apart_where_no_root_leads_to_them(tmp_path: Path) -> None:
    secret = JournalSecret(bytes(range(20)))
    vault = Vault.create(tmp_path / "Journal", PASSPHRASE, secret.copy(), kdf=CHEAP)
    entries = {
        (entry := note(n, "words", tags=(f"tag {n}", "b" * 30), items=(f"values-{n}", "c" * 30))).id: entry
        for n in range(150)
    }
    with vault._connection.write():
        for entry in entries.values():
            EntryWriter(vault._connection).add(entry)
    roots = roots_of(vault._connection)
    vault.close()
    path = tmp_path / "Journal" / "journal.db"
    data = path.read_bytes()
    lost = [roots[name] for name in ("entry_tag", "entry_item", "entry_tag_by_name", "entry_item_by_id")]
    for page in lost:
        data = zeros(data, page)
    path.write_bytes(data)
    file = DamagedFile(path, database_key(secret, data[:16]))
    tables = SalvagedTables(file, [roots])
    found = list(SalvagedEntries(tables, WORDS, TODAY))
    file.close()
    assert len(tables.strays) >= 4
    # The roots of these trees hold a few rows themselves; the others are all there, each in its place.
    right = 0
    for each in found:
        assert each.entry.tags[:2] == entries[each.entry.id].tags, "the search knows the tags as well"
        assert set(each.entry.items) <= set(entries[each.entry.id].items)
        right += each.entry.items == entries[each.entry.id].items
        assert not each.is_whole, "that no item is missing cannot be known"
    assert right >= len(entries) - 10
