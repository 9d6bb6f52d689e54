"""Puts a sheet together from the recipe: which words, in which order, and which of them are ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from coprod_desktop.content.model import (
    FollowedBy,
    Group,
    ItemKind,
    Line,
    ParagraphKind,
    Question,
    Recipe,
    Section,
    SectionId,
)
from coprod_desktop.domain.richtext import Span
from coprod_desktop.export.sheet import (
    Ask,
    Block,
    Head,
    Items,
    Look,
    Room,
    Sheet,
    SheetKind,
    SheetWords,
    Spans,
    Wish,
    Words,
)

_LINES: Final = 4
"""Lines to write on under a question."""
_LAST_LINES: Final = 5
_LOOKS: Final = {
    ParagraphKind.TEXT: Look.TEXT,
    ParagraphKind.HEADING: Look.LEAD,
    ParagraphKind.QUOTE: Look.QUOTE,
    ParagraphKind.ATTRIBUTION: Look.BY,
}


def build(wish: Wish, recipe: Recipe, made: datetime, words: SheetWords | None = None) -> Sheet:
    """The sheet that was wished for.

    Raises:
        KeyError: no such item.
    """
    return _Builder(wish, recipe, words or SheetWords()).build(made)


class _Builder:
    def __init__(self, wish: Wish, recipe: Recipe, words: SheetWords) -> None:
        self._wish, self._recipe, self._words = wish, recipe, words

    def build(self, made: datetime) -> Sheet:
        recipe, words = self._recipe, self._words
        empty = Sheet(
            wish=self._wish,
            title=recipe.heading,
            subtitle="",
            blocks=(),
            credit=_spans(recipe.credit),
            ours=recipe.our_words_note,
            language=words.language,
            page=words.page,
            made=made,
            group_titles=tuple(recipe.group_titles.items()),
        )
        kind = self._wish.kind
        if kind is SheetKind.RECIPE:
            return replace(empty, blocks=self._recipe_blocks())
        if kind is SheetKind.LITMUS:
            return replace(empty, title=recipe.litmus_title, blocks=self._litmus_blocks())
        if kind is SheetKind.CARDS:
            return replace(empty, title=words.cards, hint=words.cut, blocks=self._asks(self._groups(), 0))
        if kind is SheetKind.ITEM:
            item = recipe.item(self._wish.item_id)
            return replace(
                empty, title=item.name, subtitle=words.kinds[item.kind], blocks=self._item_blocks()
            )
        blocks = [Words((Span(words.headings),), Look.OURS)]
        for section in recipe.sections:
            blocks += self._section(section)  # type: ignore[arg-type]  # a list of any blocks
        return replace(empty, title=recipe.title.shown, subtitle=recipe.subtitle.shown, blocks=tuple(blocks))

    # ------------------------------------------------------------------ the sheets
    def _recipe_blocks(self) -> tuple[Block, ...]:
        recipe = self._recipe
        looks = (Look.LEAD, Look.TEXT)
        return (
            *(Words(_spans(line), look) for line, look in zip(recipe.idea, looks, strict=True)),
            Words(_spans(recipe.quotation), Look.QUOTE),
            Words(_spans(recipe.quotation_by), Look.BY),
            self._items(ItemKind.VALUE, SectionId.INGREDIENTS, recipe.values_heading),
            self._items(ItemKind.SKILL, SectionId.METHOD, recipe.method_heading),
            Words(_spans(recipe.footnote), Look.SMALL),
        )

    def _litmus_blocks(self) -> tuple[Block, ...]:
        recipe = self._recipe
        blocks: list[Block] = [
            Words(_spans(recipe.litmus_intro), Look.LEAD),
            Words((Span(f"{recipe.hints.names} ({recipe.our_words_note})"),), Look.OURS),
            Room(self._words.date, 1),
        ]
        for group in self._groups():
            blocks.append(Head(recipe.group_titles[group]))
            blocks += self._asks((group,), _LINES)
        blocks.append(Room(self._words.taking_away, _LAST_LINES))
        return tuple(blocks)

    def _item_blocks(self) -> tuple[Block, ...]:
        recipe, words = self._recipe, self._words
        item = recipe.item(self._wish.item_id)
        blocks: list[Block] = [Words(_spans(item.runs), Look.LEAD), Head(words.questions)]
        questions = recipe.questions_for(item.id)
        blocks += [self._ask(question, 0) for question in questions]
        if not questions:
            blocks.append(Words((Span(recipe.hints.no_question),), Look.OURS))
        blocks += [
            Head(words.write),
            Words((Span(f"{item.prompt} ({recipe.our_words_note})"),), Look.OURS),
            Room("", _LAST_LINES),
        ]
        return tuple(blocks)

    def _section(self, section: Section) -> list[Block]:
        recipe = self._recipe
        blocks: list[Block] = [Head(section.title)]
        blocks += [Words(_spans(part.runs), _LOOKS[part.kind]) for part in section.paragraphs]
        if section.note:
            blocks.append(Words((Span(f"{section.note} ({recipe.our_words_note})"),), Look.OURS))
        if section.followed_by is FollowedBy.VALUES:
            blocks.append(self._items(ItemKind.VALUE))
        elif section.followed_by is FollowedBy.SKILLS:
            blocks.append(self._items(ItemKind.SKILL))
        elif section.followed_by is FollowedBy.QUESTIONS:
            for group in Group:
                blocks.append(Head(recipe.group_titles[group], 2))
                blocks += self._asks((group,), 0)
        return blocks

    # ------------------------------------------------------------------ their parts
    def _groups(self) -> tuple[Group, ...]:
        return tuple(Group) if self._wish.group is None else (self._wish.group,)

    def _asks(self, groups: tuple[Group, ...], room: int) -> tuple[Ask, ...]:
        return tuple(
            self._ask(question, room) for group in groups for question in self._recipe.questions_of(group)
        )

    def _ask(self, question: Question, room: int) -> Ask:
        easier = question.easier if self._wish.easier else ""
        ours = tuple(text for text in (easier, question.note, question.care) if text)
        return Ask(question.group, question.text, ours, room)

    def _items(self, half: ItemKind, section: SectionId | None = None, heading: Line = ()) -> Items:
        title = self._recipe.section(section).title if section is not None else ""
        lines = tuple(_spans(item.runs) for item in self._recipe.items_of(half))
        return Items(half, lines, title, _spans(heading))


def _spans(line: Line) -> Spans:
    return tuple(Span(run.text, bold=run.bold, link=run.link) for run in line)
