"""Every act that writes, on a disk that fails at each call and after every so many bytes.

Whatever fails: the journal opens afterwards and is exactly as it was before the act or as it is after it;
where the act said that it was done, it is. And the same act, tried again on a disk that works, is done.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from unittest import mock

from coprod_desktop.errors import KnownError
from coprod_desktop.vault import schema
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import JournalDamaged
from coprod_desktop.vault.placing import finish_interrupted
from coprod_desktop.vault.portable import check_copy
from tests.support.journals import CHEAP
from tests.torture.acts import ACTS, Act, Place, make
from tests.torture.failing import NO_PLAN, FailingDisk, Plan, Then
from tests.torture.matrix import Matrix, Tally, require
from tests.torture.seen import Content, held_in

PLACES = 600
"""Of the bytes that an act writes, at which a whole run lets a write break off: evenly spread, or all."""


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
        self.before = self._seen(self._fresh())

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
        if self.act.first is None:
            return self._held(place)
        try:
            return self._held(place)
        except JournalDamaged:
            digest = hashlib.sha256((place.journal / "journal.db").read_bytes()).hexdigest()
            return {"damaged, and untouched": ((digest,),)}, frozenset()

    def _held(self, place: Place) -> tuple[Content, frozenset[str]]:
        passphrases = self.act.passphrases
        if not self.act.migrates:
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
        if self.act.migrates:
            steps = (*schema.MIGRATIONS, schema.Migration(schema.MIGRATIONS[-1].version + 1, _add_mood))
            stack.enter_context(mock.patch.object(schema, "MIGRATIONS", steps))
        return stack

    def _fresh(self) -> Place:
        place = Place(self.tally.folder / "trial")
        shutil.rmtree(place.top, ignore_errors=True)
        shutil.copytree(self.template.top, place.top)
        if self.act.first is not None:
            self.act.first(place)
        return place


def failing_disks(tally: Tally, acts: Iterable[Act] = ACTS) -> None:
    """Every act on every disk."""
    for act in acts:
        Trials(tally, act).run()


MATRIX = Matrix(
    "disks",
    "A disk that fails at every call that writes, syncs, renames, cuts or deletes, and after every so many"
    " bytes: saving, changing, drafts, the bin, emptying it, writing the file anew, backup,"
    " passphrase, new recovery code, migration, restore, merge, salvage",
    failing_disks,
)
