"""A mistake in a content file is named with its file, its line and what is wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from coprod_desktop.content.errors import ContentError
from coprod_desktop.content.loader import load

CONTENT = Path(__file__).parents[3] / "resources" / "content" / "en-GB"
FILES = ("recipe.toml", "litmus.toml", "words.toml")
# Keys that may be left out; what depends on them is tested by name below.
OPTIONAL = {"kind", "note", "care", "asks_how_known", "sentences", "followed_by"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real files, to be broken."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def complaint(folder: Path) -> ContentError:
    with pytest.raises(ContentError) as caught:
        load(folder)
    assert str(caught.value) == f"{caught.value.file}:{caught.value.line}: {caught.value.reason}"
    assert caught.value.code == "content"
    return caught.value


def replace(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first ``old``; give the line on which it stood."""
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def keys() -> list[tuple[str, int, int, str]]:
    """Every one-line key: file, its line, the line of its table's header, its name."""
    found = []
    for name in FILES:
        header = 0
        for number, line in enumerate((CONTENT / name).read_text("utf-8").splitlines(), start=1):
            if line.startswith("["):
                header = number
            match = re.match(r"(\w[\w-]*) = \S.*[^\[]$", line)
            if match:
                found.append((name, number, header, match[1]))
    return found


@pytest.mark.parametrize(
    ("name", "number", "header", "key"), [found for found in keys() if found[3] not in OPTIONAL]
)
def test_each_key_that_is_left_out_is_missed_at_its_table(
    folder: Path, name: str, number: int, header: int, key: str
) -> None:
    lines = (folder / name).read_text("utf-8").splitlines()
    del lines[number - 1]
    (folder / name).write_text("\n".join(lines), "utf-8")
    error = complaint(folder)
    if key in {"growth-mindset", "creative-commons", "paid-roles", "own-story"}:
        assert "there is no" in error.reason
        assert f"'{key}'" in error.reason
    else:
        assert (error.file.name, error.line) == (name, header)
        assert error.reason == f"'{key}' is missing"


@pytest.mark.parametrize(("name", "number", "header", "key"), keys())
def test_each_key_of_a_wrong_type_is_named_at_its_line(
    folder: Path, name: str, number: int, header: int, key: str
) -> None:
    lines = (folder / name).read_text("utf-8").splitlines()
    lines[number - 1] = f"{key} = 7"
    (folder / name).write_text("\n".join(lines), "utf-8")
    error = complaint(folder)
    assert (error.file.name, error.line) == (name, number)
    assert error.reason.startswith(f"'{key}' must be ")


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("recipe.toml", 'icon = "ear"', 'icno = "ear"', "'icon' is missing"),
        (
            "recipe.toml",
            'prompt = "A time you felt',
            'picture = "x"\nprompt = "A time you felt',
            "'picture' is not known here",
        ),
        ("recipe.toml", 'id = "respect"', 'id = "beliefs"', "the id 'beliefs' is used twice"),
        ("recipe.toml", 'id = "respect"', 'id = "Respect!"', "'Respect!' is not an id"),
        ("recipe.toml", 'name = "Respect"', 'name = "Courage"', "the name 'Courage' is used twice"),
        ("recipe.toml", 'kind = "value"', 'kind = "virtue"', "'virtue' is not one of value, skill"),
        ("recipe.toml", 'text = "**Respect**-', 'text = "**Respect-', "'**' opens bold words"),
        ("recipe.toml", 'text = "**Respect**-', 'text = "Respect-', "an item has a bold word"),
        ("recipe.toml", "](growth-mindset)", "](nowhere)", "there is no link 'nowhere'"),
        ("recipe.toml", "https://www.", "http://www.", "an address begins with https://"),
        ("recipe.toml", 'id = "models"', 'id = "oxfordshire"', "out of the sheet's order"),
        ("recipe.toml", 'id = "models"', 'id = "muddles"', "'muddles' is not one of introduction,"),
        ("recipe.toml", 'heading = "What', 'heading = "Who', "the heading must be a part of the subtitle"),
        ("recipe.toml", 'title = "In Oxfordshire"', 'title = ""', "'title' is empty"),
        ("recipe.toml", 'title = "In Oxfordshire"', 'title = " In "', "'title' must be one line"),
        ("recipe.toml", 'followed_by = "values"', 'followed_by = "x"', "'x' is not one of nothing,"),
        ("litmus.toml", 'goes_with = ["respect",', 'goes_with = ["respct",', "there is no item 'respct'"),
        ("litmus.toml", 'goes_with = ["respect",', 'goes_with = ["honest",', "an item is named twice"),
        ("litmus.toml", 'goes_with = ["courage"]', "goes_with = []", "'goes_with' must be a list"),
        ("litmus.toml", 'note = "paid-roles"', 'note = "paid"', "there is no note 'paid'"),
        (
            "litmus.toml",
            "asks_how_known = false",
            'asks_how_known = "no"',
            "'asks_how_known' must be true or false",
        ),
        ("litmus.toml", 'label = "My status"', 'label = "What I wear"', "the label 'What I wear' is used"),
        ("litmus.toml", 'group = "skills"', 'group = "both"', "'both' is not one of values, skills"),
        ("words.toml", 'id = "thought"', 'id = "care"', "'care' is not one of well, there,"),
        ("words.toml", 'id = "unsure"', 'id = "well"', "the id 'well' is used twice"),
    ],
)
def test_mistakes_are_named_at_their_line(folder: Path, name: str, old: str, new: str, reason: str) -> None:
    line = replace(folder, name, old, new)
    error = complaint(folder)
    assert error.file.name == name
    assert reason in error.reason
    if reason.endswith("is missing"):
        assert error.line < line
    else:
        assert error.line == line


def test_a_sentence_that_differs_from_the_question_is_named(folder: Path) -> None:
    line = replace(folder, "litmus.toml", '    "Am I defensive?",', '    "Am I not defensive?",')
    error = complaint(folder)
    assert "word for word" in error.reason
    assert error.line == line - 2  # where `sentences` begins


def test_a_section_without_the_kind_it_needs_is_named(folder: Path) -> None:
    replace(folder, "recipe.toml", 'kind = "quote"', 'kind = "text"')
    error = complaint(folder)
    assert error.reason == "the section 'quotation' needs a paragraph of kind 'quote'"
    assert error.file.read_text("utf-8").splitlines()[error.line] == 'id = "quotation"'


def test_a_section_that_is_left_out_is_named(folder: Path) -> None:
    text = (folder / "recipe.toml").read_text("utf-8")
    start = text.index('[[sections]]\nid = "licence"')
    end = text.index("# What ingredients (values)")
    (folder / "recipe.toml").write_text(text[:start] + text[end:], "utf-8")
    assert complaint(folder).reason == "the section 'licence' is missing"


def test_a_rating_that_is_left_out_is_named(folder: Path) -> None:
    replace(folder, "words.toml", '[[ratings]]\nid = "na"\nlabel = "Not relevant this time"\n', "")
    assert complaint(folder).reason == "[[ratings]] with the id 'na' is missing"


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_toml_is_named_at_its_line(folder: Path, name: str) -> None:
    lines = (folder / name).read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if line.endswith('"') and n > 20)
    lines[number] = lines[number][:-1]
    (folder / name).write_text("\n".join(lines), "utf-8")
    error = complaint(folder)
    assert (error.file.name, error.line) == (name, number + 1)
    assert error.reason.startswith("this is not TOML: ")
    assert "at line" not in error.reason


def test_a_file_that_ends_too_early_is_named_at_its_end(folder: Path) -> None:
    text = '[credit]\nline = ["a",\n\n'
    (folder / "words.toml").write_text(text, "utf-8")
    error = complaint(folder)
    assert error.file.name == "words.toml"
    assert error.line in (3, 4)


def test_a_table_twice_and_a_row_as_a_table_are_named(folder: Path) -> None:
    line = replace(folder, "words.toml", "[hints]", "[care]")
    error = complaint(folder)
    assert (error.file.name, error.line) == ("words.toml", line)
    shutil.copy(CONTENT / "words.toml", folder / "words.toml")
    replace(folder, "litmus.toml", "[notes]", "[[notes]]")
    assert complaint(folder).reason == "'notes' must be a table: [notes]"


def test_a_file_that_is_not_utf8_is_named_at_its_line(folder: Path) -> None:
    text = (folder / "words.toml").read_bytes()
    (folder / "words.toml").write_bytes(text.replace(b"Going well", b"Going w\xe9ll"))
    error = complaint(folder)
    assert error.reason == "the file is not UTF-8 text"
    assert b"Going w" in (folder / "words.toml").read_bytes().splitlines()[error.line - 1]


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    (folder / "litmus.toml").unlink()
    error = complaint(folder)
    assert error.file.name == "litmus.toml"
    assert error.reason.startswith("the file cannot be read: ")


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(folder: Path) -> None:
    for name in FILES:
        text = (folder / name).read_text("utf-8")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(folder) == load(CONTENT)
