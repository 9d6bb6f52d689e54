"""A copy as somebody can make it who knows the public mark of a journal, and not its key."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault.look import JOURNAL_NAME, read_vault_id
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note


def forged_copy(victim: Unlocking, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that bears the mark of ``victim``'s journal, and opens with `PASSPHRASE`."""
    mark = read_vault_id(victim.folder / JOURNAL_NAME)
    stranger = Unlocking(folder / "forger", CHEAP)
    with monkeypatch.context() as patch:
        patch.setattr(
            "coprod_desktop.vault.making.secrets", SimpleNamespace(token_bytes=lambda _length: mark)
        )
        stranger.create(PASSPHRASE, stranger.new_secret(), recovery_confirmed=True)
    stranger.vault.entries.put(note(1, title="made up by a stranger"))
    path = folder / "forged.coprod"
    stranger.vault.save_copy(path, made=NOW, rooms=folder / "forger's rooms", kdf=CHEAP)
    stranger.lock()
    return path
