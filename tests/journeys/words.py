"""What the person of the journey writes. Everyone and everywhere in it is invented.

Each text holds at least one long, unusual word, so that finding it in a file or in a search can only mean
that this text was found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PASSPHRASE = "marigold teapot gravel Tuesday"
WRONG_PASSPHRASE = "marigold teapot gravel Wednesday"


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: what was noticed, and for some a word for today and something to try."""

    question_id: str
    noticed: str
    rating: str | None = None
    step: str = ""
    bullets: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line that was typed, bullets without their mark."""
        return tuple(line for line in (*self.noticed.split("\n"), *self.bullets, self.step) if line)


NAME = "Quilting circle, planning afternoon"
MY_PART = "I made the refreshments and kept the timetable"
ACCESS = "Wheelchair ramp borrowed, palantypist booked"

FIRST_HALF = (
    Said("values-1", "Elderflower cordial for visitors, squash for us.", "Getting there"),
    Said("values-2", "I told them plainly that the marquee money is spent.", "Going well"),
    Said(
        "values-3",
        "Dywedais “gwasanaeth” heb feddwl; gofynnodd rhywun beth oedd o’n ei olygu adeg y gŵyliau.",
        "Needs thought",
        "Gofyn i’r grŵp pa eiriau sy’n gweithio’n rhwyddach iddyn nhw.",
    ),
    Said("values-4", "Corduroy jacket. Nobody blinked.", "Not relevant this time"),
    Said("values-5", "استمعتُ أكثر مما تكلمتُ، وشعرتُ بالطمأنينة بين الجيران.", "Going well"),
    Said("values-6", "I nearly quoted the procedure handbook.", "Getting there"),
    Said("values-7", "First names on stickers, pomegranates on plates.", step="Leave lanyards outside."),
    Said("values-8", "I assumed the quietest person agreed. Nobody had asked her 🪡🧵.", "Needs thought"),
    Said(
        "skills-1",
        "What helped this afternoon:",
        "Going well",
        bullets=("a kaleidoscope passed round as talking piece", "breaks before anyone yawned"),
    ),
)

SECOND_HALF = (
    Said("skills-2", "Honestly, I only reflect on the bus, near the viaduct.", "Not sure yet"),
    Said("skills-3", "My shoulders rose like a hedgehog when the timetable was questioned.", "Needs thought"),
    Said("skills-4", "Some mediation. The swimming instructor offered coaching.", "Getting there"),
    Said("skills-5", "I spoke in paragraphs. Semaphore would have been clearer.", "Getting there"),
    Said("skills-6", "Tangerines shared, coats held, birthdays remembered.", "Going well"),
    Said("skills-7", "The lift was broken. I learned it on the staircase.", step="Phone the caretaker."),
    Said("skills-8", "Thumbs, nods, and a jigsaw that everybody added to.", "Going well"),
    Said("skills-9", "We drew the embroidery together instead of describing it.", "Going well"),
    Said("skills-10", "I dropped a bobbin on purpose and laughed. Others dropped theirs.", "Not sure yet"),
)

ALL_ANSWERS = FIRST_HALF + SECOND_HALF

CHANGED_ID = "values-4"
CHANGED_ADDS = " Except the treasurer, who smiled afterwards."
TAKING_AWAY = "Ask sooner, explain later, and bring marmalade."

TRIED = "Leave lanyards outside."
WHAT_HAPPENED = "Two stayed on, worn under a cardigan."

NOTE_TITLE = "Rhubarb and the rota"
NOTE_BOLD = "whose rota is it"
NOTE_PLAIN = "Somebody asked kindly, "
NOTE_BULLETS = ("swap the Thursdays", "write it in felt-tip")
NOTE_LAST = "Diolch am y cyngor, meddai’r garddwr. شكرا للبستاني 🌻"

SEARCH_NOTE = "felt-tip"
SEARCH_NOTE_BEGINNING = "rhub"
SEARCH_REFLECTION = "kaleidoscope"
SEARCH_WHAT_HAPPENED = "cardigan"
SEARCH_WELSH = "rhwyddach"
SEARCH_WELSH_NO_ACCENT = "gwyliau"
SEARCH_ARABIC = "بالطمأنينة"


def reflection_lines(answers: tuple[Said, ...] = ALL_ANSWERS) -> list[str]:
    """Every line of the reflection as it is kept in the end."""
    lines = [NAME, MY_PART, ACCESS]
    for said in answers:
        lines += said.lines
    return [*lines, TAKING_AWAY]


def note_lines() -> list[str]:
    """Every line of the quick note as it is shown."""
    return [NOTE_TITLE, NOTE_PLAIN + NOTE_BOLD, *NOTE_BULLETS, NOTE_LAST]


def everything_typed() -> list[str]:
    """All that must stand in no file but an export: what was written, the passphrase, the searches."""
    return [
        *reflection_lines(),
        *note_lines(),
        CHANGED_ADDS,
        WHAT_HAPPENED,
        PASSPHRASE,
        SEARCH_WELSH,
        SEARCH_ARABIC,
    ]


def telling_words(texts: list[str], at_least: int = 5) -> list[str]:
    """The words of these texts that are long enough to mean something when found, longest first."""
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text) if len(word) >= at_least}
    return sorted(words, key=lambda word: (-len(word), word))


def tell_tales() -> list[str]:
    """One or two words of each text: the quick choice where there is much to search."""
    chosen: set[str] = set()
    for text in everything_typed():
        chosen.update(telling_words([text])[:2])
    return sorted(chosen)


LET_GO_REFLECTION = "The kingfisher came back"
LET_GO_NOTE = "Saxifrage by the gate"
BEFORE_COPY = "The kettle went on first"
AFTER_COPY = "Somebody moved the chairs"
"""Titles of a note written before a copy was saved, and of one written after it."""
