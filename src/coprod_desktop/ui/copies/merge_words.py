"""The words about bringing a copy's entries into the journal: before it is done, and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from coprod_desktop.services.copy_facts import CopyFacts, Whose
from coprod_desktop.ui.ask import Question
from coprod_desktop.ui.sentence_form import Sentence

if TYPE_CHECKING:
    from coprod_desktop.vault.merged import Merged, MergeOutlook


def merge_question(facts: CopyFacts, outlook: MergeOutlook) -> Question:
    """What would happen, in numbers, and what happens with what was deleted."""
    whose = ""
    if facts.whose is not Whose.THIS:
        whose = _tr("This copy does not come from your own journal as it is now. ")
    held = " ".join(_outlook_lines(outlook))
    deleted = _tr(
        "What was deleted: entries that you deleted for good come back if the copy has them, since your "
        "journal keeps no list of them. What lies in the copy's bin goes to your bin. An entry of yours that "
        "was deleted in the copy after you last changed it goes to your bin too."
    )
    after = _tr(
        "No words are lost: where both have changed an entry, the later words are shown and the others kept "
        "as an earlier version. A backup of your journal is made first. Your passphrase and settings stay."
    )
    return Question(
        _tr("Bring this copy's entries into your journal?"),
        f"{whose}{held}\n\n{deleted}\n\n{after}",
        _tr("Bring them in"),
        _tr("Not now"),
    )


def is_nothing_to_bring(outlook: MergeOutlook) -> bool:
    """Whether all that the copy has is in the journal, as far as moments tell."""
    return not any((outlook.new, outlook.newer_there, outlook.newer_here, outlook.more_there, outlook.drafts))


def nothing_to_bring() -> Sentence:
    """Said instead of the question."""
    return Sentence(
        _tr("There is nothing in this copy that your journal does not have."), _tr("Nothing was changed.")
    )


def go_on_without_backup(why: Sentence) -> Question:
    """Asked when the backup that comes first cannot be made."""
    return Question(
        _tr("Go on without a backup?"),
        _tr(
            "{why} {next}\n\nThe copy's entries are brought in as a whole or not at all, and no words of "
            "your journal are lost by it. But there would be no backup from just before."
        ).format(why=why.what, next=why.next),
        _tr("Go on without one"),
        _tr("Not now"),
    )


def merged(done: Merged) -> Sentence:
    """What came of it, and where to look."""
    if not done.changed_anything:
        return nothing_to_bring()
    lines = [
        *_line(done.new, _tr("1 entry came in."), _tr("{count} entries came in.")),
        *_line(
            done.updated,
            _tr("1 entry has later words from the copy now; yours are its earlier version."),
            _tr("{count} entries have later words from the copy now; yours are earlier versions of them."),
        ),
        *_line(
            done.kept_as_version,
            _tr("1 entry was changed later here; the copy's words are its earlier version."),
            _tr("{count} entries were changed later here; the copy's words are earlier versions of them."),
        ),
        *_line(done.drafts, _tr("1 draft came along."), _tr("{count} drafts came along.")),
        *_line(
            done.drafts_in_bin,
            _tr("1 draft is in your bin now, as it was let go in the copy."),
            _tr("{count} drafts are in your bin now, as they were let go in the copy."),
        ),
        *_line(
            done.new_in_bin + done.binned,
            _tr("1 entry is in your bin now, as it was deleted in the copy."),
            _tr("{count} entries are in your bin now, as they were deleted in the copy."),
        ),
        *_line(
            done.out_of_bin,
            _tr("1 entry is out of your bin again, as it was changed in the copy after that."),
            _tr("{count} entries are out of your bin again, as they were changed in the copy after that."),
        ),
    ]
    if not lines:
        lines = [_tr("Earlier versions of some entries came in.")]
    return Sentence(
        " ".join(lines), _tr("The entries are in the Journal, by their dates. The copy's file is as it was.")
    )


def _outlook_lines(outlook: MergeOutlook) -> list[str]:
    return [
        *_line(
            outlook.new,
            _tr("1 entry of the copy is not in your journal."),
            _tr("{count} entries of the copy are not in your journal."),
        ),
        *_line(
            outlook.newer_there,
            _tr("1 was changed later in the copy."),
            _tr("{count} were changed later in the copy."),
        ),
        *_line(
            outlook.newer_here,
            _tr("1 was changed later in your journal."),
            _tr("{count} were changed later in your journal."),
        ),
        *_line(
            outlook.more_there,
            _tr("1 has the same words, and the copy has something more about it."),
            _tr("{count} have the same words, and the copy has something more about them."),
        ),
        *_line(outlook.alike, _tr("1 is the same in both."), _tr("{count} are the same in both.")),
        *_line(outlook.drafts, _tr("1 draft comes along."), _tr("{count} drafts come along.")),
    ]


def _line(count: int, one: str, many: str) -> list[str]:
    if not count:
        return []
    return [one if count == 1 else many.format(count=count)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Merging", text)
