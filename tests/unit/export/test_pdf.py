"""PDFs: accessible by an independent check, and every word that was written is in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from coprod_desktop.domain.richtext import Document, normalise, serialise
from coprod_desktop.export import pdf
from coprod_desktop.export.payload import payload
from coprod_desktop.export.report import Report, ReportOptions
from coprod_desktop.export.typesetter import Typeset, bundled_fonts, typeset, undrawable
from coprod_desktop.resources import resource
from tests.support.documents import documents
from tests.support.pdfua import pdf_text, qpdf_check
from tests.unit.export.samples import (
    ARABIC,
    EMOJI,
    MARKUP,
    WELSH,
    all_scripts,
    bare,
    full_answer,
    note,
    plain_note,
    reflection,
    report,
)  # fmt: skip

Check = Callable[..., None]

HOSTILE = {
    "markup": MARKUP,
    "typst": '#panic() #import "x": * #read("/etc/passwd") #{ } #[ ] #eval("1") <entry> @pages',
    "quotes": "\"straight\" 'single' “curly” ‘x’ 2'3\"",
    "spaces": " \t  only   spaces \u00a0 and \u3000",
    "bidi": "abc مرحبا def שלום 123",
    "controls": "a\x00b\x07c\x1bd\ufeff e\u202e f\u2066 g",
    "joined": "e\u0301 a\u0308\u0323 \u0301x क\u0301 ع\u0308",
    "zalgo": "Z" + "\u0301\u0327\u0310\u035b" * 40,
    "long": "x" * 2000,
    "address": "https://example.org/" + "path/" * 60,
    "lines": "\n".join(f"line {n}" for n in range(300)),
    "flags": "🏴󠁧󠁢󠁷󠁬󠁳󠁿 🇬🇧 1️⃣ 👨‍👩‍👧‍👦",
    "vietnamese": "Tiếng Việt, ế ộ ữ",
}


def saved(folder: Path, made: Report, name: str = "report.pdf") -> tuple[Path, pdf.Pdf]:
    document = pdf.write(made)
    path = folder / name
    path.write_bytes(document.data)
    return path, document


def test_everything_in_many_scripts(tmp_path: Path, assert_good_pdf: Check) -> None:
    path, made = saved(tmp_path, all_scripts())
    assert_good_pdf(path)
    assert made.replaced == ()
    text = bare(pdf_text(path))
    for written in (WELSH, EMOJI, MARKUP, "Ελληνικά і українська", "हिन्दी में लिखना"):
        assert bare(written) in text
    for word in [*ARABIC.replace(".", "").split(), "שלום", "עולם", "مرحبا", "بالعالم"]:
        assert word in text


def test_hostile_texts_are_shown_as_they_were_written(tmp_path: Path, assert_good_pdf: Check) -> None:
    paths = []
    for name, written in HOSTILE.items():
        path, made = saved(tmp_path, report(plain_note(written, f"T {name}")), f"{name}.pdf")
        paths.append(path)
        assert made.replaced == (), name
    assert_good_pdf(*paths)
    for name in HOSTILE.keys() - {"bidi", "controls", "joined"}:  # their order or marks change on purpose
        assert without_footers(tmp_path / f"{name}.pdf").count(bare(HOSTILE[name])) == 1, name


def without_footers(path: Path) -> str:
    """The words of a PDF without what stands at the foot of each page."""
    pages = pdf_text(path).split("\f")
    kept = [
        re.sub(r"Words: Co-production Oxfordshire\. CC-BY\.\s+Page \d+ of \d+\s*$", "", page)
        for page in pages
    ]
    return bare("".join(kept))


def test_arabic_comes_out_as_it_went_in(tmp_path: Path, assert_good_pdf: Check) -> None:
    """On a page of its own: readers guess a page's direction from most of its letters."""
    text = " ".join([ARABIC.replace(".", "")] * 40)
    path, _ = saved(tmp_path, report(plain_note(text, "مرحبا")))
    assert_good_pdf(path)
    assert without_footers(path).count(bare(ARABIC.replace(".", ""))) == 40


def test_a_character_no_font_has_is_named_and_told(tmp_path: Path, assert_good_pdf: Check) -> None:
    path, made = saved(
        tmp_path, report(plain_note("before \U00012000\ue000 after \U00012000", "T \U00012000"))
    )
    assert_good_pdf(path)
    assert made.replaced == ("\ue000", "\U00012000")
    assert "before[U+12000][U+E000]after[U+12000]" in bare(pdf_text(path))


def test_odd_notes_and_none_still_make_a_document(tmp_path: Path, assert_good_pdf: Check) -> None:
    bodies = ["", "# Only a heading", "### Third\n\n# First", "> quoted"]
    reports = [report(note(body, "\ufeff\u200b")) for body in bodies] + [report()]
    made = [saved(tmp_path, one, f"{number}.pdf") for number, one in enumerate(reports)]
    assert_good_pdf(*(path for path, _ in made))
    assert made[-1][1].pages == 1


def test_a_very_long_paragraph(tmp_path: Path) -> None:
    words = "word " * 40_000
    path, made = saved(tmp_path, report(plain_note(words)))
    assert qpdf_check(path) == []
    assert without_footers(path).count("word") == 40_000
    assert made.pages > 50


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf.write(all_scripts()).data == pdf.write(all_scripts()).data


def test_what_is_left_out_is_not_in_the_bytes(tmp_path: Path) -> None:
    secret = replace(
        full_answer(), question_id="values-2", question_text="Zebra?", noticed="Zebra", keep_out=True
    )
    path, _ = saved(tmp_path, report(reflection(full_answer(), secret), options=ReportOptions()))
    text = pdf_text(path)
    assert "Zebra" not in text
    assert "rating" not in text
    assert "1 of 2 questions" not in text


@given(documents(max_size=5))
@settings(max_examples=25)
def test_any_formatted_text_can_be_typeset(document: Document) -> None:
    made: Typeset = typeset(payload(report(note(serialise(normalise(document)), "t"))))
    assert made.pdf.startswith(b"%PDF-")


def test_the_faces_of_the_template_are_the_fonts_we_bundle() -> None:
    template = resource("typst", "common.typ").read_text("utf-8")
    faces = template[template.index("#let faces") : template.index("#let styled")]
    asked = set(re.findall(r'"((?:Noto|Amiri|Atkinson)[^"]*)"', faces))
    assert asked <= set(bundled_fonts().families())
    export = {font.family for font in bundled_fonts().fonts() if "export" in (font.path or "")}
    assert export <= asked


def test_every_bundled_font_is_needed() -> None:
    """One character of each, which no other face has to be asked for."""
    letters = "ŵéԱაبאअঅઅਅஅกአඅ😀☐∀ЖΩ"
    assert undrawable(set(letters), bundled_fonts()) == frozenset()


def test_undrawable_finds_each_of_many() -> None:
    characters = {chr(code) for code in range(0x12000, 0x12040)} | {'"', "\\", "a"}
    assert undrawable(characters, bundled_fonts()) == characters - {'"', "\\", "a"}


def test_fonts_have_their_licences_beside_them() -> None:
    folder = resource("fonts", "export")
    licences = {path.name for path in folder.glob("OFL-*.txt")}
    assert licences == {"OFL-Amiri.txt", "OFL-NotoEmoji.txt", "OFL-NotoSans.txt"}
    assert sum(path.stat().st_size for path in folder.iterdir()) < 8_000_000
