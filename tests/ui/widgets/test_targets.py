"""What is pressed is large enough for a finger that is not steady, at every size of text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.reflect.flush_button import FlushButton
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import CardButton
from coprod_desktop.ui.widgets.chips import ChipGroup
from coprod_desktop.ui.widgets.fields import ChoiceField
from coprod_desktop.ui.widgets.layouts import column, holder, row
from coprod_desktop.ui.widgets.text import Text
from tests.support.finding import told


@pytest.mark.parametrize("percent", [80, 100, 200])
def test_chips_flush_buttons_and_rows_of_a_list(qtbot: QtBot, theme: Theme, percent: int) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    flush = FlushButton(theme, "plus", "Read aloud")
    chips = ChipGroup(theme, "Kind", [("a", "Meeting")], single=True)
    choice = ChoiceField(theme, "Voice")
    choice.addItems(["Usual voice", "Another"])
    line = row(theme)
    line.addWidget(flush)
    line.addStretch(1)
    lines = column(theme)
    lines.addLayout(line)
    lines.addWidget(chips)
    lines.addWidget(choice)
    lines.addWidget(Text(theme, "below"))
    lines.addStretch(1)
    QVBoxLayout(whole).addWidget(holder(lines))
    theme.change(Appearance("light", percent))
    whole.resize(900, 700)
    whole.show()
    qtbot.waitExposed(whole)
    least = theme.tx(44)
    assert flush.height() >= least
    assert chips.chips()[0].height() >= least
    choice.view().ensurePolished()
    assert choice.view().sizeHintForRow(1) >= least


def test_words_in_a_card_keep_their_font_and_are_told_once(qtbot: QtBot, theme: Theme) -> None:
    card = CardButton(theme, "Values: 8 questions")
    qtbot.addWidget(card)
    words = Text(theme, "Values", "h3")
    column(theme, card).addWidget(words)
    card.show()
    qtbot.waitExposed(card)
    assert words.font().weight() == theme.font("h3").weight()
    assert words.font().pixelSize() == theme.font("h3").pixelSize()
    assert told(card) == []
