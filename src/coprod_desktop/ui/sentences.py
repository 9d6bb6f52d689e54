"""A plain sentence for every known fault, and what to do next. The only place that knows both.

Each sentence says what happened, that nothing is lost where that is so, and one or two things a person
can do. None blames, and none says more than is certain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from coprod_desktop.errors import KnownError
from coprod_desktop.export.errors import WhyNotWritable
from coprod_desktop.ui.names import shown_name


@dataclass(frozen=True, slots=True)
class Sentence:
    """``what`` happened, and what to do ``next``."""

    what: str
    next: str


def sentence(error: Exception) -> Sentence:
    """The sentence for a fault. One without words of its own gets an honest general one."""
    if isinstance(error, KnownError) and error.code in _SENTENCES:
        return _SENTENCES[error.code](error)
    return Sentence(
        _tr("Something went wrong that we did not expect."),
        _tr("What was saved before is still there. Try again, or close the program and open it again."),
    )


def codes() -> frozenset[str]:
    """The codes that have a sentence of their own."""
    return frozenset(_SENTENCES)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sentences", text)


def _value(error: KnownError, name: str) -> str:
    return shown_name(error.values.get(name, ""))


# ------------------------------------------------------------------ getting in
def _passphrase_too_short(error: KnownError) -> Sentence:
    return Sentence(
        _tr("That passphrase is too short."),
        _tr("It needs {minimum} characters or more. A few words in a row work well.").format(
            minimum=_value(error, "minimum") or "8"
        ),
    )


def _wrong_passphrase(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("That passphrase didn't open the journal."),
        _tr("Check Caps Lock, or use your recovery code."),
    )


def _wrong_recovery_code(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("That is a recovery code, but not this journal's."),
        _tr("If you have another journal, the code may belong to that one. Or try your passphrase."),
    )


def _recovery_code_mistyped(error: KnownError) -> Sentence:
    return Sentence(
        _tr("There is a slip in group {group}.").format(group=_value(error, "group")),
        _tr("Compare it with your copy, letter by letter. The other groups can stay as they are."),
    )


def _recovery_code_incomplete(error: KnownError) -> Sentence:
    return Sentence(
        _tr("That is not the whole code yet."),
        _tr("{groups} of 8 groups are there. Each has 5 letters and numbers.").format(
            groups=_value(error, "groups") or "0"
        ),
    )


def _not_enough_memory(error: KnownError) -> Sentence:
    return Sentence(
        _tr("There is too little free memory to open the journal."),
        _tr("Close a few other programs, then try again. It takes about {mebibytes} megabytes.").format(
            mebibytes=_value(error, "mebibytes")
        ),
    )


# ------------------------------------------------------------------ the journal on disk
def _journal_exists(error: KnownError) -> Sentence:
    return Sentence(
        _tr("There is already a journal, or part of one, in that folder. It was left as it is."),
        _tr("Close the program and open it again to see it. The folder is {path}").format(
            path=_value(error, "path")
        ),
    )


def _key_file_missing(error: KnownError) -> Sentence:
    return Sentence(
        _tr("Your journal is here, but its key file is missing. Your passphrase alone can't open it now."),
        _tr(
            "Your recovery code still can. Or put the key file back from a copy of the folder. "
            "It should be here: {path}"
        ).format(path=_value(error, "path")),
    )


def _key_file_damaged(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal's key file is damaged. Your passphrase alone can't open the journal now."),
        _tr("Your recovery code can. Or put the key file back from a copy of the folder: {path}").format(
            path=_value(error, "path")
        ),
    )


def _journal_missing(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal's key file is here, but the journal itself is not."),
        _tr("If the file was moved, put it back. If you have a copy, put that here: {path}").format(
            path=_value(error, "path")
        ),
    )


def _journal_empty(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal file is empty, as a copy or download that was cut short leaves it."),
        _tr("Put a whole copy of the file in its place, then try again. It is here: {path}").format(
            path=_value(error, "path")
        ),
    )


def _journal_damaged(error: KnownError) -> Sentence:
    if _value(error, "reason") == "rollback":
        return Sentence(
            _tr("Beside the journal lies the file of an interrupted save, and it does not fit the journal."),
            _tr(
                "Your journal was left as it is. If the file came from another journal, move it "
                "elsewhere and try again. If not, keep both for somebody who can help. It is here: {path}"
            ).format(path=_value(error, "path")),
        )
    what = {
        "short": _tr("The journal file is cut short, as a copy or download that was interrupted leaves it."),
        "plain": _tr("The file in the journal's place is not a journal of this program."),
        "mismatch": _tr("The journal and its key file belong to two different journals."),
        "application": _tr("The file in the journal's place is not a journal of this program."),
    }.get(_value(error, "reason"), _tr("The journal file was changed or damaged outside the program."))
    return Sentence(
        what,
        _tr(
            "Nothing was written to it, and it was left as it is. Put a whole copy in its place, "
            "or keep this file for somebody who can help. It is here: {path}"
        ).format(path=_value(error, "path")),
    )


def _journal_newer(error: KnownError) -> Sentence:
    return Sentence(
        _tr("This journal was written by a newer version of the program."),
        _tr("Install the newest version to open it. Nothing was changed. (Format {version})").format(
            version=_value(error, "version")
        ),
    )


def _journal_read_only(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal can't be written to, so it was not opened."),
        _tr("Check that you may write here, and that the disk is not write-protected: {path}").format(
            path=_value(error, "path")
        ),
    )


def _journal_open_elsewhere(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal is already open in another window of this program."),
        _tr("Use that window, or close it and try again."),
    )


def _journal_busy(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("Another program is using the journal file just now, perhaps to copy it."),
        _tr("Wait a moment, then try again."),
    )


def _folder_gone(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal's folder is not there."),
        _tr("If it is on a memory stick or another disk, connect that, then try again: {path}").format(
            path=_value(error, "path")
        ),
    )


def _disk_full(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("The disk is full. What was saved before is still there."),
        _tr("Make some room on the disk, then try again. Keep this window open until it is saved."),
    )


def _disk_trouble(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The computer could not read or write a file of the journal."),
        _tr("Try again. If it is on a memory stick or a network disk, check the connection: {path}").format(
            path=_value(error, "path")
        ),
    )


# ------------------------------------------------------------------ copies in one file
def _copy_missing(error: KnownError) -> Sentence:
    return Sentence(
        _tr("There is no file here: {path}").format(path=_value(error, "path")),
        _tr("If it is on a memory stick or another disk, connect that. Then open it again."),
    )


def _copy_not_readable(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The computer could not read this file: {path}").format(path=_value(error, "path")),
        _tr("Check that you may read it. If it is on a memory stick, take that out and put it in again."),
    )


def _not_a_copy(error: KnownError) -> Sentence:
    return Sentence(
        _tr("This file is not a copy of a journal: {path}").format(path=_value(error, "path")),
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
    }.get(_value(error, "reason"), _tr("This copy was changed or damaged after it was made."))
    return Sentence(
        what,
        _tr("It was left as it is, and so was your journal. Use another copy if you have one: {path}").format(
            path=_value(error, "path")
        ),
    )


def _journal_aside(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The copy did not get to the journal's place, and the journal could not be put back just now."),
        _tr(
            "Nothing is lost: your journal is whole in {aside}. Close the program and open it again. "
            "The copy takes the place then."
        ).format(aside=_value(error, "aside")),
    )


def _copy_newer(error: KnownError) -> Sentence:
    return Sentence(
        _tr("This copy was made by a newer version of the program."),
        _tr("Install the newest version to open it. Nothing was changed. (Format {version})").format(
            version=_value(error, "version")
        ),
    )


def _copy_without_keys(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("Your journal has no whole key file just now, so a copy would open with no passphrase."),
        _tr("Choose a new passphrase in Settings, Your journal. Then save the copy."),
    )


def _copy_not_saved(error: KnownError) -> Sentence:
    if error.values.get("reason") == "already-there":
        return Sentence(
            _tr("There is a file of that name already, and it was left as it is: {path}").format(
                path=_value(error, "path")
            ),
            _tr("Save the copy again, under another name."),
        )
    return _target_not_writable(error)


# ------------------------------------------------------------------ exports, and the program's own files
def _target_not_writable(error: KnownError) -> Sentence:
    reason, folder, path = error.values.get("reason"), _value(error, "folder"), _value(error, "path")
    if reason == WhyNotWritable.FOLDER_GONE:
        return Sentence(
            _tr("The folder you chose is not there any more: {folder}").format(folder=folder),
            _tr("Connect its disk, or choose another folder."),
        )
    if reason == WhyNotWritable.NOT_ALLOWED:
        return Sentence(
            _tr("You may not write in that folder: {folder}").format(folder=folder),
            _tr("Choose another folder, for example Documents."),
        )
    if reason == WhyNotWritable.OPEN_ELSEWHERE:
        return Sentence(
            _tr("That file is open in another program: {path}").format(path=path),
            _tr("Close it there and save again, or choose another name."),
        )
    if reason == WhyNotWritable.DISK_FULL:
        return Sentence(
            _tr("There is no room left on that disk. Nothing was saved there."),
            _tr("Make some room, or choose another disk."),
        )
    if reason == WhyNotWritable.READS_BACK_WRONG:
        return Sentence(
            _tr("The file did not read back as it was written. Don't rely on it: {path}").format(path=path),
            _tr("The disk may be failing. Save to another disk."),
        )
    return Sentence(
        _tr("The file could not be saved: {path}").format(path=path),
        _tr("Try again, or choose another folder."),
    )


def _export_failed(error: KnownError) -> Sentence:
    if _value(error, "reason") == "too-long":
        return Sentence(
            _tr("Making the document took too long, so it was stopped. Nothing was saved."),
            _tr("Choose fewer entries and try again."),
        )
    return Sentence(
        _tr("The document could not be made. Nothing was saved, and your journal is unchanged."),
        _tr("Try again, or choose the other format."),
    )


def _content(error: KnownError) -> Sentence:
    return Sentence(
        _tr("A file with the words of the recipe can't be read."),
        _tr("Install the program again. If you edited the file: {file}, line {line}, {reason}").format(
            file=_value(error, "file"), line=_value(error, "line"), reason=_value(error, "reason")
        ),
    )


_SENTENCES: dict[str, Callable[[KnownError], Sentence]] = {
    "passphrase-too-short": _passphrase_too_short,
    "wrong-passphrase": _wrong_passphrase,
    "wrong-recovery-code": _wrong_recovery_code,
    "recovery-code-mistyped": _recovery_code_mistyped,
    "recovery-code-incomplete": _recovery_code_incomplete,
    "not-enough-memory": _not_enough_memory,
    "journal-exists": _journal_exists,
    "key-file-missing": _key_file_missing,
    "key-file-damaged": _key_file_damaged,
    "journal-missing": _journal_missing,
    "journal-empty": _journal_empty,
    "journal-damaged": _journal_damaged,
    "journal-newer": _journal_newer,
    "journal-read-only": _journal_read_only,
    "journal-open-elsewhere": _journal_open_elsewhere,
    "journal-busy": _journal_busy,
    "folder-gone": _folder_gone,
    "disk-full": _disk_full,
    "disk-trouble": _disk_trouble,
    "copy-missing": _copy_missing,
    "copy-not-readable": _copy_not_readable,
    "not-a-copy": _not_a_copy,
    "copy-stopped": _copy_stopped,
    "copy-exchanged": _copy_exchanged,
    "copy-damaged": _copy_damaged,
    "journal-aside": _journal_aside,
    "copy-newer": _copy_newer,
    "copy-without-keys": _copy_without_keys,
    "copy-not-saved": _copy_not_saved,
    "target-not-writable": _target_not_writable,
    "export-failed": _export_failed,
    "content": _content,
}
