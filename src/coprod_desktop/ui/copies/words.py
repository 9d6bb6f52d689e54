"""The words about copies that more than one part says: moments, sizes, whose a copy is, what it holds."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from coprod_desktop.services.copy_facts import CopyFacts, Holdings, Whose
from coprod_desktop.ui.ask import Question
from coprod_desktop.ui.names import shown_name


def day_and_time(moment: datetime) -> str:
    """A moment where the person is: Thursday 26 November 2026, 10:42.

    In UTC where the system cannot tell: what stands in a made-up copy may be in any year.
    """
    try:
        here = moment.astimezone()
    except (OSError, OverflowError, ValueError):
        here = moment
    day = QLocale().toString(QDate(here.year, here.month, here.day), _tr("dddd d MMMM yyyy"))
    time = QLocale().toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)
    return _tr("{day}, {time}").format(day=day, time=time)


def heading_of(facts: CopyFacts) -> str:
    """The heading over a copy that is open: whose it is, and from when."""
    words = {
        Whose.THIS: _tr("A copy of your journal, from {moment}"),
        Whose.ANOTHER: _tr("A copy of another journal, from {moment}"),
    }.get(facts.whose, _tr("A copy from {moment}"))
    return words.format(moment=day_and_time(facts.made))


def made_of(facts: CopyFacts) -> str:
    """When it says that it was made. Anybody can write a date into a file."""
    return _tr("It says it was made on {moment}.").format(moment=day_and_time(facts.made))


def name_of(facts: CopyFacts) -> str:
    """What the file is called, and how large it is."""
    size = QLocale().formattedDataSize(facts.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    name = shown_name(facts.path.name)
    return _tr("{name} ({size})").format(name=name, size=size.replace(" ", "\u00a0"))


def whose_of(facts: CopyFacts) -> str:
    """How a copy that is still locked stands to the journal here: no more than can be known then."""
    seems = _tr(
        "It seems to be a copy of the journal on this computer. That shows for certain once it is open."
    )
    return {
        Whose.THIS: seems,
        Whose.THIS_BY_ITS_MARK: seems,
        Whose.ANOTHER: _tr("It seems to be a copy of another journal than the one on this computer."),
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
                "Whoever made it may be able to read what you write in it from now on. "
                "Use it only if it is your own.\n\n"
                "It opens with the passphrase and the recovery code that this copy has. "
                "The file stays where it is, as it is."
            ),
            _tr("Use it as my journal"),
            _tr("Not now"),
        )
    title, whose = _whose_in_question(facts.whose)
    return Question(
        title,
        whose
        + _tr(
            "Your journal as it is now is saved, locked, and set aside whole. Nothing in it is deleted or "
            "changed. It is kept in a folder with today's date, in {folder}\n\n"
            "After that your journal is the one of {moment}, and opens with the passphrase and the recovery "
            "code of that day."
        ).format(folder=shown_name(folder), moment=day_and_time(facts.made)),
        _tr("Put it in place"),
        _tr("Not now"),
    )


def _whose_in_question(whose: Whose) -> tuple[str, str]:
    if whose is Whose.THIS:
        return _tr("Put this copy in place of your journal?"), ""
    risk = _tr(
        "Whoever made it may be able to read everything that you write from then on. "
        "Go on only if it is your own: from another computer, or from before you made a new recovery code."
    )
    if whose is Whose.ANOTHER:
        told = _tr("This copy does not come from the journal on this computer.")
        return _tr("Put a copy of another journal in place of yours?"), f"{told} {risk}\n\n"
    told = _tr("The program can't tell whether this copy comes from your journal.")
    return _tr("Put a copy that may not be yours in place of your journal?"), f"{told} {risk}\n\n"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Copies", text)
