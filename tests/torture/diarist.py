"""A child that leads a journal's life at random: every service of the program, in a home of its own.

``python -m tests.torture.diarist SEED ACTS END``. ``END`` is ``quits`` or ``crashes``; a crash comes in the
middle of saving. What is saved on purpose where its person can read it is told, a line each: ``export
PATH``. The recovery codes it had are told too, for they may stand nowhere: ``code …``.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from coprod_desktop.content.loader import load
from coprod_desktop.domain.entries import EntryKind, HowKnown, NextStep, QuestionSet, Rating
from coprod_desktop.errors import KnownError
from coprod_desktop.export.formats import Format
from coprod_desktop.export.report import Report
from coprod_desktop.resources import resource
from coprod_desktop.services.backups import Backups
from coprod_desktop.services.copies import Copies
from coprod_desktop.services.desk import Desk
from coprod_desktop.services.places import backups_folder, data_folder, journal_folder, rooms_folder
from coprod_desktop.services.preferences import Appearance, Preferences
from coprod_desktop.services.unlocking import Unlocking
from tests.support.journals import CHEAP
from tests.torture.planted import words_of

DEADLY = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL


class Diarist:
    """One person with all that the program can do for them."""

    def __init__(self, seed: int) -> None:
        self.chance, self.words = random.Random(seed), words_of(seed)
        data = data_folder()
        self.documents = Path.home() / "Documents"
        clock = self._clock
        self.preferences = Preferences(data)
        self.unlocking = Unlocking(journal_folder(data), CHEAP)
        rooms = rooms_folder(data)
        self.backups = Backups(self.unlocking, self.preferences, rooms, backups_folder(data), clock)
        desk = Desk(self.unlocking, load(resource("content", "en-GB")), clock)
        self.journal, self.reflecting, self.exporting = desk.journalling, desk.reflecting, desk.exporting
        self.deleting, self.copies = desk.deleting, Copies(self.unlocking, rooms, clock)
        self.names = count(1)
        self.passphrase = f"{self.word()} {self.word()} {self.word()}"

    def _clock(self) -> datetime:
        return datetime.now(UTC)

    def word(self) -> str:
        return self.chance.choice(self.words)

    def text(self, longest: int) -> str:
        return " ".join(self.word() for _ in range(self.chance.randrange(1, longest)))

    # ------------------------------------------------------------------ acts
    def writes(self) -> None:
        """A note, saved again and again as it grows; kept, more often than not."""
        rows = self.journal.rows(EntryKind.NOTE)
        begun = self.journal.drafts()
        draft = self.journal.new_note()
        if begun and self.chance.random() < 0.5:
            draft = self.journal.carry_on(self.chance.choice(begun).id)
        elif rows and self.chance.random() < 0.5:
            draft = self.journal.edit(self.chance.choice(rows).id)
        for _ in range(self.chance.randrange(1, 4)):
            body = f"{draft.body}\n\n**{self.text(3)}** {self.text(200)}"
            draft = replace(draft, title=self.text(4), body=body, tags=(self.word(),))
            self.journal.save_note(draft)
        if self.chance.random() < 0.7:
            self.journal.keep_note(draft, "Untitled")

    def reflects(self) -> None:
        draft = self.reflecting.begin(QuestionSet.THREE)
        context = replace(draft.context, name=self.text(3), my_part=self.text(5), access=self.text(5))
        answers = tuple(
            replace(
                answer,
                noticed=self.text(40),
                how_known=frozenset({HowKnown.TOLD}),
                rating=Rating.WELL,
                step=NextStep(self.text(6), None, self.word()),
            )
            for answer in draft.answers
        )
        draft = replace(draft, context=context, answers=answers, taking_away=self.text(9))
        self.reflecting.save(draft)
        if self.chance.random() < 0.7:
            self.reflecting.keep(draft)

    def searches(self) -> None:
        for words in (self.word(), self.word()[:3], f'{self.word()} "{self.word()}'):
            self.journal.find(words)

    def deletes(self) -> None:
        for row in self.journal.rows()[:1]:
            self.deleting.move_to_bin(row.id)
        for draft in (*self.journal.drafts(), *self.reflecting.drafts()):
            if self.chance.random() < 0.3:
                self.deleting.let_go(draft.id)
        binned = self.deleting.rows()
        if binned and self.chance.random() < 0.3:
            self.deleting.put_back(self.chance.choice(binned).id)
        if self.chance.random() < 0.3:
            self.deleting.empty()

    def marks(self) -> None:
        for row in self.journal.rows()[:2]:
            self.journal.set_to_talk_about(row.id, self.chance.random() < 0.5)

    def backs_up(self) -> None:
        self.backups.back_up()
        self.backups.newest_good()

    def saves_a_copy_and_looks(self) -> None:
        path = self.documents / f"copy {next(self.names)}.coprod"
        self.copies.save(path)
        self.copies.look(path)
        with suppress(KnownError):
            self.copies.unlock(self.text(4))
        self.copies.unlock(self.passphrase)
        self.copies.find(self.word())
        for row in self.copies.rows()[:2]:
            self.copies.read(row.id)
        if self.chance.random() < 0.7:
            self.copies.close()

    def exports(self) -> None:
        wanted = self.chance.choice((Format.WORD, Format.PDF))
        path = self.documents / f"report {next(self.names)}.{wanted.value}"
        tell(f"export {path}")
        self.exporting.save(self._report(), wanted, path)

    def breaks_an_export_off(self) -> None:
        """By locking half-way, in the preview or while it is saved; or the folder is not there."""
        report = self._report()
        stop = threading.Timer(self.chance.uniform(0, 0.4), self.exporting.stop)
        stop.start()
        with suppress(KnownError):
            if self.chance.random() < 0.5:
                self.exporting.preview(report)
            else:
                self.exporting.save(report, Format.PDF, Path.home() / "gone" / "report.pdf")
        stop.join()

    def changes_the_passphrase(self) -> None:
        passphrase = f"{self.word()} {self.text(5)} {self.word()}"
        self.unlocking.change_passphrase(passphrase)
        self.passphrase = passphrase

    def changes_the_code(self) -> None:
        secret = self.unlocking.new_secret()
        tell(f"code {secret.recovery_code()}")
        self.unlocking.change_recovery_code(self.passphrase, secret)

    def locks_and_unlocks(self) -> None:
        self.copies.close()
        self.unlocking.lock()
        with suppress(KnownError):
            self.unlocking.unlock(self.text(5) + " no")
        self.unlocking.unlock(self.passphrase)

    def changes_the_looks(self) -> None:
        self.preferences.set_appearance(Appearance("dark", 150))

    def _report(self) -> Report:
        return self.exporting.report([row.id for row in self.journal.rows()[:4]])

    # ------------------------------------------------------------------ a life
    def lives(self, acts: int) -> None:
        secret = self.unlocking.new_secret()
        tell(f"code {secret.recovery_code()}")
        self.unlocking.create(self.passphrase, secret, recovery_confirmed=True)
        often: list[Callable[[], None]] = [self.writes, self.reflects, self.writes, self.searches]
        seldom: list[Callable[[], None]] = [
            self.deletes,
            self.marks,
            self.backs_up,
            self.saves_a_copy_and_looks,
            self.exports,
            self.breaks_an_export_off,
            self.changes_the_passphrase,
            self.changes_the_code,
            self.locks_and_unlocks,
            self.changes_the_looks,
        ]
        for act in often + self.chance.sample(seldom, len(seldom)) + self._random(often, seldom, acts):
            act()
            self.copies.close() if self.chance.random() < 0.5 else None
            tell(act.__name__)

    def _random(
        self, often: list[Callable[[], None]], seldom: list[Callable[[], None]], acts: int
    ) -> list[Callable[[], None]]:
        return [self.chance.choice(often if self.chance.random() < 0.6 else seldom) for _ in range(acts)]

    def crashes(self) -> None:
        """Killed by another thread, in the middle of saving as a rule."""
        after = self.chance.uniform(0.01, 0.2)
        threading.Timer(after, os.kill, (os.getpid(), DEADLY)).start()
        while True:
            self.writes()


def tell(line: str) -> None:
    """Say something to the test, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(seed: int, acts: int, end: str) -> None:
    """Live, and end."""
    diarist = Diarist(seed)
    diarist.lives(acts)
    if end == "crashes":
        diarist.crashes()
    diarist.copies.close()
    diarist.unlocking.lock()
    tell("ended")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
