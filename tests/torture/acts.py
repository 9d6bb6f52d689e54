"""Every act that writes in a journal or beside it, for the disks that fail while it is done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from coprod_desktop.domain import reflection as wizard
from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    EventDate,
    NextStep,
    NoteDraft,
    QuestionSet,
    Reflection,
)
from coprod_desktop.errors import KnownError
from coprod_desktop.vault.errors import ClosedByNewLock
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.placing import finish_interrupted, put_in_place
from coprod_desktop.vault.portable import never
from coprod_desktop.vault.salvage import salvage
from coprod_desktop.vault.salvage_entries import PartWords
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.torture.failing import NO_PLAN, FailingDisk

OTHER = "quite another one"
SECRET, NEXT_SECRET = bytes(range(20)), bytes(range(20, 40))
CODES = tuple(JournalSecret(each).recovery_code() for each in (SECRET, NEXT_SECRET))
LONG = "a walk by the river " * 500


@dataclass(frozen=True)
class Place:
    """One trial's own folder: the journal, a copy of an older day, and room to work in."""

    top: Path

    @property
    def journal(self) -> Path:
        return self.top / "journals" / "Journal"

    @property
    def copy(self) -> Path:
        return self.top / "older.coprod"

    @property
    def diverged(self) -> Path:
        return self.top / "diverged.coprod"

    @property
    def saved(self) -> Path:
        return self.top / "saved.coprod"

    @property
    def rooms(self) -> Path:
        return self.top / "rooms"


WITH_STEP = replace(
    note(6, title="With a step"),
    content=Reflection(
        QuestionSet.CHOSEN,
        Context(note(6).event),
        (Answer("q", "How?", "Noticed", step=NextStep("Ask first", None, "Tom")),),
    ),
)


@dataclass(frozen=True)
class Act:
    """Something that a person does. ``do`` is handed the disk to do it on, and closes what it opens."""

    name: str
    do: Callable[[Place, FailingDisk], None]
    passphrases: tuple[str, ...] = (PASSPHRASE,)
    codes: tuple[str, ...] = ()
    """Recovery codes of which always one opens it, where the act changes which."""
    migrates: bool = False
    """Whether there is a later version of the format by then."""
    shows: bool = True
    """Whether the journal holds something else afterwards."""
    first: Callable[[Place], None] | None = None
    """What has happened to the journal before; then it does not open."""


def with_vault(act: Callable[[Vault, Place, FailingDisk], None]) -> Callable[[Place, FailingDisk], None]:
    """An act on the open journal. Opening it is no part of what fails."""

    def do(place: Place, disk: FailingDisk) -> None:
        plan = disk.plan
        disk.carry_out(NO_PLAN)
        vault = Vault.open(place.journal, PASSPHRASE, kdf=CHEAP, disk=disk)
        disk.carry_out(plan)
        try:
            act(vault, place, disk)
        finally:
            with suppress(KnownError):
                vault.close()

    return do


def _add(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    vault.entries.put(note(9, LONG, title="Added"), remove_draft="draft")


def _change(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    vault.entries.put(note(1, "changed " * 300, title="Changed", tags=("other",)))


def _draft(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body=LONG + "and further"), NOW)


def _let_go(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    vault.bin.put_draft("draft", NOW)


def _take_up_again(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    vault.bin.put_back("let go", NOW)


def _noting(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    vault.actions.note(WITH_STEP.id, "q", ActionState.TRIED, LONG, NOW)


def _following_up(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    """A draft is saved, and what was noted in it about a step of before."""
    (step,) = vault.follow_ups.open()
    context = Context(EventDate(2026, 1))
    draft = wizard.start(QuestionSet.CHOSEN, [("q", "How?")], context, (step,))
    noted = step.noting(ActionState.LEARNED, LONG, NOW)
    vault.drafts.put_reflection(replace(draft, id="follows up", follow_ups=(noted,)), NOW)


def _passphrase(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    vault.change_passphrase(OTHER, kdf=CHEAP)


def _lock(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    with suppress(ClosedByNewLock):  # it was done, and says so
        vault.change_lock(PASSPHRASE, JournalSecret(NEXT_SECRET))


def _to_bin(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    vault.bin.put(note(1).id, NOW)


def _empty_bin(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    vault.bin.remove_all()


def _scrub(vault: Vault, _place: Place, _disk: FailingDisk) -> None:
    vault.bin.scrub()


def _save_copy(vault: Vault, place: Place, disk: FailingDisk) -> None:
    vault.save_copy(place.saved, made=NOW, rooms=place.rooms, kdf=CHEAP, replace=True, disk=disk)


def _merge(vault: Vault, place: Place, disk: FailingDisk) -> None:
    """Only the journal is on the disk that fails: what fails of the copy is no danger to it."""
    plan = disk.plan
    disk.carry_out(NO_PLAN)
    with closing(OpenedCopy(place.diverged, CHEAP, place.rooms)) as copy:
        copy.unlock(PASSPHRASE)
        disk.carry_out(plan)
        try:
            vault.merge(copy.vault, nullcontext, NOW + timedelta(days=3), never)
        finally:
            disk.carry_out(NO_PLAN)


def _damage(place: Place) -> None:
    """A page in the middle of the journal is lost."""
    journal = place.journal / "journal.db"
    data = bytearray(journal.read_bytes())
    data[len(data) // 2] ^= 1
    journal.write_bytes(data)


def _salvage(place: Place, disk: FailingDisk) -> None:
    words = PartWords("Part of this entry could not be read.", "partly read")
    salvage(place.journal, [JournalSecret(SECRET)], words, NOW, kdf=CHEAP, disk=disk)


def _migrate(place: Place, disk: FailingDisk) -> None:
    Vault.open(place.journal, PASSPHRASE, kdf=CHEAP, disk=disk).close()


def _restore(place: Place, disk: FailingDisk) -> None:
    plan = disk.plan
    disk.carry_out(NO_PLAN)
    finish_interrupted(place.journal)
    copy = OpenedCopy(place.copy, CHEAP, place.rooms)
    try:
        copy.unlock(PASSPHRASE)
        disk.carry_out(plan)
        secret = copy.vault.secret
        put_in_place(place.copy, copy.head, secret, place.journal, day=NOW.date(), kdf=CHEAP, disk=disk)
    finally:
        disk.carry_out(NO_PLAN)
        copy.close()


ACTS = (
    Act("save", with_vault(_add)),
    Act("change", with_vault(_change)),
    Act("draft", with_vault(_draft)),
    Act("letting go", with_vault(_let_go)),
    Act("taking up again", with_vault(_take_up_again)),
    Act("noting", with_vault(_noting)),
    Act("following up", with_vault(_following_up)),
    Act("bin", with_vault(_to_bin)),
    Act("emptying", with_vault(_empty_bin)),
    Act("anew", with_vault(_scrub), shows=False),
    Act("backup", with_vault(_save_copy), shows=False),
    Act("passphrase", with_vault(_passphrase), (PASSPHRASE, OTHER)),
    Act("new code", with_vault(_lock), codes=CODES),
    Act("migration", _migrate, migrates=True),
    Act("restore", _restore),
    Act("merge", with_vault(_merge)),
    Act("salvage", _salvage, first=_damage),
)


def make(place: Place) -> None:
    """A journal with entries, versions and a draft, a copy of an older day, and one that went its own way."""
    vault = Vault.create(place.journal, PASSPHRASE, JournalSecret(SECRET), kdf=CHEAP)
    vault.entries.put(note(1, "of an older day"))
    vault.save_copy(place.copy, made=NOW, rooms=place.rooms, kdf=CHEAP)
    vault.save_copy(place.saved, made=NOW, rooms=place.rooms, kdf=CHEAP)
    vault.entries.put(note(1, "of elsewhere", changed=NOW + timedelta(days=1)))
    vault.entries.put(note(3, LONG, tags=("elsewhere",)))
    vault.drafts.put_note(NoteDraft("draft elsewhere", EventDate(2026, 1), body="begun"), NOW)
    vault.save_copy(place.diverged, made=NOW, rooms=place.rooms, kdf=CHEAP)
    vault.close()
    shutil.rmtree(place.journal)
    copy = OpenedCopy(place.copy, CHEAP, place.rooms)
    put_in_place(place.copy, copy.head, JournalSecret(SECRET), place.journal, day=NOW.date(), kdf=CHEAP)
    vault = Vault.open(place.journal, PASSPHRASE, kdf=CHEAP)
    vault.entries.put(note(1, "of today", tags=("one",)))
    vault.entries.put(note(2, LONG))
    vault.entries.put(WITH_STEP)
    vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body=LONG), NOW)
    vault.drafts.put_note(NoteDraft("let go", EventDate(2026, 1), body=LONG, entry_id=note(4).id), NOW)
    vault.bin.put_draft("let go", NOW)
    for number in (4, 5):
        vault.entries.put(note(number, "thrown away " * 200, title="Away"))
        vault.bin.put(note(number).id, NOW)
    vault.close()
