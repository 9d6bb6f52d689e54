"""The window: tabs, locking, closing, looks, and the messages it carries."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from coprod_desktop.domain.entries import NoteDraft, QuestionSet
from coprod_desktop.domain.reflection import jump, with_answer
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.ui.looks.choices import Colours
from coprod_desktop.ui.shell.crash import fault_of
from coprod_desktop.ui.shell.menus import ColoursChosen
from coprod_desktop.ui.shell.topbar import Tab
from coprod_desktop.vault.errors import DiskFull
from tests.ui.shell.conftest import Program


def keep_note(program: Program, words: str) -> str:
    """A kept note's id."""
    journalling: Journalling = program.window.journey._parts.desk.journalling
    draft: NoteDraft = replace(journalling.new_note(), body=words)
    return journalling.keep_note(draft, "Note").id


def test_it_opens_on_the_recipe_and_makes_nothing(program: Program) -> None:
    assert program.shows(program.window.pages.recipe)
    assert not program.unlocking.folder.exists()


def test_reflect_leads_to_the_first_run_while_there_is_no_journal(program: Program) -> None:
    program.window.journey.go(Tab.REFLECT)
    assert program.shows(program.window.pages.gate())
    program.window.pages.gate().to_recipe.emit()
    assert program.shows(program.window.pages.recipe)


def test_keys_lead_to_the_tabs(program: Program) -> None:
    program.make_journal()
    window = program.window
    window.activateWindow()
    for key, page in (
        (Qt.Key.Key_2, window.pages.reflect()),
        (Qt.Key.Key_3, window.pages.journal()),
        (Qt.Key.Key_1, window.pages.recipe),
    ):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        program.settle()
        assert program.shows(page)


def test_no_two_actions_share_a_key(program: Program) -> None:
    keys = [keys for _, keys in program.window.menus.shortcut_list()]
    assert len(keys) == len(set(keys)) > 15


def test_lock_is_offered_only_while_there_is_something_to_lock(program: Program) -> None:
    from coprod_desktop.ui.widgets.buttons import Button

    def offered() -> bool:
        return any(b.text() == "Lock" and b.isVisible() for b in program.window.bar.findChildren(Button))

    assert not offered()
    program.make_journal()
    assert offered()
    program.lock()
    assert not offered()


def test_locking_saves_wipes_and_lands_on_recipe(program: Program) -> None:
    program.make_journal()
    pages = program.window.pages
    pages.reflect().reflect_on("values-1")
    program.settle()
    wizard = pages.reflect().wizard
    assert wizard is not None
    program.window.journey.go(Tab.REFLECT)
    wizard.question_page.noticed.setFocus()
    program.types("the kettle went on first")
    program.lock()
    assert program.shows(pages.recipe)
    assert not program.unlocking.is_unlocked
    assert pages.private() == []
    program.unlock()
    assert program.shows(pages.reflect())
    wizard = pages.reflect().wizard
    assert wizard is not None, "one is back where one was"
    assert wizard.question_page.noticed.markdown() == "the kettle went on first"


def test_what_was_wanted_happens_after_unlocking(program: Program) -> None:
    program.make_journal()
    program.lock()
    program.window.pages.recipe.reflect_on.emit("skills-3")
    assert program.shows(program.window.pages.gate())
    program.unlock()
    wizard = program.window.pages.reflect().wizard
    assert wizard is not None and wizard.keeper.draft.answers[0].question_id == "skills-3"


def test_unlocking_is_told_and_leads_onto_the_page(program: Program) -> None:
    program.make_journal()
    program.window.journey.go(Tab.REFLECT)
    program.settle()
    program.lock()
    assert program.window.status.words == "Your journal is locked."
    assert program.window.focusWidget() is program.window.bar.tabs
    program.unlock()
    assert program.window.status.words == "Your journal is open."
    assert program.window.focusWidget() is program.window.pages.reflect().home.way_cards[0]


def test_the_settings_follow_the_view_menu(program: Program) -> None:
    program.window.journey.show_settings()
    colours = program.window.pages.settings().findChildren(Colours)[0]
    for key in ("dark", "highContrast", "light"):
        program.window.menus.colours.emit(ColoursChosen(key))
        assert [name for name, card in colours.cards.items() if card.isChecked()] == [key]


def test_a_wish_is_forgotten_when_one_goes_elsewhere(program: Program) -> None:
    program.make_journal()
    program.lock()
    program.window.pages.recipe.reflect_on.emit("skills-3")
    program.window.journey.go(Tab.RECIPE)
    program.window.journey.go(Tab.JOURNAL)
    program.unlock()
    assert program.shows(program.window.pages.journal())


def test_closing_saves_and_locks(program: Program) -> None:
    program.make_journal()
    reflect = program.window.pages.reflect()
    reflect.reflect_on("values-1")
    program.settle()
    assert reflect.wizard is not None
    program.window.journey.go(Tab.REFLECT)
    reflect.wizard.question_page.noticed.setFocus()
    program.types("left in the middle")
    program.quit()
    assert not program.unlocking.is_unlocked
    program.unlocking.unlock("a cup of tea and a chat")
    drafts = program.unlocking.vault.drafts
    draft = drafts.get_reflection(drafts.rows()[0].id)
    assert draft.answers[0].noticed == "left in the middle"
    program.unlocking.lock()


def test_a_failed_save_keeps_the_window_open_unless_one_agrees(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.make_journal()
    reflect = program.window.pages.reflect()
    reflect.reflect_on("values-1")
    program.settle()
    assert reflect.wizard is not None
    program.window.journey.go(Tab.REFLECT)

    def full(*_: object) -> None:
        raise DiskFull(path=program.unlocking.folder)

    with monkeypatch.context() as patch:
        patch.setattr(program.unlocking.vault.drafts, "put_reflection", full)
        reflect.wizard.question_page.noticed.setFocus()
        program.types("not lost")
        program.ask.will_say(False)
        program.window.close()
        program.bot.waitUntil(lambda: bool(program.ask.asked))
        program.settle()
        assert program.window.isVisible() and program.unlocking.is_unlocked
        assert reflect.wizard.question_page.noticed.markdown() == "not lost"
    program.quit()
    program.unlocking.unlock("a cup of tea and a chat")
    assert len(program.unlocking.vault.drafts.rows()) == 1
    program.unlocking.lock()


def test_nothing_of_the_journal_is_in_title_menus_or_status(program: Program) -> None:
    program.make_journal()
    keep_note(program, "harbour plum seventeen")
    program.window.journey.go(Tab.JOURNAL)
    program.settle()
    shown = [program.window.windowTitle(), program.window.status.words]
    shown += [action.text() for action in program.window.findChildren(QAction)]
    assert not any("harbour" in text for text in shown)


def test_an_item_shows_what_the_journal_knows_and_forgets_it_when_locked(program: Program) -> None:
    program.make_journal()
    reflecting = program.window.journey._parts.desk.reflecting
    draft = reflecting.begin(QuestionSet.CHOSEN, ["values-2"])
    answer = replace(draft.answers[0], noticed="I was late, and said so.")
    reflecting.keep(jump(with_answer(draft, answer), 2))
    recipe = program.window.pages.recipe
    recipe.show_item("respect")
    program.settle()
    said = "Last looked at"
    assert _says(recipe, said)
    program.lock()
    assert not _says(recipe, said)


def _says(page: object, words: str) -> bool:
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(page, QWidget)
    return any(words in label.text() and label.isVisibleTo(page) for label in page.findChildren(QLabel))


def test_text_size_by_keys_holds_and_is_kept(program: Program) -> None:
    menus, theme = program.window.menus, program.window.journey._parts.theme

    def becomes(percent: int) -> None:
        program.bot.waitUntil(lambda: round(theme.scale * 100) == percent)

    menus.normal_size.emit()
    becomes(100)
    menus.larger.emit()
    menus.larger.emit()
    becomes(120)
    for _ in range(20):
        menus.larger.emit()
    becomes(200)
    for _ in range(20):
        menus.smaller.emit()
    becomes(80)
    menus.colours.emit(ColoursChosen("dark"))
    data = program.unlocking.folder.parents[1]
    assert Preferences(data).appearance.text_percent == 80
    assert Preferences(data).appearance.colours == "dark"


def test_the_window_opens_where_it_was_left(program: Program, qapp: QApplication) -> None:
    program.window.setGeometry(40, 30, 900, 640)
    program.quit()
    from coprod_desktop.app import Options, build

    again = build(qapp, Options(data=program.unlocking.folder.parents[1]))
    assert (again.width(), again.height()) == (900, 640)
    again.close()
    again.deleteLater()


@pytest.mark.parametrize("percent", [100, 200])
def test_every_word_of_the_bar_stays_in_a_narrow_window(program: Program, percent: int) -> None:
    program.make_journal()
    theme = program.window.journey._parts.theme
    theme.change(replace(theme.appearance, text_percent=percent))
    program.window.resize(683, 384)
    program.settle()
    QApplication.processEvents()
    bar = program.window.bar
    tabs = bar.tabs
    assert tabs.width() >= tabs.sizeHint().width()
    from coprod_desktop.ui.widgets.buttons import Button

    for button in bar.findChildren(Button):
        assert button.isVisible() and button.width() >= button.minimumSizeHint().width()
        assert bar.rect().contains(button.geometry())


def test_in_a_short_window_the_bar_is_in_sight_or_out_of_it_and_never_half(program: Program) -> None:
    program.make_journal()
    program.window.resize(683, 384)
    program.window.journey.go(Tab.REFLECT)
    program.settle()
    QApplication.processEvents()
    page = program.window.pages.stack.currentWidget()
    assert page is not None
    next(button for button in page.findChildren(QAbstractButton) if button.isVisible()).setFocus()
    QApplication.processEvents()
    assert program.window.bar.visibleRegion().isEmpty()
    line = program.window._below
    assert line.visibleRegion().boundingRect() == line.rect()
    program.window.bar.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert program.window.bar.visibleRegion().boundingRect() == program.window.bar.rect()
    button = next(button for button in page.findChildren(QAbstractButton) if button.isVisible())
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert button.hasFocus()
    assert program.window.bar.visibleRegion().boundingRect() == program.window.bar.rect(), "nothing moved"
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))


def test_the_tabs_keep_their_size_when_no_tab_is_shown(program: Program) -> None:
    theme = program.window.journey._parts.theme
    theme.change(replace(theme.appearance, text_percent=200))
    tabs = program.window.bar.tabs
    size = theme.font("label").pixelSize()
    program.window.journey.show_settings()
    assert tabs.font().pixelSize() == size
    program.window.journey.go(Tab.RECIPE)
    assert tabs.font().pixelSize() == size


def test_the_menu_bar_grows_with_the_text_at_once(program: Program) -> None:
    theme = program.window.journey._parts.theme
    for percent in (200, 100, 150):
        theme.change(replace(theme.appearance, text_percent=percent))
        QApplication.processEvents()
        assert program.window.menuBar().font().pixelSize() == theme.font("body").pixelSize()
        assert QApplication.font(program.window.menuBar()).pixelSize() == theme.font("body").pixelSize()


def test_a_fault_report_holds_places_and_no_values() -> None:
    try:
        raise ValueError("words somebody wrote")
    except ValueError as error:
        fault = fault_of(type(error), error.__traceback__)
    report = fault.report()
    assert "ValueError" in report and "test_window.py" in report
    assert "words somebody wrote" not in report and "/home/" not in report


@pytest.mark.expects_log("unexpected fault")
def test_a_fault_is_told_once_and_can_be_copied(program: Program) -> None:
    program.ask.will_say(True)

    def broken() -> None:
        raise ZeroDivisionError

    program.window.journey._parts.jobs.run(broken, done=partial(print))
    program.bot.waitUntil(lambda: bool(program.ask.copied))
    assert "ZeroDivisionError" in program.ask.copied[0]


def test_the_first_window_fits_a_small_screen_with_its_frame(program: Program) -> None:
    from coprod_desktop.ui.shell.window import FRAME

    room = QApplication.primaryScreen().availableGeometry().size()
    assert program.window.width() <= room.width() - FRAME.width()
    assert program.window.height() <= room.height() - FRAME.height()
