"""What was deleted for good, looked for with the key in every page of the file: free ones and gaps too.

Journals are filled at random with entries, versions, reflections and drafts, each with a word of its own;
some go to the bin, as do drafts that are let go, and the bin is emptied. No page holds their words then, and
those of all others are there.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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
from coprod_desktop.domain.reflection import ReflectionDraft
from coprod_desktop.vault.keys import JournalSecret
from coprod_desktop.vault.vault import Vault
from tests.support.bytes_on_disk import words_in
from tests.support.journals import CHEAP, NOW, PASSPHRASE, note
from tests.torture.matrix import Matrix, Tally, require
from tests.unit.vault import outside_reader as outside

SECRET = bytes(range(20))


def _word(number: int) -> str:
    return f"zq{number:04d}xw"


def _entry(tally: Tally, number: int) -> Entry:
    word, length = _word(number), tally.chance.choice((1, 2, 9, 60, 200))
    plain = note(number, f"{word} body " * length, title=word, tags=(word,), items=(word,))
    if tally.chance.random() < 0.5:
        return plain
    when = EventDate(2026, 3, 2)
    step = NextStep(f"{word} step", None, f"{word} whom")
    answers = tuple(Answer(f"q-{n}", word, f"{word} noticed " * length, step=step) for n in range(3))
    content = Reflection(QuestionSet.THREE, Context(when, word, None, word, word), answers, f"{word} away")
    return replace(plain, event=when, content=content)


def _filled(tally: Tally, vault: Vault, many: int) -> None:
    for number in tally.chance.sample(range(many), many):
        entry = _entry(tally, number)
        vault.entries.put(entry)
        if tally.chance.random() < 0.4:
            vault.entries.put(replace(entry, title=f"{_word(number)} changed"))
        if tally.chance.random() < 0.3:
            body = f"{_word(number)} draft " * tally.chance.choice((1, 40, 400))
            draft = NoteDraft(f"draft {number}", EventDate(2026, 1), body=body, entry_id=entry.id)
            vault.drafts.put_note(draft, NOW)
            if tally.chance.random() < 0.5:
                vault.bin.put_draft(draft.id, NOW)


def _let_go(tally: Tally, vault: Vault, many: int) -> list[str]:
    """Notes and reflections that were begun and let go: the word of each."""
    words = []
    for number in range(many):
        word, length = f"zd{number:04d}xw", tally.chance.choice((1, 9, 60, 700))
        words.append(word)
        if tally.chance.random() < 0.5:
            vault.drafts.put_note(
                NoteDraft(word, EventDate(2026, 1), word, f"{word} " * length, (word,)), NOW
            )
        else:
            answers = tuple(Answer(f"q-{n}", "Asked?", f"{word} noticed " * length) for n in range(3))
            context = Context(EventDate(2026, 3, 2), word, None, word, word)
            vault.drafts.put_reflection(ReflectionDraft(word, QuestionSet.THREE, context, answers), NOW)
        vault.bin.put_draft(word, NOW)
    return words


def _one(tally: Tally, folder: Path, many: int) -> None:
    vault = Vault.create(folder, PASSPHRASE, JournalSecret(SECRET), kdf=CHEAP)
    vault._connection.set_number("synchronous", 0)  # a great deal is written, and nothing is cut off here
    _filled(tally, vault, many)
    let_go = _let_go(tally, vault, many // 3)
    going = set(tally.chance.sample(range(many), many // 2))
    for number in going:
        vault.bin.put(note(number).id, NOW)
        if tally.chance.random() < 0.1:
            vault.bin.remove([note(number).id])
    vault.bin.remove_all()
    require(vault.bin.is_scrub_due, "nothing says that the file is to be written anew")
    vault.bin.scrub()
    vault.close()
    plain = outside.decrypted(folder / "journal.db", SECRET)
    gone = words_in("the pages", plain, [*let_go, *(_word(number) for number in going)])
    require(gone == [], f"still there: {[hit.word for hit in gone]}")
    kept = [_word(number) for number in range(many) if number not in going]
    require(len(words_in("the pages", plain, kept)) == len(kept), "words are lost that were to stay")
    tally.note("pages", len(plain) // outside.PAGE)
    tally.note("words gone", len(going) + len(let_go))


def gone(tally: Tally) -> None:
    """A whole run has eighty journals of ninety entries."""
    for number in range(tally.of(1, 5, 80)):
        with tally.case(f"journal {number}", seconds=120):
            _one(tally, tally.folder / f"Journal {number}", tally.of(30, 90, 90))


MATRIX = Matrix(
    "gone",
    "Entries with versions, drafts and places in the search, deleted for good: none of their words is in any"
    " page, looked at with the key, and all others are",
    gone,
)
