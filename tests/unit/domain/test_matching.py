"""Where searched words stand in a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.domain.matching import fold, matches
from tests.support.journals import SCRIPTS, texts


def found(text: str, words: str) -> list[str]:
    return [text[match.start : match.end] for match in matches(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("", "x", []),
        ("words", "", []),
        ("words", " \n", []),
        ("words", "--- ?", []),
        ("A cat, a Cat and cats", "cat", ["cat", "Cat", "cats"]),
        ("A cat and cats", "cat and", ["cat", "and"]),
        ("Café CAFÉ cafe\u0301 cafes", "cafe", ["Café", "CAFÉ", "cafe\u0301", "cafes"]),
        ("cafe", "café", ["cafe"]),
        ("cafe", "cafe\u0301", ["cafe"]),
        ("wrando'n fwy ŵyneb", "wyn", ["ŵyneb"]),
        ("I don't. Do not", "don't", ["don't"]),
        ("by e-mail, e mail, email", "e-mail", ["e-mail", "e mail"]),
        ("C++ and C", "C++", ["C", "C"]),
        ("كَتَبَ كتاب", "كت", ["كَتَبَ", "كتاب"]),
        ("שָׁלוֹם", "שלום", ["שָׁלוֹם"]),
        ("कि का", "का", ["का"]),
        ("नमस्ते", "नम", ["नमस्ते"]),
        ("tea ☕ 😀 👍🏽", "😀", ["😀"]),
        ("❤️ and ❤", "❤", ["❤️", "❤"]),
        ("Straße", "strasse", ["Straße"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("one two one", "one two", ["one", "two", "one"]),
        ("listen listening", "listen listening", ["listen", "listening"]),
        ("listening", "listen x", []),
        ('say "yes"', '"yes"', ["yes"]),
        ("page 12 of 120", "12", ["12", "120"]),
    ],
)
def test_table(text: str, words: str, expected: list[str]) -> None:
    assert found(text, words) == expected


@given(texts(), texts(20))
def test_matches_are_in_order_apart_and_inside(text: str, words: str) -> None:
    places = matches(text, words)
    ends = 0
    for match in places:
        assert ends <= match.start < match.end <= len(text)
        ends = match.end


@given(st.sampled_from(SCRIPTS), st.data())
def test_every_word_of_a_text_is_found_composed_or_not(text: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(text.split()))
    if not matches(text, word):
        assert not any(character.isalnum() for character in word)
        return
    for shape in ("NFC", "NFD"):
        shaped = unicodedata.normalize(shape, text)
        assert len(matches(shaped, word)) == len(matches(text, unicodedata.normalize(shape, word)))


@given(texts())
def test_folding_twice_changes_nothing_more_and_shapes_agree(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_a_long_text_is_quick() -> None:
    """100,000 characters: highlighting happens on the thread of the window."""
    text = "a word and another " * 5000
    assert len(matches(text, "anoth")) == 5000
