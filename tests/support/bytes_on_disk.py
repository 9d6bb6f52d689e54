"""Looking for typed words in the bytes of files, in every way a program may have written them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.compressed import runs_in

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


@dataclass(frozen=True, slots=True)
class Found:
    """A word that stands readable somewhere: where, which, how, and at which byte."""

    where: str
    word: str
    written: str
    offset: int


def spellings(word: str) -> dict[str, bytes]:
    """Every way of writing the word that is looked for: encodings, cases, composed or not, JSON's escapes."""
    cases = {"as typed": word, "lower": word.lower(), "upper": word.upper(), "title": word.title()}
    forms: dict[str, bytes] = {}
    for case, text in cases.items():
        for shape in ("NFC", "NFD"):
            shaped = unicodedata.normalize(shape, text)
            for encoding in ENCODINGS:
                forms[f"{encoding}, {case}, {shape}"] = shaped.encode(encoding)
        if not text.isascii():
            forms[f"JSON, {case}"] = json.dumps(text)[1:-1].encode()
    unique: dict[bytes, str] = {}
    for how, form in forms.items():
        unique.setdefault(form, how)
    return {how: form for form, how in unique.items()}


def words_in(where: str, data: bytes, words: Sequence[str]) -> list[Found]:
    """Every word that can be read in the data, each once."""
    found = []
    for word in words:
        for how, form in spellings(word).items():
            offset = data.find(form)
            if offset >= 0:
                found.append(Found(where, word, how, offset))
                break
    return found


def packed_words_in(where: str, data: bytes, words: Sequence[str]) -> list[Found]:
    """Every word that can be read once a compressed run in the data is unpacked, each once."""
    cores = {form.lower(): word for word in words for form in spellings(word).values()}
    found: dict[str, Found] = {}
    for offset, unpacked in runs_in(data):
        lower = unpacked.lower()
        for core, word in cores.items():
            if core in lower:
                found.setdefault(word, Found(where, word, "packed", offset))
    return list(found.values())


def files_under(folder: Path, leave_out: Iterable[Path] = ()) -> list[Path]:
    """Every file below a folder, but those that are named to be left out."""
    left_out = {path.resolve() for path in leave_out}
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and path.resolve() not in left_out
    )


def words_under(
    folder: Path, words: Sequence[str], leave_out: Iterable[Path] = (), *, packed: bool = False
) -> list[Found]:
    """Every word that can be read in a file below the folder, or in the name of one.

    ``packed``: compressed runs are unpacked and looked into as well, which takes seconds a megabyte.
    """
    found = []
    for path in files_under(folder, leave_out):
        name = path.relative_to(folder).as_posix()
        if path.stat().st_size:  # Windows lets nobody read a lock that is held, which is empty
            data = path.read_bytes()
            found += words_in(name, data, words)
            if packed:
                found += packed_words_in(name, data, words)
        found += words_in(f"name of {name}", name.encode(), words)
    return found
