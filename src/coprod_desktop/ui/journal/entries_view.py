"""The entries: list and reader beside each other, or the page where a note is written, or the bin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.actions import EntryRead
from coprod_desktop.domain.entries import DraftRow, Entry, EntryKind, NoteDraft
from coprod_desktop.services.clock import Saved
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.journal.bin_page import BinPage
from coprod_desktop.ui.journal.binning import Binning
from coprod_desktop.ui.journal.browse import Browse
from coprod_desktop.ui.journal.editor_page import EditorPage, title_for
from coprod_desktop.ui.journal.keeper import NoteKeeper, NotesBehind
from coprod_desktop.ui.journal.rows import EntryRows
from coprod_desktop.ui.journal.talk_mark import TalkMark
from coprod_desktop.ui.journal.words import date_of
from coprod_desktop.ui.private_jobs import PrivateJobs
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce


class EntriesView(QStackedWidget):
    """Reading, searching and writing.

    ``saved`` carries a `Saved`, ``reopen_reflection`` the id of an entry, ``show_item`` the id of an
    item of the recipe, ``reflect_on`` of a question, ``status`` a sentence, ``filled`` whether the journal
    holds any entry.
    ``room_changed`` comes when `wants_head` may be another.
    """

    saved = Signal(object)
    reopen_reflection = Signal(object)
    filled = Signal(object)
    room_changed = Signal()
    show_item = Signal(object)
    reflect_on = Signal(object)
    status = Signal(object)

    def __init__(
        self,
        theme: Theme,
        recipe: Recipe,
        journalling: Journalling,
        deleting: Deleting,
        jobs: Jobs,
        ask: Ask,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._journalling, self._jobs, self._ask = theme, journalling, jobs, ask
        self._rows = EntryRows(journalling, jobs, self)
        self.browse = Browse(theme, recipe, self._rows)
        self.editor = EditorPage(theme, recipe, journalling.new_note().event.as_day())
        self.addWidget(self.browse)
        self.addWidget(self.editor)
        self.bin = BinPage(theme, recipe, deleting, jobs, ask, self)
        self.addWidget(self.bin)
        self._work = PrivateJobs(jobs, self, self.browse.show_trouble)
        self._run = self._work.run
        self.binning = Binning(self.browse, deleting, self._run, self)
        self._mark = TalkMark(self.browse, self._rows, journalling, self._run, self)
        self.keeper = NoteKeeper(journalling, jobs, self)
        self.keeper.read_with(self.editor.read_into)
        self._behind = NotesBehind(journalling, jobs, self)
        self._behind.written.connect(self._fetch_drafts)
        self._reading = 0
        self._then: Callable[[], None] | None = None
        self._connect()

    def _connect(self) -> None:
        browse, editor, keeper = self.browse, self.editor, self.keeper
        browse.new_note.connect(self.new_note)
        browse.filled.connect(self.filled)
        browse.room_changed.connect(self.room_changed)
        self.currentChanged.connect(self._page_changed)
        browse.wanted_entry.connect(self._fetch_entry)
        browse.carry_on.connect(self._carry_on)
        browse.reader.edit.connect(self._edit)
        browse.reader.talk_about.connect(self._mark.turn)
        browse.reader.show_item.connect(self.show_item)
        browse.reader.reflect_on.connect(self.reflect_on)
        browse.reader.link_chosen.connect(self._open_link)
        editor.touched.connect(keeper.touch)
        editor.done.connect(self._done)
        editor.back.connect(self._back)
        keeper.saved.connect(self._saved)
        keeper.trouble.connect(self._show_trouble)
        keeper.kept.connect(self._kept)
        keeper.let_go.connect(self._note_closed)
        keeper.parted.connect(self._note_closed)
        self._rows.trouble.connect(browse.show_trouble)
        browse.list_pane.bin.connect(self._open_bin)
        self.binning.moved.connect(self._moved_to_bin)
        self.binning.taken_back.connect(self._taken_back)
        self.binning.draft_gone.connect(self._draft_let_go)
        self.binning.draft_back.connect(self._draft_back)
        self.bin.closed.connect(self._leave_bin)
        self.bin.status.connect(self.status)
        self.bin.link_chosen.connect(self._open_link)

    # ------------------------------------------------------------------ what the window asks for
    def refresh(self) -> None:
        """Fetch list, unfinished notes and the open entry anew; a note under way stays as it is."""
        self.browse.list_pane.show_now()
        self._fetch_drafts()
        self.binning.count()
        if self.currentWidget() is self.bin:
            self.bin.refresh()
        if (entry := self.browse.reader.entry) is not None:
            self._fetch_entry(entry.id)

    def open_entry(self, entry_id: str, question_id: str = "") -> None:
        """Show one entry, wherever one is in the tab; from an answer of it on, if a question is named."""
        self._leave_editor(partial(self._stand_on, entry_id, question_id))

    def new_note(self) -> None:
        """Begin a note."""
        self._open_note(self._journalling.new_note(), in_journal=False)

    def write_about(self, item_id: str) -> None:
        """Begin a note that goes with an item of the recipe, with the item's prompt."""
        self._open_note(self._journalling.new_note(item_id), in_journal=False)

    def open_find(self) -> None:
        """Put the cursor into the search field."""
        self._leave_editor(self.browse.open_find)

    def place(self) -> tuple[str | None, str | None]:
        """The ids of the entry that is read and of the note that is written, as far as there are any."""
        entry = self.browse.reader.entry
        draft = self.keeper.draft.id if self.keeper.is_open and self.keeper.is_in_journal else None
        return entry.id if entry is not None else None, draft

    def restore(self, entry_id: str | None, draft_id: str | None) -> None:
        """Go back to where one was."""
        if entry_id:
            self.open_entry(entry_id)
        if draft_id:
            self._carry_on(draft_id)

    def flush(self) -> None:
        """Hand everything that was typed to the vault's lane, now."""
        self.keeper.flush()
        self._behind.flush()

    def write_anew(self) -> None:
        """Write what is under way into the journal's file, which is another one by now."""
        self.keeper.write_anew()

    def has_unsaved(self) -> bool:
        """Whether something typed could not be written so far."""
        return self.keeper.has_unsaved or bool(self._behind.unwritten())

    def unwritten(self) -> tuple[NoteDraft, ...]:
        """The note under way, if it could not be written, and those behind it."""
        here = (self.keeper.gather(),) if self.keeper.has_unsaved else ()
        return (*here, *self._behind.unwritten())

    def take_back(self, draft: NoteDraft) -> None:
        """Show a note that still could not be written, in the place of what is shown; try again."""
        if self.keeper.has_unsaved:
            self._behind.take(draft)
            return
        self._write_on(draft, in_journal=True)
        self.keeper.write_again()

    def wipe(self) -> None:
        """Forget every word of the journal."""
        self._reading += 1
        self._work.wipe()
        self._then = None
        self.keeper.close()
        self._behind.wipe()
        self.editor.setEnabled(True)
        self.editor.wipe()
        self._rows.wipe()
        self.browse.wipe()
        self.binning.forget()
        self.bin.wipe()
        self.setCurrentWidget(self.browse)

    @property
    def wants_head(self) -> bool:
        """Whether the head of the Journal stands above: not over a page that has all the room."""
        return self.currentWidget() is self.browse and not self.browse.reads_alone

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        page = self.currentWidget()
        assert isinstance(page, EditorPage | BinPage | Browse)
        return page.panes()

    def _page_changed(self, _index: int) -> None:
        self.room_changed.emit()

    # ------------------------------------------------------------------ the bin
    @property
    def entry_in_view(self) -> str | None:
        """The id of the entry that can be moved to the bin; None where none is in view."""
        entry = self.browse.reader.entry
        return entry.id if entry is not None and self.currentWidget() is self.browse else None

    def move_to_bin(self) -> None:
        """Move the entry in view to the bin."""
        if self.entry_in_view is not None:
            self.binning.move(self.entry_in_view)

    def _moved_to_bin(self, beside: str | None) -> None:
        self._reading += 1
        self.browse.show_rest(beside)
        self.refresh()

    def _taken_back(self, entry_id: str) -> None:
        self.status.emit(self.tr("Put back in your journal."))
        self.refresh()
        self._stand_on(entry_id)

    def _draft_let_go(self, in_bin: bool) -> None:
        if not in_bin:
            self.status.emit(self.tr("Let go."))
        self.binning.count()
        self._run(self._journalling.drafts, partial(self._show_drafts, ""))

    def _draft_back(self, draft_id: str) -> None:
        self.status.emit(self.tr("Taken out of the bin."))
        self.binning.count()
        self._run(self._journalling.drafts, partial(self._show_drafts, draft_id))

    def _show_drafts(self, draft_id: str, drafts: Sequence[DraftRow]) -> None:
        """With the keys on a draft, or where one goes on when there is none."""
        self.browse.list_pane.drafts.show_drafts(drafts)
        if self.browse.isVisible() and not self.browse.list_pane.drafts.focus_draft(draft_id):
            self.browse.list_pane.focus_list()

    def _open_bin(self) -> None:
        self.binning.forget()
        self.setCurrentWidget(self.bin)
        self.bin.open()

    def _leave_bin(self) -> None:
        """Not if one is elsewhere by now: what is done in the bin can take seconds, and one writes on."""
        if self.currentWidget() is self.bin:
            self._back_to_list()

    # ------------------------------------------------------------------ reading
    def _stand_on(self, entry_id: str, question_id: str = "") -> None:
        self.browse.stand_on(entry_id)
        self.browse.reader.read_from(question_id)
        self._fetch_entry(entry_id)

    def _fetch_entry(self, entry_id: str) -> None:
        self._reading += 1
        self._run(
            partial(self._journalling.read_with_notes, entry_id),
            partial(self._show_entry, self._reading),
            partial(self._entry_failed, self._reading),
        )

    def _show_entry(self, reading: int, read: EntryRead) -> None:
        if reading == self._reading:
            self.browse.show_entry(read)

    def _entry_failed(self, reading: int, error: Exception) -> None:
        if reading != self._reading:
            return
        if isinstance(error, KeyError):
            self.browse.show_gone()
        else:
            self.browse.show_trouble(error)

    def _open_link(self, address: str) -> None:
        self._ask.open_link(self, address)

    # ------------------------------------------------------------------ writing
    def _edit(self, entry: Entry) -> None:
        if entry.kind is EntryKind.REFLECTION:
            self.reopen_reflection.emit(entry.id)
            return
        self._run(
            partial(_fetch_edit, self._journalling, entry.id),
            self._open_edit,
            partial(self._entry_failed, self._reading),
        )

    def _open_edit(self, found: tuple[NoteDraft, bool]) -> None:
        draft, in_journal = found
        self._open_note(draft, in_journal=in_journal)

    def _carry_on(self, draft_id: str) -> None:
        self._run(partial(self._journalling.carry_on, draft_id), self._open_begun, self._draft_gone)

    def _open_begun(self, draft: NoteDraft) -> None:
        self._open_note(draft, in_journal=True)

    def _draft_gone(self, error: Exception) -> None:
        self._fetch_drafts()
        if not isinstance(error, KeyError):
            self.browse.show_trouble(error)

    def _open_note(self, draft: NoteDraft, *, in_journal: bool) -> None:
        if self.keeper.is_open and self.keeper.draft.id == draft.id:
            self.setCurrentWidget(self.editor)
            return
        self._leave_editor(partial(self._write_on, draft, in_journal=in_journal))

    def _write_on(self, draft: NoteDraft, *, in_journal: bool) -> None:
        self.keeper.open(draft, in_journal=in_journal)
        self.setCurrentWidget(self.editor)
        self.editor.show_note(draft)

    def _done(self) -> None:
        draft = self.keeper.gather()
        fallback = self.tr("Quick note, {date}").format(date=date_of(draft.event))
        self.keeper.keep(title_for(draft.body, fallback))
        # What would be typed from now on could not go with it.
        self.editor.setEnabled(not self.keeper.is_being_kept)

    def _back(self) -> None:
        self._leave_editor(None)

    def _leave_editor(self, then: Callable[[], None] | None) -> None:
        """Back to the list once what was written is kept as a note that is not finished; and then on.

        What cannot be written stays on the page, with the reason.
        """
        self._then = then
        if self.keeper.is_open:
            self.keeper.leave()
        else:
            self.setCurrentWidget(self.browse)
            self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _show_trouble(self, error: Exception | None) -> None:
        if error is not None:
            self._then = None
            self._let_write()
        self.editor.show_trouble(error)

    def _let_write(self) -> None:
        """It was not kept after all: the note can be written on as before."""
        if not self.editor.isEnabled():
            self.editor.setEnabled(True)
            self.editor.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self, entry: Entry) -> None:
        self.saved.emit(Saved(entry.changed))
        self.editor.setEnabled(True)
        self.editor.wipe()
        self._back_to_list()
        announce(self, self.tr("Kept in your journal."))
        self._stand_on(entry.id)
        self._go_on()

    def _note_closed(self) -> None:
        self.editor.wipe()
        self._back_to_list()
        self._go_on()

    def _back_to_list(self) -> None:
        self.setCurrentWidget(self.browse)
        self.refresh()
        self.browse.list_pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, saved: Saved) -> None:
        self.editor.show_saved(saved)
        self.saved.emit(saved)

    def _fetch_drafts(self) -> None:
        self._run(self._journalling.drafts, self.browse.list_pane.drafts.show_drafts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit to the new size."""
        super().resizeEvent(event)
        self.browse.fit()


def _fetch_edit(journalling: Journalling, entry_id: str) -> tuple[NoteDraft, bool]:
    """Runs on the vault's lane: the draft of an entry, and whether it was already begun."""
    draft = journalling.edit(entry_id)
    return draft, any(row.id == draft.id for row in journalling.drafts())
