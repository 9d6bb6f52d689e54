"""An open journal, for the tests of what is kept in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import EventDate, NoteDraft
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.unit.vault.copies import save


@pytest.fixture
def secret() -> JournalSecret:
    return JournalSecret(bytes(range(20)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journals" / "Journal"


@pytest.fixture
def vault(folder: Path, secret: JournalSecret) -> Iterator[Vault]:
    with_journal = Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP)
    yield with_journal
    with_journal.close()


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """Where copies are worked on."""
    return tmp_path / "open-copies"


@pytest.fixture
def closed(vault: Vault, folder: Path) -> Path:
    """A journal's folder, with the journal closed."""
    vault.close()
    return folder


@pytest.fixture
def with_entry(vault: Vault, folder: Path) -> Path:
    """A closed journal with one entry."""
    vault.entries.put(note(1))
    vault.close()
    return folder


@pytest.fixture
def saved(vault: Vault, tmp_path: Path, rooms: Path) -> Path:
    """A copy of a journal with one entry and one draft."""
    vault.entries.put(note(1, "marmalade"))
    vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body="being written"), NOW)
    return save(vault, tmp_path / "copy.coprod", rooms)


@pytest.fixture
def copy(saved: Path, rooms: Path) -> Iterator[OpenedCopy]:
    opened = OpenedCopy(saved, CHEAP, rooms)
    yield opened
    opened.close()
