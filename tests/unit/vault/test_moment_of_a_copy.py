"""When a copy was made: what stands in its head is taken for a moment only within bounds."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coprod_desktop.vault.errors import CopyDamaged
from coprod_desktop.vault.portable import EARLIEST, LATEST, check_copy
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP
from tests.unit.vault.copies import resealed, save

FIRST = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())
LAST = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp()) - 1


@pytest.fixture
def saved(vault: Vault, tmp_path: Path, rooms: Path) -> Path:
    return save(vault, tmp_path / "copy.coprod", rooms)


def _say(path: Path, seconds: int) -> None:
    data = path.read_bytes()
    path.write_bytes(resealed(data[:40] + seconds.to_bytes(8, "big", signed=True) + data[48:]))


@pytest.mark.parametrize("seconds", [-(2**63), -1, 0, FIRST - 1, LAST + 1, 253_402_300_799, 2**63 - 1])
def test_a_moment_out_of_bounds_is_damage(saved: Path, seconds: int) -> None:
    _say(saved, seconds)
    with pytest.raises(CopyDamaged) as caught:
        check_copy(saved, CHEAP)
    assert caught.value.values["reason"] == "head"


@pytest.mark.parametrize("seconds", [FIRST, LAST])
def test_a_moment_within_bounds_can_be_told_in_local_time(saved: Path, seconds: int) -> None:
    _say(saved, seconds)
    made = check_copy(saved, CHEAP).made
    assert made.timestamp() == seconds
    assert EARLIEST <= made <= LATEST
    assert time.localtime(made.timestamp()).tm_year in (2019, 2020, 2199, 2200)
