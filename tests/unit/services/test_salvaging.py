"""When a backup is offered, and when saving what can still be read."""

from __future__ import annotations

import pytest

from coprod_desktop.errors import KnownError
from coprod_desktop.services.salvaging import Salvaging, can_be_salvaged, is_damage
from coprod_desktop.vault.errors import (
    DiskFull,
    JournalDamaged,
    JournalEmpty,
    JournalMissing,
    JournalOpenElsewhere,
    NothingToSalvage,
    WrongPassphrase,
    WrongRecoveryCode,
)
from tests.support.journals import note
from tests.unit.services.backing_up import Computer


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


def test_with_its_keys_and_its_own_mark_lost_a_backup_tells_the_right_code(computer: Computer) -> None:
    unlocking = computer.unlocking
    computer.backups.back_up()
    code = unlocking.recovery_code()
    unlocking.lock()
    for name in ("journal.keys", "journal.keys.copy"):
        (unlocking.folder / name).unlink()
    journal = unlocking.folder / "journal.db"
    journal.write_bytes(bytes(16) + journal.read_bytes()[16:])
    with pytest.raises(WrongRecoveryCode):
        unlocking.unlock_with_recovery_code(unlocking.new_secret().recovery_code())
    with pytest.raises(JournalDamaged) as caught:
        unlocking.unlock_with_recovery_code(code)
    assert can_be_salvaged(caught.value)
    Salvaging(unlocking, lambda: computer.now, computer.backups.marks).by_recovery_code(("", ""), code)
    assert [row.id for row in unlocking.vault.entries.rows()] == [note(1).id]
