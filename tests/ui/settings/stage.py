"""The settings page in a window of its own, for the tests of its sections."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from coprod_desktop.ui.settings.page import SettingsPage
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.text import Text
from tests.support.waiting import settle
from tests.ui.conftest import Parts


class Settings:
    """The settings by what a person reads and presses."""

    def __init__(self, parts: Parts, width: int = 1280, height: int = 795) -> None:
        self.parts = parts
        self.page = SettingsPage(
            parts.theme,
            parts.recipe,
            parts.preferences,
            parts.unlocking,
            parts.backups,
            parts.backing_up,
            parts.sign_in,
            parts.jobs,
            parts.ask,
            parts.guards,
            parts.reminding,
            parts.aloud,
        )
        self.window = parts.show(self.page, width, height)
        self.page.refresh()

    def press(self, words: str) -> None:
        found = [b for b in self.page.findChildren(Button) if b.text() == words and b.isVisible()]
        assert len(found) == 1, words
        found[0].click()
        self.parts.settle()
        settle()

    def find(self, kind: type[QWidget]) -> QWidget:
        found = self.page.findChild(kind)
        assert isinstance(found, QWidget)
        return found

    def says(self, words: str) -> bool:
        return any(words in text.words for text in self.page.findChildren(Text) if text.isVisible())

    def typed(self) -> list[str]:
        """What stands in any field, but for the title that a calendar entry has until somebody changes it."""
        words = [field.text() for field in self.page.findChildren(QLineEdit)]
        return [each for each in words if each not in ("", "Co-production Companion")]

    def field(self, name: str) -> QLineEdit:
        """A field by the name a reader hears, where it can be seen."""
        fields = self.page.findChildren(QLineEdit)
        return next(field for field in fields if field.accessibleName() == name and field.isVisible())
