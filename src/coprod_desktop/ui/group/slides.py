"""What is shown to a group, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coprod_desktop.content.model import (
    Group,
    Item,
    ItemKind,
    Line,
    Question,
    Recipe,
    Run,
    SectionId,
    text_of,
)


class Show(StrEnum):
    """What one can show."""

    ALL = "all"
    VALUES = "values"
    SKILLS = "skills"
    INGREDIENTS = "ingredients"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen. ``easier`` is empty where there are no easier words; ``notes`` are ours."""

    part: str
    runs: Line
    easier: str = ""
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The plain words of the original."""
        return text_of(self.runs)


def slides(recipe: Recipe, show: Show) -> tuple[Slide, ...]:
    """The screens, in the order of the grab sheet."""
    if show is Show.INGREDIENTS:
        return tuple(_of_item(recipe, item) for item in recipe.values)
    if show is Show.METHOD:
        return tuple(_of_item(recipe, item) for item in recipe.skills)
    groups = {Show.VALUES: (Group.VALUES,), Show.SKILLS: (Group.SKILLS,)}.get(show, tuple(Group))
    return tuple(_of_question(recipe, q) for group in groups for q in recipe.questions_of(group))


def name_of(recipe: Recipe, show: Show) -> str:
    """What a choice is called, in the content's own words; empty for all the questions."""
    if show is Show.INGREDIENTS:
        return recipe.section(SectionId.INGREDIENTS).title
    if show is Show.METHOD:
        return recipe.section(SectionId.METHOD).title
    return {
        Show.VALUES: recipe.group_titles[Group.VALUES],
        Show.SKILLS: recipe.group_titles[Group.SKILLS],
    }.get(show, "")


def _of_question(recipe: Recipe, question: Question) -> Slide:
    notes = tuple(filter(None, (question.note, question.care)))
    return Slide(recipe.group_titles[question.group], (Run(question.text),), question.easier, notes)


def _of_item(recipe: Recipe, item: Item) -> Slide:
    show = Show.INGREDIENTS if item.kind is ItemKind.VALUE else Show.METHOD
    return Slide(name_of(recipe, show), item.runs)
