"""What the window is built from, handed over in one piece."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_desktop.content.model import Recipe
from coprod_desktop.services.backups import Backups
from coprod_desktop.services.copies import Copies
from coprod_desktop.services.desk import Desk
from coprod_desktop.services.merging import Merging
from coprod_desktop.services.preferences import Preferences
from coprod_desktop.services.salvaging import Salvaging
from coprod_desktop.services.signing_in import SigningIn
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.backing_up import BackingUp
from coprod_desktop.ui.jobs import Jobs
from coprod_desktop.ui.reading_aloud.reader import ReadingAloud
from coprod_desktop.ui.shell.crash import CrashWatch
from coprod_desktop.ui.shell.guards import Guards
from coprod_desktop.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the window passes on to its pages. Made once, by `app.build`."""

    theme: Theme
    recipe: Recipe
    preferences: Preferences
    unlocking: Unlocking
    desk: Desk
    copies: Copies
    merging: Merging
    salvaging: Salvaging
    backups: Backups
    backing_up: BackingUp
    sign_in: SigningIn
    aloud: ReadingAloud
    jobs: Jobs
    ask: Ask
    crash: CrashWatch
    guards: Guards
