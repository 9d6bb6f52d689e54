"""Why nothing is heard, one class for each cause."""

from __future__ import annotations

from coprod_desktop.errors import KnownError


class SpeechError(KnownError):
    """Any known fault of reading aloud."""


class SpeechAbsent(SpeechError):
    """This computer has no voice, or nothing that speaks with one."""

    code = "speech-absent"


class SpeechRefused(SpeechError):
    """The voice is there, and could not speak, or ended while it spoke."""

    code = "speech-refused"


class SpeechSilent(SpeechError):
    """The voice did not come to the end of a sentence within the time it was given."""

    code = "speech-silent"


class SpeechCut(SpeechError):
    """A sentence was not spoken to its end: somebody stopped it, here or in another program."""

    code = "speech-cut"


BY_CODE: dict[str, type[SpeechError]] = {
    error.code: error for error in (SpeechAbsent, SpeechRefused, SpeechSilent, SpeechCut)
}
