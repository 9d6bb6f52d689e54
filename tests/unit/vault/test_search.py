"""The search: every script, every kind of typing, and the marks around what was found."""

from __future__ import annotations

import time
import unicodedata
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EntryKind,
    EventDate,
    Note,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.matching import matches
from coprod_desktop.vault.search import query_of
from coprod_desktop.vault.vault import Vault
from tests.support.journals import NOW, SCRIPTS, note

BODIES = {
    1: "The kettle went on **first**, before anyone spoke.",
    2: "Fe wnes i wrando’n fwy. Yr oedd yr ŵyneb yn newid.",
    3: "استمعت أكثر مما تحدثت في الاجتماع",
    4: "We sent an e-mail; they don't use C++ but cafe\u0301 😀",
    5: "- kettles\n- tea\n\n> nobody spoke 👍🏽",
}


@pytest.fixture
def filled(vault: Vault) -> Vault:
    for number, body in BODIES.items():
        vault.entries.put(note(number, body))
    return vault


def found(vault: Vault, words: str, kind: EntryKind | None = None) -> set[int]:
    return {int(row.id, 16) for row in vault.search.find(words, kind)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kettle", {1, 5}),
        ("KETT", {1, 5}),
        ("kettle first", {1}),
        ("first kettle", {1}),
        ("kett first", set()),
        ("ettle", set()),
        ("wyneb", {2}),
        ("ŵyneb", {2}),
        ("w\u0302yneb", {2}),
        ("wrando'n", {2}),
        ("استمعت", {3}),
        ("الاجت", {3}),
        ("e-mail", {4}),
        ("don't", {4}),
        ("C++", {4}),
        ("café", {4}),
        ("cafe", {4}),
        ("😀", {4}),
        ("👍", {5}),
        ("AND", set()),
        ("spoke AND", set()),
        ("NEAR(kettle first)", set()),
        ("title:kettle", set()),
        ('"kettle"', {1, 5}),
        ("kettle*", {1, 5}),
        ("^the", {1, 4}),
        ("note", {1, 2, 3, 4, 5}),
        ("kettle --- ", {1, 5}),
        ("", set()),
        (" \t", set()),
        ("***", set()),
        ('"', set()),
        ("\x00", set()),
        ("kett\x00le", set()),
        ("\ud83d", set()),
    ],
)
def test_table(filled: Vault, words: str, expected: set[int]) -> None:
    assert found(filled, words) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=20))
def test_nothing_that_is_typed_is_a_fault(filled: Vault, words: str) -> None:
    filled.search.find(words)
    assert query_of(words).count('"') % 2 == 0


@pytest.mark.parametrize("body", SCRIPTS)
@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_every_word_that_was_written_is_found(vault: Vault, body: str, stored: Literal["NFC", "NFD"]) -> None:
    vault.entries.put(note(9, unicodedata.normalize(stored, body)))
    for word in (word.strip(".,") for word in body.split()):
        if any(character.isalnum() for character in word):
            assert found(vault, unicodedata.normalize("NFC", word)) == {9}
            assert found(vault, unicodedata.normalize("NFD", word)) == {9}
            assert found(vault, word.upper()) == {9} or "ß" in word


def test_marks_never_cut_an_emoji_apart(vault: Vault) -> None:
    vault.entries.put(note(1, "went 👩🏽\u200d🦽 well ❤️ 👍🏽"))
    for words, shown in (("👍", "\x02👍🏽\x03"), ("❤", "\x02❤️\x03"), ("👍🏿 well", "\x02well\x03")):
        (row,) = vault.search.find(words)
        assert shown in row.excerpt


def test_code_and_accents_typed_alone_do_not_hide_a_word(vault: Vault) -> None:
    vault.entries.put(note(1, "press \\`enter\\` or ^home ´accent´"))
    for word in ("enter", "home", "accent"):
        assert found(vault, word) == {1}


def test_marks_stand_around_what_was_found(filled: Vault) -> None:
    (row,) = filled.search.find("ŵyneb")
    assert row.excerpt == "Fe wnes i wrando’n fwy. Yr oedd yr \x02ŵyneb\x03 yn newid."
    filled.entries.put(note(6, "plain", title="An e-mail on paper"))
    row = next(row for row in filled.search.find("e-mail") if row.id == note(6).id)
    assert (row.title, row.excerpt) == ("An \x02e-mail\x03 on paper", "plain")


def test_a_long_text_is_shown_where_the_word_stands(vault: Vault) -> None:
    vault.entries.put(note(1, "before " * 200 + "needle " + "after " * 200))
    (row,) = vault.search.find("needle")
    assert "\x02needle\x03" in row.excerpt
    assert len(row.excerpt) < 300
    assert row.excerpt.startswith("…")
    assert row.excerpt.endswith("…")


@pytest.mark.parametrize("words", ["word", "w", "needle"])
def test_a_very_long_text_is_searched_at_once(vault: Vault, words: str) -> None:
    vault.entries.put(note(1, "word wide " * 20_000 + "needle " + "word " * 20_000, title="word " * 20_000))
    begun = time.perf_counter()
    (row,) = vault.search.find(words)
    assert time.perf_counter() - begun < 2
    assert "\x02" in row.excerpt
    assert len(row.excerpt) < 400


def test_a_word_of_the_title_leaves_a_long_text_unmarked(vault: Vault) -> None:
    vault.entries.put(note(1, "before " * 2000, title="Needle"))
    (row,) = vault.search.find("needle")
    assert (row.title, row.excerpt[:6], row.excerpt[-1]) == ("\x02Needle\x03", "before", "…")


@pytest.mark.parametrize(
    "words",
    ["hello " * 200_000, " ".join(map(str, range(200_000))), "h" * 1_000_000],
    ids=["one", "many", "long"],
)
def test_a_page_pasted_into_the_search_is_answered_at_once(filled: Vault, words: str) -> None:
    begun = time.perf_counter()
    filled.search.find(words)
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("words", ["kettle", "e-mail", "cafe", "😀", "wyn", "استمعت"])
def test_the_reader_marks_the_same_words(filled: Vault, words: str) -> None:
    """`domain.matching` highlights in the reader what the index found."""
    for row in filled.search.find(words):
        plain = row.excerpt.replace("\x02", "").replace("\x03", "")
        marked = [plain[match.start : match.end] for match in matches(plain, words)]
        assert marked == [part.split("\x03")[0] for part in row.excerpt.split("\x02")[1:]]


def test_a_title_weighs_more_than_a_body_and_tags_are_searched(vault: Vault) -> None:
    vault.entries.put(note(1, "trust " + "word " * 30, event=EventDate(2026, 12, 1)))
    vault.entries.put(note(2, "word " * 30, title="Trust", event=EventDate(2026, 1, 1)))
    vault.entries.put(note(3, "word", tags=("supervision", "trust me")))
    assert [row.title for row in vault.search.find("trust") if not row.tags] == ["\x02Trust\x03", "Note 1"]
    assert found(vault, "supervision") == {3}
    assert found(vault, "trust me") == {3}


def test_pages_and_kinds(vault: Vault) -> None:
    event = EventDate(2026, 1)
    for n in range(7):
        vault.entries.put(note(n, "tea"))
    content = Reflection(QuestionSet.ALL, Context(event, access="tea"), (Answer("q", "about tea?"),))
    vault.entries.put(Entry("f" * 32, "R", event, NOW, NOW, content))
    pages = [vault.search.find("tea", None, start, 3) for start in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 2, 0]
    assert len({row.id for page in pages for row in page}) == 8
    assert [row.id for row in vault.search.find("tea", EntryKind.REFLECTION)] == ["f" * 32]
    assert len(vault.search.find("tea", EntryKind.NOTE)) == 7


def test_the_words_of_a_question_are_not_found(vault: Vault) -> None:
    content = Reflection(QuestionSet.ALL, Context(EventDate(2026, 1)), (Answer("q", "Who holds power?"),))
    vault.entries.put(Entry("1" * 32, "R", EventDate(2026, 1), NOW, NOW, content))
    assert vault.search.find("power") == []


def test_changed_words_are_found_and_former_ones_not(vault: Vault) -> None:
    vault.entries.put(note(1, "first words", tags=("old",)))
    vault.entries.put(note(1, "second words", tags=("new",)))
    assert (found(vault, "first"), found(vault, "second")) == (set(), {1})
    assert (found(vault, "old"), found(vault, "new")) == (set(), {1})
    vault._connection.change("INSERT INTO entry_words (entry_words, rank) VALUES ('integrity-check', 1)")


def test_an_entry_without_words_is_kept_all_the_same(vault: Vault) -> None:
    vault.entries.put(note(1, "", title=""))
    assert vault.entries.get(note(1).id).content == Note("")
    assert vault.entries.rows()[0].excerpt == ""
