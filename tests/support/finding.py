"""Finding a widget as an assistive program would: by its role and its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.stretched import plain

Role = QAccessible.Role

BUTTONS = frozenset(
    {Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.RadioButton, Role.Link}
)
LISTS = frozenset({Role.List, Role.Table, Role.Tree})
RADIOS = frozenset({Role.RadioButton})
FIELDS = frozenset({Role.EditableText, Role.ComboBox, Role.SpinBox})
TEXTS = frozenset(
    {Role.StaticText, Role.Heading, Role.Paragraph, Role.AlertMessage, Role.Note, Role.EditableText}
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One visible widget with what an assistive program is told of it."""

    widget: QWidget
    role: QAccessible.Role
    name: str
    description: str


def described(widget: QWidget) -> Seen:
    """Read role, name and description of a widget from its accessible interface."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return Seen(widget, Role.NoRole, "", "")
    name = interface.text(QAccessible.Text.Name)
    return Seen(widget, interface.role(), tidy(name), tidy(interface.text(QAccessible.Text.Description)))


def tidy(text: str) -> str:
    """Text without mark-up of a rich label, with single spaces."""
    if "<" in text and re.search(r"<(p|b|span|div|a|br)\b", text):
        text = re.sub(r"<[^>]+>", " ", text)
        for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
            text = text.replace(entity, sign)
    return " ".join(plain(text.replace("\u2060", "")).split())


def windows() -> list[QWidget]:
    """The windows that are open now, the newest modal one first."""
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
    return sorted(shown, key=lambda w: (not w.isModal(), w is not QApplication.activeWindow()))


def visible(root: QWidget) -> Iterator[QWidget]:
    """``root`` and every widget in it that is shown, in the order they were made."""
    if root.isVisible():
        yield root
        for widget in root.findChildren(QWidget):
            if widget.isVisible():
                yield widget


def everything(root: QWidget) -> list[Seen]:
    """All that is shown in ``root``, with role and name."""
    return [described(widget) for widget in visible(root)]


def told(root: QWidget) -> list[str]:
    """Every name in the accessible tree below ``root``, in its order: what is not shown is left out."""
    interface = QAccessible.queryAccessibleInterface(root)
    return [tidy(name) for name in _told_below(interface)] if interface is not None else []


def _told_below(interface: QAccessibleInterface) -> Iterator[str]:
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and not child.state().invisible:
            yield child.text(QAccessible.Text.Name)
            yield from _told_below(child)


def find_all(
    root: QWidget, roles: frozenset[QAccessible.Role] | None, name: str | re.Pattern[str] | None
) -> list[Seen]:
    """Everything shown in ``root`` that has one of the roles and the name.

    A text must be the whole name; a pattern may be found anywhere in it.
    """
    found = []
    for widget in visible(root):
        seen = described(widget)
        if roles is not None and seen.role not in roles:
            continue
        if name is None or (seen.name == name if isinstance(name, str) else name.search(seen.name)):
            found.append(seen)
    return found


def inventory(root: QWidget) -> str:
    """What is shown, one line a thing: for the message of a test that did not find what it looked for."""
    lines = []
    for seen in everything(root):
        if seen.name:
            off = "" if seen.widget.isEnabled() else " (off)"
            lines.append(f"  {seen.role.name} {seen.name[:110]!r}{off}")
    return "\n".join(lines)
