"""What can go wrong with a journal, one class for each cause that a person can meet.

``values`` of every error hold facts about files and numbers only, never a word of the journal.
"""

from __future__ import annotations

from enum import StrEnum

from coprod_desktop.errors import KnownError


class VaultError(KnownError):
    """Any known fault of the journal on disk or of a way into it."""


class PassphraseTooShort(VaultError):
    """A new passphrase has fewer characters than allowed. ``minimum``: the number needed."""

    code = "passphrase-too-short"


class WrongPassphrase(VaultError):
    """The key file is whole, and no slot of it opens with this passphrase."""

    code = "wrong-passphrase"


class WrongRecoveryCode(VaultError):
    """The code is free of slips, and it is not this journal's code."""

    code = "wrong-recovery-code"


class SignInRefused(VaultError):
    """No way in by this computer's sign-in opens with the key that its credential store gave."""

    code = "sign-in-refused"


class RecoveryCodeMistyped(VaultError):
    """A group of the typed recovery code holds a slip. ``group``: its number from 1 to 8."""

    code = "recovery-code-mistyped"


class RecoveryCodeIncomplete(VaultError):
    """The typed recovery code ends early. ``groups``: how many whole groups are there and right."""

    code = "recovery-code-incomplete"


class JournalExists(VaultError):
    """A journal, or part of one, already stands in the folder where one should be made. ``path``."""

    code = "journal-exists"


class KeyFileMissing(VaultError):
    """The journal is there, but neither copy of its key file is. ``path``: where it should be."""

    code = "key-file-missing"


class KeyFileDamaged(VaultError):
    """The key file and its second copy were both changed or damaged. ``path``."""

    code = "key-file-damaged"


class PassphraseWanted(VaultError):
    """The open journal has no whole key file: a passphrase has to be chosen first. ``path``."""

    code = "passphrase-wanted"


class ClosedByNewLock(VaultError):
    """The lock was changed, and the journal could not be opened again just then. It is closed. ``path``.

    Nothing is lost: the new recovery code holds, and the passphrase opens the journal.
    """

    code = "closed-by-new-lock"


class JournalMissing(VaultError):
    """The key file is there, but the journal is not. ``path``: where it should be."""

    code = "journal-missing"


class JournalEmpty(VaultError):
    """The journal file has no bytes at all, as a failed copy or download leaves it. ``path``."""

    code = "journal-empty"


class JournalDamaged(VaultError):
    """The journal was changed or damaged outside the program.

    Values are ``path`` and ``reason``: ``short`` (cut off), ``plain`` (an unencrypted database in its
    place), ``mismatch`` (journal and key file belong to different journals), ``pages`` (a page fails
    its check), ``rollback`` (a rollback file beside it is not its own), ``application`` (decrypts, but
    is not a journal), ``record`` (a value does not read), and of a copy ``schema`` (it holds other
    tables than a journal, or more) and ``slow`` (a query would take for ever).
    """

    code = "journal-damaged"


class JournalExchanged(VaultError):
    """In the place of the open journal lies another one. Nothing was written to it. ``path``."""

    code = "journal-exchanged"


class JournalNewer(VaultError):
    """The journal or its key file was written by a newer program. ``version``: the format's number."""

    code = "journal-newer"


class JournalReadOnly(VaultError):
    """The folder or a file in it cannot be written. ``path``."""

    code = "journal-read-only"


class JournalOpenElsewhere(VaultError):
    """Another running program has this journal open. ``path``."""

    code = "journal-open-elsewhere"


class JournalBusy(VaultError):
    """Something else, such as a program that copies files, holds the journal for too long. ``path``."""

    code = "journal-busy"


class FolderGone(VaultError):
    """The journal's folder is not there: renamed, moved, or its disk was taken out. ``path``."""

    code = "folder-gone"


class DiskFull(VaultError):
    """No room was left to write. Nothing that was stored before is changed. ``path``."""

    code = "disk-full"


class DiskTrouble(VaultError):
    """The system could not read or write a file, and gave no cause that has a name here. ``path``."""

    code = "disk-trouble"


class NotEnoughMemory(VaultError):
    """The passphrase could not be worked on: too little free memory. ``mebibytes``: how much it takes."""

    code = "not-enough-memory"


# ------------------------------------------------------------------ copies: single files named *.coprod
class CopyMissing(VaultError):
    """There is no file of that name, or its folder or disk is gone. ``path``."""

    code = "copy-missing"


class CopyNotReadable(VaultError):
    """The system could not read the file, or it is a folder. ``path``."""

    code = "copy-not-readable"


class NotACopy(VaultError):
    """The file is something else than a copy of a journal. ``path``."""

    code = "not-a-copy"


class CopyDamaged(VaultError):
    """The copy was changed or damaged after it was made. Nothing of it is shown.

    Values are ``path`` and ``reason``: ``short`` (it ends early), ``long`` (something follows it), ``head``
    (its head fails its check), ``keys`` (its key file is not one that the program writes), ``mismatch`` (key
    file and database belong to different journals), ``database`` (the database fails its check), ``seal``
    (it was put together by somebody without the key), ``inside`` (the database does not read), ``changed``
    (it is another file than the one that was looked at).
    """

    code = "copy-damaged"


class CopyNewer(VaultError):
    """A newer program made the copy. ``version``: the number of the copy's format."""

    code = "copy-newer"


class CopyStopped(VaultError):
    """Reading the file was called off, as something else is wanted by now. Nothing is left. ``path``."""

    code = "copy-stopped"


class CopyNotSaved(VaultError):
    """A copy could not be written where it was wanted. What stood there before still does.

    Values: ``path``, ``folder`` and ``reason``, one of `WhyNotSaved`.
    """

    code = "copy-not-saved"


class CopyWithoutKeys(VaultError):
    """The open journal has no whole key file, so that no passphrase would open a copy of it. ``path``."""

    code = "copy-without-keys"


class BackupNotMade(VaultError):
    """A backup could not be made. The journal and the backups there are, are as they were.

    Values: ``cause``, one of `WhyNoBackup`, ``folder`` and ``path`` where the cause is about a place.
    """

    code = "backup-not-made"


class UpgradeWithoutBackup(BackupNotMade):
    """The journal is of an older format, and was not opened, as no backup could be made of it first."""

    code = "upgrade-without-backup"


class JournalAside(VaultError):
    """A copy was to take the journal's place, and between the two renames the disk gave up.

    Nothing is lost: the journal is whole at ``aside``, and the next look for a journal at ``path`` finishes
    what was begun.
    """

    code = "journal-aside"


class NothingToSalvage(VaultError):
    """No page of the journal's file is one that was written with this key. ``path``."""

    code = "nothing-to-salvage"


class SalvageStopped(VaultError):
    """Reading a damaged journal was called off, and it is as it was. ``path``."""

    code = "salvage-stopped"


class MergeStopped(VaultError):
    """Bringing a copy's entries in was called off, as one locks or quits. The journal is as it was."""

    code = "merge-stopped"


class SealedByAnother(VaultError):
    """Words that wait in memory belong to another journal than the one that was opened."""

    code = "sealed-by-another"


class WordsNotWiped(VaultError):
    """Entries are gone for good, and their words can still stand in unused corners of the encrypted file."""

    code = "words-not-wiped"


class WhyNotSaved(StrEnum):
    """Why a copy could not be saved. The window has a sentence for each."""

    FOLDER_GONE = "folder-gone"
    NOT_ALLOWED = "not-allowed"
    OPEN_ELSEWHERE = "open-elsewhere"
    DISK_FULL = "disk-full"
    READS_BACK_WRONG = "reads-back-wrong"
    ALREADY_THERE = "already-there"
    OTHER = "other"


class WhyNoBackup(StrEnum):
    """Why a backup could not be made: of the folder it was to go to, or of the journal."""

    FOLDER_GONE = "folder-gone"
    NOT_ALLOWED = "not-allowed"
    DISK_FULL = "disk-full"
    READS_BACK_WRONG = "reads-back-wrong"
    INSIDE_JOURNAL = "inside-journal"
    """The folder is the journal's own, or in it: what befalls the journal would befall the backups."""
    NOT_WRITTEN = "not-written"
    """The folder is there, and the system gave no cause that has a name here."""
    NO_ROOM_HERE = "no-room-here"
    """The computer has no room for the work; the folder for backups has no part in it."""
    NO_KEYS = "no-keys"
    JOURNAL_DAMAGED = "journal-damaged"
    JOURNAL_NOT_READ = "journal-not-read"
