"""Every icon that is named somewhere is shipped."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from coprod_desktop.resources import resource
from tests.support.places import SOURCES

# Which argument of a call names an icon: its place, and its keyword.
_CALLS = {
    "Button": (3, "icon"),
    "Picture": (1, "icon"),
    "Tile": (1, "icon"),
    "Tag": (4, "icon"),
    "IndexCard": (3, "icon"),
    "LineField": (99, "icon"),
    "pix": (0, "name"),
    "icon": (0, "name"),
    "set_icon": (0, "name"),
}


def _shipped() -> set[str]:
    return {path.stem for path in resource("icons").glob("*.svg")}


def _named(path: Path) -> set[str]:
    found = set()
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name in _CALLS:
            place, keyword = _CALLS[name]
            given = [*call.args[place : place + 1], *(k.value for k in call.keywords if k.arg == keyword)]
            found |= {g.value for g in given if isinstance(g, ast.Constant) and isinstance(g.value, str)}
    return found


def test_every_icon_that_a_widget_names_is_shipped() -> None:
    named = {path.name: _named(path) for path in (SOURCES / "coprod_desktop" / "ui").rglob("*.py")}
    assert sum(len(names) for names in named.values()) > 30
    assert {file: names - _shipped() for file, names in named.items() if names - _shipped()} == {}


def test_every_icon_of_the_recipe_is_shipped() -> None:
    words = "\n".join(path.read_text("utf-8") for path in resource("content").rglob("*.toml"))
    icons = set(re.findall(r'^icon\s*=\s*"([^"]+)"', words, re.MULTILINE))
    assert len(icons) == 22
    assert icons <= _shipped()


def test_each_icon_takes_its_colour_from_where_it_is_drawn() -> None:
    for path in resource("icons").glob("*.svg"):
        assert "currentColor" in path.read_text("utf-8"), path.name
