"""Any two histories of a journal become one: nothing is lost, nothing made up, and both sides agree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_desktop.vault.merged import Merged
from tests.support.journals import note
from tests.unit.vault.sides import Side

KINDS = st.sampled_from(("write", "write", "delete", "put back"))
ACTS = st.lists(st.tuples(KINDS, st.integers(1, 3), st.sampled_from("abcd")), max_size=6)

Act = tuple[str, int, str]


def lived(
    common: list[Act], own: list[Act], first_minute: int, step: int
) -> tuple[Side, dict[int, set[str]]]:
    """A side after its history, and everything that was ever written of each entry."""
    side, said = Side(), dict[int, set[str]]()
    minute = 0
    for act in (common, own):
        for kind, number, words in act:
            minute += step
            if kind == "write":
                side.write(number, words, minute)
                said.setdefault(number, set()).add(words)
            elif kind == "delete" and side.entries.exists(note(number).id):
                side.delete(number, minute)
            elif kind == "put back" and side.entries.number(note(number).id) and side.is_binned(number):
                side.put_back(number, minute)
        minute = first_minute
    return side, said


@settings(max_examples=60, deadline=None)
@given(ACTS, ACTS, ACTS, st.integers(0, 30))
def test_any_two_histories(common: list[Act], ours: list[Act], theirs: list[Act], skew: int) -> None:
    here, said_here = lived(common, ours, 100, 1)
    there, said_there = lived(common, theirs, 100 + skew, 1)
    same, again = lived(common, ours, 100, 1)[0], lived(common, theirs, 100 + skew, 1)[0]
    here.merge(there)
    for number in said_here.keys() | said_there.keys():
        kept = {here.words(number), *here.earlier(number)}
        assert kept == said_here.get(number, set()) | said_there.get(number, set()), (
            "nothing is lost or made up"
        )
        records = here.connection.read("SELECT record FROM version WHERE entry = ?", here.row(number))
        assert len(records) == len(set(records)), "and nothing kept twice"
    after = here.everything()
    assert here.merge(there) == Merged(), "a second time changes nothing"
    assert here.everything() == after
    again.merge(same)
    assert again.everything() == after, "from either side the same comes out"
    for side in (here, there, same, again):
        side.connection.close()
