"""The accessible tree of a running program, read and worked as a screen reader does.

Speaks AT-SPI over D-Bus itself (through GLib, in the system's own Python): nothing is kept between two
looks, every call has a limit, and what has gone away is simply no longer found.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from gi.repository import Gio, GLib

T = TypeVar("T")

_A = "org.a11y.atspi."
_PROPERTIES = "org.freedesktop.DBus.Properties"
_ROOT = "/org/a11y/atspi/accessible/root"
_CALL_MS = 10_000
_LOOK_EVERY = 0.03
PATIENCE_SECONDS = 40.0

# Numbers of AT-SPI's roles and states (at-spi2-core, atspi-constants.h), for those that are met here.
ROLES = {
    7: "check box", 11: "combo box", 16: "dialog", 20: "filler", 23: "frame", 27: "image", 29: "label",
    30: "layered pane",
    31: "list", 32: "list item", 33: "menu", 34: "menu bar", 35: "menu item", 37: "page tab",
    38: "page tab list", 39: "panel", 40: "password text", 42: "progress bar", 43: "button",
    44: "radio button", 48: "scroll bar", 49: "scroll pane", 50: "separator", 52: "spin button",
    54: "status bar", 55: "table", 56: "table cell", 61: "text", 62: "toggle button", 63: "tool bar",
    68: "viewport", 69: "window", 73: "paragraph", 75: "application", 79: "entry", 83: "heading",
    85: "section", 87: "form", 88: "link", 92: "document", 98: "grouping", 116: "static",
    129: "button menu",
}  # fmt: skip
STATES = {
    1: "active", 4: "checked", 7: "editable", 8: "enabled", 9: "expandable", 10: "expanded",
    11: "focusable", 12: "focused", 16: "modal", 23: "selected", 24: "sensitive", 25: "showing",
    30: "visible", 43: "read-only",
}  # fmt: skip
BUTTONS = (
    "button", "toggle button", "radio button", "check box", "link", "page tab", "button menu", "menu item",
)  # fmt: skip
FIELDS = ("text", "entry", "password text", "document", "paragraph")
RADIOS = ("radio button",)
TABS = ("page tab",)
PASSWORDS = ("password text",)


class Gone(Exception):
    """What was asked for answers no more, or not in time."""


class NotThere(AssertionError):
    """Something that should be in the tree did not come."""


@dataclass(slots=True)
class Node:
    """One accessible thing as it was when the tree was read."""

    reader: Reader
    owner: str
    path: str
    role: str = ""
    name: str = ""
    description: str = ""
    states: frozenset[str] = frozenset()
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def dump(self, depth: int = 0) -> str:
        """The tree as text, for a message."""
        states = " ".join(sorted(self.states - {"enabled", "sensitive", "showing", "visible"}))
        lines = [f"{'  ' * depth}{self.role} {self.name!r} [{states}]"]
        return "\n".join([*lines, *(child.dump(depth + 1) for child in self.children)])

    def does(self) -> str:
        """Do its first action: press, toggle or show."""
        offered = [str(a[0]) for a in self.reader.call(self, "Action", "GetActions")]
        for wanted in ("Press", "Toggle", "ShowMenu"):
            if wanted in offered:
                self.reader.call(self, "Action", "DoAction", GLib.Variant("(i)", (offered.index(wanted),)))
                return wanted
        raise NotThere(f"{self.role} {self.name!r} offers only {offered}")

    def takes_focus(self) -> None:
        """Put the focus on it and wait until it is there."""
        self.reader.call(self, "Component", "GrabFocus")
        self.reader.until(lambda: "focused" in self.now(), f"focus on {self.role} {self.name!r}")

    def now(self) -> frozenset[str]:
        """Its states at this moment."""
        return _states(self.reader.call(self, "Accessible", "GetState"))

    def text(self) -> str:
        """All of its text."""
        return str(self.reader.call(self, "Text", "GetText", GLib.Variant("(ii)", (0, -1))))

    def insert(self, text: str) -> None:
        """Put text at its end, as dictation does."""
        at = _units(self.text())
        arguments = GLib.Variant("(isi)", (at, text, _units(text)))
        self.reader.call(self, "EditableText", "InsertText", arguments)


class Reader:
    """Reads one program: the one whose process is given, on the accessibility bus of this session."""

    def __init__(self, process: int, alive: Callable[[], bool]) -> None:
        self._process = process
        self._alive = alive
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, _CALL_MS, None
        ).unpack()[0]
        session.call_sync(
            "org.a11y.Bus",
            "/org/a11y/bus",
            _PROPERTIES,
            "Set",
            GLib.Variant("(ssv)", ("org.a11y.Status", "ScreenReaderEnabled", GLib.Variant("b", True))),
            None,
            0,
            _CALL_MS,
            None,
        )
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self._owner = ""
        self._focus: tuple[str, str] | None = None
        self._announced: list[str] = []

    # Reading

    def tree(self) -> Node:
        """Everything the program shows now."""
        root = Node(self, self.owner(), _ROOT, role="application")
        self._fill([root])
        level = [root]
        while level:
            level = self._children(level)
        return root

    def find_all(
        self, roles: tuple[str, ...] | None, name: str | re.Pattern[str] | None, tree: Node | None = None
    ) -> list[Node]:
        """Everything shown with one of the roles and the name (the whole, or a pattern anywhere in it)."""
        found = []
        for node in (tree or self.tree()).walk():
            fits = name is None or (
                node.name == name if isinstance(name, str) else bool(name.search(node.name))
            )
            if fits and (roles is None or node.role in roles) and "showing" in node.states:
                found.append(node)
        return found

    def waits_for(
        self,
        roles: tuple[str, ...] | None,
        name: str | re.Pattern[str] | None,
        seconds: float = PATIENCE_SECONDS,
    ) -> Node:
        """Wait until something of that role and name is shown and can be used."""

        def look() -> Node | None:
            return next((n for n in self.find_all(roles, name) if "enabled" in n.states), None)

        try:
            return self.until(look, f"{roles} {name!r}", seconds)
        except NotThere as missing:
            raise NotThere(f"{missing}; the tree:\n{self.tree().dump()}") from None

    def reads(self) -> str:
        """All names and texts that are shown, one a line."""
        return "\n".join(node.name for node in self.tree().walk() if node.name)

    def follow_focus(self) -> None:
        """Be told from now on where the focus goes, as a screen reader is: reading everything takes long."""
        registry, path = "org.a11y.atspi.Registry", "/org/a11y/atspi/registry"
        self._ask(registry, path, registry, "RegisterEvent", GLib.Variant("(s)", ("object:state-changed",)))
        self._bus.signal_subscribe(
            None, _A + "Event.Object", "StateChanged", None, "focused", 0, self._focus_went, None
        )

    def follow_announcements(self) -> None:
        """Keep from now on what is read out without the focus."""
        registry, path = "org.a11y.atspi.Registry", "/org/a11y/atspi/registry"
        self._ask(registry, path, registry, "RegisterEvent", GLib.Variant("(s)", ("object:announcement",)))
        self._bus.signal_subscribe(None, _A + "Event.Object", "Announcement", None, None, 0, self._said, None)

    def was_announced(self, words: str) -> bool:
        """Whether these words were read out since this was true last."""
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)
        at = next((n for n, said in enumerate(self._announced) if words in said), None)
        if at is not None:
            del self._announced[: at + 1]
        return at is not None

    def _said(self, _bus: Any, _owner: str, _path: str, _what: str, _name: str, told: Any, _: Any) -> None:
        self._announced.append(str(told.unpack()[3]))

    def _focus_went(
        self, _bus: Any, owner: str, path: str, _what: str, _name: str, told: Any, _: Any
    ) -> None:
        if told.unpack()[1] == 1:
            self._focus = owner, path

    def told_focus(self) -> Node | None:
        """What the reader was told last to have the focus, as it is now; None before anything was."""
        self._listen()
        if self._focus is None:
            return None
        here = Node(self, *self._focus)
        self._fill([here])
        return here

    def hear_announcements(self) -> None:
        """Keep from now on what is read out without the focus moving."""
        registry, path = "org.a11y.atspi.Registry", "/org/a11y/atspi/registry"
        self._ask(registry, path, registry, "RegisterEvent", GLib.Variant("(s)", ("object:announcement",)))
        self._bus.signal_subscribe(
            None, _A + "Event.Object", "Announcement", None, None, 0, self._announcement, None
        )

    def announced(self) -> list[str]:
        """Everything that was read out so far."""
        self._listen()
        return list(self._announced)

    def _announcement(
        self, _bus: Any, _owner: str, _path: str, _what: str, _name: str, told: Any, _: Any
    ) -> None:
        self._announced.append(str(told.unpack()[3]))

    def _listen(self) -> None:
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)

    def focused(self) -> Node | None:
        """What has the focus, as it was told last; where nothing was, what says so in the tree."""
        self._listen()
        if self._focus is not None:
            here = Node(self, *self._focus)
            self._fill([here])
            if "focused" in here.states:
                return here
        found = [node for node in self.tree().walk() if "focused" in node.states]
        told = [node for node in found if node.role not in ("filler", "viewport")]
        return (told or found)[-1] if found else None

    def texts(self) -> str:
        """The texts of all documents that are shown, which are not their names."""
        texts = []
        for node in self.tree().walk():
            if node.role in FIELDS:
                try:
                    texts.append(node.text())
                except Gone:
                    continue
        return "\n".join(texts)

    def until(self, look: Callable[[], T | None], what: str, seconds: float = PATIENCE_SECONDS) -> T:
        """Look again and again until there is something.

        Raises:
            NotThere: it did not come in time, or the program has ended.
        """
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            if not self._alive():
                raise NotThere(f"the program ended while waiting for {what}")
            try:
                if seen := look():
                    return seen
            except Gone:
                pass  # it changed while it was being read: look again
            time.sleep(_LOOK_EVERY)
        raise NotThere(f"waited {seconds:.0f} s for {what}")

    def owner(self) -> str:
        """The program's name on the bus.

        Raises:
            Gone: it is not there yet.
        """
        if not self._owner:
            for name in self._ask("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ListNames", None):
                if (
                    name.startswith(":")
                    and self._process_of(name) == self._process
                    and self._has_windows(name)
                ):
                    self._owner = name
        if not self._owner:
            raise Gone("the program is not on the accessibility bus")
        return self._owner

    def call(self, node: Node, interface: str, member: str, arguments: GLib.Variant | None = None) -> Any:
        """Call one thing's method and give what it answers."""
        return self._ask(node.owner, node.path, _A + interface, member, arguments)

    def _has_windows(self, name: str) -> bool:
        try:
            self._ask(name, _ROOT, _A + "Accessible", "GetRole", None)
        except Gone:
            return False
        return True

    def _process_of(self, name: str) -> int:
        bus = "org.freedesktop.DBus"
        try:
            return int(self._ask(bus, "/", bus, "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,))))
        except Gone:
            return 0

    def _ask(self, owner: str, path: str, interface: str, member: str, arguments: GLib.Variant | None) -> Any:
        try:
            answer = self._bus.call_sync(owner, path, interface, member, arguments, None, 0, _CALL_MS, None)
        except GLib.Error as error:
            raise Gone(f"{member} on {path}: {error.message}") from None
        values = answer.unpack()
        return values[0] if len(values) == 1 else values

    def _children(self, parents: list[Node]) -> list[Node]:
        answers = self._ask_all([(n, _A + "Accessible", "GetChildren", None) for n in parents])
        level = []
        for parent, answer in zip(parents, answers, strict=True):
            for owner, path in answer or ():
                child = Node(self, owner, path)
                parent.children.append(child)
                level.append(child)
        self._fill(level)
        for parent in parents:
            parent.children = [
                n for n in parent.children if "showing" in n.states or parent.role == "application"
            ]
        return [n for parent in parents for n in parent.children]

    def _fill(self, nodes: list[Node]) -> None:
        asked: list[tuple[Node, str, str, GLib.Variant | None]] = []
        for node in nodes:
            asked += [
                (node, _A + "Accessible", "GetRole", None),
                (node, _A + "Accessible", "GetState", None),
                (node, _PROPERTIES, "Get", GLib.Variant("(ss)", (_A + "Accessible", "Name"))),
                (node, _PROPERTIES, "Get", GLib.Variant("(ss)", (_A + "Accessible", "Description"))),
            ]
        answers = self._ask_all(asked)
        for at, node in enumerate(nodes):
            role, states, name, description = answers[4 * at : 4 * at + 4]
            node.role = ROLES.get(role, f"role {role}") if role is not None else node.role
            node.states = _states(states) if states is not None else frozenset()
            node.name = str(name or "")
            node.description = str(description or "")

    def _ask_all(self, asked: list[tuple[Node, str, str, GLib.Variant | None]]) -> list[Any]:
        """Send many questions at once and wait for all answers; None for what has gone away."""
        answers: list[Any] = [None] * len(asked)
        open_questions = [len(asked)]

        def take(bus: Gio.DBusConnection, result: Gio.AsyncResult, at: int) -> None:
            try:
                values = bus.call_finish(result).unpack()
                answers[at] = values[0] if len(values) == 1 else values
            except GLib.Error:
                pass
            open_questions[0] -= 1

        for at, (node, interface, member, arguments) in enumerate(asked):
            self._bus.call(
                node.owner, node.path, interface, member, arguments, None, 0, _CALL_MS, None, take, at
            )
        context = GLib.MainContext.default()
        while open_questions[0]:
            context.iteration(True)
        return answers


def _units(text: str) -> int:
    """How long Qt takes a text to be: in UTF-16 units, where AT-SPI says characters."""
    return len(text.encode("utf-16-le")) // 2


def _states(words: Any) -> frozenset[str]:
    bits = int(words[0]) | (int(words[1]) << 32 if len(words) > 1 else 0)
    return frozenset(name for number, name in STATES.items() if bits >> number & 1)
