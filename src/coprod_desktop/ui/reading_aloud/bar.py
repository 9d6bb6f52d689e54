"""The bar that steers reading aloud."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from coprod_desktop.ui.reading_aloud.reader import ReadingAloud, State
from coprod_desktop.ui.reading_aloud.voice_field import VoiceField
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import Flow, holder, row
from coprod_desktop.ui.widgets.text import Text


class ReadingBar(Bar):
    """Shown while something is read or paused. The focus goes back where it was when it hides."""

    def __init__(self, theme: Theme, reading: ReadingAloud, parent: QWidget | None = None) -> None:
        super().__init__(theme, "footbar", parent)
        self._reading = reading
        self._came_from: QWidget | None = None
        self.setAccessibleName(self.tr("Reading aloud"))
        flow = Flow(theme, 6)
        around = row(theme, self, (10, 6, 10, 6))
        around.addWidget(holder(flow))
        self.pause = Button(theme, self.tr("Pause"), "secondary", "pause")
        self.stop = Button(theme, self.tr("Stop"), "quiet", "square")
        self.before = Button(theme, "", "quiet", "skip-back", hint=self.tr("Sentence before"))
        self.after = Button(theme, "", "quiet", "skip-forward", hint=self.tr("Next sentence"))
        self.slower = Button(theme, "", "quiet", "minus", hint=self.tr("Read slower"))
        self.faster = Button(theme, "", "quiet", "plus", hint=self.tr("Read faster"))
        self.speed = Text(theme, "", "label", wrap=False)
        self.voice = VoiceField(theme, reading)
        for widget in (
            self.pause,
            self.stop,
            self.before,
            self.after,
            self.slower,
            self.speed,
            self.faster,
            self.voice,
        ):
            flow.addWidget(widget)
        self.pause.clicked.connect(reading.toggle)
        self.stop.clicked.connect(reading.stop)
        self.before.clicked.connect(reading.back)
        self.after.clicked.connect(reading.onward)
        self.slower.clicked.connect(reading.slower)
        self.faster.clicked.connect(reading.faster)
        reading.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        state, reading = self._reading.state, self._reading
        if state is State.OFF:
            self._leave()
            return
        if self.isHidden():
            self._came_from = self.window().focusWidget()
            self.show()
            QTimer.singleShot(0, self, self._come_into_sight)
        is_reading = state is State.READING
        self.pause.setText(self.tr("Pause") if is_reading else self.tr("Go on"))
        self.pause.set_icon("pause" if is_reading else "play")
        self.speed.set_words(self.tr("{percent}%").format(percent=reading.percent))
        self.speed.setAccessibleName(self.tr("Speed {percent}%").format(percent=reading.percent))

    def _come_into_sight(self) -> None:
        """In a short window the bars scroll with the page: be in sight at first."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea) and self.isVisible():
            parent.ensureWidgetVisible(self)

    def _leave(self) -> None:
        """Hide, and hand the focus back."""
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        came_from, self._came_from = self._came_from, None
        self.hide()
        if had_focus and came_from is not None and shiboken6.isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
