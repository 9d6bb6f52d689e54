"""Every act that writes, on a disk that fails at each call and after every so many bytes.

Whatever fails: the journal opens afterwards and is exactly as it was before the act or as it is after it;
where the act said that it was done, it is. And the same act, tried again on a disk that works, is done.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing, nullcontext, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from unittest import mock

from coprod_desktop.domain.entries import EventDate, NoteDraft
from coprod_desktop.errors import KnownError
from coprod_desktop.vault import schema
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import ClosedByNewLock
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.placing import finish_interrupted, put_in_place
from coprod_desktop.vault.portable import check_copy, never
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.torture.failing import NO_PLAN, FailingDisk, Plan, Then
from tests.torture.matrix import Matrix, Tally, require
from tests.torture.seen import Content, held_in

OTHER = "quite another one"
SECRET, NEXT_SECRET = bytes(range(20)), bytes(range(20, 40))
CODES = tuple(JournalSecret(each).recovery_code() for each in (SECRET, NEXT_SECRET))
LONG = "a walk by the river " * 500
PLACES = 600
"""Of the bytes that an act writes, at which a whole run lets a write break off: evenly spread, or all."""


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


@dataclass(frozen=True)
class Act:
    """Something that a person does. ``do`` is handed the disk to do it on, and closes what it opens."""

    name: str
    do: Callable[[Place, FailingDisk], None]
    passphrases: tuple[str, ...] = (PASSPHRASE,)
    codes: tuple[str, ...] = ()
    """Recovery codes of which always one opens it, where the act changes which."""
    version: int = 1
    shows: bool = True
    """Whether the journal holds something else afterwards."""


def _with_vault(act: Callable[[Vault, Place, FailingDisk], None]) -> Callable[[Place, FailingDisk], None]:
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
    Act("save", _with_vault(_add)),
    Act("change", _with_vault(_change)),
    Act("draft", _with_vault(_draft)),
    Act("bin", _with_vault(_to_bin)),
    Act("emptying", _with_vault(_empty_bin)),
    Act("anew", _with_vault(_scrub), shows=False),
    Act("backup", _with_vault(_save_copy), shows=False),
    Act("passphrase", _with_vault(_passphrase), (PASSPHRASE, OTHER)),
    Act("new code", _with_vault(_lock), codes=CODES),
    Act("migration", _migrate, version=2),
    Act("restore", _restore),
    Act("merge", _with_vault(_merge)),
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
    vault.drafts.put_note(NoteDraft("draft", EventDate(2026, 1), body=LONG), NOW)
    for number in (4, 5):
        vault.entries.put(note(number, "thrown away " * 200, title="Away"))
        vault.bin.put(note(number).id, NOW)
    vault.close()


def _add_mood(connection: Connection) -> None:
    connection.change("ALTER TABLE entry ADD COLUMN mood TEXT")
    connection.change("UPDATE entry SET mood = 'calm'")


class Trials:
    """One act, tried on copies of one journal."""

    def __init__(self, tally: Tally, act: Act) -> None:
        self.tally, self.act = tally, act
        self.disk = FailingDisk()
        self.template = Place(tally.folder / "template")
        if not self.template.top.exists():
            make(self.template)
        self.before = self._seen(self.template)

    def run(self) -> None:
        """Let it fail at every call, in every way, and after so many bytes."""
        clean, done = self._fresh(), Plan()
        self.after = self._seen(clean) if self._try(clean, done) is None else self.before
        require((self.after != self.before) == self.act.shows, f"{self.act.name} did nothing")
        require(done.calls > 3, "the plan saw no call")
        calls = self.tally.spread(range(done.calls), 1, 6)
        for then in Then:
            for call in calls:
                self._trial(Plan(at_call=call, then=then), f"{done.kinds[call]} {call}, then {then.value}")
        stride = max(1, done.bytes // PLACES)
        for byte in self.tally.spread(range(0, done.bytes, stride), 2, 10):
            then = (Then.FULL, Then.GONE, Then.WELL)[byte % 3]
            self._trial(Plan(at_byte=byte, then=then), f"after {byte} bytes, then {then.value}")

    def _trial(self, plan: Plan, how: str) -> None:
        with self.tally.case(f"{self.act.name}, {how}"):
            place = self._fresh()
            error = self._try(place, plan)
            self.tally.note("told" if error else "done all the same")
            require(plan.broken, "the disk never failed")
            now = self._seen(place)
            require(now in (self.before, self.after), f"neither the old nor the new state ({error})")
            require(error is not None or now == self.after, "said to be done, and it is not")
            self._judge_copy(place)
            if now != self.after or not self.act.shows:
                again = self._try(place, Plan())
                require(again is None, f"the next try fails: {again}")
                require(self._seen(place) == self.after, "the next try does something else")
                self._judge_copy(place)
            shutil.rmtree(place.top)

    def _try(self, place: Place, plan: Plan) -> KnownError | None:
        """Do it by that plan. The error that a person would be told of, or None when it was done."""
        self.disk.carry_out(plan)
        try:
            with self._migrations():
                self.act.do(place, self.disk)
        except KnownError as error:
            return error
        finally:
            self.disk.carry_out(NO_PLAN)
        return None

    def _seen(self, place: Place) -> tuple[Content, frozenset[str]]:
        finish_interrupted(place.journal)
        passphrases = self.act.passphrases
        if self.act.version == 1:
            seen = held_in(place.journal, passphrases, self.act.codes)
            codes = seen[1] & set(self.act.codes)
            require(len(codes) == min(1, len(self.act.codes)), f"{len(codes)} recovery codes open it")
            return seen
        with (
            mock.patch.object(schema, "bring_up_to_date"),
            mock.patch("coprod_desktop.vault.vault.bring_up_to_date"),
        ):
            return held_in(place.journal, passphrases)

    def _judge_copy(self, place: Place) -> None:
        """The file that was to be replaced is the old one or the new one, whole; and nothing is left over."""
        check_copy(place.saved, CHEAP)
        left = {path.name for path in place.top.iterdir()} - {"journals"}
        left -= {path.name for path in (place.copy, place.diverged, place.saved)}
        require(left <= {"rooms"}, f"left over: {sorted(left)}")

    def _migrations(self) -> ExitStack:
        stack = ExitStack()
        if self.act.version > 1:
            steps = (*schema.MIGRATIONS, schema.Migration(self.act.version, _add_mood))
            stack.enter_context(mock.patch.object(schema, "MIGRATIONS", steps))
        return stack

    def _fresh(self) -> Place:
        place = Place(self.tally.folder / "trial")
        shutil.rmtree(place.top, ignore_errors=True)
        shutil.copytree(self.template.top, place.top)
        return place


def failing_disks(tally: Tally, acts: Iterable[Act] = ACTS) -> None:
    """Every act on every disk."""
    for act in acts:
        Trials(tally, act).run()


MATRIX = Matrix(
    "disks",
    "A disk that fails at every call that writes, syncs, renames, cuts or deletes, and after every so many"
    " bytes: saving, changing, drafts, the bin, emptying it, writing the file anew, backup,"
    " passphrase, new recovery code, migration, restore, merge",
    failing_disks,
)
