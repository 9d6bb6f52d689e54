"""Fills the style sheet template. Only Qt's own widgets are styled by it; ours paint themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PLACE = re.compile(r"\$\{([\w.]+)(?::([\d.]+))?\}")


def fill(
    template: str,
    colours: Mapping[str, str],
    names: Mapping[str, str],
    px: Callable[[float], int],
    space: Callable[[float], int],
) -> str:
    """Fill a template.

    ``${px:44}`` grows with the text, ``${sp:12}`` with the spacing, any other ``${name}`` is looked
    up among ``names``, then among the colours.

    Raises:
        KeyError: the template names something that does not exist; a fault of ours.
    """

    def value(match: re.Match[str]) -> str:
        name, number = match[1], match[2]
        if name == "px":
            return str(px(float(number)))
        if name == "sp":
            return str(space(float(number)))
        return names[name] if name in names else colours[name][:7]

    return _PLACE.sub(value, _COMMENT.sub("", template))
