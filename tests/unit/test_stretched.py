"""The pseudo-language of the walk through all screens: longer, marked, and to be taken back."""

from __future__ import annotations

import pytest

from coprod_desktop.content.loader import load
from coprod_desktop.resources import resource
from tests.support import stretched


def test_words_grow_by_a_third_or_more_and_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = load(resource("content", "en-GB"))
    for question in recipe.questions:
        long = stretched.stretch(question.text)
        assert len(long) > 1.3 * len(question.text)
        assert stretched.plain(long) == long
        with monkeypatch.context() as patch:
            patch.setattr(stretched, "_on", True)
            assert stretched.plain(long) == question.text


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("Saved as {name}", "«Sáavéed áas {name}»"),
        ("<b>I'll try:</b> {step}", "«<b>ÍI'll try:</b> {step}»"),
        ("dddd d MMMM yyyy", "dddd d MMMM yyyy"),
        ("100 %", "100 %"),
        ("&Edit", "«&ÉEdíit»"),
    ],
)
def test_what_is_no_word_stays(text: str, long: str) -> None:
    assert stretched.stretch(text) == long


def test_the_recipe_keeps_its_ids_and_where_it_leads() -> None:
    recipe = load(resource("content", "en-GB"))
    long = stretched.stretched(recipe)
    assert [item.id for item in long.items] == [item.id for item in recipe.items]
    assert [q.item_ids for q in long.questions] == [q.item_ids for q in recipe.questions]
    links = [run.link for run in recipe.credit if run.link]
    assert [run.link for run in long.credit if run.link] == links
    assert long.items[0].name == stretched.stretch(recipe.items[0].name)
