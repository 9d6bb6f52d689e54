"""Why a backup could not be made, told from what the vault raised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coprod_desktop.errors import KnownError


@contextmanager
def told_of_backup(folder: Path, journal: Path) -> Iterator[None]:
    """Turn every known fault of the block into `BackupNotMade`. ``folder`` is where backups go.

    Raises:
        BackupNotMade: with its cause.
        CopyStopped: as it is; nothing went wrong then.
    """
    from coprod_desktop.vault.errors import (
        BackupNotMade,
        CopyNotSaved,
        CopyStopped,
        CopyWithoutKeys,
        DiskFull,
        JournalDamaged,
        VaultError,
        WhyNoBackup,
    )

    try:
        yield
    except (BackupNotMade, CopyStopped):
        raise
    except CopyNotSaved as error:
        raise BackupNotMade(cause=_of_target(str(error.values["reason"])), folder=folder) from error
    except CopyWithoutKeys as error:
        raise BackupNotMade(cause=WhyNoBackup.NO_KEYS) from error
    except JournalDamaged as error:
        raise BackupNotMade(cause=WhyNoBackup.JOURNAL_DAMAGED, path=journal) from error
    except DiskFull as error:
        raise BackupNotMade(cause=WhyNoBackup.NO_ROOM_HERE) from error
    except VaultError as error:
        raise BackupNotMade(cause=WhyNoBackup.JOURNAL_NOT_READ) from error
    except OSError as error:
        raise BackupNotMade(cause=WhyNoBackup.NOT_WRITTEN, folder=folder) from error


def cause_of_folder(error: KnownError) -> str:
    """Why the folder for backups could not be made."""
    from coprod_desktop.vault.errors import DiskFull, FolderGone, JournalReadOnly, WhyNoBackup

    causes = {
        DiskFull.code: WhyNoBackup.DISK_FULL,
        FolderGone.code: WhyNoBackup.FOLDER_GONE,
        JournalReadOnly.code: WhyNoBackup.NOT_ALLOWED,
    }
    return causes.get(error.code, WhyNoBackup.NOT_WRITTEN)


def _of_target(reason: str) -> str:
    from coprod_desktop.vault.errors import WhyNoBackup

    known = (
        WhyNoBackup.FOLDER_GONE,
        WhyNoBackup.NOT_ALLOWED,
        WhyNoBackup.DISK_FULL,
        WhyNoBackup.READS_BACK_WRONG,
    )
    return next((cause for cause in known if cause == reason), WhyNoBackup.NOT_WRITTEN)
