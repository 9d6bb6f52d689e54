"""What the tests of the export's window share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coprod_desktop.content.model import Recipe
from coprod_desktop.export.preview import Preview
from coprod_desktop.export.report import Report
from coprod_desktop.services.exporting import Exporting
from coprod_desktop.ui.export.flow import ExportFlow
from coprod_desktop.ui.theme.theme import Theme
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.export.stage import PNG, AtOnce, clock, journal
from tests.unit.services.test_exporting import Shelf


class QuickPages(Exporting):
    """The real service, whose pages are drawn without typesetting."""

    replaced: tuple[str, ...] = ()
    fault: Exception | None = None
    pictures: tuple[bytes, ...] = (PNG, PNG, PNG)
    stopped = 0

    def preview(self, report: Report) -> Preview:
        if self.fault is not None:
            raise self.fault
        return Preview(self.pictures, 3, self.replaced)

    def stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def jobs(qapp: QApplication) -> AtOnce:
    return AtOnce()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(journal())


@pytest.fixture
def exporting(shelf: Shelf, recipe: Recipe) -> QuickPages:
    return QuickPages(shelf, recipe, clock)  # type: ignore[arg-type]


@pytest.fixture
def flow(
    qtbot: QtBot, theme: Theme, recipe: Recipe, exporting: QuickPages, jobs: AtOnce, ask: ScriptedAsk
) -> Iterator[ExportFlow]:
    made = ExportFlow(theme, recipe, exporting, jobs, ask)
    qtbot.addWidget(made)
    made.resize(1280, 790)
    made.show()
    qtbot.waitExposed(made)
    made.begin()
    yield made
    made.close()
