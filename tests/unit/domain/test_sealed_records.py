"""What waits sealed in memory comes back whole, of whatever kind it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_desktop.domain.actions import ActionState, StepDay, StepNote
from coprod_desktop.domain.members import MalformedRecordError
from coprod_desktop.domain.sealed_records import Draft, draft_from_record, draft_to_record
from tests.support.journals import note_drafts, reflection_drafts, steps, texts

NOTES = st.builds(StepNote, texts(), texts(), st.sampled_from(ActionState), texts(), steps(), texts())
DAYS = st.builds(StepDay, texts(), texts(), st.none() | st.dates(), steps(), texts())


@given(note_drafts() | reflection_drafts() | NOTES | DAYS)
def test_it_comes_back_whole(draft: Draft) -> None:
    back = draft_from_record(json.loads(json.dumps(draft_to_record(draft))))
    assert back == draft
    if isinstance(draft, StepNote | StepDay):
        assert isinstance(back, StepNote | StepDay)
        assert (back.step, back.title) == (draft.step, draft.title), "no part of comparing two"


@pytest.mark.parametrize("record", [{}, {"is": "poem", "draft": {}}, {"is": "step-day", "draft": {}}])
def test_anything_else_is_refused(record: object) -> None:
    with pytest.raises(MalformedRecordError):
        draft_from_record(record)
