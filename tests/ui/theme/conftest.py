"""The theme that the shared widgets take."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from coprod_desktop.resources import resources_root
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme at 100 %, applied."""
    made = Theme(resources_root(), qapp)
    made.apply(qapp, Appearance(colours="light", text_percent=100))
    return made
