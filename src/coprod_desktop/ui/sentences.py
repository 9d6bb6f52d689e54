"""A plain sentence for every known fault, and what to do next.

Only this and the modules that it takes more sentences from know both. Each sentence says what happened, that
nothing is lost where that is so, and one or two things a person can do. None blames, and none says more
than is certain.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from coprod_desktop.errors import KnownError
from coprod_desktop.export.errors import WhyNotWritable
from coprod_desktop.ui.backup_sentences import OF_BACKUPS
from coprod_desktop.ui.copy_sentences import OF_COPIES
from coprod_desktop.ui.sentence_form import Sentence, value_of
from coprod_desktop.ui.sign_in_sentences import OF_SIGN_IN
from coprod_desktop.ui.speech_sentences import OF_SPEECH

__all__ = ["Sentence", "codes", "sentence"]


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


# ------------------------------------------------------------------ getting in
def _passphrase_too_short(error: KnownError) -> Sentence:
    return Sentence(
        _tr("That passphrase is too short."),
        _tr("It needs {minimum} characters or more. A few words in a row work well.").format(
            minimum=value_of(error, "minimum") or "8"
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
        _tr("There is a slip in group {group}.").format(group=value_of(error, "group")),
        _tr("Compare it with your copy, letter by letter. The other groups can stay as they are."),
    )


def _recovery_code_incomplete(error: KnownError) -> Sentence:
    return Sentence(
        _tr("That is not the whole code yet."),
        _tr("{groups} of 8 groups are there. Each has 5 letters and numbers.").format(
            groups=value_of(error, "groups") or "0"
        ),
    )


def _not_enough_memory(error: KnownError) -> Sentence:
    return Sentence(
        _tr("There is too little free memory to open the journal."),
        _tr("Close a few other programs, then try again. It takes about {mebibytes} megabytes.").format(
            mebibytes=value_of(error, "mebibytes")
        ),
    )


def _sign_in_refused(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("This computer's sign-in does not open the journal any more."),
        _tr("Use your passphrase. Then you can turn the sign-in on again in Settings, Security."),
    )


def _passphrase_wanted(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal's key file is missing, so no passphrase opens the journal just now."),
        _tr("Choose a new passphrase first, in Settings, Security."),
    )


def _closed_by_new_lock(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("Your new recovery code works now. The journal had to be closed on the way."),
        _tr("Nothing is lost. Unlock it with your passphrase."),
    )


# ------------------------------------------------------------------ the journal on disk
def _journal_exists(error: KnownError) -> Sentence:
    return Sentence(
        _tr("There is already a journal, or part of one, in that folder. It was left as it is."),
        _tr("Close the program and open it again to see it. The folder is {path}").format(
            path=value_of(error, "path")
        ),
    )


def _key_file_missing(error: KnownError) -> Sentence:
    return Sentence(
        _tr("Your journal is here, but its key file is missing. Your passphrase alone can't open it now."),
        _tr(
            "Your recovery code still can. Or put the key file back from a copy of the folder. "
            "It should be here: {path}"
        ).format(path=value_of(error, "path")),
    )


def _key_file_damaged(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal's key file is damaged. Your passphrase alone can't open the journal now."),
        _tr("Your recovery code can. Or put the key file back from a copy of the folder: {path}").format(
            path=value_of(error, "path")
        ),
    )


def _journal_missing(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal's key file is here, but the journal itself is not."),
        _tr("If the file was moved, put it back. If you have a copy, put that here: {path}").format(
            path=value_of(error, "path")
        ),
    )


def _journal_empty(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal file is empty, as a copy or download that was cut short leaves it."),
        _tr("Put a whole copy of the file in its place, then try again. It is here: {path}").format(
            path=value_of(error, "path")
        ),
    )


def _journal_damaged(error: KnownError) -> Sentence:
    if value_of(error, "reason") == "rollback":
        return Sentence(
            _tr("Beside the journal lies the file of an interrupted save, and it does not fit the journal."),
            _tr(
                "Your journal was left as it is. If the file came from another journal, move it "
                "elsewhere and try again. If not, keep both for somebody who can help. It is here: {path}"
            ).format(path=value_of(error, "path")),
        )
    what = {
        "short": _tr("The journal file is cut short, as a copy or download that was interrupted leaves it."),
        "plain": _tr("The file in the journal's place is not a journal of this program."),
        "mismatch": _tr("The journal and its key file belong to two different journals."),
        "application": _tr("The file in the journal's place is not a journal of this program."),
    }.get(value_of(error, "reason"), _tr("The journal file was changed or damaged outside the program."))
    return Sentence(
        what,
        _tr(
            "Nothing was written to it, and it was left as it is. You can look into a backup, or save "
            "what can still be read. The file is here: {path}"
        ).format(path=value_of(error, "path")),
    )


def _journal_exchanged(error: KnownError) -> Sentence:
    return Sentence(
        _tr("In the place of your journal lies another journal now. Nothing was written to it."),
        _tr("Put yours back, and saving goes on by itself. It should be here: {path}").format(
            path=value_of(error, "path")
        ),
    )


def _journal_newer(error: KnownError) -> Sentence:
    return Sentence(
        _tr("This journal was written by a newer version of the program."),
        _tr("Install the newest version to open it. Nothing was changed. (Format {version})").format(
            version=value_of(error, "version")
        ),
    )


def _journal_read_only(error: KnownError) -> Sentence:
    return Sentence(
        _tr("The journal can't be written to, so it was not opened."),
        _tr("Check that you may write here, and that the disk is not write-protected: {path}").format(
            path=value_of(error, "path")
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
            path=value_of(error, "path")
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
            path=value_of(error, "path")
        ),
    )


def _sealed_by_another(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("Some words that were not saved belong to another journal than the one that is open."),
        _tr("They stay locked in this program's memory. Put the other journal back and unlock it."),
    )


def _words_not_wiped(error: KnownError) -> Sentence:
    return Sentence(
        _tr("It is deleted for good. Traces of its words could not be wiped from the journal's file yet."),
        _tr(
            "Nobody can read them there without your passphrase or code. Make some room on the disk: they "
            "are wiped when you next unlock. {path}"
        ).format(path=error.values["path"]),
    )


# ------------------------------------------------------------------ what is saved, and the program's files
def _copy_not_saved(error: KnownError) -> Sentence:
    if error.values.get("reason") == "already-there":
        return Sentence(
            _tr("There is a file of that name already, and it was left as it is: {path}").format(
                path=value_of(error, "path")
            ),
            _tr("Save the copy again, under another name."),
        )
    return _target_not_writable(error)


def _target_not_writable(error: KnownError) -> Sentence:
    reason, folder, path = error.values.get("reason"), value_of(error, "folder"), value_of(error, "path")
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
    if value_of(error, "reason") == "too-long":
        return Sentence(
            _tr("Making the document took too long, so it was stopped. Nothing was saved."),
            _tr("Choose fewer entries and try again."),
        )
    return Sentence(
        _tr("The document could not be made. Nothing was saved, and your journal is unchanged."),
        _tr("Try again, or choose the other format."),
    )


def _not_printed(error: KnownError) -> Sentence:
    if value_of(error, "reason") == "no-printer":
        return Sentence(
            _tr("No printer was found on this computer."),
            _tr("Save it as a PDF, and print that where there is a printer."),
        )
    return Sentence(
        _tr("The printer did not take the pages."),
        _tr("See that it is switched on and try again, or save a PDF and print that."),
    )


def _picture_too_long(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("This is too long for one picture: its words would be too small to read."),
        _tr("Save it as a drawing that stays sharp (.svg) or as plain text (.txt), or print it."),
    )


def _content(error: KnownError) -> Sentence:
    return Sentence(
        _tr("A file with the words of the recipe can't be read."),
        _tr("Install the program again. If you edited the file: {file}, line {line}, {reason}").format(
            file=value_of(error, "file"), line=value_of(error, "line"), reason=value_of(error, "reason")
        ),
    )


_SENTENCES: dict[str, Callable[[KnownError], Sentence]] = {
    "passphrase-too-short": _passphrase_too_short,
    "wrong-passphrase": _wrong_passphrase,
    "wrong-recovery-code": _wrong_recovery_code,
    "recovery-code-mistyped": _recovery_code_mistyped,
    "recovery-code-incomplete": _recovery_code_incomplete,
    "not-enough-memory": _not_enough_memory,
    "sign-in-refused": _sign_in_refused,
    "passphrase-wanted": _passphrase_wanted,
    "closed-by-new-lock": _closed_by_new_lock,
    "journal-exists": _journal_exists,
    "key-file-missing": _key_file_missing,
    "key-file-damaged": _key_file_damaged,
    "journal-missing": _journal_missing,
    "journal-empty": _journal_empty,
    "journal-damaged": _journal_damaged,
    "journal-exchanged": _journal_exchanged,
    "journal-newer": _journal_newer,
    "journal-read-only": _journal_read_only,
    "journal-open-elsewhere": _journal_open_elsewhere,
    "journal-busy": _journal_busy,
    "folder-gone": _folder_gone,
    "disk-full": _disk_full,
    "disk-trouble": _disk_trouble,
    "sealed-by-another": _sealed_by_another,
    "words-not-wiped": _words_not_wiped,
    "copy-not-saved": _copy_not_saved,
    "target-not-writable": _target_not_writable,
    "export-failed": _export_failed,
    "not-printed": _not_printed,
    "picture-too-long": _picture_too_long,
    "content": _content,
    **OF_COPIES,
    **OF_SIGN_IN,
    **OF_BACKUPS,
    **OF_SPEECH,
}
