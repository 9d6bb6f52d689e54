"""The sentences for a voice that cannot be heard, as `sentences` has them for all else."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from coprod_desktop.errors import KnownError
from coprod_desktop.ui.sentence_form import Sentence


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sentences", text)


def _absent(_error: KnownError) -> Sentence:
    if sys.platform == "linux":
        next_step = _tr(
            "Install speech-dispatcher with a voice, such as speech-dispatcher-espeak-ng, then try again."
        )
    elif sys.platform == "win32":
        next_step = _tr("Add a voice in Windows' settings, Time and language, Speech, then try again.")
    else:
        next_step = _tr(
            "Add a voice in System Settings, under Accessibility, Spoken Content, then try again."
        )
    return Sentence(_tr("This computer has no voice to read aloud with."), next_step)


def _refused(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("The computer's voice could not speak."),
        _tr("Check that sound works in another program, choose another voice, or try again."),
    )


def _silent(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("The computer's voice did not answer, so reading aloud was stopped."),
        _tr("Check that sound works in another program, then try again."),
    )


def _cut(_error: KnownError) -> Sentence:
    return Sentence(_tr("Reading aloud was paused, since another program spoke."), _tr("Press Go on."))


OF_SPEECH: dict[str, Callable[[KnownError], Sentence]] = {
    "speech-absent": _absent,
    "speech-refused": _refused,
    "speech-silent": _silent,
    "speech-cut": _cut,
}
