"""Backups: when one is due, making one, which are there, and what came of the last."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_desktop.errors import BugError, KnownError
from coprod_desktop.services.backup_facts import BackupFacts, BackupMade, LastResult, Why
from coprod_desktop.services.backup_faults import cause_of_folder, told_of_backup
from coprod_desktop.services.clock import Clock, local_day
from coprod_desktop.services.preferences import BackupChoice, Preferences
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault.names import BACKUP_SETTING

if TYPE_CHECKING:
    from coprod_desktop.vault.backup_tiers import Tiers
    from coprod_desktop.vault.backups import Found, Whole
    from coprod_desktop.vault.copying import CopyBegun
    from coprod_desktop.vault.vault import Vault

AT_LEAST_WEEKLY = timedelta(days=7)
"""After that one is made also where nothing was written: making it reads and checks every page."""
TRY_AGAIN_AFTER = timedelta(minutes=30)
WORTH_IT_AT_LOCK = timedelta(hours=4)
QUICK_SECONDS = 2.0
"""Nobody waits longer than that for a backup while the journal locks."""

Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class BackupBegun:
    """A backup that needs the journal no more. It is to be finished or dropped."""

    copy: CopyBegun
    vault_id: bytes
    made: datetime
    mark: str
    why: Why
    began: float


class Backups:
    """The backups of this window's journal.

    `back_up`, `before`, `begin`, `note`, `note_failed`, `due` and `last_result` need the open journal, and
    run where the vault's work runs. `finish`, `all`, `is_whole` and `newest_good` do not touch it and can
    take long; they can run anywhere.
    """

    def __init__(
        self, unlocking: Unlocking, preferences: Preferences, rooms: Path, usual_folder: Path, clock: Clock
    ) -> None:
        """``usual_folder`` is used as long as nobody chose another one. It is made when it is needed."""
        self._unlocking, self._preferences, self._clock = unlocking, preferences, clock
        self._rooms, self._usual_folder = rooms, usual_folder
        self._begun: list[BackupBegun] = []  # one aside, and one before a change on the vault's lane
        self._last: LastResult | None = None
        self._whole: Whole | None = None
        unlocking.attend(self._before_upgrade, self._before_lock, self.marks)

    # ------------------------------------------------------------------ where
    @property
    def folder(self) -> Path:
        """Where backups go."""
        chosen = self._preferences.backups.folder
        return Path(chosen) if chosen else self._usual_folder

    @property
    def is_usual_folder(self) -> bool:
        """Whether nobody chose another folder."""
        return not self._preferences.backups.folder

    def choose_folder(self, folder: Path | None) -> None:
        """Have backups go to ``folder`` from now on; None is the usual one. Older ones stay where they are.

        Raises:
            BackupNotMade: it is in the journal's own folder, or not there.
            OSError: the choice could not be kept; it holds until the program ends.
        """
        if folder is not None:
            self._require_good(folder)
        keep = self._preferences.backups.keep
        self._preferences.set_backups(BackupChoice(str(folder) if folder is not None else "", keep))

    def choose_keep(self, keep: str) -> None:
        """Keep ``fewer``, ``usual`` or ``more`` from now on. Raises OSError as `choose_folder` does."""
        self._preferences.set_backups(replace(self._preferences.backups, keep=keep))

    def require_folder(self) -> None:
        """See that the folder is there; the usual one is made. Can take long, where a network disk is gone.

        Raises:
            BackupNotMade: it is not there, or cannot be used.
        """
        self._require_good(self.folder)

    # ------------------------------------------------------------------ making one
    def back_up(self, why: Why = Why.BY_HAND, stopped: Stopped | None = None) -> BackupMade:
        """Make a backup of the open journal, wait for it, and note what came of it.

        Raises:
            BackupNotMade: why it could not be made. The older ones are as they were.
            CopyStopped: ``stopped`` said so, or the journal was locked. That is noted as nothing.
        """
        try:
            self.require_folder()
            made = self.finish(self.begin(why), stopped)
        except KnownError as error:
            self.note_failed(error)
            raise
        self.note(made)
        return made

    def before(self, why: Why) -> BackupMade:
        """Make a backup before something that changes much. It is kept for 30 days at least.

        Raises:
            BackupNotMade: it could not be made; the caller decides what that means.
        """
        return self.back_up(why)

    def begin(self, why: Why) -> BackupBegun:
        """Take the journal's pages for a backup. From then on the journal is free. See `finish`.

        The folder was asked for before, by `require_folder`: that can take long.

        Raises:
            BackupNotMade: the journal could not be read.
        """
        begun = self._begin(self._unlocking.vault, why)
        self._begun.append(begun)
        return begun

    def finish(self, begun: BackupBegun, stopped: Stopped | None = None) -> BackupMade:
        """Check every page, write the backup, read it back, and only then let older ones go.

        Raises:
            BackupNotMade: it could not be made; nothing was deleted.
            CopyStopped: the journal was locked meanwhile, or ``stopped`` said so.
        """
        from coprod_desktop.vault.backups import free_name
        from coprod_desktop.vault.portable import never

        stopped = stopped or never
        target = free_name(self.folder, begun.made, before_change=begun.why.is_before_change)
        try:
            with told_of_backup(target.parent, self._unlocking.folder):
                begun.copy.save(target, self._unlocking.cost, stopped=stopped)
                size = target.stat().st_size
        finally:
            self.drop(begun)
        seconds = time.monotonic() - begun.began
        with suppress(KnownError, OSError):  # it is made; what could not be tidied is tidied the next time
            self._prune(begun, target, stopped)
        return BackupMade(target, begun.made, size, begun.mark, seconds)

    def drop(self, begun: BackupBegun) -> None:
        """Let go of one that is not to be finished."""
        begun.copy.drop()
        with suppress(ValueError):
            self._begun.remove(begun)

    def note(self, made: BackupMade) -> None:
        """Keep in the journal what came of one."""
        path = made.path
        # A clock that lost the time shows less than a copy can say. By that one, another would always be due.
        when = min(made.made, self._clock())
        self._keep(LastResult(when, made.size, path.name, str(path.parent), made.mark, made.seconds))

    def note_failed(self, error: Exception) -> None:
        """Keep in the journal why one could not be made, with what the last good one was."""
        cause = str(error.values.get("cause", "")) if isinstance(error, KnownError) else ""
        if cause and self._unlocking.is_unlocked:
            place = str(self.folder)
            self._keep(replace(self.last_result(), failed=self._clock(), cause=cause, place=place))

    # ------------------------------------------------------------------ when
    def last_result(self) -> LastResult:
        """What came of the last one, also where the journal could not be written since."""
        kept = LastResult.from_text(self._unlocking.vault.settings.get(BACKUP_SETTING))
        return self._last or kept

    def due(self) -> bool:
        """Whether one is to be made at the next quiet moment."""
        last, now = self.last_result(), self._clock()
        if last.failed is not None and timedelta(0) <= now - last.failed < TRY_AGAIN_AFTER:
            return False
        mark = self._unlocking.vault.mark()
        if last.made is None or last.failed is not None or last.folder != str(self.folder):
            return bool(mark)
        if not timedelta(0) <= now - last.made < AT_LEAST_WEEKLY:
            return True
        return mark != last.mark and local_day(now) != local_day(last.made)

    # ------------------------------------------------------------------ which are there
    def all(self, *, of_others: bool = False) -> list[BackupFacts]:
        """Every backup in the folder, and in the usual one, newest first, by its head alone.

        Those of another journal are left out; ``of_others`` brings them where there is none of this one, as
        after the journal's folder was lost. Which journal a damaged one is of cannot be told.
        """
        found = self._found()
        own = self._own_vault_ids()
        ours = [each for each in found if each.vault_id in own]
        shown = found if of_others and not ours else [*ours, *(each for each in found if each.fault)]
        shown.sort(key=lambda each: (each.made, each.path.name), reverse=True)
        return [
            BackupFacts(each.path, each.made, each.size, each.before_change, each.fault) for each in shown
        ]

    def marks(self) -> list[bytes]:
        """The vault ids that backups bear, whosever they are."""
        return list(dict.fromkeys(each.vault_id for each in self._found() if not each.fault))

    def is_whole(self, path: Path, stopped: Stopped | None = None) -> bool:
        """Read a backup to its end, without a key. Raises CopyStopped when ``stopped`` says so."""
        from coprod_desktop.vault.portable import never

        return self._wholeness.is_whole(path, stopped or never)

    def newest_good(self, stopped: Stopped | None = None) -> BackupFacts | None:
        """The newest backup that was read to its end and is whole. Raises CopyStopped as `is_whole` does."""
        good = (
            each for each in self.all(of_others=True) if not each.fault and self.is_whole(each.path, stopped)
        )
        return next(good, None)

    # ------------------------------------------------------------------ what Unlocking calls
    def _before_upgrade(self, vault: Vault) -> None:
        """Back an older journal up as it is. Without that it is not opened."""
        from coprod_desktop.vault.errors import BackupNotMade, UpgradeWithoutBackup

        try:
            self.require_folder()
            self.finish(self._begin(vault, Why.UPGRADE))
        except BackupNotMade as error:
            raise UpgradeWithoutBackup(**error.values) from error

    def _before_lock(self) -> None:
        """End what is under way, and make one if that is quick and worth it."""
        for begun in list(self._begun):
            self.drop(begun)
        until = time.monotonic() + QUICK_SECONDS
        with suppress(KnownError):
            if self._is_worth_it_at_lock():
                self.back_up(Why.LOCKING, lambda: time.monotonic() > until)
        self._last = None

    def _is_worth_it_at_lock(self) -> bool:
        last, now = self.last_result(), self._clock()
        if last.failed is not None or last.seconds > QUICK_SECONDS / 2:
            return False
        if last.made is not None and timedelta(0) <= now - last.made < WORTH_IT_AT_LOCK:
            return False
        if last.folder != str(self.folder) and not self.is_usual_folder:
            return False
        return self._unlocking.vault.mark() not in ("", last.mark) and self._is_folder_there_at_once()

    def _is_folder_there_at_once(self) -> bool:
        """Whether the folder answers within a second: a network disk that is gone can take a minute to."""
        if self.is_usual_folder:
            return True
        from coprod_desktop.vault.files import is_folder

        folder, answers = self.folder, list[bool]()
        asking = threading.Thread(target=lambda: answers.append(is_folder(folder)), daemon=True)
        asking.start()
        asking.join(1.0)
        return answers == [True]

    # ------------------------------------------------------------------ within
    def _begin(self, vault: Vault, why: Why) -> BackupBegun:
        from coprod_desktop.vault.portable import EARLIEST, LATEST

        began = time.monotonic()
        made = min(max(self._clock(), EARLIEST), LATEST).replace(microsecond=0)
        with told_of_backup(self.folder, self._unlocking.folder):
            mark = "" if why is Why.UPGRADE else vault.mark()
            copy = vault.begin_copy(made=made, rooms=self._rooms, by_code_alone=why is Why.UPGRADE)
        return BackupBegun(copy, vault.vault_id, made, mark, why, began)

    def _require_good(self, folder: Path) -> None:
        """See that the folder is one for backups. The usual one is made; another may be on a stick.

        Raises:
            BackupNotMade: it is not.
        """
        from coprod_desktop.vault.errors import BackupNotMade, VaultError, WhyNoBackup
        from coprod_desktop.vault.files import is_folder, make_private_folder

        journal = self._unlocking.folder
        if folder == journal or journal in folder.parents:
            raise BackupNotMade(cause=WhyNoBackup.INSIDE_JOURNAL, folder=folder)
        if folder == self._usual_folder:
            try:
                make_private_folder(folder)
            except VaultError as error:
                raise BackupNotMade(cause=cause_of_folder(error), folder=folder) from error
        if not is_folder(folder):
            raise BackupNotMade(cause=WhyNoBackup.FOLDER_GONE, folder=folder)

    def _prune(self, begun: BackupBegun, new: Path, stopped: Stopped) -> None:
        from coprod_desktop.vault.backups import prune, sweep_parts

        prune(
            new.parent,
            begun.vault_id,
            self._wholeness,
            now=self._clock(),
            tiers=self._tiers,
            new=new,
            kdf=self._unlocking.cost,
            stopped=stopped,
        )
        sweep_parts(new.parent, begun.vault_id)

    @property
    def _tiers(self) -> Tiers:
        from coprod_desktop.vault.backup_tiers import Tiers

        return {"fewer": Tiers(3, 3, 3), "usual": Tiers(7, 5, 12), "more": Tiers(14, 10, 24)}[
            self._preferences.backups.keep
        ]

    @property
    def _wholeness(self) -> Whole:
        from coprod_desktop.vault.backups import Whole

        if self._whole is None:
            self._whole = Whole(self._unlocking.cost)
        return self._whole

    def _found(self) -> list[Found]:
        """What lies in the folder and in the usual one, whosever it is."""
        from coprod_desktop.vault.backups import found_in

        found: list[Found] = []
        for folder in dict.fromkeys((self.folder, self._usual_folder)):
            with suppress(OSError):
                found += found_in(folder, self._unlocking.cost)
        return found

    def _own_vault_ids(self) -> set[bytes]:
        """That of the journal on this computer, found without a key; where its files differ, both."""
        from coprod_desktop.vault.keyfile import read_key_file
        from coprod_desktop.vault.keyfilepair import COPY_NAME, KEYS_NAME
        from coprod_desktop.vault.look import JOURNAL_NAME, read_vault_id

        with suppress(BugError):  # locked, and then its files tell; opening an open one would end its locks
            return {self._unlocking.vault.vault_id}
        folder, own = self._unlocking.folder, set()
        with suppress(KnownError):
            own.add(read_vault_id(folder / JOURNAL_NAME))
        for name in (KEYS_NAME, COPY_NAME):
            with suppress(KnownError, OSError):
                own.add(read_key_file((folder / name).read_bytes(), self._unlocking.cost).vault_id)
        return own

    def _keep(self, result: LastResult) -> None:
        """Note it in the journal; where that cannot be written, it is known until the journal is locked."""
        self._last = result
        with suppress(KnownError):
            self._unlocking.vault.settings.put(BACKUP_SETTING, result.to_text())
            self._last = None
