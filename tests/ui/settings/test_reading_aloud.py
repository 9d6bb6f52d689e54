"""The settings of reading aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coprod_desktop.content.model import text_of
from coprod_desktop.services.speech.errors import SpeechAbsent
from coprod_desktop.services.speech.voices import PERCENTS
from coprod_desktop.ui.reading_aloud.reader import State
from coprod_desktop.ui.settings.reading_aloud import ReadingAloudSection
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.stepped_slider import SteppedSlider
from tests.ui.conftest import Parts
from tests.ui.settings.stage import Settings


@pytest.fixture
def settings(parts: Parts) -> Settings:
    made = Settings(parts)
    made.press("Reading aloud")
    return made


def section(settings: Settings) -> ReadingAloudSection:
    found = settings.find(ReadingAloudSection)
    assert isinstance(found, ReadingAloudSection) and found.isVisible()
    return found


def test_the_voices_of_this_computer_are_offered(settings: Settings, parts: Parts) -> None:
    voice = section(settings).voice
    names = [voice.itemText(n) for n in range(voice.count())]
    assert names == ["Usual voice", "English (Great Britain)", "English (America)"]
    assert parts.speech.ended > 0, "nothing goes on after they were listed"


def test_a_voice_and_a_speed_are_tried(settings: Settings, parts: Parts) -> None:
    section(settings).voice.activated.emit(2)
    section(settings)._narrow[1].slider.setValue(4)  # type: ignore[attr-defined]  # the speed
    section(settings).attempt.click()
    parts.bot.waitUntil(lambda: bool(parts.speech.speaking))
    quotation = text_of(parts.recipe.quotation)
    assert parts.speech.said == [(quotation, "us", 150)]
    parts.speech.finish()
    parts.bot.waitUntil(lambda: parts.aloud.state is State.OFF)


def test_the_speed_by_button_key_and_drag(settings: Settings, parts: Parts) -> None:
    speed = section(settings)._narrow[1]
    assert isinstance(speed, SteppedSlider)
    named = {button.accessibleName(): button for button in speed.findChildren(Button)}
    named["Read faster"].click()
    assert parts.aloud.percent == 125 and speed._shown.words == "125%"
    QTest.keyClick(speed.slider, Qt.Key.Key_Left)
    named["Read slower"].click()
    assert parts.aloud.percent == 75 and speed.slider.value() == PERCENTS.index(75)
    speed.slider.setSliderDown(True)
    speed.slider.setSliderPosition(PERCENTS.index(150))
    assert speed._shown.words == "150%" and parts.aloud.percent == 75, "not before the drag has ended"
    speed.slider.setSliderDown(False)
    assert parts.aloud.percent == 150


def test_where_there_is_no_voice_it_says_so_once_it_is_looked_for(parts: Parts) -> None:
    parts.speech.fault = SpeechAbsent
    settings = Settings(parts)
    assert not settings.says("no voice")
    settings.press("Reading aloud")
    assert settings.says("This computer has no voice to read aloud with.")
