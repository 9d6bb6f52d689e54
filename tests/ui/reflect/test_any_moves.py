"""Whatever one does in the wizard, and whenever it stops: no word is lost or put under another question."""

from __future__ import annotations

import itertools
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from coprod_desktop.content.model import Recipe
from coprod_desktop.ui.theme.theme import Theme
from tests.ui.reflect.any_moves import AnyMoves
from tests.ui.reflect.written import Stage


def test_nothing_typed_is_ever_lost_or_put_under_another_question(
    theme: Theme, recipe: Recipe, tmp_path: Path
) -> None:
    AnyMoves.stage = Stage(theme, recipe, itertools.count(), tmp_path)
    many = settings(
        max_examples=max(10, settings().max_examples // 6),
        stateful_step_count=12,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(AnyMoves, settings=many)
