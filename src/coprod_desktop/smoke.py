"""``--smoke``: the main job, gone through by the program itself in a fresh folder, to prove a build.

It makes the real window (without a screen where there is none), creates a journal, reflects on every
question, saves, starts itself anew, unlocks with the passphrase and with the recovery code, searches, exports
PDF and Word, saves a copy and makes a journal of it elsewhere, and checks the file. It prints a line for each
thing it did and touches nobody's journal.
"""

from __future__ import annotations

import io
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_desktop import __version__

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from coprod_desktop.services.unlocking import Unlocking

MakeWindow = Callable[["QApplication", Path], "QWidget"]
"""Builds the program's window around a data folder, not yet shown."""

FLAG = "--smoke"
AGAIN = "--again"
REPORT = "smoke.txt"
WORD_TO_FIND = "listened"
PATIENCE_SECONDS = 60.0


class SmokeError(Exception):
    """Something did not happen; the text says what."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What the second start is handed through a pipe: both ways into the journal."""

    passphrase: str
    code: str


class Teller:
    """Says each thing that was done: to standard output, and to a file where a window has none."""

    def __init__(self, report: Path) -> None:
        self._report = report

    def say(self, line: str) -> None:
        """Tell one thing."""
        with self._report.open("a", encoding="utf-8") as report:
            report.write(f"{line}\n")
        if sys.stdout is not None:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def main(arguments: Sequence[str], make_window: MakeWindow) -> int:
    """Go through the main job; 0 when all of it worked.

    ``arguments`` may name a folder that is empty or not there yet: the journal, the exports and
    ``smoke.txt`` are left in it to be looked at. Without one, nothing is left.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if list(arguments[:1]) == [AGAIN]:
        return _told(Path(arguments[1]), lambda folder, tell: _second_start(folder, tell, make_window))
    if arguments:
        folder = Path(arguments[0]).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise SystemExit("--smoke wants a folder with nothing in it")
        return _told(folder, lambda place, tell: _first_start(place, tell, make_window))
    with tempfile.TemporaryDirectory(prefix="coprod-smoke-", ignore_cleanup_errors=True) as place:
        return _told(Path(place), lambda own, tell: _first_start(own, tell, make_window))


def _told(folder: Path, job: Callable[[Path, Teller], None]) -> int:
    """Do one start's job, and tell how it ended."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    tell = Teller(folder / REPORT)
    try:
        check_environment()
        job(folder, tell)
    except Exception as error:  # noqa: BLE001 - a windowed program on Windows would show it in a window and wait
        tell.say(f"FAILED: {type(error).__name__}: {error}")
        return 1
    return 0


def check_environment() -> None:
    """On Linux a browser that the frozen program opens must not be led to the libraries in its folder.

    Raises:
        SmokeError: a variable still names the folder.
    """
    own = f"{Path(sys.executable).parent}{os.sep}"
    if getattr(sys, "frozen", False) and sys.platform == "linux":
        for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
            if own in os.environ.get(name, ""):
                raise SmokeError(f"{name} leads other programs to {own}")


def _first_start(folder: Path, tell: Teller, make_window: MakeWindow) -> None:
    from coprod_desktop.services.places import journal_folder
    from coprod_desktop.services.unlocking import Unlocking

    frozen = "frozen" if getattr(sys, "frozen", False) else "from source"
    tell.say(f"Co-production Companion {__version__}, {frozen}, {sys.platform}")
    data = folder / "data"
    _show_window(data, tell, make_window)
    unlocking = Unlocking(journal_folder(data))
    secret = unlocking.new_secret()
    keys = Keys(" ".join(secrets.token_hex(2) for _ in range(4)), secret.recovery_code())
    unlocking.create(keys.passphrase, secret, recovery_confirmed=True)
    tell.say("created a journal with a passphrase and a recovery code")
    _require_private(unlocking.folder, tell)
    _reflect(unlocking, tell)
    _write_a_note(unlocking, tell)
    unlocking.lock()
    tell.say("locked it")
    _start_again(folder, keys, tell)


def _require_private(folder: Path, tell: Teller) -> None:
    """See that modes, or on Windows an access list, keep other people out of a journal's folder."""
    from coprod_desktop.services.places import is_open_to_others
    from coprod_desktop.vault.windows_access import lets_others_in, stays_here

    if sys.platform == "win32" and not stays_here(folder):
        return  # a place that may be carried to another computer is left as it is
    if lets_others_in(folder) if sys.platform == "win32" else is_open_to_others(folder):
        raise SmokeError("other people of this computer can read the journal's folder")
    tell.say("its folder is for its owner alone")


def _show_window(data: Path, tell: Teller, make_window: MakeWindow) -> None:
    """The program's own window is shown, draws more than one colour, and closes."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication, QMenuBar

    app = QApplication(sys.argv[:1])
    window = make_window(app, data)
    window.show()
    ends = time.monotonic() + PATIENCE_SECONDS
    while (colours := _colours(window)) < 3 and time.monotonic() < ends:
        app.processEvents()
    if colours < 3:
        raise SmokeError("the window drew nothing")
    menus = window.findChild(QMenuBar)
    if menus is None or menus.font() != app.font():  # Windows and macOS have fonts of their own for menus
        raise SmokeError("the menus are not in the chosen typeface and size")
    platform = QGuiApplication.platformName()
    tell.say(f"showed the window ({platform}, {window.width()}×{window.height()})")
    window.close()
    window.deleteLater()
    app.processEvents()


def _colours(window: QWidget) -> int:
    """How many colours stand on a coarse grid over the window."""
    picture = window.grab().toImage()
    across, down = range(0, picture.width(), 16), range(0, picture.height(), 16)
    return len({picture.pixel(x, y) for x in across for y in down})


def _reflect(unlocking: Unlocking, tell: Teller) -> None:
    """All questions of the litmus test, each saved on the way, then kept."""
    from coprod_desktop.content.loader import load
    from coprod_desktop.domain import reflection as wizard
    from coprod_desktop.domain.entries import NextStep, QuestionSet, Rating
    from coprod_desktop.resources import resource
    from coprod_desktop.services.clock import system_clock
    from coprod_desktop.services.reflecting import Reflecting

    reflecting = Reflecting(unlocking, load(resource("content", "en-GB")), system_clock)
    draft = reflecting.begin(QuestionSet.ALL)
    for number, asked in enumerate(draft.answers, 1):
        said = replace(
            asked,
            noticed=f"Question {number}: I **{WORD_TO_FIND}** before I spoke. Ünïcödé, 日本語, العربية.",
            rating=Rating.GETTING_THERE,
            step=NextStep("Ask who is not in the room."),
        )
        draft = wizard.forward(wizard.with_answer(draft, said))
        reflecting.save(draft)
    if len(reflecting.drafts()) != 1:
        raise SmokeError("the draft was not found again")
    kept = reflecting.keep(wizard.with_look_over(draft, "Slow down.", to_talk_about=True))
    if reflecting.drafts():
        raise SmokeError("the draft was not taken away")
    tell.say(f'reflected on {len(draft.answers)} questions, saved each, kept "{kept.title}"')


def _write_a_note(unlocking: Unlocking, tell: Teller) -> None:
    from coprod_desktop.services.clock import system_clock
    from coprod_desktop.services.journalling import Journalling

    journalling = Journalling(unlocking, system_clock)
    draft = replace(journalling.new_note(), body="We had *tea* and talked.")
    journalling.save_note(draft)
    journalling.keep_note(draft, "A note")
    tell.say("kept a note")


def _start_again(folder: Path, keys: Keys, tell: Teller) -> None:
    """Start this program anew as its own child, with the keys on its standard input."""
    start = (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "coprod_desktop"]
    )
    tell.say("starting again")
    done = subprocess.run(
        [*start, FLAG, AGAIN, str(folder)],
        input=json.dumps({"passphrase": keys.passphrase, "code": keys.code}).encode(),
        capture_output=True,
        timeout=10 * PATIENCE_SECONDS,
    )
    if done.stderr and sys.stderr is not None:
        sys.stderr.write(done.stderr.decode("utf-8", "replace"))
    if sys.stdout is not None:
        sys.stdout.write(done.stdout.decode("utf-8", "replace").replace("\r\n", "\n"))
        sys.stdout.flush()
    if done.returncode:
        raise SmokeError(f"the second start ended with {done.returncode}")
    tell.say("all of it worked")


def _second_start(folder: Path, tell: Teller, make_window: MakeWindow) -> None:
    from coprod_desktop.services.places import journal_folder
    from coprod_desktop.services.unlocking import LockState, Unlocking

    told = json.loads(_read_all())
    keys = Keys(told["passphrase"], told["code"])
    data = folder / "data"
    _show_window(data, tell, make_window)
    unlocking = Unlocking(journal_folder(data))
    if unlocking.state() is not LockState.LOCKED:
        raise SmokeError("the journal is not there, or not locked")
    _refuse_another(unlocking, keys)
    tell.say("refused a wrong passphrase")
    unlocking.unlock(keys.passphrase)
    tell.say("unlocked with the passphrase")
    unlocking.lock()
    unlocking.unlock_with_recovery_code(keys.code)
    tell.say("unlocked with the recovery code")
    _search(unlocking, tell)
    _export(unlocking, folder, tell)
    _put_on_paper(folder, tell)
    _copy(unlocking, folder, keys, tell)
    unlocking.lock()
    _check_file(journal_folder(data), keys.code, tell)


def _read_all() -> bytes:
    """Standard input as bytes; a windowed program on Windows has no ``sys.stdin``."""
    if sys.stdin is not None:
        return sys.stdin.buffer.read()
    with open(0, "rb", closefd=False) as source:
        return source.read()


def _refuse_another(unlocking: Unlocking, keys: Keys) -> None:
    from coprod_desktop.vault.errors import WrongPassphrase

    try:
        unlocking.unlock(f"{keys.passphrase}!")
    except WrongPassphrase:
        return
    raise SmokeError("a wrong passphrase was not refused")


def _search(unlocking: Unlocking, tell: Teller) -> None:
    from coprod_desktop.services.clock import system_clock
    from coprod_desktop.services.journalling import Journalling

    found = Journalling(unlocking, system_clock).find(WORD_TO_FIND)
    if len(found) != 1:
        raise SmokeError(f"the search found {len(found)} entries instead of 1")
    tell.say(f'searched for "{WORD_TO_FIND}" and found it')


def _export(unlocking: Unlocking, folder: Path, tell: Teller) -> None:
    """Both formats of everything, through the child that typesets."""
    from coprod_desktop.content.loader import load
    from coprod_desktop.export.formats import Format
    from coprod_desktop.resources import resource
    from coprod_desktop.services.clock import system_clock
    from coprod_desktop.services.exporting import Exporting
    from coprod_desktop.services.journalling import Journalling

    recipe = load(resource("content", "en-GB"))
    exporting = Exporting(Journalling(unlocking, system_clock), recipe, system_clock)
    report = exporting.report([row.id for row in exporting.choices().rows])
    for wanted in Format:
        saved = exporting.save(report, wanted, folder / "For supervision")
        pages = f", {saved.pages} pages" if saved.pages else ""
        tell.say(f"exported {saved.path.name} ({saved.path.stat().st_size // 1024} KiB{pages})")


def _put_on_paper(folder: Path, tell: Teller) -> None:
    """The recipe on one page, and what a printer would be handed."""
    from PySide6.QtPrintSupport import QPrinter  # that it is carried

    from coprod_desktop.content.loader import load
    from coprod_desktop.export.formats import Format
    from coprod_desktop.export.sheet import Wish
    from coprod_desktop.resources import resource
    from coprod_desktop.services.clock import system_clock
    from coprod_desktop.services.sheets import Sheets

    sheets = Sheets(load(resource("content", "en-GB")), system_clock)
    sheet = sheets.sheet(Wish())
    saved = sheets.save(sheet, Format.PDF, folder / "Recipe")
    if saved.pages != 1 or len(sheets.for_printer(sheet, 72.0)) != 1 or QPrinter.outputFormat is None:
        raise SmokeError("the recipe is not on one page")
    tell.say(f"put the recipe on paper ({saved.path.stat().st_size // 1024} KiB, 1 page)")


def _copy(unlocking: Unlocking, folder: Path, keys: Keys, tell: Teller) -> None:
    """A copy in one file, opened where no journal is and put in place there; all of that is removed again."""
    from coprod_desktop.services.clock import system_clock
    from coprod_desktop.services.copies import Copies
    from coprod_desktop.services.places import journal_folder, rooms_folder
    from coprod_desktop.services.unlocking import Unlocking

    place = folder / "elsewhere"
    place.mkdir()
    here = Copies(unlocking, rooms_folder(folder / "data"), system_clock)
    path = here.save(place / here.suggested_name()).path
    kept = len(unlocking.vault.entries.rows())
    arrived = Unlocking(journal_folder(place))
    there = Copies(arrived, rooms_folder(place), system_clock)
    facts = there.look(path)
    there.unlock(keys.passphrase)
    if there.holdings().entries != kept or len(there.find(WORD_TO_FIND)) != 1:
        raise SmokeError("the copy does not hold what the journal holds")
    there.put_in_place(facts)
    if not arrived.is_unlocked or len(arrived.vault.entries.rows()) != kept:
        raise SmokeError("the copy did not become a journal")
    arrived.lock()
    size = path.stat().st_size
    shutil.rmtree(place)  # fails on Windows where a file in it was not let go of
    tell.say(f"saved a copy and opened it ({size // 1024} KiB)")


def _check_file(folder: Path, code: str, tell: Teller) -> None:
    """Every page decrypts and fits, and nothing of it can be read without the key."""
    from coprod_desktop.vault.connection import Connection
    from coprod_desktop.vault.keys import JournalSecret, database_key
    from coprod_desktop.vault.look import JOURNAL_NAME, read_vault_id

    journal = folder / JOURNAL_NAME
    vault_id = read_vault_id(journal)
    connection = Connection(journal, database_key(JournalSecret.from_recovery_code(code), vault_id), vault_id)
    try:
        answer = connection.read("PRAGMA integrity_check")
    finally:
        connection.close()
    if [tuple(row) for row in answer] != [("ok",)]:
        raise SmokeError(f"the integrity check said {answer!r}")
    if any(WORD_TO_FIND.encode() in path.read_bytes() for path in folder.iterdir() if path.is_file()):
        raise SmokeError("a word can be read in the journal's files")
    tell.say("checked the file: it is whole, and no word can be read in it")
