"""Reading and checking a content folder, such as ``resources/content/en-GB``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from coprod_desktop.content.markup import parse_runs
from coprod_desktop.content.model import (
    HOW_KNOWN_IDS,
    MEETING_KIND_IDS,
    QUESTION_SET_IDS,
    RATING_IDS,
    Care,
    Choice,
    FollowedBy,
    Group,
    Hints,
    Item,
    ItemKind,
    Line,
    Paragraph,
    ParagraphKind,
    Question,
    Recipe,
    Section,
    SectionId,
    Title,
)
from coprod_desktop.content.reader import TableReader, read_file

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_KINDS_NEEDED: Mapping[SectionId, tuple[ParagraphKind, ...]] = {
    SectionId.QUOTATION: (ParagraphKind.QUOTE, ParagraphKind.ATTRIBUTION),
    SectionId.INGREDIENTS: (ParagraphKind.HEADING,),
    SectionId.METHOD: (ParagraphKind.HEADING,),
    SectionId.GROWTH_MINDSET: (ParagraphKind.TEXT,),
    SectionId.CHALLENGE_YOURSELF: (ParagraphKind.TEXT,),
    SectionId.LITMUS: (ParagraphKind.TEXT,),
}


def load(folder: Path) -> Recipe:
    """Read one language's recipe and litmus test and check all of it.

    Raises:
        ContentError: something is missing, misspelt, of the wrong type or named twice; it says where.
    """
    recipe, litmus, words = (read_file(folder / f"{name}.toml") for name in ("recipe", "litmus", "words"))
    links = _links(recipe.table("links"))
    title, subtitle, heading = _opening(recipe.table("opening"))
    sections = _sections(recipe, links)
    items = _items(recipe, links)
    recipe.finish()
    group_titles = _group_titles(litmus.table("groups"))
    questions = _questions(litmus, {item.id for item in items})
    litmus.finish()
    credit, our_words_note = _credit(words.table("credit"), links)
    loaded = Recipe(
        title=title,
        subtitle=subtitle,
        heading=heading,
        sections=sections,
        items=items,
        group_titles=group_titles,
        questions=questions,
        ratings=_choices(words, "ratings", RATING_IDS),
        how_known=_choices(words, "how_known", HOW_KNOWN_IDS),
        meeting_kinds=_choices(words, "meeting_kinds", MEETING_KIND_IDS),
        question_sets=_choices(words, "question_sets", QUESTION_SET_IDS),
        care=_care(words.table("care")),
        hints=_hints(words.table("hints")),
        credit=credit,
        our_words_note=our_words_note,
    )
    words.finish()
    return loaded


def _links(table: TableReader) -> dict[str, str]:
    links = table.words_by_key()
    for key, address in links.items():
        if not address.startswith("https://") or " " in address:
            raise table.error("an address begins with https:// and has no spaces", key)
    return links


def _opening(table: TableReader) -> tuple[Title, Title, str]:
    title, subtitle = (Title(table.text(key), table.text(f"{key}_shown")) for key in ("title", "subtitle"))
    heading = table.text("heading")
    table.finish()
    if heading not in subtitle.original:
        raise table.error("the heading must be a part of the subtitle", "heading")
    return title, subtitle, heading


def _new_id(table: TableReader, taken: Collection[str]) -> str:
    """The table's ``id``, which has the usual form and is not taken."""
    value = table.text("id")
    if not _ID.fullmatch(value):
        raise table.error(f"'{value}' is not an id: small letters, digits and single hyphens", "id")
    if value in taken:
        raise table.error(f"the id '{value}' is used twice", "id")
    return value


def _runs(table: TableReader, key: str, links: Mapping[str, str]) -> Line:
    text = table.text(key)
    return table.checked(key, lambda: parse_runs(text, links))


def _sections(recipe: TableReader, links: Mapping[str, str]) -> tuple[Section, ...]:
    sections: list[Section] = []
    for table in recipe.tables("sections"):
        section = Section(
            id=table.choice("id", SectionId),
            title=table.text("title"),
            title_is_ours=table.flag("ours"),
            paragraphs=tuple(_paragraph(inner, links) for inner in table.tables("paragraphs")),
            followed_by=table.optional_choice("followed_by", FollowedBy.NOTHING),
            note=table.optional_text("note"),
        )
        table.finish()
        expected = list(SectionId)[len(sections)] if len(sections) < len(SectionId) else None
        if section.id is not expected:
            wanted = f"here comes '{expected}'" if expected else "all sections are there already"
            raise table.error(f"the section '{section.id}' is out of the sheet's order: {wanted}", "id")
        kinds = {paragraph.kind for paragraph in section.paragraphs}
        for kind in _KINDS_NEEDED.get(section.id, ()):
            if kind not in kinds:
                raise table.error(f"the section '{section.id}' needs a paragraph of kind '{kind}'")
        sections.append(section)
    if len(sections) < len(SectionId):
        raise recipe.error(f"the section '{list(SectionId)[len(sections)]}' is missing")
    return tuple(sections)


def _paragraph(table: TableReader, links: Mapping[str, str]) -> Paragraph:
    paragraph = Paragraph(table.optional_choice("kind", ParagraphKind.TEXT), _runs(table, "text", links))
    table.finish()
    return paragraph


def _items(recipe: TableReader, links: Mapping[str, str]) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    for table in recipe.tables("items"):
        item = Item(
            id=_new_id(table, items),
            kind=table.choice("kind", ItemKind),
            runs=_runs(table, "text", links),
            name=table.text("name"),
            about=table.text("about"),
            icon=table.text("icon"),
            prompt=table.text("prompt"),
        )
        table.finish()
        if not any(run.bold for run in item.runs):
            raise table.error("an item has a bold word", "text")
        if any(other.name == item.name for other in items.values()):
            raise table.error(f"the name '{item.name}' is used twice", "name")
        items[item.id] = item
    return tuple(items.values())


def _group_titles(table: TableReader) -> dict[Group, str]:
    titles = {group: table.text(group.value) for group in Group}
    table.finish()
    return titles


def _questions(litmus: TableReader, item_ids: Collection[str]) -> tuple[Question, ...]:
    notes = litmus.table("notes").words_by_key()
    questions: dict[str, Question] = {}
    for table in litmus.tables("questions"):
        question = Question(
            id=_new_id(table, questions),
            group=table.choice("group", Group),
            text=table.text("text"),
            label=table.text("label"),
            easier=table.text("easier"),
            item_ids=table.texts("goes_with"),
            sentences=table.optional_texts("sentences"),
            note=_note(table, "note", notes),
            care=_note(table, "care", notes),
            asks_how_known=table.optional_flag("asks_how_known", default=True),
        )
        table.finish()
        _check_question(table, question, item_ids)
        if any(other.label == question.label for other in questions.values()):
            raise table.error(f"the label '{question.label}' is used twice", "label")
        questions[question.id] = question
    return tuple(questions.values())


def _note(table: TableReader, key: str, notes: Mapping[str, str]) -> str:
    name = table.optional_text(key)
    if name and name not in notes:
        raise table.error(f"there is no note '{name}' under [notes]", key)
    return notes[name] if name else ""


def _check_question(table: TableReader, question: Question, item_ids: Collection[str]) -> None:
    for item_id in question.item_ids:
        if item_id not in item_ids:
            raise table.error(f"there is no item '{item_id}' in recipe.toml", "goes_with")
    if len(set(question.item_ids)) != len(question.item_ids):
        raise table.error("an item is named twice", "goes_with")
    if question.sentences and " ".join(question.sentences) != question.text:
        raise table.error("the sentences together must be the text, word for word", "sentences")


def _choices(words: TableReader, key: str, ids: tuple[str, ...]) -> tuple[Choice, ...]:
    """The choices of one kind: exactly the ids that journals store, in the order they are offered."""
    choices: list[Choice] = []
    for table in words.tables(key):
        choice = Choice(_new_id(table, [known.id for known in choices]), table.text("label"))
        table.finish()
        if choice.id not in ids:
            raise table.error(f"'{choice.id}' is not one of {', '.join(ids)}", "id")
        choices.append(choice)
    for choice_id in ids:
        if choice_id not in [choice.id for choice in choices]:
            raise words.error(f"[[{key}]] with the id '{choice_id}' is missing", key)
    return tuple(choices)


def _care(table: TableReader) -> Care:
    care = Care(*(table.text(key) for key in ("writing", "export", "privacy", "sign_in")))
    table.finish()
    return care


def _hints(table: TableReader) -> Hints:
    hints = Hints(*(table.text(key) for key in ("ratings", "names", "no_question")))
    table.finish()
    return hints


def _credit(table: TableReader, links: Mapping[str, str]) -> tuple[Line, str]:
    line, note = _runs(table, "line", links), table.text("our_words")
    table.finish()
    return line, note
