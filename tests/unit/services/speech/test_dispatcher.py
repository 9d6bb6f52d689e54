"""Speech Dispatcher's protocol, spoken with a service that is not real."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_desktop.services.speech import dispatcher
from coprod_desktop.services.speech.dispatcher import SpeechDispatcher, rate, socket_path
from coprod_desktop.services.speech.errors import SpeechAbsent, SpeechRefused
from coprod_desktop.services.speech.voices import Voice
from tests.support.speech_service import Service

pytestmark = [
    pytest.mark.local_sockets,
    pytest.mark.skipif(sys.platform != "linux", reason="Speech Dispatcher is Linux's"),
]


@pytest.fixture
def service(runtime_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.delenv("SPEECHD_ADDRESS", raising=False)
    made = Service(runtime_folder / "speech-dispatcher")
    yield made
    made.close()


def never() -> threading.Event:
    return threading.Event()


def test_plain_voices_are_listed_without_their_variants(service: Service) -> None:
    assert SpeechDispatcher().voices() == (
        Voice("English (Great Britain)", "English (Great Britain)", "en-GB"),
        Voice("Cymraeg", "Cymraeg", "cy"),
    )


@pytest.mark.parametrize("listed", ["249 OK VOICE LIST SENT\r\n", "304 CANT LIST VOICES\r\n"])
def test_a_service_without_a_voice_is_as_good_as_none(service: Service, listed: str) -> None:
    service.listed = listed
    with pytest.raises(SpeechAbsent):
        SpeechDispatcher().voices()


def test_a_sentence_is_spoken_in_a_voice_at_a_speed(service: Service) -> None:
    assert SpeechDispatcher().speak("Am I\r\n.\r\nQUIT honest?", "English (Great Britain)", 150, never())
    assert service.messages == ["Am I . QUIT honest?"]
    assert "SET self RATE 32" in service.heard
    assert "SET self SYNTHESIS_VOICE English (Great Britain)" in service.heard
    assert not any("Am I" in line for line in service.heard), "the words are no command"


def test_a_voice_is_chosen_once_and_the_usual_one_comes_back(service: Service) -> None:
    """A connection has no way back to it, and goes on with the voice that was chosen last."""
    ours = SpeechDispatcher()
    for voice in ("Cymraeg", "Cymraeg", ""):
        assert ours.speak("One.", voice, 100, never())
    assert [line for line in service.heard if "VOICE" in line] == ["SET self SYNTHESIS_VOICE Cymraeg"]
    assert service.connections == 2
    said = service.heard[service.heard.index("SET self SYNTHESIS_VOICE Cymraeg") :]
    assert "SET self NOTIFICATION END on" in said and "SET self PRIORITY MESSAGE" in said
    assert service.messages == ["One."] * 3


def test_a_sentence_that_is_over_before_it_is_said_to_be_queued_is_not_waited_for(service: Service) -> None:
    service.is_quick = True
    ours = SpeechDispatcher()
    assert ours.speak("One.", "", 100, never()) and ours.speak("Two.", "", 100, never())


def test_a_dot_at_the_beginning_and_a_voice_with_a_line_break_are_no_commands(service: Service) -> None:
    assert SpeechDispatcher().speak("... and on.", "x\r\nQUIT", 100, never())
    assert service.messages == ["... and on."]
    assert "SET self SYNTHESIS_VOICE xQUIT" in service.heard


def test_stopping_silences_our_words_alone_and_the_next_are_spoken(service: Service) -> None:
    service.ends = False
    ours, stopped, came_to_end = SpeechDispatcher(), threading.Event(), []
    thread = threading.Thread(target=lambda: came_to_end.append(ours.speak("Long.", "", 100, stopped)))
    thread.start()
    assert service.speaking.wait(30)
    stopped.set()
    ours.stop()
    thread.join(30)
    assert came_to_end == [False]
    assert "CANCEL self" in service.heard and "CANCEL all" not in service.heard
    service.ends = True
    assert ours.speak("Next.", "", 100, never())


def test_a_stop_that_came_before_the_words_silences_them(service: Service) -> None:
    service.ends = False
    stopped = threading.Event()
    stopped.set()
    assert not SpeechDispatcher().speak("Long.", "", 100, stopped)


def test_a_service_that_ends_is_told(service: Service) -> None:
    service.ends = False
    ours, raised = SpeechDispatcher(), []

    def speak() -> None:
        try:
            ours.speak("Long.", "", 100, never())
        except SpeechRefused as error:
            raised.append(error)

    thread = threading.Thread(target=speak)
    thread.start()
    assert service.speaking.wait(30)
    service.hang_up()
    thread.join(30)
    assert len(raised) == 1


def test_where_no_service_is_installed_there_is_no_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SpeechAbsent):
        SpeechDispatcher()


def test_a_service_that_is_installed_is_started_at_the_socket_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "_START_SECONDS", 1.0)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    program = tmp_path / dispatcher.PROGRAM
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/started\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(SpeechAbsent):
        SpeechDispatcher()
    assert (tmp_path / "started").read_text().split() == [
        "--spawn",
        "--communication-method",
        "unix_socket",
        "--socket-path",
        f"{tmp_path}/speech-dispatcher/speechd.sock",
    ]


def test_an_address_of_another_computer_is_never_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/7")
    monkeypatch.setenv("SPEECHD_ADDRESS", "inet_socket:example.org:6560")
    assert socket_path() == "/run/user/7/speech-dispatcher/speechd.sock"
    monkeypatch.setenv("SPEECHD_ADDRESS", "unix_socket:/tmp/there.sock")
    assert socket_path() == "/tmp/there.sock"


def test_speeds_are_what_the_service_takes() -> None:
    assert [rate(percent) for percent in (50, 75, 100, 150, 200)] == [-92, -46, 0, 32, 64]
