"""Which sheet, of which questions, how large and in which words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGroupBox, QWidget

from coprod_desktop.content.model import Group, Recipe
from coprod_desktop.export.formats import Format
from coprod_desktop.export.sheet import Paper, SheetKind, Wish
from coprod_desktop.ui.export.parts import NoteBelow
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.choices import Check, Radio
from coprod_desktop.ui.widgets.layouts import Box, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.segments import Segments
from coprod_desktop.ui.widgets.text import Text

_BY_HALF = (SheetKind.LITMUS, SheetKind.CARDS)


class SheetChoices(QWidget):
    """``changed``: another sheet is wished for. The format does not change the sheet."""

    changed = Signal()

    def __init__(self, theme: Theme, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._recipe = theme, recipe
        self._item_id = ""
        self._quiet = False
        self._kinds: dict[SheetKind, Radio] = {}
        self._lines = column(theme, self, gap=14)
        self._lines.addWidget(self._build_kinds())
        self._groups = Segments(theme, self.tr("Which questions"), self._group_names())
        self._papers = Segments(theme, self.tr("Paper"), [(paper, paper.upper(), "") for paper in Paper])
        self._named = {part: _under_name(theme, part) for part in (self._groups, self._papers)}
        for part, named in self._named.items():
            part.chosen.connect(self._segment_chosen)
            self._lines.addWidget(named)
        self._lines.addWidget(self._build_reading())
        self._lines.addWidget(self._build_formats())
        tall_as_needed(self)
        self.show_wish(Wish(easier=theme.appearance.easier_words))

    # ------------------------------------------------------------------ from outside
    def wish(self) -> Wish:
        """What is chosen."""
        kind = next(kind for kind, radio in self._kinds.items() if radio.isChecked())
        half = self._groups.key if kind in _BY_HALF else ""
        return Wish(
            kind,
            Paper(self._papers.key) if kind is SheetKind.RECIPE and self._papers.key else Paper.A4,
            self.large.isChecked(),
            self.easier.isChecked() and Wish(kind).has_questions,
            Group(half) if half else None,
            self._item_id if kind is SheetKind.ITEM else "",
        )

    def format(self) -> Format:
        """What it is to be saved as."""
        return next(wanted for wanted, radio in self._formats.items() if radio.isChecked())

    def show_wish(self, wish: Wish) -> None:
        """Choose what is wished for; the item of the recipe, if one is named, can be chosen from now on."""
        self._quiet = True
        self._item_id = wish.item_id or self._item_id
        if self._item_id:
            name = self._recipe.item(self._item_id).name
            self._kinds[SheetKind.ITEM].setText(self.tr("{name}, with its questions").format(name=name))
        self._kinds[wish.kind].setChecked(True)
        self._groups.choose(wish.group or "")
        self._papers.choose(wish.paper)
        self.large.setChecked(wish.large)
        self.easier.setChecked(wish.easier)
        self._quiet = False
        self._fit()

    def focus_first(self) -> None:
        """Put the focus on the sheet that is chosen."""
        next(radio for radio in self._kinds.values() if radio.isChecked()).setFocus()

    # ------------------------------------------------------------------ building
    def _build_kinds(self) -> QGroupBox:
        group, lines = _group(self._theme, self.tr("Which sheet"))
        for kind, name in (
            (SheetKind.RECIPE, self.tr("The recipe on one page")),
            (SheetKind.LITMUS, self.tr("The litmus test, to write on")),
            (SheetKind.CARDS, self.tr("Question cards, to cut out")),
            (SheetKind.ITEM, ""),
            (SheetKind.WHOLE, self.tr("The whole grab sheet")),
        ):
            radio = Radio(self._theme, name)
            radio.toggled.connect(self._kind_toggled)
            self._kinds[kind] = radio
            lines.addWidget(radio)
        not_locked = self.tr("What people write on paper is not locked. Agree who keeps it.")
        litmus = self._kinds[SheetKind.LITMUS]
        litmus.setAccessibleDescription(not_locked)
        # Always there, so that the sheets below don't move away under the pointer.
        lines.insertWidget(lines.indexOf(litmus) + 1, NoteBelow(self._theme, not_locked))
        tall_as_needed(group)
        return group

    def _group_names(self) -> list[tuple[str, str, str]]:
        recipe = self._recipe
        everything = self.tr("All {count}").format(count=len(recipe.questions))
        return [("", everything, ""), *((group, recipe.group_titles[group], "") for group in Group)]

    def _build_reading(self) -> QGroupBox:
        theme = self._theme
        group, lines = _group(theme, self.tr("To read it well"))
        self.large = Check(theme, self.tr("Large print"))
        large_note = self.tr("18 points and larger. Most sheets take more pages.")
        self.easier = Check(theme, self.tr("Easier words"))
        easier_note = self.tr("Our words, below each question of the original.")
        for check, note in ((self.large, large_note), (self.easier, easier_note)):
            check.setAccessibleDescription(note)
            check.toggled.connect(self._tell)
            lines.addWidget(check)
        lines.insertWidget(lines.indexOf(self.easier), NoteBelow(theme, large_note))
        self._easier_note = NoteBelow(theme, easier_note)
        lines.addWidget(self._easier_note)
        tall_as_needed(group)
        return group

    def _build_formats(self) -> QGroupBox:
        theme = self._theme
        group, lines = _group(theme, self.tr("Save it as"))
        self._formats: dict[Format, Radio] = {}
        for wanted, name, note in (
            (Format.PDF, self.tr("PDF"), self.tr("Looks the same everywhere. Good for printing.")),
            (Format.WORD, self.tr("Word"), self.tr("Can be edited. Pages may break in other places.")),
        ):
            radio = Radio(theme, name)
            radio.setAccessibleDescription(note)
            lines.addWidget(radio)
            lines.addWidget(NoteBelow(theme, note))
            self._formats[wanted] = radio
        self._formats[Format.PDF].setChecked(True)
        tall_as_needed(group)
        return group

    # ------------------------------------------------------------------ choosing
    def _kind_toggled(self, on: bool) -> None:
        if on:
            self._fit()
            self._tell()

    def _fit(self) -> None:
        """Offer only what counts for the sheet that is chosen."""
        kind = self.wish().kind
        self._kinds[SheetKind.ITEM].setVisible(bool(self._item_id))
        self._named[self._groups].setVisible(kind in _BY_HALF)
        self._named[self._papers].setVisible(kind is SheetKind.RECIPE)
        for part in (self.easier, self._easier_note):
            part.setVisible(Wish(kind).has_questions)

    def _segment_chosen(self, _key: str) -> None:
        self._tell()

    def _tell(self, _on: bool = True) -> None:
        if not self._quiet:
            self.changed.emit()


def _under_name(theme: Theme, part: Segments) -> QWidget:
    """The segments, with what they are called above them; a reader hears that from the group itself."""
    lines = column(theme, gap=6)
    lines.addWidget(Text(theme, part.accessibleName(), "label"))
    across = row(theme)
    across.grow(part)
    lines.addLayout(across)
    return holder(lines)


def _group(theme: Theme, name: str) -> tuple[QGroupBox, Box]:
    group = QGroupBox()
    group.setFlat(True)
    group.setAccessibleName(name)
    lines = column(theme, group)
    lines.addWidget(Text(theme, name, "label"))
    lines.space(6)  # room for the ring of the focus
    return group, lines
