"""The Tab key comes to everything in the window, also after pages of a reflection were turned."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coprod_desktop.domain.entries import QuestionSet
from coprod_desktop.ui.reflect.begin import Begin
from coprod_desktop.ui.shell.topbar import Tab
from tests.support.finding import described
from tests.ui.shell.conftest import Program


def test_what_hands_the_focus_on_to_a_part_of_itself_does_not_lead_back(program: Program) -> None:
    """As a field for a date does: left where it was made, it stood between the last button and the bar."""
    program.make_journal()
    window = program.window
    window.activateWindow()
    window.journey.go(Tab.REFLECT)
    program.settle()
    reflect = window.pages.reflect()
    reflect.home.begin.emit(Begin(QuestionSet.ALL))
    program.settle()
    wizard = reflect.wizard
    assert wizard is not None
    for position in range(1, 11):
        wizard.jump(position)
        wizard.question_page.more_fold.set_open(open_now=True)
        program.settle()
        QTest.keyClicks(wizard.question_page.noticed, "Seen.")
    wizard.question_page.noticed.setFocus()
    heard: list[str] = []
    for _ in range(60):
        focused = window.focusWidget()
        assert focused is not None
        heard.append(described(focused).name)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    everything = {"Save for later", "All pages", "By when", "Who with", "Next", "Settings", "Lock"}
    assert everything <= set(heard)
    round_length = heard.index(heard[0], 1)
    assert heard[round_length:] == heard[: 60 - round_length]
    wizard.save_for_later()
    program.settle()
