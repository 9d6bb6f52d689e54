"""An open journal, for the tests of what is kept in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note


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
