"""The words of care and honesty stand where they belong, in the words of the content folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import Answer
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.export.preview_page import PreviewPage
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.recipe.question_row import QuestionRow
from coprod_desktop.ui.recipe.sheet_page import SheetPage
from coprod_desktop.ui.reflect.home import HomePage
from coprod_desktop.ui.reflect.question_page import Asked, QuestionPage
from coprod_desktop.ui.settings.journal import JournalSection
from coprod_desktop.ui.settings.sign_in import SignInPart
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.yours_page import YoursPage
from coprod_desktop.ui.widgets.text import Text
from tests.support.journals import NOW, PASSPHRASE
from tests.ui.conftest import Parts

PAID_ROLES = ("values-4", "values-6", "values-7")


def words_on(page: QWidget) -> str:
    """Everything that stands there and is not hidden."""
    shown = [text.words for text in page.findChildren(Text) if text.isVisibleTo(page)]
    return "\n".join(shown)


def test_no_page_says_them_in_words_of_its_own() -> None:
    """Numbers are those of the country: they stand in the content folder alone."""
    root = Path(__file__).parents[2]
    places = [*(root / "src").rglob("*.py"), *(root / "resources" / "guide").rglob("*.md")]
    for path in places:
        text = path.read_text("utf-8")
        assert "116 123" not in text and "Samaritans" not in text, path


def test_reflect_home_says_that_writing_tells_nobody(qtbot: QtBot, theme: Theme, recipe: Recipe) -> None:
    page = HomePage(theme, recipe)
    qtbot.addWidget(page)
    assert recipe.care.writing in words_on(page)


@pytest.mark.parametrize("number", range(18))
def test_the_notes_and_the_care_stand_under_their_questions_and_no_other(
    qtbot: QtBot, theme: Theme, recipe: Recipe, number: int
) -> None:
    question = recipe.questions[number]
    page = QuestionPage(theme, recipe, NOW.date())
    qtbot.addWidget(page)
    page.show_asked(Asked(question, Answer(question.id, question.text), "", has_earlier=False))
    page.more_fold.set_open(open_now=True)
    said = words_on(page)
    assert ("Written with paid roles in mind. Answer from where you stand, or skip." in said) == (
        question.id in PAID_ROLES
    )
    own_story = question.id == "values-5"
    assert ("You owe nobody your story. Keeping something private can be the right choice." in said) == (
        own_story
    )
    assert (recipe.care.writing in said) == own_story
    assert ("How do I know?" in said) != own_story
    assert recipe.hints.ratings in said


@pytest.mark.parametrize("question_id", [*PAID_ROLES, "values-5"])
def test_the_recipe_says_them_beside_the_same_questions(
    qtbot: QtBot, theme: Theme, recipe: Recipe, question_id: str
) -> None:
    question = recipe.question(question_id)
    row = QuestionRow(theme, recipe, question)
    qtbot.addWidget(row)
    assert (question.note or question.care) in words_on(row)
    sheet = SheetPage(theme, recipe)
    qtbot.addWidget(sheet)
    assert (question.note or question.care) in words_on(sheet)


def test_before_an_export_is_saved_it_says_what_may_follow(
    qtbot: QtBot, theme: Theme, recipe: Recipe
) -> None:
    page = PreviewPage(theme, recipe.care.export)
    qtbot.addWidget(page)
    assert recipe.care.export in words_on(page)


def test_privacy_is_told_before_a_journal_is_made_and_in_the_settings(parts: Parts) -> None:
    looks = Looks(parts.theme, parts.preferences, parts.jobs)
    for page in (
        YoursPage(looks, ("1", "2", "3"), parts.recipe, parts.unlocking.folder),
        JournalSection(parts.theme, parts.recipe, parts.unlocking, parts.ask),
    ):
        parts.bot.addWidget(page)
        assert parts.recipe.care.privacy in words_on(page)
        assert "copied elsewhere" not in words_on(page)


def test_a_synced_folder_is_named_before_a_journal_is_made_and_in_the_settings(
    parts: Parts, tmp_path: Path
) -> None:
    looks = Looks(parts.theme, parts.preferences, parts.jobs)
    unlocking = Unlocking(tmp_path / "OneDrive - Council" / "Journal")
    for page in (
        YoursPage(looks, ("1", "2", "3"), parts.recipe, unlocking.folder),
        JournalSection(parts.theme, parts.recipe, unlocking, parts.ask),
    ):
        parts.bot.addWidget(page)
        assert "This folder seems to be copied elsewhere by OneDrive." in words_on(page)


def test_the_sign_in_says_who_can_open_the_journal(parts: Parts) -> None:
    parts.unlocking.create(PASSPHRASE, parts.unlocking.new_secret(), recovery_confirmed=True)
    part = SignInPart(parts.theme, parts.recipe, parts.sign_in, parts.jobs)
    parts.bot.addWidget(part)
    part.show_for(parts.unlocking.state())
    parts.settle()
    said = [label.text() for label in part.findChildren(QLabel)] + [words_on(part)]
    assert any(parts.recipe.care.sign_in in words for words in said)
