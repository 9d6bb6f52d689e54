"""A child that saves until it is killed: each number it prints was acknowledged by the journal."""

from __future__ import annotations

import sys
from pathlib import Path

from coprod_desktop.domain.entries import EventDate, NoteDraft
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note

WORD = "marmalade"


def main(folder: Path, first: int) -> None:
    """Save drafts and entries from ``first`` on, for ever."""
    vault = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    number = first
    while True:
        body = f"{WORD} {number} " * (1 + number % 40)
        vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body=body), NOW)
        vault.entries.put(note(number, body), remove_draft="draft")
        vault.entries.put(note(number % 5, f"{WORD} changed {number} " * 30))
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
