"""Beside the pages: that it was read through, what to save it as, and what came of saving."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGroupBox, QWidget

from coprod_desktop.export.formats import Format
from coprod_desktop.services.exporting import ExportResult
from coprod_desktop.ui.export import words
from coprod_desktop.ui.export.parts import NoteBelow
from coprod_desktop.ui.names import shown_name
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Card
from coprod_desktop.ui.widgets.choices import Check, Radio
from coprod_desktop.ui.widgets.layouts import column, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import Picture, Rule
from coprod_desktop.ui.widgets.notice import Notice
from coprod_desktop.ui.widgets.text import Text


class SavePanel(QWidget):
    """``read_changed``: the tick was set or taken away. ``show_folder``: where is the file?"""

    read_changed = Signal()
    show_folder = Signal()

    def __init__(self, theme: Theme, care: str, parent: QWidget | None = None) -> None:
        """``care`` is the line on what may follow from sharing, from the content."""
        super().__init__(parent)
        self._theme = theme
        lines = column(theme, self, gap=0)
        lines.addWidget(self._build_result())
        self.read_through = Check(theme, self.tr("I have read it through"), role="label")
        self.read_through.toggled.connect(self._read_toggled)
        lines.addWidget(self.read_through)
        lines.space(12)
        lines.addWidget(_care(theme, care))
        lines.space(18)
        lines.addWidget(Rule(theme))
        lines.space(14)
        lines.addWidget(Text(theme, self.tr("Save it as"), "label"))
        lines.space(4)
        lines.addWidget(self._build_formats())
        self.replaced = Notice(theme)
        self.replaced.hide()
        lines.space(8)
        lines.addWidget(self.replaced)
        lines.addStretch(1)
        tall_as_needed(self)

    def _build_result(self) -> QWidget:
        holder = QWidget()
        lines = column(self._theme, holder, (0, 0, 0, 16))
        self.result = Notice(self._theme)
        self._folder_button = Button(self._theme, self.tr("Show in folder"), "secondary", "folder-open")
        self._folder_button.clicked.connect(self.show_folder)
        self.result.add_button(self._folder_button)
        lines.addWidget(self.result)
        tall_as_needed(holder)
        self._result_holder = holder
        holder.hide()
        return holder

    def _build_formats(self) -> QGroupBox:
        theme = self._theme
        group = QGroupBox()
        group.setFlat(True)
        group.setAccessibleName(self.tr("Save it as"))
        lines = column(theme, group)
        self._formats: dict[Format, Radio] = {}
        for wanted, name, note in (
            (Format.PDF, self.tr("PDF"), self.tr("Looks the same everywhere. Good for printing.")),
            (
                Format.WORD,
                self.tr("Word"),
                self.tr("Can be edited. Works best with screen readers. Pages may break in other places."),
            ),
        ):
            radio = Radio(theme, name)
            radio.setAccessibleDescription(note)
            lines.addWidget(radio)
            lines.addWidget(NoteBelow(theme, note))
            self._formats[wanted] = radio
        self._formats[Format.PDF].setChecked(True)
        tall_as_needed(group)
        return group

    # ------------------------------------------------------------------ from outside
    def format(self) -> Format:
        """The format that is chosen."""
        return next(wanted for wanted, radio in self._formats.items() if radio.isChecked())

    def is_read(self) -> bool:
        """Whether the person said that they read it through."""
        return self.read_through.isChecked()

    def set_ready(self, ready: bool) -> None:
        """Let the tick be set only once there is something to read."""
        self.read_through.setEnabled(ready)

    def show_replaced(self, characters: tuple[str, ...]) -> None:
        """Tell which characters the pages cannot show."""
        self.replaced.say(words.replaced(characters))

    def tell_saved(self, result: ExportResult) -> None:
        """Say where it is, and that it was checked."""
        self._folder_button.show()
        self.result.say(
            self.tr("Saved as {name}").format(name=shown_name(result.path.name)),
            self.tr("It was opened again and checked. Your journal is as it was."),
            "good",
        )
        self._result_holder.show()

    def tell(self, what: str, next_step: str, kind: str = "caution") -> None:
        """Say what happened and what to do next."""
        self._folder_button.hide()
        self.result.say(what, next_step, kind)
        self._result_holder.show()

    def forget_result(self) -> None:
        """Take the last message away."""
        self._result_holder.hide()

    def clear(self) -> None:
        """As it was in the beginning."""
        self.read_through.setChecked(False)
        self.set_ready(False)
        self._formats[Format.PDF].setChecked(True)
        self.replaced.say("")
        self.result.say("")
        self.forget_result()

    def _read_toggled(self, _on: bool) -> None:
        self.read_changed.emit()


def _care(theme: Theme, sentence: str) -> Card:
    card = Card(theme, "note", (18, 14, 18, 14), 0)
    line = row(theme, gap=12)
    line.addWidget(Picture(theme, "eye", "onHighlightTint", 22), 0, Qt.AlignmentFlag.AlignTop)
    line.grow(Text(theme, sentence, "body", "onHighlightTint"))
    card.body.addLayout(line)
    return card
