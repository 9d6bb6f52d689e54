"""The sentences for what keeps a backup from being made, as `sentences` has them for everything else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from coprod_desktop.errors import KnownError
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.sentence_form import Sentence, value_of
from coprod_desktop.vault.errors import WhyNoBackup


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sentences", text)


def why_no_backup(cause: str, folder: str) -> Sentence:
    """What kept a backup from being made, and what to do about it. ``folder`` is where backups go."""
    place = shown_name(folder)
    of_folder = _of_folder(cause, place)
    if of_folder is not None:
        return of_folder
    match cause:
        case WhyNoBackup.NO_ROOM_HERE:
            return Sentence(
                _tr("There is too little room on this computer to make a backup."),
                _tr("Make some room on the disk that your journal is on."),
            )
        case WhyNoBackup.NO_KEYS:
            return Sentence(
                _tr(
                    "Your journal has no whole key file just now, so a backup would open with no passphrase."
                ),
                _tr("Choose a new passphrase in Settings, Security. Then backups work again."),
            )
        case WhyNoBackup.JOURNAL_DAMAGED:
            return Sentence(
                _tr("A part of your journal's file is damaged, so no backup was made of it."),
                _tr("The older backups are kept, all of them. Look inside the newest, in Settings, Backups."),
            )
    return Sentence(
        _tr("The computer could not read or write a file that is needed for a backup."),
        _tr("It is tried again later."),
    )


def _of_folder(cause: str, place: str) -> Sentence | None:
    """The causes that lie in the folder itself, whose name their sentence ends with."""
    said: dict[str, tuple[str, str]] = {
        WhyNoBackup.FOLDER_GONE: (
            _tr("The folder for backups is not there: {folder}"),
            _tr("Connect its disk or stick, or choose another folder in Settings, Backups."),
        ),
        WhyNoBackup.NOT_ALLOWED: (
            _tr("The program may not write in the folder for backups: {folder}"),
            _tr("Allow it, or choose another folder in Settings, Backups."),
        ),
        WhyNoBackup.DISK_FULL: (
            _tr("There is no room left on the disk for backups: {folder}"),
            _tr("Make some room there, or choose another folder in Settings, Backups."),
        ),
        WhyNoBackup.READS_BACK_WRONG: (
            _tr("The backup did not read back as it was written: {folder}"),
            _tr("That disk may be failing. Choose a folder on another one in Settings, Backups."),
        ),
        WhyNoBackup.NOT_WRITTEN: (
            _tr("The backup could not be written here: {folder}"),
            _tr("It is tried again later. You can choose another folder in Settings, Backups."),
        ),
        WhyNoBackup.INSIDE_JOURNAL: (
            _tr("That folder belongs to the journal itself: {folder}"),
            _tr("Choose another folder, best on another disk: what befalls one must not befall both."),
        ),
    }
    what, next_step = said.get(cause, ("", ""))
    return Sentence(what.format(folder=place), next_step) if what else None


def _backup_not_made(error: KnownError) -> Sentence:
    told = why_no_backup(value_of(error, "cause"), value_of(error, "folder"))
    return Sentence(told.what, told.next)


def _upgrade_without_backup(error: KnownError) -> Sentence:
    told = why_no_backup(value_of(error, "cause"), value_of(error, "folder"))
    return Sentence(
        _tr(
            "This version of the program keeps journals in a newer format. It makes a backup of yours first, "
            "and that did not work, so your journal was left as it is. {why}"
        ).format(why=told.what),
        _tr("{step} Then look again. Nothing is lost by waiting.").format(step=told.next),
    )


OF_BACKUPS: dict[str, Callable[[KnownError], Sentence]] = {
    "backup-not-made": _backup_not_made,
    "upgrade-without-backup": _upgrade_without_backup,
}
