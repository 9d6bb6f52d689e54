"""Words that could not be written when the journal had to lock: sealed in memory until it is open again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from coprod_desktop.errors import KnownError
from coprod_desktop.services.clock import Clock
from coprod_desktop.services.unlocking import Unlocking

if TYPE_CHECKING:
    from coprod_desktop.domain.actions import StepNote
    from coprod_desktop.domain.entries import NoteDraft
    from coprod_desktop.domain.reflection import ReflectionDraft
    from coprod_desktop.vault.keys import JournalSecret
    from coprod_desktop.vault.sealed import Sealed

    Draft = NoteDraft | ReflectionDraft | StepNote


class Sealing:
    """Holds ciphertext alone. It is gone when the program ends: nothing of it is on the disk.

    Its methods are for the vault's lane; `is_any` may be asked for anywhere.
    """

    def __init__(self, unlocking: Unlocking, clock: Clock) -> None:
        self._unlocking, self._clock = unlocking, clock
        self._sealed: dict[str, Sealed] = {}
        """By what tells a journal under one lock: a restored one can have the same id and another secret."""
        self._closed: tuple[JournalSecret, bytes] | None = None

    @property
    def is_any(self) -> bool:
        """Whether words wait to be written."""
        return bool(self._sealed)

    def closed_under(self, secret: JournalSecret, vault_id: bytes) -> None:
        """The journal had to be closed before all was written: seal for this secret, until `forget`."""
        self.forget()
        self._closed = (secret, vault_id)

    def forget(self) -> None:
        """Wipe the secret of the journal that was closed."""
        if self._closed is not None:
            self._closed[0].wipe()
            self._closed = None

    def seal(self, drafts: Sequence[Draft]) -> None:
        """Seal these drafts of the open journal, in the place of those that were sealed for it before.

        The journal may be one that had to be closed just now, too.
        """
        from coprod_desktop.vault.keys import lock_mark
        from coprod_desktop.vault.sealed import seal

        records = [_record(draft) for draft in drafts]
        if self._closed is not None:
            secret, vault_id = self._closed
        else:
            secret, vault_id = self._unlocking.vault.secret, self._unlocking.vault.vault_id
        plain = json.dumps(records).encode("ascii")
        self._sealed[lock_mark(secret, vault_id)] = seal(plain, secret, vault_id)

    def write(self) -> tuple[Draft, ...]:
        """Write what was sealed for the journal that is open now, and let go of it.

        Returns the drafts that still cannot be written: whoever gets them has to look after them.

        Raises:
            SealedByAnother: all that is sealed belongs to another journal. It stays sealed.
        """
        from coprod_desktop.vault.errors import SealedByAnother
        from coprod_desktop.vault.sealed import unseal

        vault, left = self._unlocking.vault, []
        found = False
        for mark, sealed in list(self._sealed.items()):
            try:
                drafts = _drafts(unseal(sealed, vault.secret, vault.vault_id))
            except SealedByAnother:
                continue
            found = True
            left += [draft for draft in drafts if not self._is_written(draft)]
            del self._sealed[mark]
        if not found and self._sealed:
            raise SealedByAnother
        return tuple(left)

    def _is_written(self, draft: Draft) -> bool:
        from coprod_desktop.domain.actions import StepNote
        from coprod_desktop.domain.entries import NoteDraft

        vault, now = self._unlocking.vault, self._clock()
        try:
            if isinstance(draft, NoteDraft):
                vault.drafts.put_note(draft, now)
            elif isinstance(draft, StepNote):
                with suppress(KeyError):  # its entry was deleted for good: there is nothing left to note
                    vault.actions.note(draft.entry_id, draft.origin, draft.state, draft.words, now)
            else:
                vault.drafts.put_reflection(draft, now)
        except KnownError:
            return False  # the page it goes back to tries again, and says why it does not work
        return True


def _record(draft: Draft) -> dict[str, object]:
    from coprod_desktop.domain.actions import StepNote
    from coprod_desktop.domain.entries import NoteDraft
    from coprod_desktop.domain.records import (
        note_draft_to_record,
        reflection_draft_to_record,
        step_note_to_record,
    )

    if isinstance(draft, NoteDraft):
        return note_draft_to_record(draft)
    return step_note_to_record(draft) if isinstance(draft, StepNote) else reflection_draft_to_record(draft)


def _drafts(plain: bytes) -> list[Draft]:
    from coprod_desktop.domain.records import (
        note_draft_from_record,
        reflection_draft_from_record,
        step_note_from_record,
    )

    def read(record: dict[str, object]) -> Draft:
        if "body" in record:
            return note_draft_from_record(record)
        return step_note_from_record(record) if "origin" in record else reflection_draft_from_record(record)

    return [read(record) for record in json.loads(plain)]
