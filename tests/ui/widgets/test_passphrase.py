"""The passphrase field hides, shows and hints; the estimate is honest about what is easy to guess."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.passphrase import PassphraseField, StrengthHint
from coprod_desktop.ui.widgets.strength import Level, estimate
from tests.support.finding import described


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", Level.EMPTY),
        ("short", Level.SHORT),
        ("tea pot", Level.SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Level.EASY),
        ("abcdefghijkl", Level.EASY),
        ("1234567890123", Level.EASY),
        ("qwertyuiop", Level.EASY),
        ("password", Level.EASY),
        ("Oxford2026", Level.EASY),
        ("teapot teapot teapot teapot", Level.EASY),
        ("marigold teapot", Level.EASY),
        ("marigold teapot gravel", Level.FAIR),
        ("marigold teapot gravel Tuesday", Level.STRONG),
        ("marigold-teapot-gravel-tuesday-kettle", Level.STRONG),
        ("xK9#mQ2$vL7!", Level.STRONG),
        ("P4ssw0rd!", Level.EASY),
        ("hvqzkwprtmxb", Level.STRONG),
        ("te pwll môr afon eira mynydd", Level.STRONG),
    ],
)
def test_estimates(passphrase: str, level: Level) -> None:
    assert estimate(passphrase).level is level


def test_a_longer_row_of_words_is_never_weaker() -> None:
    bits = 0.0
    for count in range(1, 7):
        now = estimate(" ".join(["marigold", "teapot", "gravel", "tuesday", "kettle", "window"][:count])).bits
        assert now >= bits
        bits = now


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> PassphraseField:
    made = PassphraseField(theme, "Passphrase")
    qtbot.addWidget(made)
    made.show()
    return made


def test_two_buttons_that_show_are_told_apart(field: PassphraseField, theme: Theme, qtbot: QtBot) -> None:
    again = PassphraseField(theme, "Type it again")
    qtbot.addWidget(again)
    names = [described(one.show_button).name for one in (field, again)]
    assert names == ["Show: Passphrase", "Show: Type it again"]


def test_it_is_hidden_until_it_is_shown(field: PassphraseField) -> None:
    QTest.keyClicks(field.line, "teapot")
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    field.show_button.click()
    assert field.is_shown()
    assert field.show_button.text() == "Hide"
    assert field.show_button.accessibleName() == "Hide: Passphrase"
    field.clear()
    assert not field.is_shown()
    assert field.text() == ""


def test_nothing_can_be_undone_back_into_it(field: PassphraseField) -> None:
    QTest.keyClicks(field.line, "teapot")
    field.clear()
    field.line.undo()
    assert field.text() == ""


def test_enter(field: PassphraseField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(field.line, Qt.Key.Key_Return)


def test_caps_lock_is_noticed(field: PassphraseField) -> None:
    hint = field._capitals
    QTest.keyClicks(field.line, "a")
    assert hint.isHidden()
    QTest.keyClicks(field.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert hint.isHidden()
    QTest.sendKeyEvent(QTest.KeyAction.Press, field.line, Qt.Key.Key_A, "A", Qt.KeyboardModifier.NoModifier)
    assert not hint.isHidden()
    QTest.keyClicks(field.line, "b")
    assert hint.isHidden()


def test_the_hint_speaks_plainly(theme: Theme, qtbot: QtBot) -> None:
    hint = StrengthHint(theme)
    qtbot.addWidget(hint)
    assert hint.show_for("") is Level.EMPTY
    assert hint.isHidden()
    hint.show_for("abc")
    assert "8 characters" in hint.words
    hint.show_for("marigold teapot gravel Tuesday")
    assert hint.words == "Strong enough. 4 words, 30 characters."
    assert not hint.isHidden()
    hint.show_for("")
    assert hint.isHidden()
