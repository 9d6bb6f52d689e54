"""What a merge would do and what it did, as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MergeOutlook:
    """What the copy holds beside the journal, by the moments alone. Entries of both bins are counted.

    ``new`` is not in the journal at all: written elsewhere since, or deleted here for good. ``newer_there``
    and ``newer_here`` are in both, and were changed last in the one or the other. Of those with one moment,
    ``more_there`` have earlier versions, notes about steps or a later way into the bin or out of it there,
    and ``alike`` are the others. ``drafts`` are those that are not here, or newer there.
    """

    new: int
    newer_there: int
    newer_here: int
    more_there: int
    alike: int
    drafts: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did. ``versions`` counts earlier versions that were not in the journal before.

    ``new_in_bin`` are entries that came along into the bin, since they lay in the copy's; ``binned`` were
    deleted there after their last change here; ``out_of_bin`` were changed there after they were deleted
    here. ``drafts_in_bin`` are drafts that came along into the bin, since they were let go there.
    """

    new: int = 0
    new_in_bin: int = 0
    updated: int = 0
    kept_as_version: int = 0
    versions: int = 0
    binned: int = 0
    out_of_bin: int = 0
    drafts: int = 0
    drafts_in_bin: int = 0

    @property
    def changed_anything(self) -> bool:
        """Whether the journal holds anything now that it did not hold before."""
        return any(
            (self.new, self.new_in_bin, self.updated, self.versions, self.binned, self.out_of_bin)
        ) or (self.drafts + self.drafts_in_bin > 0)
