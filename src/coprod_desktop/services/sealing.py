"""Words that could not be written when the journal had to lock: sealed in memory until it is open again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coprod_desktop.errors import KnownError
from coprod_desktop.services.clock import Clock, local_day
from coprod_desktop.services.unlocking import Unlocking

if TYPE_CHECKING:
    from coprod_desktop.domain.actions import StepDay, StepNote
    from coprod_desktop.domain.reflection import ReflectionDraft
    from coprod_desktop.domain.sealed_records import Draft
    from coprod_desktop.vault.keys import JournalSecret
    from coprod_desktop.vault.sealed import Sealed

    AsNote = Callable[[Sequence[StepNote | StepDay]], "NoteWords"]


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The title and the body (Markdown) of a note of its own."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What came of writing what was sealed.

    ``left`` still cannot be written: whoever gets it has to look after it. ``has_note`` tells that
    something was about a step whose entry is not in this journal, and is a note of its own now.
    """

    left: tuple[Draft, ...] = ()
    has_note: bool = False


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
        from coprod_desktop.domain.sealed_records import draft_to_record
        from coprod_desktop.vault.keys import lock_mark
        from coprod_desktop.vault.sealed import seal

        records = [draft_to_record(draft) for draft in drafts]
        if self._closed is not None:
            secret, vault_id = self._closed
        else:
            secret, vault_id = self._unlocking.vault.secret, self._unlocking.vault.vault_id
        plain = json.dumps(records).encode("ascii")
        self._sealed[lock_mark(secret, vault_id)] = seal(plain, secret, vault_id)

    def write(self, as_note: AsNote) -> Unsealed:
        """Write what was sealed for the journal that is open now, and let go of it.

        What was noted about steps whose entries are not in this journal, which may be an older one that was
        put in place, becomes a note; ``as_note`` gives its words.

        Raises:
            SealedByAnother: all that is sealed belongs to another journal. It stays sealed.
        """
        from coprod_desktop.domain.sealed_records import draft_from_record
        from coprod_desktop.vault.errors import SealedByAnother
        from coprod_desktop.vault.sealed import unseal

        vault = self._unlocking.vault
        left: list[Draft] = []
        strays: list[StepNote | StepDay] = []
        found = False
        for mark, sealed in list(self._sealed.items()):
            try:
                plain = unseal(sealed, vault.secret, vault.vault_id)
            except SealedByAnother:
                continue
            found = True
            for record in json.loads(plain):
                self._write(draft_from_record(record), left, strays)
            del self._sealed[mark]
        if not found and self._sealed:
            raise SealedByAnother
        if strays:
            self._keep_as_note(as_note(strays), left)
        return Unsealed(tuple(left), has_note=bool(strays))

    def _write(self, draft: Draft, left: list[Draft], strays: list[StepNote | StepDay]) -> None:
        """Write one. What cannot be written is ``left``; a stray is about an entry that is not here."""
        from coprod_desktop.domain.actions import StepDay, StepNote
        from coprod_desktop.domain.entries import NoteDraft

        vault, now = self._unlocking.vault, self._clock()
        try:
            if isinstance(draft, NoteDraft):
                vault.drafts.put_note(draft, now)
            elif isinstance(draft, StepNote):
                vault.actions.note(draft.entry_id, draft.origin, draft.state, draft.words, now)
            elif isinstance(draft, StepDay):
                vault.actions.set_day(draft.entry_id, draft.origin, draft.by, now)
            else:
                strays += self._without_place(draft)
                vault.drafts.put_reflection(draft, now)
        except KeyError:
            assert isinstance(draft, StepNote | StepDay)
            strays.append(draft)
        except KnownError:
            if isinstance(draft, StepNote | StepDay) and not vault.entries.exists(draft.entry_id):
                strays.append(draft)  # its entry is in the bin: no page could show it
            else:
                left.append(draft)  # the page it goes back to tries again, and says why it does not work

    def _without_place(self, draft: ReflectionDraft) -> list[StepNote]:
        """What a reflection notes about steps that are not here: kept, it would leave nothing of that."""
        from coprod_desktop.domain.actions import StepNote

        entries = self._unlocking.vault.entries
        return [
            StepNote(each.entry_id, each.origin, each.state, each.words, each.step, each.title)
            for each in draft.follow_ups
            if each.noted is not None and each.is_given and entries.former(each.entry_id) is None
        ]

    def _keep_as_note(self, words: NoteWords, left: list[Draft]) -> None:
        from coprod_desktop.domain.entries import EventDate, NoteDraft, new_id

        now = self._clock()
        note = NoteDraft(new_id(), EventDate.of(local_day(now)), words.title, words.body)
        try:
            self._unlocking.vault.drafts.put_note(note, now)
        except KnownError:
            left.append(note)
