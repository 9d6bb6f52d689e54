"""Reads a page aloud: which sentence is at hand, going on, pausing, and what the voice is like."""

from __future__ import annotations

import logging
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from coprod_desktop.services.preferences import Preferences, VoiceChoice
from coprod_desktop.services.speech.errors import SpeechCut
from coprod_desktop.services.speech.voices import PERCENTS, Voice, nearest_percent, offered
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.reading_aloud.marking import ReadableText

if TYPE_CHECKING:
    from coprod_desktop.services.speech.speech import Speech
    from coprod_desktop.ui.reading_aloud.readable import Readable, Sentence
    from coprod_desktop.ui.widgets.page import Page

log = logging.getLogger(__name__)


class State(Enum):
    """What the voice is at."""

    OFF = auto()
    READING = auto()
    PAUSED = auto()


class ReadingAloud(QObject):
    """One for the program: there is one voice.

    It falls silent when the page that is read goes out of sight, and at Escape. A pause goes on at the
    beginning of its sentence. ``trouble`` carries the exception when nothing can be heard.
    """

    changed = Signal()
    voices_known = Signal()
    trouble = Signal(object)

    def __init__(
        self, speech: Speech | None, preferences: Preferences, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._speech, self._preferences, self._jobs = speech, preferences, jobs
        self._state = State.OFF
        self._readable: Readable | None = None
        self._at = 0
        self._number = 0
        """Counts what the voice was asked, so that what comes back late is known."""
        self._voices: tuple[Voice, ...] | None = None
        self._focus: QWidget | None = None
        # A page that is laid out anew shows its focus a moment later; what is being read is shown after that.
        self._laid_out, self._focus_shown = _soon(self), _soon(self)
        self._laid_out.timeout.connect(self._focus_shown.start)
        self._focus_shown.timeout.connect(self._keep_in_sight)

    # ------------------------------------------------------------------ what is at hand
    @property
    def state(self) -> State:
        """Whether it reads, pauses, or is off."""
        return self._state

    @property
    def sentence(self) -> Sentence | None:
        """The sentence at hand."""
        return self._readable.sentences[self._at] if self._readable is not None else None

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices to choose from, as far as they are known."""
        return self._voices or ()

    @property
    def voice(self) -> str:
        """The id of the voice that was chosen; empty for the usual one, and where the chosen one is gone."""
        chosen = self._preferences.voice.voice
        is_gone = self._voices is not None and all(voice.id != chosen for voice in self._voices)
        return "" if is_gone else chosen

    @property
    def percent(self) -> int:
        """The speed, in per cent of the voice's usual one."""
        return self._preferences.voice.percent

    # ------------------------------------------------------------------ reading
    def start(self, readable: Readable) -> None:
        """Read from the beginning, in the place of whatever is being read."""
        self.stop()
        if not readable.sentences:
            return
        self._readable, self._at, self._state = readable, 0, State.READING
        readable.page.installEventFilter(self)
        readable.page.content.installEventFilter(self)
        readable.page.destroyed.connect(self.stop)
        for place in self._places():
            place.reworded.connect(self.stop)
        self._listen_for_escape(listen=True)
        self._read()

    def stop(self) -> None:
        """Fall silent, take the mark away and let go of the voice."""
        if self._readable is None:
            if self._speech is not None:  # it may be asked for its voices
                self._number += 1
                self._speech.end()
            return
        self._fall_silent()
        self._listen_for_escape(listen=False)
        for place in self._places():
            place.reworded.disconnect(self.stop)
        readable, self._readable = self._readable, None
        if shiboken6.isValid(readable.page):
            readable.page.destroyed.disconnect(self.stop)
            readable.page.removeEventFilter(self)
            readable.page.content.removeEventFilter(self)
            _mark(readable.sentences[self._at], on=False)
        self._state = State.OFF
        self._voice().end()
        self.changed.emit()

    def _places(self) -> set[ReadableText]:
        """Where other words may come to stand while these are read."""
        places = {one.place for one in self._readable.sentences} if self._readable is not None else set()
        return {one for one in places if isinstance(one, ReadableText) and shiboken6.isValid(one)}

    def toggle(self) -> None:
        """Pause, or go on."""
        if self._state is State.READING:
            self._pause()
        elif self._state is State.PAUSED:
            self._state = State.READING
            self._read()

    def onward(self) -> None:
        """To the next sentence; nothing happens at the last one."""
        self._move(1)

    def back(self) -> None:
        """To the sentence before; at the first one, to its beginning."""
        self._move(-1)

    def _move(self, by: int) -> None:
        if self._readable is None or self._at + by >= len(self._readable.sentences):
            return
        self._fall_silent()
        _mark(self._readable.sentences[self._at], on=False)
        self._at = max(0, self._at + by)
        self._read()

    def _pause(self) -> None:
        self._fall_silent()
        self._state = State.PAUSED
        self.changed.emit()

    def _read(self) -> None:
        """Show where one is, and speak if it is not a pause."""
        sentence = self.sentence
        assert sentence is not None and self._readable is not None
        _mark(sentence, on=True)
        self.changed.emit()
        self._keep_in_sight()
        if self._state is not State.READING:
            return
        if self._voices is None:
            self._ask_for_voices()
            return
        self._number += 1
        speech = self._voice()
        self._jobs.aloud(
            partial(speech.speak, speech.turn, sentence.words, self.voice, self.percent),
            done=partial(self._spoken, self._number),
            failed=partial(self._not_spoken, self._number),
            owner=self,
        )

    def _keep_in_sight(self) -> None:
        if self._readable is None:
            return
        if _is_gone(self._readable.sentences[self._at]):
            self.stop()
        else:
            _bring_into_sight(self._readable.sentences[self._at], self._readable.page)

    def _spoken(self, number: int, _: None) -> None:
        if number != self._number or self._readable is None:
            return
        if self._at + 1 < len(self._readable.sentences):
            self._move(1)
        else:
            self.stop()

    def _not_spoken(self, number: int, error: Exception) -> None:
        if number != self._number:
            return
        if isinstance(error, SpeechCut):  # by another program that speaks
            self._pause()
            return
        self.stop()
        self.trouble.emit(error)

    def _fall_silent(self) -> None:
        self._number += 1
        self._voice().stop()

    # ------------------------------------------------------------------ the voice
    def find_voices(self) -> None:
        """Ask for the voices, unless they are known; `voices_known` or `trouble` tells."""
        if self._voices is None and self._readable is None:
            self._ask_for_voices()

    def _ask_for_voices(self) -> None:
        self._number += 1
        speech = self._voice()
        self._jobs.aloud(
            partial(speech.voices, speech.turn),
            done=partial(self._know_voices, self._number),
            failed=partial(self._not_spoken, self._number),
            owner=self,
        )

    def _know_voices(self, number: int, voices: tuple[Voice, ...]) -> None:
        self._voices = offered(voices)
        self.voices_known.emit()
        if self._readable is None:
            self._voice().end()
        elif number == self._number and self._state is State.READING:
            self._read()

    def set_voice(self, voice: str) -> None:
        """Read with another voice, from the beginning of the sentence. An empty one is the usual."""
        self._keep(VoiceChoice(voice, self.percent))

    def faster(self) -> None:
        """One step faster."""
        self._step(1)

    def slower(self) -> None:
        """One step slower."""
        self._step(-1)

    def set_percent(self, percent: int) -> None:
        """Read at another speed, from the beginning of the sentence."""
        self._keep(VoiceChoice(self._preferences.voice.voice, percent))

    def _step(self, by: int) -> None:
        place = PERCENTS.index(nearest_percent(self.percent)) + by
        if 0 <= place < len(PERCENTS):
            self.set_percent(PERCENTS[place])

    def _keep(self, choice: VoiceChoice) -> None:
        if choice == self._preferences.voice:
            return
        try:
            self._preferences.set_voice(choice)
        except OSError as fault:
            # It holds until the program ends, which anybody can hear.
            log.info("the voice was not written down: %s", type(fault).__name__)
        if self._state is State.READING:
            self._fall_silent()
            self._read()
        else:
            self.changed.emit()

    def _voice(self) -> Speech:
        if self._speech is None:
            from coprod_desktop.services.speech.speech import SystemSpeech

            self._speech = SystemSpeech()
        return self._speech

    # ------------------------------------------------------------------ leaving and Escape
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End when the page is hidden, and take Escape before anything else does."""
        if self._readable is not None:
            is_page = watched is self._readable.page
            if is_page and event.type() == QEvent.Type.Hide and not event.spontaneous():
                self.stop()
            elif event.type() == QEvent.Type.Resize:
                self._laid_out.start()
            elif isinstance(event, QKeyEvent) and self._is_escape(event):
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()  # now it comes as a key, and as no shortcut of a page
                elif event.type() == QEvent.Type.KeyPress:
                    self.stop()
                return True
        return super().eventFilter(watched, event)

    def _is_escape(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        return QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None

    def _listen_for_escape(self, *, listen: bool) -> None:
        """Hear the keys of whatever has the focus, and of nothing else: each event costs a little."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if listen:
            app.focusChanged.connect(self._follow_focus)
        else:
            app.focusChanged.disconnect(self._follow_focus)
        self._follow_focus(None, app.focusWidget() if listen else None)

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        page = self._readable.page if self._readable is not None else None
        if self._focus is not None and shiboken6.isValid(self._focus) and self._focus is not page:
            self._focus.removeEventFilter(self)
        self._focus = now
        if now is not None and now is not page:
            now.installEventFilter(self)


def _soon(parent: QObject) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(0)
    return timer


def _is_gone(sentence: Sentence) -> bool:
    return isinstance(sentence.place, QWidget) and not shiboken6.isValid(sentence.place)


def _mark(sentence: Sentence, *, on: bool) -> None:
    if not _is_gone(sentence):
        sentence.place.mark_spoken(sentence.span if on else None)


def _bring_into_sight(sentence: Sentence, page: Page) -> None:
    """Scroll the page, and what the page itself scrolls in where the window is short."""
    place, area = sentence.place, sentence.place.spoken_area()
    if not isinstance(place, QWidget) or area.isEmpty():
        return
    page.reveal(place, area)
    outer = page.parentWidget()
    while outer is not None:
        inner = outer.widget() if isinstance(outer, QScrollArea) else None
        if isinstance(outer, QScrollArea) and inner is not None:
            centre = QRect(place.mapTo(inner, area.topLeft()), area.size()).center()
            outer.ensureVisible(0, centre.y(), 0, min(outer.height(), area.height()) // 2)
        outer = outer.parentWidget()
