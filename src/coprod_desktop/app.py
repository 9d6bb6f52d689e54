"""The composition root: builds everything once and passes it in. It holds no logic of its own."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from coprod_desktop import __version__
from coprod_desktop.services.memory import forbid_core_dumps

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from coprod_desktop.services.clock import Clock
    from coprod_desktop.services.credentials.store import CredentialStore
    from coprod_desktop.services.one_window import OneWindow
    from coprod_desktop.services.speech.speech import Speech
    from coprod_desktop.ui.ask import Ask
    from coprod_desktop.ui.shell.parts import Parts
    from coprod_desktop.ui.shell.window import MainWindow
    from coprod_desktop.vault.kdf import KdfPolicy

NAME = "Co-production Companion"


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line. None means the usual place."""

    data: Path | None = None
    journal: Path | None = None
    copy: Path | None = None


def main(arguments: Sequence[str]) -> int:
    """Start the program and return its exit code."""
    forbid_core_dumps()
    if list(arguments[:1]) == ["--export-worker"]:
        from coprod_desktop.export.worker import main as make_document

        return make_document()
    if list(arguments[:1]) == ["--sign-in-worker"]:
        from coprod_desktop.services.credentials.worker import main as ask_the_store

        return ask_the_store()
    if list(arguments[:1]) == ["--speech-worker"]:
        from coprod_desktop.services.speech.worker import main as speak

        return speak()
    if list(arguments[:1]) == ["--smoke"]:
        from coprod_desktop.smoke import main as go_through_the_main_job

        return go_through_the_main_job(arguments[1:], _window)
    options = read_options(arguments) if arguments else Options()
    gc.disable()  # from here on `ui.collecting` does it, on the window's thread
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    # Setting the style later would make Qt's whole style class known to Python, for nothing but its name.
    os.environ["QT_STYLE_OVERRIDE"] = "Fusion"
    from PySide6.QtWidgets import QApplication

    one = _one_window(options)
    # A copy has a window of its own: its path, left in a request for the first, would be a trace.
    if not one.take() and options.copy is None and one.call_first():
        from coprod_desktop.ui.shell.second_start import say_it_is_open

        say_it_is_open(NAME)
        return 0
    app = QApplication(sys.argv[:1])
    window = build(app, options)
    window.show()
    _watch_for_others(window, one)
    return app.exec()


def build(
    app: QApplication,
    options: Options,
    ask: Ask | None = None,
    clock: Clock | None = None,
    kdf: KdfPolicy | None = None,
    store: CredentialStore | None = None,
    speech: Speech | None = None,
) -> MainWindow:
    """Build the whole program around one application object, not yet shown.

    ``ask``, ``clock``, ``kdf``, ``store`` and ``speech`` replace the system's windows, its clock, the cost of
    guessing, the system's store of passwords and its voice.
    """
    from coprod_desktop.ui.collecting import WindowThreadCollector
    from coprod_desktop.ui.shell.window import MainWindow

    _introduce(app)
    window = MainWindow(_parts(app, options, _Instead(ask, clock, kdf, store, speech)))
    WindowThreadCollector(window)
    if options.copy is not None:
        window.open_copy(options.copy)
    return window


@dataclass(frozen=True, slots=True)
class _Instead:
    """What stands in the place of the system's own. None means the system's."""

    ask: Ask | None
    clock: Clock | None
    kdf: KdfPolicy | None
    store: CredentialStore | None
    speech: Speech | None


def _parts(app: QApplication, options: Options, instead: _Instead) -> Parts:
    """What the window is built from."""
    from coprod_desktop.content.loader import load
    from coprod_desktop.resources import resource, resources_root
    from coprod_desktop.services.backup_facts import Why
    from coprod_desktop.services.backups import Backups
    from coprod_desktop.services.clock import system_clock
    from coprod_desktop.services.copies import Copies
    from coprod_desktop.services.desk import Desk
    from coprod_desktop.services.merging import Merging
    from coprod_desktop.services.places import backups_folder, data_folder, journal_folder, rooms_folder
    from coprod_desktop.services.preferences import Preferences
    from coprod_desktop.services.salvaging import Salvaging
    from coprod_desktop.services.signing_in import SigningIn
    from coprod_desktop.services.unlocking import Unlocking
    from coprod_desktop.ui.ask import Ask as SystemAsk
    from coprod_desktop.ui.backing_up import BackingUp
    from coprod_desktop.ui.jobs import Jobs
    from coprod_desktop.ui.reading_aloud.reader import ReadingAloud
    from coprod_desktop.ui.shell.crash import CrashWatch
    from coprod_desktop.ui.shell.guards import Guards
    from coprod_desktop.ui.shell.parts import Parts
    from coprod_desktop.ui.theme.theme import Theme

    clock = instead.clock or system_clock
    data = options.data or data_folder()
    recipe = load(resource("content", "en-GB"))
    preferences = Preferences(data)
    theme = Theme(resources_root())
    theme.apply(app, preferences.appearance)
    unlocking = Unlocking(options.journal or journal_folder(data), instead.kdf)
    crash = CrashWatch(app)
    crash.install()
    backups = Backups(unlocking, preferences, rooms_folder(data), backups_folder(data), clock)
    unlocking.back_up_with(partial(backups.before, Why.CHANGED_LOCK))
    jobs = Jobs(app)
    copies = Copies(unlocking, rooms_folder(data), clock)
    return Parts(
        theme=theme,
        recipe=recipe,
        preferences=preferences,
        unlocking=unlocking,
        desk=Desk(unlocking, recipe, clock, partial(backups.before, Why.LARGE_DELETE)),
        copies=copies,
        merging=Merging(unlocking, copies, clock, partial(backups.before, Why.MERGE)),
        salvaging=Salvaging(unlocking, clock, backups.marks),
        backups=backups,
        backing_up=BackingUp(backups, unlocking, jobs, app),
        sign_in=SigningIn(unlocking, instead.store),
        aloud=ReadingAloud(instead.speech, preferences, jobs, app),
        jobs=jobs,
        ask=instead.ask or SystemAsk(),
        crash=crash,
        guards=Guards(unlocking, jobs, clock, preferences),
    )


def _one_window(options: Options) -> OneWindow:
    from coprod_desktop.services.one_window import OneWindow
    from coprod_desktop.services.places import data_folder, journal_folder

    data = options.data or data_folder()
    return OneWindow(data, options.journal or journal_folder(data))


def _watch_for_others(window: MainWindow, one: OneWindow) -> None:
    from coprod_desktop.ui.shell.second_start import SecondStart

    SecondStart(window, one)


def _introduce(app: QApplication) -> None:
    """Tell the system whose windows these are."""
    app.setApplicationName(NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("coprod-desktop")


def _window(app: QApplication, data: Path) -> MainWindow:
    return build(app, Options(data))


def read_options(arguments: Sequence[str]) -> Options:
    """What stands on the command line. Ends the program with a sentence when it was not understood."""
    import argparse

    class PlainParser(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            self.exit(2, f"This was not understood ({message}). {self.format_usage()}")

    epilog = "--smoke [FOLDER] goes through the main job in an empty folder, to prove an installation."
    parser = PlainParser(prog="coprod-desktop", description=NAME, epilog=epilog, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"{NAME} {__version__}")

    def folder(given: str) -> Path:
        path = Path(given).absolute()
        if ".." in path.parts:
            path = path.resolve()
        if not given or not path.name:
            raise argparse.ArgumentTypeError("a folder with a name is needed")
        return path

    parser.add_argument(
        "--data-dir", type=folder, metavar="FOLDER", help="keep settings and the journal here"
    )
    parser.add_argument(
        "--journal", type=folder, metavar="FOLDER", help="open the journal kept in this folder"
    )
    parser.add_argument(
        "copy", type=Path, nargs="?", metavar="FILE.coprod", help="look at this copy of a journal"
    )
    read = parser.parse_args(arguments)
    return Options(read.data_dir, read.journal, read.copy)
