"""What the window says of the keys after unlocking: older ones put back, a change of the code cut short."""

from __future__ import annotations

import pytest

from coprod_desktop.ui.settings.new_code import ClosedForIt
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.vault.errors import ClosedByNewLock
from coprod_desktop.vault.relocking import Lock
from coprod_desktop.vault.unlocked import Unlocked
from tests.support.journals import PASSPHRASE
from tests.ui.shell.conftest import Program
from tests.ui.shell.test_new_passphrase import CHOOSE, NEW, field, is_offered, press

KEYS = ("journal.keys", "journal.keys.copy")


def test_an_older_passphrase_in_force_is_told_until_a_new_one_is_chosen(program: Program) -> None:
    program.make_journal()
    folder = program.unlocking.folder
    older = (folder / KEYS[0]).read_bytes()
    program.unlocking.change_passphrase(NEW)
    program.lock()
    for name in KEYS:
        (folder / name).write_bytes(older)
    program.unlock()
    assert is_offered(program)
    assert "An older key file lies" in program.window.passphrase_notice._notice.words
    press(program, CHOOSE)
    field(program, "New passphrase").setText(NEW)
    field(program, "Type it again").setText(NEW)
    press(program, "Change passphrase")
    program.lock()
    program.unlocking.unlock(NEW)
    program.window.pages.gate().opened.emit()
    program.settle()
    assert not is_offered(program)


class EndsHere(BaseException):
    """The program is gone: nothing after it is done."""


@pytest.mark.parametrize(
    ("step", "said"), [("exchange", "The code from before still works."), ("finish", "The new code works.")]
)
def test_a_change_of_the_code_that_was_cut_short_is_told(
    program: Program, monkeypatch: pytest.MonkeyPatch, step: str, said: str
) -> None:
    program.make_journal()
    unlocking = program.unlocking

    def end(*given: object) -> None:
        lock = given[-1]
        if isinstance(lock, Lock):
            unlocking.vault._keys.write(lock.both)
        raise EndsHere

    with monkeypatch.context() as patch:
        if step == "exchange":
            patch.setattr("coprod_desktop.vault.unlocked.exchange", end)
        else:
            patch.setattr("coprod_desktop.vault.ways.Ways.finish", end)
        with pytest.raises(EndsHere):
            unlocking.change_recovery_code(PASSPHRASE, unlocking.new_secret())
    assert isinstance(unlocking.vault, Unlocked)
    program.lock()
    program.unlock()
    assert program.window.told.isVisible()
    assert said in program.window.told.words
    program.lock()
    program.unlock()
    assert not program.window.told.isVisible()


def test_a_journal_that_is_closed_under_the_settings_leads_to_the_unlock_panel(program: Program) -> None:
    program.make_journal()
    program.window.journey.show_settings()
    unlocking = program.unlocking
    closed = ClosedForIt(ClosedByNewLock(), unlocking.vault.secret.copy(), unlocking.vault_id)
    unlocking._let_go()
    with program.bot.waitSignal(program.window.journey._lock.locked):
        program.window.pages.settings().journal_closed.emit(closed)
    assert program.shows(program.window.pages.gate())
    program.window.journey.go(Tab.RECIPE)
    program.unlock()
    assert program.unlocking.is_unlocked
