"""Preparing for supervision: choosing entries, seeing exactly what leaves, and saving it.

Nothing here writes a file until `save`, and `save` writes only the one the person chose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coprod_desktop.content.model import Choice, Recipe
from coprod_desktop.domain.entries import EntryRow, HowKnown, MeetingKind, Rating
from coprod_desktop.services.clock import local_day

if TYPE_CHECKING:
    from coprod_desktop.export.child import TypesettingChild
    from coprod_desktop.export.formats import Document, Format
    from coprod_desktop.export.preview import Preview
    from coprod_desktop.export.report import Report, ReportOptions
    from coprod_desktop.export.words import ReportWords
    from coprod_desktop.services.clock import Clock
    from coprod_desktop.services.journalling import Journalling

_BATCH = 200
_Stored = TypeVar("_Stored", Rating, HowKnown, MeetingKind)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen today. ``chosen`` holds only what is marked "to talk about"."""

    rows: tuple[EntryRow, ...]
    chosen: frozenset[str]
    today: date


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A saved export. ``pages`` is None for Word. ``replaced`` stand in it as ``[U+0F56]``."""

    path: Path
    replaced: tuple[str, ...]
    pages: int | None


class Exporting:
    """What a person can do to take entries to somebody else."""

    def __init__(
        self, journalling: Journalling, recipe: Recipe, clock: Clock, child: TypesettingChild | None = None
    ) -> None:
        """``child`` typesets PDFs and previews; a test hands in its own."""
        self._journalling = journalling
        self._recipe = recipe
        self._clock = clock
        self._child = child

    def choices(self) -> Choices:
        """Every entry, newest first. Nothing is chosen but what is marked "to talk about"."""
        rows: list[EntryRow] = []
        while batch := self._journalling.rows(offset=len(rows), limit=_BATCH):
            rows += batch
        marked = frozenset(row.id for row in rows if row.to_talk_about)
        return Choices(tuple(rows), marked, local_day(self._clock()))

    def words(self) -> ReportWords:
        """The British English words of a report, with the recipe's own labels."""
        from coprod_desktop.domain.richtext import Span
        from coprod_desktop.export.words import ReportWords

        recipe = self._recipe
        return ReportWords(
            ratings=_labels(Rating, recipe.ratings),
            how_known=_labels(HowKnown, recipe.how_known),
            meeting_kinds=_labels(MeetingKind, recipe.meeting_kinds),
            question_labels={question.id: question.label for question in recipe.questions},
            credit=tuple(Span(run.text, bold=run.bold, link=run.link) for run in recipe.credit),
        )

    def report(
        self, ids: Sequence[str], options: ReportOptions | None = None, words: ReportWords | None = None
    ) -> Report:
        """The report of the chosen entries. Reads the journal: runs where the vault's work runs.

        Raises:
            KeyError: an entry is gone.
        """
        from coprod_desktop.export.report import ReportOptions, build

        entries = [self._journalling.read(entry_id) for entry_id in dict.fromkeys(ids)]
        made = self._clock().astimezone()
        return build(entries, options or ReportOptions(), words or self.words(), made)

    def preview(self, report: Report) -> Preview:
        """Pictures of the very pages its PDF will have. Does not touch the journal.

        Raises:
            ExportFailed: they could not be made.
        """
        from coprod_desktop.export.preview import draw

        return draw(report, self._typesetter())

    def save(self, report: Report, wanted: Format, target: Path) -> ExportResult:
        """Make the document, put it at ``target`` and read it back. Does not touch the journal.

        The format's ending is added when ``target`` lacks it.

        Raises:
            ExportFailed: it could not be made.
            TargetNotWritable: it could not be put there.
        """
        from coprod_desktop.export.formats import make

        return put_at(make(report, wanted, self._typesetter()), target)

    def stop(self) -> None:
        """End a typesetting that is under way, for locking. May be called from any thread."""
        if self._child is not None:
            self._child.stop()

    def _typesetter(self) -> TypesettingChild:
        """Made when it is first needed: starting processes is nothing the program's own start needs."""
        if self._child is None:
            from coprod_desktop.export.child import TypesettingChild

            self._child = TypesettingChild()
        return self._child


def put_at(document: Document, target: Path) -> ExportResult:
    """Put a finished document at ``target``, with the ending of its format, and read it back.

    Raises:
        TargetNotWritable: it could not be put there.
    """
    from coprod_desktop.export.files import save, with_ending

    path = with_ending(target, document.format)
    save(document.data, path, document.is_whole)
    return ExportResult(path, document.replaced, document.pages)


def _labels(kind: type[_Stored], choices: Iterable[Choice]) -> dict[_Stored, str]:
    """The recipe's words for stored ids; loading checks that each is there."""
    return {kind(choice.id): choice.label for choice in choices}
