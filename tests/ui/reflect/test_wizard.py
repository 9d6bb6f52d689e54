"""Going through the wizard: pages, moves, saving, looking over, keeping, wiping."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import EventDate, HowKnown, MeetingKind, QuestionSet, Rating, Reflection
from coprod_desktop.ui.keeping import SAVE_WITHIN_MS
from coprod_desktop.ui.reflect import wizard as wizard_module
from coprod_desktop.ui.reflect.tab import ReflectTab
from coprod_desktop.ui.theme.theme import Theme
from tests.ui.reflect.memory import MemoryVault
from tests.ui.reflect.steps import begin, focused, presses, settle, types, wizard_of

POPUP = "^This plugin does not support (grabbing the keyboard|raise\\(\\))$"
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_key_is_saved_within_two_seconds(tab: ReflectTab, vault: MemoryVault) -> None:
    wizard = begin(tab, position=1)
    types(tab, "I listened")
    timer = wizard.keeper.soon
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


def test_easier_words_follow_the_settings_at_once_and_other_looks_leave_them_alone(
    tab: ReflectTab, theme: Theme
) -> None:
    page = begin(tab, position=1).question_page
    theme.change(replace(theme.appearance, easier_words=True))
    assert page._easier.is_open
    page._easier.button.click()
    theme.change(replace(theme.appearance, text_percent=120))
    assert not page._easier.is_open
    theme.change(replace(theme.appearance, easier_words=False, text_percent=100))
    assert not page._easier.is_open


def test_a_sentence_of_the_question_becomes_a_heading_to_write_under(
    tab: ReflectTab, vault: MemoryVault, recipe: Recipe
) -> None:
    wizard = begin(tab, QuestionSet.SKILLS, position=3)
    page = wizard.question_page
    page._write_under("Why?")
    types(tab, "Because I was tired")
    wizard.onward()
    assert vault.only_draft().answers[2].noticed == "### Why?\n\nBecause I was tired"


def test_each_page_is_announced_and_the_focus_is_put_where_it_begins(
    tab: ReflectTab, monkeypatch: pytest.MonkeyPatch, recipe: Recipe
) -> None:
    said: list[str] = []
    monkeypatch.setattr(wizard_module, "announce", lambda _widget, words: said.append(words))
    wizard = begin(tab)
    assert focused(tab) is wizard.context_page.name
    wizard.onward()
    assert focused(tab) is wizard.question_page.noticed
    wizard.jump(9)
    assert focused(tab) is wizard.look_over_page.change_button(1)
    first = f"Question 1 of 8 · Values. {recipe.questions[0].text}"
    assert said == ["Before you start", first, "Look over"]


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
    assert focused(tab) is wizard.look_over_page.change_button(4)
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


def test_tab_walks_from_the_box_onward(tab: ReflectTab) -> None:
    wizard = begin(tab, position=2)
    seen = []
    for _ in range(12):
        presses(tab, Qt.Key.Key_Tab)
        seen.append(focused(tab))
    assert wizard._foot.next_button in seen and wizard.question_page.more_fold.button in seen
