"""When a backup is offered, and when saving what can still be read."""

from __future__ import annotations

import pytest

from coprod_desktop.errors import KnownError
from coprod_desktop.services.salvaging import can_be_salvaged, is_damage
from coprod_desktop.vault.errors import (
    DiskFull,
    JournalDamaged,
    JournalEmpty,
    JournalMissing,
    JournalOpenElsewhere,
    NothingToSalvage,
    WrongPassphrase,
)


@pytest.mark.parametrize(
    ("error", "backup", "salvage"),
    [
        (JournalDamaged(reason="pages"), True, True),
        (JournalDamaged(reason="short"), True, True),
        (JournalDamaged(reason="rollback"), True, True),
        (JournalDamaged(reason="plain"), True, False),
        (JournalEmpty(), True, False),
        (JournalMissing(), True, False),
        (NothingToSalvage(), True, False),
        (WrongPassphrase(), False, False),
        (JournalOpenElsewhere(), False, False),
        (DiskFull(), False, False),
    ],
)
def test_what_is_offered(error: KnownError, backup: bool, salvage: bool) -> None:
    assert (is_damage(error), can_be_salvaged(error)) == (backup, salvage)
