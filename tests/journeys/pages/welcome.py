"""The first-run pages and the unlock panel."""

from __future__ import annotations

import re

from tests.support.finding import BUTTONS, FIELDS
from tests.support.person import Person

_CODE = re.compile(r"\b(?:[0-9A-Z]{5}[- ]){7}[0-9A-Z]{5}\b")


class WelcomePages:
    """Four short pages; nothing is created until the last one."""

    def __init__(self, person: Person) -> None:
        self._person = person

    def creates_journal(self, passphrase: str) -> str:
        """Go through all pages, typing a group of the recovery code back; give that code."""
        self.begins()
        self.chooses_passphrase(passphrase)
        code = self.reads_recovery_code()
        self.types_group_back(code)
        self.finishes()
        return code

    def begins(self) -> None:
        """From the welcome page to the passphrase."""
        self._person.waits_to_see("Welcome to your Co-production Companion")
        self._person.clicks("Set up my journal")
        self._person.waits_to_see("Choose a passphrase")

    def chooses_passphrase(self, passphrase: str) -> None:
        """Type it twice and go on."""
        self._person.writes("Passphrase", passphrase)
        self._person.writes("Type it again", passphrase)
        self._person.clicks("Next: recovery code")
        self._person.waits_to_see("Keep your recovery code safe")

    def reads_recovery_code(self) -> str:
        """The code as it is shown, in its eight groups."""
        groups: dict[int, str] = {}
        for seen in self._person.finds(re.compile(r"^Group \d of 8: [0-9A-Z ]+$")):
            number, letters = re.findall(r"\d+(?= of 8)|(?<=: ).+", seen.name)
            groups[int(number)] = letters.replace(" ", "")
        assert sorted(groups) == list(range(1, 9)), self._person.reads()
        return "-".join(groups[number] for number in range(1, 9))

    def types_group_back(self, code: str) -> None:
        """Type the group that is asked for, to show that the code is kept."""
        field = self._person.waits_for(re.compile(r"^Type group \d"), FIELDS)
        number = int(re.findall(r"\d", field.name)[0])
        self._person.writes_in(field.widget, code.split("-")[number - 1])

    def finishes(self) -> None:
        """Create the journal."""
        self._person.waits_to_see("That matches.")
        self._person.clicks("Next: make it yours")
        self._person.clicks("Create my journal")

    def just_looks(self) -> None:
        """Skip it all and read the recipe."""
        self._person.clicks("Just look at the recipe")


class UnlockPanel:
    """What Reflect and Journal show while the journal is locked."""

    def __init__(self, person: Person) -> None:
        self._person = person

    def unlocks(self, passphrase: str) -> None:
        """Type the passphrase and press Unlock; wait until the panel is gone."""
        self.tries(passphrase)
        self._person.waits_for("Lock", BUTTONS)

    def tries(self, passphrase: str) -> None:
        """Type a passphrase and press Unlock."""
        self._person.empties("Passphrase")
        self._person.writes("Passphrase", passphrase)
        self._person.clicks("Unlock")

    def is_shown(self) -> None:
        """Wait until it is there."""
        self._person.waits_for("Passphrase", FIELDS)

    def says(self, *sentences: str) -> None:
        """Wait until these sentences stand in the panel."""
        for sentence in sentences:
            self._person.waits_to_see(sentence)
