"""What every package of the program says about it, on all three systems.

A test holds the files that cannot import this (desktop file, metainfo, document types) against it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "Co-production Companion"
COMMAND = "coprod-desktop"
"""The program's file name, without Windows' ending; also the name of packages."""
SUMMARY = "A recipe for good co-production, a litmus test and a private journal"
PUBLISHER = "The Co-production Companion contributors"
COPYRIGHT = "Copyright © 2026 The Co-production Companion contributors"
COMPONENT_ID = "org.coprod_desktop.Companion"
"""AppStream's name. Nobody's domain: an underscore cannot stand in one."""
BUNDLE_ID = "org.coprod-desktop.companion"
"""Apple's name, which may hold a hyphen and no underscore."""
EXTENSION = "coprod"
"""The ending of a journal in one file, without its dot."""
MIME_TYPE = "application/x-coprod-journal-copy"
"""Its media type: an `x-` name, because nobody has registered one."""
DOCUMENT_NAME = "Co-production journal copy"
"""What file windows call such a file."""
PROG_ID = "CoprodDesktop.JournalCopy"
"""What Windows' registry calls its type."""


def version() -> str:
    """The version, as `coprod_desktop.__version__` says it."""
    source = (ROOT / "src" / "coprod_desktop" / "__init__.py").read_text("utf-8")
    match = re.search(r'^__version__ = "([^"]+)"$', source, re.MULTILINE)
    if match is None:
        raise ValueError("src/coprod_desktop/__init__.py says no version")
    return match[1]


def source_date(environment: dict[str, str]) -> int:
    """The moment that stands in everything built, in seconds since 1970.

    ``SOURCE_DATE_EPOCH`` wins; without it, midnight UTC of the newest day that CHANGELOG names, or the
    first of January 2026.
    """
    given = environment.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    days = [datetime.fromisoformat(day) for day in re.findall(r"\b\d{4}-\d{2}-\d{2}\b", changelog)]
    return int(max(days, default=datetime(2026, 1, 1)).replace(tzinfo=UTC).timestamp())  # noqa: DTZ001
