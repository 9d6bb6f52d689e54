"""A folder that another program copies elsewhere: said where the journal is, and before it is made there."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.notice import Notice

_PROGRAMS = {
    "OneDrive": r"onedrive",
    "Dropbox": r"dropbox",
    "Google Drive": r"google ?drive|^my drive$",
    "iCloud": r"icloud|com~apple~clouddocs",
    "Nextcloud": r"nextcloud",
    "ownCloud": r"owncloud",
    "Proton Drive": r"proton ?drive",
    "Box": r"^box( sync)?$|^box-box$",
    "Syncthing": r"syncthing",
}


def synced_by(folder: Path) -> str:
    """The program that a part of the path says copies it elsewhere; empty for none."""
    for program, pattern in _PROGRAMS.items():
        if any(re.search(pattern, part, re.IGNORECASE) for part in folder.parts):
            return program
    return ""


def about_syncing(theme: Theme, program: str) -> Notice:
    """What follows from it."""
    translate = QCoreApplication.translate
    what = translate("Synced", "This folder seems to be copied elsewhere by {program}.").format(
        program=program
    )
    next_step = translate(
        "Synced", "The copy is locked too. Keep the program closed on one computer at a time."
    )
    return Notice(theme, what, next_step, "note")
