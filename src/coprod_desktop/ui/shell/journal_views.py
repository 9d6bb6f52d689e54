"""Which views the Journal has beside its entries, and how each is made when it is first wanted."""

from __future__ import annotations

from coprod_desktop.ui.journal.views import Makers
from coprod_desktop.ui.shell.parts import Parts


def journal_views(_parts: Parts) -> Makers:
    """One line for each view: its key, and what makes it."""
    return {}
