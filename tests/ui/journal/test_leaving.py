"""Leaving a note: what was typed is in the journal before it goes from the page, or it stays there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest

from coprod_desktop.domain.entries import EventDate
from coprod_desktop.services.clock import Saved
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.journal.tab import JournalTab
from coprod_desktop.vault.errors import DiskFull
from tests.support.journals import note
from tests.ui.journal.conftest import Settle, press_edit


def full(*_: object) -> Saved:
    raise DiskFull(path="/journal")


def bodies(unlocking: Unlocking) -> list[str]:
    vault = unlocking.vault
    return [vault.drafts.get_note(row.id).body for row in vault.drafts.rows()]


def by_back(tab: JournalTab, _entry_id: str) -> None:
    tab.editor.back_button.click()


def by_a_new_note(tab: JournalTab, _entry_id: str) -> None:
    tab.new_note()


def by_an_entry(tab: JournalTab, entry_id: str) -> None:
    tab.open_entry(entry_id)


def by_search(tab: JournalTab, _entry_id: str) -> None:
    tab.open_find()


@pytest.mark.parametrize("leave", [by_back, by_a_new_note, by_an_entry, by_search])
def test_words_that_cannot_be_written_stay_on_the_page(
    tab: JournalTab,
    unlocking: Unlocking,
    journalling: Journalling,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    leave: Callable[[JournalTab, str], None],
) -> None:
    unlocking.vault.entries.put(note(1, title="Another"))
    entry_id = unlocking.vault.entries.rows()[0].id
    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "words")
    with monkeypatch.context() as patch:
        patch.setattr(journalling, "save_note", full)
        leave(tab, entry_id)
        settle()
        assert tab.entries.currentWidget() is tab.editor
        assert tab.editor.editor.plain_text() == "words"
        assert tab.editor.notice.isVisible()
        assert tab.has_unsaved()
    leave(tab, entry_id)
    settle()
    assert bodies(unlocking) == ["words"]
    assert tab.editor.editor.plain_text() == ""


def test_a_wish_that_was_not_met_is_not_met_later_by_surprise(
    tab: JournalTab,
    unlocking: Unlocking,
    journalling: Journalling,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "words")
    with monkeypatch.context() as patch:
        patch.setattr(journalling, "save_note", full)
        tab.new_note()
        settle()
    tab.flush()
    settle()
    assert tab.editor.editor.plain_text() == "words"
    assert bodies(unlocking) == ["words"]


def test_leaving_while_it_is_being_kept_waits_for_that(
    tab: JournalTab,
    unlocking: Unlocking,
    journalling: Journalling,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "words")
    with monkeypatch.context() as patch:
        patch.setattr(journalling, "keep_note", full)
        tab.editor.done_button.click()
        tab.new_note()
        settle()
    assert tab.editor.editor.plain_text() == "words"
    tab.editor.done_button.click()
    tab.new_note()
    settle()
    assert unlocking.vault.entries.rows()[0].title == "words"
    assert tab.entries.currentWidget() is tab.editor
    assert tab.editor.editor.plain_text() == ""


def test_an_edit_looked_at_again_is_not_thrown_away(
    tab: JournalTab, unlocking: Unlocking, settle: Settle
) -> None:
    unlocking.vault.entries.put(note(1, "before"))
    tab.open_entry(unlocking.vault.entries.rows()[0].id)
    settle()
    press_edit(tab)
    settle()
    QTest.keyClicks(tab.editor.editor, "and after ")
    tab.editor.back_button.click()
    settle()
    written = bodies(unlocking)
    press_edit(tab)
    settle()
    tab.editor.back_button.click()
    settle()
    assert bodies(unlocking) == written
    assert "and after" in written[0]


def test_nothing_is_typed_into_a_note_on_its_way_into_the_journal(
    tab: JournalTab,
    unlocking: Unlocking,
    journalling: Journalling,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "words")
    with monkeypatch.context() as patch:
        patch.setattr(journalling, "keep_note", full)
        tab.editor.done_button.click()
        assert not tab.editor.isEnabled()
        settle()
    assert tab.editor.isEnabled() and tab.editor.editor.hasFocus()
    tab.editor.done_button.click()
    assert not tab.editor.isEnabled()
    settle()
    assert unlocking.vault.entries.rows()[0].title == "words"
    tab.new_note()
    assert tab.editor.isEnabled()


def test_wiping_while_one_leaves_goes_nowhere(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "words")
    tab.new_note()
    tab.wipe()
    settle()
    assert tab.entries.currentWidget() is tab.browse and not tab.keeper.is_open
    assert bodies(unlocking) == ["words"]


@pytest.mark.parametrize("leave", ["flush", "done", "back"])
def test_a_date_that_was_only_just_typed_goes_with_the_note(
    tab: JournalTab, unlocking: Unlocking, settle: Settle, leave: str
) -> None:
    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "words")
    tab.flush()
    settle()
    tab.editor.date.line.setText("")
    QTest.keyClicks(tab.editor.date.line, "1 October 2026")
    {"flush": tab.flush, "done": tab.editor.done.emit, "back": tab.editor.back.emit}[leave]()
    settle()
    vault = unlocking.vault
    drafts = [vault.drafts.get_note(row.id).event for row in vault.drafts.rows()]
    kept = [row.event for row in vault.entries.rows()]
    assert drafts + kept == [EventDate(2026, 10, 1)]


def test_a_draft_that_fails_while_the_note_is_being_kept_opens_nothing(
    tab: JournalTab,
    unlocking: Unlocking,
    journalling: Journalling,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Words typed between the two answers would go with the note that is being kept."""
    troubles: list[object] = []
    tab.keeper.trouble.connect(troubles.append)
    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "words")
    with monkeypatch.context() as patch:
        patch.setattr(journalling, "save_note", full)
        tab.flush()
    tab.editor.done_button.click()
    settle()
    assert troubles == []
    assert unlocking.vault.entries.rows()[0].title == "words"
    assert not tab.has_unsaved()
