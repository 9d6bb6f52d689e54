"""The words about copies that more than one part says: moments, sizes, whose a copy is, what it holds."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from coprod_desktop.errors import KnownError
from coprod_desktop.services.copy_facts import CopyFacts, Holdings, Whose
from coprod_desktop.ui.ask import Question
from coprod_desktop.ui.sentences import Sentence, sentence


def day_and_time(moment: datetime) -> str:
    """A moment where the person is: Thursday 26 November 2026, 10:42."""
    here = moment.astimezone()
    day = QLocale().toString(QDate(here.year, here.month, here.day), _tr("dddd d MMMM yyyy"))
    time = QLocale().toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)
    return _tr("{day}, {time}").format(day=day, time=time)


def title_of(facts: CopyFacts) -> str:
    """The heading over a copy that is still locked."""
    if facts.whose is Whose.THIS:
        return _tr("A copy of your journal")
    if facts.whose is Whose.ANOTHER:
        return _tr("A copy of another journal")
    return _tr("A copy of a journal")


def made_of(facts: CopyFacts) -> str:
    """When it was made, and how large it is."""
    size = QLocale().formattedDataSize(facts.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    return _tr("Made on {moment}. {size}.").format(moment=day_and_time(facts.made), size=size)


def whose_of(facts: CopyFacts) -> str:
    """How it stands to the journal on this computer."""
    return {
        Whose.THIS: _tr("It belongs to the journal on this computer."),
        Whose.ANOTHER: _tr("It does not belong to the journal on this computer, but to another one."),
        Whose.NO_JOURNAL_HERE: _tr("There is no journal on this computer yet."),
        Whose.UNKNOWN: _tr("The journal on this computer can't be read, so the two can't be compared."),
    }[facts.whose]


def held(holdings: Holdings) -> str:
    """How much an opened copy holds, and when it was last written in."""
    entries, unfinished = holdings.entries, holdings.unfinished
    words = [_tr("1 entry.") if entries == 1 else _tr("{count} entries.").format(count=entries)]
    if not entries:
        words = [_tr("No entries.")]
    if unfinished == 1:
        words.append(_tr("1 draft that is not finished."))
    elif unfinished:
        words.append(_tr("{count} drafts that are not finished.").format(count=unfinished))
    if holdings.newest is not None:
        words.append(_tr("Last change: {moment}.").format(moment=day_and_time(holdings.newest)))
    return " ".join(words)


def told_of_opening(error: Exception) -> Sentence:
    """Why a copy did not open; a wrong passphrase may be that of another day."""
    if isinstance(error, KnownError) and error.code == "wrong-passphrase":
        return Sentence(
            _tr("That passphrase didn't open the copy."),
            _tr("A copy opens with the passphrase of the day it was made. Or use the recovery code."),
        )
    return sentence(error)


def put_button(whose: Whose) -> str:
    """What the button says that makes a copy the journal."""
    if whose is Whose.NO_JOURNAL_HERE:
        return _tr("Use it as my journal")
    return _tr("Put it in place of my journal")


def put_question(facts: CopyFacts, folder: str) -> Question:
    """The question before a copy becomes the journal. ``folder`` is where journals lie."""
    if facts.whose is Whose.NO_JOURNAL_HERE:
        return Question(
            _tr("Use this copy as your journal?"),
            _tr(
                "It opens with the passphrase and the recovery code that this copy has. "
                "The file stays where it is, as it is."
            ),
            _tr("Use it as my journal"),
            _tr("Not now"),
        )
    return Question(
        _tr("Put this copy in place of your journal?"),
        _tr(
            "Your journal as it is now is saved, locked, and set aside whole. Nothing in it is deleted or "
            "changed. It is kept in a folder with today's date, in {folder}\n\n"
            "After that your journal is the one of {moment}, and opens with the passphrase of that day."
        ).format(folder=folder, moment=day_and_time(facts.made)),
        _tr("Put it in place"),
        _tr("Not now"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Copies", text)
