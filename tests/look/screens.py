"""Every screen of the program, and how a person gets there from the one before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from tests.journeys.pages.journal import SEARCH
from tests.journeys.sittings import Doing
from tests.look import bin_screens, sample
from tests.look.beneath import parts_at_rest
from tests.support.finding import BUTTONS, FIELDS, LISTS
from tests.support.stretched import as_written
from tests.support.waiting import until

GARDEN = "Community garden, third morning"
BENCH = sample.BENCH


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: the name of its picture, and how to get there.

    ``again`` opens anew in each look what a resized window closes.
    """

    name: str
    go: Callable[[Doing], None]
    again: Callable[[Doing], None] | None = None


def _recipe(doing: Doing) -> None:
    doing.shell.go_to("Recipe")
    doing.person.waits_for("Read the whole sheet", BUTTONS)


def _item(doing: Doing) -> None:
    doing.recipe.opens_item(next(i for i in doing.recipe.content.items if i.id == "respect"))


def _sheet(doing: Doing) -> None:
    doing.recipe.goes_back()
    doing.person.clicks("Read the whole sheet")
    doing.person.waits_to_see("Models that look alike")


def _find_in_recipe(doing: Doing) -> None:
    doing.recipe.goes_back()
    doing.person.clicks("Find in the recipe")
    doing.person.writes("Find in the recipe", as_written("listening"))
    until(lambda: re.search(r"\d+ (places|of \d+)", doing.person.reads()), "places in the recipe")


def _find_in_guide(doing: Doing) -> None:
    doing.person.clicks("Find in the guide")
    doing.person.writes("Find in the guide", "passphrase")
    until(lambda: re.search(r"\d+ places", doing.person.reads()), "places in the guide")
    doing.person.hits(Qt.Key.Key_Return)


def _welcome(doing: Doing) -> None:
    doing.person.hits(Qt.Key.Key_Escape)
    doing.shell.go_to("Reflect")
    doing.person.waits_for("Set up my journal", BUTTONS)


def _passphrase(doing: Doing) -> None:
    doing.welcome.begins()
    doing.person.writes("Passphrase", sample.PASSPHRASE)
    doing.person.writes("Type it again", sample.PASSPHRASE)


def _recovery_code(doing: Doing) -> None:
    doing.person.clicks("Next: recovery code")
    doing.welcome.types_group_back(doing.welcome.reads_recovery_code())
    doing.person.waits_to_see("That matches.")


def _make_it_yours(doing: Doing) -> None:
    doing.person.clicks("Next: make it yours")
    doing.person.waits_for("Create my journal", BUTTONS)


def _unlock(doing: Doing) -> None:
    doing.shell.go_to("Reflect")
    doing.person.writes("Passphrase", "lantern orchard")


def _wrong_passphrase(doing: Doing) -> None:
    doing.unlock.tries("lantern orchard")
    doing.person.waits_to_see("That passphrase")


def _home(doing: Doing) -> None:
    doing.unlock.unlocks(sample.PASSPHRASE)
    doing.person.waits_for("Carry on", BUTTONS)


def _choose_questions(doing: Doing) -> None:
    bin_screens.takes_it_back(doing)
    doing.person.clicks(re.compile("^Choose my own"))
    doing.person.waits_to_see(doing.recipe.content.questions[-1].text)


def _last_time(doing: Doing) -> None:
    doing.shell.go_to("Recipe")
    doing.shell.go_to("Reflect")
    if not doing.person.finds(re.compile(r"^Values[.]"), BUTTONS):
        doing.person.clicks("Back")
    doing.reflection.is_asked_about_last_time("Values")
    doing.person.clicks("Not yet")
    doing.person.writes("In a few words", "The flipchart stayed in the cupboard.")


def _context(doing: Doing) -> None:
    doing.reflection.skips()
    doing.reflection.tells_context("Garden group, planning the spring", "I am taking notes.", "Large print")


def _question(doing: Doing) -> None:
    doing.person.clicks(re.compile("^(Next|Start)$"))
    for _ in range(6):
        doing.reflection.skips()
    doing.reflection.is_at_question(7, 8)
    doing.person.writes("What did I notice?", "“I'm Bea, I look after paths” went down well again.")


def _question_more(doing: Doing) -> None:
    doing.person.clicks(re.compile("^More\\b"))
    doing.person.clicks("Getting there")
    doing.person.writes("What will I try next?", "Blank stickers and a pen by the door.")


def _all_pages(doing: Doing) -> None:
    _close_map(doing)
    doing.person.clicks("All pages")
    doing.person.waits_for("All pages", LISTS)


def _close_map(doing: Doing) -> None:
    if doing.person.finds("All pages", LISTS):
        doing.person.hits(Qt.Key.Key_Escape)
        until(lambda: not doing.person.finds("All pages", LISTS), "the map of pages to close")


def _look_over(doing: Doing) -> None:
    _close_map(doing)
    doing.reflection.is_at_question(7, 8)
    doing.reflection.goes_on()
    doing.reflection.is_at_question(8, 8)
    doing.reflection.goes_on()
    doing.person.waits_for("Keep in my journal", BUTTONS)
    doing.person.writes("What am I taking away?", "A name is enough.")


def _journal(doing: Doing) -> None:
    doing.shell.go_to("Journal")
    doing.journal.opens(GARDEN)


def _note(doing: Doing) -> None:
    doing.journal.opens(BENCH)


def _search(doing: Doing) -> None:
    doing.person.writes(SEARCH, "bench")
    until(lambda: len(doing.journal.titles()) == 1, "the one entry about the bench")


def _editor(doing: Doing) -> None:
    bin_screens.puts_both_back(doing)
    doing.journal.opens(BENCH)
    doing.person.clicks("Edit")
    doing.person.waits_for("What I want to write", FIELDS)


def _export_choose(doing: Doing) -> None:
    doing.person.clicks("Done")
    doing.journal.prepares_export()
    doing.export.chooses(GARDEN, BENCH)


def _export_include(doing: Doing) -> None:
    doing.export.goes_on()
    doing.person.waits_to_see("What to include")


def _export_preview(doing: Doing) -> None:
    doing.export.goes_on()
    until(lambda: re.search(r"\b\d+ pages?[.]", doing.person.reads()), "the pages of the preview")


def _export_words(doing: Doing) -> None:
    doing.person.clicks("Words only")
    doing.person.waits_to_see("whose bench is it?")


def _settings(doing: Doing) -> None:
    doing.person.clicks("Close")
    doing.person.clicks("Settings")
    doing.person.waits_to_see("Text size")


def _security(doing: Doing) -> None:
    doing.person.clicks("Security")
    doing.person.waits_for("Make a new recovery code", BUTTONS)


def _new_code(doing: Doing) -> None:
    doing.person.clicks("Make a new recovery code")
    doing.person.waits_for("Use the new code from now on", BUTTONS)


def _from_menu(menu: str, entry: str, shows: str, doing: Doing) -> None:
    doing.person.chooses_from_menu(menu, entry)
    doing.person.waits_to_see(shows)


def _file_gone(doing: Doing) -> None:
    doing.shell.go_to("Journal")
    folder = _copy_file(doing).parent / "journals"
    away = folder.rename(folder.with_name("pulled out"))
    doing.person.waits_to_see("What you type stays in this window")
    doing.person.window.journey._file.watch.stop()  # type: ignore[attr-defined]  # it would see it is back
    away.rename(folder)


def _no_copy(doing: Doing) -> None:
    doing.ask.will_say(_copy_file(doing).with_name("Copy of last spring.coprod"))
    doing.person.chooses_from_menu("File", "Open a copy")
    doing.person.waits_to_see("There is no file here")


def _copy(doing: Doing) -> None:
    doing.ask.will_say(_copy_file(doing))
    doing.person.chooses_from_menu("File", "Open a copy")
    doing.person.waits_for("Look inside", BUTTONS)


def _copy_inside(doing: Doing) -> None:
    doing.person.writes("Passphrase", sample.PASSPHRASE)
    doing.person.clicks("Look inside")
    doing.journal.opens(GARDEN)


def _copy_in_place(doing: Doing) -> None:
    doing.ask.will_say(True)
    doing.person.clicks("Put it in place of my journal")
    doing.person.waits_to_see("set aside whole")
    doing.journal.opens(BENCH)


def _copy_saved(doing: Doing) -> None:
    doing.ask.will_say(_copy_file(doing).with_name("Journal copy 2026-11-27.coprod"))
    doing.person.chooses_from_menu("File", "Save a copy of my journal")
    doing.person.waits_to_see("It was opened again and checked.")


def _backups(doing: Doing) -> None:
    doing.person.clicks("Settings")
    doing.person.clicks("Backups")
    doing.person.clicks("Back up now")
    doing.person.waits_to_see("It was opened again and checked.")


def _backups_do_not_work(doing: Doing) -> None:
    parts = parts_at_rest(doing)
    stick = parts.unlocking.folder.parent.parent / "Memory stick"
    stick.mkdir()
    doing.ask.will_say(stick)
    doing.person.clicks("Choose another folder…")
    doing.person.waits_to_see("stay where they are")
    until(lambda: list(stick.iterdir()) and parts.jobs.is_idle, "the backup on the stick")
    for path in stick.iterdir():
        path.unlink()
    stick.rmdir()
    doing.person.clicks("Back up now")
    doing.person.waits_to_see("the last backup did not work")
    doing.shell.go_to("Journal")


def _restore(doing: Doing) -> None:
    doing.shell.locks()
    doing.shell.go_to("Journal")
    doing.person.clicks("Restore a backup")
    doing.person.waits_to_see("whole")


def _damaged(doing: Doing) -> None:
    journal = _copy_file(doing).parent / "journals" / "Journal" / "journal.db"
    data = bytearray(journal.read_bytes())
    data[-3 * 4096 : -2 * 4096] = bytes(4096)
    journal.write_bytes(data)
    doing.person.clicks("Back")
    doing.person.writes("Passphrase", sample.PASSPHRASE)
    doing.person.clicks("Unlock")
    doing.person.waits_to_see("The newest whole backup")


def _salvage(doing: Doing) -> None:
    doing.person.clicks("Save what can still be read")
    doing.person.waits_for("Save what can be read", BUTTONS)


def _salvaged(doing: Doing) -> None:
    doing.person.writes("Passphrase", sample.PASSPHRASE)
    doing.person.clicks("Save what can be read")
    doing.person.waits_to_see("of the file could not be read")


def _merged(doing: Doing) -> None:
    parts = parts_at_rest(doing)
    gone = f"{0:032x}"  # the first of the sample's notes
    parts.unlocking.vault.bin.put(gone, sample.NOW)
    parts.unlocking.vault.bin.remove([gone])
    _copy(doing)
    _copy_inside(doing)
    doing.ask.will_say(True, True)  # without a backup too: the stick is still away
    doing.person.clicks("Bring its entries into my journal")
    doing.person.waits_to_see("The entries are in the Journal")


def _copy_file(doing: Doing) -> Path:
    parts = parts_at_rest(doing)
    data: Path = parts.unlocking.folder.parent.parent
    return data / sample.COPY


NEW_HERE = (
    Screen("03-recipe-overview", _recipe),
    Screen("04-recipe-ingredient-detail", _item),
    Screen("04b-recipe-sheet", _sheet),
    Screen("04c-recipe-find", _find_in_recipe),
    Screen("01-welcome", _welcome),
    Screen("01b-passphrase", _passphrase),
    Screen("01c-recovery-code", _recovery_code),
    Screen("01d-make-it-yours", _make_it_yours),
)
"""With no journal on this computer yet."""

WITH_A_JOURNAL = (
    Screen("02-unlock", _unlock),
    Screen("02b-wrong-passphrase", _wrong_passphrase),
    Screen("05-reflect-home", _home),
    Screen("05a-let-go", bin_screens.let_go),
    Screen("05b-choose-questions", _choose_questions),
    Screen("06a-last-time", _last_time),
    Screen("06-context", _context),
    Screen("07-question", _question),
    Screen("07b-question-more", _question_more),
    Screen("07c-all-pages", _all_pages, again=_all_pages),
    Screen("08-summary", _look_over),
    Screen("09-journal-list-reader", _journal),
    Screen("09b-journal-note", _note),
    Screen("09c-journal-search", _search),
    Screen("09d-journal-moved", bin_screens.moved),
    Screen("09e-bin", bin_screens.entries),
    Screen("09f-bin-draft", bin_screens.unfinished),
    Screen("10-editor", _editor),
    Screen("13-export-select", _export_choose),
    Screen("14-export-include", _export_include),
    Screen("15-export-preview", _export_preview),
    Screen("15b-export-words", _export_words),
    Screen("16-settings-appearance", _settings),
    Screen("16b-security", _security),
    Screen("16c-new-code", _new_code),
    Screen("18-guide", partial(_from_menu, "Help", "Guide", "Co-production")),
    Screen("18b-guide-find", _find_in_guide),
    Screen("19-shortcuts", partial(_from_menu, "Help", "Keyboard shortcuts", "Ctrl+")),
    Screen("20-about", partial(_from_menu, "Help", "About", "0.1")),
    Screen("20b-file-gone", _file_gone),
)
"""With the sample journal, locked at first."""

WITH_A_COPY = (
    Screen("21-no-copy", _no_copy),
    Screen("22-copy", _copy),
    Screen("23-copy-inside", _copy_inside),
    Screen("24-copy-in-place", _copy_in_place),
    Screen("24b-copy-saved", _copy_saved),
    Screen("25-backups", _backups),
    Screen("25b-backups-do-not-work", _backups_do_not_work),
    Screen("25c-restore", _restore),
    Screen("27-damaged", _damaged),
    Screen("27b-salvage", _salvage),
    Screen("27c-salvaged", _salvaged),
    Screen("27d-merged", _merged),
)
"""With the sample journal and a copy of it, locked at first, in a window of their own."""
