"""The whole vault under any sequence of acts, beside plain dictionaries."""

from __future__ import annotations

import hypothesis.core
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.torture.matrix import Matrix, Tally
from tests.torture.whole_vault import WholeVault


def model(tally: Tally) -> None:
    """A whole run goes through 300 histories of up to 40 acts."""
    examples = tally.of(10, 20, 300)
    former, WholeVault.lived = hypothesis.core.global_force_seed, 0
    setattr(hypothesis.core, "global_force_seed", tally.seed)  # noqa: B010  # it is typed as None
    try:
        with tally.case("histories", seconds=3600):
            run_state_machine_as_test(
                WholeVault,
                settings=settings(
                    max_examples=examples,
                    stateful_step_count=tally.of(25, 30, 40),
                    deadline=None,
                    database=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
    finally:
        hypothesis.core.global_force_seed = former
    tally.cases = WholeVault.lived


MATRIX = Matrix(
    "model",
    "Histories of writing, deleting, restoring, backing up, merging, new passphrases, changed locks and"
    " crashes, in any order, beside a dictionary",
    model,
)
