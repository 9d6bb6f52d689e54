"""Writing a note: saved as one goes, kept when done, never thrown away by a key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import EventDate, Note, NoteDraft
from coprod_desktop.services.clock import Saved
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.journal import editor_page, entries_view
from coprod_desktop.ui.journal.editor_page import title_for
from coprod_desktop.ui.journal.tab import JournalTab
from coprod_desktop.ui.keeping import SAVE_WITHIN_MS
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.vault.errors import DiskFull
from tests.support.journals import note
from tests.ui.journal.conftest import Settle, press_edit


def drafts(unlocking: Unlocking) -> list[NoteDraft]:
    vault = unlocking.vault
    return [vault.drafts.get_note(row.id) for row in vault.drafts.rows()]


def test_a_quick_note_is_kept_with_its_looks(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    tab.new_note()
    QTest.keyClicks(tab.editor.title, "A hard conversation")
    QTest.keyClick(tab.editor.title, Qt.Key.Key_Return)
    assert tab.editor.editor.hasFocus()
    QTest.keyClicks(tab.editor.editor, "- one **bold** word")
    tab.editor.side.tags.field.setText("power")
    tab.editor.done_button.click()
    settle()
    row = unlocking.vault.entries.rows()[0]
    entry = unlocking.vault.entries.get(row.id)
    assert entry.title == "A hard conversation"
    assert entry.content == Note("- one **bold** word")
    assert entry.tags == ("power",)
    assert not drafts(unlocking)
    assert tab.entries.currentWidget() is tab.browse
    assert tab.browse.reader.entry == entry


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_note_is_finished_by_keys(
    tab: JournalTab, unlocking: Unlocking, settle: Settle, key: Qt.Key
) -> None:
    tab.new_note()
    tab.editor.editor.setFocus()
    QTest.keyClicks(tab.editor.editor, "By keys")
    QTest.keyClick(tab.editor.editor, key, Qt.KeyboardModifier.ControlModifier)
    settle()
    entry = unlocking.vault.entries.get(unlocking.vault.entries.rows()[0].id)
    assert entry.content == Note("By keys")
    assert tab.entries.currentWidget() is tab.browse


def test_the_page_and_what_becomes_of_it_are_read_out(
    tab: JournalTab, unlocking: Unlocking, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    for where in (editor_page, entries_view):
        monkeypatch.setattr(where, "announce", lambda _widget, words: heard.append(words))
    tab.new_note()
    settle()
    QTest.keyClicks(tab.editor.title, "Buns")
    tab.editor.done.emit()
    settle()
    press_edit(tab)
    settle()
    assert heard == ["New entry", "Kept in your journal.", "Writing: Buns"]


def test_the_title_grows_with_the_text_also_while_it_is_empty(tab: JournalTab, theme: Theme) -> None:
    tab.new_note()
    theme.change(replace(theme.appearance, text_percent=200))
    assert tab.editor.title.viewport().font().pixelSize() == theme.font("h1").pixelSize()


def test_what_is_typed_is_saved_within_two_seconds(
    tab: JournalTab, unlocking: Unlocking, qtbot: QtBot
) -> None:
    told: list[object] = []
    tab.saved.connect(told.append)
    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "words")
    assert not drafts(unlocking)
    assert tab.has_unsaved()
    assert tab.keeper.soon.isActive() and tab.keeper.soon.interval() <= 2000
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert [draft.body for draft in drafts(unlocking)] == ["words"]
    assert isinstance(told[0], Saved)
    assert tab.editor.saved_line.words == "Saved just now, on this computer only"
    assert not tab.has_unsaved()


def test_a_long_flow_of_typing_does_not_put_saving_off(tab: JournalTab) -> None:
    assert SAVE_WITHIN_MS <= 2000
    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "a")
    begun = tab.keeper.soon.timerId()
    QTest.keyClicks(tab.editor.editor, "b")
    assert tab.keeper.soon.timerId() == begun, "the timer of the first change goes on"


def test_leaving_keeps_a_draft_to_carry_on_with(
    tab: JournalTab, unlocking: Unlocking, settle: Settle
) -> None:
    tab.new_note()
    QTest.keyClicks(tab.editor.title, "Half")
    QTest.keyClick(tab.editor.title, Qt.Key.Key_Escape)
    assert tab.entries.currentWidget() is tab.editor
    assert tab.editor.title.title == "Half"
    tab.editor.back_button.click()
    settle()
    assert tab.entries.currentWidget() is tab.browse
    carry_on = button(tab, "Carry on with “Half”")
    carry_on.click()
    settle()
    assert tab.entries.currentWidget() is tab.editor
    assert tab.editor.title.title == "Half"
    tab.editor.done_button.click()
    settle()
    assert not drafts(unlocking)
    assert unlocking.vault.entries.rows()[0].title == "Half"


@pytest.mark.parametrize("leave", ["done", "back"])
def test_a_note_without_a_word_leaves_nothing(
    tab: JournalTab, unlocking: Unlocking, settle: Settle, leave: str
) -> None:
    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "a")
    tab.flush()
    settle()
    assert drafts(unlocking)
    QTest.keyClick(tab.editor.editor, Qt.Key.Key_Backspace)
    (tab.editor.done_button if leave == "done" else tab.editor.back_button).click()
    settle()
    assert not drafts(unlocking)
    assert not unlocking.vault.entries.rows()


def test_editing_keeps_the_entry_and_a_version(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    unlocking.vault.entries.put(replace(note(1), content=Note("before"), tags=("a",), to_talk_about=True))
    tab.open_entry(note(1).id)
    settle()
    press_edit(tab)
    settle()
    tab.editor.editor.selectAll()
    QTest.keyClicks(tab.editor.editor, "after")
    tab.editor.date.line.setText("1 October 2026")
    tab.editor.done_button.click()
    settle()
    entry = unlocking.vault.entries.get(note(1).id)
    assert entry.content == Note("after")
    assert entry.event == EventDate(2026, 10, 1)
    assert entry.tags == ("a",)
    assert entry.to_talk_about
    assert len(unlocking.vault.entries.versions(note(1).id)) == 1
    assert not drafts(unlocking)


def test_an_edit_that_changes_nothing_leaves_no_version(
    tab: JournalTab, unlocking: Unlocking, settle: Settle
) -> None:
    unlocking.vault.entries.put(note(1))
    tab.open_entry(note(1).id)
    settle()
    press_edit(tab)
    settle()
    tab.editor.done_button.click()
    settle()
    assert not unlocking.vault.entries.versions(note(1).id)
    assert not drafts(unlocking)


def test_an_edit_goes_on_after_leaving(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    unlocking.vault.entries.put(note(1, "before"))
    tab.open_entry(note(1).id)
    settle()
    press_edit(tab)
    settle()
    QTest.keyClicks(tab.editor.editor, "x")
    tab.editor.back_button.click()
    settle()
    assert unlocking.vault.entries.get(note(1).id).content == Note("before")
    press_edit(tab)
    settle()
    assert tab.editor.editor.plain_text() == "xbefore"


def test_write_about_an_item(tab: JournalTab, recipe: Recipe, unlocking: Unlocking, settle: Settle) -> None:
    item = recipe.items[3]
    tab.write_about(item.id)
    side = tab.editor.side
    assert side.items.items() == (item.id,)
    prompts = side.prompts.buttons()
    assert item.prompt in prompts[0].accessibleName()
    prompts[0].click()
    QTest.keyClicks(tab.editor.editor, "mine")
    assert tab.editor.editor.markdown().endswith("\n\nmine")
    assert tab.editor.editor.markdown().startswith("### ")
    tab.editor.done_button.click()
    settle()
    assert unlocking.vault.entries.about_item(item.id, 5)[0].title.startswith(item.prompt[:20])


def test_items_and_tags_are_chosen_and_taken_away(tab: JournalTab, recipe: Recipe) -> None:
    tab.new_note()
    side = tab.editor.side
    side.items.choose.click()
    side.items.values.chips()[0].click()
    side.items.skills.chips()[1].click()
    assert side.items.items() == (recipe.values[0].id, recipe.skills[1].id)
    button(tab, f"Take away: {recipe.values[0].name}").click()
    assert side.items.items() == (recipe.skills[1].id,)
    for typed in ("#power", "  Power ", "welcome  pack"):
        side.tags.field.setText(typed)
        side.tags.add.click()
    assert side.tags.tags() == ("power", "welcome pack")
    button(tab, "Take away: power").click()
    assert side.tags.tags() == ("welcome pack",)


def test_a_date_that_cannot_be_read_changes_nothing(
    tab: JournalTab, unlocking: Unlocking, settle: Settle
) -> None:
    tab.new_note()
    QTest.keyClicks(tab.editor.title, "A")
    tab.editor.date.line.setText("when the kettle boils")
    tab.editor.done_button.click()
    settle()
    assert unlocking.vault.entries.rows()[0].event == EventDate(2026, 11, 18)


def test_a_full_disk_is_told_and_saving_tried_again(
    tab: JournalTab,
    unlocking: Unlocking,
    journalling: Journalling,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_draft: NoteDraft) -> Saved:
        raise DiskFull(path="/journal")

    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "words")
    with monkeypatch.context() as patch:
        patch.setattr(journalling, "save_note", full)
        tab.flush()
        settle()
        assert tab.editor.notice.isVisible()
        assert tab.editor.notice.words
        assert tab.has_unsaved()
    tab.flush()
    settle()
    assert not tab.editor.notice.isVisible()
    assert [draft.body for draft in drafts(unlocking)] == ["words"]


def test_keeping_that_fails_loses_nothing(
    tab: JournalTab,
    unlocking: Unlocking,
    journalling: Journalling,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_draft: NoteDraft, _title: str) -> Saved:
        raise DiskFull(path="/journal")

    tab.new_note()
    QTest.keyClicks(tab.editor.editor, "words")
    with monkeypatch.context() as patch:
        patch.setattr(journalling, "keep_note", full)
        tab.editor.done_button.click()
        settle()
    assert tab.entries.currentWidget() is tab.editor
    assert tab.editor.editor.plain_text() == "words"
    assert tab.editor.notice.isVisible()
    tab.editor.done_button.click()
    settle()
    assert unlocking.vault.entries.rows()[0].title == "words"


def test_wiping_forgets_the_note_and_its_undo(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    tab.new_note()
    QTest.keyClicks(tab.editor.title, "Secret")
    QTest.keyClicks(tab.editor.editor, "words")
    tab.flush()
    settle()
    place = tab.place()
    tab.wipe()
    assert tab.editor.title.title == ""
    assert tab.editor.editor.plain_text() == ""
    tab.editor.editor.undo()
    tab.editor.title.undo()
    assert tab.editor.editor.plain_text() == ""
    assert tab.editor.title.title == ""
    tab.refresh()
    tab.restore(place)
    settle()
    assert tab.editor.title.title == "Secret"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("", "Note"),
        ("One line", "One line"),
        ("# A heading\n\nmore", "A heading"),
        ("word " * 40, "word " * 11 + "word…"),
        ("x" * 90, "x" * 60 + "…"),
    ],
)
def test_a_note_without_a_title_takes_its_first_words(body: str, title: str) -> None:
    assert title_for(body, "Note") == title


def button(tab: JournalTab, name: str) -> Button:
    """The button with this name, once it is shown."""
    QApplication.processEvents()
    return next(b for b in tab.findChildren(Button) if b.accessibleName() == name and b.isVisible())
