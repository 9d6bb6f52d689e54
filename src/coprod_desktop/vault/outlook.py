"""What a merge would find, told beforehand: by ids, counts and moments, without reading one entry."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_desktop.vault.connection import Connection
from coprod_desktop.vault.merged import MergeOutlook
from coprod_desktop.vault.merging import Told
from coprod_desktop.vault.putback import own_put_back_moments

_ENTRIES = """
SELECT id, changed, coalesce(deleted_at, ''),
    (SELECT count(*) FROM version WHERE version.entry = number),
    (SELECT coalesce(max(version.changed), '') FROM version WHERE version.entry = number),
    (SELECT coalesce(max(state_changed), '') FROM step WHERE step.entry = number)
FROM entry
"""


@dataclass(frozen=True, slots=True)
class _Stand:
    """How an entry stands in one journal. Moments are texts; an empty one stands for never."""

    changed: str
    deleted_at: str
    versions: tuple[int, str]
    steps: str
    put_back: str

    def would_bring(self, here: _Stand) -> bool:
        """Whether this one of the copy brings something here, though neither was changed later."""
        if self.versions > here.versions or self.steps > here.steps:
            return True
        if here.deleted_at and not self.deleted_at:
            return max(self.changed, self.put_back) >= here.deleted_at
        return bool(self.deleted_at and not here.deleted_at) and self.deleted_at > max(
            here.changed, here.put_back
        )


def outlook(here: Connection, there: Connection, told: Told) -> MergeOutlook:
    """Compare how all entries and drafts stand."""
    ours, our_drafts = _stands(here), _drafts(here)
    with told():
        theirs, their_drafts = _stands(there), _drafts(there)
    both = [(ours[name], stand) for name, stand in theirs.items() if name in ours]
    level = [(mine, its) for mine, its in both if mine.changed == its.changed]
    other = sum(its.would_bring(mine) for mine, its in level)
    return MergeOutlook(
        new=len(theirs) - len(both),
        newer_there=sum(mine.changed < its.changed for mine, its in both),
        newer_here=sum(mine.changed > its.changed for mine, its in both),
        more_there=other,
        alike=len(level) - other,
        drafts=sum(changed > our_drafts.get(name, "") for name, changed in their_drafts.items()),
    )


def _stands(connection: Connection) -> dict[str, _Stand]:
    put_back = own_put_back_moments(connection)
    return {
        str(name): _Stand(
            str(changed),
            str(deleted_at),
            (int(versions or 0), str(newest)),
            str(steps),
            put_back.get(str(name), ""),
        )
        for name, changed, deleted_at, versions, newest, steps in connection.read(_ENTRIES)
    }


def _drafts(connection: Connection) -> dict[str, str]:
    """When each draft was last saved, by their ids."""
    return {str(name): str(changed) for name, changed in connection.read("SELECT id, changed FROM draft")}
