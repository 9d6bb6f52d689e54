"""How the database means to answer: by an index, never by sorting everything that was ever written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coprod_desktop.domain.entries import EntryKind
from coprod_desktop.vault.connection import Connection, Row, Value
from coprod_desktop.vault.vault import Vault
from tests.support.journals import NOW, note

ASKED: list[tuple[str, Callable[[Vault], object]]] = [
    ("rows", lambda vault: vault.entries.rows()),
    ("newest of a kind", lambda vault: vault.entries.newest_written(EntryKind.REFLECTION, NOW)),
    ("rows of a kind", lambda vault: vault.entries.rows(EntryKind.NOTE, 100, 100)),
    ("count", lambda vault: vault.entries.count()),
    ("count of a kind", lambda vault: vault.entries.count(EntryKind.NOTE)),
    ("last looked at", lambda vault: vault.entries.last_looked_at()),
    ("answers", lambda vault: vault.entries.answers_to("q", 5)),
    ("search", lambda vault: vault.search.find("words")),
    ("search of a kind", lambda vault: vault.search.find("words", EntryKind.NOTE)),
    ("versions", lambda vault: vault.entries.versions("1")),
    ("the bin", lambda vault: vault.bin.rows()),
    ("how much is in the bin", lambda vault: vault.bin.count()),
    ("since when", lambda vault: vault.bin.moments()),
    ("entry", lambda vault: vault.entries.get(note(1).id)),
]


@pytest.mark.parametrize(("name", "ask"), ASKED)
def test_nothing_is_scanned_or_sorted(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, name: str, ask: Callable[[Vault], object]
) -> None:
    vault.entries.put(note(1))
    plans: list[str] = []
    read = Connection.read

    def watched(self: Connection, sql: str, *values: Value) -> list[Row]:
        plans.extend(str(row[3]) for row in read(self, f"EXPLAIN QUERY PLAN {sql}", *values))
        return read(self, sql, *values)

    monkeypatch.setattr(Connection, "read", watched)
    ask(vault)
    assert plans
    for step in plans:
        assert "TEMP B-TREE" not in step, step
        allowed = ("VIRTUAL TABLE", "USING", "asked", "(subquery", "CONSTANT", "SCAN 1")
        assert not step.startswith("SCAN") or any(word in step for word in allowed), step
