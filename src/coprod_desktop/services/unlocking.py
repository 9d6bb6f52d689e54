"""Making a journal, opening it and locking it again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_desktop.errors import BugError, KnownError
from coprod_desktop.services.guesses import Guesses
from coprod_desktop.vault.names import ARRIVED

if TYPE_CHECKING:
    from coprod_desktop.vault.kdf import KdfPolicy
    from coprod_desktop.vault.keys import JournalSecret
    from coprod_desktop.vault.vault import BeforeUpgrade, Vault

RECOVERY_CONFIRMED = "recovery-code-confirmed"


class LockState(StrEnum):
    """Whether there is a journal, and whether it is open."""

    ABSENT = "absent"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


class Unlocking:
    """The one journal of this window: absent, locked or unlocked.

    The vault is imported when a key is first asked for, so that a start that only shows the recipe
    loads none of it.
    """

    def __init__(self, folder: Path, kdf: KdfPolicy | None = None) -> None:
        """``kdf`` replaces the standard cost of guessing; only a test has a reason to."""
        self.folder = folder
        self._kdf = kdf
        self._vault: Vault | None = None
        self._by_recovery_code = self._was_seen = False
        self.guesses = Guesses()
        self._before_upgrade: BeforeUpgrade | None = None
        self._before_lock: Callable[[], object] | None = None
        self._marks: Callable[[], Iterable[bytes]] = tuple
        self._before_change: Callable[[], object] | None = None

    def attend(
        self,
        before_upgrade: BeforeUpgrade,
        before_lock: Callable[[], object],
        marks: Callable[[], Iterable[bytes]],
    ) -> None:
        """Say what is called with a journal of an older format before it is changed, and before each locking.

        What ``before_upgrade`` raises ends the opening; what ``before_lock`` raises comes after the locking.
        ``marks`` gives the vault ids that backups bear, for a journal that has lost its own.
        """
        self._before_upgrade, self._before_lock, self._marks = before_upgrade, before_lock, marks

    def back_up_with(self, before_change: Callable[[], object]) -> None:
        """Say what makes a backup before the lock is changed. What it raises leaves the lock as it is."""
        self._before_change = before_change

    @property
    def vault(self) -> Vault:
        """The open journal.

        Raises:
            BugError: it is locked; a caller should have been wiped by then.
        """
        if self._vault is None:
            raise BugError("the journal is locked")
        return self._vault

    @property
    def is_unlocked(self) -> bool:
        """Whether the journal is open."""
        return self._vault is not None

    @property
    def is_passphrase_wanted(self) -> bool:
        """Whether the journal was opened with its recovery code and was given no new passphrase since."""
        return self.is_unlocked and self._by_recovery_code

    @property
    def keys_are_older(self) -> bool:
        """Whether an older key file lies with the open journal, so that an older passphrase is in force."""
        return self._vault is not None and self._vault.keys_are_older

    @property
    def new_code_holds(self) -> bool | None:
        """Where a crash interrupted the change of the recovery code: whether the new one holds. Else None."""
        found = self._vault.interrupted if self._vault is not None else None
        return None if found is None else found == "finished"

    def state(self) -> LockState:
        """Look at the folder without a key.

        Raises:
            KnownError: a journal is there, but it is damaged or half of it is missing.
        """
        if self._vault is not None:
            self._was_seen = True
            return LockState.UNLOCKED
        if self._nothing_there() and not self._finish_interrupted():
            self._require_never_seen()
            return LockState.ABSENT
        from coprod_desktop.vault.look import JOURNAL_NAME, JournalState, look

        if not os.path.lexists(self.folder / JOURNAL_NAME):
            self._finish_interrupted()

        found = look(self.folder, kdf=self.cost)
        if found is not JournalState.PRESENT:
            self._require_never_seen()
            return LockState.ABSENT
        self._was_seen = True
        return LockState.LOCKED

    def _require_never_seen(self) -> None:
        """Where a journal was seen before, its absence is no reason to offer to begin a new one."""
        if self._was_seen:
            from coprod_desktop.vault.errors import FolderGone

            raise FolderGone(path=self.folder)

    def look_after(self) -> bool:
        """See that the open journal's file is in its place; whether another program replaced it.

        Nothing is looked at while it is locked.

        Raises:
            KnownError: what is the matter there. It is tried again at the next look and at every save.
        """
        return self._vault is not None and self._vault.look_after()

    def new_secret(self) -> JournalSecret:
        """A fresh secret, whose recovery code can be shown before anything is created."""
        from coprod_desktop.vault.keys import JournalSecret

        return JournalSecret.random()

    def create(self, passphrase: str, secret: JournalSecret, recovery_confirmed: bool) -> None:
        """Make the journal and leave it open.

        Whether the code was kept is noted if there is room for it; else it is asked for again later.

        Raises:
            KnownError: a journal is already there, the passphrase is too short, the folder cannot be
                written, or the disk is full. Nothing is left behind then.
        """
        from coprod_desktop.vault.vault import Vault

        self._vault = Vault.create(self.folder, passphrase, secret, kdf=self.cost)
        if recovery_confirmed:
            with suppress(KnownError):
                self.confirm_recovery_code()

    def unlock(self, passphrase: str) -> None:
        """Open the journal with the passphrase.

        Raises:
            KnownError: the passphrase is wrong, or the journal cannot be opened, with its cause.
        """
        from coprod_desktop.vault.vault import Vault

        if self._vault is None:
            with self.guesses.counted():
                self._vault = Vault.open(
                    self.folder, passphrase, kdf=self.cost, before_upgrade=self._before_upgrade
                )

    def unlock_with_recovery_code(self, code: str) -> None:
        """Open the journal with the recovery code. Raises KnownError as `unlock` does."""
        from coprod_desktop.vault.vault import Vault

        if self._vault is None:
            with self.guesses.counted():
                self._vault = Vault.open_with_recovery_code(
                    self.folder,
                    code,
                    kdf=self.cost,
                    before_upgrade=self._before_upgrade,
                    marks=self._marks,
                )
            self._by_recovery_code = True

    def unlock_with_secret(self, secret: JournalSecret, *, by_recovery_code: bool) -> None:
        """Open the journal that a copy has just become: whoever opened the copy need not do so again.

        ``by_recovery_code`` says how that was. Raises KnownError as `unlock` does.
        """
        if self._vault is None:
            from coprod_desktop.vault.vault import Vault

            self._vault = Vault.open_with_secret(
                self.folder, secret.copy(), kdf=self.cost, before_upgrade=self._before_upgrade
            )
            self._by_recovery_code = by_recovery_code

    def unlock_with_sign_in(self, key: bytes) -> None:
        """Open the journal with the key that this computer's credential store keeps for it.

        Raises KnownError as `unlock` does; `SignInRefused` where the journal has no such way in.
        """
        from coprod_desktop.vault.vault import Vault

        if self._vault is None:
            with self.guesses.counted():
                self._vault = Vault.open_with_sign_in(
                    self.folder, key, kdf=self.cost, before_upgrade=self._before_upgrade
                )

    # ------------------------------------------------------------------ changing the ways in
    def change_passphrase(self, passphrase: str) -> None:
        """Give the open journal a new passphrase. Slow, as `create` is. The recovery code stays.

        Copies of the journal's folder that were made before still open with the passphrase they had.

        Raises:
            KnownError: it is too short, or it could not be written: the former passphrase still holds.
        """
        self.vault.change_passphrase(passphrase, kdf=self.cost)
        self._by_recovery_code = False

    @property
    def is_sign_in_offered(self) -> bool:
        """Whether the journal, locked or not, says that this computer's sign-in opens it. Needs no key."""
        from coprod_desktop.vault.look import sign_in_offered

        return sign_in_offered(self.folder, kdf=self.cost)

    @property
    def vault_id(self) -> str:
        """The journal's public mark, in hexadecimal: what a credential is kept under. Needs no key.

        An open journal's file is not looked into: closing it would end the database's locks on it (POSIX).

        Raises:
            KnownError: there is no journal, or it cannot be read.
        """
        vault = self._vault
        if vault is not None:
            return vault.vault_id.hex()
        from coprod_desktop.vault.look import JOURNAL_NAME, read_vault_id

        return read_vault_id(self.folder / JOURNAL_NAME).hex()

    @property
    def has_sign_in(self) -> bool:
        """Whether this computer's sign-in is a way into the open journal. Raises KnownError."""
        return self.vault.has_sign_in

    def change_recovery_code(
        self, passphrase: str, secret: JournalSecret, sign_in: bytes | None = None
    ) -> None:
        """Give the open journal a new recovery code, that of ``secret``. Takes as long as a copy of it.

        A backup is made first. ``sign_in`` is the key of this computer's sign-in; without the right one the
        journal is not opened by that any more.

        Raises:
            KnownError: the passphrase is wrong, or it could not be done and the code of before holds; or it
                was done and the journal is locked (`ClosedByNewLock`).
        """
        vault = self.vault
        try:
            with self.guesses.counted():
                vault.change_lock(passphrase, secret, before_change=self._before_change, sign_in=sign_in)
        finally:
            if not vault.is_open:
                self._let_go()
        with suppress(KnownError):  # a group of it was typed back: asked for again if it cannot be noted
            self.confirm_recovery_code()

    def add_sign_in(self, key: bytes) -> None:
        """Make a key of 32 random bytes a way in, in the place of an older one.

        Raises:
            KnownError: it could not be written, or there is no passphrase beside it; nothing changed.
        """
        self.vault.add_sign_in(key)

    def remove_sign_in(self) -> None:
        """Take this computer's sign-in away as a way in. Raises KnownError: it is still one then."""
        self.vault.remove_sign_in()

    def lock(self) -> None:
        """Close the journal and let go of its key. Does nothing when it is locked."""
        try:
            if self._vault is not None and self._before_lock is not None:
                self._before_lock()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        vault, self._vault = self._vault, None
        self._was_seen = self._was_seen or vault is not None
        self._by_recovery_code = False
        if vault is not None:
            vault.close()

    def recovery_code_confirmed(self) -> bool:
        """Whether the person typed part of the recovery code back to show that it is kept."""
        return self.vault.settings.get(RECOVERY_CONFIRMED) == "yes"

    def confirm_recovery_code(self) -> None:
        """Remember that the recovery code is kept."""
        self.vault.settings.put(RECOVERY_CONFIRMED, "yes")

    def recovery_code(self) -> str:
        """The recovery code of the open journal, to be shown again on request."""
        return self.vault.secret.recovery_code()

    def _nothing_there(self) -> bool:
        """Whether the folder is surely absent. Answers without loading any of the vault."""
        try:
            self.folder.stat()
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:
            return False  # a closer look says what it is
        return False

    def _finish_interrupted(self) -> bool:
        """Where a crash came between the two steps of putting a copy in place, take the second; say whether.

        Raises:
            KnownError: it could not be taken.
        """
        if not os.path.lexists(self.folder.with_name(f"{self.folder.name}{ARRIVED}")):
            return False
        from coprod_desktop.vault.placing import finish_interrupted

        finish_interrupted(self.folder)
        return not self._nothing_there()

    @property
    def cost(self) -> KdfPolicy:
        """What guessing a passphrase costs, and which costs are accepted."""
        from coprod_desktop.vault.kdf import STANDARD

        return self._kdf or STANDARD
