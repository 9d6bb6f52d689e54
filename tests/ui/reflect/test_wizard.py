"""Going through the wizard: pages, moves, saving, looking over, keeping, wiping."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import EventDate, HowKnown, MeetingKind, QuestionSet, Rating, Reflection
from coprod_desktop.ui.reflect.keeper import SAVE_WITHIN_MS
from coprod_desktop.ui.reflect.tab import ReflectTab
from tests.ui.reflect.memory import DiskFullHere, MemoryVault, ScriptedAsk
from tests.ui.reflect.steps import begin, focused, presses, settle, types, wizard_of

POPUP = "^This plugin does not support (grabbing the keyboard|raise\\(\\))$"
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_key_is_saved_within_two_seconds(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=1)
    types(tab, "I listened")
    timer = wizard.keeper._soon
    assert timer.isActive() and timer.interval() == SAVE_WITHIN_MS <= 2000
    assert not vault.drafts.kept
    timer.timeout.emit()
    assert vault.only_draft().answers[0].noticed == "I listened"


def test_every_page_change_saves(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab)
    types(tab, "The planning call")
    wizard.onward()
    assert vault.only_draft().context.name == "The planning call" and vault.only_draft().position == 1
    types(tab, "One")
    wizard.onward()
    types(tab, "Two")
    wizard.back()
    draft = vault.only_draft()
    assert [answer.noticed for answer in draft.answers[:3]] == ["One", "Two", ""]
    assert draft.position == 1 and not tab.has_unsaved()


def test_nothing_typed_leaves_nothing_behind(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=3)
    wizard.skip()
    wizard.save_for_later()
    assert not vault.drafts.kept and tab.wizard is None


def test_everything_on_a_question_page_reaches_the_draft(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=1)
    types(tab, "I noticed")
    more = wizard.question_page.more
    wizard.question_page.more_fold.button.click()
    more.how_known.chips()[1].click()
    more.rating.cards()[2].click()
    more.step.setFocus()
    types(tab, "Ask first")
    more.by.line.setFocus()
    types(tab, "2 December")
    more.with_whom.setFocus()
    types(tab, "the facilitator")
    more.keep_out.click()
    wizard.onward()
    answer = vault.only_draft().answers[0]
    assert answer.how_known == {HowKnown.NOTICED} and answer.rating is Rating.NEEDS_THOUGHT
    assert (answer.step.text, answer.step.with_whom) == ("Ask first", "the facilitator")
    assert answer.step.by is not None and answer.step.by.isoformat() == "2026-12-02"
    assert answer.keep_out and answer.noticed == "I noticed"
    wizard.back()
    assert wizard.question_page.answer() == answer


def test_context_reaches_the_draft(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab)
    page = wizard.context_page
    types(tab, "Leaflet workshop")
    page.when.line.selectAll()
    page.when.line.setFocus()
    types(tab, "Oct 2026")
    page.kind.chips()[1].click()
    page.my_part.setFocus()
    types(tab, "I took notes")
    page.access.setFocus()
    types(tab, "* a quiet room")
    wizard.onward()
    context = vault.only_draft().context
    assert context.when == EventDate(2026, 10) and context.kind is MeetingKind.WORKSHOP
    assert (context.name, context.my_part, context.access) == (
        "Leaflet workshop",
        "I took notes",
        "* a quiet room",
    )


def test_a_date_that_is_not_understood_keeps_the_one_before(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab)
    types(tab, "x")
    wizard.context_page.when.line.setText("after Easter")
    wizard.onward()
    assert vault.only_draft().context.when == EventDate(2026, 11, 23)


def test_no_rating_is_chosen_beforehand_and_values_5_asks_not_how_i_know(tab: ReflectTab) -> None:
    wizard = begin(tab, position=5)
    page = wizard.question_page
    assert page.more.rating.value() is None and not page.more_fold.is_open
    page.more_fold.button.click()
    assert not page.more.how_known.isVisible()
    wizard.onward()
    assert wizard.question_page.more.how_known.isVisible(), "More stays open once it was wanted"


def test_the_question_is_the_sheets_own(tab: ReflectTab, recipe: Recipe) -> None:
    wizard = begin(tab, QuestionSet.ALL, position=18)
    words = [label.words for label in wizard.question_page.findChildren(QLabel) if hasattr(label, "words")]
    assert recipe.questions[17].text in words and "Question 18 of 18 · Skills" in words


def test_easier_words_are_marked_as_ours(tab: ReflectTab, recipe: Recipe) -> None:
    page = begin(tab, position=1).question_page
    easier = page._easier
    assert not easier.is_open
    easier.button.click()
    shown = [label.words for label in easier.inside.findChildren(QLabel) if hasattr(label, "words")]
    assert shown == [recipe.questions[0].easier, recipe.our_words_note]


def test_a_sentence_of_the_question_becomes_a_heading_to_write_under(
    tab: ReflectTab, vault: MemoryVault, recipe: Recipe
) -> None:
    wizard = begin(tab, QuestionSet.SKILLS, position=3)
    page = wizard.question_page
    page._write_under("Why?")
    types(tab, "Because I was tired")
    wizard.onward()
    assert vault.only_draft().answers[2].noticed == "### Why?\n\nBecause I was tired"


def test_skip_leaves_the_question_and_what_was_written(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=1)
    types(tab, "half a")
    wizard.skip()
    assert vault.only_draft().answers[0].noticed == "half a" and not vault.only_draft().skipped
    wizard.skip()
    assert vault.only_draft().skipped == {"values-2"} and vault.only_draft().position == 3


def test_change_from_the_look_over_leads_straight_back(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=9)
    wizard.look_over_page.change_button(4).click()
    assert wizard.keeper.draft.position == 4 and focused(tab) is wizard.question_page.noticed
    types(tab, "My jacket")
    wizard._foot.next_button.click()
    assert wizard.keeper.draft.position == 9
    assert vault.only_draft().answers[3].noticed == "My jacket"
    assert wizard.look_over_page.rows()[3].change_button.text() == "Change"
    assert wizard.look_over_page.rows()[4].change_button.text() == "Answer"
    wizard.look_over_page.change_button(0).click()
    assert wizard.keeper.draft.position == 0
    wizard.back()
    assert wizard.keeper.draft.position == 9


def test_the_look_over_names_what_was_left_out_without_blame(tab: ReflectTab) -> None:
    wizard = begin(tab, position=1)
    types(tab, "Something")
    wizard.jump(9)
    words = [label.words for label in wizard.look_over_page.findChildren(QLabel) if hasattr(label, "words")]
    assert words.count("Left out this time") == 7
    assert not [
        word for word in words if any(bad in word.lower() for bad in ("missing", "incomplete", "fail"))
    ]


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_the_map_names_every_page_and_jumps(tab: ReflectTab) -> None:
    wizard = begin(tab, position=1)
    types(tab, "Something")
    wizard.onward()
    wizard.skip()
    wizard.show_map()
    page_map = wizard._map
    assert page_map is not None
    rows = [page_map.list.item(n).text() for n in range(page_map.list.count())]
    assert rows[:4] == [
        "Before you start",
        "1. Treating everyone as an equal  ·  answered",
        "2. Being honest and respectful  ·  skipped",
        "3. The language I use  ·  not yet",
    ]
    assert rows[-1] == "Look over" and len(rows) == 10
    page_map.list.setCurrentRow(7)
    page_map.list.itemActivated.emit(page_map.list.item(7))
    assert wizard.keeper.draft.position == 7
    settle()


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
    note.carry_on_button.click()
    wizard = wizard_of(tab)
    assert wizard.keeper.draft.position == 3
    assert wizard.question_page.noticed.plain_text() == "Half a thought"
    assert focused(tab) is wizard.question_page.noticed


def test_letting_a_draft_go_asks_first(tab: ReflectTab, vault: MemoryVault, ask: ScriptedAsk) -> None:
    begin(tab, position=1)
    types(tab, "x")
    wizard_of(tab).save_for_later()
    ask.says = False
    tab.home.draft_notes()[0]._let_go.click()
    assert len(ask.asked) == 1 and vault.drafts.kept
    ask.says = True
    tab.home.draft_notes()[0]._let_go.click()
    assert not vault.drafts.kept and not tab.home.draft_notes()


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


def test_three_questions_by_keyboard_alone(tab: ReflectTab, vault: MemoryVault) -> None:
    card = tab.home.way_cards[0]
    card.setFocus()
    presses(tab, Qt.Key.Key_Space)
    types(tab, "By keyboard")
    presses(tab, Qt.Key.Key_Return, CONTROL)
    types(tab, "one")
    presses(tab, Qt.Key.Key_Right, ALT)
    types(tab, "two")
    presses(tab, Qt.Key.Key_Left, ALT)
    types(tab, " more")
    presses(tab, Qt.Key.Key_Return, CONTROL)
    presses(tab, Qt.Key.Key_Return, CONTROL)
    presses(tab, Qt.Key.Key_Right, ALT | SHIFT)
    wizard = wizard_of(tab)
    assert focused(tab) is wizard.look_over_page.change_button(1)
    presses(tab, Qt.Key.Key_Return, CONTROL)
    (entry,) = vault.entries.kept.values()
    assert isinstance(entry.content, Reflection)
    assert [answer.noticed for answer in entry.content.answers] == ["one more", "two", ""]


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


def test_tab_walks_from_the_box_onward(tab: ReflectTab) -> None:
    wizard = begin(tab, position=2)
    seen = []
    for _ in range(12):
        presses(tab, Qt.Key.Key_Tab)
        seen.append(focused(tab))
    assert wizard._foot.next_button in seen and wizard.question_page.more_fold.button in seen


def _delete_what_is_let_go() -> None:
    """Do what the event loop does next: delete the widgets that were taken out of their pages."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _words(widget: object) -> str:
    labels = widget.findChildren(QLabel)  # type: ignore[attr-defined]
    return " ".join(label.words for label in labels if hasattr(label, "words"))
