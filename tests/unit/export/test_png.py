"""A picture as PNG: what other programs read of it, and what is noticed when it is not whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from coprod_desktop.export.png import is_whole, pack

Rows = Sequence[Sequence[tuple[int, int, int]]]

COLOUR = st.tuples(*[st.integers(0, 255)] * 3)
SMALL = st.integers(1, 9).flatmap(
    lambda wide: st.lists(st.lists(COLOUR, min_size=wide, max_size=wide), min_size=1, max_size=9)
)


def packed(rows: Rows, beside: int = 2, **texts: str) -> bytes:
    """A picture of rows of colours, handed over ``beside`` rows at a time."""
    raw = [bytes(value for dot in row for value in dot) for row in rows]
    strips = [b"".join(raw[at : at + beside]) for at in range(0, len(raw), beside)]
    return pack(len(rows[0]), len(rows), strips, texts)


@given(SMALL, st.integers(1, 4), st.text(st.characters(blacklist_categories=("Cs", "Cc"))))
def test_another_program_reads_every_dot_and_every_word(rows: Rows, beside: int, words: str) -> None:
    data = packed(rows, beside, Description=words)
    image = QImage.fromData(data)
    assert (image.width(), image.height()) == (len(rows[0]), len(rows))
    for y, row in enumerate(rows):
        for x, dot in enumerate(row):
            assert image.pixelColor(x, y) == QColor(*dot)
    assert image.text("Description") == words
    assert is_whole(data)


SAMPLE = packed([[(1, 2, 3)] * 20] * 20, Description="Said.")


@pytest.mark.parametrize("size", [0, 8, 20, len(SAMPLE) // 2, len(SAMPLE) - 12, len(SAMPLE) - 1])
def test_a_picture_that_ends_too_soon_is_not_whole(size: int) -> None:
    assert not is_whole(SAMPLE[:size])


def test_a_picture_with_another_byte_is_not_whole() -> None:
    for at in range(len(SAMPLE)):
        assert not is_whole(SAMPLE[:at] + bytes([SAMPLE[at] ^ 1]) + SAMPLE[at + 1 :])


def test_a_picture_with_a_row_too_few_is_not_whole() -> None:
    dots = bytes((1, 2, 3)) * 20 * 19
    assert not is_whole(pack(20, 20, [dots], {}))
