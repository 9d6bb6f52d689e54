"""Moving entries to the bin, taking them back, and emptying it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    QuestionSet,
    Reflection,
)
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui import taking_back
from coprod_desktop.ui.journal.tab import JournalTab
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.errors import DiskFull
from tests.support.journals import NOW, note
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.journal.conftest import Settle


@pytest.fixture
def filled(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> JournalTab:
    """The tab with three notes, the newest in the reader, and the keys in the list."""
    for number in range(3):
        unlocking.vault.entries.put(note(number, f"kettle {number}"))
    tab.refresh()
    settle()
    tab.activateWindow()
    tab.browse.list_pane.list.setFocus()
    QTest.qWait(0)
    settle()
    return tab


def listed(tab: JournalTab) -> list[str]:
    model = tab.browse.list_pane.list.model()
    rows = [model.index(n, 0).data() for n in range(model.rowCount())]
    return [words for words in rows if words.startswith("Note")]


def press_key(tab: JournalTab, key: Qt.Key = Qt.Key.Key_Delete) -> None:
    QTest.keyClick(tab.browse.list_pane.list, key)


def press_button(tab: JournalTab) -> None:
    button = tab.browse.reader.findChild(Button, "bin")
    assert isinstance(button, Button)
    button.click()


def press_in_reader(tab: JournalTab) -> None:
    assert tab.browse.reader.title is not None
    QTest.keyClick(tab.browse.reader.title, Qt.Key.Key_Delete)


def choose_in_menu(tab: JournalTab) -> None:
    tab.move_to_bin()


@pytest.mark.parametrize("act", [press_key, press_button, press_in_reader, choose_in_menu])
def test_moved_and_undone(
    filled: JournalTab, settle: Settle, act: Callable[[JournalTab], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = filled.browse.reader.entry
    assert shown is not None and shown.title == "Note 2"
    act(filled)
    settle()
    assert listed(filled) == ["Note 1", "Note 0"]
    line = filled.browse.moved_line
    assert line.isVisible() and line.words == "Moved to the bin."
    shown = filled.browse.reader.entry
    assert shown is not None and shown.title == "Note 1", "the one beside it is shown"
    assert filled.browse.list_pane.list.hasFocus()
    assert filled.browse.list_pane.bin_button.text() == "Bin (1)"
    heard: list[str] = []
    monkeypatch.setattr(taking_back, "announce", lambda _widget, words: heard.append(words))
    line.undo_button.click()
    settle()
    assert heard == ["Taken out of the bin."]
    assert listed(filled) == ["Note 2", "Note 1", "Note 0"]
    shown = filled.browse.reader.entry
    assert shown is not None and shown.title == "Note 2"
    assert not line.isVisible() and not filled.browse.list_pane.bin_button.isVisible()


def test_undone_by_the_keys_and_stays_offered_meanwhile(filled: JournalTab, settle: Settle) -> None:
    press_key(filled)
    settle()
    filled.browse.list_pane.search.setText("kettle")
    filled.refresh()
    settle()
    assert sorted(listed(filled)) == ["Note 0", "Note 1"]
    assert filled.browse.moved_line.isVisible()
    filled.browse.list_pane.search.setText("")
    QTest.keyClick(filled.browse.list_pane.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert listed(filled) == ["Note 2", "Note 1", "Note 0"]


def test_the_last_entry_leaves_a_calm_empty_list(filled: JournalTab, settle: Settle) -> None:
    for _ in range(3):
        press_key(filled)
        settle()
    assert listed(filled) == []
    assert filled.browse.reader.entry is None
    assert filled.browse.list_pane.nothing.isVisible()
    assert filled.browse.list_pane.bin_button.text() == "Bin (3)"
    QTest.keyClick(filled.browse.list_pane.nothing.button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert listed(filled) == ["Note 0"], "as the announcement promised, without a row to stand on"


def into_bin(tab: JournalTab, settle: Settle, count: int = 2) -> None:
    for _ in range(count):
        press_key(tab)
        settle()
    tab.browse.list_pane.bin_button.click()
    settle()
    assert tab.entries.currentWidget() is tab.bin


def test_the_bin_is_read_and_put_back_from(filled: JournalTab, settle: Settle) -> None:
    into_bin(filled, settle)
    page = filled.bin
    assert page.list.hasFocus()
    shown = page.reader.entry
    assert shown is not None and shown.title in ("Note 1", "Note 2")
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert (
        "Moved here on Wednesday 18 November 2026. It stays until Friday 18 December 2026 or longer." in said
    )
    assert page.reader.findChild(Button, "edit") is None, "nothing is written in the bin"
    page.put_back_button.click()
    settle()
    assert filled.entries.currentWidget() is page, "the other one is still there"
    page.put_back_button.click()
    settle()
    assert filled.entries.currentWidget() is filled.browse, "an empty bin leads back"
    assert listed(filled) == ["Note 2", "Note 1", "Note 0"]


def test_what_was_noted_about_a_step_is_read_in_the_bin_too(
    tab: JournalTab, unlocking: Unlocking, settle: Settle
) -> None:
    context = Context(EventDate(2026, 11))
    content = Reflection(QuestionSet.CHOSEN, context, (Answer("values-1", "A?", step=NextStep("Wait")),))
    unlocking.vault.entries.put(Entry("e" * 32, "Monday", context.when, NOW, NOW, content))
    unlocking.vault.actions.note("e" * 32, "values-1", ActionState.TRIED, "I waited.", NOW)
    unlocking.vault.bin.put("e" * 32, NOW)
    tab.refresh()
    settle()
    tab.browse.list_pane.bin_button.click()
    settle()
    said = " ".join(label.text() for label in tab.bin.findChildren(QLabel))
    assert "Tried, 18 November 2026" in said and "Reflect on this again" not in said
    assert tab.bin.reader.noted["values-1"].words == "I waited."


@pytest.mark.parametrize("sure", [False, True])
def test_one_is_deleted_for_good(
    filled: JournalTab, settle: Settle, ask: ScriptedAsk, unlocking: Unlocking, sure: bool
) -> None:
    into_bin(filled, settle)
    shown = filled.bin.reader.entry
    assert shown is not None
    ask.will_say(sure)
    QTest.keyClick(filled.bin.list, Qt.Key.Key_Delete)
    settle()
    assert ask.asked == ["Delete this entry for good?"]
    assert unlocking.vault.bin.count() == (1 if sure else 2)
    assert (unlocking.vault.entries.former(shown.id) is None) == sure
    assert not unlocking.vault.bin.is_scrub_due


@pytest.mark.parametrize(
    ("backup_works", "answers", "left"),
    [(True, [False], 2), (True, [True], 0), (False, [True, False], 2), (False, [True, True], 0)],
)
def test_emptied_after_a_backup_or_after_asking(
    filled: JournalTab,
    settle: Settle,
    ask: ScriptedAsk,
    deleting: Deleting,
    backup_works: bool,
    answers: list[bool],
    left: int,
) -> None:
    backups = []

    def back_up() -> None:
        if not backup_works:
            raise DiskFull(path=None)
        backups.append(deleting.count())

    deleting._before_large_delete = back_up
    into_bin(filled, settle)
    ask.will_say(*answers)
    filled.bin.empty_button.click()
    settle()
    assert not ask.answers and not ask.unexpected
    assert deleting.count() == left
    assert backups == ([2] if backup_works and answers[0] else [])
    assert (filled.entries.currentWidget() is filled.browse) == (left == 0)
    assert filled.bin.empty_button.isEnabled()


def test_what_is_gone_is_gone_also_where_it_could_not_be_wiped(
    filled: JournalTab, settle: Settle, ask: ScriptedAsk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(connection: Connection) -> None:
        raise DiskFull(path=connection.path)

    monkeypatch.setattr(Connection, "write_anew", full)
    into_bin(filled, settle)
    ask.will_say(True)
    filled.bin.delete_button.click()
    settle()
    assert "deleted for good" in filled.bin.notice.words and filled.bin.notice.isVisible()
    assert filled.bin.list.model().rowCount() == 1


def test_what_cannot_be_moved_stays_and_says_why(
    filled: JournalTab, settle: Settle, deleting: Deleting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_entry_id: str) -> None:
        raise DiskFull(path=None)

    monkeypatch.setattr(deleting, "move_to_bin", full)
    press_key(filled)
    settle()
    assert len(listed(filled)) == 3
    assert "The disk is full." in filled.browse.notice.words
    assert not filled.browse.moved_line.isVisible()


def test_narrow_and_by_keys_alone(filled: JournalTab, settle: Settle) -> None:
    filled.resize(640, 700)
    into_bin(filled, settle, 1)
    page = filled.bin
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    settle()
    assert page.put_back_button.hasFocus() and not page.list.isVisible()
    QTest.keyClick(page.put_back_button, Qt.Key.Key_Escape)
    assert page.list.isVisible() and page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    settle()
    assert filled.entries.currentWidget() is filled.browse
    QApplication.processEvents()


def test_locking_forgets_all_of_it(filled: JournalTab, settle: Settle) -> None:
    into_bin(filled, settle, 1)
    filled.wipe()
    words = " ".join(label.text() for label in filled.findChildren(QLabel))
    assert "kettle" not in words and "Note 2" not in words
    assert filled.bin.list.model().rowCount() == 0
    filled.binning.undo()
    settle()
    assert filled.bin.reader.entry is None


def test_whoever_writes_on_while_the_last_one_is_deleted_is_left_to_write(
    filled: JournalTab, settle: Settle, ask: ScriptedAsk
) -> None:
    into_bin(filled, settle, 1)
    settle()
    ask.will_say(True)
    filled.bin.delete_button.click()
    filled.new_note()
    settle()
    assert filled.entries.currentWidget() is filled.editor
    focus = QApplication.focusWidget()
    assert focus is not None and filled.editor.isAncestorOf(focus)
    assert filled.bin.empty_button.isEnabled()


def test_a_note_that_is_begun_while_one_moves_has_the_keys(filled: JournalTab, settle: Settle) -> None:
    press_key(filled)
    filled.new_note()
    settle()
    assert len(listed(filled)) == 2
    keys = QApplication.focusWidget()
    assert keys is not None and keys.isVisible() and filled.editor.isAncestorOf(keys)
