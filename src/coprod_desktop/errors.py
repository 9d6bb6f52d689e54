"""The two families of errors.

A :class:`KnownError` is a cause that a person can meet and do something about: a wrong passphrase, a
full disk. It carries a stable ``code`` and plain ``values``; the sentence that is shown is made in
``ui/sentences.py``, so that no floor below the window holds translated words.

A :class:`BugError` is ours: a promise inside the program was broken. It is logged without content
and shown as an unexpected fault.
"""

from __future__ import annotations

from typing import ClassVar


class KnownError(Exception):
    """A fault with a plain sentence of its own; subclasses are one user-visible cause each.

    ``values`` are named facts for the sentence (a path, a version, a group number), never anything
    that was written in the journal.
    """

    code: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        super().__init__(self.code, values)
        self.values = values


class BugError(Exception):
    """A broken promise inside the program; never a person's doing."""
