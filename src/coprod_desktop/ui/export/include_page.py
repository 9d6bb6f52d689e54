"""The second step: what goes in. Words for "where I am with this" stay out unless ticked."""

from __future__ import annotations

from PySide6.QtWidgets import QGroupBox

from coprod_desktop.export.report import ReportOptions
from coprod_desktop.ui.export.parts import NoteBelow
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.choices import Check
from coprod_desktop.ui.widgets.fields import Labelled, LineField
from coprod_desktop.ui.widgets.layouts import column, tall_as_needed
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.text import Text

_WIDEST = 760
_USUAL = ReportOptions()


class IncludePage(Page):
    """A title for the document, and a tick for each part of a reflection."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, (40, 22, 40, 20), 0)
        self.body.addWidget(Text(theme, self.tr("What to include"), "h1"))
        lead = self.tr("This goes for every entry you chose. Quick notes go in whole.")
        self.body.addWidget(Text(theme, lead, "lead", "secondary"))
        self.body.space(20)
        self.title = LineField(theme)
        self.title.hold_at_most(200)
        self._labelled = Labelled(
            theme,
            self.tr("Title of the document"),
            self.title,
            help_text=self.tr("It stands on the first page, and in the file for anyone who opens it."),
        )
        self.body.addWidget(self._labelled)
        self.body.space(20)
        self._card = self._build_ticks()
        self.body.addWidget(self._card)
        self.body.space(20)
        self._kept_out = Notice(
            theme,
            self.tr("Answers you marked to keep out of exports are never in it, and nothing tells of them."),
        )
        self.body.addWidget(self._kept_out)
        self.body.addStretch(1)
        self.clear()
        self._narrow_parts()
        theme.changed.connect(self._narrow_parts)

    def _narrow_parts(self) -> None:
        """No wider than is comfortable to read."""
        for part in (self._labelled, self._card, self._kept_out):
            part.setMaximumWidth(self._theme.tx(_WIDEST))

    def _build_ticks(self) -> Card:
        theme = self._theme
        card = Card(theme, "card", (20, 14, 20, 18), 4)
        group = QGroupBox()
        group.setFlat(True)
        group.setAccessibleName(self.tr("From each reflection"))
        self._lines = column(theme, group, gap=4)
        tall_as_needed(group)
        card.body.addWidget(Text(theme, self.tr("From each reflection"), "h3"))
        card.body.addWidget(group)
        self.question_words = self._add(
            self.tr("The whole questions"), self.tr("Otherwise their short names stand over your answers.")
        )
        self.context = self._add(
            self.tr("What it was about"),
            self.tr("The kind of meeting, my part, and access needs thought about."),
        )
        self.next_steps = self._add(self.tr("What I'll try next"))
        self.taking_away = self._add(self.tr("What I'm taking away"))
        self.how_known = self._add(self.tr("How I know"))
        self.ratings = self._add(
            self.tr("Where I was with each question"),
            self.tr("Words such as Going well or Needs thought. They are about your own practice."),
        )
        return card

    def _add(self, words: str, note: str = "") -> Check:
        check = Check(self._theme, words)
        self._lines.addWidget(check)
        if note:
            check.setAccessibleDescription(note)
            self._lines.addWidget(NoteBelow(self._theme, note))
        return check

    def options(self) -> ReportOptions:
        """What is asked for."""
        return ReportOptions(
            question_words=self.question_words.isChecked(),
            ratings=self.ratings.isChecked(),
            how_known=self.how_known.isChecked(),
            next_steps=self.next_steps.isChecked(),
            context=self.context.isChecked(),
            taking_away=self.taking_away.isChecked(),
            title=self.title.text(),
        )

    def clear(self) -> None:
        """Back to the usual."""
        self.title.setText(self.tr("Reflections for supervision"))
        self.question_words.setChecked(_USUAL.question_words)
        self.ratings.setChecked(_USUAL.ratings)
        self.how_known.setChecked(_USUAL.how_known)
        self.next_steps.setChecked(_USUAL.next_steps)
        self.context.setChecked(_USUAL.context)
        self.taking_away.setChecked(_USUAL.taking_away)

    def focus_first(self) -> None:
        """Put the focus on the first tick; the title is only for those who want another."""
        self.question_words.setFocus()
