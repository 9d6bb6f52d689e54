"""The grid for Qt: a row for each question and each heading above them, a column for each reflection."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coprod_desktop.content.model import Group, Recipe
from coprod_desktop.domain.growth import Cell, Grid, Line, Zoom
from coprod_desktop.ui.journal.growth import words

Index = QModelIndex | QPersistentModelIndex
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class GridModel(QAbstractTableModel):
    """Holds one `Grid`, and answers for every cell with its full name."""

    def __init__(self, recipe: Recipe, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recipe = recipe
        self._grid = Grid(zoom=Zoom.EACH)
        self._rows: list[Line | Group | None] = []
        self._cells: list[dict[int, Cell]] = []

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self._grid

    def show(self, grid: Grid) -> None:
        """Show another grid."""
        self.beginResetModel()
        self._grid = grid
        self._rows, self._cells = [], []
        before: object = ()
        for line in grid.lines:
            if line.group is not before:
                before = line.group
                self._rows.append(line.group)
                self._cells.append({})
            self._rows.append(line)
            self._cells.append({cell.column: cell for cell in line.cells})
        self.endResetModel()

    def wipe(self) -> None:
        """Forget everything."""
        self.show(Grid(zoom=Zoom.EACH))

    def line_at(self, row: int) -> Line | None:
        """The question of a row; None for a heading."""
        line = self._rows[row] if 0 <= row < len(self._rows) else None
        return line if isinstance(line, Line) else None

    def group_at(self, row: int) -> Group | None:
        """The group of a heading's row; None for the questions of earlier days."""
        group = self._rows[row]
        return group if isinstance(group, Group) else None

    def cell_at(self, row: int, column: int) -> Cell | None:
        """What was said; None where nothing was."""
        return self._cells[row].get(column) if 0 <= row < len(self._cells) else None

    def cells_of(self, row: int) -> dict[int, Cell]:
        """All that was said to the question of a row, by its columns, in the order of time."""
        return self._cells[row]

    def row_of(self, question_id: str) -> int:
        """The row of a question; -1 where there is none."""
        for row, line in enumerate(self._rows):
            if isinstance(line, Line) and line.question_id == question_id:
                return row
        return -1

    def head(self, row: int) -> str:
        """What stands at the left of a row."""
        line = self._rows[row]
        return line.label if isinstance(line, Line) else words.group_of(line)

    # ------------------------------------------------------------------ Qt
    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are (Qt)."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are (Qt)."""
        return 0 if parent is not None and parent.isValid() else len(self._grid.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """One can stand on a question's cells, also on blank ones (Qt)."""
        if index.isValid() and self.line_at(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The full name of a cell, and the words it shows (Qt)."""
        if not index.isValid() or role not in _WORDS:
            return None
        row, column = index.row(), index.column()
        line = self.line_at(row)
        if line is None:
            return self.head(row)
        cell = self.cell_at(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return words.cell_words(self._recipe, cell) if cell is not None else ""
        return words.spoken(self._recipe, line, self._grid.columns[column], column, cell)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The question of a row, the time of a column (Qt)."""
        if role not in _WORDS:
            return None
        if orientation is _DOWN:
            return self.head(section) if 0 <= section < len(self._rows) else None
        if orientation is _ACROSS and 0 <= section < len(self._grid.columns):
            return words.time_of(self._grid.columns[section])
        return None
