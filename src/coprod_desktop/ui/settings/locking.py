"""The part of the settings about locking: after how long, with the system, and pictures of the screen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QWidget

from coprod_desktop.services.locking import AFTER_MINUTES
from coprod_desktop.services.preferences import Preferences, Screen
from coprod_desktop.services.unlocking import LockState
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.shell.auto_lock import AutoLock
from coprod_desktop.ui.shell.guards import Guards
from coprod_desktop.ui.system.capture import can_hide
from coprod_desktop.ui.system.watch import Tells
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.choices import Radio, Switch
from coprod_desktop.ui.widgets.layouts import AutoGrid, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text


class LockingPart(QWidget):
    """Every change holds at once. What stands in the journal is shown only while that is open."""

    def __init__(self, theme: Theme, preferences: Preferences, guards: Guards) -> None:
        super().__init__()
        self._theme, self._preferences, self._guards = theme, preferences, guards
        self._auto_lock: AutoLock | None = None
        box = column(theme, self, gap=12)
        box.addWidget(Text(theme, self.tr("Locking"), "h3"))
        self._trouble = Notice(theme, kind="caution")
        self._trouble.hide()
        box.addWidget(self._trouble)
        self._closed = Text(
            theme, self.tr("Unlock your journal to choose when it locks by itself."), "body", "secondary"
        )
        box.addWidget(self._closed)
        self._after = _After(theme)
        for minutes, radio in self._after.radios.items():
            radio.clicked.connect(partial(self._choose_after, minutes))
        box.addWidget(self._after)
        self.with_system = _Line(theme, self.tr("Lock with the computer"))
        self.with_system.switch.clicked.connect(self._choose_with_system)
        box.addWidget(self.with_system)
        self.hidden = _Line(theme, self.tr("Keep out of pictures of the screen"))
        self.hidden.switch.setChecked(preferences.screen.hide_from_capture)
        self.hidden.switch.clicked.connect(self._choose_hidden)
        self._say_about_pictures()
        box.addWidget(self.hidden)
        tall_as_needed(self)

    def show_for(self, state: LockState | None) -> None:
        """Show the rules while the journal is open; what holds before unlocking is always there."""
        is_open = state is LockState.UNLOCKED
        self._trouble.hide()
        self._closed.setVisible(not is_open)
        self._after.setVisible(is_open)
        self.with_system.setVisible(is_open)
        if is_open:
            if self._auto_lock is None:
                self._auto_lock = self._guards.auto_lock
                self._auto_lock.changed.connect(self._show_rules)
            self._say_what_is_told(self._auto_lock.tells())
            self._show_rules()

    def wipe(self) -> None:
        """Nothing here is private."""

    # ------------------------------------------------------------------ the rules
    def _show_rules(self) -> None:
        if self._auto_lock is not None:
            rules = self._auto_lock.rules
            self._after.radios[rules.after_minutes].setChecked(True)
            self.with_system.switch.setChecked(rules.with_system)

    def _choose_after(self, minutes: int, _checked: bool = False) -> None:
        if self._auto_lock is not None:
            self._auto_lock.change(replace(self._auto_lock.rules, after_minutes=minutes), self._not_kept)

    def _choose_with_system(self, on: bool) -> None:
        if self._auto_lock is not None:
            self._auto_lock.change(replace(self._auto_lock.rules, with_system=on), self._not_kept)

    def _not_kept(self, error: Exception) -> None:
        said = sentence(error)
        holds = self.tr("This holds until you lock, but it could not be written down.")
        self._trouble.say(holds, f"{said.what} {said.next}", "caution")

    def _say_what_is_told(self, tells: Tells) -> None:
        """A switch that does nothing is not offered: then it says why."""
        if tells.sleep and tells.screen_lock:
            words = self.tr(
                "When it goes to sleep, when its screen is locked, and when another user takes over."
            )
        elif tells.sleep:
            words = self.tr("When it goes to sleep. This computer does not tell when its screen is locked.")
        elif tells.screen_lock:
            words = self.tr("When its screen is locked. This computer does not tell when it goes to sleep.")
        else:
            words = self.tr(
                "This computer does not tell programs when it sleeps or locks its screen. Lock by hand "
                "before you leave it, or let the journal lock after a while."
            )
        self.with_system.say(words, offered=tells.anything)

    # ------------------------------------------------------------------ pictures of the screen
    def _say_about_pictures(self) -> None:
        if can_hide():
            words = self.tr(
                "Asks the system to leave this program out of screenshots, recordings and shared screens. "
                "Not every program heeds it, and a camera sees the screen all the same."
            )
        else:
            words = self.tr("This system has nothing that hides a window from pictures of the screen.")
        self.hidden.say(words, offered=can_hide())

    def _choose_hidden(self, on: bool) -> None:
        self._guards.capture.set_on(on)
        try:
            self._preferences.set_screen(Screen(hide_from_capture=on))
        except OSError:
            self._trouble.say(
                self.tr("This holds for now, but it could not be written down."),
                self.tr(
                    "Check that there is room on the disk and that you may write in the program's folder."
                ),
                "caution",
            )


class _After(QGroupBox):
    """After how many minutes without use."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        name = self.tr("Lock when nothing was typed or clicked for")
        self.setAccessibleName(name)
        box = column(theme, self, gap=2)
        box.addWidget(Text(theme, name, "label"))
        grid = AutoGrid(theme, 150, 8, 3)
        self.radios: dict[int, Radio] = {}
        group = QButtonGroup(self)
        for minutes in (*AFTER_MINUTES, 0):
            radio = Radio(theme, self._words(minutes))
            grid.addWidget(radio)
            group.addButton(radio)
            self.radios[minutes] = radio
        box.addWidget(holder(grid))
        tall_as_needed(self)

    def _words(self, minutes: int) -> str:
        if not minutes:
            return self.tr("Never")
        if minutes == 60:
            return self.tr("An hour")
        return self.tr("{minutes} minutes").format(minutes=minutes)


class _Line(QWidget):
    """What can be switched, what it means, and the switch, if there is anything to switch."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        line = row(theme, self, gap=12)
        words = column(theme, gap=2)
        words.addWidget(Text(theme, name, "label"))
        self._about = Text(theme, "", "small", "secondary")
        words.addWidget(self._about)
        line.grow(holder(words))
        self.switch = Switch(theme, name)
        line.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        tall_as_needed(self)

    def say(self, about: str, *, offered: bool) -> None:
        """Say what it means, or why it is not offered."""
        self._about.set_words(about)
        self.switch.setAccessibleDescription(about)
        self.switch.setVisible(offered)
