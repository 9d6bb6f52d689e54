"""The first run: four short pages, Back everywhere, and nothing is made until the last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from coprod_desktop.resources import resource
from coprod_desktop.ui.welcome.clipboard import clear_if, copy_for_a_while
from coprod_desktop.ui.welcome.code_card import CodeGroup
from coprod_desktop.ui.welcome.flow import WelcomeFlow
from coprod_desktop.ui.welcome.frame import SetupPage
from coprod_desktop.ui.welcome.scene import Scene
from coprod_desktop.ui.widgets import fields
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.strength import Level, estimate
from coprod_desktop.ui.widgets.suggestion import suggest
from coprod_desktop.ui.widgets.text import Text
from tests.support.clipping import cut_off
from tests.support.waiting import settle
from tests.ui.conftest import Parts

PASSPHRASE = "marigold teapot gravel Tuesday"
_LOOKS = [("light", 100, 683, 384), ("light", 200, 683, 384)]


class FirstRun:
    """The pages by what a person reads and presses."""

    def __init__(self, parts: Parts, width: int = 1280, height: int = 795) -> None:
        self.parts = parts
        self.flow = WelcomeFlow(
            parts.theme, parts.recipe, parts.unlocking, parts.preferences, parts.jobs, parts.ask
        )
        self.window = parts.show(self.flow, width, height)

    @property
    def page(self) -> SetupPage:
        page = self.flow._frame.stack.currentWidget()
        assert isinstance(page, SetupPage)
        return page

    @property
    def title(self) -> str:
        titles = [text for text in self.page.findChildren(Text) if text._role in ("h1", "display")]
        return titles[0].words

    def press(self, words: str) -> None:
        found = [b for b in self.page.findChildren(Button) if b.text().startswith(words) and b.isVisible()]
        assert len(found) == 1, words
        found[0].click()

    def field(self, name: str) -> QLineEdit:
        fields = self.page.findChildren(QLineEdit)
        return next(field for field in fields if field.accessibleName().startswith(name))

    def on_in_sight(self, words: str) -> bool:
        settle()
        self.page.to_top()
        settle()
        button = next(b for b in self.page.findChildren(Button) if b.text().startswith(words))
        return button.visibleRegion().boundingRect() == button.rect()

    def says(self, words: str) -> bool:
        return any(words in text.words for text in self.page.findChildren(Text) if text.isVisible())

    def code(self) -> list[str]:
        names = [group.accessibleName() for group in self.page.findChildren(CodeGroup)]
        return [re.sub(r"^.*: ", "", name).replace(" ", "") for name in names]

    def choose_passphrase(self) -> None:
        self.press("Set up my journal")
        self.field("Passphrase").setText(PASSPHRASE)
        self.field("Type it again").setText(PASSPHRASE)
        self.press("Next")

    def type_group(self) -> None:
        field = self.field("Type group")
        number = int(re.findall(r"\d", field.accessibleName())[0])
        field.setText(self.code()[number - 1].lower())


@pytest.fixture
def run(parts: Parts) -> FirstRun:
    return FirstRun(parts)


def test_the_whole_way(run: FirstRun, parts: Parts) -> None:
    run.choose_passphrase()
    assert run.title == "Keep your recovery code safe"
    code = "-".join(run.code())
    run.type_group()
    assert run.says("That matches.")
    run.press("Next")
    assert run.title == "Make it yours"
    assert not parts.unlocking.folder.exists()
    with parts.bot.waitSignal(run.flow.finished):
        run.press("Create my journal")
    assert parts.unlocking.is_unlocked
    assert parts.unlocking.recovery_code_confirmed()
    assert parts.unlocking.recovery_code() == code
    parts.unlocking.lock()
    parts.unlocking.unlock(PASSPHRASE)


def test_nothing_is_kept_in_the_pages_afterwards(run: FirstRun, parts: Parts) -> None:
    run.choose_passphrase()
    run.press("I'll do this later")
    with parts.bot.waitSignal(run.flow.finished):
        run.press("Create my journal")
    settle()
    assert not parts.unlocking.recovery_code_confirmed()
    assert [field.text() for field in run.flow.findChildren(QLineEdit) if field.text()] == []
    assert run.flow.findChildren(CodeGroup) == []


def test_back_everywhere_and_what_was_typed_stays(run: FirstRun) -> None:
    run.choose_passphrase()
    code = run.code()
    run.press("I'll do this later")
    run.press("Back")
    assert run.code() == code
    run.press("Back")
    assert run.field("Passphrase").text() == PASSPHRASE
    run.press("Back")
    assert run.title == "Welcome to your Co-production Companion"


def test_just_looking_makes_nothing(run: FirstRun, parts: Parts) -> None:
    with parts.bot.waitSignal(run.flow.skipped):
        run.press("Just look at the recipe")
    assert not parts.unlocking.folder.exists()


def test_five_promises(run: FirstRun) -> None:
    titles = [text.words for text in run.page.findChildren(Text) if text._role == "h3"]
    assert titles == [
        "It stays here",
        "It is locked",
        "It is never lost",
        "You choose what to share",
        "It is yours",
    ]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("", "", "8 characters"),
        ("short", "short", "8 characters"),
        (PASSPHRASE, "", "a second time"),
        (PASSPHRASE, PASSPHRASE + "x", "not the same"),
    ],
)
def test_what_is_not_right_yet_is_said(run: FirstRun, first: str, second: str, said: str) -> None:
    run.press("Set up my journal")
    run.field("Passphrase").setText(first)
    run.field("Type it again").setText(second)
    run.press("Next")
    assert run.title == "Choose a passphrase"
    assert run.says(said)


def test_what_is_not_right_yet_is_read_out_where_one_is(
    run: FirstRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever presses Enter in the second field stays there, and would hear nothing."""
    heard: list[str] = []
    monkeypatch.setattr(fields, "announce", lambda _widget, words: heard.append(words))
    run.press("Set up my journal")
    run.field("Passphrase").setText(PASSPHRASE)
    second = run.field("Type it again")
    second.setText(PASSPHRASE + "x")
    run.press("Next")
    assert heard == [] and second.hasFocus(), "the field that one comes to says it"
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert heard == ["The two are not the same yet. Press Show to compare them."]


def test_the_keyboard_alone_leads_through_the_passphrase(run: FirstRun) -> None:
    run.press("Set up my journal")
    for _ in range(2):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, PASSPHRASE)
        QTest.keyClick(focused, Qt.Key.Key_Return)
    assert run.title == "Keep your recovery code safe"


def test_a_suggestion_is_shown_and_has_to_be_typed(run: FirstRun) -> None:
    run.press("Set up my journal")
    run.press("Suggest one")
    words = run.field("Passphrase").text()
    assert len(set(words.split())) == 5
    assert run.field("Passphrase").echoMode() == QLineEdit.EchoMode.Normal
    run.press("Next")
    assert run.says("a second time")


def test_the_list_of_words_is_long_and_friendly() -> None:
    words = resource("words", "en-GB.txt").read_text("utf-8").split()
    assert len(set(words)) == len(words) >= 1296
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 10 for word in words)
    assert estimate(suggest(resource("words", "en-GB.txt"))).level is Level.STRONG


def test_a_slip_in_the_group_is_said(run: FirstRun) -> None:
    run.choose_passphrase()
    run.press("Next")
    assert run.says("Please type this group")
    run.field("Type group").setText("XXXXX")
    run.press("Next")
    assert run.says("letter by letter")
    assert run.title == "Keep your recovery code safe"


def test_the_code_is_spelt_to_a_reader(run: FirstRun) -> None:
    run.choose_passphrase()
    heard = [QAccessible.queryAccessibleInterface(g) for g in run.page.findChildren(CodeGroup)]
    names = [one.text(QAccessible.Text.Name) for one in heard]
    assert len(names) == 8
    assert all(re.fullmatch(r"Group \d of 8: \w \w \w \w \w", name) for name in names)


def test_the_code_is_read_group_by_group_by_keys(run: FirstRun) -> None:
    run.choose_passphrase()
    for group in run.page.findChildren(CodeGroup):
        assert QApplication.focusWidget() is group
        QTest.keyClick(group, Qt.Key.Key_Down)
    last = QApplication.focusWidget()
    assert last is not None
    QTest.keyClick(last, Qt.Key.Key_Tab)
    here = QApplication.focusWidget()
    assert isinstance(here, Button) and here.text() == "Print"


def test_saving_the_code(run: FirstRun, parts: Parts, tmp_path: Path) -> None:
    run.choose_passphrase()
    target = tmp_path / "code.txt"
    parts.ask.will_say(target)
    run.press("Save to a file")
    parts.settle()
    assert "-".join(run.code()) in target.read_text("utf-8")
    assert run.says(f"Saved as {target}")


def test_a_place_that_cannot_be_written_is_said(run: FirstRun, parts: Parts, tmp_path: Path) -> None:
    run.choose_passphrase()
    parts.ask.will_say(tmp_path / "gone" / "code.txt")
    run.press("Save to a file")
    parts.settle()
    assert run.says("not there any more")


def test_printing_the_code(run: FirstRun, parts: Parts) -> None:
    run.choose_passphrase()
    parts.ask.will_say(True)
    run.press("Print")
    assert all(group in parts.ask.printed[0] for group in run.code())


def test_copying_the_code_is_forgotten_after_a_while(qapp: QApplication, parts: Parts) -> None:
    import hashlib

    copy_for_a_while(parts.ask, "AAAAA-BBBBB")
    digest = hashlib.sha256(b"AAAAA-BBBBB").digest()
    qapp.clipboard().setText("something else")
    clear_if(digest)
    assert qapp.clipboard().text() == "something else"
    qapp.clipboard().setText("AAAAA-BBBBB")
    clear_if(digest)
    assert qapp.clipboard().text() == ""


def test_a_journal_that_cannot_be_made_is_said_and_can_be_tried_again(run: FirstRun, parts: Parts) -> None:
    run.choose_passphrase()
    run.press("I'll do this later")
    parts.unlocking.folder.parent.parent.mkdir(parents=True, exist_ok=True)
    parts.unlocking.folder.parent.write_text("in the way")
    run.press("Create my journal")
    parts.settle()
    assert not parts.unlocking.is_unlocked
    assert any("button" not in text.words and text.isVisible() for text in run.page.findChildren(Text))
    parts.unlocking.folder.parent.unlink()
    with parts.bot.waitSignal(run.flow.finished):
        run.press("Create my journal")


@pytest.mark.parametrize(("colours", "percent", "width", "height"), _LOOKS)
def test_nothing_is_cut_on_any_page(
    parts: Parts, colours: str, percent: int, width: int, height: int
) -> None:
    run = FirstRun(parts, width, height)
    parts.look(colours, percent)
    assert cut_off(run.window) == []
    run.choose_passphrase()
    settle()
    assert cut_off(run.window) == []
    run.press("Back")
    run.press("Suggest one")
    settle()
    assert cut_off(run.window) == []
    run.field("Type it again").setText(run.field("Passphrase").text())
    run.press("Next")
    run.press("I'll do this later")
    settle()
    assert cut_off(run.window) == []


def test_the_way_on_is_in_sight_on_every_page(run: FirstRun) -> None:
    """In the usual window nobody has to scroll for it, with advice and what is not right yet on the page."""
    run.press("Set up my journal")
    run.field("Passphrase").setText("correct horse battery")
    run.field("Type it again").setText("correct horse batter")
    assert run.on_in_sight("Next")
    run.press("Next")
    assert run.on_in_sight("Next")
    run.field("Type it again").setText("correct horse battery")
    run.press("Next")
    run.field("Type group").setText("ZZZZZ")
    run.press("Next")
    assert run.says("not this group yet")
    assert run.on_in_sight("Next")
    run.press("I'll do this later")
    assert run.on_in_sight("Create my journal")


def test_the_picture_goes_where_the_page_needs_the_room(parts: Parts) -> None:
    run = FirstRun(parts, 1280, 795)
    scene = run.flow.findChild(Scene)
    assert scene is not None
    assert scene.isVisible()
    parts.look(percent=200)
    assert not scene.isVisible()


def test_the_looks_change_from_the_first_page(run: FirstRun, parts: Parts) -> None:
    run.choose_passphrase()
    run.press("I'll do this later")
    larger = [b for b in run.page.findChildren(Button) if b.accessibleName() == "Larger text"]
    larger[0].click()
    assert parts.theme.scale == 1.1
    assert parts.preferences.appearance.text_percent == 110
    dark = [w for w in run.page.findChildren(QWidget) if getattr(w, "text", str)() == "Dark"]
    dark[0].click()  # type: ignore[attr-defined]  # a radio button by its text
    assert parts.theme.name == "dark"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
@pytest.mark.parametrize(
    ("button", "holds"), [("Text size", "100%"), ("Colours", "Light"), ("Font", "Atkinson Hyperlegible")]
)
def test_a_list_of_looks_opens_at_what_holds_now(run: FirstRun, button: str, holds: str) -> None:
    """A reader says then that it has opened, and what holds."""
    run.press(button)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction() is not None and menu.activeAction().text() == holds
    menu.close()


def test_the_page_stays_where_it_is_while_the_journal_is_made(parts: Parts) -> None:
    run = FirstRun(parts, 900, 640)
    run.choose_passphrase()
    run.press("I'll do this later")
    settle()
    create = next(b for b in run.page.findChildren(Button) if b.text() == "Create my journal")
    create.setFocus()
    run.page.reveal(create)
    settle()
    before = run.page.verticalScrollBar().value()
    with parts.bot.waitSignal(run.flow.finished):
        run.press("Create my journal")
        assert run.says("Making your journal") and not create.isEnabled()
        assert run.page.verticalScrollBar().value() == before
