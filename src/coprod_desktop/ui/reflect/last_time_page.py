"""Last time: what one wanted to try, and what happened. The first page, where anything is still open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.follow_up import FollowUp
from coprod_desktop.ui.reflect import words
from coprod_desktop.ui.reflect.flush_button import FlushButton
from coprod_desktop.ui.reflect.picture_line import PictureLine
from coprod_desktop.ui.reflect.shown import shown
from coprod_desktop.ui.reflect.turning import TurningPage
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.chips import ChipGroup
from coprod_desktop.ui.widgets.editor import RichTextField
from coprod_desktop.ui.widgets.fields import Labelled
from coprod_desktop.ui.widgets.layouts import column, holder, row
from coprod_desktop.ui.widgets.text import Text

HANDFUL = 5
_HAPPENED = (ActionState.TRIED, ActionState.LEARNED, ActionState.NOT_YET, ActionState.LET_GO)
_MORE_AT_ONCE = 20
_WIDTH = 760


class StepCard(Card):
    """One thing one wanted to try, with what happened. ``changed``: a person chose or typed something."""

    changed = Signal()

    def __init__(self, theme: Theme, follow_up: FollowUp, parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (24, 18, 24, 20), 6, parent)
        step = follow_up.step
        self.key = follow_up.key
        self.body.addWidget(Text(theme, self.tr("You wanted to try"), "smallStrong", "secondary"))
        self.body.addWidget(Text(theme, shown(step.text), "lead", rich=True))
        told, came = words.step_around(step), ""
        if told:
            self.body.addWidget(Text(theme, told, "small", "secondary"))
        if follow_up.title.strip():
            came = self.tr("From {title}").format(title=follow_up.title.strip())
            self.body.addWidget(PictureLine(theme, "notebook-text", came, tone="secondary", role="small"))
        self.body.space(6)
        asked = self.tr("What happened?")
        self.happened = ChipGroup(
            theme, asked, [(state.value, words.happened(state)) for state in _HAPPENED], single=True
        )
        self.body.addWidget(Labelled(theme, asked, self.happened))
        self.happened.setAccessibleName(f"{asked} {words.plain(step.text)}")  # not all are about one step
        self.happened.setAccessibleDescription(f"{told} {came}".strip())
        self.body.space(4)
        self.words = RichTextField(theme, lines=1)
        self.body.addWidget(Labelled(theme, self.tr("In a few words"), self.words))
        self.words.setAccessibleDescription(words.plain(step.text))
        self.show_state(follow_up)
        self.happened.changed.connect(self.changed)
        self.words.changed.connect(self.changed)

    def show_state(self, follow_up: FollowUp) -> None:
        """Show what was noted so far."""
        self.happened.set_chosen({follow_up.state.value})
        if self.words.markdown() != follow_up.words:
            self.words.set_markdown(follow_up.words)

    def into(self, follow_up: FollowUp, now: datetime) -> FollowUp:
        """The follow-up with what stands here."""
        chosen = self.happened.chosen()
        return follow_up.noting(
            ActionState(chosen[0]) if chosen else ActionState.OPEN, self.words.markdown(), now
        )


class LastTimePage(TurningPage):
    """What one wanted to try, the newest first: a handful of them, and the others when they are wanted.

    ``changed``: a person chose or typed something. ``filled``: there is more on the page than before.
    """

    changed = Signal()
    filled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, (40, 4, 40, 24), 0, parent)
        self._theme = theme
        self._held: tuple[FollowUp, ...] = ()
        self._cards: list[StepCard] = []
        self._form = column(theme, gap=16)
        title = column(theme, gap=4)
        title.addWidget(Text(theme, self.tr("Last time"), "h1"))
        lead = self.tr("You wanted to try something. What happened? All of it can be left empty.")
        title.addWidget(Text(theme, lead, "lead", "secondary"))
        self._form.addLayout(title)
        self._list = column(theme, gap=16)
        self._form.addWidget(holder(self._list))
        line = row(theme)
        self.others_button = FlushButton(theme, "chevron-down", self.tr("Show the others"))
        self.others_button.clicked.connect(self._show_others)
        line.addWidget(self.others_button)
        line.addStretch(1)
        self._form.addLayout(line)
        self._holder = holder(self._form)
        capped = row(theme)
        capped.grow(self._holder)
        self.body.addLayout(capped)
        self.body.addStretch(1)
        self.turn_again()

    # ------------------------------------------------------------------ what it shows
    def show_follow_ups(self, follow_ups: tuple[FollowUp, ...]) -> None:
        """Show what was open, with what was noted so far. Cards already there are kept, with their focus."""
        if [_asked(follow_up) for follow_up in follow_ups] != [_asked(held) for held in self._held]:
            self._list.clear()
            self._cards = []
        self._held = follow_ups
        for card, follow_up in zip(self._cards, follow_ups, strict=False):
            card.show_state(follow_up)
        given = [n for n, follow_up in enumerate(follow_ups, 1) if follow_up.noted is not None]
        self._show_up_to(max(HANDFUL, len(self._cards), *given))

    def follow_ups(self, held: tuple[FollowUp, ...], now: datetime) -> tuple[FollowUp, ...]:
        """What stands on the page, taken into ``held``; those that are not shown stay as they are."""
        cards = {card.key: card for card in self._cards}
        return tuple(
            cards[follow_up.key].into(follow_up, now) if follow_up.key in cards else follow_up
            for follow_up in held
        )

    def cards(self) -> tuple[StepCard, ...]:
        """The cards in view, in their order."""
        return tuple(self._cards)

    def settle(self) -> None:
        """Nothing here is read late."""

    def clear(self) -> None:
        """Forget every word, and everything that could be undone."""
        for card in self._cards:
            card.words.wipe()
        self._list.clear()
        self._cards, self._held = [], ()

    def focus_first(self) -> None:
        """Put the focus on the first choice."""
        self.to_top()
        if self._cards:
            self._cards[0].happened.focus_chosen()

    def turned(self, _width: float) -> None:
        """Run no wider than is comfortable."""
        self._holder.setMaximumWidth(self._theme.tx(_WIDTH))

    # ------------------------------------------------------------------ parts
    def _show_up_to(self, count: int) -> None:
        for follow_up in self._held[len(self._cards) : count]:
            card = StepCard(self._theme, follow_up)
            card.changed.connect(self.changed)
            self._cards.append(card)
            self._list.addWidget(card)
            card.show()  # the layout would only later, and what is not shown does not take the focus
        self.others_button.setVisible(len(self._cards) < len(self._held))

    def _show_others(self) -> None:
        first = len(self._cards)
        self._show_up_to(first + _MORE_AT_ONCE)
        self.filled.emit()
        self._cards[first].happened.focus_chosen()


def _asked(follow_up: FollowUp) -> tuple[object, ...]:
    """What a card asks, whatever was noted."""
    return follow_up.key, follow_up.title, follow_up.step
