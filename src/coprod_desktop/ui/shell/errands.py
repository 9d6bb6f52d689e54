"""What one page asks another to do: carried to the tab that does it, through the unlock panel if need be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from coprod_desktop.errors import KnownError
from coprod_desktop.ui.recipe.notes import JournalNotes
from coprod_desktop.ui.shell.menus import Menus
from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.topbar import Tab

Say = Callable[[str], None]
Go = Callable[[Tab], None]
WhenOpen = Callable[[Tab, Callable[[], None]], None]
"""Goes to a tab and does something there, now or once the journal is unlocked."""


class Errands:
    """One method for each thing that a page can ask of another tab."""

    def __init__(
        self, parts: Parts, pages: Pages, menus: Menus, say: Say, go: Go, when_open: WhenOpen
    ) -> None:
        """``say`` shows a sentence in the line at the bottom."""
        self._say = say
        self._parts, self._pages, self._menus = parts, pages, menus
        self._go, self._when_open = go, when_open

    def reflect_on(self, question_id: str) -> None:
        """Begin a reflection with one question."""
        self._when_open(Tab.REFLECT, partial(self._do_reflect_on, question_id))

    def reopen(self, entry_id: str) -> None:
        """Add to a reflection that was kept."""
        self._when_open(Tab.REFLECT, partial(self._do_reopen, entry_id))

    def new_reflection(self) -> None:
        """Show the ways to begin a reflection."""
        self._when_open(Tab.REFLECT, self._do_new_reflection)

    def write_about(self, item_id: str) -> None:
        """Begin a note about an item of the recipe."""
        self._when_open(Tab.JOURNAL, partial(self._do_write_about, item_id))

    def open_entry(self, entry_id: str) -> None:
        """Show an entry."""
        self._when_open(Tab.JOURNAL, partial(self._do_open_entry, entry_id))

    def new_note(self) -> None:
        """Begin a note."""
        self._when_open(Tab.JOURNAL, self._do_new_note)

    def find(self, at: Tab) -> None:
        """Put the cursor where one searches: in the guide in front, in the open Journal, or in the recipe."""
        if self._pages.shows_guide:
            self._pages.guide().open_find()
            return
        if at is Tab.JOURNAL and self._parts.unlocking.is_unlocked:
            if self._pages.current is not self._pages.journal():
                self._go(Tab.JOURNAL)
            self._pages.journal().open_find()
            return
        if self._pages.current is not self._pages.recipe:
            self._go(Tab.RECIPE)
        self._pages.recipe.open_find()

    @property
    def _entry_in_view(self) -> bool:
        """Whether the Journal is in front and shows an entry."""
        if not self._parts.unlocking.is_unlocked:
            return False
        journal = self._pages.journal()
        return self._pages.current is journal and journal.entry_in_view is not None

    def offer_bin(self) -> None:
        """The Edit menu is about to open: say whether there is an entry to move."""
        self._menus.offer_bin(self._entry_in_view)

    def move_to_bin(self) -> None:
        """Move the entry in view to the bin."""
        if self._entry_in_view:
            self._pages.journal().move_to_bin()

    def clear_bin(self) -> None:
        """Remove for good what has been in the bin for long enough; once, after unlocking."""
        self._parts.jobs.run(
            self._parts.desk.deleting.clear_out, done=self._bin_cleared, failed=self._bin_not_cleared
        )

    def _bin_cleared(self, count: int) -> None:
        if count and self._parts.unlocking.is_unlocked:
            self._say(
                QCoreApplication.translate("Errands", "What was in the bin for more than 30 days is gone.")
            )
            self._pages.journal().refresh()

    def _bin_not_cleared(self, error: Exception) -> None:
        """A known cause can wait: what is left to do is done after the next unlocking."""
        if not isinstance(error, KnownError):
            self._parts.jobs.unexpected.emit(error)

    def show_item(self, item_id: str) -> None:
        """Show an item of the recipe."""
        self._go(Tab.RECIPE)
        self._pages.recipe.show_item(item_id)

    def item_shown(self, item_id: str) -> None:
        """Fetch what the journal knows about an item of the recipe, if it is open."""
        if self._parts.unlocking.is_unlocked:
            self._parts.jobs.run(
                partial(self._notes_about, item_id),
                done=self._pages.recipe.show_journal,
                owner=self._pages.recipe,
            )

    # The pages are asked for only now: they are made anew after each unlock.
    def _do_reflect_on(self, question_id: str) -> None:
        self._pages.reflect().reflect_on(question_id)

    def _do_reopen(self, entry_id: str) -> None:
        self._pages.reflect().reopen(entry_id)

    def _do_new_reflection(self) -> None:
        self._pages.reflect().show_ways_to_begin()

    def _do_write_about(self, item_id: str) -> None:
        self._pages.journal().write_about(item_id)

    def _do_open_entry(self, entry_id: str) -> None:
        self._pages.journal().open_entry(entry_id)

    def _do_new_note(self) -> None:
        self._pages.journal().new_note()

    def _notes_about(self, item_id: str) -> JournalNotes:
        """Runs on the vault's lane."""
        questions = tuple(question.id for question in self._parts.recipe.questions_for(item_id))
        return JournalNotes(
            item_id,
            self._parts.desk.reflecting.last_looked_at(),
            tuple(self._parts.desk.journalling.about_item(item_id, questions)),
        )
