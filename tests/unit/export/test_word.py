"""Word documents: every word is there, and the structure a screen reader goes by is Word's own."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from itertools import pairwise

import docx
from hypothesis import given, settings

from coprod_desktop.domain.richtext import Document, normalise, serialise
from coprod_desktop.export import word
from coprod_desktop.export.report import Report
from tests.support.documents import documents
from tests.support.places import ROOT
from tests.unit.export.samples import (
    ARABIC,
    EMOJI,
    MARKUP,
    WELSH,
    WORDS,
    all_scripts,
    bare,
    full_answer,
    note,
    plain_note,
    reflection,
    report,
)  # fmt: skip


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return package.read(name).decode()


def paragraphs(made: Report) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(word.write(made))).paragraphs]


def test_every_word_reads_back() -> None:
    found = paragraphs(all_scripts())
    for written in (WELSH, ARABIC, EMOJI, MARKUP, "שלום עולם", "हिन्दी में लिखना", "Start at the other end."):
        assert written in found
    assert found[0] == "Reflections for supervision"
    assert found[-1] == "Words: Co-production Oxfordshire. CC-BY."


def test_headings_are_styles_and_skip_nothing() -> None:
    xml = part(word.write(all_scripts()))
    levels = [int(level) for level in re.findall(r'w:pStyle w:val="Heading(\d)"', xml)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert xml.count('w:val="Title"') == 1


def test_headings_are_dark_enough_to_read() -> None:
    document = docx.Document(io.BytesIO(word.write(all_scripts())))
    for name in ("Title", *(f"Heading {level}" for level in range(1, 6)), "Quote"):
        assert str(document.styles[name].font.color.rgb) == "2A1E2B", name


def test_lists_are_real_nested_and_begin_at_one_again() -> None:
    data = word.write(report(note("1. a\n2. b\n\nBetween.\n\n1. c\n\n- d\n    - e")))
    found = re.findall(r'w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"', part(data))
    depths = [int(depth) for depth, _ in found]
    lists = [number for _, number in found]
    assert depths == [0, 0, 0, 0, 1]
    assert lists[0] == lists[1]
    assert len(set(lists)) == 4
    assert part(data, "word/numbering.xml").count('<w:startOverride w:val="1"/>') >= 2


def test_right_to_left_paragraphs_say_so() -> None:
    xml = part(word.write(report(plain_note(f"{ARABIC}\nشكرا\nEnglish"))))
    assert xml.count("<w:bidi/>") == 2
    assert xml.count('<w:rtl/><w:lang w:bidi="ar-SA"/>') == 2


def test_languages_are_named() -> None:
    data = word.write(report(plain_note(WELSH)))
    assert '<w:lang w:val="cy-GB"/>' in part(data)
    assert '<w:lang w:val="en-GB"' in part(data, "word/styles.xml")


def test_links_lead_where_they_say() -> None:
    data = word.write(
        report(note("[one](https://example.org/a?b=1&c=2) and [two](https://example.org/a?b=1&c=2)"))
    )
    relations = part(data, "word/_rels/document.xml.rels")
    assert relations.count('Target="https://example.org/a?b=1&amp;c=2"') == 1
    assert part(data).count('<w:rStyle w:val="Hyperlink"/>') == 3


def test_the_file_names_its_title_and_nobody() -> None:
    core = docx.Document(io.BytesIO(word.write(all_scripts()))).core_properties
    assert core.title == "Reflections for supervision"
    assert core.language == "en-GB"
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")


def test_the_foot_of_the_page_has_the_credit_and_the_page() -> None:
    foot = part(word.write(all_scripts()), "word/footer1.xml")
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot
    assert "Co-production Oxfordshire" in foot


def test_characters_xml_cannot_hold_are_left_out() -> None:
    made = report(reflection(replace(full_answer(), question_text="a\x00b\x0bc\ufffe\ud800")))
    assert "abc" in paragraphs(made)


def test_what_is_left_out_is_not_in_any_part() -> None:
    secret = replace(full_answer(), question_id="q", question_text="Zebra?", noticed="Zebra", keep_out=True)
    data = word.write(report(reflection(full_answer(), secret)))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not any(b"Zebra" in package.read(name) for name in package.namelist())


def test_the_same_report_gives_the_same_bytes() -> None:
    assert word.write(all_scripts()) == word.write(all_scripts())


def test_a_long_journal_takes_time_in_proportion() -> None:
    """Placing paragraphs the usual way looks the whole document up again for each."""
    from time import process_time

    entries = [note("word\n\n" * 20, entry_id=str(n)) for n in range(60)]
    begun = process_time()
    word.write(report(*entries[:20]))
    few = process_time() - begun
    begun = process_time()
    word.write(report(*entries))
    assert process_time() - begun < 6 * few + 0.5


@given(documents(max_size=6))
@settings(max_examples=40)
def test_any_formatted_text_reads_back(document: Document) -> None:
    document = normalise(document)
    made = report(note(serialise(document), "t"))
    found = bare("".join(paragraphs(made)))
    expected = bare("".join(block.text for block in document))
    assert expected in found
    assert WORDS.title in paragraphs(made)[0]


WITHOUT_SOCKETS = """
import sys, types

class Gone:
    def find_spec(self, name, path=None, target=None):
        if name == "_socket":
            raise ModuleNotFoundError(name)

def as_in_python_3_13(name):
    if name == "CapsuleType":
        import _socket
    raise AttributeError(name)

sys.meta_path.insert(0, Gone())
vars(types).pop("CapsuleType", None)
types.__getattr__ = as_in_python_3_13
from coprod_desktop.export import word
from tests.unit.export.samples import plain_note, report
print(len(word.write(report(plain_note("We talked.")))))
"""


def test_a_document_is_made_where_python_has_no_sockets() -> None:
    """A packaged program has none; Python 3.13 does not forgive that where a capsule's type is asked for."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOCKETS],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 10_000
