"""The keys of the wizard, as each system's people know them."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WizardKeys:
    """Key sequences in Qt's portable notation; on a Mac Qt reads ``Ctrl`` as the Command key."""

    onward: tuple[str, ...]
    back: tuple[str, ...]
    skip: tuple[str, ...]
    later: tuple[str, ...]
    all_pages: tuple[str, ...]


def wizard_keys(platform: str = sys.platform) -> WizardKeys:
    """The keys on one system. Alt with an arrow moves by words in a Mac's text fields, so not there."""
    if platform == "darwin":
        return WizardKeys(
            onward=("Ctrl+Alt+Right", "Ctrl+Return", "Ctrl+Enter"),
            back=("Ctrl+Alt+Left",),
            skip=("Ctrl+Alt+Shift+Right",),
            later=("Esc",),
            all_pages=("Ctrl+Alt+Down",),
        )
    return WizardKeys(
        onward=("Alt+Right", "Ctrl+Return", "Ctrl+Enter"),
        back=("Alt+Left",),
        skip=("Alt+Shift+Right",),
        later=("Esc",),
        all_pages=("Alt+Down",),
    )
