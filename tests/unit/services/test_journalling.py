"""Notes: begun, saved as one goes, kept, and changed later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coprod_desktop.domain.entries import Note
from coprod_desktop.services.journalling import Journalling
from coprod_desktop.services.unlocking import Unlocking
from tests.support.journals import CHEAP, NOW, PASSPHRASE


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journalling(tmp_path: Path, clock: Clock) -> Iterator[Journalling]:
    unlocking = Unlocking(tmp_path / "journal", CHEAP)
    unlocking.create(PASSPHRASE, unlocking.new_secret(), recovery_confirmed=True)
    yield Journalling(unlocking, clock)
    unlocking.lock()


def test_a_changed_note_keeps_its_day_of_writing(journalling: Journalling, clock: Clock) -> None:
    kept = journalling.keep_note(replace(journalling.new_note(), body="before"), "Note")
    clock.now = NOW + timedelta(days=3)
    draft = replace(journalling.edit(kept.id), body="after")
    changed = journalling.keep_note(draft, "Another")
    assert changed == journalling.read(kept.id)
    assert (changed.id, changed.title, changed.content) == (kept.id, "Note", Note("after"))
    assert (changed.written, changed.changed) == (NOW, clock.now)


def test_a_mark_set_while_a_change_waits_is_kept(journalling: Journalling) -> None:
    kept = journalling.keep_note(replace(journalling.new_note(), body="before"), "Note")
    draft = replace(journalling.edit(kept.id), body="after")
    journalling.save_note(draft)
    journalling.set_to_talk_about(kept.id, True)
    journalling.keep_note(journalling.edit(kept.id), "Note")
    assert journalling.read(kept.id).to_talk_about


def test_editing_again_carries_on_with_the_change_already_begun(journalling: Journalling) -> None:
    kept = journalling.keep_note(replace(journalling.new_note(), body="before"), "Note")
    draft = replace(journalling.edit(kept.id), body="after")
    journalling.save_note(draft)
    assert journalling.edit(kept.id) == draft
    assert [row.entry_id for row in journalling.drafts()] == [kept.id]


def test_a_note_without_a_title_takes_the_one_it_is_given(journalling: Journalling) -> None:
    draft = replace(journalling.new_note("respect"), title="  ", body="words")
    journalling.save_note(draft)
    kept = journalling.keep_note(draft, "Its first words")
    assert kept.title == "Its first words" and kept.items == ("respect",)
    assert not journalling.drafts()
