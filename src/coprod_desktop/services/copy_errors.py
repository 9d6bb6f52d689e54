"""What can go wrong with copies where no file is at fault."""

from __future__ import annotations

from coprod_desktop.errors import KnownError


class CopyExchanged(KnownError):
    """The copy that is open now, if any, is not the one that was to be put in place. Nothing was done."""

    code = "copy-exchanged"
