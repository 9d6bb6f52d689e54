"""What can go wrong when an export is made or saved, and what a person can do about it."""

from __future__ import annotations

from enum import StrEnum

from coprod_desktop.errors import KnownError


class WhyNotWritable(StrEnum):
    """Why a file could not be written where it was wanted. The window has a sentence for each."""

    FOLDER_GONE = "folder-gone"
    NOT_ALLOWED = "not-allowed"
    OPEN_ELSEWHERE = "open-elsewhere"
    DISK_FULL = "disk-full"
    READS_BACK_WRONG = "reads-back-wrong"
    OTHER = "other"


class TargetNotWritable(KnownError):
    """The chosen file could not be written. What stood there before still does.

    Values: ``path`` (str), ``folder`` (str) and ``reason``, one of :class:`WhyNotWritable`.
    """

    code = "target-not-writable"


class ExportFailed(KnownError):
    """The document could not be put together. Nothing was written anywhere.

    Values: ``reason``: ``"stopped"``, ``"too-long"`` (it took more time than allowed), ``"not-made"``.
    """

    code = "export-failed"


class NotPrinted(KnownError):
    """The pages did not get to a printer.

    Values: ``reason``: ``"no-printer"`` (the system knows none), ``"refused"`` (it did not take them).
    """

    code = "not-printed"


class PictureTooLong(KnownError):
    """What was to be saved is too long for one picture that could still be read. Nothing was written."""

    code = "picture-too-long"
