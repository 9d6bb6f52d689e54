"""What can be read aloud: sentences, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from coprod_desktop.services.speech.sentences import sentences
from coprod_desktop.ui.widgets.page import Page

Span = tuple[int, int]


class SpokenPlace(Protocol):
    """A widget whose words can be read aloud."""

    @property
    def said(self) -> str:
        """Its words."""

    def mark_spoken(self, span: Span | None) -> None:
        """Mark what is being read, as start and end in `said`; None takes the mark away."""

    def spoken_area(self) -> QRect:
        """Where the mark is, in the widget."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the voice gets, and where it stands."""

    words: str
    place: SpokenPlace
    span: Span


@dataclass(frozen=True, slots=True)
class Readable:
    """All sentences of a page, in the order of reading. When ``page`` goes out of sight, reading ends."""

    page: Page
    sentences: tuple[Sentence, ...]


def readable(page: Page, places: Iterable[SpokenPlace]) -> Readable:
    """Cut the words of places into sentences. What is hidden on the page is left out."""
    found = []
    for place in places:
        if isinstance(place, QWidget) and not place.isVisibleTo(page):
            continue
        said = place.said
        found += [Sentence(said[start:end], place, (start, end)) for start, end in sentences(said)]
    return Readable(page, tuple(found))
