"""Words that could not be written, as ciphertext in memory."""

from __future__ import annotations

import pytest

from coprod_desktop.vault.errors import SealedByAnother
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.sealed import Sealed, seal, unseal

PLAIN = b"Hollyhocks, the whole bed of them" * 3
ONE, OTHER = bytes(16), bytes([1]) * 16


def test_the_same_journal_opens_it_and_no_word_shows() -> None:
    secret = JournalSecret.random()
    sealed = seal(PLAIN, secret, ONE)
    assert unseal(sealed, secret.copy(), ONE) == PLAIN
    assert b"olly" not in sealed.ciphertext and "olly" not in repr(sealed)
    assert seal(PLAIN, secret, ONE).ciphertext != sealed.ciphertext, "a nonce of its own each time"


def test_another_secret_another_journal_and_a_changed_byte_open_nothing() -> None:
    secret = JournalSecret.random()
    sealed = seal(PLAIN, secret, ONE)
    with pytest.raises(SealedByAnother):
        unseal(sealed, JournalSecret.random(), ONE)
    with pytest.raises(SealedByAnother):
        unseal(sealed, secret, OTHER)
    with pytest.raises(SealedByAnother):
        unseal(Sealed(OTHER, sealed.nonce, sealed.ciphertext), secret, OTHER)
    for place in range(len(sealed.ciphertext)):
        changed = bytearray(sealed.ciphertext)
        changed[place] ^= 1
        with pytest.raises(SealedByAnother):
            unseal(Sealed(ONE, sealed.nonce, bytes(changed)), secret, ONE)
