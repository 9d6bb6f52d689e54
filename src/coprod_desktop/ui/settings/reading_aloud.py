"""Reading aloud: the voice, its speed, and a sentence to try them with."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.speech.errors import SpeechAbsent
from coprod_desktop.services.speech.voices import PERCENTS, nearest_percent
from coprod_desktop.ui.reading_aloud.button import in_a_line
from coprod_desktop.ui.reading_aloud.readable import readable
from coprod_desktop.ui.reading_aloud.reader import ReadingAloud
from coprod_desktop.ui.reading_aloud.voice_field import VoiceField
from coprod_desktop.ui.recipe.words import Words
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.fields import Labelled
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.stepped_slider import SteppedSlider
from coprod_desktop.ui.widgets.text import Text

_WIDTH = 560


class ReadingAloudSection(QWidget):
    """Every change holds at once. The voices are asked for when the section is first seen."""

    def __init__(self, theme: Theme, recipe: Recipe, aloud: ReadingAloud) -> None:
        super().__init__()
        self._theme, self._aloud = theme, aloud
        box = column(theme, self)
        box.addWidget(Text(theme, self.tr("Reading aloud"), "h1"))
        about = self.tr(
            "This computer's own voices read the recipe and the questions, sentence by sentence. Nothing "
            "that you write is read."
        )
        box.addWidget(Text(theme, about, "lead", "secondary"))
        self._trouble = Notice(theme, kind="caution")
        self._trouble.hide()
        box.addWidget(self._trouble)
        box.space(12)
        self.voice = VoiceField(theme, aloud)
        self.voice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._narrow = [Labelled(theme, self.tr("Voice"), self.voice), _Speed(theme, aloud)]
        for part in self._narrow:
            box.addWidget(part)
            box.space(12)
        sample = Card(theme, "card", (22, 18, 22, 20), 10)
        self._sample = Words(theme, recipe.quotation, "reading")
        sample.body.addWidget(self._sample)
        self.attempt = Button(theme, self.tr("Try it"), "secondary", "volume-2")
        self.attempt.clicked.connect(self._try)
        sample.body.addWidget(in_a_line(theme, self.attempt))
        box.addWidget(sample)
        aloud.trouble.connect(self._tell)
        aloud.voices_known.connect(self._trouble.hide)
        tall_as_needed(self)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        for part in self._narrow:
            part.setMaximumWidth(self._theme.tx(_WIDTH))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the voices, once what is being shown stands."""
        super().showEvent(event)
        QTimer.singleShot(0, self._aloud, self._aloud.find_voices)

    def _try(self) -> None:
        page: QWidget | None = self
        while page is not None and not isinstance(page, Page):
            page = page.parentWidget()
        if page is not None:
            self._trouble.hide()
            self._aloud.start(readable(page, (self._sample,)))

    def _tell(self, error: Exception) -> None:
        told = sentence(error)
        kind = "note" if isinstance(error, SpeechAbsent) else "caution"
        self._trouble.say(told.what, told.next, kind)


class _Speed(SteppedSlider):
    """A slider over the speeds there are."""

    def __init__(self, theme: Theme, aloud: ReadingAloud) -> None:
        self._aloud = aloud
        slower, faster = ("minus", self.tr("Read slower")), ("plus", self.tr("Read faster"))
        super().__init__(theme, self.tr("Speed"), len(PERCENTS) - 1, slower, faster)
        self.slider.setPageStep(1)
        self.stepped.connect(self._step_on)
        self.chosen.connect(self._slid)
        self.passing.connect(self._moving)
        aloud.changed.connect(self._show)
        self._show()

    def _step_on(self, by: int) -> None:
        (self._aloud.faster if by > 0 else self._aloud.slower)()

    def _slid(self, place: int) -> None:
        self._aloud.set_percent(PERCENTS[place])

    def _moving(self, place: int) -> None:
        self.show_words(self._percent(PERCENTS[place]))

    def _show(self) -> None:
        percent = self._aloud.percent
        self.show_place(PERCENTS.index(nearest_percent(percent)), self._percent(percent))

    def _percent(self, percent: int) -> str:
        return self.tr("{percent}%").format(percent=percent)
