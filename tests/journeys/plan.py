"""The sittings of the journey in their order, and what the person saves on purpose."""

from __future__ import annotations

SITTINGS_IN_ORDER = ("first", "second", "third")
PDF = "For supervision.pdf"
WORD = "For supervision.docx"
COPY = "My copy.coprod"
CARDS = "Cards for Thursday.pdf"
GROWTH = "How it went.svg"
EXPORTS = (PDF, WORD)
SITTING_SECONDS = 200
"""How long one sitting may take before it is ended, with a note of where it stood."""
