"""The journal's file goes while the window is open: it says so, keeps every word, and goes on by itself."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coprod_desktop.app import Options, build
from coprod_desktop.domain.entries import Note
from coprod_desktop.ui.journal.tab import JournalTab
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.keys import JournalSecret, database_key
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, PASSPHRASE, note
from tests.support.scripted_ask import ScriptedAsk
from tests.ui.shell.conftest import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")


@pytest.fixture
def writing(program: Program) -> JournalTab:
    """A journal with one entry, and a note under way that was saved as a draft."""
    program.make_journal()
    program.unlocking.vault.entries.put(note(1, "kettle"))
    program.window.journey.go(Tab.JOURNAL)
    journal = program.window.pages.journal()
    journal.new_note()
    types(program, journal, "first words")
    assert not journal.has_unsaved()
    return journal


def types(program: Program, journal: JournalTab, words: str) -> None:
    journal.editor.editor.set_markdown(words)
    journal.keeper.touch()
    journal.flush()
    program.settle()


def look(program: Program) -> str:
    """Look after the file, as is done every few seconds, and say what is in sight about it."""
    program.window.journey._file.watch.look()
    for _ in range(3):
        program.settle()
        QApplication.processEvents()
    notice = program.window.file_notice
    return notice.words if notice.isVisible() else ""


def drafts_in(folder: Path) -> list[str]:
    vault = Vault.open(folder, PASSPHRASE, kdf=CHEAP)
    try:
        return [vault.drafts.get_note(row.id).body for row in vault.drafts.rows()]
    finally:
        vault.close()


def test_gone_and_back(program: Program, writing: JournalTab) -> None:
    folder = program.unlocking.folder
    assert look(program) == ""
    away = folder.rename(folder.with_name("pulled out"))
    said = look(program)
    assert "The journal's folder is not there." in said
    assert "What you type stays in this window" in said
    types(program, writing, "more words")
    assert writing.has_unsaved()
    program.window.journey.go(Tab.RECIPE)
    assert look(program) == said, "it stays in sight on every page"
    program.window.journey.go(Tab.JOURNAL)
    assert writing.editor.editor.markdown().strip() == "more words"
    away.rename(folder)
    assert look(program) == ""
    assert program.window.status.words.startswith(("Your journal's file is there again", "Saved at"))
    program.settle()
    assert not writing.has_unsaved(), "saved at once, without a key pressed"
    program.lock()
    assert drafts_in(folder) == ["more words"]


def test_replaced_by_an_older_copy(program: Program, writing: JournalTab, tmp_path: Path) -> None:
    """The draft was never in the copy, and a later entry is not there: both are told and put right."""
    folder = program.unlocking.folder
    writing.keeper.leave()
    program.settle()
    older = (folder / "journal.db").read_bytes()
    program.unlocking.vault.entries.put(note(2, "teapot"))
    writing.new_note()
    types(program, writing, "a second note")
    (tmp_path / "arriving").write_bytes(older)
    shutil.move(tmp_path / "arriving", folder / "journal.db")
    assert look(program) == ""
    assert "was replaced by another program" in program.window.told.words
    program.settle()
    vault = program.unlocking.vault
    assert [row.id for row in vault.entries.rows()] == [note(1).id]
    assert sorted(vault.drafts.get_note(row.id).body for row in vault.drafts.rows()) == [
        "a second note",
        "first words",
    ]
    program.window.told.hide()
    look(program)
    assert not program.window.told.isVisible(), "it is told once"


@pytest.mark.parametrize("empty", [True, False])
def test_replaced_by_what_is_no_journal_of_ours(
    program: Program, writing: JournalTab, tmp_path: Path, empty: bool
) -> None:
    folder = program.unlocking.folder
    Vault.create(tmp_path / "other", PASSPHRASE, JournalSecret.random(), kdf=CHEAP).close()
    strange = b"" if empty else (tmp_path / "other" / "journal.db").read_bytes()
    mine = (folder / "journal.db").read_bytes()
    (folder / "arriving").write_bytes(strange)
    (folder / "arriving").replace(folder / "journal.db")
    assert ("is empty" if empty else "lies another journal now") in look(program)
    types(program, writing, "more words")
    writing.editor.back.emit()
    program.settle()
    assert writing.editor.isVisible() and writing.has_unsaved(), "nobody is led away from unsaved words"
    assert (folder / "journal.db").read_bytes() == strange
    (folder / "arriving").write_bytes(mine)
    (folder / "arriving").replace(folder / "journal.db")
    assert look(program) == ""
    program.settle()
    program.lock()
    assert drafts_in(folder) == ["more words"]


def test_lists_that_cannot_be_read_say_so(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut short in place, so that even the open file gives nothing: no empty journal is shown."""
    program.make_journal()
    program.unlocking.vault.entries.put(note(1, "kettle"))
    file = program.unlocking.folder / "journal.db"
    whole = file.read_bytes()
    file.write_bytes(b"")
    for tab in (Tab.JOURNAL, Tab.REFLECT):
        program.window.journey.go(tab)
        program.settle()
    journal = program.window.pages.journal()
    assert "is empty" in journal.browse.notice.words
    assert not journal.browse.list_pane.nothing.isVisibleTo(journal)
    assert "is empty" in program.window.pages.reflect()._notice.words
    assert "is empty" in look(program)
    file.write_bytes(whole)
    assert look(program) == ""
    program.settle()
    entry = journal.browse.reader.entry
    assert entry is not None and entry.content == Note("kettle")
    assert not journal.browse.notice.isVisibleTo(journal)


def test_a_journal_that_is_gone_when_locked_is_no_first_start(program: Program) -> None:
    program.make_journal()
    folder = program.unlocking.folder
    program.lock()
    away = folder.rename(folder.with_name("pulled out"))
    program.window.journey.go(Tab.JOURNAL)
    gate = program.window.pages.gate()
    assert gate._welcome is None
    assert gate._unlock is not None and gate._unlock.isVisible()
    assert not folder.exists()
    away.rename(folder)
    program.window.journey.go(Tab.JOURNAL)
    program.unlock()
    assert program.unlocking.is_unlocked


def test_a_file_that_another_program_holds(program: Program, writing: JournalTab) -> None:
    """As cloud programs and virus scanners do; SQLite's own lock stands for theirs."""
    vault = program.unlocking.vault
    key = database_key(vault.secret, vault.vault_id)
    holder = Connection(program.unlocking.folder / "journal.db", key, vault.vault_id)
    vault._connection._db.set_busy_timeout(50)
    holder._db.execute("BEGIN EXCLUSIVE")
    types(program, writing, "more words")
    notice = " ".join(each.words for each in writing.editor.findChildren(Notice) if each.isVisible())
    assert "Another program is using the journal file just now" in notice
    assert writing.has_unsaved()
    assert look(program) == "", "it is there"
    holder._db.execute("ROLLBACK")
    holder.close()
    writing.keeper._again.timeout.emit()  # five seconds later, by itself
    program.settle()
    assert not writing.has_unsaved()
    assert not any(each.isVisible() for each in writing.editor.findChildren(Notice))


def test_nothing_is_looked_at_while_locked(program: Program) -> None:
    program.make_journal()
    program.lock()
    shutil.rmtree(program.unlocking.folder)
    assert look(program) == ""


def test_the_menu_moves_the_entry_in_view_to_the_bin(program: Program) -> None:
    program.make_journal()
    program.unlocking.vault.entries.put(note(1, "kettle"))
    program.unlocking.vault.entries.put(note(2, "teapot"))
    window = program.window
    for tab, offered in ((Tab.RECIPE, False), (Tab.JOURNAL, True)):
        window.journey.go(tab)
        for _ in range(3):
            program.settle()
            QApplication.processEvents()
        window.menus.edit_opened.emit()
        assert window.menus._bin.isEnabled() is offered
    window.menus.move_to_bin.emit()
    program.settle()
    assert program.unlocking.vault.bin.count() == 1


@pytest.mark.parametrize(("content", "said"), [("{", "was damaged"), (None, "can't be read just now")])
def test_settings_that_do_not_read_are_told(
    qapp: QApplication, tmp_path: Path, content: str | None, said: str
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    file = data / "settings.json"
    if content is None:
        file.mkdir()  # what a system answers that does not let us read
    else:
        file.write_text(content, "utf-8")
    window = build(qapp, Options(data=data), ScriptedAsk(), kdf=CHEAP)
    assert said in window.status.words
    window.close()
    window.deleteLater()
    assert file.is_dir() is (content is None), "it was left as it is"
