"""Entries, drafts, search and reopening under any sequence of acts, beside plain dictionaries."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from coprod_desktop.domain.entries import Entry, EventDate, Note, NoteDraft
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, event_dates, note

WORDS = ("tea", "teapot", "ŵy", "trust", "كتاب", "rest")
bodies = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
numbers = st.integers(0, 6)


class JournalModel(RuleBasedStateMachine):
    """A journal beside a dictionary of entries, one of drafts and a count of versions."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.secret = JournalSecret(bytes(range(20)))
        self.passphrase = PASSPHRASE
        self.vault = Vault.create(self.place / "j", PASSPHRASE, self.secret, kdf=CHEAP)
        self.entries: dict[str, Entry] = {}
        self.versions: dict[str, int] = {}
        self.drafts: dict[str, NoteDraft] = {}
        self.clock = NOW

    def teardown(self) -> None:
        self.vault.close()
        shutil.rmtree(self.place)

    @rule(number=numbers, body=bodies, title=bodies, event=event_dates(), draft=st.none() | numbers)
    def put(self, number: int, body: str, title: str, event: EventDate, draft: int | None) -> None:
        entry = note(number, body, title=title, event=event, tags=tuple(title.split()[:1]))
        former = self.entries.get(entry.id)
        self.vault.entries.put(entry, remove_draft=None if draft is None else str(draft))
        self.entries[entry.id] = entry
        if former is not None and former != entry:
            self.versions[entry.id] = self.versions.get(entry.id, 0) + 1
        self.drafts.pop(str(draft), None)

    @rule(number=numbers, on=st.booleans())
    def mark(self, number: int, on: bool) -> None:
        entry_id = note(number).id
        if entry_id in self.entries:
            self.vault.entries.set_to_talk_about(entry_id, on)
            self.entries[entry_id] = replace(self.entries[entry_id], to_talk_about=on)

    @rule(number=numbers, body=bodies)
    def write_draft(self, number: int, body: str) -> None:
        self.clock += timedelta(seconds=2)
        draft = NoteDraft(str(number), EventDate(2026, 1), body=body)
        self.vault.drafts.put_note(draft, self.clock)
        self.drafts.pop(draft.id, None)
        self.drafts[draft.id] = draft

    @rule(number=numbers)
    def let_go(self, number: int) -> None:
        self.vault.drafts.remove(str(number))
        self.drafts.pop(str(number), None)

    @precondition(lambda self: self.entries)
    @rule(by_code=st.booleans())
    def close_and_open(self, by_code: bool) -> None:
        self.vault.close()
        folder = self.place / "j"
        if by_code:
            self.vault = Vault.open_with_recovery_code(folder, self.secret.recovery_code(), kdf=CHEAP)
        else:
            self.vault = Vault.open(folder, self.passphrase, kdf=CHEAP)

    @rule(passphrase=st.sampled_from(["one passphrase", "ŵy ac ŵyneb", PASSPHRASE]))
    def change_passphrase(self, passphrase: str) -> None:
        self.vault.change_passphrase(passphrase, kdf=CHEAP)
        self.passphrase = passphrase

    @rule(words=st.lists(st.sampled_from((*WORDS, "te", "wy", "tr")), min_size=1, max_size=2))
    def search(self, words: list[str]) -> None:
        *whole, last = [word.replace("ŵ", "w") for word in words]

        def fits(entry: Entry) -> bool:
            assert isinstance(entry.content, Note)
            text = " ".join((entry.title, entry.content.body, *entry.tags))
            there = text.replace("ŵ", "w").split()
            return all(word in there for word in whole) and any(word.startswith(last) for word in there)

        expected = {entry.id for entry in self.entries.values() if fits(entry)}
        assert {row.id for row in self.vault.search.find(" ".join(words))} == expected

    @invariant()
    def agrees(self) -> None:
        listed = [row.id for row in self.vault.entries.rows()]
        newest_first = sorted(self.entries.values(), key=lambda entry: entry.event, reverse=True)
        assert [self.entries[entry_id].event for entry_id in listed] == [e.event for e in newest_first]
        assert set(listed) == set(self.entries)
        assert {key: self.vault.entries.get(key) for key in self.entries} == self.entries
        assert [row.id for row in self.vault.drafts.rows()] == list(reversed(self.drafts))
        assert {key: self.vault.drafts.get_note(key) for key in self.drafts} == self.drafts
        for entry_id in self.entries:
            assert len(self.vault.entries.versions(entry_id)) == self.versions.get(entry_id, 0)


JournalModel.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestJournalModel = JournalModel.TestCase
