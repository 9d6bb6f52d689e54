"""Before the questions: what this reflection is about. All of it can be left empty."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import Context, EventDate, MeetingKind
from coprod_desktop.domain.shortening import LONGEST_IN_A_LIST
from coprod_desktop.ui.reflect.picture_line import PictureLine
from coprod_desktop.ui.reflect.plain_field import PlainField
from coprod_desktop.ui.reflect.turning import TurningPage, turn
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.chips import ChipGroup
from coprod_desktop.ui.widgets.date_field import DateField
from coprod_desktop.ui.widgets.fields import Labelled, LineField
from coprod_desktop.ui.widgets.layouts import column, holder, row
from coprod_desktop.ui.widgets.text import Text

_LONGEST_PART = 1000
_BESIDE_FROM = 1080
_SIDE_WIDTH = 340
_FORM_WIDTH = 680
_DATE_WIDTH = 400
_ANY_WIDTH = 16777215  # Qt's QWIDGETSIZE_MAX


class ContextPage(TurningPage):
    """The first page of the wizard. ``changed``: a person typed or chose something."""

    changed = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, today: date, parent: QWidget | None = None) -> None:
        super().__init__(theme, (40, 4, 40, 24), 0, parent)
        self._theme, self._recipe = theme, recipe
        self._when = EventDate.of(today)
        self._columns = row(theme, gap=48)
        self._form = self._fields(today)
        self._side = self._good_to_know()
        capped = row(theme)  # a box inside a row keeps its height right where its width has a limit
        capped.grow(self._form)
        self._columns.addLayout(capped, 1)
        self._columns.addWidget(self._side)
        self.body.addWidget(holder(self._columns))
        self.body.addStretch(1)
        self.name.textEdited.connect(self._typed)
        self.my_part.textEdited.connect(self._typed)
        self.when.changed.connect(self._date_changed)
        self.kind.changed.connect(self.changed)
        self.access.changed.connect(self.changed)
        self.turn_again()

    def show_context(self, context: Context) -> None:
        """Show what is known so far."""
        self.name.setText(context.name)
        self.when.set_value(context.when)
        self.kind.set_chosen({context.kind.value} if context.kind else ())
        self.my_part.setText(context.my_part)
        self.access.set_text(context.access)
        self._when = context.when
        self.to_top()

    def context(self) -> Context:
        """What stands on the page. A date that cannot be read leaves the one before."""
        chosen = self.kind.chosen()
        return Context(
            when=self._when,
            name=self.name.text(),
            kind=MeetingKind(chosen[0]) if chosen else None,
            my_part=self.my_part.text(),
            access=self.access.text(),
        )

    def settle(self) -> None:
        """Read a date that is still being typed, before the page is left."""
        self.when.settle()

    def clear(self, today: date) -> None:
        """Forget every word, and everything that could be undone."""
        self.show_context(Context(EventDate.of(today)))
        self.access.wipe()

    def focus_first(self) -> None:
        """Put the focus in the first field."""
        self.name.setFocus(Qt.FocusReason.TabFocusReason)
        self.name.deselect()

    def turned(self, width: float) -> None:
        """Put the side card below where there is no room beside."""
        beside = width >= _BESIDE_FROM
        turn(self._columns, beside=beside)
        self._form.setMaximumWidth(self._theme.tx(_FORM_WIDTH))
        self._date_row.setMaximumWidth(self._theme.tx(_DATE_WIDTH))
        if beside:
            self._side.setFixedWidth(self._theme.tx(_SIDE_WIDTH))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ANY_WIDTH)

    # ------------------------------------------------------------------ parts
    def _fields(self, today: date) -> QWidget:
        theme = self._theme
        lines = column(theme, gap=18)
        title = column(theme, gap=4)
        title.addWidget(Text(theme, self.tr("Before you start"), "h1"))
        lead = self.tr("What's on your mind? A line or two now will help you find this again.")
        title.addWidget(Text(theme, lead, "lead", "secondary"))
        lines.addLayout(title)
        self.name = LineField(theme)
        self.name.hold_at_most(LONGEST_IN_A_LIST)
        lines.addWidget(
            Labelled(
                theme,
                self.tr("A name for this reflection"),
                self.name,
                help_text=self.tr("A meeting, a visit, a phone call, or a whole month."),
                optional=True,
            )
        )
        when = self.tr("When it happened")
        self.when = DateField(theme, when, today, months=True)
        self._date_row = Labelled(theme, when, self.when, focus=self.when.line)
        capped = row(theme)
        capped.grow(self._date_row)
        lines.addLayout(capped)
        kinds = [(choice.id, choice.label) for choice in self._recipe.meeting_kinds]
        what = self.tr("What kind of thing it was")
        self.kind = ChipGroup(theme, what, kinds, single=True)
        lines.addWidget(Labelled(theme, what, self.kind, optional=True))
        self.my_part = LineField(theme)
        self.my_part.hold_at_most(_LONGEST_PART)
        lines.addWidget(
            Labelled(
                theme,
                self.tr("My part in it"),
                self.my_part,
                help_text=self.tr("In your own words. {roles}").format(roles=self._recipe.hints.names),
                optional=True,
            )
        )
        self.access = PlainField(theme, lines=2)
        access = self.tr("Access needs I thought about")
        lines.addWidget(Labelled(theme, access, self.access, optional=True))
        lines.addStretch(1)
        return holder(lines)

    def _good_to_know(self) -> QWidget:
        theme = self._theme
        card = Card(theme, "card", (24, 20, 24, 22), 14)
        card.body.addWidget(Text(theme, self.tr("Good to know"), "h3"))
        for icon, told in (
            ("lock-keyhole", self.tr("Only you can read this, unless you choose to export it.")),
            ("skip-forward", self.tr("You can skip any question. Leaving some out is fine.")),
            ("bookmark", self.tr("It saves as you go. Stop whenever you like.")),
            ("sprout", self.tr("There are no right answers. You cannot pass or fail.")),
        ):
            card.body.addWidget(PictureLine(theme, icon, told))
        lines = column(theme)
        lines.space(6)
        lines.addWidget(card)
        lines.addStretch(1)
        return holder(lines)

    def _date_changed(self) -> None:
        """Take the date over once it can be read; until then the one before stands."""
        self._when = self.when.value() or self._when
        self.changed.emit()

    def _typed(self, _text: str) -> None:
        self.changed.emit()
