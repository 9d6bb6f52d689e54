"""Titles and tags that somebody pasted, a megabyte long: kept whole, and short wherever they are listed."""

from __future__ import annotations

from dataclasses import replace

from coprod_desktop.domain.actions import TO_TRY
from coprod_desktop.domain.entries import (
    Answer,
    Context,
    Entry,
    EventDate,
    NextStep,
    NoteDraft,
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.shortening import LONGEST_IN_A_LIST
from coprod_desktop.vault.vault import Vault
from tests.support.journals import NOW, note

ENDLESS = "w" * 200_000
DAY = EventDate(2026, 11, 2)


def reflection() -> Entry:
    answers = (Answer("values-1", "Did I listen?", "Yes", step=NextStep("Listen")),)
    content = Reflection(QuestionSet.CHOSEN, Context(DAY), answers)
    return Entry("e" * 32, ENDLESS, DAY, NOW, NOW, content, tags=(ENDLESS,))


def test_lists_hold_the_beginning_and_the_entry_the_whole(vault: Vault) -> None:
    entry = reflection()
    vault.entries.put(entry)
    vault.drafts.put_note(NoteDraft("d" * 32, DAY, title=ENDLESS, body="words", tags=(ENDLESS,)), NOW)
    vault.drafts.put_note(NoteDraft("f" * 32, DAY, title=ENDLESS, body="words", tags=(ENDLESS,)), NOW)
    vault.bin.put_draft("f" * 32, NOW)
    assert vault.entries.get(entry.id) == entry
    assert vault.drafts.get_note("d" * 32).title == ENDLESS
    rows = [*vault.entries.rows(), *vault.search.find("listen"), *vault.bin.rows()]
    assert len(rows) == 3
    titles = [
        *(row.title for row in rows),
        *(row.title for row in vault.drafts.rows()),
        *(action.title for action in vault.actions.all(TO_TRY)),
        *(follow_up.title for follow_up in vault.follow_ups.open()),
        *(moment.title for moment in vault.growth.picture(["values-1"]).moments),
        *(tag for row in rows for tag in row.tags),
    ]
    assert len(titles) == 10
    assert all(title.startswith("www") and len(title) <= LONGEST_IN_A_LIST + 1 for title in titles)


def test_a_stored_beginning_without_an_end_is_cut_as_well(vault: Vault) -> None:
    """As a copy may bring it that no program of ours made."""
    entry = replace(note(1, "words"))
    vault.entries.put(entry)
    vault.entries._connection.change("UPDATE entry SET excerpt = ?", ENDLESS)
    (row,) = vault.entries.rows()
    assert len(row.excerpt) <= LONGEST_IN_A_LIST + 1
