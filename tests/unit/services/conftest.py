"""What tests of several services share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.journals import PASSPHRASE
from tests.unit.services.backing_up import Computer


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Computer]:
    """An open journal with one entry and no backup."""
    made = Computer(tmp_path / "data")
    made.unlocking.create(PASSPHRASE, made.unlocking.new_secret(), recovery_confirmed=True)
    made.write(1)
    yield made
    made.unlocking._before_lock = None
    made.unlocking.lock()
