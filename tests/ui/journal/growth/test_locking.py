"""Locking leaves no word of the journal in the growth view, and drops what is still on its way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from coprod_desktop.domain.entries import Answer, Context, Entry, NextStep, QuestionSet, Rating, Reflection
from coprod_desktop.domain.growth import GrowthPicture
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.journal.growth.shown import Part
from coprod_desktop.ui.journal.growth.view import GrowthView
from coprod_desktop.vault.errors import JournalDamaged
from tests.support.journals import NOW
from tests.support.words_alive import words_alive
from tests.ui.journal.conftest import Settle
from tests.ui.journal.growth.conftest import SECOND, process

PRIVATE = ("asked officers", "gave my title", "warmer straight away", "Ask one person", "it helped")


def test_no_word_is_left_in_any_widget(view: GrowthView, picture: GrowthPicture) -> None:
    view.show_picture(picture)
    view.grid.stand_on_question("values-7")
    process()
    for part in Part:
        for form in ("list", "picture"):
            view.tools.form.choose(form)
            view.show_part(part)
            process()
    before = words_alive()
    assert all(words in before for words in PRIVATE[2:])
    view.wipe()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what a label held goes then
    after = words_alive()
    assert [words for words in (*PRIVATE, "Getting there, ", "18 November") if words in after] == []
    assert [each._painter._height_of.cache_info().currsize for each in (view.path, view.steps)] == [0, 0]
    assert view.picture is None
    assert view.shown is None


def test_what_comes_back_after_it_is_dropped(view: GrowthView, unlocking: Unlocking, settle: Settle) -> None:
    answer = Answer("values-1", "?", "I listened.", rating=Rating.WELL, step=NextStep("Ask first."))
    content = Reflection(QuestionSet.CHOSEN, Context(SECOND), (answer,))
    unlocking.vault.entries.put(Entry("a", "Garden", SECOND, NOW, NOW, content))
    view.refresh()
    view.wipe()
    settle()
    assert view.picture is None
    view.refresh()
    settle()
    assert view.grid.isVisible()
    assert view.grid.spoken == "Treating everyone as an equal, 18 November 2026: Going well"


def test_a_journal_that_cannot_be_read_is_told(
    view: GrowthView, picture: GrowthPicture, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> GrowthPicture:
        raise JournalDamaged(reason="record")

    monkeypatch.setattr(view._growing, "picture", damaged)
    view.refresh()
    assert view.about.isVisible()
    settle()
    assert view.notice.isVisible()
    assert not view.about.isVisible(), "it is not being read any more"
    view.show_picture(picture)
    view.refresh()
    settle()
    assert view.notice.isVisible()
    assert view.grid.isVisible(), "what was shown stays"
