"""Sheets of paper for a group: the public words of the recipe and the litmus test, and nothing of anybody's.

It needs no journal, opens none and remembers nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.clock import Clock
from coprod_desktop.services.exporting import ExportResult, put_at

if TYPE_CHECKING:
    from coprod_desktop.export.child import TypesettingChild
    from coprod_desktop.export.formats import Format
    from coprod_desktop.export.preview import Preview
    from coprod_desktop.export.sheet import Sheet, SheetWords, Wish


class Sheets:
    """What a person can do to put the recipe on paper."""

    def __init__(self, recipe: Recipe, clock: Clock, child: TypesettingChild | None = None) -> None:
        """``child`` typesets; a test hands in its own."""
        self._recipe, self._clock, self._child = recipe, clock, child
        self._preview_child: TypesettingChild | None = None

    def sheet(self, wish: Wish, words: SheetWords | None = None) -> Sheet:
        """The sheet that is wished for.

        Raises:
            KeyError: no such item.
        """
        from coprod_desktop.export.sheet_building import build

        return build(wish, self._recipe, self._clock().astimezone(), words)

    def preview(self, sheet: Sheet) -> Preview:
        """Pictures of the very pages its PDF will have.

        Raises:
            ExportFailed: they could not be made.
        """
        from coprod_desktop.export.sheet_formats import draw

        if self._preview_child is None:
            from coprod_desktop.export.child import TypesettingChild

            self._preview_child = TypesettingChild()
        return draw(sheet, self._preview_child)

    def stop_preview(self) -> None:
        """End a preview that is under way: another one is wanted. A file or a print goes on."""
        if self._preview_child is not None:
            self._preview_child.stop()

    def for_printer(self, sheet: Sheet, ppi: float) -> tuple[bytes, ...]:
        """The pages as PNG with so many pixels per inch.

        Raises:
            ExportFailed: they could not be made.
        """
        from coprod_desktop.export.sheet_formats import draw

        return draw(sheet, self._typesetter(), ppi).pictures

    def save(self, sheet: Sheet, wanted: Format, target: Path) -> ExportResult:
        """Make the document, put it at ``target`` and read it back.

        The format's ending is added when ``target`` lacks it.

        Raises:
            ExportFailed: it could not be made.
            TargetNotWritable: it could not be put there.
        """
        from coprod_desktop.export.sheet_formats import make

        return put_at(make(sheet, wanted, self._typesetter()), target)

    def _typesetter(self) -> TypesettingChild:
        """Made when it is first needed: starting processes is nothing the program's own start needs."""
        if self._child is None:
            from coprod_desktop.export.child import TypesettingChild

            self._child = TypesettingChild()
        return self._child
