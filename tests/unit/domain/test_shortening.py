"""What lists show of texts without an end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.domain.shortening import LONGEST_IN_A_LIST, in_short, tags_in_short
from tests.support.journals import texts


@given(texts(400), st.integers(10, 400))
def test_what_fits_stays_and_what_does_not_becomes_its_beginning(text: str, most: int) -> None:
    short = in_short(text, most)
    if len(text) <= most:
        assert short == text
    else:
        assert len(short) <= most + 1 and short.endswith("…") and text.startswith(short[:-1])


def test_letters_keep_their_accents_and_families_stay_together() -> None:
    accented = "e\u0301" * 200
    assert in_short(accented, 101) == "e\u0301" * 50 + "…"
    family = "\U0001f469\u200d\U0001f467"
    assert in_short("a" + family * 10, 5) == "a" + family + "…"
    assert len(in_short("\u0301" * 1000)) <= LONGEST_IN_A_LIST + 1, "accents without an end"


def test_tags_without_an_end() -> None:
    assert tags_in_short(["garden", "venue"]) == ("garden", "venue")
    many = tags_in_short(["x" * 1000] * 1000)
    assert len(many) == 31 and many[-1] == "…" and len(many[0]) == 81
