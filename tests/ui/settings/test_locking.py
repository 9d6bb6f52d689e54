"""Settings, Security: when the journal locks by itself, and pictures of the screen."""

from __future__ import annotations

import pytest

from coprod_desktop.services.locking import Locking, LockRules
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.ui.settings.locking import LockingPart
from coprod_desktop.ui.shell.auto_lock import AutoLock
from coprod_desktop.ui.system import capture
from coprod_desktop.ui.system.watch import NoWatch, Tells
from tests.support.journals import PASSPHRASE
from tests.ui.conftest import Parts


class Telling(NoWatch):
    """A system that tells what the test says."""

    def __init__(self, tells: Tells) -> None:
        super().__init__()
        self._tells = tells

    def tells(self) -> Tells:
        return self._tells


@pytest.fixture
def part(parts: Parts) -> LockingPart:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    return made(parts, Tells(sleep=True, screen_lock=True))


def made(parts: Parts, tells: Tells) -> LockingPart:
    vars(parts.guards)["auto_lock"] = AutoLock(parts.unlocking, parts.jobs, lambda: Telling(tells))
    part = LockingPart(parts.theme, parts.preferences, parts.guards)
    vars(part)["window_it_stands_in"] = parts.show(part)
    parts.guards.auto_lock.set_open(journal=parts.unlocking.is_unlocked, copy=False)
    part.show_for(parts.unlocking.state())
    parts.settle()
    return part


def test_what_is_chosen_holds_at_once_and_is_kept_in_the_journal(parts: Parts, part: LockingPart) -> None:
    assert part._after.radios[10].isChecked() and part.with_system.switch.isChecked()
    part._after.radios[30].click()
    part.with_system.switch.click()
    assert parts.guards.auto_lock.rules == LockRules(30, with_system=False)
    parts.settle()
    assert Locking(parts.unlocking).rules() == LockRules(30, with_system=False)
    part._after.radios[0].click()
    assert parts.guards.auto_lock._idle is not None and not parts.guards.auto_lock._idle._limit
    parts.guards.auto_lock.set_open(journal=False, copy=False)
    parts.settle()
    parts.unlocking.lock()
    part.show_for(parts.unlocking.state())
    assert part._closed.isVisible() and not part._after.isVisible()


def test_a_system_that_tells_nothing_gets_a_sentence_in_the_place_of_a_switch(parts: Parts) -> None:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    part = made(parts, Tells())
    assert not part.with_system.switch.isVisible()
    assert "does not tell programs" in part.with_system._about.words
    parts.guards.auto_lock.set_open(journal=False, copy=False)


def test_hiding_from_capture_is_kept_beside_the_looks_and_offered_where_there_is_such_a_thing(
    parts: Parts, part: LockingPart, monkeypatch: pytest.MonkeyPatch
) -> None:
    part.hidden.switch.click()
    assert Preferences(parts.preferences._file.parent).screen.hide_from_capture
    for there_is in (True, False):
        monkeypatch.setattr("coprod_desktop.ui.settings.locking.can_hide", lambda there_is=there_is: there_is)
        other = LockingPart(parts.theme, parts.preferences, parts.guards)
        assert other.hidden.switch.isVisibleTo(other) is there_is
        assert ("nothing that hides" in other.hidden._about.words) is not there_is
        other.deleteLater()
    assert capture.can_hide("win32")
    parts.guards.auto_lock.set_open(journal=False, copy=False)
