"""The view *Actions* over a cheap journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from coprod_desktop.domain.entries import (
    NextStep,
)
from coprod_desktop.services.acting import Acting
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.actions.view import ActionsView
from coprod_desktop.ui.theme.theme import Theme
from tests.support.journals import NOW
from tests.ui.journal.actions.acts import reflection
from tests.ui.journal.conftest import Settle


@pytest.fixture
def acting(unlocking: Unlocking) -> Acting:
    """The real service, on a fixed day: 18 November 2026."""

    def clock() -> datetime:
        return NOW

    return Acting(unlocking, clock)


@pytest.fixture
def view(theme: Theme, acting: Acting, jobs: Jobs) -> Iterator[ActionsView]:
    """The view by itself, in a window of the usual size; nothing fetched yet."""
    made = ActionsView(theme, acting, jobs)
    made.resize(1200, 760)
    made.show()
    made.activateWindow()
    yield made
    made.flush()
    jobs.wait_for_all()
    made.close()
    made.deleteLater()


@pytest.fixture
def filled(view: ActionsView, unlocking: Unlocking, settle: Settle) -> ActionsView:
    """A reflection with a passed date, one to come, and two without."""
    steps = (
        NextStep("Ring the *venue*.", date(2026, 11, 13), "Sam"),
        NextStep("Ask for first names", date(2026, 11, 24)),
        NextStep("Wait"),
        NextStep("Listen"),
    )
    unlocking.vault.entries.put(reflection(*steps))
    view.refresh()
    settle()
    return view
