"""What is changed before typesetting, and that nothing else is."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.export import safe


def page(text: str) -> safe.Payload:
    return {"title": "t", "entries": [{"nodes": [{"kind": "paragraph", "text": {"runs": [{"text": text}]}}]}]}


def text_of(payload: safe.Payload) -> str:
    found: str = payload["entries"][0]["nodes"][0]["text"]["runs"][0]["text"]
    return found


def test_controls_and_direction_overrides_go() -> None:
    assert text_of(safe.clean(page("a\x00b\x1b\ufeffc\u202ed\u2066e\ud800f"))) == "abcdef"


def test_tabs_become_spaces_and_line_separators_too() -> None:
    assert text_of(safe.clean(page("a\tb\u2028c"))) == "a    b c"


def test_marks_that_join_and_order_letters_stay() -> None:
    kept = "👩🏽‍⚕️ ❤️ a\u200eb\u200fc\u200cd co\u00adop"
    assert text_of(safe.clean(page(kept))) == kept


def test_a_missing_character_is_named() -> None:
    named = text_of(safe.without(page("a\u0f56b"), {"\u0f56"}))
    assert named.replace("\u200b", "") == "a[U+0F56]b"


def test_addresses_and_codes_are_left_alone() -> None:
    long = "https://example.org/" + "x" * 100
    payload = {"entries": [{"text": "a", "link": long, "kind": "paragraph", "lang": "ar"}]}
    assert safe.with_breaks(payload) == payload
    assert safe.characters({"link": "é", "text": "ü"}) == {"ü"}


def test_long_words_may_break_and_short_ones_stay() -> None:
    assert text_of(safe.with_breaks(page("x" * 100))).count("\u200b") == 8
    assert text_of(safe.with_breaks(page("word " * 100))) == "word " * 100


@given(st.text(max_size=200))
def test_breaks_add_nothing_that_is_seen(text: str) -> None:
    text = text.replace("\u200b", "")
    assert text_of(safe.with_breaks(page(text))).replace("\u200b", "") == text


@given(st.text(alphabet="ae\u0301\u0308\u200d\ufe0f👩", min_size=48, max_size=90))
def test_breaks_never_part_a_letter_from_its_mark(word: str) -> None:
    broken = text_of(safe.with_breaks(page(word)))
    for piece in broken.split("\u200b")[1:]:
        assert not unicodedata.combining(piece[0])
        assert piece[0] not in "\u200d\ufe0f"


def test_characters_with_a_meaning_of_one_font_only_are_refused() -> None:
    assert safe.private_use({"\ue000", "\U000f0000", "a", "é", "\u0378"}) == {"\ue000", "\U000f0000"}
