"""The sentences for faults of copies in one file, as `sentences` has them for everything else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from coprod_desktop.errors import KnownError
from coprod_desktop.ui.sentence_form import Sentence, value_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sentences", text)


def _copy_missing(error: KnownError) -> Sentence:
    return Sentence(
        _tr("There is no file here: {path}").format(path=value_of(error, "path")),
        _tr("If it is on a memory stick or another disk, connect that. Then open it again."),
    )


def _copy_not_readable(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The computer could not read this file: {path}").format(path=value_of(error, "path")),
        _tr("Check that you may read it. If it is on a memory stick, take that out and put it in again."),
    )


def _not_a_copy(error: KnownError) -> Sentence:
    return Sentence(
        _tr("This file is not a copy of a journal: {path}").format(path=value_of(error, "path")),
        _tr("Choose another file. Copies that this program saves end in .coprod"),
    )


def _copy_stopped(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("The copy was not opened, because something else was asked for meanwhile."),
        _tr("It was left as it is. You can open it again at any time."),
    )


def _copy_exchanged(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("Another file was opened meanwhile, or the copy was closed. Nothing was put in place."),
        _tr("Your journal is as it was. Open the copy again if you still want it in place of your journal."),
    )


def _copy_damaged(error: KnownError) -> Sentence:
    what = {
        "short": _tr("This copy is cut short, as a download or a copying that was interrupted leaves it."),
        "changed": _tr("This file was changed or replaced after it was opened here."),
    }.get(value_of(error, "reason"), _tr("This copy was changed or damaged after it was made."))
    return Sentence(
        what,
        _tr("It was left as it is, and so was your journal. Use another copy if you have one: {path}").format(
            path=value_of(error, "path")
        ),
    )


def _journal_aside(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The copy did not get to the journal's place, and the journal could not be put back just now."),
        _tr(
            "Nothing is lost: your journal is whole in {aside}. Close the program and open it again. "
            "The copy takes the place then."
        ).format(aside=value_of(error, "aside")),
    )


def _copy_newer(error: KnownError) -> Sentence:
    return Sentence(
        _tr("This copy was made by a newer version of the program."),
        _tr("Install the newest version to open it. Nothing was changed. (Format {version})").format(
            version=value_of(error, "version")
        ),
    )


def _copy_without_keys(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("Your journal has no whole key file just now, so a copy would open with no passphrase."),
        _tr("Choose a new passphrase in Settings, Security. Then save the copy."),
    )


def _merge_stopped(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("Bringing the copy's entries in was called off."),
        _tr("Your journal is as it was. You can open the copy again at any time."),
    )


def _salvage_stopped(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("Reading the damaged journal was stopped before its end."),
        _tr("It is where it was, and as it was. You can begin again."),
    )


def _nothing_to_salvage(error: KnownError) -> Sentence:
    return Sentence(
        _tr("Nothing in this file can be read as a part of your journal."),
        _tr(
            "It was left as it is. Look into a backup, or keep the file for somebody who can help: {path}"
        ).format(path=value_of(error, "path")),
    )


OF_COPIES: dict[str, Callable[[KnownError], Sentence]] = {
    "copy-missing": _copy_missing,
    "copy-not-readable": _copy_not_readable,
    "not-a-copy": _not_a_copy,
    "copy-stopped": _copy_stopped,
    "copy-exchanged": _copy_exchanged,
    "copy-damaged": _copy_damaged,
    "journal-aside": _journal_aside,
    "copy-newer": _copy_newer,
    "merge-stopped": _merge_stopped,
    "nothing-to-salvage": _nothing_to_salvage,
    "salvage-stopped": _salvage_stopped,
    "copy-without-keys": _copy_without_keys,
}
