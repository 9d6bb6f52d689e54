"""Copies in the window: saved by the menu, opened, looked into by keys alone, and closed again."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.app import Options, build
from coprod_desktop.services.copy_facts import CopyFacts, Whose
from coprod_desktop.ui.copies.words import day_and_time
from coprod_desktop.ui.shell.file_open import FileOpening, watch
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.text import Text
from tests.support.bytes_on_disk import words_under
from tests.support.finding import described
from tests.support.journals import CHEAP, NOW, PASSPHRASE
from tests.support.scripted_ask import ScriptedAsk
from tests.support.waiting import until
from tests.ui.shell.conftest import Program
from tests.ui.shell.visit import NEW, OLD, Visit, offered


# ------------------------------------------------------------------ saving
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
    visit.press("Your journal")
    visit.ask.will_say(None, visit.file)
    visit.press("Save a copy of my journal…")
    visit.press("Open a copy…")
    assert visit.program.shows(visit.page)
    visit.program.lock()
    visit.window.journey.show_settings()
    visit.press("Your journal")
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


def test_an_entry_that_comes_twice_leaves_the_keys_where_they_are(visit: Visit) -> None:
    """It is fetched as it is chosen in the list, and again as it is opened."""
    visit.open()
    visit.look_inside()
    inside = visit.page.inside
    QTest.keyClick(inside.list, Qt.Key.Key_Return)
    qtbot = visit.program.bot
    qtbot.waitUntil(
        lambda: inside.reader.title is not None and QApplication.focusWidget() is inside.reader.title
    )
    read = inside._last_read
    assert read is not None
    inside.show_entry(read)
    visit.program.settle()
    assert QApplication.focusWidget() is inside.reader.title


def test_a_copy_is_looked_into_by_keys_alone(visit: Visit) -> None:
    visit.open()
    assert visit.program.shows(visit.page)
    assert "It seems to be a copy of the journal on this computer." in visit.shown()
    assert "It says it was made on" in visit.shown()
    assert "A copy of your journal" not in visit.shown(), "that is not known yet"
    assert OLD not in visit.shown()
    visit.look_inside()
    inside = visit.page.inside
    assert QApplication.focusWidget() is inside.list
    assert inside.heading.words.startswith("A copy of your journal, from ")
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
    until(lambda: not field.visibleRegion().isEmpty(), "what has the focus to come into sight")
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


def test_what_was_said_about_one_file_never_stands_over_another(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said() -> list[str]:
        labels = visit.page.facts_page.findChildren(Text)
        return [each.words for each in labels if "made on" in each.words or visit.file.name in each.words]

    def fails(_facts: object) -> str:
        raise OverflowError

    visit.open()
    assert len(said()) == 2
    with monkeypatch.context() as patch:
        patch.setattr("coprod_desktop.ui.copies.words.made_of", fails)
        with pytest.raises(OverflowError):
            visit.page.show_facts(CopyFacts(Path("/x/other.coprod"), NOW, 9, Whose.ANOTHER, b""))
    assert said() == []
    visit.open()
    visit.page.wipe()
    assert said() == []


@pytest.mark.parametrize("year", [1, 1969, 1970, 9999])
def test_a_moment_in_a_made_up_copy_can_be_told_in_any_year(year: int) -> None:
    for moment in (datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)):
        assert day_and_time(moment)


def test_the_name_of_a_file_cannot_turn_the_words_round(visit: Visit) -> None:
    turned = visit.file.rename(visit.file.with_name("from \u202eyour doctor.coprod"))
    visit.open(turned)
    assert "from \ufffdyour doctor.coprod" in visit.shown()
    visit.open(turned.with_name("gone \u2067.coprod"))
    assert "gone \ufffd.coprod" in visit.said
    assert "\u202e" not in visit.shown() and "\u2067" not in visit.said


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
    left = folder.parent.parent / "open-copies" / "0123456789abcdef"
    left.mkdir(parents=True)
    (left / "room.lock").touch()
    (left / "journal.db").write_bytes(b"x")
    folder.rename(folder.with_name("Journal.arrived"))  # as a crash between the two renames leaves it
    window = build(qapp, Options(folder.parent.parent), ScriptedAsk(), kdf=CHEAP)
    window.show()
    qtbot.waitUntil(lambda: window.journey._parts.jobs.is_idle)
    assert not left.parent.exists()
    assert folder.exists()
    window.close()
    window.deleteLater()


def test_a_start_with_nothing_left_looks_and_does_no_more(program: Program) -> None:
    assert not program.window.journey._parts.copies.is_anything_left
    assert not (program.unlocking.folder.parent.parent / "open-copies").exists()
