"""The growth picture in the Journal: four parts, each as a picture and as a list of the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.growth import Cell, GrowthPicture, Zoom
from coprod_desktop.services.growing import Growing
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.growth.empty import Empty
from coprod_desktop.ui.journal.growth.files import Wanted
from coprod_desktop.ui.journal.growth.giving import Giving
from coprod_desktop.ui.journal.growth.grid_view import GridView
from coprod_desktop.ui.journal.growth.here import Here
from coprod_desktop.ui.journal.growth.leaf_list import LeafList
from coprod_desktop.ui.journal.growth.shelf_view import ShelfView
from coprod_desktop.ui.journal.growth.shown import Leaf, Part, Shown, TableRow, one_question, shown
from coprod_desktop.ui.journal.growth.side import MOST, Side
from coprod_desktop.ui.journal.growth.table_view import TableView
from coprod_desktop.ui.journal.growth.tools import Legend, Tools
from coprod_desktop.ui.journal.growth.words import WORDS_ALONE, key_of, tr
from coprod_desktop.ui.journal.views import AnswerPlace, JournalView
from coprod_desktop.ui.private_jobs import PrivateJobs
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import row
from coprod_desktop.ui.widgets.marks import Rule
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.page import Page
from coprod_desktop.ui.widgets.tab_order import tab_as_read
from coprod_desktop.ui.widgets.text import Text

_WIDE, _NARROW, _SHORT = 1080, 760, 480
_SIDE = 352
MANY = 12
"""Reflections, from which on one may want to go to a year or to look from farther away."""


class GrowthView(JournalView):
    """Shows what `Growing` reads."""

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        growing: Growing,
        jobs: Jobs,
        ask: Ask,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._recipe, self._growing = theme, recipe, growing
        self._work = PrivateJobs(jobs, self, self._show_trouble)
        self._picture: GrowthPicture | None = None
        self._part, self._zoom = Part.QUESTIONS, Zoom.EACH
        self._question_id = recipe.questions[0].id
        self._shown: Shown | None = None
        self._short: bool | None = None
        self._build()
        self.giving = Giving(self, self.notice, theme, self._to_give, jobs, ask)
        self._connect()
        theme.changed.connect(self._fit)
        self._fit()

    def _build(self) -> None:
        theme = self._theme
        outer = row(theme, self)
        self.page = Page(theme, (40, 16, 24, 16), 8)
        self.side = Side(theme)
        self._rule = Rule(theme, upright=True)
        outer.addWidget(self.page, 1)
        outer.addWidget(self._rule)
        outer.addWidget(self.side)
        self.notice = Notice(theme, kind="caution")
        self.notice.hide()
        self.tools = Tools(theme)
        self.legend = Legend(theme, self._recipe)
        self.about = Text(theme, "", "body", "secondary")
        self.grid = GridView(theme, self._recipe)
        self.here = Here(theme)
        self.path = LeafList(theme, tr("What I noticed, the latest first"))
        self.steps = LeafList(theme, tr("Actions"))
        self.shelf = ShelfView(theme, self._recipe)
        self.table = TableView(theme)
        self.empty = Empty(theme)
        self.again_button = Button(
            theme, tr("Reflect on this again"), "secondary", "message-circle-question-mark"
        )
        body = self.page.body
        above: tuple[QWidget, ...] = (self.notice, self.tools, self.tools.more, self.legend, self.about)
        views: tuple[QWidget, ...] = (self.grid, self.path, self.steps, self.table)
        below: tuple[QWidget, ...] = (self.shelf, self.empty, self.here, self.again_button)
        for widget in above:
            body.addWidget(widget)
        for widget in views:
            body.addWidget(widget, 1)
        for widget in below:
            body.addWidget(widget)
        self._show_only(None)

    def _connect(self) -> None:
        tools, grid, side = self.tools, self.grid, self.side
        tools.part_chosen.connect(self.show_part)
        tools.form_chosen.connect(self._form_chosen)
        tools.zoom_chosen.connect(self._zoom_chosen)
        tools.year_chosen.connect(self._year_chosen)
        tools.question_chosen.connect(self._question_chosen)
        tools.save.connect(self.giving.save)
        tools.print_out.connect(self.giving.print_out)
        grid.stood_on.connect(self._stood_on)
        grid.opened.connect(self._cell_opened)
        grid.wanted_path.connect(self.show_path)
        side.opened.connect(self.open_answer)
        side.again.connect(self.reflect_on)
        side.wanted_path.connect(self.show_path)
        side.filled.connect(partial(tab_as_read, self))
        self.here.read.connect(self._read_here)
        self.here.path.connect(self._path_here)
        self.path.opened.connect(self._leaf_opened)
        self.steps.opened.connect(self._leaf_opened)
        self.shelf.opened.connect(self.show_item)
        self.table.opened.connect(self._row_opened)
        self.empty.pressed.connect(self.begin_reflection)
        self.again_button.clicked.connect(self._again_clicked)

    # ------------------------------------------------------------------ what the tab asks for
    def refresh(self) -> None:
        """Read the picture anew. What is shown stays until it has arrived."""
        if self._picture is None:
            self.about.set_words(tr("Reading your reflections…"))
            self.about.show()
        self._work.run(self._growing.picture, self.show_picture)

    def _show_trouble(self, error: Exception) -> None:
        told = sentence(error)
        self._is_troubled = True
        if self._picture is None:  # nothing is being read any more
            self.about.hide()
        self.notice.say(told.what, told.next, "caution")

    def wipe(self) -> None:
        """Forget every word of the journal; drop what is still on its way."""
        self._work.wipe()
        self.giving.wipe()
        self._picture = self._shown = None
        self._part, self._zoom = Part.QUESTIONS, Zoom.EACH
        self.notice.say("")
        self.about.set_words("")
        self.here.show_place("", is_blank=True)
        for part in (self.grid, self.path, self.steps, self.shelf, self.table, self.side, self.tools):
            part.wipe()
        self._show_only(None)

    def panes(self) -> Sequence[QWidget]:
        """Where F6 goes: the picture or the list, what stands beside it, the switches."""
        again = self.side.again_button
        parts = self.tools.parts.button(self._part.value)
        views = (self.grid, self.path, self.steps, self.table)
        return (*views, again, parts)

    @property
    def shown(self) -> Shown | None:
        """What is shown; None while nothing is."""
        return self._shown

    @property
    def picture(self) -> GrowthPicture | None:
        """What was read last."""
        return self._picture

    # ------------------------------------------------------------------ what is shown
    def show_picture(self, picture: GrowthPicture) -> None:
        """Show what was read."""
        if self._is_troubled:
            self._is_troubled = False
            self.notice.hide()
        if picture != self._picture:
            self._picture = picture
            self._show()

    def show_part(self, part: Part) -> None:
        """Show another part."""
        if part is Part.QUESTION and self.grid.line is not None:
            self._question_id = self.grid.line.question_id
        self._part = part
        self._show()
        announce(self, self.tools.title.words)

    def show_path(self, question_id: str) -> None:
        """Show one question's path."""
        self._question_id = question_id
        self._part = Part.QUESTION
        self._show()
        announce(self, self.tools.title.words)
        if self.path.isVisible():
            self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_give(self) -> Wanted | None:
        """What is shown, as it may be given away: without answers that are kept out of exports."""
        if self._picture is None:
            return None
        made = shown(self._picture.to_share(), self._recipe, self._part, self._zoom, self._question_id)
        return Wanted(self._recipe, made, self.tools.as_list)

    def _show(self) -> None:
        picture = self._picture
        if picture is None:
            return
        part, as_list = self._part, self.tools.as_list
        made = shown(picture, self._recipe, part, self._zoom, self._question_id, with_list=as_list)
        self._shown = made
        columns = len(made.grid.columns) if made.grid is not None else 0
        self._is_long = sum(bool(moment.said) for moment in picture.moments) > MANY
        self.tools.show_part(part, made.title, with_zoom=self._is_long, is_empty=made.is_empty)
        self.tools.show_questions(self._questions(picture), self._question_id)
        self.about.set_words(self._about(made, columns))
        self.about.setVisible(bool(self.about.words))
        if made.is_empty:
            self._say_empty(part)
            self._show_only(self.empty)
        elif as_list:
            self.table.show_table(made.table, made.title)
            self._show_only(self.table)
        else:
            self._show_only(self._fill(made))
        years = self.grid.years() if self.grid.isVisibleTo(self) else []
        self.tools.show_years(years[::-1], wanted=self._is_long and self._zoom is not Zoom.YEARS)
        self._fit()

    def _fill(self, made: Shown) -> QWidget:
        """Fill the picture of a part, and give it."""
        if made.grid is not None:
            cells = [cell for line in made.grid.lines for cell in line.cells]
            self.legend.tell(
                words_alone=any(key_of(cell.latest.rating) == WORDS_ALONE for cell in cells),
                several=any(cell.is_several for cell in cells),
            )
            self.grid.show_grid(made.grid)
            return self.grid
        if made.part is Part.SHELF:
            self.shelf.show_groups(made.groups)
            return self.shelf
        view = self.path if made.part is Part.QUESTION else self.steps
        view.show_groups(made.groups)
        return view

    def _show_only(self, wanted: QWidget | None) -> None:
        for view in (self.grid, self.path, self.steps, self.shelf, self.table, self.empty):
            view.setVisible(view is wanted)
        is_grid = wanted is self.grid
        self.legend.setVisible(is_grid)
        self._with_side = is_grid
        self.again_button.setVisible(self._part is Part.QUESTION and wanted is not None and self._may_again())

    _with_side = _is_troubled = _is_long = False

    def _may_again(self) -> bool:
        return any(question.id == self._question_id for question in self._recipe.questions)

    def _questions(self, picture: GrowthPicture) -> list[tuple[str, str]]:
        known = [(question.id, question.label) for question in self._recipe.questions]
        return known + list(picture.former)

    def _about(self, made: Shown, columns: int) -> str:
        if made.is_empty:
            return made.about
        return {
            Part.QUESTIONS: tr("After two reflections you'll see how things move.") if columns == 1 else "",
            Part.QUESTION: made.about,
            Part.SHELF: tr("What I have looked at, and what is waiting, whenever I am ready."),
            Part.ACTIONS: tr("What came of what I said I would try."),
        }[made.part]

    def _say_empty(self, part: Part) -> None:
        if part is Part.ACTIONS:
            words = tr("Nothing noted yet. What comes of your next steps is noted under Actions.")
            self.empty.say("footprints", words)
        elif part is Part.QUESTION:
            self.empty.say("history", tr("Nothing said to this yet."))
        else:
            words = tr("After two reflections you'll see how things move.")
            self.empty.say("sprout", words, tr("Begin a reflection"))

    # ------------------------------------------------------------------ choosing
    def _form_chosen(self) -> None:
        self._show()

    def _zoom_chosen(self, zoom: Zoom) -> None:
        self._zoom = zoom
        self._show()

    def _year_chosen(self, year: int) -> None:
        self.grid.go_to_year(year)

    def _question_chosen(self, question_id: str) -> None:
        self._question_id = question_id
        self._show()

    def _stood_on(self) -> None:
        line, picture = self.grid.line, self._picture
        if line is None or picture is None:
            return
        self.here.show_place(self.grid.spoken, is_blank=self.grid.cell is None)
        path = one_question(picture, self._recipe, line.question_id, MOST + 1)
        self.side.show_question(line.question_id, path, may_again=line.group is not None)

    def _cell_opened(self, cell: Cell) -> None:
        self.open_answer.emit(AnswerPlace(cell.latest.entry_id, cell.latest.question_id))

    def _leaf_opened(self, leaf: Leaf) -> None:
        self.open_answer.emit(AnswerPlace(leaf.entry_id, leaf.question_id))

    def _row_opened(self, chosen: TableRow) -> None:
        if chosen.item_id:
            self.show_item.emit(chosen.item_id)
        else:
            self.open_answer.emit(AnswerPlace(chosen.entry_id, chosen.question_id))

    def _read_here(self) -> None:
        if self.grid.cell is not None:
            self._cell_opened(self.grid.cell)

    def _path_here(self) -> None:
        if self.grid.line is not None:
            self.show_path(self.grid.line.question_id)

    def _again_clicked(self, _checked: bool = False) -> None:
        self.reflect_on.emit(self._question_id)

    # ------------------------------------------------------------------ room
    def _fit(self) -> None:
        theme, room = self._theme, QSize(self.width(), self.height())
        wide = theme.eff(room.width()) >= _WIDE
        short = room.height() < theme.tx(_SHORT)
        self.tools.fit(narrow=theme.eff(room.width()) < _NARROW, short=short)
        if short is not self._short:
            self._short = short
            self._put_tools_below(below=short)
        self.side.setFixedWidth(theme.tx(_SIDE))
        for widget in (self.side, self._rule):
            widget.setVisible(wide and self._with_side)
        self.here.setVisible(not wide and self._with_side)
        least = max(self.grid.least_height(), theme.tx(170))
        for view in (self.grid, self.path, self.steps):
            view.setMinimumHeight(least)
        self.table.setMinimumHeight(self.table.least_height())

    def _put_tools_below(self, *, below: bool) -> None:
        """In a short window the picture comes first, and what explains it after it."""
        body = self.page.body
        for number, widget in enumerate((self.tools.more, self.legend)):
            body.removeWidget(widget)
            body.insertWidget(body.count() if below else 2 + number, widget)
        tab_as_read(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the room there is."""
        super().resizeEvent(event)
        self._fit()
