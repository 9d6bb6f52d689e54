"""Above the picture: which part, picture or list, how much time a column holds, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.growth import Zoom
from coprod_desktop.ui.journal.growth import words
from coprod_desktop.ui.journal.growth.marks import LegendMark
from coprod_desktop.ui.journal.growth.shown import Part, part_name
from coprod_desktop.ui.journal.growth.words import tr
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.fields import ChoiceField
from coprod_desktop.ui.widgets.layouts import Flow, column, empty, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.segments import Segments
from coprod_desktop.ui.widgets.text import Text

PICTURE, LIST = "picture", "list"
_ICONS = {
    Part.QUESTIONS: "list-tree",
    Part.QUESTION: "history",
    Part.SHELF: "carrot",
    Part.ACTIONS: "footprints",
}


class Tools(QWidget):
    """``part_chosen`` carries a `Part`, ``zoom_chosen`` a `Zoom`, ``year_chosen`` a year.

    ``question_chosen`` carries the id of a question; ``form_chosen`` comes after picture or list was chosen.
    """

    part_chosen = Signal(object)
    form_chosen = Signal()
    zoom_chosen = Signal(object)
    year_chosen = Signal(object)
    question_chosen = Signal(object)
    save = Signal()
    print_out = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._years: list[int] = []
        self._questions: list[tuple[str, str]] = []
        box = column(theme, self, gap=8)
        self._head = row(theme, gap=12)
        self.title = Text(theme, "", "h1", cap=False)
        self.form = Segments(
            theme,
            tr("Picture or list"),
            [(PICTURE, tr("Picture"), "sprout"), (LIST, tr("List"), "list")],
        )
        self.form.show_icons(False)
        self.form.choose(PICTURE)
        self._head.addWidget(self.title, 1)
        box.addLayout(self._head)
        self.parts = Segments(
            theme, tr("What to look at"), [(part.value, part_name(part), _ICONS[part]) for part in Part]
        )
        self.parts.show_icons(False)
        self._line, self._more = Flow(theme, 8), Flow(theme, 8)
        box.addWidget(holder(self._line))
        self.more = holder(self._more)
        """What is less often wanted; whoever shows these tools gives it a place of its own."""
        self._make_others()
        self._line.addWidget(self.parts)
        self._place: tuple[bool, bool] | None = None
        self.fit(narrow=False, short=False)
        tall_as_needed(self)
        self._connect()

    def _make_others(self) -> None:
        theme = self._theme
        labels = {Zoom.EACH: tr("Each reflection"), Zoom.MONTHS: tr("Months"), Zoom.YEARS: tr("Years")}
        icons = {Zoom.EACH: "zoom-in", Zoom.MONTHS: "calendar-days", Zoom.YEARS: "zoom-out"}
        choices = [(zoom.value, labels[zoom], icons[zoom]) for zoom in Zoom]
        self.zoom = Segments(theme, tr("What a column holds"), choices)
        self.zoom.show_icons(False)
        self.zoom.choose(Zoom.EACH.value)
        self.years = ChoiceField(theme, tr("Go to a year"))
        self.question = ChoiceField(theme, tr("Which question"))
        for field in (self.years, self.question):
            field.setProperty("density", "compact")
        self.question.setMinimumContentsLength(12)
        self.save_button = Button(theme, tr("Save as a file"), "secondary", "image", compact=True)
        self.print_button = Button(theme, tr("Print"), "secondary", "printer", compact=True)

    def _connect(self) -> None:
        self.form.chosen.connect(self._form_chosen)
        self.parts.chosen.connect(self._part_chosen)
        self.zoom.chosen.connect(self._zoom_chosen)
        self.years.activated.connect(self._year_activated)
        self.question.activated.connect(self._question_activated)
        self.save_button.clicked.connect(self._save_clicked)
        self.print_button.clicked.connect(self._print_clicked)

    # ------------------------------------------------------------------ from outside
    @property
    def as_list(self) -> bool:
        """Whether the list is wanted in the place of the picture."""
        return self.form.key == LIST

    def show_part(self, part: Part, title: str, *, with_zoom: bool, is_empty: bool) -> None:
        """Show which part is in front, and offer what can be done with it."""
        self.title.set_words(title)
        self.parts.choose(part.value)
        self.zoom.setVisible(part is Part.QUESTIONS and with_zoom)
        self.question.setVisible(part is Part.QUESTION)
        for button in (self.save_button, self.print_button, self.form):
            button.setVisible(not is_empty)

    def show_years(self, years: Sequence[int], *, wanted: bool) -> None:
        """Offer to go to a year, the latest first."""
        if list(years) != self._years:
            self._years = list(years)
            self.years.clear()
            self.years.addItems([tr("Year {year}").format(year=year) for year in years])
        self.years.setVisible(wanted and len(years) > 1)

    def show_questions(self, questions: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer every question, by id and label."""
        if list(questions) != self._questions:
            self._questions = list(questions)
            self.question.clear()
            self.question.addItems([label for _, label in questions])
        ids = [question_id for question_id, _ in questions]
        if chosen in ids:
            self.question.setCurrentIndex(ids.index(chosen))

    def fit(self, *, narrow: bool, short: bool) -> None:
        """Take little room in a small window: what can wait goes below the picture there."""
        self.title.setVisible(not short)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(way)
        if (narrow, short) == self._place:
            return
        self._place = (narrow, short)
        at_side: tuple[QWidget, ...] = (self.question, self.save_button, self.print_button)
        for widget in (self.form, self.zoom, self.years, *at_side):
            for layout in (self._head, self._line, self._more):
                layout.removeWidget(widget)
        if not short:
            self._head.addWidget(self.form)
        else:
            (self._more if narrow else self._line).addWidget(self.form)
        for widget in at_side:
            (self._more if short else self._line).addWidget(widget)
        for widget in (self.zoom, self.years):
            self._more.addWidget(widget)
        self._give_fonts_back()

    def _give_fonts_back(self) -> None:
        """In another parent, a style sheet gives widgets the font back that they were first shown with."""
        words = [*self.form.findChildren(Button), *self.zoom.findChildren(Button)]
        for button in (*words, self.save_button, self.print_button):
            button.ensurePolished()
            button.setFont(self._theme.font("label"))
        for field in (self.question, self.years):
            field.ensurePolished()
            field.setFont(self._theme.font("body"))

    def wipe(self) -> None:
        """Forget everything."""
        self.title.set_words("")
        self.show_years((), wanted=False)
        self.show_questions((), "")

    # ------------------------------------------------------------------ told on
    def _form_chosen(self, _key: str) -> None:
        self.form_chosen.emit()

    def _part_chosen(self, key: str) -> None:
        self.part_chosen.emit(Part(key))

    def _zoom_chosen(self, key: str) -> None:
        self.zoom_chosen.emit(Zoom(key))

    def _year_activated(self, number: int) -> None:
        self.year_chosen.emit(self._years[number])

    def _question_activated(self, number: int) -> None:
        self.question_chosen.emit(self._questions[number][0])

    def _save_clicked(self, _checked: bool = False) -> None:
        self.save.emit()

    def _print_clicked(self, _checked: bool = False) -> None:
        self.print_out.emit()


class Legend(QWidget):
    """What the marks mean; those that not every picture has are named where they occur."""

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._recipe = theme, recipe
        self._told: tuple[bool, bool] | None = None
        self._flow = Flow(theme, 14, parent=self)
        tall_as_needed(self)

    def tell(self, *, words_alone: bool, several: bool) -> None:
        """Name the marks."""
        if (words_alone, several) == self._told:
            return
        self._told = (words_alone, several)
        empty(self._flow)
        for key, label in words.keys(self._recipe):
            if key != words.WORDS_ALONE or words_alone:
                self._flow.addWidget(LegendMark(self._theme, key, label))
        notes = [words.several_note()] if several else []
        about = " ".join((*notes, words.blank_note()))
        self._flow.addWidget(Text(self._theme, about, "small", "secondary", cap=False))
