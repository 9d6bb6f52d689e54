"""What becomes of a reflection: kept, saved for later, let go, wiped, added to, looked at again."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import QuestionSet, Reflection
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.reflecting import Reflecting
from coprod_desktop.ui.reflect.tab import Place, ReflectTab
from coprod_desktop.ui.theme.theme import Theme
from tests.ui.reflect.memory import NOON, DiskFullHere, HeldJobs, MemoryVault
from tests.ui.reflect.steps import begin, focused, presses, types, wizard_of, words_in


def test_keeping_makes_an_entry_and_removes_the_draft(
    tab: ReflectTab, vault: MemoryVault, qtbot: QtBot
) -> None:
    wizard = begin(tab)
    types(tab, "Third meeting")
    wizard.jump(2)
    types(tab, "I was honest")
    wizard.jump(9)
    wizard.look_over_page.taking_away.setFocus()
    types(tab, "Slow down")
    wizard.look_over_page.to_talk_about.click()
    with qtbot.waitSignal(tab.kept) as kept:
        wizard._foot.next_button.click()
    assert not vault.drafts.kept and tab.wizard is None
    entry = vault.entries.kept[kept.args[0]]
    assert entry.title == "Third meeting" and entry.to_talk_about
    assert isinstance(entry.content, Reflection) and entry.content.taking_away == "Slow down"
    assert tab.home._entries[0].entry_id == entry.id


def test_an_empty_reflection_is_not_kept(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=9)
    wizard.onward()
    assert tab.wizard is wizard and not vault.entries.kept
    assert "nothing to keep" in tab._notice.words


def test_a_failed_save_is_told_in_place_and_loses_nothing(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=1)
    vault.drafts.fails = DiskFullHere()
    types(tab, "My words")
    tab.flush()
    assert tab._notice.isVisible() and "Not saved yet" in tab._notice.words
    assert tab.has_unsaved()
    wizard.onward()
    wizard.back()
    assert wizard.question_page.noticed.plain_text() == "My words"
    vault.drafts.fails = None
    wizard.keeper._again.timeout.emit()
    assert not tab._notice.isVisible() and not tab.has_unsaved()
    assert vault.only_draft().answers[0].noticed == "My words"


def test_who_cannot_be_saved_stays_where_they_are(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=1)
    types(tab, "My words")
    vault.drafts.fails = DiskFullHere()
    wizard.save_for_later()
    assert tab.wizard is wizard and wizard.isEnabled() and tab._notice.isVisible()
    tab.reflect_on("skills-7")
    assert tab.wizard is wizard and wizard.question_page.noticed.plain_text() == "My words"
    vault.drafts.fails = None
    wizard.save_for_later()
    assert tab.wizard is None and vault.only_draft().answers[0].noticed == "My words"


def test_a_draft_that_is_gone_costs_no_words_on_the_page(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=1)
    types(tab, "My words")
    vault.drafts.fails = DiskFullHere()
    tab.restore(Place(draft_id="gone"))
    assert tab.wizard is wizard and wizard.question_page.noticed.plain_text() == "My words"
    assert tab.has_unsaved()


def test_a_failed_keep_stays_on_the_look_over(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=1)
    types(tab, "My words")
    wizard.jump(9)
    vault.entries.fails = DiskFullHere()
    wizard.onward()
    assert tab.wizard is wizard and wizard.isEnabled() and tab._notice.isVisible()
    assert vault.only_draft().answers[0].noticed == "My words"
    vault.entries.fails = None
    wizard.onward()
    assert len(vault.entries.kept) == 1 and tab.wizard is None


def test_escape_saves_for_later_and_carry_on_is_where_one_was(tab: ReflectTab, vault: MemoryVault) -> None:
    begin(tab, position=3)
    types(tab, "Half a thought")
    presses(tab, Qt.Key.Key_Escape)
    assert tab.wizard is None and vault.only_draft().position == 3
    note = tab.home.draft_notes()[0]
    assert focused(tab) is note.carry_on_button
    presses(tab, Qt.Key.Key_Tab)
    assert focused(tab) is tab.home.way_cards[0]
    note.carry_on_button.click()
    wizard = wizard_of(tab)
    assert wizard.keeper.draft.position == 3
    assert wizard.question_page.noticed.plain_text() == "Half a thought"
    assert focused(tab) is wizard.question_page.noticed


def let_go_one(tab: ReflectTab, words: str = "x") -> str:
    """Save a draft for later, and let it go."""
    begin(tab, position=3)
    types(tab, words)
    wizard_of(tab).save_for_later()
    note = tab.home.draft_notes()[0]
    note._let_go.click()
    return note.draft_id


@pytest.mark.parametrize("by_keys", [False, True])
def test_a_draft_is_let_go_at_once_and_taken_back(tab: ReflectTab, vault: MemoryVault, by_keys: bool) -> None:
    draft_id = let_go_one(tab)
    assert not tab.home.draft_notes() and vault.bin.held.keys() == {draft_id}
    line = tab.moved_line
    assert line.isVisible() and line.words == "Moved to the bin."
    assert focused(tab) is tab.home.way_cards[0]
    if by_keys:
        presses(tab, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    else:
        line.undo_button.click()
    (note,) = tab.home.draft_notes()
    assert note.draft_id == draft_id and focused(tab) is note.carry_on_button
    assert not line.isVisible() and vault.only_draft().position == 3


def test_the_draft_that_comes_back_has_the_keys(tab: ReflectTab) -> None:
    let_go_one(tab, "older")
    begin(tab, position=1)
    types(tab, "newer")
    wizard_of(tab).save_for_later()
    tab.moved_line.undo_button.click()
    assert len(tab.home.draft_notes()) == 2
    back = next(note for note in tab.home.draft_notes() if focused(tab) is note.carry_on_button)
    back.carry_on_button.click()
    assert wizard_of(tab).question_page.noticed.plain_text() == "older"


def test_a_draft_without_a_word_is_removed(tab: ReflectTab, vault: MemoryVault) -> None:
    said: list[object] = []
    tab.status.connect(said.append)
    let_go_one(tab)
    tab.moved_line.undo_button.click()
    draft = vault.only_draft()
    wordless = tuple(replace(answer, noticed="") for answer in draft.answers)
    vault.drafts.kept[draft.id] = (replace(draft, answers=wordless), NOON)
    tab.home.draft_notes()[0]._let_go.click()
    assert not vault.drafts.kept and not vault.bin.held and said[-1] == "Let go."
    assert not tab.moved_line.isVisible() and not tab.home.draft_notes()


def test_what_cannot_be_let_go_or_taken_back_stays_and_says_why(tab: ReflectTab, vault: MemoryVault) -> None:
    vault.bin.fails = DiskFullHere()
    let_go_one(tab)
    assert tab.home.draft_notes() and not tab.moved_line.isVisible()
    assert "disk is full" in tab._notice.words
    vault.bin.fails = None
    tab.home.draft_notes()[0]._let_go.click()
    vault.bin.fails = DiskFullHere()
    tab.moved_line.undo_button.click()
    assert tab.moved_line.isVisible() and not tab.home.draft_notes()
    vault.bin.fails = None
    tab.moved_line.undo_button.click()
    assert tab.home.draft_notes()


def test_what_the_bin_gave_back_is_not_offered_again(tab: ReflectTab, vault: MemoryVault) -> None:
    draft_id = let_go_one(tab)
    vault.bin.put_back(draft_id, NOON)
    tab.refresh()
    assert tab.home.draft_notes() and tab.moved_line.isHidden()


def test_a_whole_reflection_without_a_name_is_called_as_the_test_is(
    tab: ReflectTab, vault: MemoryVault, recipe: Recipe
) -> None:
    wizard = begin(tab, QuestionSet.ALL, position=1)
    types(tab, "Some words")
    wizard.jump(19)
    wizard.onward()
    (entry,) = vault.entries.kept.values()
    assert entry.title == recipe.litmus_title


def test_three_questions_are_counted_once(tab: ReflectTab) -> None:
    wizard = begin(tab, QuestionSet.THREE, position=1)
    assert wizard._head._title.words == "Three questions"


def test_locking_takes_the_way_back_away(tab: ReflectTab, vault: MemoryVault) -> None:
    let_go_one(tab)
    tab.wipe()
    assert tab.moved_line.isHidden()
    presses(tab, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert vault.bin.held


def test_wipe_empties_every_widget(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab)
    types(tab, "secretname")
    wizard.context_page.access.set_text("secretaccess")
    wizard.jump(1)
    types(tab, "secretnoticed")
    wizard.question_page.more.step.setFocus()
    types(tab, "secretstep")
    wizard.jump(9)
    tab.flush()
    place = tab.place()
    wizard.wipe()
    _delete_what_is_let_go()
    for kind in (QTextEdit, QLineEdit, QLabel):
        for widget in tab.findChildren(kind):
            text = widget.toPlainText() if isinstance(widget, QTextEdit) else str(widget.property("text"))
            assert "secret" not in text, widget
            assert "secret" not in widget.accessibleName() + widget.accessibleDescription()
            if isinstance(widget, QTextEdit):
                assert not widget.document().isUndoAvailable() and not widget.document().isRedoAvailable()
    tab.wipe()
    _delete_what_is_let_go()
    assert not tab.has_unsaved() and tab.wizard is None and not shiboken6.isValid(wizard)
    tab.restore(place)
    assert wizard_of(tab).keeper.draft.position == 9
    assert wizard_of(tab).keeper.draft.answers[0].noticed == "secretnoticed"


def test_one_comes_back_to_a_page_on_which_nothing_was_typed(tab: ReflectTab) -> None:
    begin(tab, QuestionSet.SKILLS, position=6)
    place = tab.place()
    tab.wipe()
    tab.restore(place)
    draft = wizard_of(tab).keeper.draft
    assert (draft.question_set, draft.position, len(draft.answers)) == (QuestionSet.SKILLS, 6, 10)


def test_reflect_on_one_question_begins_at_its_page(tab: ReflectTab) -> None:
    tab.reflect_on("skills-7")
    wizard = wizard_of(tab)
    assert wizard.question_page.question_id == "skills-7"
    assert focused(tab) is wizard.question_page.noticed


def test_beginning_another_one_saves_the_first(tab: ReflectTab, vault: MemoryVault) -> None:
    begin(tab, position=1)
    types(tab, "the first one")
    tab.reflect_on("skills-7")
    assert vault.only_draft().answers[0].noticed == "the first one"
    assert wizard_of(tab).keeper.draft.answers[0].noticed == ""


def test_a_kept_reflection_can_be_added_to(tab: ReflectTab, vault: MemoryVault, qtbot: QtBot) -> None:
    wizard = begin(tab, position=1)
    types(tab, "First words")
    wizard.jump(9)
    with qtbot.waitSignal(tab.kept) as kept:
        wizard.onward()
    tab.reopen(kept.args[0])
    wizard = wizard_of(tab)
    assert wizard.keeper.draft.position == 9
    assert not vault.drafts.kept, "looking at it makes no draft"
    wizard.change_page(2)
    types(tab, "Second words")
    wizard.onward()
    wizard.onward()
    entry = vault.entries.kept[kept.args[0]]
    assert isinstance(entry.content, Reflection)
    assert [answer.noticed for answer in entry.content.answers[:2]] == ["First words", "Second words"]
    assert len(vault.entries.kept) == 1


def test_earlier_answers_stay_folded_away_until_wanted(tab: ReflectTab, qtbot: QtBot) -> None:
    wizard = begin(tab, position=1)
    assert not wizard.question_page.earlier.isVisible()
    types(tab, "What I wrote then")
    wizard.jump(9)
    wizard.onward()
    wizard = begin(tab, position=1)
    earlier = wizard.question_page.earlier
    assert earlier.isVisible()
    assert "What I wrote then" not in _words(earlier)
    earlier._fold.button.click()
    assert "What I wrote then" in _words(earlier)
    wizard.onward()
    assert not wizard.question_page.earlier.isVisible()
    wizard.jump(9)
    wizard.look_over_page.earlier_button.click()
    assert "What I wrote then" in _words(wizard.look_over_page.rows()[0])


def test_what_is_added_to_is_no_earlier_answer(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=1)
    types(tab, "What I wrote then")
    wizard.jump(9)
    wizard.onward()
    (first,) = vault.entries.kept
    tab.reopen(first)
    wizard = wizard_of(tab)
    assert not wizard.look_over_page.earlier_button.isVisible()
    wizard.change_page(1)
    types(tab, " and more")
    wizard.save_for_later()
    tab.reopen(first)
    wizard = wizard_of(tab)
    wizard.jump(1)
    assert not wizard.question_page.earlier.isVisible()


def test_choose_my_own(tab: ReflectTab) -> None:
    tab.home.choose_card.click()
    choose = tab._choose
    assert choose is not None and not choose.begin_button.isEnabled()
    choose.boxes["skills-2"].click()
    choose.boxes["values-8"].click()
    choose.begin_button.click()
    draft = wizard_of(tab).keeper.draft
    assert draft.question_set is QuestionSet.CHOSEN
    assert [answer.question_id for answer in draft.answers] == ["values-8", "skills-2"]


def _delete_what_is_let_go() -> None:
    """Do what the event loop does next: delete the widgets that were taken out of their pages."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _words(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return " ".join(label.words for label in labels if hasattr(label, "words"))


def test_reading_the_home_anew_leaves_buttons_and_keys_in_their_place(
    tab: ReflectTab, vault: MemoryVault
) -> None:
    for words in ("The first", "The second"):
        begin(tab, position=1)
        types(tab, words)
        wizard_of(tab).save_for_later()
    told = [words_in(note)[0] for note in tab.home._notes]
    assert told == ["Part-way through: Values", "Part-way through: Values"]
    older = tab.home._notes[1]
    older.carry_on_button.setFocus()
    tab.refresh()
    assert tab.home._notes[1] is older and focused(tab) is older.carry_on_button
    vault.drafts.remove(tab.home._notes[0].draft_id)
    tab.refresh()
    assert [note.draft_id for note in tab.home._notes] == [older.draft_id]
    assert focused(tab) is tab.home._notes[0].carry_on_button
    assert words_in(tab.home._notes[0])[0] == "You have one part-way through: Values"


def test_what_comes_back_after_wiping_is_dropped(
    tab: ReflectTab, theme: Theme, recipe: Recipe, reflecting: Reflecting, deleting: Deleting, qtbot: QtBot
) -> None:
    begin(tab, position=1)
    types(tab, "My words")
    wizard_of(tab).save_for_later()
    (row,) = reflecting.home().drafts
    jobs = HeldJobs()
    late = ReflectTab(theme, recipe, reflecting, deleting, jobs)
    qtbot.addWidget(late)
    late.refresh()
    late.home.carry_on.emit(row)
    late.wipe()
    jobs.release()
    assert late.home._notes == [] and late.wizard is None
    late.home.carry_on.emit(row)
    jobs.release()
    assert late.wizard is not None, "it can be carried on again"
