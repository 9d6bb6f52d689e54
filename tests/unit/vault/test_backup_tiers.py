"""Which backups stay: by any set of moments, and over two years of use."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.vault.backup_tiers import LEAST, Backup, Tiers, to_keep

NOW = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)
USUAL = Tiers(7, 5, 12)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

BUCKETS: tuple[tuple[str, Callable[[datetime], Hashable]], ...] = (
    ("days", lambda moment: moment.date()),
    ("weeks", lambda moment: moment.isocalendar()[:2]),
    ("months", lambda moment: (moment.year, moment.month)),
)


@st.composite
def shelves(draw: st.DrawFn) -> set[Backup]:
    """Any backups: crowded around now, years old, and in the future."""
    hours = st.integers(-24 * 40, 24 * 40) | st.integers(-24 * 900, 24 * 900)
    made = draw(st.lists(st.tuples(hours, st.booleans()), max_size=60))
    return {Backup(f"{n}", NOW + hour * HOUR, before) for n, (hour, before) in enumerate(made)}


@given(shelves(), st.builds(Tiers, st.integers(1, 14), st.integers(1, 10), st.integers(1, 24)))
def test_the_promise_of_the_tiers(backups: set[Backup], tiers: Tiers) -> None:
    kept = to_keep(backups, NOW, tiers)
    assert kept <= backups
    assert {each for each in backups if each.made > NOW} <= kept, "what says that it is of the future stays"
    past = sorted(
        (each for each in backups if each.made <= NOW), key=lambda e: (e.made, e.name), reverse=True
    )
    assert set(past[:LEAST]) <= kept
    assert {e for e in past if e.before_change and NOW - e.made < 30 * DAY} <= kept
    for tier, bucket in BUCKETS:
        wanted = list(dict.fromkeys(bucket(each.made) for each in past))[: getattr(tiers, tier)]
        for one in wanted:
            newest = max((e for e in past if bucket(e.made) == one), key=lambda e: (e.made, e.name))
            assert newest in kept, f"the newest of one of the last {tier}"
    free = {e for e in past if not e.before_change}
    assert len(free & kept) <= LEAST + tiers.days + tiers.weeks + tiers.months, "and no more than that"


@given(shelves())
def test_what_goes_once_is_not_missed_the_next_time(backups: set[Backup]) -> None:
    kept = to_keep(backups, NOW, USUAL)
    assert to_keep(kept, NOW, USUAL) == kept


def _years_of_use(clock: Callable[[int], datetime], days: int = 730) -> set[Backup]:
    shelf: set[Backup] = set()
    for day in range(days):
        shelf.add(Backup(f"{day}", clock(day)))
        shelf = set(to_keep(shelf, clock(day), USUAL))
    return shelf


def test_two_years_of_daily_use() -> None:
    shelf = _years_of_use(lambda day: NOW + day * DAY)
    last = NOW + 729 * DAY
    days = {each.made.date() for each in shelf}
    assert {(last - n * DAY).date() for n in range(7)} <= days
    assert len({(each.made.year, each.made.month) for each in shelf}) == 12
    assert len(shelf) <= 24


def test_a_clock_that_was_wrong_for_a_day_loses_nothing() -> None:
    """One day in the middle the clock is two years ahead, another day ten years behind."""
    wrong = {500: 2 * 365 * DAY, 550: -3650 * DAY}
    right = {each.made.date() for each in _years_of_use(lambda day: NOW + day * DAY)}
    jumped = {e.made.date() for e in _years_of_use(lambda day: NOW + day * DAY + wrong.get(day, 0 * DAY))}
    assert right <= jumped


def test_a_clock_ahead_does_not_end_the_thirty_days() -> None:
    before = Backup("before", NOW - 5 * DAY, before_change=True)
    others = {Backup(f"{n}", NOW - n * HOUR) for n in range(30)}
    ahead = NOW + 900 * DAY
    assert before in to_keep({before, *others, Backup("ahead", ahead)}, ahead, Tiers(1, 1, 1))
    borne_out = {Backup(f"later {n}", ahead + n * DAY) for n in range(4)}
    assert before not in to_keep({before, *others, *borne_out}, ahead + 4 * DAY, Tiers(1, 1, 1))
