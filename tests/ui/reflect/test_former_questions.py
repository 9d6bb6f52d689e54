"""Questions that the sheet does not hold: of another edition of it, or of a copy that somebody made up."""

from __future__ import annotations

from coprod_desktop.domain.entries import Answer, Context, EventDate, QuestionSet
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.ui.reflect.tab import ReflectTab
from tests.ui.reflect.memory import NOON, MemoryVault
from tests.ui.reflect.steps import focused, types, wizard_of

WHAT = "Did I <b>ring</b> first?"


def test_one_is_asked_in_its_own_words_and_kept(tab: ReflectTab, vault: MemoryVault) -> None:
    asked = (Answer("former-1", WHAT), Answer("values-1", "Introducing"))
    draft = ReflectionDraft("a", QuestionSet.CHOSEN, Context(EventDate(2026, 11, 2)), asked, position=1)
    vault.drafts.put_reflection(draft, NOON)
    tab.refresh()
    tab.home.draft_notes()[0].carry_on_button.click()
    wizard = wizard_of(tab)
    page = wizard.question_page
    assert page._question.words == WHAT and page._progress.words == "Question 1 of 2"
    assert not page._easier.isVisible() and not page._goes_with.isVisible()
    page.noticed.setFocus()
    types(tab, "I rang")
    assert wizard._map_line(wizard.keeper.draft, 1).name == f"1. {WHAT}"
    wizard.onward()
    assert page._progress.words == "Question 2 of 2 · Values"
    assert page._easier.isVisible() and page._goes_with.isVisible()
    wizard.onward()
    wizard.onward()
    (entry,) = vault.entries.kept.values()
    assert "I rang" in str(entry.content) and focused(tab) is not None


def test_alone_it_gives_the_reflection_its_name(tab: ReflectTab, vault: MemoryVault) -> None:
    asked = (Answer("former-1", WHAT, "I rang"),)
    draft = ReflectionDraft("a", QuestionSet.CHOSEN, Context(EventDate(2026, 11, 2)), asked, position=2)
    vault.drafts.put_reflection(draft, NOON)
    tab.refresh()
    tab.home.draft_notes()[0].carry_on_button.click()
    wizard_of(tab).onward()
    (entry,) = vault.entries.kept.values()
    assert entry.title == WHAT
