"""Words of the recipe as plain text, always with the credit that its licence asks for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from coprod_desktop.content.model import FollowedBy, Group, Item, Line, Recipe, Section, text_of


def with_credit(recipe: Recipe, words: str) -> str:
    """Words, an empty line, and the credit with the address of the licence."""
    addresses = [run.link for run in recipe.credit if run.link]
    return "\n".join([words.strip(), "", text_of(recipe.credit), *addresses])


def item_words(recipe: Recipe, item: Item) -> str:
    """An item's words and the questions that go with it."""
    lines = [item.text]
    questions = recipe.questions_for(item.id)
    if questions:
        lines += ["", *(f"- {question.text}" for question in questions)]
    return "\n".join(lines)


def overview_words(recipe: Recipe) -> str:
    """The recipe on one page: the idea, the ingredients, the method and the footnote."""
    parts = [
        recipe.heading,
        *(text_of(line) for line in recipe.idea),
        _list_of(recipe.values_heading, recipe.values),
        _list_of(recipe.method_heading, recipe.skills),
        text_of(recipe.footnote),
    ]
    return "\n\n".join(parts)


def sheet_words(recipe: Recipe) -> str:
    """The whole sheet, in its order."""
    parts = [recipe.title.shown, recipe.subtitle.shown]
    parts += [_section_words(recipe, section) for section in recipe.sections]
    return "\n\n".join(parts)


def ours(recipe: Recipe, words: str) -> str:
    """Words of ours with the remark that they are."""
    pattern = QCoreApplication.translate("Recipe", "{words} ({remark})")
    return pattern.format(words=words, remark=recipe.our_words_note)


def _section_words(recipe: Recipe, section: Section) -> str:
    lines = [] if section.title_is_ours else [section.title]
    lines += [paragraph.text for paragraph in section.paragraphs]
    if section.followed_by is FollowedBy.VALUES:
        lines.append("\n".join(f"- {item.text}" for item in recipe.values))
    elif section.followed_by is FollowedBy.SKILLS:
        lines.append("\n".join(f"- {item.text}" for item in recipe.skills))
    elif section.followed_by is FollowedBy.QUESTIONS:
        for group in Group:
            questions = "\n".join(f"- {question.text}" for question in recipe.questions_of(group))
            lines.append(f"{recipe.group_titles[group]}\n\n{questions}")
    return "\n\n".join(lines)


def _list_of(heading: Line, items: tuple[Item, ...]) -> str:
    return "\n".join([text_of(heading), "", *(f"- {item.text}" for item in items)])
