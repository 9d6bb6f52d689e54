"""What the person does in each sitting, from opening the window to leaving it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_desktop.services.places import data_folder
from tests.journeys import words
from tests.journeys.pages.actions import ActionsPage
from tests.journeys.pages.export import ExportPages
from tests.journeys.pages.journal import JournalPage
from tests.journeys.pages.recipe import RecipePage
from tests.journeys.pages.reflection import ReflectionPage
from tests.journeys.pages.shell import Shell
from tests.journeys.pages.welcome import UnlockPanel, WelcomePages
from tests.journeys.plan import COPY, PDF, WORD
from tests.support.bytes_on_disk import files_under
from tests.support.person import Person
from tests.support.scripted_ask import ScriptedAsk

if TYPE_CHECKING:
    from coprod_desktop.ui.shell.window import MainWindow

Facts = dict[str, object]


class Doing:
    """One person with all the pages they know."""

    def __init__(self, window: MainWindow, ask: ScriptedAsk) -> None:
        self.person = Person(window)
        self.ask = ask
        self.shell = Shell(self.person)
        self.recipe = RecipePage(self.person)
        self.welcome = WelcomePages(self.person)
        self.unlock = UnlockPanel(self.person)
        self.reflection = ReflectionPage(self.person)
        self.journal = JournalPage(self.person)
        self.actions = ActionsPage(self.person)
        self.export = ExportPages(self.person, ask)

    def answer_questions(self, answers: tuple[words.Said, ...], first: int) -> None:
        """Answer one question after the other, and stand on the page after the last of them."""
        for number, said in enumerate(answers, first):
            self.reflection.is_at_question(number, len(words.ALL_ANSWERS))
            self.reflection.answers(said, self.recipe.content.question(said.question_id).text)
            self.reflection.goes_on()


def first_sitting(window: MainWindow, ask: ScriptedAsk) -> Facts:
    """Read everything without creating anything; make a journal; answer half of the questions; quit."""
    doing = Doing(window, ask)
    read = doing.recipe.reads_all()
    facts: Facts = {"pieces_read": read, "files_after_reading": _own_files()}
    doing.shell.go_to("Reflect")
    facts["recovery_code"] = doing.welcome.creates_journal(words.PASSPHRASE)
    doing.reflection.begins("All of them")
    doing.reflection.tells_context(words.NAME, words.MY_PART, words.ACCESS)
    doing.reflection.goes_on()
    doing.answer_questions(words.FIRST_HALF, 1)
    doing.reflection.saves_for_later()
    doing.shell.quits()
    return facts


def second_sitting(window: MainWindow, ask: ScriptedAsk) -> Facts:
    """Carry on, keep; write a note; lock, unlock, search, read, export; quit."""
    doing = Doing(window, ask)
    doing.shell.go_to("Reflect")
    doing.unlock.unlocks(words.PASSPHRASE)
    _finish_reflection(doing)
    _try_something(doing)
    _write_note(doing)
    doing.shell.locks()
    doing.shell.go_to("Journal")
    doing.unlock.unlocks(words.PASSPHRASE)
    _search(doing)
    _read_both(doing)
    _export_both(doing)
    doing.shell.quits()
    return {"asked": list(ask.asked)}


def third_sitting(window: MainWindow, ask: ScriptedAsk) -> Facts:
    """Everything is there."""
    doing = Doing(window, ask)
    doing.shell.go_to("Journal")
    doing.unlock.unlocks(words.PASSPHRASE)
    _read_both(doing)
    _search(doing)
    doing.actions.stands_in("Tried", words.TRIED, words.WHAT_HAPPENED)
    doing.shell.go_to("Reflect")
    doing.person.waits_to_see(words.NAME)
    assert not doing.person.finds("Carry on"), "the kept reflection left no draft behind"
    doing.shell.quits()
    return {}


def _finish_reflection(doing: Doing) -> None:
    reflection = doing.reflection
    reflection.carries_on()
    reflection.is_at_question(len(words.FIRST_HALF) + 1, len(words.ALL_ANSWERS))
    reflection.goes_back()
    reflection.shows(words.FIRST_HALF[-1])
    reflection.goes_on()
    doing.answer_questions(words.SECOND_HALF, len(words.FIRST_HALF) + 1)
    reflection.looks_over(words.ALL_ANSWERS)
    changed = [said.question_id for said in words.ALL_ANSWERS].index(words.CHANGED_ID) + 1
    reflection.changes(changed)
    reflection.shows(words.ALL_ANSWERS[changed - 1])
    reflection.adds(words.CHANGED_ADDS)
    reflection.goes_on()
    reflection.looks_over(words.ALL_ANSWERS)
    reflection.takes_away(words.TAKING_AWAY)
    reflection.keeps()
    doing.person.waits_to_see(words.TAKING_AWAY)


def _try_something(doing: Doing) -> None:
    """Note what happened with a step, and find it under its answer."""
    doing.shell.go_to("Journal")
    doing.actions.opens()
    doing.actions.tried(words.TRIED, words.WHAT_HAPPENED)
    doing.actions.goes_to_entry(words.NAME)
    doing.journal.reads([words.TRIED, words.WHAT_HAPPENED])


def _write_note(doing: Doing) -> None:
    journal = doing.journal
    doing.shell.go_to("Journal")
    journal.begins_note()
    journal.writes_title(words.NOTE_TITLE)
    journal.goes_into_text()
    journal.types(words.NOTE_PLAIN)
    journal.toggles_bold()
    journal.types(words.NOTE_BOLD)
    journal.toggles_bold()
    journal.types("\n- " + "\n".join(words.NOTE_BULLETS) + "\n\n" + words.NOTE_LAST)
    journal.keeps_note()
    journal.reads(words.note_lines())


def _search(doing: Doing) -> None:
    for asked, title in (
        (words.SEARCH_NOTE, words.NOTE_TITLE),
        (words.SEARCH_NOTE_BEGINNING, words.NOTE_TITLE),
        (words.SEARCH_REFLECTION, words.NAME),
        (words.SEARCH_WHAT_HAPPENED, words.NAME),
        (words.SEARCH_WELSH, words.NAME),
        (words.SEARCH_WELSH_NO_ACCENT, words.NAME),
        (words.SEARCH_ARABIC, words.NAME),
    ):
        doing.journal.finds_only(asked, title)
    doing.journal.stops_searching()


def _read_both(doing: Doing) -> None:
    doing.journal.opens(words.NAME)
    doing.journal.reads([*words.reflection_lines(), words.CHANGED_ADDS.strip()])
    doing.journal.opens(words.NOTE_TITLE)
    doing.journal.reads(words.note_lines())
    assert "font-weight" in doing.journal.reader_html(), "bold words are shown bold"


def _export_both(doing: Doing) -> None:
    documents = Path.home() / "Documents"
    doing.journal.prepares_export()
    doing.export.chooses(words.NAME, words.NOTE_TITLE)
    doing.export.goes_on()
    doing.export.goes_on()
    doing.export.has_read_it()
    doing.export.saves_as("PDF", documents / PDF)
    doing.export.saves_as("Word", documents / WORD)
    doing.export.closes()


def _own_files() -> list[str]:
    folder = data_folder()
    return [str(path.relative_to(folder)) for path in files_under(folder)] if folder.exists() else []


def reading_sitting(window: MainWindow, ask: ScriptedAsk) -> Facts:
    """Only read, and quit: for trying things out."""
    doing = Doing(window, ask)
    read = doing.recipe.reads_all()
    doing.shell.quits()
    return {"pieces_read": read, "files_after_reading": _own_files()}


def saving_a_copy(window: MainWindow, ask: ScriptedAsk) -> Facts:
    """Write a note, save a copy by the menu, write another one, quit."""
    doing = Doing(window, ask)
    doing.shell.go_to("Journal")
    doing.welcome.creates_journal(words.PASSPHRASE)
    _keep_note(doing, words.BEFORE_COPY)
    ask.will_say(Path.home() / "Documents" / COPY)
    doing.person.chooses_from_menu("File", "Save a copy of my journal")
    doing.person.waits_to_see(f"Saved as {COPY}. It was opened again and checked.")
    _keep_note(doing, words.AFTER_COPY)
    doing.shell.quits()
    return {"asked": list(ask.asked)}


def putting_a_copy_back(window: MainWindow, ask: ScriptedAsk) -> Facts:
    """The program was started with a copy: look inside, put it back, and read the old words."""
    doing = Doing(window, ask)
    person = doing.person
    person.waits_to_see("It seems to be a copy of the journal on this computer.")
    person.writes("Passphrase", words.PASSPHRASE)
    person.clicks("Look inside")
    person.waits_to_see("1 entry.")
    doing.journal.opens(words.BEFORE_COPY)
    assert not person.sees(words.AFTER_COPY)
    ask.will_say(True)
    person.clicks("Put it in place of my journal")
    person.waits_to_see("set aside whole")
    doing.journal.opens(words.BEFORE_COPY)
    assert doing.shell.is_at("Journal") and not person.sees(words.AFTER_COPY)
    doing.shell.locks()
    doing.shell.go_to("Journal")
    doing.unlock.unlocks(words.PASSPHRASE)
    doing.journal.opens(words.BEFORE_COPY)
    doing.shell.quits()
    return {"asked": list(ask.asked)}


def letting_go(window: MainWindow, ask: ScriptedAsk) -> Facts:
    """Begin a reflection and a note, let both go, take one back by Undo and let it go again, quit."""
    doing = Doing(window, ask)
    person = doing.person
    doing.shell.go_to("Reflect")
    code = doing.welcome.creates_journal(words.PASSPHRASE)
    doing.reflection.begins("Three questions")
    doing.reflection.goes_on()
    doing.reflection.is_at_question(1, 3)
    doing.reflection.adds(words.LET_GO_REFLECTION)
    doing.reflection.goes_on()
    doing.reflection.is_at_question(2, 3)
    doing.reflection.saves_for_later()
    person.clicks("Let it go")
    person.clicks(re.compile("^Undo"))
    person.clicks("Let it go")
    person.waits_to_see("Moved to the bin.")
    doing.shell.go_to("Journal")
    doing.journal.begins_note()
    doing.journal.writes_title(words.LET_GO_NOTE)
    person.clicks("Journal")
    person.clicks(f"Let “{words.LET_GO_NOTE}” go")
    person.waits_to_see("Bin (2)")
    doing.shell.quits()
    return {"recovery_code": code, "asked": list(ask.asked)}


def taking_up_again(window: MainWindow, ask: ScriptedAsk) -> Facts:
    """Read in the bin what was let go; carry on with the reflection, delete the note for good, quit."""
    doing = Doing(window, ask)
    person = doing.person
    doing.shell.go_to("Journal")
    doing.unlock.unlocks(words.PASSPHRASE)
    person.clicks("Bin (2)")
    doing.journal.opens("Reflection, three questions")
    person.waits_to_see(words.LET_GO_REFLECTION)
    person.clicks("Put back")
    person.waits_to_see("You can carry on with it in Reflect.")
    doing.journal.opens(words.LET_GO_NOTE)
    ask.will_say(True)
    person.clicks("Delete for good")
    person.waits_for("New entry")
    doing.shell.go_to("Reflect")
    doing.reflection.carries_on()
    doing.reflection.is_at_question(2, 3)
    doing.reflection.goes_back()
    assert doing.reflection.reads_answer() == words.LET_GO_REFLECTION
    doing.shell.quits()
    return {"asked": list(ask.asked)}


def _keep_note(doing: Doing, title: str) -> None:
    doing.journal.begins_note()
    doing.journal.writes_title(title)
    doing.journal.keeps_note()
    doing.person.waits_to_see(title)


SITTINGS: Mapping[str, Callable[[MainWindow, ScriptedAsk], Facts]] = {
    "reading": reading_sitting,
    "first": first_sitting,
    "second": second_sitting,
    "third": third_sitting,
    "saving-a-copy": saving_a_copy,
    "putting-a-copy-back": putting_a_copy_back,
    "letting-go": letting_go,
    "taking-up-again": taking_up_again,
}
