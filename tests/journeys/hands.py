"""How somebody who hears the window works it: through the accessible tree, or by keys alone."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import Protocol

from tests.support.atspi import BUTTONS, RADIOS, Node, NotThere, Reader
from tests.support.desktop import Desktop

STOPS = 90
"""More stops of the Tab key than any page has."""
LINKS = 4
"""More than there are in any one text."""
SOON_SECONDS = 3.0
"""In this time a key shows where it led, on a slow computer too."""

IN_LETTERS_OF_THE_KEYBOARD = {"استمعتُ": "I listened more than I spoke, and felt at ease among neighbours."}


class Hands(Protocol):
    """What can be done with what is heard."""

    reader: Reader

    def key(self, key: str) -> None:
        """Press keys together, as xdotool names them."""

    def types(self, text: str) -> None:
        """Type where the focus is."""

    def typed(self, text: str) -> str:
        """What stands there after `types_into` was asked for ``text``."""

    def types_into(self, field: Node, text: str) -> str:
        """Put text into the field that has the focus, and say what it should hold then."""

    def presses(self, name: str | re.Pattern[str]) -> None:
        """Press something once it is there and can be used."""

    def goes_to(self, roles: tuple[str, ...], name: str) -> Node:
        """Have the focus in a field."""

    def writes(self, roles: tuple[str, ...], name: str, text: str) -> None:
        """Go to a field and type."""

    def chooses(self, name: str) -> None:
        """Choose one of several."""


class _Typing:
    """What both have: a keyboard."""

    def __init__(self, desktop: Desktop, reader: Reader) -> None:
        self._desktop = desktop
        self.reader = reader
        reader.follow_focus()

    def key(self, key: str) -> None:
        self._desktop.keys("key", "--", key)

    def types(self, text: str) -> None:
        self._desktop.keys("type", "--delay", "4", "--", text)

    def _arrives(self, field: Node, text: str) -> None:
        """Type, and wait until it stands there.

        With a screen reader on the bus Qt asks it about each letter first; a shortcut would overtake them.
        """
        self.types(text)
        self.reader.until(lambda: _holds(field.text(), text), f"{text!r} in {field.name!r}")

    def _is_chosen(self, name: str) -> bool:
        return any("checked" in node.states for node in self.reader.find_all(RADIOS, name))


class TreeHands(_Typing):
    """By the actions that a screen reader is offered."""

    def typed(self, text: str) -> str:
        """All of it: what has no key is dictated."""
        return text

    def types_into(self, field: Node, text: str) -> str:
        if text.isascii():
            self.types(text)
        else:
            field.insert(text)
        return text

    def presses(self, name: str | re.Pattern[str]) -> None:
        self.reader.waits_for(BUTTONS, name).does()

    def goes_to(self, roles: tuple[str, ...], name: str) -> Node:
        field = self.reader.waits_for(roles, name)
        field.takes_focus()
        return field

    def writes(self, roles: tuple[str, ...], name: str, text: str) -> None:
        self._arrives(self.goes_to(roles, name), text)

    def chooses(self, name: str) -> None:
        self.reader.waits_for(RADIOS, name).does()
        self.reader.until(lambda: self._is_chosen(name), f"{name} chosen")


class KeyHands(_Typing):
    """By Tab, arrows, Space and letters; the tree is only listened to."""

    def typed(self, text: str) -> str:
        """In the letters of this keyboard."""
        for beginning, instead in IN_LETTERS_OF_THE_KEYBOARD.items():
            if text.startswith(beginning):
                return instead
        return " ".join(text.encode("ascii", "ignore").decode().split())

    def types_into(self, field: Node, text: str) -> str:
        self.types(self.typed(text))
        return self.typed(text)

    def presses(self, name: str | re.Pattern[str]) -> None:
        self.reader.waits_for(BUTTONS, name)
        self._tabs_to(BUTTONS, name)
        self.key("space")

    def goes_to(self, roles: tuple[str, ...], name: str) -> Node:
        self.reader.waits_for(roles, name)
        return self._tabs_to(roles, name)

    def writes(self, roles: tuple[str, ...], name: str, text: str) -> None:
        self._arrives(self.goes_to(roles, name), text)

    def chooses(self, name: str) -> None:
        """Tab comes to the group, the arrows to one in it."""
        here = self._tabs_to(RADIOS, re.compile("."))
        for key in ("Right", "Left"):  # it may come to any of them
            while here.name != name:
                self.key(key)
                try:
                    here = self.reader.until(partial(self._moved_from, here), "the next", SOON_SECONDS)
                except NotThere:
                    break
        assert here.name == name
        if not self._is_chosen(name):
            self.key("space")
        self.reader.until(lambda: self._is_chosen(name), f"{name} chosen")

    def _tabs_to(self, roles: tuple[str, ...], name: str | re.Pattern[str]) -> Node:
        """Press Tab until what has the focus is it; it may have it already."""
        stops: list[str] = []
        here = self.reader.until(self.reader.focused, "something with the focus")
        while len(stops) < STOPS:
            if here.role in roles and _is_called(here, name):
                return here
            stops.append(f"{here.role} {here.name!r}")
            here = self._tabs_on(here)
        raise NotThere(f"Tab never comes to {name!r}, but to:\n" + "\n".join(stops))

    def _tabs_on(self, here: Node) -> Node:
        """To the next stop. Words with links in them are one thing, in which Tab goes from link to link."""
        for _ in range(LINKS):
            self.key("Tab")
            with suppress(NotThere):
                return self.reader.until(partial(self._moved_from, here), "the next stop", SOON_SECONDS)
        raise NotThere(f"Tab does not leave {here.role} {here.name!r}")

    def _moved_from(self, before: Node) -> Node | None:
        here = self.reader.focused()
        return here if here is not None and here.path != before.path else None


def _holds(shown: str, text: str) -> bool:
    """Whether a field holds a text, or as many dots."""
    return text in shown or (len(shown) == len(text) and len(set(shown)) == 1)


def _is_called(node: Node, name: str | re.Pattern[str]) -> bool:
    return node.name == name if isinstance(name, str) else bool(name.search(node.name))
