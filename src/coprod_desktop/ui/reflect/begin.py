"""What the home of Reflect offers to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import QuestionSet
from coprod_desktop.ui.reflect import words


@dataclass(frozen=True, slots=True)
class Way:
    """One way to begin: its words, and the picture and colours of its card."""

    question_set: QuestionSet
    icon: str
    fill: str
    ink: str
    title: str
    amount: str
    about: str


@dataclass(frozen=True, slots=True)
class Begin:
    """Somebody wants to begin. ``question_ids`` are set when they chose the questions themselves."""

    question_set: QuestionSet
    question_ids: tuple[str, ...] = ()


def ways_to_begin(recipe: Recipe) -> tuple[Way, ...]:
    """The four cards of the home, in their order."""
    return (
        Way(
            QuestionSet.THREE,
            "sprout",
            "highlightTint",
            "onHighlightTint",
            words.set_name(recipe, QuestionSet.THREE),
            _tr("The short way in"),
            _tr("The three questions you have not looked at for longest."),
        ),
        Way(
            QuestionSet.VALUES,
            "carrot",
            "ingredientTint",
            "onIngredientTint",
            words.set_name(recipe, QuestionSet.VALUES),
            words.how_many_questions(len(recipe.values_questions)),
            _tr("The ingredients. How you treat people, and what you bring into the room with you."),
        ),
        Way(
            QuestionSet.SKILLS,
            "cooking-pot",
            "methodTint",
            "onMethodTint",
            words.set_name(recipe, QuestionSet.SKILLS),
            words.how_many_questions(len(recipe.skills_questions)),
            _tr("The method. Facilitating, listening, and how you know everyone is truly involved."),
        ),
        Way(
            QuestionSet.ALL,
            "utensils",
            "selected",
            "onSelected",
            words.set_name(recipe, QuestionSet.ALL),
            words.how_many_questions(len(recipe.questions)),
            _tr("The whole litmus test. Do it in one go, or a few at a time over several days."),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reflect", text)
