"""Which backups are kept: pure reckoning, without a disk.

The tiers count days, weeks and months *that have a backup*, not those of the calendar: nothing is lost while
nobody uses the program, and a clock that is wrong for a day pushes out no more than any other day would.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LEAST = 3
"""However few are wanted, so many of the newest stay."""

PROTECTED_FOR = timedelta(days=30)
"""How long one stays that was made before a large change."""

_DAYS_TO_BELIEVE = 3
"""On so many days must a clock have said so before it is believed that the 30 days are over."""


@dataclass(frozen=True, slots=True)
class Tiers:
    """Of how many days, weeks and months the newest backup is kept."""

    days: int
    weeks: int
    months: int


@dataclass(frozen=True, slots=True)
class Backup:
    """What the tiers need to know of one: its name, when it was made (UTC), and whether before a change."""

    name: str
    made: datetime
    before_change: bool = False


def to_keep(backups: Collection[Backup], now: datetime, tiers: Tiers) -> frozenset[Backup]:
    """Those that stay. What says that it was made later than ``now`` stays too, and counts for nothing."""
    past = sorted((each for each in backups if each.made <= now), key=_order, reverse=True)
    kept = {each for each in backups if each.made > now}
    kept.update(past[:LEAST])
    for bucket, wanted in _buckets(tiers):
        kept.update(_newest_of_each(past, bucket, wanted))
    believed = _believed(past, now)
    kept.update(each for each in past if each.before_change and each.made > believed - PROTECTED_FOR)
    return frozenset(kept)


def stand_for(gone: Backup, kept: Collection[Backup]) -> frozenset[Backup]:
    """Those for whose sake one can go: the kept ones of its own day, week or month."""
    return frozenset(
        each for each in kept if any(of(each.made) == of(gone.made) for of in (_day, _week, _month))
    )


def _buckets(tiers: Tiers) -> Sequence[tuple[Callable[[datetime], Hashable], int]]:
    return ((_day, tiers.days), (_week, tiers.weeks), (_month, tiers.months))


def _newest_of_each(
    newest_first: Sequence[Backup], bucket: Callable[[datetime], Hashable], wanted: int
) -> list[Backup]:
    found: dict[Hashable, Backup] = {}
    for each in newest_first:
        found.setdefault(bucket(each.made), each)
    return list(found.values())[:wanted]


def _believed(newest_first: Sequence[Backup], now: datetime) -> datetime:
    """The moment from which 30 days are counted back: no later than several days of backups bear out."""
    days = list(dict.fromkeys(_day(each.made) for each in newest_first))[:_DAYS_TO_BELIEVE]
    if len(days) < _DAYS_TO_BELIEVE:
        return datetime.min.replace(tzinfo=UTC) + PROTECTED_FOR
    oldest = days[-1]
    return min(now, max(each.made for each in newest_first if _day(each.made) == oldest))


def _order(backup: Backup) -> tuple[datetime, str]:
    return backup.made, backup.name


def _day(moment: datetime) -> Hashable:
    return moment.astimezone(UTC).date()


def _week(moment: datetime) -> Hashable:
    return moment.astimezone(UTC).isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    here = moment.astimezone(UTC)
    return here.year, here.month
