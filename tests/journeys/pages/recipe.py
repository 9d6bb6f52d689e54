"""The Recipe tab, as somebody reads it."""

from __future__ import annotations

from coprod_desktop.content.loader import load
from coprod_desktop.content.model import Item, Recipe, text_of
from coprod_desktop.resources import resource
from tests.support.finding import BUTTONS, tidy
from tests.support.person import Person


class RecipePage:
    """Reads the recipe and holds what is shown against the content."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.content: Recipe = load(resource("content", "en-GB"))

    def reads_all(self) -> int:
        """Read the overview, the page of every item and the whole sheet; give how many pieces were read."""
        return self.reads_overview() + self.reads_every_item() + self.reads_whole_sheet()

    def reads_overview(self) -> int:
        """Every ingredient and every part of the method stands on the first page."""
        self._person.waits_to_see(text_of(self.content.quotation))
        return self._all_shown([text_of(item.runs) for item in self.content.items])

    def reads_every_item(self) -> int:
        """Open each item, read its words and the questions that go with it, and go back."""
        read = 0
        for item in self.content.items:
            self.opens_item(item)
            questions = [question.text for question in self.content.questions_for(item.id)]
            read += self._all_shown([item.name, text_of(item.runs), item.prompt, *questions])
            self.goes_back()
        return read

    def opens_item(self, item: Item) -> None:
        """Click an item's line on the overview."""
        self._person.clicks(tidy(text_of(item.runs)))
        self._person.waits_for(f"Write about {item.about}", BUTTONS)

    def goes_back(self) -> None:
        """Back to the whole recipe."""
        self._person.clicks("Whole recipe")
        self._person.waits_for("Read the whole sheet", BUTTONS)

    def reads_whole_sheet(self) -> int:
        """Read every section, every question and the licence."""
        self._person.clicks("Read the whole sheet")
        wanted = [text_of(p.runs) for section in self.content.sections for p in section.paragraphs]
        wanted += [text_of(item.runs) for item in self.content.items]
        wanted += [question.text for question in self.content.questions]
        read = self._all_shown(wanted)
        self.goes_back()
        return read

    def _all_shown(self, wanted: list[str]) -> int:
        shown = tidy(self._person.reads())
        missing = [words for words in wanted if tidy(words) not in shown]
        assert missing == [], f"not shown: {missing}"
        return len(wanted)
