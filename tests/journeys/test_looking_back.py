"""The growth picture, in a sitting of its own: from the first reflection to a picture to take along."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.journeys.growth_sitting import AFTER, BEFORE, LABEL
from tests.journeys.plan import GROWTH
from tests.support.bytes_on_disk import words_under
from tests.support.home import Home
from tests.support.journey_run import run_sitting

pytestmark = pytest.mark.journey


def test_two_reflections_are_seen_walked_read_again_and_saved(tmp_path: Path) -> None:
    home = Home(tmp_path / "computer").make()
    told = run_sitting(home, "looking-back")
    assert told["qt_log"] == [] and told["log"] == [] and told["stray_windows"] == []
    assert told["unexpected_questions"] == []
    facts = told["facts"]
    walked = [re.sub(r"\d+ \w+ \d{4}", "today", said) for said in facts["walked"]]
    assert walked == [f"{LABEL}, today: Getting there", f"{LABEL}, today: Needs thought"]
    assert facts["enter_opens"]
    told_by_no_name = "Save the file: One question.png"
    assert facts["asked"] == ["Save this as a file?", told_by_no_name]
    saved = home.documents / GROWTH
    words = ET.parse(saved).getroot().findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert BEFORE.noticed in words and AFTER.noticed in words
    assert words_under(home.root, [BEFORE.noticed, AFTER.noticed, "gooseberry"], [saved]) == []
