"""From opening the program to a kept reflection of all 18 questions, on a private screen, in two ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.private_screen import need_a_private_screen, walk
from tests.support.home import Home


@pytest.mark.journey
@pytest.mark.parametrize(
    "hands", [pytest.param("tree", id="the accessible tree alone"), pytest.param("keys", id="keys alone")]
)
def test_from_opening_to_a_kept_reflection_by(hands: str, tmp_path: Path) -> None:
    need_a_private_screen()
    home = Home(tmp_path / "computer").make()
    walk("heard", home, before=(hands,))
    assert any(home.journal.iterdir())
