"""A child that writes in a journal until it is killed, and says on its pipe what was acknowledged.

``python -m tests.torture.saver FOLDER FIRST SEED``. Each line is written once the call has come back:
``draft 7``, ``entry 7``, ``change 2 7`` (the entry 2 holds the words of 7 now), ``gone 7`` (the draft 7 was
let go).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from coprod_desktop.domain.entries import EventDate, NoteDraft
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note

WORD = "marmalade"
CHANGED = 5
"""Entries that are changed again and again; all others are written once."""


def body_of(number: int) -> str:
    """The words of a number, longer and shorter."""
    return f"{WORD} {number} " * (1 + number * 7 % 120)


def say(line: str) -> None:
    """Acknowledge, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def save_for_ever(vault: Vault, first: int, chance: random.Random, told: Callable[[str], None] = say) -> None:
    """Draft, entry, change; on and on."""
    number = first
    while True:
        draft = NoteDraft(f"draft {number}", EventDate(2026, 1), body=body_of(number))
        vault.drafts.put_note(draft, NOW)
        told(f"draft {number}")
        if chance.random() < 0.3:
            vault.drafts.remove(draft.id)
            told(f"gone {number}")
        if chance.random() < 0.7:
            vault.entries.put(note(number, body_of(number)), remove_draft=draft.id)
            told(f"entry {number}")
        which = chance.randrange(CHANGED)
        vault.entries.put(note(which, body_of(number)))
        told(f"change {which} {number}")
        number += 1


if __name__ == "__main__":
    folder, first, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    save_for_ever(Vault.open(folder, PASSPHRASE, kdf=CHEAP), first, random.Random(seed))
