"""Giving the picture away: as a file, after saying that a file is not locked, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.growing import save_picture
from coprod_desktop.ui.ask import Ask, Question, unless_it_is_there
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.growth import files
from coprod_desktop.ui.journal.growth.files import Go, Pages, Stopped, Wanted
from coprod_desktop.ui.journal.growth.paper import Paper
from coprod_desktop.ui.journal.growth.shown import Shown, part_name
from coprod_desktop.ui.journal.growth.words import tr
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.printing import PrintJob
from coprod_desktop.ui.private_jobs import PrivateJobs
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.notice import Notice

T = TypeVar("T")
WhatToGive = Callable[[], Wanted | None]
"""What is shown now, as it may be given away; None while nothing is."""


class Giving(QObject):
    """What the buttons *Save as a file* and *Print* do."""

    def __init__(
        self, page: QWidget, notice: Notice, theme: Theme, what: WhatToGive, jobs: Jobs, ask: Ask
    ) -> None:
        """``notice`` is where it is said what came of it."""
        super().__init__(page)
        self._page, self._notice, self._theme = page, notice, theme
        self._what, self._ask = what, ask
        self._work = PrivateJobs(jobs, page, self._failed)
        self._is_busy = False
        self._halt = Event()
        self._before: QWidget | None = None
        """What had the focus when the work began."""
        self._path: Path | None = None
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self._show_button = Button(theme, tr("Show in folder"), "secondary", "folder-open", compact=True)
        self._show_button.clicked.connect(self._show_folder)
        self._stop_button = Button(theme, tr("Stop"), "secondary", "square", compact=True)
        self._stop_button.clicked.connect(self._stop)
        for button in (self._show_button, self._stop_button):
            notice.add_button(button)
            button.hide()

    def wipe(self) -> None:
        """End what is still under way, and tell nobody of it."""
        self._work.wipe()
        self._halt.set()
        self._before = None
        self._end()
        self._path = None
        self._show_button.hide()

    # ------------------------------------------------------------------ a file
    def save(self) -> None:
        """Ask where, and save what is shown."""
        wanted = self._wanted()
        if wanted is None or not self._ask.confirm(self._page, not_locked(wanted.recipe.care.export, wanted)):
            return
        target = self._ask_where(wanted.shown)
        if target is None:
            return
        self._folder = target.parent
        work = partial(_make_and_save, Paper(self._theme), wanted, target)
        self._run(work, self._saved, tr("Making the file…"))

    def _ask_where(self, shown: Shown) -> Path | None:
        kinds = ";;".join(
            (
                tr("Picture (*.png)"),
                tr("Drawing that stays sharp (*.svg)"),
                tr("The list as plain text (*.txt)"),
            )
        )
        suggested = self._folder / f"{part_name(shown.part)}.png"
        chosen = self._ask.save_file(self._page, tr("Save the file"), suggested, kinds)
        if chosen is None:
            return None
        return unless_it_is_there(self._ask, self._page, chosen, files.with_ending(chosen))

    def _saved(self, path: Path) -> None:
        self._path = path
        self._show_button.show()
        self._notice.say(
            tr("Saved as {name}").format(name=shown_name(path.name)),
            tr("It was opened again and checked. Your journal is as it was."),
            "good",
        )

    def _show_folder(self, _checked: bool = False) -> None:
        if self._path is not None:
            self._ask.show_in_folder(self._path)

    # ------------------------------------------------------------------ paper
    def print_out(self) -> None:
        """Print what is shown."""
        wanted = self._wanted()
        if wanted is not None:
            work = partial(files.pages, Paper(self._theme), wanted)
            self._run(work, partial(self._print, part_name(wanted.shown.part)), tr("Making the pages…"))

    def _print(self, title: str, pages: Pages) -> None:
        self._notice.hide()
        try:
            printed = self._ask.print_pictures(self._page, PrintJob(title, pages.pictures, lies=pages.lies))
        except Exception as error:  # noqa: BLE001  # a fault without words gets the general ones
            self._failed(error)
            return
        if printed:
            self._notice.say(tr("It is on its way to the printer."), "", "good")

    # ------------------------------------------------------------------ both
    def _wanted(self) -> Wanted | None:
        """What to give; nothing while something is under way, or where nothing may leave the journal."""
        wanted = self._what()
        if wanted is None or self._is_busy:
            return None
        self._show_button.hide()
        if wanted.shown.is_empty:
            self._notice.say(
                tr("There is nothing here to give away."),
                tr("Answers that you keep out of exports stay in your journal."),
                "note",
            )
            return None
        return wanted

    def _run(self, work: Callable[[Go], T], done: Callable[[T], None], words: str) -> None:
        self._is_busy = True
        self._halt = Event()
        self._before = self._page.window().focusWidget()
        self._notice.say(words, "", "note")
        self._stop_button.show()
        self._work.aside(partial(work, partial(_go, self._halt)), partial(self._made, done))

    def _stop(self, _checked: bool = False) -> None:
        """Ask the work to stop. What came of it is said once it has: it may have been done by then."""
        self._halt.set()

    def _end(self) -> None:
        self._is_busy = False
        if self._stop_button.hasFocus() and self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus()
        self._stop_button.hide()

    def _made(self, done: Callable[[T], None], value: T) -> None:
        self._end()
        done(value)

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Stopped):
            self._notice.say(tr("Stopped. Nothing was saved or printed."), "", "note")
            return
        told = sentence(error)
        self._notice.say(told.what, told.next, "caution")


def not_locked(care: str, wanted: Wanted) -> Question:
    """What to know before a file is saved. ``care`` is the content's line on sharing."""
    words = [tr("The file is not locked. Anyone who can open it can see what is in it.")]
    if wanted.shown.holds_words:
        words.append(tr("It holds what you wrote, in your own words."))
    words += [tr("Answers that you keep out of exports are not in it."), care]
    return Question(
        tr("Save this as a file?"), "\n\n".join(words), tr("Choose where to save it"), tr("Not now")
    )


def _make_and_save(paper: Paper, wanted: Wanted, target: Path, go: Go) -> Path:
    """Runs aside: the file is made, saved, and read back."""
    kind = files.kind_of(target)
    return save_picture(files.made(paper, wanted, kind, go), target, partial(files.is_whole, kind))


def _go(halt: Event) -> None:
    """Runs aside, between two steps."""
    if halt.is_set():
        raise Stopped
