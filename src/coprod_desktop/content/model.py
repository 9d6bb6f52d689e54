"""The recipe and the litmus test as frozen values: the sheet's words, and ours beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

RATING_IDS = ("well", "there", "thought", "unsure", "na")
HOW_KNOWN_IDS = ("told", "noticed", "checked", "unchecked")
MEETING_KIND_IDS = ("meeting", "workshop", "one-to-one", "project", "call", "other")
QUESTION_SET_IDS = ("all", "values", "skills", "three", "chosen")


class ItemKind(StrEnum):
    """The two halves of the recipe."""

    VALUE = "value"
    SKILL = "skill"


class Group(StrEnum):
    """The two halves of the litmus test."""

    VALUES = "values"
    SKILLS = "skills"


class ParagraphKind(StrEnum):
    """How a paragraph of the sheet is set."""

    TEXT = "text"
    HEADING = "heading"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"


class FollowedBy(StrEnum):
    """What stands in the sheet right after a section's own paragraphs."""

    NOTHING = "nothing"
    VALUES = "values"
    SKILLS = "skills"
    QUESTIONS = "questions"


class SectionId(StrEnum):
    """The sections of the sheet; a content folder has each of them once, in the sheet's order."""

    INTRODUCTION = "introduction"
    MODELS = "models"
    OXFORDSHIRE = "oxfordshire"
    QUOTATION = "quotation"
    LEGO = "lego"
    RECIPE = "recipe"
    INGREDIENTS = "ingredients"
    METHOD = "method"
    GROWTH_MINDSET = "growth-mindset"
    CHALLENGE_YOURSELF = "challenge-yourself"
    LITMUS = "litmus"
    LICENCE = "licence"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are set alike. ``link`` is the whole address the words lead to."""

    text: str
    bold: bool = False
    link: str | None = None


Line = tuple[Run, ...]


def text_of(line: Line) -> str:
    """The plain words of a line."""
    return "".join(run.text for run in line)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the sheet."""

    kind: ParagraphKind
    runs: Line

    @property
    def text(self) -> str:
        """The plain words."""
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Section:
    """One readable section of the sheet.

    ``title`` is the sheet's own unless ``title_is_ours``. ``note`` is ours too, or empty.
    """

    id: SectionId
    title: str
    title_is_ours: bool
    paragraphs: tuple[Paragraph, ...]
    followed_by: FollowedBy = FollowedBy.NOTHING
    note: str = ""

    def first(self, kind: ParagraphKind) -> Paragraph:
        """The first paragraph of a kind. Which sections have which kinds is checked on load.

        Raises:
            KeyError: the section has none.
        """
        for paragraph in self.paragraphs:
            if paragraph.kind is kind:
                return paragraph
        raise KeyError(kind)


@dataclass(frozen=True, slots=True)
class Item:
    """One ingredient (value) or one part of the method (skill).

    ``runs`` are the sheet's. Ours: ``name`` for lists, ``about`` as it reads inside a sentence
    ("write about …"), the ``icon``'s name and the writing ``prompt``.
    """

    id: str
    kind: ItemKind
    runs: Line
    name: str
    about: str
    icon: str
    prompt: str

    @property
    def text(self) -> str:
        """The plain words of the sheet."""
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the litmus test.

    ``text`` is the sheet's, whole; ``sentences`` are its parts when it has several, else empty.
    Ours: ``label``, ``easier``, the items it goes with, ``note`` and ``care`` (both often empty), and
    whether *How do I know?* is asked.
    """

    id: str
    group: Group
    text: str
    label: str
    easier: str
    item_ids: tuple[str, ...]
    sentences: tuple[str, ...] = ()
    note: str = ""
    care: str = ""
    asks_how_known: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """Something one can choose: an id that journals store, and the words for it."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Care:
    """The program's own words of care and honesty."""

    writing: str
    export: str
    privacy: str
    sign_in: str


@dataclass(frozen=True, slots=True)
class Hints:
    """Short sentences of ours that stand beside the sheet's words."""

    ratings: str
    names: str
    no_question: str


@dataclass(frozen=True, slots=True)
class Title:
    """A title of the sheet: as it stands there, and in sentence case as it is shown."""

    original: str
    shown: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """The whole grab sheet in one language. ``heading`` is the part of the subtitle above the recipe."""

    title: Title
    subtitle: Title
    heading: str
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    group_titles: Mapping[Group, str]
    questions: tuple[Question, ...]
    ratings: tuple[Choice, ...]
    how_known: tuple[Choice, ...]
    meeting_kinds: tuple[Choice, ...]
    question_sets: tuple[Choice, ...]
    care: Care
    hints: Hints
    credit: Line
    our_words_note: str

    def section(self, section_id: SectionId) -> Section:
        """One section of the sheet. Loading checks that each is there."""
        return next(section for section in self.sections if section.id is section_id)

    def item(self, item_id: str) -> Item:
        """One item by its id.

        Raises:
            KeyError: no such item.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def question(self, question_id: str) -> Question:
        """One question by its id.

        Raises:
            KeyError: no such question.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def question_asked(self, question_id: str, text: str) -> Question:
        """A question that was asked once, in the words of then.

        One that the sheet does not hold (any more) has those words and nothing else that can be shown.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        return Question(question_id, Group.VALUES, text, text, "", ())

    def items_of(self, kind: ItemKind) -> tuple[Item, ...]:
        """The items of one half of the recipe, in the sheet's order."""
        return tuple(item for item in self.items if item.kind is kind)

    def questions_of(self, group: Group) -> tuple[Question, ...]:
        """The questions of one half of the litmus test, in the sheet's order."""
        return tuple(question for question in self.questions if question.group is group)

    def questions_for(self, item_id: str) -> tuple[Question, ...]:
        """The questions that go with an item, in the sheet's order; empty for two of the items."""
        return tuple(question for question in self.questions if item_id in question.item_ids)

    @property
    def values(self) -> tuple[Item, ...]:
        """The ingredients."""
        return self.items_of(ItemKind.VALUE)

    @property
    def skills(self) -> tuple[Item, ...]:
        """The method."""
        return self.items_of(ItemKind.SKILL)

    @property
    def values_questions(self) -> tuple[Question, ...]:
        """The litmus test's questions about values."""
        return self.questions_of(Group.VALUES)

    @property
    def skills_questions(self) -> tuple[Question, ...]:
        """The litmus test's questions about skills."""
        return self.questions_of(Group.SKILLS)

    @property
    def quotation(self) -> Line:
        """The quotation, in its own quotation marks."""
        return self.section(SectionId.QUOTATION).first(ParagraphKind.QUOTE).runs

    @property
    def quotation_by(self) -> Line:
        """Who said it."""
        return self.section(SectionId.QUOTATION).first(ParagraphKind.ATTRIBUTION).runs

    @property
    def idea(self) -> tuple[Line, ...]:
        """What makes it a recipe: values are ingredients, skills are the method."""
        return tuple(paragraph.runs for paragraph in self.section(SectionId.RECIPE).paragraphs)

    @property
    def values_heading(self) -> Line:
        """The sheet's question above the ingredients."""
        return self.section(SectionId.INGREDIENTS).first(ParagraphKind.HEADING).runs

    @property
    def method_heading(self) -> Line:
        """The sheet's question above the method."""
        return self.section(SectionId.METHOD).first(ParagraphKind.HEADING).runs

    @property
    def footnote(self) -> Line:
        """What the star after "growth mindset" points to."""
        return self.section(SectionId.GROWTH_MINDSET).first(ParagraphKind.TEXT).runs

    @property
    def litmus_title(self) -> str:
        """The sheet's title of the litmus test."""
        return self.section(SectionId.LITMUS).title

    @property
    def litmus_intro(self) -> Line:
        """What the litmus test is for."""
        return self.section(SectionId.LITMUS).first(ParagraphKind.TEXT).runs

    def label(self, choices: tuple[Choice, ...], choice_id: str) -> str:
        """The words for a stored id; the id itself if this language does not know it."""
        return next((choice.label for choice in choices if choice.id == choice_id), choice_id)

    def set_title(self, question_set: str) -> str:
        """What a reflection over a set of questions is called when it was given no name."""
        return self.label(self.question_sets, question_set)
