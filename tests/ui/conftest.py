"""What the tests of the pages share: the looks, the real recipe, scripted answers and a cheap journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Recipe
from coprod_desktop.resources import resource, resources_root
from coprod_desktop.services.backups import Backups
from coprod_desktop.services.clock import system_clock
from coprod_desktop.services.preferences import Appearance, Preferences
from coprod_desktop.services.reminding import Reminding
from coprod_desktop.services.signing_in import SigningIn
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.backing_up import BackingUp
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.reading_aloud.reader import ReadingAloud
from coprod_desktop.ui.shell.guards import Guards
from coprod_desktop.ui.theme.theme import Theme
from tests.support.journals import CHEAP, NOW
from tests.support.scripted_ask import ScriptedAsk
from tests.support.speech import SpeechDouble
from tests.support.stores import StoreDouble


@dataclass
class Parts:
    """Everything a first-run page, the unlock panel or the settings take."""

    theme: Theme
    recipe: Recipe
    preferences: Preferences
    unlocking: Unlocking
    backups: Backups
    backing_up: BackingUp
    store: StoreDouble
    sign_in: SigningIn
    jobs: Jobs
    ask: ScriptedAsk
    bot: QtBot
    guards: Guards
    reminding: Reminding
    speech: SpeechDouble
    aloud: ReadingAloud

    def show(self, page: QWidget, width: int = 1280, height: int = 795) -> QWidget:
        """Put a page into a window of its own."""
        window = QWidget()
        box = QVBoxLayout(window)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page)
        self.bot.addWidget(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        self.bot.waitUntil(window.isActiveWindow)
        return window

    def look(self, colours: str = "light", percent: int = 100, typeface: str = "default") -> None:
        """Change the looks, as the settings do."""
        self.theme.change(Appearance(colours, percent, typeface))
        for _ in range(4):
            QApplication.processEvents()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.bot.waitUntil(lambda: self.jobs.is_idle, timeout=60_000)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme at 100 %, applied."""
    made = Theme(resources_root(), qapp)
    made.apply(qapp, Appearance(colours="light", text_percent=100))
    return made


@pytest.fixture(scope="session")
def recipe() -> Recipe:
    """The real recipe."""
    return load(resource("content", "en-GB"))


@pytest.fixture
def ask() -> ScriptedAsk:
    """Says yes or no as told; keeps the links that were followed."""
    return ScriptedAsk()


@pytest.fixture
def parts(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, recipe: Recipe, ask: ScriptedAsk
) -> Iterator[Parts]:
    """Real parts around a journal that is not made yet, with their own looks kept in preferences."""
    preferences = Preferences(tmp_path / "data")
    preferences.set_appearance(Appearance("light", 100))
    theme = Theme(resources_root())
    theme.apply(qapp, preferences.appearance)
    unlocking = Unlocking(tmp_path / "data" / "journals" / "Journal", CHEAP)
    data, jobs = tmp_path / "data", Jobs()
    backups = Backups(unlocking, preferences, data / "open-copies", data / "backups", lambda: NOW)
    backing_up = BackingUp(backups, unlocking, jobs, jobs)
    store = StoreDouble()
    sign_in = SigningIn(unlocking, store)
    guards = Guards(unlocking, jobs, system_clock, preferences)
    reminding = Reminding(unlocking, lambda: NOW)
    speech = SpeechDouble()
    made = Parts(
        theme,
        recipe,
        preferences,
        unlocking,
        backups,
        backing_up,
        store,
        sign_in,
        jobs,
        ask,
        qtbot,
        guards,
        reminding,
        speech,
        ReadingAloud(speech, preferences, jobs, jobs),
    )
    yield made
    made.aloud.stop()
    made.settle()
    unlocking.lock()
