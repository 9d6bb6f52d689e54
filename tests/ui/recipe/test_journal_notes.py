"""What the Recipe tab says of the journal: only while it is open, and only about the item in view."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from coprod_desktop.domain.entries import EntryKind, EntryRow, EventDate
from coprod_desktop.ui.recipe.notes import JournalNotes
from coprod_desktop.ui.recipe.tab import RecipeTab
from tests.ui.recipe.seen import button, says

NOTES = JournalNotes(
    "respect",
    {"values-2": EventDate(2026, 11, 18), "values-3": EventDate(2026, 9)},
    (EntryRow("e1", EntryKind.REFLECTION, "Welcome pack group", EventDate(2026, 11, 18), "some words"),),
)


def test_locked_it_says_nothing_of_the_journal(tab: RecipeTab) -> None:
    tab.show_item("respect")
    assert not says(tab, "ooked at")
    assert not says(tab, "In your journal")


def test_open_it_says_when_and_lists_entries(tab: RecipeTab, qtbot: QtBot) -> None:
    tab.show_item("respect")
    tab.show_journal(NOTES)
    assert says(tab, "Last looked at 18 November 2026")
    assert says(tab, "Last looked at September 2026")
    assert says(tab, "Not looked at yet")
    with qtbot.waitSignal(tab.open_entry) as told:
        button(tab, "Welcome pack group, 18 November 2026").click()
    assert told.args == ["e1"]


def test_with_no_entry_it_invites(tab: RecipeTab) -> None:
    tab.show_item("respect")
    tab.show_journal(JournalNotes("respect"))
    assert says(tab, "Nothing about this yet. A line is enough to start.")


def test_locking_takes_every_word_away(tab: RecipeTab) -> None:
    tab.show_item("respect")
    tab.show_journal(NOTES)
    tab.show_journal(None)
    assert not says(tab, "ooked at")
    assert not says(tab, "In your journal")
    assert not says(tab, "Welcome pack")


def test_notes_that_come_late_stay_off_another_items_page(tab: RecipeTab) -> None:
    tab.show_item("courage")
    tab.show_journal(NOTES)
    assert not says(tab, "Welcome pack")
    assert not says(tab, "In your journal")
    assert says(tab, "Not looked at yet")


def test_another_item_starts_without_notes(tab: RecipeTab) -> None:
    tab.show_item("respect")
    tab.show_journal(NOTES)
    tab.show_item("courage")
    assert not says(tab, "ooked at")
    tab.show_item("respect")
    assert not says(tab, "Welcome pack")


def test_coming_back_asks_anew(tab: RecipeTab, qtbot: QtBot) -> None:
    tab.show_item("respect")
    tab.hide()
    with qtbot.waitSignal(tab.item_shown) as told:
        tab.show()
    assert told.args == ["respect"]
    tab.show_overview()
    tab.hide()
    with qtbot.assertNotEmitted(tab.item_shown):
        tab.show()


def test_notes_do_no_harm_on_the_overview(tab: RecipeTab) -> None:
    tab.show_journal(NOTES)
    tab.show_journal(None)
    assert not says(tab, "Welcome pack")
