"""Take a picture of every screen in every look: ``python -m tests.look FOLDER [NAME…]``.

Names are beginnings of screens' names (``07`` or ``07-question``); without one all screens are taken. What
is cut off on a screen is printed, one line each, after a ``!``; the exit code tells of faults alone. With
``--room N`` no pictures are taken: it is only looked whether anything is cut off.
"""

from __future__ import annotations

import argparse
import html
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow

from coprod_desktop.app import Options, build
from coprod_desktop.ui.shell.crash import Fault
from tests.journeys.sittings import Doing
from tests.look import sample
from tests.look.actions_screens import WITH_ACTIONS
from tests.look.aloud_screens import WITH_A_VOICE
from tests.look.group_screens import FOR_A_GROUP
from tests.look.growth_screens import WITH_A_PAST
from tests.look.locking_screens import WITH_LOCKING
from tests.look.reminder_screens import WITH_A_REMINDER
from tests.look.screens import NEW_HERE, WITH_A_COPY, WITH_A_JOURNAL, Screen
from tests.look.sign_in_screens import WITH_A_SIGN_IN
from tests.look.variants import ROOM, VARIANTS, Variant
from tests.support.clipping import cut_off
from tests.support.journals import CHEAP
from tests.support.scripted_ask import ScriptedAsk
from tests.support.speech import SpeechDouble
from tests.support.stores import StoreDouble
from tests.support.stretched import speak
from tests.support.waiting import settle

EVERY_SCREEN = (
    NEW_HERE,
    WITH_A_JOURNAL,
    WITH_ACTIONS,
    WITH_A_PAST,
    WITH_A_REMINDER,
    WITH_A_COPY,
    WITH_A_SIGN_IN,
    WITH_LOCKING,
    FOR_A_GROUP,
    WITH_A_VOICE,
)
"""Each in a window of its own, one after the other, since they leave something to the next."""


class Camera:
    """Goes from screen to screen and takes each in every look."""

    def __init__(
        self,
        folder: Path | None,
        wanted: Sequence[str],
        variants: Sequence[Variant],
        *,
        is_painted: bool = True,
    ) -> None:
        """Without a ``folder`` no pictures are taken; what is laid out need not be painted for that."""
        self._folder = folder
        self._wanted = tuple(wanted)
        self._variants = variants
        self._is_painted = is_painted
        self.taken: list[str] = []
        self.trouble = ""
        # A window dropped in the middle of a run would be taken apart while events still reach it.
        self._windows: list[QMainWindow] = []

    def takes(self, app: QApplication, data: Path, screens: Sequence[Screen]) -> None:
        """Open the program on a data folder and take these screens; go no further than is needed."""
        ask = ScriptedAsk()
        window = build(
            app,
            Options(data=data),
            ask=ask,
            clock=lambda: sample.NOW,
            kdf=CHEAP,
            store=StoreDouble(),
            speech=SpeechDouble(),
        )
        self._windows.append(window)
        theme = window._parts.theme
        self._variants[0].put_on(theme, window)
        window.setUpdatesEnabled(self._is_painted)
        window.show()
        window.activateWindow()
        doing = Doing(window, ask)
        faults: list[Fault] = []
        window._parts.crash.happened.connect(faults.append)
        last = max((n for n, screen in enumerate(screens) if self._is_wanted(screen)), default=-1)
        for screen in screens[: last + 1]:
            try:
                screen.go(doing)
            finally:  # what a person waits for in vain may have ended in a fault
                assert not faults, faults[0].report()
            if self._is_wanted(screen):
                self._take_all(screen, doing)
        assert not faults, faults[0].report()
        assert ask.unexpected == [], ask.unexpected
        theme.change(self._variants[0].appearance)
        if window._parts.guards.sealing.is_any:
            ask.will_say(True)  # it asks whether to lose them, and would stay open without an answer
        doing.shell.quits()

    def _is_wanted(self, screen: Screen) -> bool:
        return not self._wanted or screen.name.startswith(self._wanted)

    def _take_all(self, screen: Screen, doing: Doing) -> None:
        window = doing.person.window
        theme = window._parts.theme  # type: ignore[attr-defined]  # the main window keeps what it was built from
        for variant in self._variants:
            variant.put_on(theme, window)
            if screen.again is not None:
                screen.again(doing)
            name = f"{screen.name}{variant.suffix}"
            if self._folder is not None:
                picture_of(window).save(str(self._folder / f"{name}.png"))
            self.taken.append(name)
            for line in cut_off(window):
                print(f"! {name}: {line}", flush=True)
        self._variants[0].put_on(theme, window)

    def drop_windows(self) -> None:
        """Delete what is closed, so that the next windows are not slowed down by it."""
        for window in self._windows:
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._windows.clear()

    def begin(self, app: QApplication, data: Path, screens: Sequence[Screen]) -> None:
        """As `takes`, and end the program with what went wrong."""
        try:
            self.takes(app, data, screens)
        except BaseException as error:
            import traceback

            self.trouble = f"{traceback.format_exc()}\n{error}"
            app.exit(70)


def picture_of(window: QMainWindow) -> QPixmap:
    """The window with whatever pops up over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            painter.drawPixmap(other.pos() - window.pos(), other.grab())
    painter.end()
    return picture


def main() -> int:
    """Take the pictures and write an index of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.look")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("look"), help="where pictures go")
    parser.add_argument("names", nargs="*")
    parser.add_argument(
        "--room",
        type=int,
        choices=range(len(ROOM)),
        help="look for what is cut off, without pictures, in this one of the walks",
    )
    parser.add_argument("--stretched", action="store_true", help="in a pseudo-language of long words")
    asked = parser.parse_args()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app = QApplication(["coprod-desktop"])
    app.setCursorFlashTime(0)
    if asked.stretched:
        speak(app)
    if asked.room is not None:
        # Painting takes a fifth of the time, and goes as well or as wrong in the other language.
        camera = Camera(None, asked.names, ROOM[asked.room], is_painted=not asked.stretched)
        _walk(app, camera)
        print(f"{len(camera.taken)} looks at screens")
    else:
        asked.folder.mkdir(parents=True, exist_ok=True)
        camera = Camera(asked.folder, asked.names, VARIANTS)
        _walk(app, camera)
        (asked.folder / "index.html").write_text(_index(sorted(camera.taken)), "utf-8")
        print(f"{len(camera.taken)} pictures in {asked.folder}")
    if camera.trouble:
        print(camera.trouble, file=sys.stderr)
    return 70 if camera.trouble else 0


def _walk(app: QApplication, camera: Camera) -> None:
    """Go through all the screens once, in a journal made for it."""
    with tempfile.TemporaryDirectory() as place:
        for screens in EVERY_SCREEN:
            data = Path(place) / ("new" if screens is NEW_HERE else "sample")
            if screens is WITH_A_JOURNAL:
                _fill(app, data)
            QTimer.singleShot(0, partial(camera.begin, app, data, screens))
            app.exec()
            settle()
            camera.drop_windows()
            if camera.trouble:
                break


def _fill(app: QApplication, data: Path) -> None:
    """Make the sample journal below a data folder, and a copy of it."""
    window = build(app, Options(data=data), clock=lambda: sample.NOW, kdf=CHEAP)
    parts = window._parts
    sample.fill(parts.unlocking, parts.copies, data, parts.recipe)
    parts.jobs.wait_for_all()
    window.deleteLater()
    settle()


def _index(names: Sequence[str]) -> str:
    figures = "\n".join(
        f'<figure id="{n}"><a href="{n}.png"><img src="{n}.png" alt=""></a><figcaption>{n}</figcaption>'
        "</figure>"
        for n in map(html.escape, names)
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Every screen</title>'
        "<style>body{display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:24px;margin:24px;"
        "font:16px sans-serif}figure{margin:0}img{width:100%;border:1px solid #999}</style>\n"
        f"{figures}\n</html>\n"
    )


if __name__ == "__main__":
    sys.exit(main())
