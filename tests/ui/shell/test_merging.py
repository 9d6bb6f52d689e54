"""A copy's entries come into the journal, by the window: facts before, result after, a backup in between."""

from __future__ import annotations

import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.entries import EventDate, NoteDraft
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.shell.locking import Why
from coprod_desktop.ui.shell.topbar import Tab
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.ui.shell.visit import NEW, OLD, Visit

BUTTON = "Bring its entries into my journal"
QUESTION = "Bring this copy's entries into your journal?"


@pytest.fixture
def other(visit: Visit, tmp_path: Path) -> Path:
    """A copy of one's journal on another computer: the same beginning, and something else since."""
    folder = tmp_path / "laptop" / "Journal"
    shutil.copytree(visit.program.unlocking.folder, folder)
    laptop = Unlocking(folder, CHEAP)
    laptop.unlock(PASSPHRASE)
    laptop.vault.entries.put(note(1, "changed on the laptop", changed=NOW + timedelta(hours=2)))
    laptop.vault.entries.put(note(5, "written on the laptop"))
    laptop.vault.drafts.put_note(NoteDraft("d", EventDate(2026, 1), body="begun on the laptop"), NOW)
    path = tmp_path / "stick" / "laptop.coprod"
    laptop.vault.save_copy(path, made=NOW, rooms=tmp_path / "rooms", kdf=CHEAP)
    laptop.lock()
    return path


def question_of(visit: Visit) -> str:
    return visit.ask.texts[-1]


def backups_of(visit: Visit) -> list[str]:
    folder = visit.data / "backups"
    return [path.name for path in folder.glob("*.coprod")] if folder.exists() else []


def test_facts_before_and_the_result_after(visit: Visit, other: Path) -> None:
    before = other.read_bytes()
    visit.open(other)
    visit.look_inside()
    assert "A copy of your journal" in visit.shown()
    visit.ask.will_say(True)
    visit.press(BUTTON)
    assert visit.ask.asked[-1] == QUESTION
    for fact in ("1 entry of the copy is not in your journal.", "1 was changed later in the copy."):
        assert fact in question_of(visit)
    for fact in ("1 is the same in both.", "1 draft comes along.", "come back if the copy has them"):
        assert fact in question_of(visit)
    assert "another journal" not in question_of(visit)
    assert visit.program.shows(visit.window.pages.journal()), "the copy is closed, and one sees the entries"
    assert "1 entry came in." in visit.said and "1 entry has later words" in visit.said
    assert sorted(visit.journal_says()) == sorted(["written on the laptop", "changed on the laptop", NEW])
    assert visit.program.unlocking.vault.entries.versions(note(1).id) == [NOW]
    assert len(backups_of(visit)) == 1
    assert other.read_bytes() == before
    assert not (visit.data / "open-copies").exists()


def test_nothing_happens_without_a_yes(visit: Visit, other: Path) -> None:
    visit.open(other)
    visit.look_inside()
    visit.ask.will_say(False)
    visit.press(BUTTON)
    assert visit.journal_says() == [NEW, OLD] and backups_of(visit) == []
    assert visit.program.shows(visit.page)


def test_a_copy_with_nothing_new_says_so_and_asks_nothing(visit: Visit) -> None:
    visit.open()
    visit.look_inside()
    visit.press(BUTTON)
    assert visit.said == "There is nothing in this copy that your journal does not have. Nothing was changed."
    assert QUESTION not in visit.ask.asked


def test_a_locked_journal_is_unlocked_on_the_way(visit: Visit, other: Path) -> None:
    visit.program.lock()
    visit.open(other)
    visit.look_inside()
    visit.press(BUTTON)
    assert visit.program.shows(visit.window.pages.gate())
    visit.ask.will_say(True)
    visit.look_inside()  # the passphrase, where the focus is
    assert visit.ask.asked[-1] == QUESTION
    assert "written on the laptop" in visit.journal_says()
    assert visit.program.shows(visit.window.pages.journal())


def test_whoever_goes_elsewhere_instead_of_unlocking_leaves_no_copy_open(visit: Visit, other: Path) -> None:
    visit.program.lock()
    visit.open(other)
    visit.look_inside()
    visit.press(BUTTON)
    visit.window.journey.go(Tab.RECIPE)
    visit.program.settle()
    assert not (visit.data / "open-copies").exists()
    visit.window.journey.go(Tab.JOURNAL)
    visit.look_inside()
    assert visit.program.unlocking.is_unlocked and QUESTION not in visit.ask.asked
    assert visit.program.shows(visit.window.pages.journal())


def test_without_a_backup_one_is_asked_once_more(visit: Visit, other: Path) -> None:
    (visit.data / "backups").parent.mkdir(exist_ok=True)
    (visit.data / "backups").write_text("a file in the place of the folder")
    visit.open(other)
    visit.look_inside()
    visit.ask.will_say(True)
    visit.ask.will_say(False)
    visit.press(BUTTON)
    assert visit.ask.asked[-1] == "Go on without a backup?"
    assert visit.journal_says() == [NEW, OLD]
    visit.ask.will_say(True)
    visit.ask.will_say(True)
    visit.press(BUTTON)
    assert "written on the laptop" in visit.journal_says()


def test_another_person_s_journal_is_said_to_be_one(visit: Visit, tmp_path: Path) -> None:
    stranger = Unlocking(tmp_path / "stranger", CHEAP)
    stranger.create(PASSPHRASE, stranger.new_secret(), recovery_confirmed=False)
    stranger.vault.entries.put(note(7, "by a stranger"))
    stranger.vault.save_copy(tmp_path / "theirs.coprod", made=NOW, rooms=tmp_path / "rooms", kdf=CHEAP)
    stranger.lock()
    visit.open(tmp_path / "theirs.coprod")
    visit.look_inside()
    visit.ask.will_say(True)
    visit.press(BUTTON)
    assert "does not come from your own journal" in question_of(visit)
    assert "by a stranger" in visit.journal_says()


def test_whoever_locks_meanwhile_need_not_wait(visit: Visit, other: Path) -> None:
    """Locking comes first; what was begun in the transaction is undone."""
    visit.open(other)
    visit.look_inside()
    merging = visit.window.journey._parts.merging
    merge = merging.merge

    def lock_first(*values: object, **named: object) -> object:
        visit.window.journey._parts.copies.interrupt()  # as the lock does
        return merge(*values, **named)  # type: ignore[arg-type]  # whatever was handed on

    merging.merge = lock_first  # type: ignore[assignment, method-assign]
    visit.ask.will_say(True)
    visit.press(BUTTON)
    assert visit.journal_says() == [NEW, OLD] and visit.said == ""
    assert visit.page.inside.merge_button.isEnabled()


def test_nothing_is_asked_of_somebody_who_locks_while_it_is_compared(visit: Visit, other: Path) -> None:
    visit.open(other)
    visit.look_inside()
    visit.page.inside.merge_button.click()
    visit.program.lock()
    assert QUESTION not in visit.ask.asked
    assert visit.program.shows(visit.window.pages.recipe)


def test_what_came_in_is_not_shown_to_somebody_who_is_locking(visit: Visit, other: Path) -> None:
    visit.open(other)
    visit.look_inside()
    shown: list[QWidget | None] = []
    merging, journey, pages = visit.window.journey._parts.merging, visit.window.journey, visit.window.pages
    merge = merging.merge

    def done_as_it_locks(*values: object, **named: object) -> object:
        come_in = merge(*values, **named)  # type: ignore[arg-type]  # whatever was handed on
        QTimer.singleShot(0, visit.window, partial(journey.lock_by_itself, Why.SYSTEM))
        return come_in

    def note_page(_index: int) -> None:
        shown.append(pages.current)

    merging.merge = done_as_it_locks  # type: ignore[assignment, method-assign]
    visit.ask.will_say(True)
    pages.stack.currentChanged.connect(note_page)
    visit.page.inside.merge_button.click()
    visit.program.bot.waitUntil(lambda: not visit.program.unlocking.is_unlocked)
    visit.program.settle()
    assert set(shown) == {pages.recipe}
    visit.program.unlock()
    assert "written on the laptop" in visit.journal_says()
