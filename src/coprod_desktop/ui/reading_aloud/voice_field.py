"""The list of the computer's voices to choose from."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from coprod_desktop.ui.reading_aloud.reader import ReadingAloud
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.fields import ChoiceField

_LETTERS = 9


class VoiceField(ChoiceField):
    """The usual voice first. A voice that was chosen holds at once."""

    def __init__(self, theme: Theme, reading: ReadingAloud, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._reading = reading
        self.setAccessibleName(self.tr("Voice"))
        self.setToolTip(self.tr("Voice"))
        # Names of voices can be longer than a small window is wide; the list itself shows them whole.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.activated.connect(self._choose)
        reading.voices_known.connect(self._fill)
        reading.changed.connect(self._show)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        self.addItem(self.tr("Usual voice"), "")
        for voice in self._reading.voices:
            self.addItem(voice.name, voice.id)
        self._show()

    def _show(self) -> None:
        self.setCurrentIndex(max(0, self.findData(self._reading.voice)))

    def _choose(self, index: int) -> None:
        self._reading.set_voice(str(self.itemData(index)))
