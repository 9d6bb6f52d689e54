"""What one page asks another to do: carried to the tab that does it, through the unlock panel if need be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from coprod_desktop.ui.recipe.notes import JournalNotes
from coprod_desktop.ui.shell.pages import Pages
from coprod_desktop.ui.shell.parts import Parts
from coprod_desktop.ui.shell.topbar import Tab

WhenOpen = Callable[[Tab, Callable[[], None]], None]
"""Goes to a tab and does something there, now or once the journal is unlocked."""


class Errands:
    """One method for each thing that a page can ask of another tab."""

    def __init__(self, parts: Parts, pages: Pages, go: Callable[[Tab], None], when_open: WhenOpen) -> None:
        self._parts, self._pages = parts, pages
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
