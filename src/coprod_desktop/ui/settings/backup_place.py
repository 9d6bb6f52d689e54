"""Where backups go, and how many are kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QWidget

from coprod_desktop.errors import KnownError
from coprod_desktop.services.backups import Backups
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.choices import Radio
from coprod_desktop.ui.widgets.layouts import Flow, column, holder, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text


class BackupPlace(QWidget):
    """Where backups go. ``chosen`` comes when they go somewhere else from now on."""

    chosen = Signal()

    def __init__(self, theme: Theme, backups: Backups, ask: Ask) -> None:
        super().__init__()
        self._backups, self._ask = backups, ask
        box = column(theme, self, gap=10)
        box.addWidget(Text(theme, self.tr("Where they go"), "h3"))
        self._path = Text(theme, "", "body", selectable=True)
        self._about = Text(theme, "", "body", "secondary")
        self._said = Notice(theme)
        self._said.hide()
        choose = Button(theme, self.tr("Choose another folder…"), "secondary", "folder-open")
        choose.clicked.connect(self._choose)
        self._usual = Button(theme, self.tr("Use the program's own folder"), "quiet", "rotate-ccw")
        self._usual.clicked.connect(partial(self._go_to, None))
        self._show = Button(theme, self.tr("Show in folder"), "quiet", "external-link")
        self._show.clicked.connect(self._show_folder)
        buttons = Flow(theme, 12)
        for button in (choose, self._usual, self._show):
            buttons.addWidget(button)
        for part in (self._path, self._about, self._said, holder(buttons)):
            box.addWidget(part)
        tall_as_needed(self)

    def refresh(self) -> None:
        """Say how things stand now."""
        usual, folder = self._backups.is_usual_folder, self._backups.folder
        self._path.set_words(shown_name(folder))
        self._usual.setVisible(not usual)
        self._show.setVisible(folder.is_dir())
        near = self.tr(
            "That is beside your journal, on this computer. A folder on another disk or stick, or one that "
            "is kept in a second place, is safer: backups are locked there too."
        )
        far = self.tr("Backups are locked there too. A disk that is not connected is tried again later.")
        self._about.set_words(near if usual else far)

    def _choose(self) -> None:
        start = self._backups.folder if self._backups.folder.is_dir() else Path.home()
        chosen = self._ask.choose_folder(self.window(), self.tr("A folder for backups"), start)
        if chosen is not None:
            self._go_to(chosen)

    def _go_to(self, folder: Path | None) -> None:
        from coprod_desktop.ui.sentences import sentence

        before = self._backups.folder
        try:
            self._backups.choose_folder(folder)
        except KnownError as error:
            told = sentence(error)
            self._said.say(told.what, told.next, "caution")
            return
        except OSError:
            self._said.say(*_not_kept(), "caution")
        else:
            stay = self.tr("Backups go there from now on. Those made before stay where they are: {folder}")
            self._said.say(stay.format(folder=shown_name(before)), "", "good")
        self.refresh()
        self.chosen.emit()

    def _show_folder(self) -> None:
        self._ask.show_in_folder(self._backups.folder / "backup")


class HowMany(QGroupBox):
    """How many backups are kept. Holds at once, and fewer only ever go after the next one was made."""

    def __init__(self, theme: Theme, preferences: Preferences, backups: Backups) -> None:
        super().__init__()
        self._preferences, self._backups = preferences, backups
        self.setAccessibleName(self.tr("How many are kept"))
        box = column(theme, self, gap=6)
        box.addWidget(Text(theme, self.tr("How many are kept"), "h3"))
        self.choices: dict[str, Radio] = {}
        self._group = QButtonGroup(self)
        for key, words in (
            ("fewer", self.tr("Fewer: the newest of each of 3 days, 3 weeks and 3 months")),
            ("usual", self.tr("As usual: of 7 days, 5 weeks and 12 months")),
            ("more", self.tr("More: of 14 days, 10 weeks and 24 months")),
        ):
            radio = Radio(theme, words)
            radio.clicked.connect(partial(self._choose, key))
            self._group.addButton(radio)
            self.choices[key] = radio
            box.addWidget(radio)
        always = self.tr(
            "Days without a backup don't count. The newest three stay in any case, and those made before "
            "a large change stay for 30 days or longer."
        )
        box.addWidget(Text(theme, always, "body", "secondary"))
        self._said = Notice(theme)
        self._said.hide()
        box.addWidget(self._said)
        self.refresh()
        tall_as_needed(self)

    def refresh(self) -> None:
        """Mark what is chosen."""
        self.choices[self._preferences.backups.keep].setChecked(True)

    def _choose(self, keep: str) -> None:
        try:
            self._backups.choose_keep(keep)
        except OSError:
            self._said.say(*_not_kept(), "caution")
        else:
            self._said.hide()


def _not_kept() -> tuple[str, str]:
    return (
        _tr("This holds for now, but it could not be written down."),
        _tr("Check that there is room on the disk and that you may write in the program's folder."),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("BackupPlace", text)
