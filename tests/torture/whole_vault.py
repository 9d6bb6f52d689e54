"""All that can be done with a journal, in any order, beside dictionaries that say what it has to hold."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from coprod_desktop.domain.entries import Entry, EventDate, Note, NoteDraft
from coprod_desktop.vault.errors import WrongPassphrase, WrongRecoveryCode
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.merging import spelling
from coprod_desktop.vault.opened import OpenedCopy
from coprod_desktop.vault.placing import put_in_place
from coprod_desktop.vault.portable import never
from coprod_desktop.vault.vault import Vault
from tests.support.journals import CHEAP, NOW, PASSPHRASE, event_dates, note

WORDS = ("tea", "teapot", "ŵy", "trust", "كتاب", "rest")
PASSPHRASES = ("one passphrase", "ŵy ac ŵyneb", PASSPHRASE)
bodies = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
numbers = st.integers(0, 6)
which = st.integers(0, 2)


@dataclass
class State:
    """What a journal has to hold, and what opens it."""

    passphrase: str = PASSPHRASE
    secret: bytes = bytes(range(20))
    entries: dict[str, Entry] = field(default_factory=dict)
    binned: dict[str, tuple[Entry, datetime]] = field(default_factory=dict)
    versions: dict[str, list[Entry]] = field(default_factory=dict)
    drafts: dict[str, NoteDraft] = field(default_factory=dict)
    let_go: dict[str, tuple[NoteDraft, datetime]] = field(default_factory=dict)

    def copy(self) -> State:
        """The same, that goes its own way."""
        versions = {entry_id: list(kept) for entry_id, kept in self.versions.items()}
        return replace(
            self,
            entries=dict(self.entries),
            binned=dict(self.binned),
            versions=versions,
            drafts=dict(self.drafts),
            let_go=dict(self.let_go),
        )

    def whole(self) -> dict[str, Entry]:
        """Every entry, those of the bin too."""
        return self.entries | {entry_id: entry for entry_id, (entry, _) in self.binned.items()}

    def every_draft(self) -> dict[str, NoteDraft]:
        """Every draft, those of the bin too."""
        return self.drafts | {draft_id: draft for draft_id, (draft, _) in self.let_go.items()}

    def shown_drafts(self) -> dict[str, NoteDraft]:
        """The drafts that a list shows: one that changes an entry in the bin is out of sight with it."""
        return {name: draft for name, draft in self.drafts.items() if draft.entry_id not in self.binned}


class WholeVault(RuleBasedStateMachine):
    """A journal beside a `State`, and copies of it beside theirs."""

    lived: ClassVar[int] = 0
    """Examples that were gone through to their end."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.folder = self.place / "journals" / "Journal"
        self.state = State()
        secret = JournalSecret(self.state.secret)
        self.vault = Vault.create(self.folder, PASSPHRASE, secret, kdf=CHEAP)
        self.copies: dict[int, tuple[Path, State]] = {}
        self.clock = NOW
        self.locks = 0

    def teardown(self) -> None:
        self.vault.close()
        shutil.rmtree(self.place)
        type(self).lived += 1

    def _tick(self) -> datetime:
        self.clock += timedelta(seconds=2)
        return self.clock

    # ------------------------------------------------------------------ writing
    @rule(number=numbers, body=bodies, title=bodies, event=event_dates(), draft=st.none() | numbers)
    def put(self, number: int, body: str, title: str, event: EventDate, draft: int | None) -> None:
        tags = tuple(title.split()[:1])
        entry = note(number, body, title=title, event=event, tags=tags, changed=self._tick())
        former = self.state.whole().get(entry.id)
        self.vault.entries.put(entry, remove_draft=None if draft is None else str(draft))
        self.state.binned.pop(entry.id, None)
        self.state.entries[entry.id] = entry
        if former is not None and replace(former, changed=entry.changed) != entry:
            self.state.versions.setdefault(entry.id, []).append(former)
        self.state.drafts.pop(str(draft), None)
        self.state.let_go.pop(str(draft), None)

    @rule(number=numbers, on=st.booleans())
    def mark(self, number: int, on: bool) -> None:
        entry_id = note(number).id
        if entry_id in self.state.entries:
            self.vault.drafts.mark(entry_id, on)
            self.state.entries[entry_id] = replace(self.state.entries[entry_id], to_talk_about=on)

    @rule(number=numbers, body=bodies, changes=st.none() | numbers)
    def write_draft(self, number: int, body: str, changes: int | None) -> None:
        entry_id = None if changes is None else note(changes).id
        draft = NoteDraft(str(number), EventDate(2026, 1), body=body, entry_id=entry_id)
        self.vault.drafts.put_note(draft, self._tick())
        self.state.drafts[draft.id] = draft
        self.state.let_go.pop(draft.id, None)

    @rule(number=numbers)
    def drop_draft(self, number: int) -> None:
        self.vault.drafts.remove(str(number))
        self.state.drafts.pop(str(number), None)
        self.state.let_go.pop(str(number), None)

    @rule(number=numbers)
    def let_go(self, number: int) -> None:
        if (draft := self.state.drafts.pop(str(number), None)) is not None:
            self.vault.bin.put_draft(draft.id, self._tick())
            self.state.let_go[draft.id] = (draft, self.clock)

    @rule(number=numbers)
    def take_up_again(self, number: int) -> None:
        if str(number) in self.state.let_go:
            self.vault.bin.put_back(str(number), self._tick())
            draft, _ = self.state.let_go.pop(str(number))
            self.state.drafts[draft.id] = draft
            if draft.entry_id in self.state.binned:
                self.state.entries[draft.entry_id], _ = self.state.binned.pop(draft.entry_id)

    # ------------------------------------------------------------------ the bin
    @rule(number=numbers)
    def delete(self, number: int) -> None:
        entry_id = note(number).id
        if entry_id in self.state.entries:
            self.vault.bin.put(entry_id, self._tick())
            self.state.binned[entry_id] = (self.state.entries.pop(entry_id), self.clock)

    @rule(number=numbers)
    def put_back(self, number: int) -> None:
        entry_id = note(number).id
        if entry_id in self.state.binned:
            self.vault.bin.put_back(entry_id, self._tick())
            self.state.entries[entry_id], _ = self.state.binned.pop(entry_id)

    @rule(scrub=st.booleans())
    def empty_the_bin(self, scrub: bool) -> None:
        state, gone = self.state, len(self.state.binned) + len(self.state.let_go)
        along = sum(draft.entry_id in state.binned for draft, _ in state.let_go.values())
        assert gone - along <= self.vault.bin.remove_all() <= gone
        for entry_id in state.binned:
            state.versions.pop(entry_id, None)
        state.drafts = state.shown_drafts()
        state.binned.clear()
        state.let_go.clear()
        if scrub:
            self.vault.bin.scrub()
            assert not self.vault.bin.is_scrub_due

    # ------------------------------------------------------------------ ways in
    @rule(by_code=st.booleans())
    def close_and_open(self, by_code: bool) -> None:
        self.vault.close()
        self._open(by_code)

    @rule(passphrase=st.sampled_from(PASSPHRASES))
    def change_passphrase(self, passphrase: str) -> None:
        self.vault.change_passphrase(passphrase, kdf=CHEAP)
        self.state.passphrase = passphrase

    @rule()
    def change_the_lock(self) -> None:
        self.locks += 1
        secret = bytes([self.locks]) * 20
        self.vault.change_lock(self.state.passphrase, JournalSecret(secret))
        self.state.secret = secret

    @rule(passphrase=st.sampled_from(PASSPHRASES))
    def try_another_key(self, passphrase: str) -> None:
        self.vault.close()
        if passphrase != self.state.passphrase:
            _refused(WrongPassphrase, lambda: Vault.open(self.folder, passphrase, kdf=CHEAP))
        wrong = JournalSecret(bytes([255 - self.locks]) * 20).recovery_code()
        _refused(WrongRecoveryCode, lambda: Vault.open_with_recovery_code(self.folder, wrong, kdf=CHEAP))
        self._open(by_code=False)

    # ------------------------------------------------------------------ copies
    @rule(slot=which)
    def back_up(self, slot: int) -> None:
        path = self.place / f"copy {slot}.coprod"
        self.vault.save_copy(path, made=NOW, rooms=self.place / "rooms", kdf=CHEAP, replace=True)
        self.copies[slot] = (path, self.state.copy())

    @precondition(lambda self: self.copies)
    @rule(slot=which)
    def restore(self, slot: int) -> None:
        path, state = self._copy(slot)
        self.vault.close()
        with closing(self._opened(path, state)) as copy:
            secret = copy.vault.secret
            put_in_place(path, copy.head, secret, self.folder, day=NOW.date(), kdf=CHEAP)
        self.state = state.copy()
        self._open(by_code=bool(slot % 2))

    @precondition(lambda self: self.copies)
    @rule(slot=which)
    def merge(self, slot: int) -> None:
        path, theirs = self._copy(slot)
        now = self._tick()
        with closing(self._opened(path, theirs)) as copy:
            self.vault.merge(copy.vault, nullcontext, now, never)
            before = self._spelt()
            again = self.vault.merge(copy.vault, nullcontext, now, never)
        assert not again.changed_anything and self._spelt() == before
        self._united(self.state.copy(), theirs)

    # ------------------------------------------------------------------ crashes
    @rule(pages=st.integers(1, 60))
    def crash(self, pages: int) -> None:
        """What lies on the disk in the middle of a save is all that is left; the rest never happened."""
        self.vault.close()
        self._open(by_code=False)
        below = self.vault._connection
        below.set_number("cache_size", 1)
        crashed = self.folder.with_name("crashed")
        try:
            with below.write():
                for number in range(pages):
                    below.change("INSERT INTO setting VALUES (?, ?)", f"lost {number}", "z" * 3000)
                shutil.copytree(self.folder, crashed, ignore=shutil.ignore_patterns("*.lock"))
                raise _PowerCut
        except _PowerCut:
            pass
        self.vault.close()
        shutil.rmtree(self.folder)
        crashed.rename(self.folder)
        self._open(by_code=bool(pages % 2))
        assert self.vault.settings.get("lost 0") is None

    # ------------------------------------------------------------------ looking
    @rule(words=st.lists(st.sampled_from((*WORDS, "te", "wy", "tr")), min_size=1, max_size=2))
    def search(self, words: list[str]) -> None:
        *whole, last = [word.replace("ŵ", "w") for word in words]

        def fits(entry: Entry) -> bool:
            assert isinstance(entry.content, Note)
            text = " ".join((entry.title, entry.content.body, *entry.tags))
            there = text.replace("ŵ", "w").split()
            return all(word in there for word in whole) and any(word.startswith(last) for word in there)

        expected = {entry.id for entry in self.state.entries.values() if fits(entry)}
        assert {row.id for row in self.vault.search.find(" ".join(words))} == expected

    @invariant()
    def agrees(self) -> None:
        state = self.state
        listed = [row.id for row in self.vault.entries.rows()]
        newest_first = sorted(state.entries.values(), key=lambda entry: entry.event, reverse=True)
        assert [state.entries[entry_id].event for entry_id in listed] == [e.event for e in newest_first]
        assert {key: self.vault.entries.get(key) for key in listed} == state.entries
        in_bin = {row.id: self.vault.bin.get(row.id) for row in self.vault.bin.rows()}
        entries = {key: (each.entry, each.since) for key, each in in_bin.items() if each.draft is None}
        assert entries == state.binned
        let_go = {key: (self.vault.drafts.whole(key), in_bin[key].since) for key in in_bin.keys() - entries}
        assert let_go == state.let_go and len(in_bin) == self.vault.bin.count()
        drafts = self.vault.drafts
        assert {row.id: drafts.get_note(row.id) for row in drafts.rows()} == state.shown_drafts()
        for entry_id in state.whole():
            kept = [spelling(version) for version in self.vault.versions.all(entry_id)]
            assert sorted(kept) == sorted(map(spelling, state.versions.get(entry_id, [])))

    # ------------------------------------------------------------------ helpers
    def _open(self, by_code: bool) -> None:
        if by_code:
            code = JournalSecret(self.state.secret).recovery_code()
            self.vault = Vault.open_with_recovery_code(self.folder, code, kdf=CHEAP)
        else:
            self.vault = Vault.open(self.folder, self.state.passphrase, kdf=CHEAP)

    def _copy(self, slot: int) -> tuple[Path, State]:
        return self.copies.get(slot) or next(iter(self.copies.values()))

    def _opened(self, path: Path, state: State) -> OpenedCopy:
        copy = OpenedCopy(path, CHEAP, self.place / "rooms")
        copy.unlock(state.passphrase)
        return copy

    def _spelt(self) -> list[object]:
        tables = ("entry", "version", "draft", "note", "step")
        return [self.vault._connection.read(f"SELECT * FROM {table}") for table in tables]

    def _united(self, ours: State, theirs: State) -> None:
        """See that nothing of either is gone and the later words are on top; go on from what is there."""
        vault, found = self.vault, State(ours.passphrase, ours.secret)
        found.entries = {row.id: vault.entries.get(row.id) for row in vault.entries.rows()}
        in_bin = {row.id: vault.bin.get(row.id) for row in vault.bin.rows()}
        found.binned = {key: (each.entry, each.since) for key, each in in_bin.items() if not each.draft}
        found.versions = {entry_id: vault.versions.all(entry_id) for entry_id in found.whole()}
        every = {row.id: vault.drafts.whole(row.id) for row in vault.drafts.every_row()}
        notes = {name: draft for name, draft in every.items() if isinstance(draft, NoteDraft)}
        found.let_go = {key: (notes[key], each.since) for key, each in in_bin.items() if each.draft}
        found.drafts = {name: draft for name, draft in notes.items() if name not in found.let_go}
        one, other, both = ours.whole(), theirs.whole(), found.whole()
        assert both.keys() == one.keys() | other.keys()
        for entry_id, entry in both.items():
            pair = [each[entry_id] for each in (one, other) if entry_id in each]
            assert spelling(entry) == spelling(max(pair, key=lambda each: each.changed))
            past = {_words(kept) for kept in (*found.versions[entry_id], entry)}
            for state in (ours, theirs):
                assert {_words(kept) for kept in state.versions.get(entry_id, [])} <= past
            assert {_words(each) for each in pair} <= past
            sides = {entry_id in side.entries for side in (ours, theirs) if entry_id in side.whole()}
            assert len(sides) == 2 or sides == {entry_id in found.entries}
        assert found.drafts.items() >= ours.drafts.items() and found.let_go.items() >= ours.let_go.items()
        self.drafts_come_along(ours, theirs, found)
        self.state = found

    @staticmethod
    def drafts_come_along(ours: State, theirs: State, found: State) -> None:
        """A draft that only the copy has is there, in the bin if it lay in the bin there."""
        for name in theirs.every_draft().keys() - ours.every_draft().keys():
            side = found.let_go if name in theirs.let_go else found.drafts
            assert name in side and found.every_draft()[name] == theirs.every_draft()[name]


class _PowerCut(Exception):
    """The power goes."""


def _words(entry: Entry) -> str:
    """An entry but for the moment of its change and its mark, which make no version."""
    return spelling(replace(entry, changed=NOW))


def _refused(error: type[Exception], act: object) -> None:
    assert callable(act)
    try:
        act()
    except error:
        return
    raise AssertionError(f"not refused with {error.__name__}")
