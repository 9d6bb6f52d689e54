"""The first page of a reflection: what one wanted to try, and what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

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
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.reflect import wizard as wizard_module
from coprod_desktop.ui.reflect.last_time_page import HANDFUL
from coprod_desktop.ui.reflect.tab import ReflectTab
from coprod_desktop.ui.reflect.words import PageState
from coprod_desktop.ui.theme.theme import Theme
from tests.support.clipping import cut_off, out_of_sight
from tests.support.finding import described
from tests.ui.reflect.memory import NOON, MemoryVault
from tests.ui.reflect.steps import begin, focused, presses, settle, types, wizard_of, words_in

ASK = FollowUp("1", "values-1", "Garden morning", NextStep("Ask *first*", date(2026, 11, 13), "Tom"))
SIT = FollowUp("2", "values-2", "", NextStep("Sit down"))


@pytest.fixture
def two(vault: MemoryVault) -> MemoryVault:
    """A journal with two things to try."""
    vault.follow_ups.add(ASK, SIT)
    return vault


def test_nothing_open_no_page(tab: ReflectTab) -> None:
    wizard = begin(tab)
    assert wizard.keeper.draft.position == 0
    assert wizard.context_page.isVisible()


def test_it_comes_first_with_each_step_whole(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    page = wizard.last_time_page
    assert page.isVisible()
    assert len(page.cards()) == 2
    told = " ".join(words_in(page))
    for words in (
        "Ask <i>first</i>",
        "With: Tom",
        "Friday 13 November 2026",
        "From Garden morning",
        "Sit down",
    ):
        assert words in told
    assert focused(tab) is page.cards()[0].happened.chips()[0]
    assert "Ask first" in page.cards()[0].happened.accessibleName()
    assert "Ask first" in page.cards()[0].words.accessibleDescription()
    assert not page.others_button.isVisible()


def test_what_is_noted_reaches_draft_and_step_and_comes_back(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    card = wizard.last_time_page.cards()[1]
    card.happened.chips()[1].click()
    card.words.setFocus()
    types(tab, "It was calmer")
    wizard.onward()
    noted = two.only_draft().follow_ups[1]
    assert (noted.state, noted.words, noted.noted) == (ActionState.LEARNED, "It was calmer", NOON)
    assert two.follow_ups.there[SIT.key] == noted
    assert two.follow_ups.there[ASK.key] == ASK
    wizard.back()
    shown = wizard.last_time_page.cards()[1]
    assert (shown.happened.chosen(), shown.words.markdown()) == (("learned",), "It was calmer")


def test_what_was_chosen_can_be_taken_back(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    chip = wizard.last_time_page.cards()[0].happened.chips()[3]
    chip.click()
    wizard.keeper.flush()
    assert two.follow_ups.there[ASK.key].state is ActionState.LET_GO
    two.follow_ups.there[ASK.key] = replace(two.follow_ups.there[ASK.key], noted=NOON - timedelta(1))
    chip.click()
    wizard.save_for_later()
    assert two.follow_ups.there[ASK.key].state is ActionState.OPEN


def test_it_can_be_skipped_and_leaves_no_draft(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    assert wizard._foot.skip_button.isVisible()
    wizard._foot.skip_button.click()
    assert wizard.keeper.draft.position == 0
    assert focused(tab) is wizard.context_page.name
    wizard.save_for_later()
    assert not two.drafts.kept


def test_back_from_it_leads_home(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab, position=1)
    wizard.back()
    wizard.back()
    assert wizard.last_time_page.isVisible()
    wizard.back()
    assert tab.wizard is None


def test_with_many_a_handful_and_the_others_when_wanted(tab: ReflectTab, vault: MemoryVault) -> None:
    vault.follow_ups.add(*(FollowUp(f"{n}", "q", "", NextStep(f"Step {n}")) for n in range(HANDFUL + 30)))
    wizard = begin(tab)
    page = wizard.last_time_page
    assert len(page.cards()) == HANDFUL
    assert not any(character.isdigit() for character in page.others_button.words)
    page.cards()[0].happened.chips()[0].click()
    wizard.keeper.flush()
    states = [follow_up.state for follow_up in vault.only_draft().follow_ups]
    assert states == [ActionState.TRIED, *[ActionState.OPEN] * (HANDFUL + 29)], "also of those not shown"
    page.others_button.click()
    assert focused(tab) is page.cards()[HANDFUL].happened.chips()[0]
    while page.others_button.isVisible():
        page.others_button.click()
    assert len(page.cards()) == HANDFUL + 30
    page.cards()[-1].happened.chips()[0].click()
    wizard.onward()
    states = [follow_up.state for follow_up in vault.only_draft().follow_ups]
    assert states == [ActionState.TRIED, *[ActionState.OPEN] * (HANDFUL + 28), ActionState.TRIED]
    wizard.save_for_later()
    tab.home.draft_notes()[0].carry_on_button.click()
    wizard_of(tab).back()
    assert wizard_of(tab).last_time_page.cards()[-1].happened.chosen() == ("tried",)


def test_the_map_and_the_look_over_list_it(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    line = wizard._map_line(wizard.keeper.draft, -1)
    assert (line.name, line.state) == ("Last time", PageState.NOT_YET)
    wizard.jump(9)
    assert "Left as it was" in words_in(wizard.look_over_page)
    settle()
    first, below = wizard.look_over_page.change_button(-1), wizard.look_over_page.change_button(1)
    ends = [button.mapTo(tab, QPoint(button.width(), 0)).x() for button in (first, below)]
    assert ends[0] == ends[1], "they stand below one another"
    assert focused(tab) is wizard.look_over_page.change_button(-1)
    wizard.look_over_page.change_button(-1).click()
    wizard.last_time_page.cards()[0].happened.chips()[0].click()
    wizard.onward()
    assert wizard.keeper.draft.position == 9
    assert "Tried it" in words_in(wizard.look_over_page)
    assert wizard._map_line(wizard.keeper.draft, -1).state is PageState.ANSWERED


def test_it_is_announced(tab: ReflectTab, two: MemoryVault, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(wizard_module, "announce", lambda _widget, words: said.append(words))
    begin(tab)
    assert said == ["Last time"]


def test_what_was_settled_in_the_journal_meanwhile_is_shown(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    later = NOON + timedelta(minutes=1)
    two.follow_ups.add(replace(ASK, state=ActionState.TRIED, words="in Actions", noted=later))
    card = wizard.last_time_page.cards()[1]
    card.words.setFocus()
    types(tab, "half a w")
    tab.refresh()
    card = wizard.last_time_page.cards()[0]
    assert (card.happened.chosen(), card.words.markdown()) == (("tried",), "in Actions")
    types(tab, "ord")
    wizard.onward()
    assert two.follow_ups.there[SIT.key].words == "half a word"
    assert two.follow_ups.there[ASK.key].words == "in Actions"


def test_without_its_steps_the_page_goes_and_words_stay(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    two.follow_ups.there.clear()
    tab.refresh()
    assert wizard.context_page.isVisible()
    types(tab, "A name")
    wizard.back()
    assert two.only_draft().context.name == "A name"
    assert tab.wizard is None


def test_what_was_noted_about_an_entry_that_went_for_good_goes_with_it(
    tab: ReflectTab, two: MemoryVault
) -> None:
    wizard = begin(tab)
    wizard.last_time_page.cards()[0].words.setFocus()
    types(tab, "half a word")
    del two.follow_ups.there[ASK.key]
    two.follow_ups.gone.add(ASK.entry_id)
    tab.refresh()
    (card,) = wizard.last_time_page.cards()
    assert card.words.markdown() == ""
    wizard.save_for_later()
    assert ASK.key not in {each.key for draft, _ in two.drafts.kept.values() for each in draft.follow_ups}


def test_a_draft_carried_on_shows_steps_as_they_are_now(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    wizard.last_time_page.cards()[0].happened.chips()[2].click()
    wizard.save_for_later()
    later = NOON + timedelta(minutes=1)
    two.follow_ups.add(replace(ASK, state=ActionState.LEARNED, noted=later))
    del two.follow_ups.there[SIT.key]
    tab.home.draft_notes()[0].carry_on_button.click()
    (card,) = wizard_of(tab).last_time_page.cards()
    assert card.happened.chosen() == ("learned",)


def test_follow_ups_alone_are_no_entry(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    wizard.last_time_page.cards()[0].happened.chips()[0].click()
    wizard.jump(9)
    wizard.onward()
    assert not two.entries.kept
    assert two.follow_ups.there[ASK.key].state is ActionState.TRIED


def test_keeping_notes_what_happened(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab, QuestionSet.THREE)
    wizard.last_time_page.cards()[0].happened.chips()[0].click()
    wizard.jump(1)
    types(tab, "I listened")
    wizard.jump(4)
    wizard.onward()
    assert len(two.entries.kept) == 1
    assert two.follow_ups.there[ASK.key].state is ActionState.TRIED
    assert not two.drafts.kept


def test_locking_leaves_no_word(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    page = wizard.last_time_page
    field = page.cards()[0].words
    field.setFocus()
    types(tab, "half a word")
    tab.wipe()
    assert page.cards() == () and field.markdown() == "" and not field.document().isUndoAvailable()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not [word for word in words_in(tab) if "Ask" in word or "Garden" in word]


def test_what_happened_is_told_as_one_of_several_in_a_group_named_after_its_step(
    tab: ReflectTab, two: MemoryVault
) -> None:
    card = begin(tab).last_time_page.cards()[0]
    assert {described(chip).role for chip in card.happened.chips()} == {QAccessible.Role.RadioButton}
    around = described(card.happened)
    assert around.role == QAccessible.Role.Grouping
    assert around.name.startswith("What happened? ")


def test_tab_goes_from_card_to_card_to_the_buttons_below(tab: ReflectTab, two: MemoryVault) -> None:
    wizard = begin(tab)
    first, second = wizard.last_time_page.cards()
    wanted = [first.words, second.happened.chips()[0], second.words]
    for widget in (*wanted, wizard._foot.back_button):
        presses(tab, Qt.Key.Key_Tab)
        assert focused(tab) is widget


@pytest.mark.parametrize("size", [(900, 540), (683, 300)], ids=str)
@pytest.mark.parametrize(("colours", "percent"), [("light", 100), ("highContrast", 200)])
def test_no_word_is_cut(
    tab: ReflectTab,
    two: MemoryVault,
    theme: Theme,
    qapp: QApplication,
    colours: str,
    percent: int,
    size: tuple[int, int],
) -> None:
    theme.apply(qapp, Appearance(colours=colours, text_percent=percent))
    tab.resize(*size)
    wizard = begin(tab)
    wizard.last_time_page.cards()[0].happened.chips()[2].click()
    settle()
    assert cut_off(tab) + out_of_sight(tab) == []
    wizard.jump(9)
    settle()
    assert cut_off(tab) + out_of_sight(tab) == []
    assert (tab.width(), tab.height()) == size


def test_a_date_that_was_changed_elsewhere_comes_into_a_reflection_that_is_added_to(
    tab: ReflectTab, vault: MemoryVault
) -> None:
    when = EventDate(2026, 11, 2)
    answers = (Answer("values-1", "How?", "Noticed", step=NextStep("Try", date(2026, 12, 1))),)
    entry = Entry("e", "Before", when, NOON, NOON, Reflection(QuestionSet.CHOSEN, Context(when), answers))
    vault.entries.kept["e"] = entry
    tab.reopen("e")
    wizard = wizard_of(tab)
    wizard.change_page(1)
    later = replace(answers[0], step=NextStep("Try", date(2027, 3, 4)))
    content = Reflection(QuestionSet.CHOSEN, Context(when), (later,))
    vault.entries.kept["e"] = replace(entry, content=content)
    tab.refresh()
    assert wizard.question_page.answer() == later
    wizard.question_page.noticed.setFocus()
    types(tab, " more")
    vault.entries.kept["e"] = entry
    tab.refresh()
    assert wizard.question_page.answer().step.by == date(2027, 3, 4), "what was given here stays"


def test_a_mark_that_was_set_where_the_entry_is_read_comes_onto_the_look_over(
    tab: ReflectTab, vault: MemoryVault
) -> None:
    when = EventDate(2026, 11, 2)
    content = Reflection(QuestionSet.CHOSEN, Context(when), (Answer("values-1", "How?", "Noticed"),))
    entry = Entry("e", "Before", when, NOON, NOON, content)
    vault.entries.kept["e"] = entry
    tab.reopen("e")
    page = wizard_of(tab).look_over_page
    assert page.isVisible() and not page.to_talk_about.isChecked()
    vault.entries.kept["e"] = replace(entry, to_talk_about=True)
    tab.refresh()
    assert page.to_talk_about.isChecked()
    wizard_of(tab).onward()
    assert vault.entries.kept["e"].to_talk_about
