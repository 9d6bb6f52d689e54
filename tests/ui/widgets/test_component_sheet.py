"""One page with every shared widget in every state: nothing is cut at any text size, in any look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button, CardButton
from coprod_desktop.ui.widgets.cards import Card, IndexCard
from coprod_desktop.ui.widgets.chips import ChipGroup
from coprod_desktop.ui.widgets.choice_cards import CheckCard, ThemeCard
from coprod_desktop.ui.widgets.choices import Check, Radio, Slider, Switch
from coprod_desktop.ui.widgets.date_field import DateField
from coprod_desktop.ui.widgets.fields import ChoiceField, Labelled, LineField, SearchField
from coprod_desktop.ui.widgets.layouts import AutoGrid, Flow, column, holder
from coprod_desktop.ui.widgets.marks import AppIcon, Picture, Rule, Steps, Tag, Tile, Trail
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.passphrase import PassphraseField, StrengthHint
from coprod_desktop.ui.widgets.rating import RatingGroup, RatingMark, RatingWords
from coprod_desktop.ui.widgets.text import Elided, Text
from tests.support.clipping import cut_off

RATINGS = [
    ("well", "Going well"),
    ("there", "Getting there"),
    ("thought", "Needs thought"),
    ("unsure", "Not sure yet"),
    ("na", "Not relevant this time"),
]
_LONG = "Four or more words that don't usually go together are easier to remember, and harder to guess."


def sheet(theme: Theme) -> Page:
    """Every widget on one page."""
    page = Page(theme, 36, 10)
    body = page.body
    for role in ("display", "h1", "question", "h2", "h3", "lead", "reading", "body", "label", "small"):
        body.addWidget(Text(theme, f"{role}: {_LONG}", role))
    for part in (_buttons(theme), _marks(theme), _choices(theme), _fields(theme)):
        body.addWidget(part)
    body.addStretch(1)
    return page


def _buttons(theme: Theme) -> QWidget:
    flow = Flow(theme, 8)
    for kind in ("primary", "secondary", "quiet", "link", "chip", "segment", "nav"):
        flow.addWidget(
            Button(theme, "Next: make it yours", kind, "arrow-right", icon_right=kind == "primary")
        )
        off = Button(theme, "Not available", kind, compact=True)
        off.setEnabled(False)
        flow.addWidget(off)
    flow.addWidget(Button(theme, "", "secondary", "calendar", hint="Choose from a calendar"))
    card = CardButton(theme, "All of them. 18 questions.", bar="ingredient")
    inner = column(theme, card, 16, 4)
    inner.addWidget(Text(theme, "All of them", "h3"))
    inner.addWidget(Text(theme, _LONG, "small", "secondary"))
    flow.addWidget(card)
    return holder(flow)


def _marks(theme: Theme) -> QWidget:
    box = column(theme, gap=8)
    trail = Trail(theme)
    trail.set_state(18, 3, {0, 2}, "Question 4 of 18")
    box.addWidget(trail)
    box.addWidget(Steps(theme, ["Passphrase", "Recovery code", "Make it yours"], 1))
    flow = Flow(theme, 8)
    for tag in ("Respect", "Patience and openness", "Accessibility (participation)"):
        flow.addWidget(Tag(theme, tag, "methodTint", "onMethodTint", "hourglass"))
    for key, label in RATINGS:
        flow.addWidget(RatingMark(theme, key, label))
        flow.addWidget(RatingWords(theme, key, label))
    for mark in (Tile(theme, "anchor"), Picture(theme, "info", words="Note"), AppIcon(theme)):
        flow.addWidget(mark)
    box.addWidget(holder(flow))
    box.addWidget(Rule(theme))
    box.addWidget(Elided(theme, _LONG))
    for kind in ("note", "good", "caution"):
        box.addWidget(Notice(theme, "That passphrase didn't open the journal.", _LONG, kind))
    box.addWidget(Card(theme, "sunken"))
    paper = IndexCard(theme, "Ingredients (values)", "ingredient", "carrot")
    paper.body.addWidget(Text(theme, _LONG))
    box.addWidget(paper)
    return holder(box)


def _choices(theme: Theme) -> QWidget:
    box = column(theme, gap=8)
    box.addWidget(RatingGroup(theme, "Where am I with this today?", RATINGS))
    box.addWidget(
        ChipGroup(theme, "How do I know?", [("a", "someone told me"), ("b", "we checked together")])
    )
    for widget in (
        Check(theme, _LONG, checked=True),
        Radio(theme, _LONG, checked=True),
        Switch(theme, "Less movement", checked=True),
        Slider(theme, "Text size"),
        CheckCard(theme, "After the steering group", _LONG, "18 Nov"),
    ):
        box.addWidget(widget)
    grid = AutoGrid(theme, 170, 16, 4, allowed=(1, 2, 4))
    for name, sets in (("Match computer", ("light", "dark")), ("High contrast", ("highContrast",))):
        grid.addWidget(ThemeCard(theme, name, sets))
    box.addWidget(holder(grid))
    return holder(box)


def _fields(theme: Theme) -> QWidget:
    box = column(theme, gap=8)
    when = DateField(theme, "When", date(2026, 11, 23))
    when.line.setText("noon")
    when.settle()
    hint = StrengthHint(theme)
    hint.show_for("marigold teapot gravel Tuesday")
    kind = ChoiceField(theme, "Kind of meeting")
    kind.addItems(["Meeting", "Workshop"])
    for label, field in (
        ("Passphrase", PassphraseField(theme, "Passphrase")),
        ("When it happened", when),
        ("A name for this reflection", LineField(theme)),
        ("Kind of meeting", kind),
    ):
        box.addWidget(Labelled(theme, label, field, help_text=_LONG, optional=True))
    box.addWidget(hint)
    box.addWidget(SearchField(theme, "Search my journal"))
    return holder(box)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Iterator[Page]:
    made = sheet(theme)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.mark.parametrize("colours", ["light", "dark", "highContrast"])
@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("width", [683, 1280])
def test_nothing_is_cut(
    qapp: QApplication, theme: Theme, page: Page, colours: str, percent: int, width: int
) -> None:
    page.resize(width, 860)
    theme.apply(qapp, Appearance(colours, percent))
    for _ in range(4):
        qapp.processEvents()
    assert cut_off(page) == []


@pytest.mark.parametrize("typeface", ["alternative", "dyslexia", "system"])
def test_nothing_is_cut_in_other_typefaces(
    qapp: QApplication, theme: Theme, page: Page, typeface: str
) -> None:
    page.resize(683, 860)
    theme.apply(qapp, Appearance("light", 200, typeface))
    for _ in range(4):
        qapp.processEvents()
    assert cut_off(page) == []


def test_every_control_is_large_enough_and_has_a_name(qapp: QApplication, page: Page) -> None:
    page.resize(1280, 860)
    qapp.processEvents()
    from PySide6.QtGui import QAccessible

    for control in page.content.findChildren(QWidget):
        if control.focusPolicy().value and control.isVisible() and control.focusProxy() is None:
            assert control.height() >= 30, control
            named = QAccessible.queryAccessibleInterface(control)
            if type(control).__name__ not in {"QScrollArea", "QComboBoxPrivateContainer"}:
                assert named.text(QAccessible.Text.Name), control
