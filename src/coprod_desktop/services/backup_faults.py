"""Why a backup could not be made, told from what the vault raised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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


def _of_target(reason: str) -> str:
    from coprod_desktop.vault.errors import WhyNoBackup

    known = (
        WhyNoBackup.FOLDER_GONE,
        WhyNoBackup.NOT_ALLOWED,
        WhyNoBackup.DISK_FULL,
        WhyNoBackup.READS_BACK_WRONG,
    )
    return next((cause for cause in known if cause == reason), WhyNoBackup.NOT_WRITTEN)
