"""Making, looking for, opening and closing a journal; each bad day gets its own error."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest

from coprod_desktop.errors import BugError
from coprod_desktop.vault import schema
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import (
    FolderGone,
    JournalDamaged,
    JournalEmpty,
    JournalExists,
    JournalMissing,
    JournalNewer,
    JournalOpenElsewhere,
    JournalReadOnly,
    KeyFileDamaged,
    KeyFileMissing,
    PassphraseTooShort,
    RecoveryCodeIncomplete,
    RecoveryCodeMistyped,
    VaultError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from coprod_desktop.vault.keys import JournalSecret, database_key
from coprod_desktop.vault.look import JournalState, look
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note

NAMES = {"journal.db", "journal.keys", "journal.keys.copy", "journal.lock"}


def opened(folder: Path, passphrase: str = PASSPHRASE) -> Vault:
    return Vault.open(folder, passphrase, kdf=CHEAP)


def reads_again(folder: Path) -> None:
    """See that the journal opens and holds the entry that `with_entry` put in."""
    vault = opened(folder)
    assert vault.entries.get(note(1).id) == note(1)
    vault.close()


@pytest.fixture
def with_entry(vault: Vault, folder: Path) -> Path:
    """A closed journal with one entry."""
    vault.entries.put(note(1))
    vault.close()
    return folder


@contextmanager
def no_right_to_write(*paths: Path) -> Iterator[None]:
    """Take away the right to write, also from root, who would not notice."""
    modes = {path: path.stat().st_mode for path in paths}
    is_root = os.geteuid() == 0
    nobody = 65534
    try:
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        if is_root:
            os.seteuid(nobody)
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.fixture
def open_to_all(with_entry: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the journal whose parent folders anybody may enter, so that rights can be dropped."""
    place = Path("/tmp") / f"coprod-test-{os.getpid()}"  # the folders of pytest are closed to others
    place.mkdir(mode=0o755)
    shutil.copytree(with_entry, place / "Journal")
    (place / "Journal").chmod(0o755)
    for path in (place / "Journal").iterdir():
        path.chmod(0o644)
    yield place / "Journal"
    shutil.rmtree(place)


def test_made_closed_and_opened_again(with_entry: Path) -> None:
    assert {path.name for path in with_entry.iterdir()} == NAMES
    reads_again(with_entry)


def test_the_recovery_code_opens_it_too(with_entry: Path, secret: JournalSecret) -> None:
    vault = Vault.open_with_recovery_code(with_entry, secret.recovery_code().lower(), kdf=CHEAP)
    assert vault.entries.get(note(1).id) == note(1)
    vault.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
def test_only_its_owner_can_read_it(vault: Vault, folder: Path) -> None:
    os.umask(0)
    vault.entries.put(note(1))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_closing_twice_and_wiping(vault: Vault) -> None:
    vault.close()
    vault.close()
    assert vault.secret.reveal() == bytes(20)


def test_making_leaves_the_secret_of_the_caller_alone(vault: Vault, secret: JournalSecret) -> None:
    vault.close()
    assert secret.reveal() == bytes(range(20))


def test_a_short_passphrase_makes_nothing(folder: Path, secret: JournalSecret) -> None:
    with pytest.raises(PassphraseTooShort):
        Vault.create(folder, "1234567", secret, kdf=CHEAP)
    assert not folder.exists()


def test_a_journal_is_never_made_over_another(with_entry: Path) -> None:
    before = {path.name: path.read_bytes() for path in with_entry.iterdir()}
    with pytest.raises(JournalExists):
        Vault.create(with_entry, PASSPHRASE, JournalSecret.random(), kdf=CHEAP)
    assert {path.name: path.read_bytes() for path in with_entry.iterdir()} == before


@pytest.mark.parametrize("lost", ["journal.db", "journal.keys"])
def test_nor_over_half_of_one(with_entry: Path, lost: str) -> None:
    (with_entry / lost).unlink()
    with pytest.raises(JournalExists):
        Vault.create(with_entry, PASSPHRASE, JournalSecret.random(), kdf=CHEAP)


def test_two_journals_share_nothing(folder: Path, secret: JournalSecret, tmp_path: Path) -> None:
    for place in (folder, tmp_path / "other"):
        Vault.create(place, PASSPHRASE, secret, kdf=CHEAP).close()
    one, other = folder / "journal.db", tmp_path / "other" / "journal.db"
    assert one.read_bytes()[:16] != other.read_bytes()[:16]
    assert one.read_bytes()[4096:8192] != other.read_bytes()[4096:8192]


class TestLook:
    def test_nothing(self, tmp_path: Path) -> None:
        assert look(tmp_path) is JournalState.ABSENT
        assert look(tmp_path / "not" / "there") is JournalState.ABSENT

    def test_a_journal(self, closed: Path) -> None:
        before = sorted(closed.iterdir())
        assert look(closed, kdf=CHEAP) is JournalState.PRESENT
        assert sorted(closed.iterdir()) == before

    def test_while_it_is_open(self, vault: Vault, folder: Path) -> None:
        assert look(folder, kdf=CHEAP) is JournalState.PRESENT

    def test_one_that_was_never_finished(self, closed: Path) -> None:
        (closed / "journal.db").rename(closed / "journal.db.new")
        assert look(closed, kdf=CHEAP) is JournalState.ABSENT
        (closed / "journal.db.new-journal").write_bytes(b"left over")
        Vault.create(closed, PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
        assert {path.name for path in closed.iterdir()} == NAMES
        opened(closed).close()


def test_wrong_passphrases(with_entry: Path) -> None:
    for wrong in ("", "short", PASSPHRASE.upper(), PASSPHRASE + " ", "something else entirely"):
        with pytest.raises(WrongPassphrase):
            opened(with_entry, wrong)
    reads_again(with_entry)


def test_recovery_codes_that_do_not_open_it(with_entry: Path, secret: JournalSecret) -> None:
    right = secret.recovery_code()
    wrong = JournalSecret.random().recovery_code()
    for code, error in (
        (wrong, WrongRecoveryCode),
        (right[:-1], RecoveryCodeIncomplete),
        ("", RecoveryCodeIncomplete),
        (right[1] + right[0] + right[2:], RecoveryCodeMistyped),
    ):
        if code != right:
            with pytest.raises(error):
                Vault.open_with_recovery_code(with_entry, code, kdf=CHEAP)
    reads_again(with_entry)


def remove(*names: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        for name in names:
            (folder / name).unlink()

    return act


def overwrite(content: bytes, *names: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        for name in names:
            (folder / name).write_bytes(content)

    return act


def flip(place: int, *names: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        for name in names:
            data = bytearray((folder / name).read_bytes())
            data[place] ^= 1
            (folder / name).write_bytes(data)

    return act


KEYS = ("journal.keys", "journal.keys.copy")


@pytest.mark.parametrize(
    ("act", "error", "reason", "seen_by_look"),
    [
        (remove(*KEYS), KeyFileMissing, None, True),
        (flip(40, *KEYS), KeyFileDamaged, None, True),
        (overwrite(b"", *KEYS), KeyFileDamaged, None, True),
        (remove("journal.db"), JournalMissing, None, True),
        (overwrite(b"", "journal.db"), JournalEmpty, None, True),
        (overwrite(b"x" * 4095, "journal.db"), JournalDamaged, "short", True),
        (overwrite(b"SQLite format 3\0" + bytes(4080), "journal.db"), JournalDamaged, "plain", True),
        (flip(3, "journal.db"), JournalDamaged, "mismatch", True),
        (flip(17, "journal.db"), JournalDamaged, "pages", False),
        (flip(30, "journal.db"), JournalDamaged, "pages", False),
        (flip(4095, "journal.db"), JournalDamaged, "pages", False),
        (flip(4096 + 7, "journal.db"), JournalDamaged, "pages", False),
    ],
)
def test_bad_days(
    with_entry: Path,
    act: Callable[[Path], None],
    error: type[VaultError],
    reason: str | None,
    seen_by_look: bool,
) -> None:
    act(with_entry)
    before = {path.name: path.read_bytes() for path in with_entry.iterdir()}
    with pytest.raises(error) as caught:
        opened(with_entry).entries.rows()
    assert caught.value.values.get("reason") == reason
    assert "path" in caught.value.values
    if seen_by_look:
        with pytest.raises(error):
            look(with_entry, kdf=CHEAP)
    assert {path.name: path.read_bytes() for path in with_entry.iterdir()} == before


def test_a_file_that_lost_its_end_is_refused_at_once(with_entry: Path) -> None:
    whole = (with_entry / "journal.db").read_bytes()
    for length in (len(whole) - 1, len(whole) - 4096, 4096, len(whole) // 2):
        (with_entry / "journal.db").write_bytes(whole[:length])
        with pytest.raises(JournalDamaged):
            opened(with_entry)
    (with_entry / "journal.db").write_bytes(whole)
    reads_again(with_entry)


def test_every_damaged_page_is_found_or_holds_nothing(with_entry: Path) -> None:
    """One byte in each page: what is read is right, or it is refused."""
    whole = (with_entry / "journal.db").read_bytes()
    refused = 0
    for page in range(len(whole) // 4096):
        damaged = bytearray(whole)
        damaged[page * 4096 + 1000] ^= 0x10
        (with_entry / "journal.db").write_bytes(damaged)
        vault = None
        try:
            vault = opened(with_entry)
            assert vault.entries.get(note(1).id) == note(1)
            assert [row.id for row in vault.search.find("words")] == [note(1).id]
        except JournalDamaged:
            refused += 1
        finally:
            if vault is not None:
                vault.close()
    assert refused >= 5


def test_keys_of_another_journal(with_entry: Path, tmp_path: Path) -> None:
    Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
    for name in KEYS:
        shutil.copy(tmp_path / "other" / name, with_entry / name)
    with pytest.raises(JournalDamaged) as caught:
        opened(with_entry)
    assert caught.value.values["reason"] == "mismatch"


def test_another_journal_under_these_keys_with_its_first_bytes_changed(
    with_entry: Path, tmp_path: Path
) -> None:
    Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
    mine = (with_entry / "journal.db").read_bytes()
    other = (tmp_path / "other" / "journal.db").read_bytes()
    (with_entry / "journal.db").write_bytes(mine[:16] + other[16:])
    with pytest.raises(JournalDamaged):
        opened(with_entry)


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("act", [lambda path: path.unlink(), lambda path: path.write_bytes(b"{")])
def test_one_good_copy_of_the_keys_is_enough_and_heals_the_other(
    with_entry: Path, name: str, act: Callable[[Path], None]
) -> None:
    whole = (with_entry / name).read_bytes()
    act(with_entry / name)
    assert look(with_entry, kdf=CHEAP) is JournalState.PRESENT
    with pytest.raises(WrongPassphrase):
        opened(with_entry, "the wrong passphrase")
    reads_again(with_entry)
    assert (with_entry / name).read_bytes() == whole


def test_a_good_copy_is_used_beside_the_keys_of_another_journal(with_entry: Path, tmp_path: Path) -> None:
    Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
    shutil.copy(tmp_path / "other" / "journal.keys", with_entry / "journal.keys")
    reads_again(with_entry)


@pytest.mark.parametrize("act", [remove(*KEYS), flip(40, *KEYS), overwrite(b"", *KEYS)])
def test_the_code_and_the_database_alone_are_enough(
    with_entry: Path, secret: JournalSecret, act: Callable[[Path], None]
) -> None:
    act(with_entry)
    with pytest.raises(WrongRecoveryCode):
        Vault.open_with_recovery_code(with_entry, JournalSecret.random().recovery_code(), kdf=CHEAP)
    vault = Vault.open_with_recovery_code(with_entry, secret.recovery_code(), kdf=CHEAP)
    assert vault.entries.get(note(1).id) == note(1)
    vault.change_passphrase("a new passphrase", kdf=CHEAP)
    vault.close()
    again = opened(with_entry, "a new passphrase")
    assert again.entries.get(note(1).id) == note(1)
    again.close()


def test_damage_is_told_from_a_wrong_code(with_entry: Path, secret: JournalSecret) -> None:
    flip(30, "journal.db")(with_entry)
    with pytest.raises(JournalDamaged):
        Vault.open_with_recovery_code(with_entry, secret.recovery_code(), kdf=CHEAP)


def test_a_new_passphrase(with_entry: Path, secret: JournalSecret) -> None:
    vault = opened(with_entry)
    with pytest.raises(PassphraseTooShort):
        vault.change_passphrase("short", kdf=CHEAP)
    vault.change_passphrase("quite another one", kdf=CHEAP)
    vault.close()
    with pytest.raises(WrongPassphrase):
        opened(with_entry)
    opened(with_entry, "quite another one").close()
    Vault.open_with_recovery_code(with_entry, secret.recovery_code(), kdf=CHEAP).close()


def test_a_crash_between_the_two_copies_is_rolled_forward(with_entry: Path) -> None:
    old = (with_entry / "journal.keys.copy").read_bytes()
    vault = opened(with_entry)
    vault.change_passphrase("quite another one", kdf=CHEAP)
    vault.close()
    new = (with_entry / "journal.keys").read_bytes()
    (with_entry / "journal.keys.copy").write_bytes(old)
    with pytest.raises(WrongPassphrase):
        opened(with_entry)
    opened(with_entry, "quite another one").close()
    assert (with_entry / "journal.keys.copy").read_bytes() == new


def test_stray_temporary_files_are_swept(with_entry: Path) -> None:
    (with_entry / ".journal.keys.0123456789ab.tmp").write_bytes(b"half a key file")
    (with_entry / "something of mine.tmp").write_bytes(b"not ours")
    reads_again(with_entry)
    assert {path.name for path in with_entry.iterdir()} == NAMES | {"something of mine.tmp"}


def test_open_twice(vault: Vault, folder: Path) -> None:
    with pytest.raises(JournalOpenElsewhere):
        opened(folder)
    with pytest.raises(JournalOpenElsewhere):
        Vault.open_with_recovery_code(folder, vault.secret.recovery_code(), kdf=CHEAP)
    vault.entries.put(note(1))
    vault.close()
    reads_again(folder)


def test_a_lock_file_left_behind_is_no_obstacle(with_entry: Path) -> None:
    (with_entry / "journal.lock").write_bytes(b"12345")
    reads_again(with_entry)


def test_a_failed_opening_lets_go_of_the_lock(with_entry: Path) -> None:
    with pytest.raises(WrongPassphrase):
        opened(with_entry, "something else")
    reads_again(with_entry)


def test_the_folder_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FolderGone) as caught:
        opened(tmp_path / "taken out")
    assert caught.value.values == {"path": tmp_path / "taken out"}


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_the_folder_goes_while_the_journal_is_open(vault: Vault, folder: Path) -> None:
    vault.entries.put(note(1))
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(FolderGone):
        vault.entries.put(note(2))
    folder.with_name("elsewhere").rename(folder)
    vault.entries.put(note(2))
    assert vault.entries.count() == 2


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_the_file_is_replaced_under_the_open_journal(vault: Vault, folder: Path) -> None:
    shutil.copy(folder / "journal.db", folder / "copy")
    (folder / "copy").replace(folder / "journal.db")
    with pytest.raises(JournalMissing):
        vault.entries.put(note(1))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead")
class TestReadOnly:
    def test_the_folder(self, open_to_all: Path) -> None:
        with no_right_to_write(open_to_all), pytest.raises(JournalReadOnly):
            opened(open_to_all)

    def test_the_file(self, open_to_all: Path) -> None:
        open_to_all.chmod(0o777)
        (open_to_all / "journal.lock").chmod(0o666)
        with no_right_to_write(open_to_all / "journal.db"), pytest.raises(JournalReadOnly):
            opened(open_to_all)

    def test_no_place_for_a_new_one(self, open_to_all: Path) -> None:
        with no_right_to_write(open_to_all.parent), pytest.raises(JournalReadOnly):
            Vault.create(open_to_all.parent / "new", PASSPHRASE, JournalSecret.random(), kdf=CHEAP)

    def test_looking_still_works(self, open_to_all: Path) -> None:
        with no_right_to_write(open_to_all):
            assert look(open_to_all, kdf=CHEAP) is JournalState.PRESENT


def database(folder: Path, secret: JournalSecret) -> Connection:
    """The database of a closed journal, below everything that guards it."""
    vault_id = (folder / "journal.db").read_bytes()[:16]
    return Connection(folder / "journal.db", database_key(secret, vault_id), vault_id)


@pytest.mark.parametrize(
    ("pragma", "value", "error"),
    [
        ("user_version", 2, JournalNewer),
        ("user_version", 99, JournalNewer),
        ("user_version", 0, JournalDamaged),
        ("application_id", 0, JournalDamaged),
        ("application_id", 1, JournalDamaged),
    ],
)
def test_files_of_other_programs_and_times(
    with_entry: Path, secret: JournalSecret, pragma: str, value: int, error: type[VaultError]
) -> None:
    below = database(with_entry, secret)
    below.set_number(pragma, value)
    below.close()
    before = (with_entry / "journal.db").read_bytes()
    with pytest.raises(error) as caught:
        opened(with_entry)
    assert caught.value.values.get("version", value) == value
    assert (with_entry / "journal.db").read_bytes() == before


def add_mood(connection: Connection) -> None:
    connection.change("ALTER TABLE entry ADD COLUMN mood TEXT")


def break_off(connection: Connection) -> None:
    connection.change("ALTER TABLE entry ADD COLUMN more TEXT")
    raise RuntimeError("the power went")


class TestMigrations:
    TWO = (*schema.MIGRATIONS, schema.Migration(2, add_mood))

    def test_an_older_journal_is_brought_up_to_date(
        self, with_entry: Path, secret: JournalSecret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(schema, "MIGRATIONS", self.TWO)
        reads_again(with_entry)
        below = database(with_entry, secret)
        assert below.number("user_version") == 2
        assert below.read("SELECT mood FROM entry") == [(None,)]
        below.close()

    def test_all_of_it_or_nothing(
        self, with_entry: Path, secret: JournalSecret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        steps = (*self.TWO, schema.Migration(3, break_off))
        monkeypatch.setattr(schema, "MIGRATIONS", steps)
        with pytest.raises(RuntimeError):
            opened(with_entry)
        below = database(with_entry, secret)
        assert below.number("user_version") == 1
        columns = {row[1] for row in below.read("PRAGMA table_info(entry)")}
        assert not columns & {"mood", "more"}
        below.close()
        monkeypatch.undo()
        reads_again(with_entry)

    def test_a_missing_step_is_ours(self, with_entry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        steps = (*schema.MIGRATIONS, schema.Migration(3, add_mood))
        monkeypatch.setattr(schema, "MIGRATIONS", steps)
        with pytest.raises(BugError):
            opened(with_entry)

    def test_a_new_journal_takes_every_step(
        self, folder: Path, secret: JournalSecret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(schema, "MIGRATIONS", self.TWO)
        Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP).close()
        below = database(folder, secret)
        assert below.number("user_version") == 2
        below.close()


def test_a_cipher_that_is_not_there_is_never_ignored(
    folder: Path, secret: JournalSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library would go on with another cipher, or write plain text."""
    monkeypatch.setattr("coprod_desktop.vault.connection.CIPHER", "rot13")
    with pytest.raises((BugError, apsw.Error)) as caught:
        Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP)
    assert not isinstance(caught.value, VaultError)
    assert not (folder / "journal.db").exists()
    assert {path.name for path in folder.iterdir()} <= {"journal.lock"}


def test_no_heavy_module_is_loaded_by_a_look(closed: Path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from coprod_desktop.vault.look import look; look(Path('/none'));"
        "heavy = {'apsw', 'argon2', 'cryptography', 'filelock', 'markdown_it'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
