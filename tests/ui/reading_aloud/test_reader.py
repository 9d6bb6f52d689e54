"""Reading aloud: sentence by sentence with a mark, pausing, steering, and falling silent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.speech.errors import SpeechAbsent, SpeechCut, SpeechRefused
from coprod_desktop.ui.reading_aloud.bar import ReadingBar
from coprod_desktop.ui.reading_aloud.marking import ReadableText
from coprod_desktop.ui.reading_aloud.readable import readable
from coprod_desktop.ui.reading_aloud.reader import ReadingAloud, State
from coprod_desktop.ui.widgets.page import Page
from tests.support.speech import SpeechDouble
from tests.support.waiting import settle
from tests.ui.conftest import Parts

WORDS = ("First. Second? Third!", "Fourth.")


class Reading:
    """A page with two labels far from each other, its bar, and the voice."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.aloud, self.speech = parts, parts.aloud, parts.speech
        self.page = Page(parts.theme)
        self.texts = [ReadableText(parts.theme, words) for words in WORDS]
        self.button = QPushButton("Here")
        for widget in (self.button, *self.texts):
            self.page.body.addWidget(widget)
            self.page.body.space(600)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.addWidget(self.page)
        self.bar = ReadingBar(parts.theme, parts.aloud)
        box.addWidget(self.bar)
        self.window = parts.show(whole, 700, 400)
        self.button.setFocus()

    def start(self) -> None:
        self.aloud.start(readable(self.page, self.texts))
        self.until_spoken("First.")

    def until_spoken(self, words: str) -> None:
        self.parts.bot.waitUntil(lambda: self.speech.speaking == words, timeout=20_000)

    def until_off(self) -> None:
        self.parts.bot.waitUntil(lambda: self.aloud.state is State.OFF, timeout=20_000)

    def marked(self) -> list[str]:
        """What stands on the highlight colour."""
        return [t.said[slice(*t._spoken)] for t in self.texts if t._spoken and "background" in t.text()]

    def sees(self, text: ReadableText) -> bool:
        area = text.spoken_area()
        top = text.mapTo(self.page, area.topLeft()).y()
        return not area.isEmpty() and top >= 0 and top + area.height() <= self.page.height()


@pytest.fixture
def reading(parts: Parts) -> Iterator[Reading]:
    made = Reading(parts)
    yield made
    parts.aloud.stop()


def test_every_sentence_is_read_and_marked_in_its_turn_and_brought_into_sight(reading: Reading) -> None:
    reading.start()
    ended_before = reading.speech.ended
    for words in ("First.", "Second?", "Third!", "Fourth."):
        reading.until_spoken(words)
        assert reading.marked() == [words]
        text = reading.texts[1 if words == "Fourth." else 0]
        reading.parts.bot.waitUntil(partial(reading.sees, text), timeout=20_000)
        reading.speech.finish()
    reading.until_off()
    assert reading.marked() == []
    assert [words for words, _, _ in reading.speech.said] == ["First.", "Second?", "Third!", "Fourth."]
    assert reading.bar.isHidden()
    assert reading.speech.ended == ended_before + 1, "nothing goes on when nothing is read"


def test_a_marked_label_keeps_its_words_and_its_height(reading: Reading) -> None:
    text = reading.texts[0]
    before = text.height()
    reading.start()
    settle()
    assert text.words == WORDS[0] and text.height() == before
    reading.aloud.stop()
    assert "background" not in text.text() and text.words == WORDS[0]


def test_a_pause_goes_on_at_the_beginning_of_its_sentence(reading: Reading) -> None:
    reading.start()
    reading.bar.pause.click()
    assert reading.aloud.state is State.PAUSED and reading.marked() == ["First."]
    assert reading.bar.pause.text() == "Go on"
    reading.parts.settle()
    assert reading.speech.speaking == ""
    reading.bar.pause.click()
    reading.until_spoken("First.")
    reading.speech.finish()
    reading.until_spoken("Second?")


def test_one_sentence_on_and_back(reading: Reading) -> None:
    reading.start()
    reading.bar.after.click()
    reading.until_spoken("Second?")
    reading.bar.before.click()
    reading.until_spoken("First.")
    reading.bar.before.click()
    reading.parts.bot.waitUntil(lambda: len(reading.speech.said) == 4, timeout=20_000)
    reading.until_spoken("First.")
    for words in ("Second?", "Third!", "Fourth."):
        reading.bar.after.click()
        reading.until_spoken(words)
    reading.bar.after.click()
    assert reading.marked() == ["Fourth."], "nothing comes after the last"


def test_in_a_pause_one_moves_in_silence(reading: Reading) -> None:
    reading.start()
    reading.aloud.toggle()
    reading.bar.after.click()
    reading.parts.settle()
    assert reading.marked() == ["Second?"] and reading.speech.speaking == ""


def test_speed_and_voice_hold_at_once_and_are_kept(reading: Reading) -> None:
    reading.start()
    assert [reading.bar.voice.itemText(n) for n in range(reading.bar.voice.count())] == [
        "Usual voice",
        "English (Great Britain)",
        "English (America)",
    ]
    reading.bar.faster.click()
    reading.parts.bot.waitUntil(lambda: reading.speech.said[-1] == ("First.", "", 125))
    assert "125%" in reading.bar.speed.words
    reading.bar.voice.activated.emit(1)
    reading.parts.bot.waitUntil(lambda: reading.speech.said[-1] == ("First.", "gb", 125))
    reading.bar.slower.click()
    reading.parts.bot.waitUntil(lambda: reading.speech.said[-1] == ("First.", "gb", 100))
    kept = Preferences(reading.parts.preferences._file.parent).voice
    assert (kept.voice, kept.percent) == ("gb", 100)


def test_speed_stays_within_its_steps(reading: Reading) -> None:
    for _ in range(20):
        reading.aloud.faster()
    assert reading.aloud.percent == 200
    for _ in range(20):
        reading.aloud.slower()
    assert reading.aloud.percent == 50


def test_a_chosen_voice_that_is_gone_gives_way_to_the_usual_one(reading: Reading) -> None:
    reading.aloud.set_voice("of another computer")
    reading.start()
    assert reading.speech.said == [("First.", "", 100)]
    assert reading.parts.preferences.voice.voice == "of another computer"


def test_escape_stops_before_it_does_anything_else(reading: Reading, qtbot: QtBot) -> None:
    reading.start()
    QTest.keyClick(reading.button, Qt.Key.Key_Escape)
    assert reading.aloud.state is State.OFF and reading.marked() == []
    reading.start()
    reading.bar.faster.setFocus()
    QTest.keyClick(reading.bar.faster, Qt.Key.Key_Escape)
    assert reading.aloud.state is State.OFF


@pytest.mark.qt_log_ignore("^This plugin does not support (grabbing the keyboard|raise\\(\\))$")
def test_escape_closes_the_list_of_voices_first(reading: Reading) -> None:
    reading.start()
    voice = reading.bar.voice
    voice.setFocus()
    voice.showPopup()
    reading.parts.bot.waitUntil(voice.view().isVisible)
    QTest.keyClick(voice.view(), Qt.Key.Key_Escape)
    assert not voice.view().isVisible() and reading.aloud.state is State.READING
    QTest.keyClick(voice, Qt.Key.Key_Escape)
    reading.until_off()


def test_in_a_short_window_what_scrolls_the_page_follows_too(parts: Parts) -> None:
    reading = Reading(parts)
    window = reading.window
    outer = QScrollArea()
    outer.setWidget(window)  # 400 pixels high
    parts.bot.addWidget(outer)
    outer.resize(720, 160)
    outer.show()
    reading.start()
    for _ in range(3):
        reading.aloud.onward()
    view = outer.viewport()

    def is_seen(text: ReadableText) -> bool:
        area = text.spoken_area()
        top = text.mapTo(view, area.topLeft()).y()
        return not area.isEmpty() and top >= 0 and top + area.height() <= view.height()

    parts.bot.waitUntil(partial(is_seen, reading.texts[1]))
    for _ in range(3):
        reading.aloud.back()
    parts.bot.waitUntil(partial(is_seen, reading.texts[0]))
    parts.aloud.stop()


def test_the_focus_comes_back_from_the_bar(reading: Reading) -> None:
    reading.start()
    reading.bar.stop.setFocus()
    reading.bar.stop.click()
    assert QApplication.focusWidget() is reading.button


def test_it_falls_silent_when_the_page_is_left(reading: Reading) -> None:
    reading.start()
    reading.page.hide()
    assert reading.aloud.state is State.OFF
    reading.parts.settle()
    assert reading.speech.speaking == ""


def test_it_falls_silent_when_other_words_come_and_leaves_them_alone(reading: Reading) -> None:
    reading.start()
    reading.texts[0].set_words("Another question?")
    assert reading.aloud.state is State.OFF
    assert reading.texts[0].words == "Another question?" and "background" not in reading.texts[0].text()


def test_reading_ends_with_the_page_that_is_deleted(reading: Reading) -> None:
    reading.start()
    shiboken6.delete(reading.page)
    assert reading.aloud.state is State.OFF
    reading.parts.settle()
    assert reading.speech.speaking == ""


def test_reading_ends_where_the_words_are_deleted_before_they_come_into_sight(reading: Reading) -> None:
    reading.start()
    reading.page.resize(600, 300)  # it is laid out anew, and shows where one is a moment later
    shiboken6.delete(reading.texts[0])
    reading.until_off()
    reading.parts.settle()
    assert reading.speech.speaking == ""


def test_the_mark_stays_with_other_looks_and_in_sight(reading: Reading) -> None:
    reading.start()
    for _ in range(3):
        reading.aloud.onward()
    reading.until_spoken("Fourth.")
    reading.parts.look("dark", 200)
    reading.parts.bot.waitUntil(lambda: reading.sees(reading.texts[1]))
    assert reading.marked() == ["Fourth."]


@pytest.mark.parametrize("fault", [SpeechAbsent, SpeechRefused])
def test_a_voice_that_is_not_there_is_told_and_reading_ends(
    reading: Reading, qtbot: QtBot, fault: type[SpeechAbsent]
) -> None:
    reading.speech.fault = fault
    with qtbot.waitSignal(reading.aloud.trouble) as told:
        reading.aloud.start(readable(reading.page, reading.texts))
    assert isinstance(told.args[0], fault)
    assert reading.aloud.state is State.OFF and reading.marked() == []
    reading.speech.fault = None
    reading.start()


def test_a_voice_that_dies_in_a_sentence_is_told(reading: Reading, qtbot: QtBot) -> None:
    reading.start()
    with qtbot.waitSignal(reading.aloud.trouble):
        reading.speech.finish(SpeechRefused)
    assert reading.aloud.state is State.OFF


def test_another_program_that_speaks_makes_a_pause(reading: Reading, qtbot: QtBot) -> None:
    reading.start()
    reading.speech.finish(SpeechCut)
    qtbot.waitUntil(lambda: reading.aloud.state is State.PAUSED)
    assert reading.marked() == ["First."]


def test_asking_for_the_voices_can_be_ended_and_is_no_pause(reading: Reading) -> None:
    reading.speech.lists_slowly = True
    reading.aloud.find_voices()
    reading.aloud.stop()  # as locking does, with the settings open
    reading.parts.settle()
    assert reading.aloud.state is State.OFF and reading.bar.isHidden()
    reading.speech.lists_slowly = False
    reading.start()


def test_a_page_without_words_is_not_begun(parts: Parts, qtbot: QtBot) -> None:
    page = Page(parts.theme)
    qtbot.addWidget(page)
    parts.aloud.start(readable(page, [ReadableText(parts.theme, " ", parent=page)]))
    assert parts.aloud.state is State.OFF


def test_what_is_hidden_is_left_out(parts: Parts, qtbot: QtBot) -> None:
    page = Page(parts.theme)
    qtbot.addWidget(page)
    shown, hidden = ReadableText(parts.theme, "Shown."), ReadableText(parts.theme, "Hidden.")
    page.body.addWidget(shown)
    page.body.addWidget(hidden)
    hidden.hide()
    assert [one.words for one in readable(page, [shown, hidden]).sentences] == ["Shown."]


def test_the_system_is_not_asked_for_a_voice_before_somebody_reads(parts: Parts) -> None:
    made = ReadingAloud(None, parts.preferences, parts.jobs, parts.jobs)
    made.stop()
    assert made._speech is None
    assert isinstance(parts.speech, SpeechDouble)
