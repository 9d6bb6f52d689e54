"""For a group, in the whole program: the journal is locked first, and nothing of it can be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coprod_desktop.export.sheet import SheetKind
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.vault.drafts import Drafts
from coprod_desktop.vault.errors import DiskFull
from tests.support.finding import visible
from tests.support.journals import note
from tests.ui.recipe.seen import button
from tests.ui.shell.conftest import Program
from tests.ui.shell.visit import NEW

SECRET = "Zebra crossing"


def hits(key: Qt.Key, with_key: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, with_key)


def bars(program: Program) -> list[QWidget]:
    window = program.window
    return [window.bar, window.status, window.menuBar(), window.told, window.backup_notice]


def until_shown(program: Program) -> None:
    pages = program.window.pages
    program.bot.waitUntil(lambda: pages.current is pages.group())
    program.settle()


def test_nothing_is_asked_where_nothing_is_open(program: Program) -> None:
    program.window.menus.show_to_group.emit()
    until_shown(program)
    assert program.window.isFullScreen()
    assert not any(bar.isVisible() for bar in bars(program))
    hits(Qt.Key.Key_Escape)
    assert program.shows(program.window.pages.recipe)
    assert not program.window.isFullScreen()
    assert program.window.bar.isVisible()
    assert program.window.status.isVisible()
    assert program.window.menuBar().isVisible()


@pytest.mark.parametrize("is_open", [False, True])
def test_the_keys_are_again_on_what_led_there(program: Program, *, is_open: bool) -> None:
    if is_open:
        program.make_journal()
        program.window.journey.go(Tab.RECIPE)
        program.settle()
    program.window.activateWindow()
    program.bot.waitUntil(program.window.isActiveWindow)
    led_there = button(program.window.pages.recipe, "Show to a group")
    led_there.setFocus()
    led_there.click()
    until_shown(program)
    hits(Qt.Key.Key_Escape)
    assert program.shows(program.window.pages.recipe)
    assert QApplication.focusWidget() is led_there


def test_an_open_journal_is_locked_first(program: Program) -> None:
    program.make_journal()
    program.unlocking.vault.entries.put(note(1, NEW))
    program.window.journey.go(Tab.JOURNAL)
    program.settle()
    program.window.menus.show_to_group.emit()
    until_shown(program)
    assert not program.unlocking.is_unlocked
    assert program.window.pages.private() == []
    group = program.window.pages.group()
    outside = [
        type(widget).__name__
        for widget in visible(program.window)
        if not (group.isAncestorOf(widget) or widget is group or widget.isAncestorOf(group))
    ]
    assert set(outside) <= {"FocusRing"}


def test_notices_that_come_meanwhile_stay_out_of_sight(program: Program) -> None:
    program.window.menus.show_to_group.emit()
    until_shown(program)
    program.window.told.say("What", "Next", "caution", None)
    program.window.file_notice.show()
    assert not program.window.told.isVisible()
    assert not program.window.file_notice.isVisible()
    hits(Qt.Key.Key_Escape)


def test_who_stays_with_words_that_could_not_be_saved_is_shown_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.make_journal()
    program.window.menus.new_note.emit()
    program.settle()

    def full(*_given: object) -> None:
        raise DiskFull(path=program.unlocking.folder)

    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "put_note", full)
        program.types(SECRET)
        program.ask.will_say(False)  # stay
        with program.bot.waitSignal(program.window.journey._lock.stayed_open):
            program.window.menus.show_to_group.emit()
        program.settle()
        assert program.unlocking.is_unlocked
        assert not program.window.isFullScreen()
    program.lock()
    assert program.shows(program.window.pages.recipe)


def test_words_that_are_only_sealed_are_told_of_first(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.make_journal()
    program.window.menus.new_note.emit()
    program.settle()

    def full(*_given: object) -> None:
        raise DiskFull(path=program.unlocking.folder)

    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "put_note", full)
        program.types(SECRET)
        program.ask.will_say(True)  # lock, and keep them sealed
        with program.bot.waitSignal(program.window.journey._lock.locked):
            program.window.menus.show_to_group.emit()
        program.settle()
    assert not program.unlocking.is_unlocked and not program.window.isFullScreen()
    assert program.window.told.isVisible() and "only in memory" in program.window.told.words
    program.unlock()
    assert not program.window.isFullScreen()
    program.lock()
    assert not program.window.isFullScreen(), "it was wanted then, and not at some later lock"


def test_print_leads_to_the_sheet_of_what_is_read(program: Program) -> None:
    recipe, menus, pages = program.window.pages.recipe, program.window.menus, program.window.pages
    for show, kind in (
        (recipe.show_overview, SheetKind.RECIPE),
        (lambda: recipe.show_item("courage"), SheetKind.ITEM),
        (recipe.show_sheet, SheetKind.WHOLE),
    ):
        show()
        menus.print_page.emit()
        assert program.shows(pages.paper())
        assert pages.paper().choices.wish().kind is kind
        hits(Qt.Key.Key_Escape)
        assert program.shows(recipe)
    program.bot.waitUntil(lambda: program.window.journey._parts.jobs.is_idle, timeout=60_000)


def test_every_page_of_the_recipe_can_be_printed_by_its_button(program: Program) -> None:
    recipe, pages = program.window.pages.recipe, program.window.pages
    for show, kind, name in (
        (recipe.show_overview, SheetKind.RECIPE, "On paper"),
        (lambda: recipe.show_item("time"), SheetKind.ITEM, "Print"),
        (recipe.show_sheet, SheetKind.WHOLE, "Print"),
    ):
        show()
        button(recipe, name).click()
        assert pages.paper().choices.wish().kind is kind
        hits(Qt.Key.Key_Escape)
    program.bot.waitUntil(lambda: program.window.journey._parts.jobs.is_idle, timeout=60_000)


def test_the_recipe_offers_both(program: Program) -> None:
    pages = program.window.pages
    button(pages.recipe, "On paper").click()
    assert program.shows(pages.paper())
    hits(Qt.Key.Key_Escape)
    button(pages.recipe, "Show to a group").click()
    assert program.shows(pages.group())
    hits(Qt.Key.Key_Escape)
    program.bot.waitUntil(lambda: program.window.journey._parts.jobs.is_idle, timeout=60_000)


def test_a_window_closed_meanwhile_opens_as_it_was(program: Program) -> None:
    program.window.resize(1000, 700)
    program.window.menus.show_to_group.emit()
    until_shown(program)
    program.quit()
    kept = program.window._parts.preferences.window
    assert (kept.width, kept.height, kept.maximised) == (1000, 700, False)


def test_a_maximised_window_closed_meanwhile_opens_maximised(program: Program) -> None:
    program.window.showMaximized()
    program.bot.waitUntil(program.window.isMaximized)
    program.window.menus.show_to_group.emit()
    until_shown(program)
    program.quit()
    assert program.window._parts.preferences.window.maximised


def test_another_page_brings_the_bars_back(program: Program) -> None:
    program.window.menus.show_to_group.emit()
    until_shown(program)
    program.window.journey.go(Tab.JOURNAL)
    assert program.window.bar.isVisible()
    assert not program.window.isFullScreen()
