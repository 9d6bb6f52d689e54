"""Copies in the window: saved, opened, looked into by keys alone, and put in the journal's place."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.app import Options, build
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.copies.page import CopyPage
from coprod_desktop.ui.shell.file_open import FileOpening, watch
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_under
from tests.support.finding import described
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.support.scripted_ask import ScriptedAsk
from tests.support.waiting import until
from tests.ui.shell.conftest import Program

OLD, NEW = "hollyhocks by the shelter", "written since then"
OTHER = "quite another one"


class Visit:
    """A program with a journal and a copy of it, by what a person reads and presses."""

    def __init__(self, program: Program, file: Path) -> None:
        self.program, self.file = program, file
        self.window, self.ask = program.window, program.ask
        self.data = program.unlocking.folder.parent.parent

    @property
    def page(self) -> CopyPage:
        return self.window.pages.copy()

    @property
    def said(self) -> str:
        """What stands above the page; nothing when it was closed."""
        return self.window.told.words if self.window.told.isVisible() else ""

    def open(self, file: Path | None = None) -> None:
        self.window.open_copy(file or self.file)
        self.program.settle()

    def press(self, words: str) -> None:
        found = [b for b in self.window.findChildren(Button) if b.text() == words and b.isVisible()]
        assert len(found) == 1, words
        found[0].click()
        self.program.settle()

    def look_inside(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase where the focus is, and press Enter."""
        self.program.types(passphrase)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.program.settle()

    def shown(self) -> str:
        """Every word in the window."""
        texts = [w.text() for w in self.window.findChildren(QLabel)]
        return "\n".join([*texts, *(w.toPlainText() for w in self.window.findChildren(QTextEdit))])

    def journal_says(self) -> list[str]:
        """The excerpts of the journal that is open."""
        return [row.excerpt for row in self.program.unlocking.vault.entries.rows()]


@pytest.fixture
def visit(program: Program, tmp_path: Path) -> Visit:
    """A copy was saved by the menu, and something was written since; the journal is open."""
    program.make_journal()
    program.unlocking.vault.entries.put(note(1, OLD))
    (tmp_path / "stick").mkdir()
    program.ask.will_say(tmp_path / "stick" / "copy.coprod")
    program.window.menus.save_copy.emit()
    program.settle()
    program.unlocking.vault.entries.put(note(2, NEW))
    program.window.activateWindow()
    return Visit(program, tmp_path / "stick" / "copy.coprod")


# ------------------------------------------------------------------ saving
def offered(program: Program, words: str) -> bool:
    menus = [a.menu() for a in program.window.menuBar().actions()]
    actions = [a for menu in menus for a in menu.actions()]  # type: ignore[attr-defined]  # typed as object
    return bool(next(a.isEnabled() for a in actions if a.text().replace("&", "") == words))


def test_the_menu_offers_what_can_be_done(program: Program) -> None:
    save, opened = "Save a copy of my journal…", "Open a copy…"
    assert (offered(program, save), offered(program, opened)) == (False, True)
    program.make_journal()
    assert (offered(program, save), offered(program, opened)) == (True, True)
    program.lock()
    assert (offered(program, save), offered(program, opened)) == (False, True)


def test_saving_suggests_a_name_without_private_words_and_tells_where_it_is(visit: Visit) -> None:
    assert visit.ask.asked[0].startswith("Save a copy of my journal: Journal copy 20")
    assert visit.ask.asked[0].endswith(".coprod")
    assert visit.said.startswith("Saved as copy.coprod. It was opened again and checked.")
    visit.press("Show in folder")
    assert visit.ask.shown_folders == [visit.file]
    visit.press("Close this message")
    assert visit.said == ""
    assert words_under(visit.file.parent, [OLD, PASSPHRASE]) == []


def test_the_message_goes_when_one_goes_elsewhere(visit: Visit) -> None:
    visit.window.journey.go(Tab.JOURNAL)
    assert visit.said == ""
    visit.program.settle()


def test_the_ending_is_added_and_another_file_is_replaced_only_if_that_is_wanted(visit: Visit) -> None:
    before = visit.file.read_bytes()
    for answer in (False, True):
        visit.ask.will_say(visit.file.with_suffix(""), answer)
        visit.window.menus.save_copy.emit()
        visit.program.settle()
        assert visit.ask.asked[-1] == "There is a file of that name already"
        assert (visit.file.read_bytes() != before) is answer


def test_what_keeps_a_copy_from_being_saved_is_told(visit: Visit, tmp_path: Path) -> None:
    visit.ask.will_say(tmp_path / "pulled out" / "copy.coprod")
    visit.window.menus.save_copy.emit()
    visit.program.settle()
    assert visit.said.startswith("The folder you chose is not there any more")
    visit.ask.will_say(None)
    visit.window.menus.save_copy.emit()
    assert visit.said == ""


def test_the_settings_offer_both_as_well(visit: Visit) -> None:
    visit.window.journey.show_settings()
    visit.window.pages.settings()._choose(1)
    visit.ask.will_say(None, visit.file)
    visit.press("Save a copy of my journal…")
    visit.press("Open a copy…")
    assert visit.program.shows(visit.page)
    visit.program.lock()
    visit.window.journey.show_settings()
    visit.window.pages.settings()._choose(1)
    buttons = [b.text() for b in visit.window.findChildren(Button) if b.isVisible()]
    assert "Open a copy…" in buttons and "Save a copy of my journal…" not in buttons


# ------------------------------------------------------------------ looking
def test_what_is_being_written_is_saved_before_a_copy_is_shown(visit: Visit) -> None:
    reflect = visit.window.pages.reflect()
    reflect.reflect_on("values-1")
    visit.program.settle()
    visit.window.journey.go(Tab.REFLECT)
    assert reflect.wizard is not None
    reflect.wizard.question_page.noticed.setFocus()
    visit.program.types("half a sentence")
    visit.open()
    vault = visit.program.unlocking.vault
    drafts = [vault.drafts.get_reflection(row.id) for row in vault.drafts.rows()]
    assert [draft.answers[0].noticed for draft in drafts] == ["half a sentence"]
    assert visit.program.unlocking.is_unlocked


def test_a_copy_is_looked_into_by_keys_alone(visit: Visit) -> None:
    visit.open()
    assert visit.program.shows(visit.page)
    assert "A copy of your journal" in visit.shown()
    assert "It belongs to the journal on this computer." in visit.shown()
    assert OLD not in visit.shown()
    visit.look_inside()
    inside = visit.page.inside
    assert QApplication.focusWidget() is inside.list
    assert inside.held.words.startswith("1 entry. Last change: Wednesday 18 November 2026")
    assert OLD in visit.shown() and NEW not in visit.shown()
    QTest.keyClick(inside.list, Qt.Key.Key_Return)
    visit.program.settle()
    title = inside.reader.title
    assert title is not None and QApplication.focusWidget() is title
    assert {b.text() for b in inside.reader.findChildren(Button)}.isdisjoint({"Edit", "To talk about"})
    assert "Note" not in visit.window.windowTitle() + visit.window.status.words
    QTest.keyClick(title, Qt.Key.Key_Escape)
    visit.program.settle()
    assert visit.program.shows(visit.window.pages.recipe)
    assert not visit.program.window.journey._parts.copies.is_open


def test_everything_that_takes_keys_has_a_name(visit: Visit) -> None:
    def nameless() -> list[QWidget]:
        widgets = [w for w in visit.page.findChildren(QWidget) if w.isVisible()]
        return [w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus and not described(w).name]

    visit.open()
    assert nameless() == []
    visit.look_inside()
    assert nameless() == []


def test_one_pane_in_a_small_window(visit: Visit) -> None:
    visit.window.resize(683, 384)
    visit.open()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert not field.visibleRegion().isEmpty(), "what has the focus can be seen"
    visit.look_inside()
    inside = visit.page.inside
    assert inside.list.isVisible() and not inside.reader.isVisible()
    QTest.keyClick(inside.list, Qt.Key.Key_Return)
    visit.program.settle()
    assert inside.reader.isVisible() and not inside.list.isVisible()
    assert QApplication.focusWidget() is inside.reader.back_button
    inside.reader.back_button.click()
    assert QApplication.focusWidget() is inside.list


def test_a_wrong_passphrase_may_be_that_of_another_day(visit: Visit) -> None:
    visit.open()
    visit.look_inside("not that one")
    assert "That passphrase didn't open the copy." in visit.shown()
    assert "the day it was made" in visit.shown()
    visit.press("Use my recovery code")
    visit.look_inside(visit.program.unlocking.recovery_code())
    assert OLD in visit.shown()


def test_an_empty_copy_says_so(program: Program, tmp_path: Path) -> None:
    program.make_journal()
    program.ask.will_say(tmp_path / "copy.coprod")
    program.window.menus.save_copy.emit()
    program.settle()
    visit = Visit(program, tmp_path / "copy.coprod")
    program.window.activateWindow()
    visit.open()
    visit.look_inside()
    assert "No entries." in visit.shown()
    assert "There is no finished entry in this copy." in visit.shown()
    assert QApplication.focusWidget() is visit.page.inside.close_button


def test_lock_closes_the_copy_and_wipes_it(visit: Visit) -> None:
    visit.open()
    visit.look_inside()
    assert (visit.data / "open-copies").exists()
    page = visit.page
    visit.program.lock()
    assert OLD not in visit.shown()
    assert page.inside.reader.entry is None and page._rows.is_empty
    assert not (visit.data / "open-copies").exists()
    assert not visit.program.unlocking.is_unlocked


def test_lock_closes_a_copy_also_where_the_journal_is_locked(visit: Visit) -> None:
    visit.program.lock()
    assert not offered(visit.program, "Lock")
    visit.open()
    assert not offered(visit.program, "Lock"), "nothing is open yet"
    visit.look_inside()
    assert offered(visit.program, "Lock")
    visit.program.lock()
    assert visit.window.status.words == "The copy is closed."
    assert not offered(visit.program, "Lock")
    assert OLD not in visit.shown()


def test_going_elsewhere_closes_the_copy(visit: Visit) -> None:
    visit.open()
    visit.look_inside()
    visit.window.journey.go(Tab.JOURNAL)
    visit.program.settle()
    assert not visit.window.journey._parts.copies.is_open
    assert not (visit.data / "open-copies").exists()
    assert visit.program.unlocking.is_unlocked


def test_closing_the_window_closes_the_copy(visit: Visit) -> None:
    visit.program.lock()
    visit.open()
    visit.look_inside()
    visit.program.quit()
    assert not (visit.data / "open-copies").exists()


def test_another_copy_takes_the_first_one_s_place(visit: Visit) -> None:
    visit.open()
    visit.look_inside()
    second = shutil.copy(visit.file, visit.file.with_name("second.coprod"))
    visit.open(Path(second))
    assert OLD not in visit.shown()
    assert "second.coprod" in visit.shown()
    visit.look_inside()
    assert OLD in visit.shown()


# ------------------------------------------------------------------ what is no copy
def _cut(file: Path) -> Path:
    file.write_bytes(file.read_bytes()[:-5000])
    return file


def _flip(file: Path) -> Path:
    data = bytearray(file.read_bytes())
    data[9000] ^= 1
    file.write_bytes(data)
    return file


def _newer(file: Path) -> Path:
    data = file.read_bytes()
    file.write_bytes(data[:19] + b"\x02" + data[20:])
    return file


def _something_else(file: Path) -> Path:
    file.write_bytes(b"%PDF-1.7")
    return file


@pytest.mark.parametrize(
    ("act", "what", "what_next"),
    [
        (_cut, "This copy is cut short", "Use another copy if you have one"),
        (_flip, "This copy was changed or damaged", "Use another copy if you have one"),
        (_newer, "made by a newer version of the program", "Install the newest version"),
        (_something_else, "This file is not a copy of a journal", "Choose another file."),
        (lambda file: file.with_name("gone.coprod"), "There is no file here", "connect that"),
        (lambda file: file.parent, "The computer could not read this file", "Check that you may read it."),
    ],
)
def test_the_window_opens_as_usual_and_says_what_to_do(
    visit: Visit, act: Callable[[Path], Path], what: str, what_next: str
) -> None:
    file = act(visit.file)
    before = file.read_bytes() if file.is_file() else b""
    visit.open(file)
    assert visit.program.shows(visit.window.pages.recipe)
    assert what in visit.said and what_next in visit.said
    assert not file.is_file() or file.read_bytes() == before
    assert visit.journal_says() == [NEW, OLD]


def test_a_newer_journal_in_a_copy_is_told_on_its_page(visit: Visit) -> None:
    below = visit.program.unlocking.vault._connection
    below.set_number("user_version", 99)
    visit.ask.will_say(visit.file.with_name("newer.coprod"))
    visit.window.menus.save_copy.emit()
    visit.program.settle()
    below.set_number("user_version", 1)
    before = visit.file.with_name("newer.coprod").read_bytes()
    visit.open(visit.file.with_name("newer.coprod"))
    visit.look_inside()
    assert visit.program.shows(visit.page)
    notice = visit.page.facts_page.trouble
    assert notice.isVisible() and "written by a newer version of the program" in notice.words
    assert visit.file.with_name("newer.coprod").read_bytes() == before
    assert visit.journal_says() == [NEW, OLD]


def test_a_file_that_is_no_copy_closes_the_one_that_is_open(visit: Visit) -> None:
    visit.open()
    visit.look_inside()
    visit.open(_something_else(visit.file.with_name("letter.coprod")))
    assert OLD not in visit.shown()
    assert visit.program.shows(visit.window.pages.recipe)
    assert "not a copy" in visit.said


# ------------------------------------------------------------------ putting it in place
def test_nothing_happens_without_a_yes(visit: Visit) -> None:
    visit.open()
    visit.look_inside()
    visit.ask.will_say(False)
    visit.press("Put it in place of my journal")
    assert visit.journal_says() == [NEW, OLD]
    assert visit.program.shows(visit.page)


def test_the_copy_takes_the_journal_s_place(visit: Visit) -> None:
    visit.program.unlocking.change_passphrase(OTHER)
    visit.open()
    visit.look_inside()
    visit.ask.will_say(True)
    visit.press("Put it in place of my journal")
    assert visit.ask.asked[-1] == "Put this copy in place of your journal?"
    assert visit.journal_says() == [OLD]
    assert visit.program.shows(visit.window.pages.journal())
    (aside,) = (path for path in visit.program.unlocking.folder.parent.iterdir() if "set aside" in path.name)
    assert "set aside whole" in visit.said and str(aside) in visit.said
    kept = Vault.open(aside, OTHER, kdf=CHEAP)
    assert [row.excerpt for row in kept.entries.rows()] == [NEW, OLD]
    kept.close()
    visit.program.lock()
    visit.program.unlocking.unlock(PASSPHRASE)  # that of the copy's day
    assert not (visit.data / "open-copies").exists()


def test_what_is_typed_goes_with_the_journal_that_is_set_aside(visit: Visit) -> None:
    journal = visit.window.pages.journal()
    visit.window.journey.go(Tab.JOURNAL)
    journal.new_note()
    visit.program.settle()
    visit.program.types("on the way")
    visit.open()
    visit.look_inside()
    visit.ask.will_say(True)
    visit.press("Put it in place of my journal")
    assert visit.program.unlocking.vault.drafts.rows() == []
    (aside,) = (path for path in visit.program.unlocking.folder.parent.iterdir() if "set aside" in path.name)
    kept = Vault.open(aside, PASSPHRASE, kdf=CHEAP)
    draft = kept.drafts.get_note(kept.drafts.rows()[0].id)
    kept.close()
    assert "on the way" in draft.title + draft.body


def test_a_copy_that_was_opened_by_its_code_leads_to_a_new_passphrase(visit: Visit) -> None:
    code = visit.program.unlocking.recovery_code()
    visit.program.lock()
    visit.open()
    visit.press("Use my recovery code")
    visit.look_inside(code)
    visit.ask.will_say(True)
    visit.press("Put it in place of my journal")
    assert visit.window.passphrase_notice.isVisible()


def test_while_another_program_has_the_journal_nothing_changes(visit: Visit) -> None:
    visit.program.lock()
    visit.open()
    visit.look_inside()
    other = Vault.open(visit.program.unlocking.folder, PASSPHRASE, kdf=CHEAP)
    visit.ask.will_say(True)
    visit.press("Put it in place of my journal")
    assert "already open in another window" in visit.said
    assert visit.program.shows(visit.page) and OLD in visit.shown(), "the copy is still open"
    other.close()
    visit.ask.will_say(True)
    visit.press("Put it in place of my journal")
    assert visit.journal_says() == [OLD]


def test_where_there_is_no_journal_the_copy_becomes_it(
    visit: Visit, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    ask = ScriptedAsk()
    window = build(qapp, Options(tmp_path / "new computer", copy=visit.file), ask, kdf=CHEAP)
    other = Visit(Program(window, ask, qtbot), visit.file)
    window.show()
    window.activateWindow()
    other.program.settle()
    qtbot.waitUntil(window.isActiveWindow)
    assert "There is no journal on this computer yet." in other.shown()
    until(lambda: isinstance(QApplication.focusWidget(), QLineEdit), "the field to have the focus")
    other.look_inside()
    ask.will_say(True)
    other.press("Use it as my journal")
    assert ask.asked == ["Use this copy as your journal?"]
    assert other.journal_says() == [OLD]
    assert other.said.startswith("Your journal is now the one of")
    other.program.quit()
    window.deleteLater()


def test_a_copy_of_another_journal_is_told_from_one_s_own(visit: Visit, tmp_path: Path) -> None:
    stranger = Unlocking(tmp_path / "stranger", CHEAP)
    stranger.create(PASSPHRASE, stranger.new_secret(), recovery_confirmed=False)
    stranger.vault.save_copy(
        tmp_path / "theirs.coprod", made=note(1).changed, rooms=tmp_path / "rooms", kdf=CHEAP
    )
    stranger.lock()
    visit.open(tmp_path / "theirs.coprod")
    assert "A copy of another journal" in visit.shown()
    assert "It does not belong to the journal on this computer" in visit.shown()


# ------------------------------------------------------------------ from the system
def test_a_file_that_the_system_hands_over_is_opened(visit: Visit) -> None:
    visit.window._opening.eventFilter(visit.window, QFileOpenEvent(str(visit.file)))
    visit.program.settle()
    assert visit.program.shows(visit.page)


def test_only_a_mac_hands_files_over(qapp: QApplication, qtbot: QtBot) -> None:
    heard: list[Path] = []
    for platform in ("linux", "win32", "darwin"):
        opening = FileOpening()
        opening.wanted.connect(heard.append)
        watch(opening, platform)
        QApplication.sendEvent(qapp, QFileOpenEvent(f"/somewhere/{platform}.coprod"))
        QApplication.sendEvent(qapp, QEvent(QEvent.Type.User))
        qapp.removeEventFilter(opening)
    assert heard == [Path("/somewhere/darwin.coprod")]


def test_what_a_crash_left_is_swept_at_the_start(program: Program, qapp: QApplication, qtbot: QtBot) -> None:
    program.make_journal()
    program.lock()
    folder = program.unlocking.folder
    left = folder.parent.parent / "open-copies" / "left"
    left.mkdir(parents=True)
    (left / "journal.db").write_bytes(b"x")
    folder.rename(folder.with_name("Journal.arrived"))  # as a crash between the two renames leaves it
    window = build(qapp, Options(folder.parent.parent), ScriptedAsk(), kdf=CHEAP)
    window.show()
    qtbot.waitUntil(lambda: window.journey._parts.jobs.is_idle)
    assert not left.parent.exists()
    assert folder.exists()
    window.close()
    window.deleteLater()


@pytest.mark.skipif(sys.platform == "win32", reason="a running program's lock file cannot be unlinked there")
def test_a_start_with_nothing_left_looks_and_does_no_more(program: Program) -> None:
    assert not program.window.journey._parts.copies.is_anything_left
    assert not (program.unlocking.folder.parent.parent / "open-copies").exists()
