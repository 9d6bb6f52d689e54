"""The export with a small journal, jobs that run at once or when told, and answers given beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject

from coprod_desktop.domain.entries import Entry, EventDate
from coprod_desktop.ui.jobs import Jobs
from tests.unit.export.samples import full_answer, note, reflection

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


class AtOnce(Jobs):
    """Runs work on the calling thread; holds it back while ``held`` is a list."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Callable[[], None]] | None = None

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        def do() -> None:
            try:
                value = work()
            except Exception as error:
                if failed is None:
                    raise
                failed(error)
            else:
                if done is not None:
                    done(value)

        if self.held is None:
            do()
        else:
            self.held.append(do)

    aside = run

    def release(self) -> None:
        held, self.held = self.held or [], None
        for do in held:
            do()


def clock() -> datetime:
    return datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def journal() -> list[Entry]:
    """A reflection and a note that are to be talked about, and two notes that are not."""
    return [
        replace(reflection(full_answer()), to_talk_about=True),
        replace(note("Words of **mine**", "Timetable", entry_id="a", day=13), to_talk_about=True),
        note("Paying people", "Paying", entry_id="b", day=6),
        replace(note("Long ago", "Old", entry_id="c"), event=EventDate(2024, 2)),
    ]
