"""No word that was typed can be read in any file the program made, nor in anything it ever wrote to one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys import words
from tests.support import trace
from tests.support.bytes_on_disk import files_under, spellings, words_in, words_under
from tests.support.home import Home
from tests.support.journey_run import JourneyRun

TYPED = words.telling_words(words.everything_typed())

# Where typed words may go on purpose. Everything else is a leak.
MAY_BE_WRITTEN = {
    "pipe:": "to the child of the program that makes a PDF, and to nothing that lasts",
}


@pytest.mark.journey
def test_no_typed_word_stands_in_any_file_of_the_program(journey: JourneyRun) -> None:
    made = files_under(journey.home.root, leave_out=journey.exports)
    assert journey.home.journal in {path.parent for path in made}, "the journal itself was looked at"
    assert words_under(journey.home.root, TYPED, leave_out=journey.exports) == []


@pytest.mark.journey
def test_the_recovery_code_stands_in_no_file(journey: JourneyRun) -> None:
    code = str(journey.reports["first"]["facts"]["recovery_code"])
    groups = code.split("-")
    assert len(groups) == 8
    assert words_under(journey.home.root, [code, code.replace("-", ""), *groups]) == []


@pytest.mark.journey
def test_no_typed_word_was_ever_written_to_a_file_even_one_since_deleted(journey: JourneyRun) -> None:
    seen = trace.read(journey.logs)
    exports = {str(path) for path in journey.exports}
    found = []
    for name, data in seen.written.items():
        if name.startswith(str(journey.home.reports)):  # what the test itself writes down
            continue
        if name.startswith(tuple(MAY_BE_WRITTEN)) or _is_export_under_way(name, exports):
            continue
        found += words_in(name, bytes(data), words.tell_tales())
    assert found == []
    assert any(str(journey.home.journal) in name for name in seen.written), "writing was watched at all"


def _is_export_under_way(name: str, exports: set[str]) -> bool:
    """An export is written beside its place first; after that it takes its name."""
    path = Path(name.removesuffix(" (deleted)"))
    return str(path) in exports or any(path.parent == Path(export).parent for export in exports)


@pytest.mark.journey
def test_the_program_writes_nowhere_else(journey: JourneyRun) -> None:
    seen = trace.read(journey.logs)
    home, reports = str(journey.home.root), str(journey.home.reports)
    places = (home + "/", reports + "/", "/dev/null", "/proc/self/")
    elsewhere = sorted(path for path in seen.opened_to_write if not path.startswith(places))
    assert elsewhere == []


@pytest.mark.journey
def test_what_was_typed_can_be_read_in_the_exports(journey: JourneyRun) -> None:
    """The other side of the coin: the look at the bytes would see a word if it were there."""
    from zipfile import ZipFile

    word = next(path for path in journey.exports if path.suffix == ".docx")
    body = ZipFile(word).read("word/document.xml")
    assert words_in("document.xml", body, ["kaleidoscope", "rhwyddach", "بالطمأنينة"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("word", ["kaleidoscope", "rhwyddach", "gŵyliau", "بالطمأنينة"])
@pytest.mark.parametrize("change", [str, str.upper, str.title])
def test_a_planted_word_is_seen(tmp_path: Path, encoding: str, word: str, change: type[str]) -> None:
    home = Home(tmp_path / "computer").make()
    leak = home.root / "cache" / "thumbnails" / "a.tmp"
    leak.parent.mkdir()
    leak.write_bytes(b"\x00\x07" * 5000 + b"x" + change(f"and {word} here").encode(encoding) + b"\xff" * 99)
    found = words_under(home.root, [word])
    assert [hit.where for hit in found] == ["cache/thumbnails/a.tmp"]
    assert words_under(home.root, [word], leave_out=[leak]) == []


def test_a_planted_word_in_a_name_or_in_json_is_seen(tmp_path: Path) -> None:
    (tmp_path / "Rhubarb and the rota.tmp").touch()
    (tmp_path / "recent.json").write_text(json.dumps(["بالطمأنينة"]))
    assert {hit.word for hit in words_under(tmp_path, ["rhubarb", "بالطمأنينة"])} == {"rhubarb", "بالطمأنينة"}


def test_words_that_are_looked_for_are_many_and_hold_every_script() -> None:
    assert len(TYPED) > 120
    assert any("ŵ" in word or "ŷ" in word for word in TYPED)
    assert any("\u0600" < letter < "\u06ff" for word in TYPED for letter in word)
    assert len(spellings("Nhŷ’r")) > 8
