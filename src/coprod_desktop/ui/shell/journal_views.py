"""Which views the Journal has beside its entries, and how each is made when it is first wanted."""

from __future__ import annotations

from functools import partial

from coprod_desktop.ui.journal.views import JournalView, Makers, Which
from coprod_desktop.ui.shell.parts import Parts


def journal_views(parts: Parts) -> Makers:
    """One line for each view: its key, and what makes it."""
    return {Which.ACTIONS: partial(_actions, parts), Which.GROWTH: partial(_growth, parts)}


def _actions(parts: Parts) -> JournalView:
    from coprod_desktop.ui.journal.actions.view import ActionsView

    return ActionsView(parts.theme, parts.desk.acting, parts.jobs)


def _growth(parts: Parts) -> JournalView:
    from coprod_desktop.ui.journal.growth.view import GrowthView

    return GrowthView(parts.theme, parts.recipe, parts.desk.growing, parts.jobs, parts.ask)
