"""One question or item, as large as the screen allows, with the ways on at its edges."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe, Run
from coprod_desktop.ui.group.big_words import BigWords
from coprod_desktop.ui.group.slides import Slide
from coprod_desktop.ui.recipe.words import marked_html
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import Box, Flow, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.text import Text, html_of


class Screen(QWidget):
    """Shows the slides it is given. ``again``: choose something else; ``leave`` leads out."""

    again = Signal()
    leave = Signal()
    black_wanted = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._recipe = theme, recipe
        self._slides: tuple[Slide, ...] = ()
        self._at = 0
        self.words = BigWords(theme)
        self._note = Text(theme, "", "body", "secondary", cap=False)
        self.place = Text(theme, "", "label", "secondary")
        lines = column(theme, self, (20, 10, 20, 10), 8)
        lines.addWidget(self._build_bar())
        lines.addLayout(self._build_middle(), 1)
        credit = Text(theme, html_of(Run(run.text) for run in recipe.credit), "small", "secondary", cap=False)
        lines.addWidget(credit)
        for button in self.findChildren(Button):
            # A click must not take the keys away from the words: a clicker's go to whatever has the focus.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._fill)

    # ------------------------------------------------------------------ building
    def _build_bar(self) -> QWidget:
        theme, flow = self._theme, Flow(self._theme, 6)
        self._easier = Button(theme, self.tr("Easier words"), "chip", "message-circle")
        self._easier.toggled.connect(self._show)
        self._smaller = Button(theme, self.tr("Smaller"), "quiet", "a-arrow-down", compact=True)
        self._larger = Button(theme, self.tr("Larger"), "quiet", "a-arrow-up", compact=True)
        black = Button(theme, self.tr("Black screen"), "quiet", "moon", compact=True)
        again = Button(theme, self.tr("Something else"), "quiet", "list", compact=True)
        out = Button(theme, self.tr("Leave"), "quiet", "x", compact=True)
        self._smaller.clicked.connect(self.shrink)
        self._larger.clicked.connect(self.grow)
        black.clicked.connect(self.black_wanted)
        again.clicked.connect(self.again)
        out.clicked.connect(self.leave)
        for part in (self._easier, self._smaller, self._larger, black, again, out, self.place):
            flow.addWidget(part)
        return holder(flow)

    def _build_middle(self) -> Box:
        theme = self._theme
        across = row(theme, gap=12)
        self._previous = Button(theme, "", "secondary", "chevron-left", hint=self.tr("Previous"))
        self._next = Button(theme, "", "secondary", "chevron-right", hint=self.tr("Next"))
        self._previous.clicked.connect(self.back)
        self._next.clicked.connect(self.onward)
        middle = column(theme, gap=6)
        middle.addWidget(self.words, 1)
        middle.addWidget(self._note)
        across.addWidget(self._previous)
        across.addLayout(middle, 1)
        across.addWidget(self._next)
        tall_as_needed(self._note)
        return across

    # ------------------------------------------------------------------ from outside
    def show_slides(self, slides: tuple[Slide, ...], *, easier: bool) -> None:
        """Begin with the first of them."""
        self._slides, self._at = slides, 0
        self._easier.setVisible(any(slide.easier for slide in slides))
        with QSignalBlocker(self._easier):  # what is shown is said once
            self._easier.setChecked(easier)
        self._fill()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)  # which has them read out
        announce(self, f"{self.place.words}. {self._note.words}".strip())

    @property
    def slide(self) -> Slide:
        """The one in view."""
        return self._slides[self._at]

    def onward(self) -> None:
        """The next one; after the last, nothing happens."""
        self.go_to(self._at + 1)

    def back(self) -> None:
        """The one before."""
        self.go_to(self._at - 1)

    def first(self) -> None:
        """To the beginning."""
        self.go_to(0)

    def last(self) -> None:
        """To the end."""
        self.go_to(len(self._slides) - 1)

    def go_to(self, number: int) -> None:
        """Show one of them, counted from 0, if there is such a one."""
        if 0 <= number < len(self._slides) and number != self._at:
            self._at = number
            self._show()

    def grow(self) -> None:
        """Larger words."""
        self.words.grow(1)
        self._offer()

    def shrink(self) -> None:
        """Smaller words."""
        self.words.grow(-1)
        self._offer()

    def toggle_easier(self) -> None:
        """Easier words, or the original's."""
        if not self._easier.isHidden():
            self._easier.toggle()

    # ------------------------------------------------------------------ showing
    def _show(self, _on: bool = True) -> None:
        """Show what one has come to, and have it read out."""
        self._fill()
        announce(self, f"{self.place.words}. {self.words.accessibleName()} {self._note.words}")

    def _fill(self) -> None:
        """Show the slide in the looks there are now."""
        if not self._slides:
            return
        slide, theme = self.slide, self._theme
        is_easier = bool(slide.easier) and self._easier.isChecked()
        runs = (Run(slide.easier),) if is_easier else slide.runs
        plain = slide.easier if is_easier else slide.text
        notes = " ".join(slide.notes)
        ours = self._recipe.our_words_note
        if is_easier:
            self._note.set_words(f"{ours}. {notes}".strip())
        else:
            self._note.set_words(f"{notes} ({ours})" if notes else "")
        self._note.setVisible(bool(self._note.words))
        where = self.tr("{part} · {n} of {count}").format(
            part=slide.part, n=self._at + 1, count=len(self._slides)
        )
        self.place.set_words(where)
        lines = self.layout()
        if lines is not None:
            lines.activate()  # the words fill what the note leaves
        self.words.show_words(marked_html(theme, runs), plain)
        self._offer()

    def _offer(self) -> None:
        """Only what leads somewhere. What is switched off hands its focus to the words."""
        for button, leads_on in (
            (self._previous, self._at > 0),
            (self._next, self._at + 1 < len(self._slides)),
            (self._larger, self.words.can_grow),
            (self._smaller, self.words.can_shrink),
        ):
            if button.hasFocus() and not leads_on:
                self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setEnabled(leads_on)

    # ------------------------------------------------------------------ Qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter go on where no button has the focus; with Shift, Space goes back."""
        if event.key() == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.back()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.onward()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the screen goes on, as presenters expect."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.onward()
        else:
            super().mousePressEvent(event)
