"""A copy in the journal's place, by the window; and files that are no copies, or whole ones no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coprod_desktop.app import Options, build
from coprod_desktop.services.copy_facts import CopyFacts, Whose
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.copies.words import put_question
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.vault.vault import Vault
from tests.support.forging import forged_copy
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.support.scripted_ask import ScriptedAsk
from tests.support.waiting import until
from tests.ui.shell.conftest import Program
from tests.ui.shell.visit import NEW, OLD, Visit

OTHER = "quite another one"


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
    other = Visit(Program(window, ask, qtbot, visit.program.speech), visit.file)
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


@pytest.mark.parametrize("held", [False, True])
def test_a_window_that_is_closed_meanwhile_closes_after_it(visit: Visit, held: bool) -> None:
    visit.program.lock()
    visit.open()
    visit.look_inside()
    other = Vault.open(visit.program.unlocking.folder, PASSPHRASE, kdf=CHEAP) if held else None
    visit.ask.will_say(True)
    visit.page.inside.put_button.click()
    visit.window.close()
    visit.program.bot.waitUntil(lambda: not visit.window.isVisible())
    if other is not None:
        other.close()
    assert not (visit.data / "open-copies").exists()
    vault = Vault.open(visit.program.unlocking.folder, PASSPHRASE, kdf=CHEAP)
    assert [row.excerpt for row in vault.entries.rows()] == ([NEW, OLD] if held else [OLD])
    vault.close()


def test_a_copy_of_another_journal_is_told_from_one_s_own(visit: Visit, tmp_path: Path) -> None:
    stranger = Unlocking(tmp_path / "stranger", CHEAP)
    stranger.create(PASSPHRASE, stranger.new_secret(), recovery_confirmed=False)
    stranger.vault.save_copy(
        tmp_path / "theirs.coprod", made=note(1).changed, rooms=tmp_path / "rooms", kdf=CHEAP
    )
    stranger.lock()
    visit.open(tmp_path / "theirs.coprod")
    assert "It seems to be a copy of another journal" in visit.shown()
    visit.look_inside()
    assert visit.page.inside.heading.words.startswith("A copy of another journal, from ")


def test_a_copy_that_only_bears_the_mark_of_the_journal_is_told_once_it_is_open(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.open(forged_copy(visit.program.unlocking, tmp_path, monkeypatch))
    assert "It seems to be a copy of the journal on this computer." in visit.shown()
    visit.look_inside()
    assert visit.page.inside.heading.words.startswith("A copy of another journal, from ")
    visit.ask.will_say(False)
    visit.press("Put it in place of my journal")
    assert visit.ask.asked[-1] == "Put a copy of another journal in place of yours?"
    assert visit.journal_says() == [NEW, OLD]


@pytest.mark.parametrize("whose", list(Whose))
def test_the_question_says_who_may_read_what_is_written_from_then_on(whose: Whose) -> None:
    asked = put_question(CopyFacts(Path("/x/copy.coprod"), NOW, 9, whose, b""), "/x")
    assert ("Whoever made it may be able to read" in asked.text) is (whose is not Whose.THIS)
