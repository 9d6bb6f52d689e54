"""The recovery code in its eight groups, and three ways to keep it, each with what it means."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.copied import mark_private
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.welcome.clipboard import copy_for_a_while
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.layouts import AutoGrid, Box, holder, row
from coprod_desktop.ui.widgets.marks import Mark
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.paint import painting
from coprod_desktop.ui.widgets.text import Text
from coprod_desktop.ui.widgets.walked import Walked

_BESIDE_FROM = 440
_MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CodeGroup(Mark):
    """One group of five, large and spaced out. A reader spells it."""

    def __init__(self, theme: Theme, number: int, of: int, group: str) -> None:
        super().__init__(theme)
        self._number, self._group = str(number), group
        spelt = " ".join(group)
        self.setAccessibleDescription(self.tr("The arrow keys go from group to group."))
        self.setAccessibleName(
            self.tr("Group {number} of {of}: {group}").format(number=number, of=of, group=spelt)
        )

    def _font(self) -> QFont:
        font = self.theme.font("h2")
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, self.theme.tx(2))
        return font

    def _number_room(self) -> int:
        return self.theme.tx(18)

    def sizeHint(self) -> QSize:
        """Number and letters."""
        letters = math.ceil(QFontMetricsF(self._font()).horizontalAdvance(self._group))
        return QSize(self._number_room() + letters + 4, self.theme.tx(36))

    def minimumSizeHint(self) -> QSize:
        """All of it: a code is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the number small and the letters large."""
        with painting(self) as painter:
            painter.setFont(self.theme.font("small"))
            painter.setPen(self.theme.c("textSecondary"))
            painter.drawText(QRectF(0, 0, self._number_room(), self.height()), _MIDDLE_LEFT, self._number)
            painter.setFont(self._font())
            painter.setPen(self.theme.c("text"))
            left = self._number_room()
            painter.drawText(QRectF(left, 0, self.width() - left, self.height()), _MIDDLE_LEFT, self._group)


class CodeCard(Card):
    """Shows a code, to be read group by group, and offers to copy, save or print it."""

    kept = Signal()
    """It was copied, saved or printed."""

    def __init__(
        self,
        theme: Theme,
        code: str,
        jobs: Jobs,
        ask: Ask,
        parent: QWidget | None = None,
        *,
        file_name: str = "",
    ) -> None:
        """``file_name`` is suggested where the code is saved; empty for the usual one."""
        super().__init__(theme, "card", (24, 12, 24, 14), 8, parent)
        mark_private(self)
        self._file_name = file_name or self.tr("Journal recovery code.txt")
        self._theme_now, self._code, self._jobs, self._ask = theme, code, jobs, ask
        self._buttons: list[Button] = []
        self._ways: list[Box] = []
        groups = code.split("-")
        grid = AutoGrid(theme, 118, 10, 4, allowed=(1, 2, 4))
        self.groups = [CodeGroup(theme, number, len(groups), group) for number, group in enumerate(groups, 1)]
        for one in self.groups:
            grid.addWidget(one)
        self.body.addWidget(holder(grid))
        Walked(self.groups, self)
        note = self.tr(
            "Only capital letters and numbers. There is no letter I, L, O or U in it: "
            "what looks like one is a number."
        )
        self.body.addWidget(Text(theme, note, "small", "secondary"))
        for text, icon, meaning, act in (
            (self.tr("Print"), "printer", self._about_printing(), self._print),
            (self.tr("Save to a file"), "save", self._about_saving(), self._save),
            (self.tr("Copy"), "copy", self._about_copying(), self._copy),
        ):
            self.body.addWidget(self._way(text, icon, meaning, act))
        self._line_up()
        theme.changed.connect(self._line_up)
        self._said = Notice(theme, kind="good")
        self._said.hide()
        self.body.addWidget(self._said)

    def _way(self, text: str, icon: str, meaning: str, act: Callable[[], None]) -> QWidget:
        theme = self._theme_now
        button = Button(theme, text, "secondary", icon, compact=True)
        button.setAccessibleDescription(meaning)
        button.clicked.connect(act)
        self._buttons.append(button)
        line = row(theme, gap=10)
        self._ways.append(line)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        line.grow(Text(theme, meaning, "small", "secondary"))
        return holder(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a way means stands beside its button, or below it where that is too narrow."""
        super().resizeEvent(event)
        beside = self._theme_now.eff(self.width()) >= _BESIDE_FROM
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for way in self._ways:
            if way.direction() != wanted:
                way.setDirection(wanted)

    def _line_up(self) -> None:
        """Make the buttons equally wide, so that what they mean stands in one column."""
        widest = max(button.sizeHint().width() for button in self._buttons)
        for button in self._buttons:
            button.setMinimumWidth(widest)

    def _about_printing(self) -> str:
        return self.tr("Keep the paper away from this computer. Some printers remember what they printed.")

    def _about_saving(self) -> str:
        return self.tr("Whoever finds the file can open your journal. A memory stick in a drawer is best.")

    def _about_copying(self) -> str:
        return self.tr("For a passphrase keeper. Other programs can read it; it is cleared after a minute.")

    def _copy(self) -> None:
        # On a Mac a click gives no button the focus, which tells where something was copied.
        self._buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        copy_for_a_while(self._ask, self._code)
        self._said.say(self.tr("Copied. It is cleared from the clipboard after a minute."), "", "good")
        self.kept.emit()

    def _print(self) -> None:
        if self._ask.print_page(self.window(), self.tr("Recovery code"), self._as_page()):
            self._said.say(self.tr("Sent to the printer."), "", "good")
            self.kept.emit()

    def _save(self) -> None:
        title = self.tr("Save the recovery code")
        suggested = Path.home() / self._file_name
        target = self._ask.save_file(self.window(), title, suggested, self.tr("Text file (*.txt)"))
        if target is not None:
            work = partial(_write, self._as_text().encode("utf-8"), target)
            self._jobs.aside(work, partial(self._saved, target), self._not_saved, self)

    def _saved(self, target: Path, _nothing: object) -> None:
        self._said.say(self.tr("Saved as {path}").format(path=shown_name(target)), "", "good")
        self.kept.emit()

    def _not_saved(self, error: Exception) -> None:
        said = sentence(error)
        self._said.say(said.what, said.next, "caution")

    def _about(self) -> str:
        return self.tr("With this code your journal can be opened without the passphrase. Keep it safe.")

    def _as_text(self) -> str:
        title = self.tr("Co-production Companion: recovery code")
        return f"{title}\n\n{self._code}\n\n{self._about()}\n"

    def _as_page(self) -> str:
        title = self.tr("Co-production Companion: recovery code")
        groups = self._code.split("-")
        rows = "".join(
            "<tr>" + "".join(f"<td>{n + 1}</td><td><b>{groups[n]}</b></td>" for n in line) + "</tr>"
            for line in (range(4), range(4, 8))
        )
        return (
            f"<h1>{title}</h1><table cellpadding='10' style='font-size:18pt'>{rows}</table>"
            f"<p>{self._about()}</p>"
        )


def _write(data: bytes, target: Path) -> None:
    from coprod_desktop.export.files import save

    save(data, target, data.__eq__)
