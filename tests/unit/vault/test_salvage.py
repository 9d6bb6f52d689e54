"""A damaged journal becomes a new one of what is left: the old is set aside whole, or stays in its place."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date, timedelta
from functools import partial
from itertools import chain, repeat
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import Context, EventDate, Note, NoteDraft, QuestionSet
from coprod_desktop.domain.reflection import start
from coprod_desktop.vault.errors import (
    JournalDamaged,
    JournalOpenElsewhere,
    NothingToSalvage,
    SalvageStopped,
    VaultError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from coprod_desktop.vault.files import Disk
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.merged import Merged
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.salvage import salvage, secrets_by_passphrase
from coprod_desktop.vault.salvage_drafts import _draft
from coprod_desktop.vault.salvage_entries import PartWords
from coprod_desktop.vault.salvage_pages import Record
from coprod_desktop.vault.salvage_report import SalvageReport
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.unit.vault.acts import KEYS, flip, opened, overwrite, remove
from tests.unit.vault.copies import save
from tests.unit.vault.test_copying import CountingDisk

PAGE = 4096
WORDS = PartWords("Part of this entry could not be read.", "partly read")
ASIDE = f"Journal set aside {NOW.astimezone().date().isoformat()}"
COUNT = 30


@pytest.fixture
def lived(vault: Vault, folder: Path) -> Path:
    """A closed journal that was lived in."""
    for number in range(1, COUNT + 1):
        vault.entries.put(note(number, f"words {number} " * number * 8, tags=("all",)))
    vault.entries.put(note(4, "the second version", changed=NOW + timedelta(hours=1)))
    vault.drafts.put_note(NoteDraft("a draft", EventDate(2026, 1), body="being written " * 900), NOW)
    vault.drafts.put_reflection(
        start(QuestionSet.CHOSEN, [("q", "Why?")], Context(EventDate(2026, 5, 5), name="A meeting")), NOW
    )
    vault.settings.put("recovery-code-confirmed", "yes")
    vault.close()
    return folder


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.iterdir() if path.name != "journal.lock")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def lose(folder: Path, *pages: int) -> dict[str, str]:
    """Zeros in the place of pages; how the folder looks then."""
    data = bytearray((folder / "journal.db").read_bytes())
    for page in pages:
        data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    (folder / "journal.db").write_bytes(data)
    return hashes(folder)


def saved(folder: Path, disk: Disk | None = None) -> SalvageReport:
    secrets = secrets_by_passphrase(folder, PASSPHRASE, kdf=CHEAP)
    return salvage(folder, secrets, WORDS, NOW, kdf=CHEAP, disk=disk)[0]


def bodies(vault: Vault) -> dict[str, str]:
    entries = (vault.entries.get(row.id) for row in vault.entries.rows())
    return {entry.id: entry.content.body for entry in entries if isinstance(entry.content, Note)}


def test_what_is_left_takes_the_place_and_the_damaged_one_is_set_aside_as_it_was(lived: Path) -> None:
    whole = opened(lived)
    everything, pages = bodies(whole), whole._connection.number("page_count")
    whole.close()
    keys = (lived / "journal.keys").read_bytes()
    damaged = lose(lived, 1, pages - 4)
    with pytest.raises(JournalDamaged):
        opened(lived)
    report = saved(lived)
    assert report.set_aside == lived.with_name(ASIDE) and hashes(report.set_aside) == damaged
    assert (report.pages, report.pages_lost) == (pages, 2)
    assert report.whole + report.in_part + report.gone == COUNT and report.whole >= COUNT - 5
    assert (lived / "journal.keys").read_bytes() == (lived / "journal.keys.copy").read_bytes() == keys
    vault = opened(lived)
    now = bodies(vault)
    assert sum(everything[entry_id] == body for entry_id, body in now.items()) == report.whole
    assert vault.settings.get("recovery-code-confirmed") == "yes"
    assert len(vault.drafts.rows()) == report.drafts == 2
    assert {each.name for each in lived.parent.iterdir()} <= {"Journal", ASIDE, "put-back.lock"}
    vault.close()


def test_a_file_that_was_written_anew_is_read_without_its_list_of_tables(lived: Path) -> None:
    vault = opened(lived)
    vault._connection.write_anew()
    everything = bodies(vault)
    vault.close()
    lose(lived, 1)
    report = saved(lived)
    assert (report.whole, report.in_part) == (COUNT, 0)
    vault = opened(lived)
    assert bodies(vault) == everything
    vault.close()


def test_the_newest_backup_fills_the_gaps(vault: Vault, folder: Path, tmp_path: Path, rooms: Path) -> None:
    for number in range(1, COUNT + 1):
        vault.entries.put(note(number, f"words {number} " * number * 8))
    backup = save(vault, tmp_path / "backup.coprod", rooms)
    vault.entries.put(note(COUNT + 1, "written after the backup"))
    vault.entries.put(note(1, "changed after the backup", changed=NOW + timedelta(hours=1)))
    everything, pages = bodies(vault), vault._connection.number("page_count")
    vault.close()
    for page in range(12, pages, 9):
        lose(folder, page)
    report = saved(folder)
    assert report.in_part and report.whole
    salvaged, copy = opened(folder), OpenedCopy(backup, CHEAP, rooms)
    copy.unlock(PASSPHRASE)
    done = copy.merge_into(salvaged, NOW)
    assert done.updated + done.new > 0
    assert set(everything) - set(bodies(salvaged)) <= {note(COUNT + 1).id}
    for entry_id, body in bodies(salvaged).items():
        assert body == everything[entry_id] or WORDS.sentence in body
    assert copy.merge_into(salvaged, NOW) == Merged()
    copy.close()
    salvaged.close()


@pytest.mark.parametrize("lost_pages", [(), (1, 5)])
def test_the_code_is_enough_where_the_key_file_is_damaged(
    lived: Path, secret: JournalSecret, lost_pages: tuple[int, ...]
) -> None:
    code, mark = JournalSecret(bytes(range(20))), (lived / "journal.db").read_bytes()[:16]
    lose(lived, *lost_pages)
    overwrite(b"{}", *KEYS)(lived)
    if lost_pages:
        with pytest.raises(NothingToSalvage):  # the vault id is nowhere any more
            salvage(lived, [code], WORDS, NOW, kdf=CHEAP)
    report, _ = salvage(lived, [code], WORDS, NOW, marks=(bytes(16), mark), kdf=CHEAP)
    assert report.whole >= COUNT - 4
    assert not (lived / "journal.keys").exists(), "a damaged key file opens nothing"
    vault = Vault.open_with_recovery_code(lived, code.recovery_code(), kdf=CHEAP)
    vault.change_passphrase("another passphrase", kdf=CHEAP)
    vault.close()
    opened(lived, "another passphrase").close()


def test_without_a_key_file_damage_is_told_from_a_wrong_code(lived: Path, secret: JournalSecret) -> None:
    code = JournalSecret(bytes(range(20))).recovery_code()
    remove(*KEYS)(lived)
    flip(2000, "journal.db")(lived)
    with pytest.raises(JournalDamaged):
        Vault.open_with_recovery_code(lived, code, kdf=CHEAP)
    with pytest.raises(WrongRecoveryCode):
        Vault.open_with_recovery_code(lived, JournalSecret.random().recovery_code(), kdf=CHEAP)


def test_another_secret_saves_nothing(lived: Path) -> None:
    before = lose(lived, 4)
    with pytest.raises(WrongPassphrase):
        secrets_by_passphrase(lived, "not this one", kdf=CHEAP)
    with pytest.raises(WrongRecoveryCode):
        salvage(lived, [JournalSecret.random()], WORDS, NOW, kdf=CHEAP)
    (lived / "journal.db").write_bytes(b"")
    with pytest.raises(NothingToSalvage):
        saved(lived)
    assert hashes(lived).keys() == before.keys()
    assert not lived.with_name("Journal.arriving").exists()


def test_a_journal_that_is_open_elsewhere_is_left_alone(lived: Path) -> None:
    other = opened(lived)
    with pytest.raises(JournalOpenElsewhere):
        saved(lived)
    other.close()


@pytest.mark.parametrize(
    ("place", "wrong"),
    [(0, b""), (16, bytes(4)), (16, b"\x7f" * 4), (20, bytes(4)), (24, bytes(4)), (0, b"x")],
    ids=["whole", "length 0", "length of terabytes", "sector 0", "page 0", "magic"],
)
def test_an_interrupted_save_is_put_back_first(lived: Path, tmp_path: Path, place: int, wrong: bytes) -> None:
    """A crash in a save, and then a page is lost: what the save had not finished is not mixed in.

    Nor where the head of the rollback file is damaged as well: nothing in it but the pages is authenticated.
    """
    vault = opened(lived)
    before = bodies(vault)
    vault._connection.set_number("cache_size", 5)
    with pytest.raises(KeyError), vault._connection.write():  # noqa: PT012  # a save that does not end
        for number in range(1, COUNT + 1):
            vault._connection.change(
                "UPDATE note SET body = ? WHERE entry = (SELECT number FROM entry WHERE id = ?)",
                "not finished " * 300,
                note(number).id,
            )
        shutil.copytree(lived, tmp_path / "crashed")
        raise KeyError
    vault.close()
    crashed = tmp_path / "crashed"
    assert (crashed / "journal.db-journal").stat().st_size > 10 * PAGE
    assert (crashed / "journal.db").read_bytes() != (lived / "journal.db").read_bytes()
    data = (crashed / "journal.db").read_bytes()
    (crashed / "journal.db").write_bytes(data[: 5 * PAGE] + bytes(PAGE) + data[6 * PAGE :])
    rollback = bytearray((crashed / "journal.db-journal").read_bytes())
    rollback[place : place + len(wrong)] = wrong
    (crashed / "journal.db-journal").write_bytes(rollback)
    report = saved(crashed)
    assert report.whole >= COUNT - 4
    after = opened(crashed)
    for entry_id, body in bodies(after).items():
        assert body == before[entry_id] or WORDS.sentence in body
        assert "not finished" not in body
    after.close()


def test_a_disk_that_fails_anywhere_leaves_the_damaged_journal_where_it_was(lived: Path) -> None:
    before = lose(lived, 6)
    untouched = lived.with_name("kept")
    shutil.copytree(lived, untouched)
    for fails_at in range(100):
        try:
            saved(lived, CountingDisk(fails_at, for_good=False))
        except VaultError:
            assert hashes(lived) == before
        else:
            assert hashes(lived.with_name(ASIDE)) == before
            if (lived.parent / ASIDE).exists() and fails_at > 12:
                break
            shutil.rmtree(lived)
            shutil.rmtree(lived.with_name(ASIDE))
            shutil.copytree(untouched, lived)
    assert 5 < fails_at < 100


def test_a_draft_whose_record_is_cut_short_gives_its_words(lived: Path) -> None:
    record = '{"record": 1, "id": "d", "title": "T", "body": "first \\u00e9 line\\n\\nand then \\u00'
    row = Record(("d", "note", "T", "2026-11-18T09:30:00.000000+00:00", None, 0, 0, None, record), 8)
    found = _draft(row, WORDS, date(2026, 11, 26))
    assert found is not None and not found.is_whole and found.changed == NOW
    assert isinstance(found.draft, NoteDraft)
    assert found.draft.body == f"*{WORDS.sentence}*\n\nfirst é line\n\nand then"


def test_called_off_at_any_page_the_damaged_journal_is_as_it_was(lived: Path) -> None:
    before = lose(lived, 20)
    asked = [0]

    def never() -> bool:
        asked[0] += 1
        return False

    secrets = secrets_by_passphrase(lived, PASSPHRASE, kdf=CHEAP)
    trial = lived.parent / "trial" / lived.name
    shutil.copytree(lived, trial)
    salvage(trial, secrets, WORDS, NOW, kdf=CHEAP, stopped=never)
    assert asked[0] > (lived / "journal.db").stat().st_size // PAGE + COUNT
    shutil.rmtree(trial.parent)
    for last in (1, 2, asked[0] // 2, asked[0] - 1):
        answers = chain([False] * last, repeat(True))
        with pytest.raises(SalvageStopped):
            salvage(lived, secrets, WORDS, NOW, kdf=CHEAP, stopped=partial(next, answers))
        assert hashes(lived) == before
        assert {path.name for path in lived.parent.iterdir()} == {lived.name, "put-back.lock"}
