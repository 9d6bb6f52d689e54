"""When the journal locks by itself. Kept inside the journal, as it is about the person who writes in it."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_desktop.services.unlocking import Unlocking

AFTER_MINUTES = (5, 10, 15, 30, 60)
"""What can be chosen; 0 stands for never."""

_AFTER = "lock-after-minutes"
_WITH_SYSTEM = "lock-with-the-system"


@dataclass(frozen=True, slots=True)
class LockRules:
    """``after_minutes`` without a key or a click; ``with_system``: on sleep, screen lock, another user."""

    after_minutes: int = 10
    with_system: bool = True

    def __post_init__(self) -> None:
        if self.after_minutes and self.after_minutes not in AFTER_MINUTES:
            raise ValueError("no such time")


class Locking:
    """Reads and keeps the rules of the open journal. For the vault's lane."""

    def __init__(self, unlocking: Unlocking) -> None:
        self._unlocking = unlocking

    def rules(self) -> LockRules:
        """The rules as chosen. What does not read counts as never chosen: it must not keep from locking.

        Raises:
            KnownError: the journal cannot be read.
        """
        settings, usual = self._unlocking.vault.settings, LockRules()
        after = settings.get(_AFTER)
        known = {str(minutes): minutes for minutes in (0, *AFTER_MINUTES)}
        return LockRules(
            known.get(after or "", usual.after_minutes), with_system=settings.get(_WITH_SYSTEM) != "no"
        )

    def keep(self, rules: LockRules) -> None:
        """Keep the rules. Raises KnownError when they cannot be written."""
        settings = self._unlocking.vault.settings
        settings.put(_AFTER, str(rules.after_minutes))
        settings.put(_WITH_SYSTEM, "yes" if rules.with_system else "no")
