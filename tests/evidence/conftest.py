"""The journey's remains, for the tests of this folder."""

from __future__ import annotations

import pytest

from tests.support.journey_run import JourneyRun, the_journey


@pytest.fixture(scope="session")
def journey(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> JourneyRun:
    """The whole journey, gone through once for all tests of this run."""
    return the_journey(request.config, tmp_path_factory)
