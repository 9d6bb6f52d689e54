"""The format as documented, read from outside; and what is gone from the file is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from coprod_desktop.domain.entries import EventDate, NoteDraft
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.schema import MIGRATIONS
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_in, words_under
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.support.places import ROOT
from tests.unit.vault import outside_reader as outside


def test_a_reader_from_outside_gets_everything_out(vault: Vault, folder: Path, secret: JournalSecret) -> None:
    for n in range(40):
        vault.entries.put(note(n, f"Ŵy number {n}. " * 50, tags=("tag",)))
    vault.close()
    by_passphrase = outside.secret_from_passphrase(folder / "journal.keys", PASSPHRASE)
    by_code = outside.secret_from_code(secret.recovery_code())
    assert by_passphrase == by_code == secret.reveal()
    database = outside.as_database(outside.decrypted(folder / "journal.db", by_code))
    bodies = database.execute("SELECT body FROM note JOIN entry ON number = entry ORDER BY id").fetchall()
    assert bodies == [(f"Ŵy number {n}. " * 50,) for n in range(40)]
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA user_version").fetchone() == (MIGRATIONS[-1].version,)
    database.close()


def test_every_table_and_column_is_documented(vault: Vault) -> None:
    text = (ROOT / "docs" / "journal-format.md").read_text(encoding="utf-8")
    tables = vault._connection.read(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'entry_words_%'"
        " AND name NOT LIKE 'sqlite_%'"
    )
    assert len(tables) > 10
    for table in (str(name) for (name,) in tables):
        assert f"### `{table}`" in text
        section = text.split(f"### `{table}`")[1].split("###")[0]
        for (column,) in vault._connection.read(f"SELECT name FROM pragma_table_info('{table}')"):
            assert f"`{column!s}`" in section


TYPED = ["Gwyliedydd", "marmalade", "الطمأنينة", "passepartout", "whereabouts"]


def test_no_typed_word_stands_in_any_file(folder: Path, secret: JournalSecret, tmp_path: Path) -> None:
    title, first, second, tag, draft = TYPED
    vault = Vault.create(folder, PASSPHRASE, secret, kdf=CHEAP)
    for n in range(30):
        vault.entries.put(note(n, f"{first} " * 100, title=title, tags=(tag,), items=(tag,)))
        vault.drafts.put_note(NoteDraft(str(n), EventDate(2026, 1), body=f"{draft} " * 200), NOW)
        assert words_under(tmp_path, TYPED) == []
    for n in range(0, 30, 2):
        vault.entries.put(note(n, f"{second} " * 100))
        vault.drafts.remove(str(n))
    vault.settings.put("name", title)
    vault.search.find(f"{title} {second}")
    assert words_under(tmp_path, [*TYPED, PASSPHRASE, secret.recovery_code()]) == []
    vault.close()
    assert words_under(tmp_path, [*TYPED, PASSPHRASE, secret.recovery_code()]) == []
    plain = outside.decrypted(folder / "journal.db", secret.reveal())
    assert {found.word for found in words_in("decrypted", plain, TYPED)} == set(TYPED)


def test_removed_words_are_gone_from_every_page(vault: Vault, folder: Path, secret: JournalSecret) -> None:
    for n in range(25):
        vault.entries.put(note(n, "ordinary words " * 60, tags=("ordinary",)))
    for n in range(25, 50):
        vault.entries.put(note(n, "heffalump " * 300, title="heffalump", tags=("heffalump",)))
        vault.drafts.put_note(NoteDraft(str(n), EventDate(2026, 1), body="heffalump " * 500), NOW)
    below = vault._connection
    for n in range(25, 50):
        vault.drafts.remove(str(n))
        with below.write():
            below.change("DELETE FROM entry WHERE id = ?", note(n).id)
    vault.close()
    plain = outside.decrypted(folder / "journal.db", secret.reveal())
    assert words_in("decrypted", plain, ["heffalump"]) == []
    assert words_in("decrypted", plain, ["ordinary"]) != []


def test_former_words_stay_only_in_the_version(vault: Vault, folder: Path, secret: JournalSecret) -> None:
    vault.entries.put(note(1, "heffalump", title="heffalump"))
    vault.entries.put(replace(note(1, "tidy"), title="tidy"))
    assert vault.search.find("heffalump") == []
    below = vault._connection
    with below.write():
        below.change("DELETE FROM version")
    vault.close()
    plain = outside.decrypted(folder / "journal.db", secret.reveal())
    assert words_in("decrypted", plain, ["heffalump"]) == []


def test_a_page_in_another_page_s_place_is_refused(closed: Path, secret: JournalSecret) -> None:
    data = (closed / "journal.db").read_bytes()
    key = outside.hkdf(secret.reveal(), data[:16], b"journal db key v1")
    page = data[4096:8192]
    assert outside.decrypted_page(page, 2, key)
    with pytest.raises(InvalidTag):
        outside.decrypted_page(page, 3, key)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("synchronous", 3),  # EXTRA: a save holds through a power cut, the folder's entry included
        ("fullfsync", 1),  # macOS: through the disk's own cache as well
        ("secure_delete", 1),
        ("temp_store", 2),  # in memory: nothing that was written spills into a temporary file
        ("trusted_schema", 0),
        ("foreign_keys", 1),
    ],
)
def test_an_open_journal_is_durable_and_quiet(vault: Vault, pragma: str, value: int) -> None:
    assert vault._connection.number(pragma) == value
