"""With a group, in a sitting of its own: while the journal is locked, and with nothing of it in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.vault.vault import Vault
from tests.journeys import words
from tests.journeys.plan import CARDS
from tests.support.bytes_on_disk import words_under
from tests.support.home import Home
from tests.support.journey_run import run_sitting

pytestmark = pytest.mark.journey


def test_shown_saved_and_printed_with_the_journal_locked(tmp_path: Path) -> None:
    home = Home(tmp_path / "computer").make()
    told = run_sitting(home, "with-a-group")
    assert told["qt_log"] == [] and told["log"] == [] and told["stray_windows"] == []
    assert told["unexpected_questions"] == []
    facts = told["facts"]
    assert (facts["is_locked"], facts["fills_screen"], facts["bars_again"]) == (True, True, True)
    assert (facts["sees_note"], facts["sees_bars"]) == (False, False)
    assert facts["shown"] == [True] * 18
    assert facts["printed"] == ["Respect"]
    assert facts["asked"] == ["Save the file: Question cards, large print.pdf", "print Respect"]
    assert (home.documents / CARDS).read_bytes().startswith(b"%PDF-")
    vault = Vault.open(home.journal, words.PASSPHRASE)
    try:
        assert [row.title for row in vault.drafts.rows()] == [words.BEFORE_COPY]
    finally:
        vault.close()
    assert words_under(home.root, [words.BEFORE_COPY, words.PASSPHRASE]) == []
