"""Notes that are not finished: let go at once, taken back, and read in the bin beside the entries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from coprod_desktop.domain.entries import Answer, Context, EventDate, Note, NoteDraft, QuestionSet
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.journal.tab import JournalTab
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.vault.errors import DiskFull
from tests.support.journals import NOW, note
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.journal.conftest import Settle

HALF = NoteDraft("half", EventDate(2026, 11, 18), "Half", "by the river")
WORDLESS = NoteDraft("wordless", EventDate(2026, 11, 18))
CALL = ReflectionDraft(
    id="call",
    question_set=QuestionSet.THREE,
    context=Context(EventDate(2026, 11, 17)),
    answers=(
        Answer("values-1", "Did I listen?", "hollyhocks"),
        Answer("values-2", "And?"),
        Answer("q", "So?"),
    ),
    position=2,
)


def draft_button(tab: JournalTab, name: str) -> Button:
    found = [
        each for each in tab.browse.list_pane.drafts.findChildren(Button) if each.accessibleName() == name
    ]
    assert len(found) == 1, name
    return found[0]


@pytest.fixture
def begun(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> JournalTab:
    """The tab with a note that is not finished."""
    unlocking.vault.drafts.put_note(HALF, NOW)
    tab.refresh()
    settle()
    tab.activateWindow()
    return tab


def let_go(tab: JournalTab, settle: Settle, title: str = "Half") -> None:
    draft_button(tab, f"Let “{title}” go").click()
    settle()


@pytest.mark.parametrize("by_keys", [False, True])
def test_let_go_at_once_and_taken_back(
    begun: JournalTab, unlocking: Unlocking, settle: Settle, by_keys: bool
) -> None:
    let_go(begun, settle)
    assert unlocking.vault.drafts.rows() == [] and unlocking.vault.bin.count() == 1
    line, pane = begun.browse.moved_line, begun.browse.list_pane
    assert line.isVisible() and not pane.drafts.isVisible()
    assert pane.bin_button.text() == "Bin (1)"
    focus = QApplication.focusWidget()
    assert focus is pane.nothing.button, "there is no list to stand in"
    if by_keys:
        QTest.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    else:
        line.undo_button.click()
    settle()
    assert unlocking.vault.drafts.get_note(HALF.id) == HALF
    assert QApplication.focusWidget() is draft_button(begun, "Carry on with “Half”")
    assert not line.isVisible() and not pane.bin_button.isVisible()


def test_the_keys_stay_with_the_other_notes(begun: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    unlocking.vault.drafts.put_note(replace(HALF, id="more", title="More"), NOW)
    begun.refresh()
    settle()
    let_go(begun, settle)
    assert QApplication.focusWidget() is draft_button(begun, "Carry on with “More”")


def test_one_without_a_word_is_removed(begun: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    unlocking.vault.drafts.put_note(WORDLESS, NOW)
    begun.refresh()
    settle()
    let_go(begun, settle, "An entry without a title")
    assert [row.id for row in unlocking.vault.drafts.every_row()] == [HALF.id]
    assert unlocking.vault.bin.count() == 0 and not begun.browse.moved_line.isVisible()


def test_an_entry_and_a_note_are_taken_back_each_as_what_it_is(
    begun: JournalTab, unlocking: Unlocking, settle: Settle
) -> None:
    unlocking.vault.entries.put(note(1))
    begun.refresh()
    settle()
    let_go(begun, settle)
    begun.move_to_bin()
    settle()
    begun.binning.undo()
    settle()
    shown = begun.browse.reader.entry
    assert shown is not None and shown.id == note(1).id
    assert unlocking.vault.bin.count() == 1, "only the last one is taken back"


def test_what_cannot_be_let_go_stays_and_says_why(
    begun: JournalTab, settle: Settle, deleting: Deleting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_draft_id: str) -> bool:
        raise DiskFull(path=None)

    monkeypatch.setattr(deleting, "let_go", full)
    let_go(begun, settle)
    assert begun.browse.list_pane.drafts.isVisible() and not begun.browse.moved_line.isVisible()
    assert "The disk is full." in begun.browse.notice.words


def test_what_cannot_be_taken_back_now_can_be_later(
    begun: JournalTab,
    unlocking: Unlocking,
    settle: Settle,
    deleting: Deleting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_go(begun, settle)

    def full(_kept_id: str) -> None:
        raise DiskFull(path=None)

    with monkeypatch.context() as patch:
        patch.setattr(deleting, "put_back", full)
        begun.browse.moved_line.undo_button.click()
        settle()
    assert "The disk is full." in begun.browse.notice.words and begun.browse.moved_line.isVisible()
    begun.browse.moved_line.undo_button.click()
    settle()
    assert unlocking.vault.drafts.get_note(HALF.id) == HALF and not begun.browse.moved_line.isVisible()


# ------------------------------------------------------------------ in the bin
@pytest.fixture
def in_bin(begun: JournalTab, unlocking: Unlocking, settle: Settle) -> JournalTab:
    """The bin page, with an entry, a note and a reflection that are not finished, and a begun change."""
    vault = unlocking.vault
    for number in (1, 2):
        vault.entries.put(note(number))
    vault.drafts.put_reflection(CALL, NOW)
    vault.drafts.put_note(replace(HALF, id="change", title="Change", entry_id=note(2).id), NOW)
    vault.bin.put(note(1).id, NOW)
    for draft_id in ("change", "call", "half"):
        vault.bin.put_draft(draft_id, NOW)
    begun.refresh()
    settle()
    begun.browse.list_pane.bin_button.click()
    settle()
    return begun


def said(tab: JournalTab) -> str:
    return " ".join(label.text() for label in tab.bin.findChildren(QLabel) if label.isVisible())


def read(tab: JournalTab, settle: Settle, draft_id: str) -> None:
    tab.bin.list.opened.emit(draft_id)
    settle()


def rows_said(tab: JournalTab) -> list[str]:
    model = tab.bin.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(n, 0).data(role)) for n in range(model.rowCount())]


def test_drafts_are_listed_and_read_as_not_finished(in_bin: JournalTab, settle: Settle) -> None:
    rows = rows_said(in_bin)
    assert len(rows) == 4
    half, call, entry = (
        next(row for row in rows if word in row) for word in ("Half", "hollyhocks", "Note 1")
    )
    assert "Not finished" in half and "Not finished" in call and "Not finished" not in entry
    assert call.startswith("Reflection, three questions"), "it was given no name"
    read(in_bin, settle, "half")
    assert "Not finished. Moved here on Wednesday 18 November 2026." in said(in_bin)
    shown = in_bin.bin.reader.entry
    assert shown is not None and shown.content == Note("by the river")
    read(in_bin, settle, "call")
    title = in_bin.bin.reader.title
    assert title is not None and title.words == "Reflection, three questions"
    assert "Did I listen?" in said(in_bin) and "Left out" not in said(in_bin)
    read(in_bin, settle, "change")
    assert "A change of an entry, not finished. Moved here on" in said(in_bin)


@pytest.mark.parametrize(
    ("draft_id", "where"),
    [
        ("half", "Put back. You can carry on with it above the list of entries."),
        ("call", "Put back. You can carry on with it in Reflect."),
    ],
)
def test_put_back_it_is_a_draft_again(
    in_bin: JournalTab, unlocking: Unlocking, settle: Settle, draft_id: str, where: str
) -> None:
    heard: list[object] = []
    in_bin.status.connect(heard.append)
    read(in_bin, settle, draft_id)
    in_bin.bin.put_back_button.click()
    settle()
    assert [row.id for row in unlocking.vault.drafts.rows()] == [draft_id]
    assert unlocking.vault.drafts.whole(draft_id) in (HALF, CALL)
    assert heard == [where] and in_bin.bin.list.hasFocus()


def test_put_back_it_stands_above_the_list(in_bin: JournalTab, settle: Settle) -> None:
    read(in_bin, settle, "half")
    in_bin.bin.put_back_button.click()
    settle()
    in_bin.bin.back_button.click()
    settle()
    assert draft_button(in_bin, "Carry on with “Half”").isVisible()


@pytest.mark.parametrize("draft_id", ["half", "change"])
def test_one_is_deleted_for_good_after_asking(
    in_bin: JournalTab, unlocking: Unlocking, settle: Settle, ask: ScriptedAsk, draft_id: str
) -> None:
    read(in_bin, settle, draft_id)
    ask.will_say(True)
    in_bin.bin.delete_button.click()
    settle()
    assert ask.asked == ["Delete what you began for good?"]
    assert draft_id not in {row.id for row in unlocking.vault.drafts.every_row()}
    assert unlocking.vault.entries.exists(note(2).id)
    assert not unlocking.vault.bin.is_scrub_due


def test_they_go_when_the_bin_is_emptied(
    in_bin: JournalTab, unlocking: Unlocking, settle: Settle, ask: ScriptedAsk
) -> None:
    ask.will_say(True)
    in_bin.bin.empty_button.click()
    settle()
    assert unlocking.vault.drafts.every_row() == [] and unlocking.vault.bin.count() == 0
    assert unlocking.vault.entries.exists(note(2).id)
    assert in_bin.entries.currentWidget() is in_bin.browse
