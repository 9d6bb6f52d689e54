"""The reader: read-only, whole, and in the person's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextEdit
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    MeetingKind,
    NextStep,
    Note,
    QuestionSet,
    Rating,
    Reflection,
)
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.journal.place import Place
from coprod_desktop.ui.journal.reader import Reader
from coprod_desktop.ui.journal.tab import JournalTab
from coprod_desktop.ui.journal.views import AnswerPlace
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.richtext_view import RichTextView
from coprod_desktop.vault.errors import DiskFull
from tests.support.journals import NOW, note
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.journal.conftest import Settle, press_edit


def words_of(tab: JournalTab) -> str:
    """Everything the reader shows, as plain words."""
    reader = tab.browse.reader
    parts = [label.text() for label in reader.findChildren(QLabel)]
    parts += [view.toPlainText() for view in reader.findChildren(QTextEdit)]
    return "\n".join(parts)


def reflection(recipe: Recipe) -> Entry:
    first, second = recipe.questions[:2]
    answers = (
        Answer(
            first.id,
            first.text,
            "I said **sorry** & <b>meant</b> it.",
            rating=Rating.GETTING_THERE,
            step=NextStep("Ask first.", date(2026, 12, 2), "Sam"),
        ),
        Answer(second.id, second.text),
    )
    content = Reflection(
        QuestionSet.VALUES,
        Context(EventDate(2026, 11, 18), kind=MeetingKind.MEETING, my_part="Facilitating"),
        answers,
        "Slow down.",
    )
    return Entry("r" * 32, "Third meeting", EventDate(2026, 11, 18), NOW, NOW, content)


def open_in(tab: JournalTab, unlocking: Unlocking, settle: Settle, entry: Entry) -> None:
    unlocking.vault.entries.put(entry)
    tab.refresh()
    tab.open_entry(entry.id)
    settle()


def test_a_reflection_is_read_whole(
    tab: JournalTab, recipe: Recipe, unlocking: Unlocking, settle: Settle
) -> None:
    open_in(tab, unlocking, settle, reflection(recipe))
    words = words_of(tab)
    for expected in (
        "Third meeting", "Wednesday 18 November 2026", "Meeting", "Facilitating", recipe.questions[0].text,
        "Getting there", "I said sorry & <b>meant</b> it.", "Ask first.", "By Wednesday 2 December",
        "With Sam", "Slow down.", "Left out this time", recipe.questions[1].label,
    ):  # fmt: skip
        assert expected in words, expected
    assert all(view.isReadOnly() for view in tab.browse.reader.findChildren(QTextEdit))


def test_what_became_of_a_step_stands_under_its_answer(
    tab: JournalTab, recipe: Recipe, unlocking: Unlocking, settle: Settle
) -> None:
    entry = reflection(recipe)
    open_in(tab, unlocking, settle, entry)
    assert "Learned from it" not in words_of(tab)
    asked = recipe.questions[0].id
    unlocking.vault.actions.note(entry.id, asked, ActionState.LEARNED, "They *laughed*.", NOW)
    tab.refresh()
    settle()
    words = words_of(tab)
    assert words.index("By Wednesday 2 December") < words.index("Learned from it, 18 November 2026")
    assert words.index("Ask first.") < words.index("They laughed.")
    unlocking.vault.actions.note(entry.id, asked, ActionState.OPEN, "", NOW)
    tab.refresh()
    settle()
    assert "They laughed." not in words_of(tab)


def test_any_answer_leads_to_reflecting_on_it_again(
    tab: JournalTab, recipe: Recipe, unlocking: Unlocking, settle: Settle
) -> None:
    entry = reflection(recipe)
    assert isinstance(entry.content, Reflection)
    formerly = Answer("values-99", "A question of former days?", "words")
    content = replace(entry.content, answers=(*entry.content.answers, formerly))
    open_in(tab, unlocking, settle, replace(entry, content=content))
    wanted: list[object] = []
    tab.reflect_on.connect(wanted.append)
    again = [b for b in tab.browse.reader.findChildren(Button) if b.text() == "Reflect on this again"]
    named = [button.accessibleName() for button in again]
    assert len(set(named)) == len(again) and all(n.startswith("Reflect on this again: ") for n in named)
    for button in again:
        assert button.kind == "quiet"
        button.click()
    said = [a.question_id for a in entry.content.answers if not a.is_empty]
    assert wanted == said, "of the one that is no longer asked there is no reflecting again"


def test_each_text_says_which_question_it_belongs_to(
    tab: JournalTab, recipe: Recipe, unlocking: Unlocking, settle: Settle
) -> None:
    """By the Tab key one comes from text to text, past the questions between them."""
    entry = reflection(recipe)
    open_in(tab, unlocking, settle, entry)
    assert isinstance(entry.content, Reflection)
    names = [view.accessibleName() for view in tab.browse.reader.findChildren(RichTextView)]
    for answer in entry.content.answers:
        label = next(q.label for q in recipe.questions if q.id == answer.question_id)
        assert (f"What I noticed: {label}" in names) == bool(answer.noticed.strip())
        assert (f"What I'll try next: {label}" in names) == bool(answer.step.text.strip())
    assert len(set(names)) == len(names)


def test_a_reflection_is_added_to_elsewhere(
    tab: JournalTab, recipe: Recipe, unlocking: Unlocking, settle: Settle
) -> None:
    asked: list[object] = []
    tab.reopen_reflection.connect(asked.append)
    open_in(tab, unlocking, settle, reflection(recipe))
    press_edit(tab)
    assert asked == ["r" * 32]
    assert tab.entries.currentWidget() is tab.browse


def test_the_mark_to_talk_about_is_kept(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    open_in(tab, unlocking, settle, note(1))
    button = next(b for b in tab.browse.reader.findChildren(Button) if b.text() == "To talk about")
    button.click()
    settle()
    assert unlocking.vault.entries.get(note(1).id).to_talk_about
    assert button.isChecked()
    index = tab.browse.list_pane.list.currentIndex()
    assert "To talk about" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    button.click()
    settle()
    assert not unlocking.vault.entries.get(note(1).id).to_talk_about


def test_a_mark_that_could_not_be_written_is_shown_as_it_is_kept(
    tab: JournalTab,
    unlocking: Unlocking,
    settle: Settle,
    journalling: Journalling,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_entry_id: str, _on: bool) -> None:
        raise DiskFull(path=None)

    open_in(tab, unlocking, settle, note(1))
    monkeypatch.setattr(journalling, "set_to_talk_about", full)
    button = next(b for b in tab.browse.reader.findChildren(Button) if b.text() == "To talk about")
    button.click()
    settle()
    assert not button.isChecked() and "The disk is full." in tab.browse.notice.words


def test_where_an_entry_can_only_be_read_nothing_is_offered(
    qtbot: QtBot, theme: Theme, recipe: Recipe
) -> None:
    """In the bin and in a copy."""
    reader = Reader(theme, recipe, still=True)
    qtbot.addWidget(reader)
    for entry in (reflection(recipe), replace(note(1), items=(recipe.items[0].id,))):
        reader.show_entry(entry)
        assert [b.text() for b in reader.findChildren(Button) if b.isVisibleTo(reader)] == []


def test_searched_words_are_marked_in_the_reader(
    tab: JournalTab, unlocking: Unlocking, settle: Settle
) -> None:
    open_in(tab, unlocking, settle, replace(note(1), title="Café", content=Note("At the café.")))
    tab.browse.list_pane.search.setText("cafe")
    tab.browse.list_pane.show_now()
    settle()
    title = tab.browse.reader.title
    assert title is not None
    assert "underline" in title.text()
    view = tab.browse.reader.findChild(QTextEdit)
    assert isinstance(view, QTextEdit)
    assert view.document().firstBlock().layout().formats()


def test_an_entry_that_is_gone_is_told(tab: JournalTab, settle: Settle) -> None:
    tab.open_entry("f" * 32)
    settle()
    assert "no longer in your journal" in words_of(tab)


def test_after_one_that_is_gone_others_are_read_from_their_beginning_and_only_when_opened(
    tab: JournalTab, recipe: Recipe, unlocking: Unlocking, settle: Settle
) -> None:
    tab.activateWindow()
    unlocking.vault.entries.put(reflection(recipe))
    unlocking.vault.entries.put(note(1))
    tab.refresh()
    settle()
    tab.open_answer(AnswerPlace("f" * 32, recipe.questions[0].id))
    settle()
    entries = tab.browse.list_pane.list
    entries.setFocus(Qt.FocusReason.OtherFocusReason)
    entries.chosen.emit(note(1).id)
    tab.browse._fetch()
    settle()
    assert tab.browse.reader.entry is not None and entries.hasFocus(), "it was chosen, and not opened"
    entries.choose("r" * 32)
    QTest.keyClick(entries, Qt.Key.Key_Return)
    settle()
    assert tab.browse.reader.title is not None and tab.browse.reader.title.hasFocus()


def test_links_are_asked_about_first(
    tab: JournalTab, unlocking: Unlocking, settle: Settle, ask: ScriptedAsk
) -> None:
    ask.will_say(False)
    open_in(tab, unlocking, settle, replace(note(1), content=Note("[there](<https://example.org>)")))
    tab.browse.reader.findChild(QTextEdit).link_chosen.emit("https://example.org")  # type: ignore[union-attr]
    assert ask.asked or ask.links


def test_an_item_leads_to_the_recipe(
    tab: JournalTab, recipe: Recipe, unlocking: Unlocking, settle: Settle
) -> None:
    wanted: list[object] = []
    tab.show_item.connect(wanted.append)
    item = recipe.items[0]
    open_in(tab, unlocking, settle, replace(note(1), items=(item.id, "unknown")))
    next(b for b in tab.browse.reader.findChildren(Button) if b.text() == item.name).click()
    assert wanted == [item.id]


def test_wiping_leaves_no_word(tab: JournalTab, recipe: Recipe, unlocking: Unlocking, settle: Settle) -> None:
    open_in(tab, unlocking, settle, reflection(recipe))
    tab.browse.list_pane.search.setText("sorry")
    tab.open_entry("r" * 32)
    tab.wipe()
    settle()
    everything = words_of(tab) + tab.browse.list_pane.search.text()
    for word in ("sorry", "Third meeting", "Slow down", "Ask first"):
        assert word not in everything
    assert tab.browse.list_pane.list.model().rowCount() == 0


def test_one_pane_where_there_is_little_room(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    unlocking.vault.entries.put(note(1))
    tab.resize(683, 300)
    tab.refresh()
    settle()
    pane, reader = tab.browse.list_pane, tab.browse.reader
    assert pane.isVisible()
    assert not reader.isVisible()
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    settle()
    assert reader.isVisible()
    assert not pane.isVisible()
    QTest.keyClick(reader.back_button, Qt.Key.Key_Escape)
    assert pane.isVisible()
    tab.resize(1280, 760)
    assert reader.isVisible()
    assert pane.isVisible()


def test_f6_goes_round_the_panes(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    open_in(tab, unlocking, settle, note(1))
    pane = tab.browse.list_pane
    pane.list.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(tab, Qt.Key.Key_F6)
        focus = tab.focusWidget()
        seen.append(focus)
    assert seen == [tab.browse.reader.title, pane.search, pane.list]


def test_one_is_back_where_one_was(tab: JournalTab, unlocking: Unlocking, settle: Settle) -> None:
    open_in(tab, unlocking, settle, note(3))
    place = tab.place()
    assert place == Place(note(3).id)
    tab.wipe()
    tab.refresh()
    tab.restore(place)
    settle()
    assert tab.browse.reader.entry is not None
    assert tab.browse.reader.entry.id == note(3).id


def test_tab_stops_at_what_was_written_and_page_keys_scroll(
    tab: JournalTab, recipe: Recipe, unlocking: Unlocking, settle: Settle
) -> None:
    entry = reflection(recipe)
    assert isinstance(entry.content, Reflection)
    answers = tuple(Answer(q.id, q.text, "Words. " * 60) for q in recipe.questions)
    open_in(tab, unlocking, settle, replace(entry, content=replace(entry.content, answers=answers)))
    reader = tab.browse.reader
    stops = [label for label in reader.findChildren(QLabel) if label.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [reader.title]
    view = reader.findChildren(QTextEdit)[0]
    view.setFocus()
    before = reader.page.verticalScrollBar().value()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert reader.page.verticalScrollBar().value() > before
