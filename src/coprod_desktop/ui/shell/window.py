"""The window: bars around one page at a time, and what belongs to the window alone."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QMainWindow

from coprod_desktop.services.preferences import TEXT_PERCENT, WindowPlace
from coprod_desktop.ui.shell.aloud import AloudInWindow
from coprod_desktop.ui.shell.backup_notice import BackupNotice
from coprod_desktop.ui.shell.damage_notice import DamageNotice
from coprod_desktop.ui.shell.file_notice import FileNotice
from coprod_desktop.ui.shell.file_open import FileOpening, watch
from coprod_desktop.ui.shell.journey import Journey
from coprod_desktop.ui.shell.menus import ColoursChosen, Menus
from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.passphrase_notice import PassphraseNotice
from coprod_desktop.ui.shell.reminder_notice import ReminderNotice
from coprod_desktop.ui.shell.short_window import ShortWindow
from coprod_desktop.ui.shell.status import StatusLine
from coprod_desktop.ui.shell.told import Told
from coprod_desktop.ui.shell.topbar import TopBar
from coprod_desktop.ui.theme.focus_ring import FocusRing
from coprod_desktop.ui.widgets.layouts import column, holder

USUAL = QSize(1280, 860)
FRAME = QSize(16, 40)
"""What a title bar and borders take at most, which nobody tells before the window is shown."""
LEAST = QSize(683, 384)
TEXT_STEP = 10
GATHER_MS = 60


class MainWindow(QMainWindow):
    """The one window of the program. Its title says nothing of what is written in it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.setWindowTitle(self.tr("Co-production Companion"))
        self.pages = Pages(parts)
        self.bar = TopBar(parts.theme)
        self.passphrase_notice = PassphraseNotice(parts.theme)
        self.backup_notice = BackupNotice(parts.theme)
        self.reminder_notice = ReminderNotice(parts.theme)
        self.damage_notice = DamageNotice(parts.theme)
        self.told = Told(parts.theme, parts.ask)
        self.file_notice = FileNotice(parts.theme)
        self.status = StatusLine(parts.theme)
        below = column(parts.theme)
        self.aloud = AloudInWindow(self, parts, below)
        below.addWidget(self.status)
        self.menus = Menus(self)
        above = column(parts.theme)
        above.addWidget(self.bar)
        above.addWidget(self.passphrase_notice)
        above.addWidget(self.backup_notice)
        above.addWidget(self.reminder_notice)
        above.addWidget(self.file_notice)
        above.addWidget(self.damage_notice)
        above.addWidget(self.told)
        self._above = holder(above)
        self._below = holder(below)
        self.setCentralWidget(ShortWindow(parts.theme, self._above, self.pages.stack, self._below))
        self._state_before = self.windowState()
        self.setMinimumSize(QSize(360, 240))
        self._ring = FocusRing(self, parts.theme)
        self.journey = Journey(self, parts)
        self._wanted_percent = 0
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._resize_now)
        self._connect_menus()
        self._restyle()
        parts.theme.changed.connect(self._restyle)
        self._take_place()
        # Set quietly, so that no ring shows before a key was pressed.
        self.bar.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self._opening = FileOpening(self)
        self._opening.wanted.connect(self.journey.copies.open)
        watch(self._opening)
        self.journey.copies.sweep()
        if parts.preferences.was_unreadable:
            self.status.say(
                self.tr(
                    "The settings file can't be read just now, and was left alone. The usual looks are used."
                )
            )
        if parts.preferences.was_damaged:
            self.status.say(
                self.tr(
                    "The settings file was damaged, so the usual looks are used. It was kept beside them."
                )
            )

    def open_copy(self, path: Path) -> None:
        """Show what a file is that the program was started with."""
        self.journey.copies.open(path)

    def show_page_alone(self, alone: bool) -> None:
        """Let one page fill the screen: no bar, no menu, no notice. Or as it was before."""
        if alone == self._above.isHidden():
            return
        for part in (self._above, self._below, self.menuBar()):
            part.setVisible(not alone)
        if alone:
            self._state_before = self.windowState()
            self.showFullScreen()
        else:
            self.setWindowState(self._state_before)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and lock first; the window closes once that is done."""
        self._parts.copies.interrupt()
        self._parts.salvaging.interrupt()
        self._parts.sign_in.stop()
        self._parts.aloud.stop()
        if self.journey.ready_to_close():
            self._keep_place()
            event.accept()
            return
        event.ignore()
        self.journey.close_when_locked()

    def _connect_menus(self) -> None:
        menus = self.menus
        menus.quit.connect(self.close)
        menus.larger.connect(self._larger)
        menus.smaller.connect(self._smaller)
        menus.normal_size.connect(self._normal_size)
        menus.colours.connect(self._colours)

    def _restyle(self) -> None:
        icon = QIcon()
        for size in (16, 24, 32, 48, 64, 128, 256):
            icon.addPixmap(self._parts.theme.app_pix(size))
        self.setWindowIcon(icon)
        self.menus.show_colours(self._parts.theme.appearance.colours)

    def _larger(self) -> None:
        self._resize_text(self._percent() + TEXT_STEP)

    def _smaller(self) -> None:
        self._resize_text(self._percent() - TEXT_STEP)

    def _normal_size(self) -> None:
        self._resize_text(100)

    def _percent(self) -> int:
        return self._wanted_percent or round(self._parts.theme.scale * 100)

    def _resize_text(self, percent: int) -> None:
        # Keys pressed in a row are gathered: every page restyles, and only the last size is wanted.
        low, high = TEXT_PERCENT
        self._wanted_percent = min(high, max(low, percent))
        self._gather.start()

    def _resize_now(self) -> None:
        self._change(text_percent=self._percent())
        self.status.say(self.tr("Text size {percent}%").format(percent=self._percent()))
        self._wanted_percent = 0

    def _colours(self, chosen: ColoursChosen) -> None:
        self._change(colours=chosen.colours)

    def _change(self, **looks: object) -> None:
        appearance = replace(self._parts.preferences.appearance, **looks)  # type: ignore[arg-type]  # its own fields
        try:
            self._parts.preferences.set_appearance(appearance)
        except OSError:
            self.status.say(self.tr("This look holds until you quit: the settings could not be saved."))
        # After the preferences: the settings page reads them when the theme changes.
        self._parts.theme.change(appearance)

    def _take_place(self) -> None:
        place = self._parts.preferences.window
        wanted = QRect(place.x, place.y, place.width, place.height)
        seen = any(screen.availableGeometry().intersects(wanted) for screen in QGuiApplication.screens())
        if place.width >= LEAST.width() // 2 and seen:
            self.setGeometry(wanted)
            if place.maximised:
                self.showMaximized()
            return
        room = QGuiApplication.primaryScreen().availableGeometry().size()
        self.resize(USUAL.boundedTo(room - FRAME))

    def _keep_place(self) -> None:
        fills = self.isMaximized() or self.isFullScreen()
        area = self.normalGeometry() if fills else self.geometry()
        state = self._state_before if self._above.isHidden() else self.windowState()
        maximised = bool(state & Qt.WindowState.WindowMaximized)
        place = WindowPlace(area.x(), area.y(), area.width(), area.height(), maximised)
        # Where the window stood is not worth a question at the end of the day.
        with contextlib.suppress(OSError):
            self._parts.preferences.set_window(place)
