"""The draft under way is written in time, and never lost when it cannot be written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from coprod_desktop.domain import reflection as wizard
from coprod_desktop.domain.entries import QuestionSet
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.services.reflecting import Reflecting
from coprod_desktop.ui.keeping import SAVE_WITHIN_MS
from coprod_desktop.ui.reflect.keeper import DraftKeeper
from tests.ui.reflect.memory import DiskFullHere, HeldJobs, InstantJobs, MemoryVault


@pytest.fixture
def draft(reflecting: Reflecting) -> ReflectionDraft:
    return reflecting.begin(QuestionSet.VALUES)


def typed(draft: ReflectionDraft, words: str) -> ReflectionDraft:
    return wizard.with_answer(draft, replace(draft.answers[0], noticed=words))


def test_a_key_is_written_at_most_two_seconds_later(
    reflecting: Reflecting, jobs: InstantJobs, vault: MemoryVault, draft: ReflectionDraft
) -> None:
    keeper = DraftKeeper(reflecting, jobs)
    keeper.open(draft, in_journal=False)
    keeper.change(typed(draft, "a"))
    timer = keeper.soon
    assert timer.isSingleShot() and timer.isActive()
    assert timer.interval() == SAVE_WITHIN_MS <= 2000
    left = timer.remainingTime()
    keeper.change(typed(draft, "ab"))
    assert timer.remainingTime() <= left, "further keys must not put it off"
    timer.timeout.emit()
    assert vault.only_draft().answers[0].noticed == "ab"
    assert not keeper.has_unsaved and not timer.isActive()


def test_the_page_is_read_when_it_is_time_to_write(
    reflecting: Reflecting, jobs: InstantJobs, vault: MemoryVault, draft: ReflectionDraft
) -> None:
    keeper = DraftKeeper(reflecting, jobs)
    reads: list[str] = []

    def read(draft: ReflectionDraft) -> ReflectionDraft:
        reads.append("read")
        return typed(draft, "from the page")

    keeper.read_with(read)
    keeper.open(draft, in_journal=False)
    for _ in range(5):
        keeper.touch()
    assert not reads and keeper.has_unsaved
    keeper.soon.timeout.emit()
    assert reads == ["read"] and vault.only_draft().answers[0].noticed == "from the page"


def test_nothing_typed_leaves_no_draft(
    reflecting: Reflecting, jobs: InstantJobs, vault: MemoryVault, draft: ReflectionDraft
) -> None:
    keeper = DraftKeeper(reflecting, jobs)
    keeper.open(draft, in_journal=False)
    keeper.change(wizard.forward(draft))
    keeper.change(wizard.skip(keeper.draft))
    keeper.flush()
    assert not vault.drafts.kept and not keeper.has_unsaved


def test_what_was_typed_and_taken_away_again_leaves_no_draft(
    reflecting: Reflecting, jobs: InstantJobs, vault: MemoryVault, draft: ReflectionDraft
) -> None:
    keeper = DraftKeeper(reflecting, jobs)
    keeper.open(draft, in_journal=False)
    keeper.change(typed(draft, "a"))
    keeper.flush()
    keeper.change(draft)
    keeper.leave()
    assert not vault.drafts.kept and not keeper.is_open


def test_one_leaves_only_when_everything_is_written(
    reflecting: Reflecting, vault: MemoryVault, draft: ReflectionDraft, qtbot: QtBot
) -> None:
    held = HeldJobs()
    keeper = DraftKeeper(reflecting, held)
    keeper.open(draft, in_journal=False)
    keeper.change(typed(draft, "my words"))
    vault.drafts.fails = DiskFullHere()
    with qtbot.assertNotEmitted(keeper.parted):
        keeper.leave()
        held.release()
    assert keeper.is_open and keeper.draft.answers[0].noticed == "my words"
    vault.drafts.fails = None
    with qtbot.waitSignal(keeper.parted):
        keeper.leave()
        held.release()
    assert vault.only_draft().answers[0].noticed == "my words" and not keeper.is_open


def test_a_failed_save_is_told_kept_and_tried_again(
    reflecting: Reflecting, jobs: InstantJobs, vault: MemoryVault, draft: ReflectionDraft
) -> None:
    keeper = DraftKeeper(reflecting, jobs)
    troubles: list[object] = []
    keeper.trouble.connect(troubles.append)
    keeper.open(draft, in_journal=False)
    vault.drafts.fails = DiskFullHere()
    keeper.change(typed(draft, "my words"))
    keeper.flush()
    assert keeper.has_unsaved and keeper.draft.answers[0].noticed == "my words"
    assert isinstance(troubles[-1], DiskFullHere)
    vault.drafts.fails = None
    assert keeper._again.isActive()
    keeper._again.timeout.emit()
    assert vault.only_draft().answers[0].noticed == "my words"
    assert troubles[-1] is None and not keeper.has_unsaved


def test_a_save_on_its_way_does_not_count_for_later_words(
    reflecting: Reflecting, vault: MemoryVault, draft: ReflectionDraft
) -> None:
    held = HeldJobs()
    keeper = DraftKeeper(reflecting, held)
    keeper.open(draft, in_journal=False)
    keeper.change(typed(draft, "first"))
    keeper.flush()
    keeper.change(typed(draft, "second"))
    held.release()
    assert keeper.has_unsaved
    keeper.flush()
    held.release()
    assert not keeper.has_unsaved and vault.only_draft().answers[0].noticed == "second"


def test_an_answer_for_a_closed_draft_is_ignored(
    reflecting: Reflecting, vault: MemoryVault, draft: ReflectionDraft
) -> None:
    held = HeldJobs()
    keeper = DraftKeeper(reflecting, held)
    keeper.open(draft, in_journal=False)
    keeper.change(typed(draft, "first"))
    keeper.flush()
    keeper.close()
    vault.drafts.fails = DiskFullHere()
    held.release()
    assert not keeper.is_open and not keeper._again.isActive()


def test_while_paused_nothing_is_written_and_afterwards_everything(
    reflecting: Reflecting, jobs: InstantJobs, vault: MemoryVault, draft: ReflectionDraft
) -> None:
    keeper = DraftKeeper(reflecting, jobs)
    keeper.open(draft, in_journal=False)
    keeper.change(typed(draft, "a"))
    keeper.pause()
    keeper.flush()
    assert not vault.drafts.kept
    keeper.resume()
    assert vault.only_draft().answers[0].noticed == "a"


def test_a_late_answer_does_not_count_for_words_typed_after_opening_again(
    reflecting: Reflecting, vault: MemoryVault, draft: ReflectionDraft, qtbot: QtBot
) -> None:
    held = HeldJobs()
    keeper = DraftKeeper(reflecting, held)
    keeper.open(draft, in_journal=False)
    keeper.change(typed(draft, "first"))
    keeper.flush()
    keeper.open(keeper.draft, in_journal=True)
    keeper.change(typed(draft, "second"))
    held.release()
    assert keeper.has_unsaved
    with qtbot.waitSignal(keeper.parted):
        keeper.leave()
        held.release()
    assert vault.only_draft().answers[0].noticed == "second"


def test_a_save_that_fails_while_it_is_being_kept_says_nothing_until_that_is_decided(
    reflecting: Reflecting, vault: MemoryVault, draft: ReflectionDraft
) -> None:
    held = HeldJobs()
    keeper = DraftKeeper(reflecting, held)
    troubles: list[object] = []
    keeper.trouble.connect(troubles.append)
    keeper.open(draft, in_journal=False)
    keeper.change(typed(draft, "my words"))
    keeper.flush()
    keeper.pause()
    vault.drafts.fails = DiskFullHere()
    held.release()
    assert troubles == [] and keeper.has_unsaved and not keeper._again.isActive()
    vault.drafts.fails = None
    keeper.resume()
    held.release()
    assert vault.only_draft().answers[0].noticed == "my words" and not keeper.has_unsaved
