"""The settings page: a list of sections, and the section that is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.backups import Backups
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.reminding import Reminding
from coprod_desktop.services.signing_in import SigningIn
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.backing_up import BackingUp
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.looks.looks import Looks
from coprod_desktop.ui.reading_aloud.reader import ReadingAloud
from coprod_desktop.ui.settings.about import AboutSection
from coprod_desktop.ui.settings.backups import BackupsSection
from coprod_desktop.ui.settings.journal import JournalSection
from coprod_desktop.ui.settings.look import LookSection
from coprod_desktop.ui.settings.new_code import WhenWritten
from coprod_desktop.ui.settings.reading_aloud import ReadingAloudSection
from coprod_desktop.ui.settings.reminders import RemindersSection
from coprod_desktop.ui.settings.security import SecuritySection
from coprod_desktop.ui.shell.guards import Guards
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import Flow, column, tall_as_needed
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.one_of import add_one_of
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

_BESIDE_FROM = 760
_LIST_WIDTH = 272


class SettingsPage(QWidget):
    """Opens over the current tab; ``closed`` leads back there.

    ``passphrase_changed`` and ``code_changed`` come when the journal has a new passphrase or recovery code;
    ``save_copy`` and ``open_copy`` come from their buttons, ``open_backup`` with the path of one.
    """

    closed = Signal()
    passphrase_changed = Signal()
    code_changed = Signal()
    journal_closed = Signal(object)
    """The journal had to be closed while its lock was changed: a `ClosedForIt`."""
    save_copy = Signal()
    open_copy = Signal()
    open_backup = Signal(object)
    reminder_changed = Signal(object)
    """Carries a `Standing`, or None where reminders are off now."""

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        preferences: Preferences,
        unlocking: Unlocking,
        backups: Backups,
        backing_up: BackingUp,
        sign_in: SigningIn,
        jobs: Jobs,
        ask: Ask,
        guards: Guards,
        reminding: Reminding,
        aloud: ReadingAloud,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._stack = QStackedWidget()
        self._journal = JournalSection(theme, recipe, unlocking, ask)
        self._security = SecuritySection(theme, recipe, preferences, unlocking, sign_in, jobs, ask, guards)
        self._backups = BackupsSection(theme, preferences, unlocking, backups, backing_up, jobs, ask)
        self._reminders = RemindersSection(theme, reminding, unlocking, jobs, ask)
        self._about = AboutSection(theme, recipe, ask)
        self._connect()
        sections: tuple[tuple[str, str, QWidget], ...] = (
            (self.tr("Look and reading"), "glasses", LookSection(Looks(theme, preferences, self), recipe)),
            (self.tr("Reading aloud"), "volume-2", ReadingAloudSection(theme, recipe, aloud)),
            (self.tr("Your journal"), "notebook-text", self._journal),
            (self.tr("Security"), "lock-keyhole", self._security),
            (self.tr("Backups"), "archive", self._backups),
            (self.tr("Reminders"), "bell", self._reminders),
            (self.tr("About and credits"), "info", self._about),
        )
        self._sections = [section for _, _, section in sections]
        self._wide = _SectionList(theme, sections, wide=True)
        self._narrow = [_SectionList(theme, sections, wide=False) for _ in sections]
        for list_, (_, _, section) in zip(self._narrow, sections, strict=True):
            page = Page(theme, (40, 20, 40, 24), 0)
            page.body.addWidget(list_)
            page.body.addWidget(section)
            page.body.addStretch(1)
            self._stack.addWidget(page)
        for list_ in (self._wide, *self._narrow):
            list_.chosen.connect(self._choose)
            list_.back.connect(self.closed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._rule = Rule(theme, upright=True)
        for widget in (self._wide, self._rule):
            line.addWidget(widget)
        line.addWidget(self._stack, 1)
        theme.changed.connect(self._arrange)
        self._choose(0)

    def _connect(self) -> None:
        security = self._security
        security.passphrase.begun.connect(partial(self.reveal, security.passphrase))
        security.passphrase.changed.connect(self.passphrase_changed)
        security.new_code.begun.connect(partial(self.reveal, security.new_code))
        security.new_code.told.connect(self.reveal)
        security.new_code.changed.connect(self.code_changed)
        security.new_code.closed.connect(self.journal_closed)
        self._journal.copies.save.connect(self.save_copy)
        self._journal.copies.open.connect(self.open_copy)
        self._backups.look.connect(self.open_backup)
        self._reminders.changed.connect(self.reminder_changed)
        self._reminders.told.connect(self.reveal)

    def write_first(self, when_written: WhenWritten) -> None:
        """Say how to have written what was typed on other pages, before the lock is changed."""
        self._security.new_code.write_first(when_written)

    def arrive(self) -> None:
        """Show the first section: the settings were opened, and nobody is led to another one."""
        self._choose(0)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now, in every section."""
        self._journal.refresh()
        self._security.refresh()
        self._backups.refresh()
        self._reminders.refresh()
        at = self._stack.currentIndex()
        list_ = self._wide if self._wide.isVisibleTo(self) else self._narrow[at]
        list_.setFocus()
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.to_top()

    def show_backups(self) -> None:
        """Go to the backups."""
        self._go_to(self._backups)

    def show_reminders(self) -> None:
        """Go to the reminders."""
        self._go_to(self._reminders)

    def show_about(self) -> None:
        """Go to what the program is made of."""
        self._go_to(self._about)

    def choose_passphrase(self) -> None:
        """Go to where a new passphrase is chosen. Only while the journal is unlocked."""
        self._go_to(self._security)
        self._security.passphrase.begin()

    def wipe(self) -> None:
        """Forget everything private that is shown or typed here."""
        self._security.wipe()
        self._reminders.wipe()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list beside the section, or above it."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        beside = self._theme.eff(self.width()) >= _BESIDE_FROM
        self._wide.setFixedWidth(self._theme.tx(_LIST_WIDTH))
        self._wide.setVisible(beside)
        self._rule.setVisible(beside)
        for list_ in self._narrow:
            list_.setVisible(not beside)

    def reveal(self, part: object) -> None:
        """Bring a part of the section that is shown into sight."""
        page = self._stack.currentWidget()
        if isinstance(page, Page) and isinstance(part, QWidget):
            page.reveal(part)

    def _go_to(self, section: QWidget) -> None:
        self._choose(self._sections.index(section))

    def _choose(self, index: object) -> None:
        assert isinstance(index, int)
        self._stack.setCurrentIndex(index)
        for list_ in (self._wide, *self._narrow):
            list_.show_chosen(index)


class _SectionList(QGroupBox):
    """The way back and the sections: a pane at the side, or a line that wraps."""

    chosen = Signal(object)
    """The place of a section in the list, from 0."""
    back = Signal()

    def __init__(self, theme: Theme, sections: tuple[tuple[str, str, QWidget], ...], *, wide: bool) -> None:
        super().__init__()
        self.setFlat(True)
        self.setAccessibleName(self.tr("Sections of the settings"))
        self._group = QButtonGroup(self)
        back = Button(theme, self.tr("Back"), "quiet", "arrow-left")
        back.clicked.connect(self.back)
        buttons = [Button(theme, name, "nav" if wide else "chip", icon) for name, icon, _ in sections]
        for index, button in enumerate(buttons):
            add_one_of(self._group, button, index)
            button.clicked.connect(partial(self.chosen.emit, index))
        if wide:
            outer = QVBoxLayout(self)
            outer.setContentsMargins(0, 0, 0, 0)
            pane = Bar(theme, "pane")
            inside = QVBoxLayout(pane)
            inside.setContentsMargins(0, 0, 0, 0)
            page = Page(theme, (16, 20, 16, 20), 2)  # in a low window the list is longer than there is room
            inside.addWidget(page)
            box = page.body
            box.addWidget(back)
            title = column(theme, margins=(12, 8, 0, 10))
            title.addWidget(Text(theme, self.tr("Settings"), "h2"))
            box.addLayout(title)
            for button in buttons:
                box.addWidget(button)
            box.addStretch(1)
            outer.addWidget(pane)
        else:
            box = column(theme, self, (0, 0, 0, 20))
            line = Flow(theme, 8)
            for button in (back, *buttons):
                line.addWidget(button)
            box.addLayout(line)
            tall_as_needed(self)
        self.setFocusProxy(back)

    def show_chosen(self, index: int) -> None:
        """Mark the section that is shown."""
        self._group.button(index).setChecked(True)
