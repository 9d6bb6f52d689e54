"""What goes wrong while a copy is looked into, told of the copy: the journal has no part in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from coprod_desktop.errors import KnownError
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.sentences import Sentence, sentence


def told_of_copy(error: Exception) -> Sentence:
    """The sentence for a fault with a copy; the usual one where the words are the same."""
    if not isinstance(error, KnownError):
        return sentence(error)
    told = _of_ways_in(error) or _of_its_folder(error.code, shown_name(error.values.get("path", "")))
    return told or sentence(error)


def _of_ways_in(error: KnownError) -> Sentence | None:
    match error.code:
        case "wrong-passphrase":
            return Sentence(
                _tr("That passphrase didn't open the copy."),
                _tr("A copy opens with the passphrase of the day it was made. Or use the recovery code."),
            )
        case "wrong-recovery-code":
            return Sentence(
                _tr("That is a recovery code, but not this copy's."),
                _tr("If you have another journal, the code may belong to that one. Or try the passphrase."),
            )
        case "not-enough-memory":
            return Sentence(_tr("There is too little free memory to open the copy."), sentence(error).next)
        case "journal-newer":
            return Sentence(
                _tr("The journal in this copy was written by a newer version of the program."),
                sentence(error).next,
            )
    return None


def _of_its_folder(code: str, path: str) -> Sentence | None:
    """Faults of the folder into which a copy is taken out, still locked."""
    untouched = _tr("The copy and your journal are as they were.")
    match code:
        case "folder-gone":
            return Sentence(
                _tr("The folder that the program uses to look into copies is gone."),
                _tr("{untouched} Open the copy again. The folder was here: {path}").format(
                    untouched=untouched, path=path
                ),
            )
        case "journal-read-only":
            return Sentence(
                _tr("The program may not write in the folder that it uses to look into copies."),
                _tr("{untouched} Check that you may write here: {path}").format(
                    untouched=untouched, path=path
                ),
            )
        case "disk-full":
            return Sentence(
                _tr("There is too little room on this computer to look into the copy."),
                _tr("{untouched} Make some room on the disk, then try again.").format(untouched=untouched),
            )
        case "disk-trouble":
            return Sentence(
                _tr("The computer could not read or write a file that it needs to look into the copy."),
                _tr("{untouched} Try again. The file is here: {path}").format(untouched=untouched, path=path),
            )
        case "journal-busy" | "journal-open-elsewhere":
            return Sentence(
                _tr("Another program is using a file that is needed to look into the copy."),
                _tr("{untouched} Wait a moment, then try again.").format(untouched=untouched),
            )
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("CopyFaults", text)
