"""Sheets for a group: whole, verbatim, on the paper they promise, always with the credit."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Group, Recipe, text_of
from coprod_desktop.errors import BugError
from coprod_desktop.export import sheet_word
from coprod_desktop.export.formats import Format
from coprod_desktop.export.sheet import Ask, Items, Paper, Room, Sheet, SheetKind, Wish, Words
from coprod_desktop.export.sheet_building import build
from coprod_desktop.export.sheet_formats import draw, make
from coprod_desktop.export.sheet_payload import payload
from coprod_desktop.export.sheet_reflow import as_text
from coprod_desktop.export.typesetter import FORMS, Typeset, typeset
from coprod_desktop.resources import resource
from tests.support.pdfua import pdf_text
from tests.support.tools import need, output
from tests.unit.export.samples import bare

Check = Callable[..., None]

MADE = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
EVERY_WISH = [
    Wish(kind, paper, large, easier, item_id="respect" if kind is SheetKind.ITEM else "")
    for kind, paper, large, easier in product(SheetKind, Paper, (False, True), (False, True))
    if (paper is Paper.A4 or kind is SheetKind.RECIPE) and (not easier or Wish(kind).has_questions)
]
A4, A3 = (595, 842), (842, 1191)


@cache
def recipe() -> Recipe:
    return load(resource("content", "en-GB"))


def sheet(kind: SheetKind = SheetKind.RECIPE, **wished: object) -> Sheet:
    return build(Wish(kind, **wished), recipe(), MADE)  # type: ignore[arg-type]  # the wish's own fields


def named(wish: Wish) -> str:
    return "-".join(
        [wish.kind, wish.paper, *(["large"] if wish.large else []), *(["easier"] if wish.easier else [])]
    )


def asks_of(made: Sheet) -> list[Ask]:
    return [block for block in made.blocks if isinstance(block, Ask)]


def all_words(made: Sheet) -> str:
    return bare(" ".join(block.text for block in as_text(made)))


@cache
def typeset_once(wish: Wish) -> Typeset:
    """One wish's pages: typesetting takes a second, and several tests look at the same ones."""
    return typeset(payload(build(wish, recipe(), MADE)), form="sheet")


def written(folder: Path, wish: Wish) -> Path:
    path = folder / f"{named(wish)}.pdf"
    path.write_bytes(typeset_once(wish).pdf)
    return path


def unbroken(text: str) -> str:
    """Without hyphens, which a reader of PDFs takes for the parts of a word at the ends of lines."""
    return bare(text).replace("-", "")


def holds(text: str, words: str) -> bool:
    """Whether a paragraph is there, whole or in two parts with the foot of a page between them."""
    wanted = unbroken(words)
    cuts = range(len(wanted))
    return wanted in text or any(wanted[:cut] in text and wanted[cut:] in text for cut in cuts[10:-10])


def test_every_sheet_is_a_good_pdf(tmp_path: Path, assert_good_pdf: Check) -> None:
    assert_good_pdf(*(written(tmp_path, wish) for wish in EVERY_WISH))


@pytest.mark.parametrize("wish", EVERY_WISH, ids=named)
def test_the_pdf_holds_every_word_and_the_credit(tmp_path: Path, wish: Wish) -> None:
    made = build(wish, recipe(), MADE)
    text = unbroken(pdf_text(written(tmp_path, wish)))
    assert typeset_once(wish).replaced == ()
    for block in as_text(made):
        if not block.text.startswith(made.ours):
            assert holds(text, block.text), block.text
    for ask in asks_of(made):
        assert all(holds(text, ours) for ours in ask.ours)
    assert holds(text, text_of(recipe().credit))


@pytest.mark.parametrize("paper", Paper)
def test_the_recipe_is_one_page_of_its_paper(paper: Paper) -> None:
    made = typeset_once(Wish(paper=paper))
    assert made.pages == 1
    size = re.search(rb"/MediaBox ?\[0 0 (\d+)[.\d]* (\d+)", made.pdf)
    assert size is not None
    width, height = int(size[1]), int(size[2])
    assert abs(width - (A3 if paper is Paper.A3 else A4)[0]) <= 1
    assert abs(height - (A3 if paper is Paper.A3 else A4)[1]) <= 1


def test_the_recipe_in_large_print_is_two_pages_of_a4_and_one_of_a3(tmp_path: Path) -> None:
    """Each half of the recipe stands whole on a page of its own."""
    assert typeset_once(Wish(large=True, paper=Paper.A3)).pages == 1
    assert typeset_once(Wish(large=True)).pages == 2
    pages = pdf_text(written(tmp_path, Wish(large=True))).rstrip("\f").split("\f")
    halves = [block for block in sheet().blocks if isinstance(block, Items)]
    for page, half, other in zip(pages, halves, reversed(halves), strict=True):
        for line in half.lines:
            assert unbroken("".join(span.text for span in line)) in unbroken(page)
        assert unbroken(other.title) not in unbroken(page)
        assert unbroken(text_of(recipe().credit)) in unbroken(page)


def test_a_long_recipe_in_large_print_takes_as_many_pages_as_it_needs() -> None:
    made = sheet(large=True)
    blocks = [
        replace(block, lines=block.lines * 3) if isinstance(block, Items) else block for block in made.blocks
    ]
    assert typeset(payload(replace(made, blocks=tuple(blocks))), form="sheet").pages > 2


@pytest.mark.parametrize("kind", SheetKind)
def test_nothing_is_smaller_than_18_points_in_large_print(tmp_path: Path, kind: SheetKind) -> None:
    wish = Wish(kind, large=True, easier=Wish(kind).has_questions)
    made = build(replace(wish, item_id="respect") if kind is SheetKind.ITEM else wish, recipe(), MADE)
    assert min(letter_sizes(written(tmp_path, made.wish))) >= 17.9
    styles = docx.Document(io.BytesIO(sheet_word.write(made))).styles
    sizes = [font.size.pt for style in styles if (font := getattr(style, "font", None)) and font.size]
    assert min(sizes) >= 18


def letter_sizes(path: Path) -> set[float]:
    """The heights of words on the pages, in points: of a font's box, as poppler tells them."""
    need("pdftotext")
    told = output(["pdftotext", "-bbox", path, "-"]).stdout
    heights = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">\w', told)
    return {float(low) - float(high) for high, low in heights}


def test_the_litmus_sheet_has_every_question_and_room_to_write() -> None:
    made = sheet(SheetKind.LITMUS)
    asks = asks_of(made)
    assert [ask.text for ask in asks] == [question.text for question in recipe().questions]
    assert all(ask.room >= 3 for ask in asks)
    assert isinstance(made.blocks[-1], Room)


@pytest.mark.parametrize(("group", "count"), [(None, 18), (Group.VALUES, 8), (Group.SKILLS, 10)])
@pytest.mark.parametrize("kind", [SheetKind.LITMUS, SheetKind.CARDS])
def test_one_half_of_the_questions(kind: SheetKind, group: Group | None, count: int) -> None:
    asks = asks_of(sheet(kind, group=group))
    assert len(asks) == count
    assert group is None or {ask.group for ask in asks} == {group}


def test_easier_words_are_there_when_asked_for_and_marked_as_ours() -> None:
    plain, easier = sheet(SheetKind.CARDS), sheet(SheetKind.CARDS, easier=True)
    for question, without, made in zip(recipe().questions, asks_of(plain), asks_of(easier), strict=True):
        assert question.easier not in without.ours
        assert made.ours[0] == question.easier
    assert all_words(easier).count(bare(recipe().our_words_note)) == 18


def test_what_is_said_under_a_question_is_on_paper_too() -> None:
    by_text = {ask.text: ask.ours for ask in asks_of(sheet(SheetKind.CARDS))}
    for question in recipe().questions:
        assert by_text[question.text] == tuple(filter(None, (question.note, question.care)))


def test_six_cards_a_page_and_two_in_large_print() -> None:
    assert typeset_once(Wish(SheetKind.CARDS)).pages == 3
    assert typeset_once(Wish(SheetKind.CARDS, easier=True)).pages == 3
    assert typeset_once(Wish(SheetKind.CARDS, easier=True, large=True)).pages == 9


def test_every_card_has_the_credit(tmp_path: Path) -> None:
    credit = bare(text_of(recipe().credit))
    on_paper = unbroken(pdf_text(written(tmp_path, Wish(SheetKind.CARDS))))
    assert on_paper.count(unbroken(credit)) == 18
    file = docx.Document(io.BytesIO(sheet_word.write(sheet(SheetKind.CARDS))))
    cells = [bare(cell.text) for row in file.tables[0].rows for cell in row.cells]
    assert sum(credit in cell for cell in cells) == 18


def test_an_item_has_its_questions_and_says_where_there_are_none() -> None:
    asks = [ask.text for ask in asks_of(sheet(SheetKind.ITEM, item_id="respect"))]
    assert asks == [question.text for question in recipe().questions_for("respect")]
    alone = sheet(SheetKind.ITEM, item_id="time")
    said = [b.spans[0].text for b in alone.blocks if isinstance(b, Words)]
    assert recipe().hints.no_question in said
    with pytest.raises(KeyError):
        sheet(SheetKind.ITEM, item_id="no-such-item")


def test_the_whole_sheet_leaves_nothing_out() -> None:
    words = all_words(sheet(SheetKind.WHOLE))
    for section in recipe().sections:
        for paragraph in section.paragraphs:
            assert bare(paragraph.text) in words
    for item in recipe().items:
        assert bare(item.text) in words
    for question in recipe().questions:
        assert bare(question.text) in words


@pytest.mark.parametrize("wish", EVERY_WISH, ids=named)
def test_word_has_the_words_the_headings_and_the_language(wish: Wish) -> None:
    made = build(wish, recipe(), MADE)
    document = make(made, Format.WORD)
    assert document.is_whole(document.data)
    file = docx.Document(io.BytesIO(document.data))
    assert file.core_properties.title == made.title
    assert file.core_properties.language == "en-GB"
    assert file.core_properties.author == ""
    assert file.paragraphs[0]._p.style == "Title"
    with zipfile.ZipFile(io.BytesIO(document.data)) as package:
        body = package.read("word/document.xml").decode()
        assert 'w:lang w:val="en-GB"' in package.read("word/styles.xml").decode()
    text = bare("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body)).replace("&amp;", "&"))
    for block in as_text(made):
        if not block.text.startswith(made.ours):
            assert bare(block.text) in text


@pytest.mark.parametrize("easier", [False, True])
@pytest.mark.parametrize("large", [False, True])
def test_word_keeps_a_question_on_the_page_of_its_lines(large: bool, easier: bool) -> None:
    """Its lines are one paragraph: LibreOffice parts a longer chain of paragraphs that stay together."""
    made = sheet(SheetKind.LITMUS, large=large, easier=easier)
    lines = docx.Document(io.BytesIO(make(made, Format.WORD).data)).paragraphs
    places = [number for number, line in enumerate(lines) if named_style(line) == "Writing"]
    assert len(places) == len(asks_of(made)) + 2  # the date, and what one takes away
    for place in places:
        assert lines[place].paragraph_format.keep_together
        above = place - 1
        while named_style(lines[above]) not in ("Heading 1", "Heading 2", "Question"):
            assert named_style(lines[above]) == "Ours"
            assert keeps(lines[above]), lines[above].text
            above -= 1
        assert keeps(lines[above]), lines[above].text


def named_style(line: Paragraph) -> str:
    assert line.style is not None
    return str(line.style.name)


def keeps(line: Paragraph) -> bool:
    """Whether a paragraph stays on the page of the next one, by itself or by its style."""
    assert line.style is not None
    return bool(line.paragraph_format.keep_with_next or line.style.paragraph_format.keep_with_next)


def test_word_begins_the_method_on_a_page_of_its_own_in_large_print() -> None:
    for large, paper in product((False, True), Paper):
        lines = docx.Document(io.BytesIO(sheet_word.write(sheet(large=large, paper=paper)))).paragraphs
        begun = [line.text for line in lines if line.paragraph_format.page_break_before]
        assert begun == (["Method (skills)"] if large and paper is Paper.A4 else [])


PARAGRAPH_PROPERTIES = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs",
    "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr",
)  # fmt: skip
"""The order that ECMA-376 asks for (CT_PPr); what else there is stands in none of our documents."""


@pytest.mark.parametrize("wish", EVERY_WISH, ids=named)
def test_word_has_the_properties_of_paragraphs_in_the_order_of_its_schema(wish: Wish) -> None:
    """Word is strict about it, and offers to repair a file in which it is another."""
    document = make(build(wish, recipe(), MADE), Format.WORD)
    body = docx.Document(io.BytesIO(document.data)).element.body
    for properties in body.xpath(".//w:pPr"):
        names = [child.tag.rpartition("}")[2] for child in properties]
        assert names == sorted(names, key=PARAGRAPH_PROPERTIES.index)


def test_a_document_in_which_a_part_is_missing_is_never_given_away(monkeypatch: pytest.MonkeyPatch) -> None:
    form = FORMS["sheet"]
    monkeypatch.setitem(FORMS, "sheet", replace(form, selector="<nowhere>"))
    with pytest.raises(BugError, match="every part"):
        typeset(payload(sheet()), form="sheet")


def test_the_same_sheet_gives_the_same_bytes() -> None:
    made = sheet(SheetKind.LITMUS, easier=True)
    for wanted in Format:
        assert make(made, wanted).data == make(made, wanted).data


def test_pictures_are_as_sharp_as_asked() -> None:
    coarse, sharp = draw(sheet(), ppi=72.0).pictures[0], draw(sheet(), ppi=144.0).pictures[0]
    assert [int.from_bytes(png[16:20], "big") for png in (coarse, sharp)] == [595, 1191]


def test_a_character_no_font_has_is_named_and_told(tmp_path: Path) -> None:
    odd = replace(sheet(SheetKind.LITMUS), title="T \U00012000")
    made = typeset(payload(odd), form="sheet")
    path = tmp_path / "odd.pdf"
    path.write_bytes(made.pdf)
    assert made.replaced == ("\U00012000",)
    assert "T[U+12000]" in bare(pdf_text(path))
