"""The list of entries: months, paging, search, kinds, and how it reads to a screen reader."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coprod_desktop.domain.entries import Entry, EntryKind, EventDate, Note
from coprod_desktop.services.listing import PAGE
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.journal.rows import ROW, EntryRows
from coprod_desktop.ui.journal.tab import JournalTab
from coprod_desktop.ui.journal.words import Marked, sentence_of, unmark
from tests.support.finding import described
from tests.support.journals import note
from tests.ui.journal.conftest import Settle


def put(unlocking: Unlocking, *entries: Entry) -> None:
    for entry in entries:
        unlocking.vault.entries.put(entry)


def shown(tab: JournalTab) -> list[str]:
    model = tab.browse.list_pane.list.model()
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())]


def reads(tab: JournalTab) -> str:
    """The title of the entry in the reader."""
    entry = tab.browse.reader.entry
    return entry.title if entry is not None else ""


def test_entries_stand_under_their_months_newest_first(
    tab: JournalTab, unlocking: Unlocking, settle: Settle
) -> None:
    put(
        unlocking,
        replace(note(1), title="October", event=EventDate(2026, 10, 30)),
        replace(note(2), title="Late", event=EventDate(2026, 11, 18)),
        replace(note(3), title="Early", event=EventDate(2026, 11, 6)),
        replace(note(4), title="Some time", event=EventDate(2026, 9)),
    )
    tab.refresh()
    settle()
    assert shown(tab) == [
        "November 2026", "Late", "Early", "October 2026", "October", "September 2026", "Some time",
    ]  # fmt: skip
    assert tab.browse.reader.entry is not None
    assert tab.browse.reader.entry.title == "Late"


def test_arrows_pass_over_the_months(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    put(unlocking, *(replace(note(n), event=EventDate(2026, n, 1)) for n in (1, 2, 3)))
    tab.refresh()
    settle()
    entries = tab.browse.list_pane.list
    entries.setFocus()
    for expected in (2, 1):
        QTest.keyClick(entries, Qt.Key.Key_Down)
        assert entries.currentIndex().data(ROW).id == note(expected).id


def test_a_reader_is_told_of_one_kind_of_several(tab: JournalTab) -> None:
    chips = tab.browse.list_pane.chips
    assert (described(chips).role, described(chips).name) == (QAccessible.Role.Grouping, "Which entries")
    kinds = (None, EntryKind.REFLECTION, EntryKind.NOTE)
    assert [described(chips.chip(k)).role for k in kinds] == [QAccessible.Role.RadioButton] * 3
    chips.chip(EntryKind.NOTE).click()
    assert [chips.chip(k).isChecked() for k in kinds] == [False, False, True]
    assert chips.kind is EntryKind.NOTE


def test_home_end_and_page_keys_pass_over_the_months(
    tab: JournalTab, unlocking: Unlocking, settle: Settle
) -> None:
    """One entry a month: wherever a key would lead, half of the rows are headings."""
    put(unlocking, *(replace(note(n), event=EventDate(2026, n, 1)) for n in range(1, 13)))
    tab.refresh()
    settle()
    entries = tab.browse.list_pane.list
    entries.setFocus()

    def goes(key: Qt.Key) -> int:
        QTest.keyClick(entries, key)
        return int(entries.currentIndex().data(ROW).id, 16)

    assert goes(Qt.Key.Key_End) == 1
    assert goes(Qt.Key.Key_Home) == 12
    down = [goes(Qt.Key.Key_PageDown) for _ in range(12)]
    assert down == sorted(down, reverse=True) and down[0] < 12 and down[-1] == 1
    up = [goes(Qt.Key.Key_PageUp) for _ in range(12)]
    assert up == sorted(up) and up[0] > 1 and up[-1] == 12
    assert [goes(Qt.Key.Key_Down) for _ in range(11)] == list(range(11, 0, -1))
    assert [goes(Qt.Key.Key_Up) for _ in range(11)] == list(range(2, 13))


def test_only_what_is_looked_at_is_fetched(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    put(unlocking, *(note(n) for n in range(2 * PAGE + 10)))
    tab.refresh()
    settle()
    model = tab.browse.list_pane.list.model()
    assert model.rowCount() < PAGE + 20
    tab.browse.list_pane.list.scrollToBottom()
    settle()
    first = model.rowCount()
    assert first > PAGE
    for _ in range(4):
        tab.browse.list_pane.list.scrollToBottom()
        settle()
    ids = [model.index(n, 0).data(ROW) for n in range(model.rowCount())]
    rows = [row.id for row in ids if row is not None]
    assert len(rows) == len(set(rows)) == 2 * PAGE + 10
    months = [text for text in shown(tab) if not text.startswith("Note")]
    assert len(months) == len(set(months))


def test_search_finds_while_one_types_and_marks_the_words(
    tab: JournalTab, unlocking: Unlocking, settle: Settle, qtbot: QtBot
) -> None:
    put(
        unlocking,
        replace(note(1), title="Tea", content=Note("We talked about the café timetable.")),
        replace(note(2), title="Other", content=Note("Nothing of it.")),
    )
    tab.refresh()
    settle()
    pane = tab.browse.list_pane
    tab.open_find()
    assert pane.search.hasFocus()
    QTest.keyClicks(pane.search, "cafe")
    qtbot.waitUntil(lambda: shown(tab) == ["Tea"], timeout=60_000)
    row = pane.list.model().index(0, 0).data(ROW)
    assert "\x02café\x03" in row.excerpt
    assert "\x02" not in str(pane.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    QTest.keyClick(pane.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: reads(tab) == "Tea", timeout=60_000)
    QTest.keyClick(pane.search, Qt.Key.Key_Escape)
    pane.search.setFocus()
    QTest.keyClick(pane.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: {"Tea", "Other"} <= set(shown(tab)), timeout=60_000)


def test_nothing_found_says_so(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    put(unlocking, note(1))
    tab.browse.list_pane.search.setText("zzz")
    tab.refresh()
    settle()
    assert tab.browse.list_pane.nothing.words == "No entries match “zzz”. Try fewer words."


def test_an_empty_journal_offers_to_start(tab: JournalTab, settle: Settle) -> None:
    tab.refresh()
    settle()
    nothing = tab.browse.list_pane.nothing
    assert nothing.words == "Nothing here yet. A line is enough to start."
    assert tab.head.export_button.isHidden()
    nothing.button.click()
    assert tab.entries.currentWidget() is tab.editor


def test_kinds_are_chosen_one_at_a_time(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    put(unlocking, note(1))
    tab.refresh()
    settle()
    chips = tab.browse.list_pane.chips
    chips.chip(EntryKind.REFLECTION).click()
    settle()
    assert shown(tab) == []
    assert tab.browse.list_pane.nothing.words.startswith("No reflections yet")
    chips.chip(EntryKind.NOTE).click()
    settle()
    assert "Note 1" in shown(tab)
    assert not chips.chip(EntryKind.REFLECTION).isChecked()


def test_a_late_answer_to_an_older_question_is_dropped(
    tab: JournalTab, unlocking: Unlocking, settle: Settle
) -> None:
    put(unlocking, replace(note(1), title="Tea"), replace(note(2), title="Milk"))
    pane = tab.browse.list_pane
    pane.search.setText("Tea")
    pane.show_now()
    pane.search.setText("Milk")
    pane.show_now()
    settle()
    assert shown(tab) == ["Milk"]


def test_a_row_reads_as_a_whole_sentence(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    entry = replace(note(1), event=EventDate(2026, 11, 18), tags=("power",), to_talk_about=True)
    put(unlocking, replace(entry, title="A hard talk", content=Note("We slowed down.")))
    tab.refresh()
    settle()
    model = tab.browse.list_pane.list.model()
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "A hard talk. Wednesday 18 November 2026. Quick note. To talk about. Tags: power. We slowed down"
    )
    assert isinstance(model, EntryRows)
    assert sentence_of(model.index(1, 0).data(ROW)).startswith("A hard talk")


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("no marks", Marked("no marks")),
        ("a \x02hit\x03 and \x02more\x03", Marked("a hit and more", ((2, 5), (10, 14)))),
        ("\x02cut", Marked("cut")),
        ("stray \x03", Marked("stray ")),
    ],
)
def test_marks_are_taken_out(marked: str, plain: Marked) -> None:
    assert unmark(marked) == plain
