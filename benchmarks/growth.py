"""The growth picture of a long practice: read from the encrypted journal, laid out, painted, saved.

python3 dev.py bench growth [--reflections N…] [--rounds N] [--keep]

Every reflection answers all 18 questions with 60 words each. The window has the usual size, without a screen.
The median of the rounds counts. ``--keep`` writes the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks._page import facts, keep
from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.entries import Answer, Context, Entry, EventDate, QuestionSet, Rating, Reflection
from coprod_desktop.domain.growth import GrowthPicture, Zoom
from coprod_desktop.resources import resource, resources_root
from coprod_desktop.services.growing import Growing
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.growth import files
from coprod_desktop.ui.journal.growth.files import Kind, Wanted
from coprod_desktop.ui.journal.growth.paper import Paper
from coprod_desktop.ui.journal.growth.shown import Part, shown
from coprod_desktop.ui.journal.growth.tools import LIST, PICTURE
from coprod_desktop.ui.journal.growth.view import GrowthView
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.vault.kdf import KdfPolicy

ROOT = Path(__file__).resolve().parents[1]
FIRST_DAY = datetime(2004, 1, 5, 12, tzinfo=UTC)
WORDS_AN_ANSWER = 60
CHEAP = KdfPolicy(memory_kib=(64,), passes=1, lanes=1, target_seconds=0, least_memory_kib=64, least_passes=1)
PASSPHRASE = "a cup of tea and a chat"  # noqa: S105  # of a journal that lives for a minute


def fill(unlocking: Unlocking, recipe: Recipe, reflections: int) -> None:
    """Keep reflections, one a week."""
    chance = random.Random(1)
    known = (ROOT / "resources" / "words" / "en-GB.txt").read_text("utf-8").split()
    for number in range(reflections):
        when = FIRST_DAY + timedelta(days=7 * number)
        event = EventDate.of(when.date())
        answers = tuple(
            Answer(
                question.id,
                question.text,
                " ".join(chance.choices(known, k=WORDS_AN_ANSWER)),
                rating=chance.choice([*Rating, None]),
            )
            for question in recipe.questions
        )
        content = Reflection(QuestionSet.ALL, Context(event), answers)
        unlocking.vault.entries.put(Entry(f"{number:032x}", "A sitting", event, when, when, content))


def steps(
    app: QApplication, view: GrowthView, growing: Growing, recipe: Recipe, theme: Theme
) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is measured, by name."""
    picture = growing.picture()
    given = picture.to_share()

    def settled(act: Callable[[], object]) -> None:
        act()
        for _ in range(3):
            app.processEvents()

    def first(made: GrowthPicture) -> None:
        view.wipe()
        view.show_picture(made)

    def turned(part: Part, form: str) -> None:
        view.tools.form.choose(form)
        view.show_part(part)

    def zoomed(zoom: Zoom) -> None:
        view.tools.zoom_chosen.emit(zoom)

    yield "read it from the journal", growing.picture
    yield "show it, painted", partial(settled, partial(first, picture))
    yield "zoom out to months", partial(settled, partial(zoomed, Zoom.MONTHS))
    yield "zoom out to years", partial(settled, partial(zoomed, Zoom.YEARS))
    yield "back to each reflection", partial(settled, partial(zoomed, Zoom.EACH))
    yield "one question, in my own words", partial(settled, partial(turned, Part.QUESTION, PICTURE))
    yield "the ingredient shelf", partial(settled, partial(turned, Part.SHELF, PICTURE))
    yield "all questions as a list", partial(settled, partial(turned, Part.QUESTIONS, LIST))
    wanted = Wanted(recipe, shown(given, recipe, Part.QUESTIONS, Zoom.EACH), as_list=False)
    years = Wanted(recipe, shown(given, recipe, Part.QUESTIONS, Zoom.YEARS), as_list=False)
    yield "make the SVG, aside", partial(files.made, Paper(theme), wanted, Kind.SVG)
    yield "make the PNG, aside", partial(files.made, Paper(theme), wanted, Kind.PNG)
    yield "make the pages of the years, aside", partial(files.pages, Paper(theme), years)


def measured(reflections: int, rounds: int) -> str:
    """The table of one size, in Markdown."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    recipe = load(resource("content", "en-GB"))
    theme = Theme(resources_root())
    theme.apply(app, Appearance(colours="light", text_percent=100))
    with tempfile.TemporaryDirectory() as folder:
        unlocking = Unlocking(Path(folder) / "journal", CHEAP)
        unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
        fill(unlocking, recipe, reflections)
        growing = Growing(unlocking, recipe)
        view = GrowthView(theme, recipe, growing, Jobs(), Ask())
        view.resize(1280, 720)
        view.show()
        lines = [f"| **{reflections:,} reflections** | milliseconds: median (slowest) |", "|---|---|"]
        for name, act in steps(app, view, growing, recipe, theme):
            times = [timed(act) for _ in range(rounds)]
            lines.append(f"| {name} | {statistics.median(times):,.0f} ({max(times):,.0f}) |")
        view.close()
        unlocking.lock()
    return "\n".join(lines)


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def main(arguments: list[str]) -> int:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reflections", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _app = QApplication(["bench"])
    tables = []
    for reflections in asked.reflections:
        tables.append(measured(reflections, asked.rounds))
        print(tables[-1] + "\n", flush=True)
    if asked.keep:
        keep("growth", facts(), *tables)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
