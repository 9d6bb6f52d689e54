"""A copy of the journal: saved by the menu, opened in another sitting by its name, and put back."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from coprod_desktop.vault.vault import Vault
from tests.journeys import words
from tests.journeys.plan import COPY
from tests.support.bytes_on_disk import words_under
from tests.support.home import Home
from tests.support.journey_run import run_sitting

pytestmark = pytest.mark.journey


def test_a_copy_is_saved_opened_by_its_name_and_put_back(tmp_path: Path) -> None:
    home = Home(tmp_path / "computer").make()
    saving = run_sitting(home, "saving-a-copy")
    copy = home.documents / COPY
    assert sys.platform == "win32" or stat.S_IMODE(copy.stat().st_mode) == 0o600
    before = copy.read_bytes()
    putting_back = run_sitting(home, "putting-a-copy-back", None, str(copy))
    for told in (saving, putting_back):
        assert told["qt_log"] == [] and told["log"] == [] and told["stray_windows"] == []
        assert told["unexpected_questions"] == [] and told["printed"].strip() == ""
    assert copy.read_bytes() == before
    assert titles(home.journal) == [words.BEFORE_COPY]
    (aside,) = (path for path in home.journal.parent.iterdir() if "set aside" in path.name)
    assert titles(aside) == [words.AFTER_COPY, words.BEFORE_COPY]
    assert {path.name for path in home.data.iterdir()} <= {"settings.json", "journals", "backups"}
    typed = [words.BEFORE_COPY, words.AFTER_COPY, words.PASSPHRASE]
    assert words_under(home.root, typed) == []


def titles(folder: Path) -> list[str]:
    vault = Vault.open(folder, words.PASSPHRASE)
    try:
        return [row.title for row in vault.entries.rows()]
    finally:
        vault.close()
