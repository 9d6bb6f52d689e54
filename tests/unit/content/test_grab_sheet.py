"""The program's words against the grab sheet itself: nothing added, nothing left out, bold words bold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import FollowedBy, Group, ItemKind, Line, Recipe, Run, SectionId

ROOT = Path(__file__).parents[3]
SHEET = ROOT / "tests" / "data" / "grab-sheet.txt"
CONTENT = ROOT / "resources" / "content" / "en-GB"

Letters = list[tuple[str, bool]]
"""The letters of a line, each with whether it is bold; white space made single."""


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return load(CONTENT)


def letters(pieces: list[tuple[str, bool]]) -> Letters:
    """Letters of some pieces of text, with single spaces and none at the ends."""
    found: Letters = []
    for text, bold in pieces:
        for letter in text:
            if not letter.isspace():
                found.append((letter, bold))
            elif found and found[-1][0] != " ":
                found.append((" ", bold))
    while found and found[-1][0] == " ":
        found.pop()
    return found


def letters_of_markdown(line: str) -> Letters:
    """Read a line of the sheet: list mark, bold, angle-bracket address, link."""
    line = re.sub(r"^- ", "", line.strip())
    line = re.sub(r"<(https?://[^>]*)>", r"\1", line)
    line = re.sub(r"\[([^\]]*)\]\(#\)", r"\1", line)
    parts = line.split("**")
    assert len(parts) % 2 == 1, line
    return letters([(part, number % 2 == 1) for number, part in enumerate(parts)])


def letters_of(line: Line) -> Letters:
    return letters([(run.text, run.bold) for run in line])


def sheet_lines() -> list[Letters]:
    """Every line of the sheet that has words; the two broken titles put together."""
    lines = [line for line in SHEET.read_text("utf-8").splitlines() if line.strip()]
    titles = [" ".join(lines[:2]), " ".join(lines[2:4])]
    return [letters_of_markdown(line) for line in titles + lines[4:]]


def program_lines(recipe: Recipe) -> list[Letters]:
    """Every line the program has from the sheet, in the sheet's order."""

    def questions(group: Group) -> list[Letters]:
        title = letters([(recipe.group_titles[group], False)])
        return [title, *(letters([(q.text, False)]) for q in recipe.questions_of(group))]

    lines = [letters([(title.original, False)]) for title in (recipe.title, recipe.subtitle)]
    for section in recipe.sections:
        if not section.title_is_ours:
            lines.append(letters([(section.title, False)]))
        lines += [letters_of(paragraph.runs) for paragraph in section.paragraphs]
        if section.followed_by is FollowedBy.VALUES:
            lines += [letters_of(item.runs) for item in recipe.values]
        elif section.followed_by is FollowedBy.SKILLS:
            lines += [letters_of(item.runs) for item in recipe.skills]
        elif section.followed_by is FollowedBy.QUESTIONS:
            lines += questions(Group.VALUES) + questions(Group.SKILLS)
    return lines


def readable(line: Letters) -> str:
    return re.sub(r"</b><b>", "", "".join(f"<b>{c}</b>" if bold else c for c, bold in line))


def test_every_line_of_the_sheet_is_there_in_order_letter_by_letter(recipe: Recipe) -> None:
    ours = [readable(line) for line in program_lines(recipe)]
    assert ours == [readable(line) for line in sheet_lines()]
    assert len(ours) == 2 + 10 + 2 + 9 + 15 + 3 + 1 + 19 + 1 + 2


def test_the_bold_words_of_the_sheet_are_the_bold_words_of_the_program(recipe: Recipe) -> None:
    in_sheet = re.findall(r"\*\*(.+?)\*\*", SHEET.read_text("utf-8"))
    lines = [paragraph.runs for section in recipe.sections for paragraph in section.paragraphs]
    lines += [item.runs for item in recipe.items]
    in_program = [run.text for line in lines for run in line if run.bold]
    assert sorted(in_program) == sorted(in_sheet)
    assert len(in_sheet) == 30


def test_titles_are_shown_in_sentence_case(recipe: Recipe) -> None:
    for title in (recipe.title, recipe.subtitle):
        assert title.shown.casefold() == title.original.casefold()
    assert recipe.title.shown == "Working together"
    assert recipe.subtitle.shown.startswith("How to do good co-production: What's the recipe?")


@pytest.mark.parametrize(
    ("item_id", "text"),
    [
        ("respect", "Respect- valuing each other's contributions and truly listening."),
        ("accessibility-needs", "Accessibility- making sure everyone's needs are met."),
        ("accessibility-participation", "Accessibility- making sure everyone can participate fully."),
        ("reflective", "Being a reflective person; growth mindset*"),
        ("compassionately", "Compassionately leading – everyone can lead."),
    ],
)
def test_the_quirks_of_the_sheet_stand(recipe: Recipe, item_id: str, text: str) -> None:
    assert recipe.item(item_id).text == text


def test_the_last_question_has_no_question_mark_and_the_quotation_is_curly(recipe: Recipe) -> None:
    assert recipe.questions[-1].text.endswith("and safe to challenge")
    assert recipe.quotation == (Run("“Make working together the outcome!”"),)
    assert recipe.quotation_by == (Run("Jo Barnicoat, Co-chair – Team-Up"),)


def test_counts(recipe: Recipe) -> None:
    assert (len(recipe.items_of(ItemKind.VALUE)), len(recipe.items_of(ItemKind.SKILL))) == (8, 14)
    assert (len(recipe.values_questions), len(recipe.skills_questions)) == (8, 10)


def test_the_shortcuts_lead_to_the_sheets_words(recipe: Recipe) -> None:
    assert [text[0].text for text in recipe.idea] == [
        "Good co-production can be thought of like a ",
        "The core values are like ",
    ]
    assert recipe.values_heading[1] == Run("ingredients (values)", bold=True)
    assert recipe.method_heading[1] == Run("method (skills)", bold=True)
    assert recipe.footnote[0].text.startswith("*(Growth Mindset - ")
    assert recipe.litmus_title == "Co-production litmus test"
    assert recipe.litmus_intro[0].text.startswith("Here are some prompt questions")
    pointer = recipe.section(SectionId.CHALLENGE_YOURSELF).paragraphs[0]
    assert pointer.text.startswith("See 'Co-production litmus test'")
    assert recipe.section(SectionId.LICENCE).paragraphs[0].runs[1].text == "Creative Commons Licence CC-BY"


def test_links_are_data(recipe: Recipe) -> None:
    address = "https://www.mindsetworks.com/science/"
    assert recipe.footnote[1] == Run(address, link=address)
    licence = recipe.section(SectionId.LICENCE).paragraphs[0].runs[1]
    assert licence.link == "https://creativecommons.org/share-your-work/cclicenses/"
    assert not re.search(r"\d\.\d", licence.link), "the sheet names no version of the licence"
