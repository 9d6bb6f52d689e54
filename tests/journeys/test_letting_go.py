"""What was begun and let go: read in the bin in another sitting, taken up again, or deleted for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_desktop.vault.keys import JournalSecret
from tests.journeys import words
from tests.support.bytes_on_disk import words_in, words_under
from tests.support.home import Home
from tests.support.journey_run import run_sitting
from tests.unit.vault import outside_reader as outside

pytestmark = pytest.mark.journey


def test_what_was_let_go_is_taken_up_again_or_gone(tmp_path: Path) -> None:
    home = Home(tmp_path / "computer").make()
    first = run_sitting(home, "letting-go")
    secret = JournalSecret.from_recovery_code(first["facts"]["recovery_code"]).reveal()
    typed = [words.LET_GO_REFLECTION, words.LET_GO_NOTE]
    assert len(words_in("the pages", outside.decrypted(home.journal / "journal.db", secret), typed)) == 2
    second = run_sitting(home, "taking-up-again")
    for told in (first, second):
        assert told["qt_log"] == [] and told["log"] == [] and told["stray_windows"] == []
        assert told["unexpected_questions"] == [] and told["printed"].strip() == ""
    assert first["facts"]["asked"] == [], "what can be undone is not asked about"
    assert second["facts"]["asked"] == ["Delete what you began for good?"]
    plain = outside.decrypted(home.journal / "journal.db", secret)
    assert {found.word for found in words_in("the pages", plain, typed)} == {words.LET_GO_REFLECTION}
    assert words_under(home.root, typed) == []
