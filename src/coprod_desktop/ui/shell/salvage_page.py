"""Saving what can still be read of a damaged journal: what happens, and the ways in that it needs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.salvaging import Salvaging
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.sentence_form import Sentence
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.shell.ways_in import Lock
from coprod_desktop.ui.shell.ways_in_page import WaysInPage
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from coprod_desktop.vault.salvage_report import SalvageReport


class SalvagePage(WaysInPage):
    """``salvaged`` comes when the new journal is in its place and open, ``closed`` leads back."""

    salvaged = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, recipe: Recipe, preferences: Preferences, salvaging: Salvaging, jobs: Jobs
    ) -> None:
        super().__init__(theme, recipe, preferences)
        self._back = Button(theme, self.tr("Back"), "quiet", "arrow-left")
        self._back.clicked.connect(self.closed)
        words = (self.tr("Part of this entry could not be read."), self.tr("partly read"))
        lock = Lock(
            partial(salvaging.by_passphrase, words),
            partial(salvaging.by_recovery_code, words),
            self.tr("Save what can be read"),
            self.tr("Reading the journal page by page. With thousands of entries this takes minutes."),
            sentence,
            salvaging.guesses,
        )
        self._ask_for(lock, jobs)
        self.ways.opened.connect(self.salvaged)
        self._fill(theme)

    def arrive(self) -> None:
        """Ask for the passphrase, and have it said what this is."""
        self.trouble.hide()
        self.ways.ask_for_passphrase()
        announce(self, f"{self._title.words} {self._lead.words}")

    def wipe(self) -> None:
        """Forget what was typed."""
        self.ways.wipe()

    def _fill(self, theme: Theme) -> None:
        body = self._page.body
        body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(2)
        self._title = Text(theme, self.tr("Save what can still be read"), "h1")
        lead = self.tr(
            "The damaged file is only read, and set aside whole. What can be read of it goes into a new "
            "journal in its place, with the same passphrase and the same recovery code."
        )
        self._lead = Text(theme, lead, "lead", "secondary")
        gaps = self.tr(
            "An entry of which a part is lost says so at its beginning. A backup can fill the gaps "
            "afterwards: open it, and bring its entries in."
        )
        for text in (self._title, self._lead, Text(theme, gaps, "body", "secondary")):
            body.addWidget(text)
        body.space(4)
        for part in (self.trouble, self.ways):
            self._page.add_block(part)
        body.addStretch(3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def salvaged(report: SalvageReport) -> Sentence:
    """What came out, for above the journal."""
    lines = [_count(report.whole, _tr("1 entry was read whole."), _tr("{count} entries were read whole."))]
    if not report.whole:
        lines = [_tr("No entry was read whole.")]
    if report.in_part:
        one, many = _tr("1 in part: it says so."), _tr("{count} in part: they say so.")
        lines.append(_count(report.in_part, one, many))
    if report.gone:
        one, many = _tr("Of 1 nothing was left."), _tr("Of {count} nothing was left.")
        lines.append(_count(report.gone, one, many))
    if report.drafts:
        lines.append(_count(report.drafts, _tr("1 draft came out."), _tr("{count} drafts came out.")))
    lines.append(
        _tr("{lost} of {count} pages of the file could not be read.").format(
            lost=report.pages_lost, count=report.pages
        )
    )
    aside = _tr("The damaged journal was set aside whole: {path}").format(path=shown_name(report.set_aside))
    if report.in_part or report.gone or report.drafts_in_part:
        fill = _tr(
            "To fill the gaps, open your newest backup in Settings, Backups, and bring its entries in."
        )
        aside = f"{fill} {aside}"
    return Sentence(" ".join(lines), aside)


def _count(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SalvagePage", text)
