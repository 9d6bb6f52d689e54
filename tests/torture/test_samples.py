"""A spread sample of each matrix, and that each finds a fault which was put there.

`python3 dev.py torture` runs the same matrices whole.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import apsw
import pytest

from coprod_desktop.domain.entries import Entry, EventDate
from coprod_desktop.errors import BugError
from coprod_desktop.vault.bin import Bin
from coprod_desktop.vault.connection import _QUIET, Connection
from coprod_desktop.vault.entries import Entries
from coprod_desktop.vault.errors import VaultError
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_under
from tests.support.home import Home
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.torture import acts, disks, flips, gone, kills, lives
from tests.torture.failing import FailingDisk
from tests.torture.matrices import ALL
from tests.torture.matrix import Size, Tally
from tests.torture.planted import words_of
from tests.torture.whole_vault import WholeVault

SEED = 7


@pytest.fixture
def tally(tmp_path: Path) -> Tally:
    return Tally(Size.SAMPLE, SEED, tmp_path)


@pytest.mark.parametrize("name", ALL)
def test_a_sample_of_it_holds(tally: Tally, name: str) -> None:
    ALL[name].run(tally)
    assert tally.faults == [] and tally.cases >= 1, tally.notes


def test_a_case_that_raises_and_one_that_takes_long_are_faults(tally: Tally) -> None:
    with tally.case("good"):
        pass
    with tally.case("bad"):
        raise ValueError("no")
    with tally.case("slow", seconds=-1):
        pass
    assert tally.cases == 3
    assert [fault.split(":")[0] for fault in tally.faults] == ["bad", "slow"]


def test_an_act_that_stores_half_is_found(tally: Tally) -> None:
    def in_two_steps(vault: Vault, *_: object) -> None:
        vault.entries.put(note(7, "one half " * 300))
        vault.entries.put(note(8, "the other half " * 300))

    disks.failing_disks(tally, [acts.Act("two steps", acts.with_vault(in_two_steps))])
    assert any("neither the old nor the new state" in fault for fault in tally.faults)


def test_an_act_that_only_says_that_it_is_done_is_found(
    tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Entries.put

    def careless(self: Entries, entry: Entry) -> None:
        with suppress(VaultError):
            put(self, entry)

    monkeypatch.setattr(Entries, "put", careless)
    disks.failing_disks(tally, [act for act in acts.ACTS if act.name == "change"])
    assert any("said to be done" in fault for fault in tally.faults)


def test_a_changed_word_is_found(tally: Tally) -> None:
    flipped = flips.Flipped(tally)
    flipped.judge("whole", flipped.by_passphrase)
    assert tally.faults == []
    vault = Vault.open(flipped.folder, PASSPHRASE, kdf=CHEAP)
    vault.drafts.mark(note(2).id, on=True)
    vault.close()
    flipped.judge("changed", flipped.by_passphrase)
    assert [fault.split(":")[0] for fault in tally.faults] == ["changed"]


def test_the_model_finds_what_a_vault_does_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = WholeVault()
    whole.put(1, "tea", "one", EventDate(2026, 1), None)
    whole.delete(1)
    whole.agrees()
    monkeypatch.setattr(Bin, "put_back", lambda *_: None)
    whole.put_back(1)
    with pytest.raises(AssertionError):
        whole.agrees()
    whole.teardown()


def test_words_that_stay_in_a_page_are_found(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_QUIET, "secure_delete", 0)
    monkeypatch.setattr(Bin, "scrub", lambda _: None)
    gone.gone(tally)
    assert len(tally.faults) == 1 and "still there" in tally.faults[0]


def bare(data: bytes) -> bytes:
    """Deflate without a head, as in a zip."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packing.compress(data) + packing.flush()


@pytest.mark.parametrize("pack", [bytes, zlib.compress, gzip.compress, bare])
def test_a_leak_is_found_in_a_life_however_it_is_packed(
    tally: Tally, monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]
) -> None:
    def leaky(home: Home, seed: int, _acts: int, _end: str) -> list[str]:
        cache = home.root / "cache" / "recent"
        cache.write_bytes(bytes(300) + pack(f"about {words_of(seed)[3]} and so on".encode()) + bytes(300))
        (home.root / "a.coprod").touch()
        return []

    monkeypatch.setattr(lives, "lived", leaky)
    lives.lives(tally)
    assert len(tally.faults) == 1 and "cache/recent" in tally.faults[0]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("entry 99", "entries are lost"),
        ("draft 98\ndraft 99", "drafts are lost"),
        ("change 2 99", "change 99"),
    ],
)
def test_a_save_that_was_acknowledged_and_is_lost_is_found(
    tally: Tally, monkeypatch: pytest.MonkeyPatch, said: str, told: str
) -> None:
    monkeypatch.setattr(kills, "say_until_killed", lambda *_: said.splitlines(keepends=True))
    monkeypatch.setattr(kills, "body_of", lambda number: f"the words of {number}")
    rounds = kills.Rounds(tally)
    with tally.case("lost"):
        rounds.one(every_word=True)
    assert len(tally.faults) == 1 and told in tally.faults[0]


def test_the_failing_disk_lies_below_the_cipher(tmp_path: Path) -> None:
    disk = FailingDisk()
    vault = Vault.create(tmp_path / "Journal", PASSPHRASE, JournalSecret.random(), kdf=CHEAP, disk=disk)
    vault.entries.put(note(1, "marmalade"))
    vault.close()
    assert words_under(tmp_path, ["marmalade", "CREATE TABLE"]) == []


def test_a_file_system_that_would_pass_by_the_cipher_is_refused(tmp_path: Path) -> None:
    """The library's own cipher stands only over file systems that bear its name."""
    FailingDisk()
    path = tmp_path / "journal.db"
    path.touch()
    with pytest.raises((apsw.Error, BugError)):
        Connection(path, bytes(32), bytes(16), FailingDisk.vfs.removeprefix("multipleciphers-"))
    assert path.read_bytes() == b""
