"""The check at every opening: all of a small journal, a bounded stretch of a large one."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.vault import quickcheck
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.pages import is_genuine
from coprod_desktop.vault.vault import Vault
from tests.support.journals import note
from tests.unit.vault.acts import flip, opened, reads_again

PAGE = 4096


def test_damage_in_any_page_of_a_small_journal_is_found_at_once(vault: Vault, folder: Path) -> None:
    vault.entries.put(note(1, "words " * 4000))
    vault.close()
    pages = (folder / "journal.db").stat().st_size // PAGE
    assert 30 < pages < quickcheck.ALL_UP_TO
    for page in range(pages):
        flip(page * PAGE + 1000, "journal.db")(folder)
        with pytest.raises(JournalDamaged):
            opened(folder)
        flip(page * PAGE + 1000, "journal.db")(folder)
    opened(folder).close()


@pytest.fixture
def large(with_entry: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every journal counts as large; the pages that were looked at stand in the list."""
    looked_at: list[int] = []

    def counted(number: int, page: bytes, key: bytes) -> bool:
        looked_at.append(number)
        return is_genuine(number, page, key)

    monkeypatch.setattr(quickcheck, "ALL_UP_TO", 0)
    monkeypatch.setattr(quickcheck, "STRETCH", 5)
    monkeypatch.setattr(quickcheck, "is_genuine", counted)
    return looked_at


def test_of_a_large_one_a_stretch_is_looked_at(large: list[int], with_entry: Path) -> None:
    reached = set()
    for _ in range(200):
        large.clear()
        opened(with_entry).close()
        assert large == list(range(large[0], large[0] + 5))
        reached.update(large)
    assert reached == set(range(1, (with_entry / "journal.db").stat().st_size // PAGE + 1))


def test_damage_in_the_stretch_is_found(
    large: list[int], with_entry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = (with_entry / "journal.db").stat().st_size // PAGE
    monkeypatch.setattr(quickcheck, "STRETCH", pages + 3)
    flip((pages - 1) * PAGE + 9, "journal.db")(with_entry)
    with pytest.raises(JournalDamaged):
        opened(with_entry)
    assert large == list(range(1, pages + 1))
    monkeypatch.setattr(quickcheck, "NEVER_USED", pages)  # nothing is ever written there
    opened(with_entry).close()


def test_after_a_crash_in_a_save_the_pages_are_put_right_first(large: list[int], with_entry: Path) -> None:
    (with_entry / "journal.db-journal").write_bytes(b"\0" * 512)
    reads_again(with_entry)
    assert large == []
