"""Lines of Qt's log that are no fault of the program, each with its reason."""

from __future__ import annotations

import re

EXPECTED_OF_QT = re.compile(
    # The offscreen platform has no window manager to hand size hints to.
    r"^This plugin does not support propagateSizeHints\(\)$"
)
