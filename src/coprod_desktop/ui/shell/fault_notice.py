"""Tells about an unexpected fault once, calmly, with a report that holds no private word."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coprod_desktop.ui.ask import Ask, Question
from coprod_desktop.ui.shell.crash import Fault


class FaultNotice(QObject):
    """Asks whether to copy the report. A second fault while the question stands is only logged."""

    def __init__(self, window: QWidget, ask: Ask) -> None:
        super().__init__(window)
        self._window = window
        self._ask = ask
        self._asking = False

    def show(self, fault: Fault, *, handed_over: bool) -> None:
        """Tell about the fault. ``handed_over``: everything typed was given to the writer."""
        if self._asking:
            return
        self._asking = True
        question = Question(
            self.tr("Something went wrong that we did not expect"),
            self._about_words(handed_over)
            + " "
            + self.tr("The details name parts of the program and nothing that you wrote."),
            self.tr("Copy details for a bug report"),
            self.tr("Carry on"),
        )
        try:
            if self._ask.confirm(self._window, question):
                self._ask.copy_text(fault.report())
        finally:
            self._asking = False

    def _about_words(self, handed_over: bool) -> str:
        if handed_over:
            return self.tr("What you typed was handed over to be saved. You can carry on.")
        return self.tr(
            "Some of what you typed last could not be saved. It is still in the window: "
            "copy it somewhere safe before you close the program."
        )
