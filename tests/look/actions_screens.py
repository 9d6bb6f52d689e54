"""The screens of what one said one would try."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from coprod_desktop.domain.actions import ActionState
from coprod_desktop.domain.entries import Reflection
from tests.journeys.sittings import Doing
from tests.look import sample
from tests.look.beneath import parts_at_rest
from tests.look.screens import Screen
from tests.support.finding import BUTTONS
from tests.support.waiting import until

_LOOP = "Ring the venue about the hearing loop."


def _to_try(doing: Doing) -> None:
    doing.shell.go_to("Journal")
    doing.unlock.unlocks(sample.PASSPHRASE)
    parts = parts_at_rest(doing)
    entries, actions = parts.unlocking.vault.entries, parts.unlocking.vault.actions
    for row in entries.rows():
        entry = entries.get(row.id)
        if row.title == "Leaflet workshop":
            steps = {
                "skills-1": (_LOOP, date(2026, 11, 13), "the caretaker"),
                "skills-5": ("Say it in three sentences, then ask: *what did I leave out?*", None, ""),
                "skills-9": ("Fold the leaflet together before anyone prints it.", None, ""),
            }
            content = entry.content
            assert isinstance(content, Reflection)
            answers = tuple(
                replace(a, step=replace(a.step, text=text, by=by, with_whom=whom))
                for a in content.answers
                for text, by, whom in [steps.get(a.question_id, ("", None, ""))]
            )
            entries.put(replace(entry, content=replace(content, answers=answers)))
            words = "We folded it three ways. The one with the **big tab** won."
            actions.note(entry.id, "skills-9", ActionState.LEARNED, words, sample.NOW)
            actions.note(entry.id, "skills-5", ActionState.NOT_YET, "I still like my summaries.", sample.NOW)
    doing.person.waits_for("Actions", BUTTONS)
    doing.person.clicks("Actions")
    doing.person.waits_to_see(_LOOP)


def _what_happened(doing: Doing) -> None:
    doing.person.clicks(re.compile("^" + re.escape(_LOOP[:-1])), BUTTONS)
    doing.person.waits_to_see("What happened?")
    doing.person.writes("In my own words", "They have one, and nobody had asked for it in a year.")


def _another_date(doing: Doing) -> None:
    doing.person.clicks("Done")
    until(lambda: not doing.person.sees(_LOOP), "the step to stand in another list")
    doing.person.clicks("Change the date")
    doing.person.waits_for("Use this date", BUTTONS)


def _tried(doing: Doing) -> None:
    doing.person.clicks("Leave it as it is")
    doing.person.clicks("Tried")
    doing.person.waits_to_see("big tab")


def _let_go(doing: Doing) -> None:
    doing.person.clicks("Let go")
    doing.person.waits_to_see("What you let go stays here")


def _in_the_reader(doing: Doing) -> None:
    doing.person.clicks("Entries")
    doing.journal.opens("Leaflet workshop")
    doing.person.waits_to_see("big tab")


WITH_ACTIONS = (
    Screen("11-actions", _to_try),
    Screen("11b-what-happened", _what_happened),
    Screen("11c-another-date", _another_date),
    Screen("11d-tried", _tried),
    Screen("11e-let-go", _let_go),
    Screen("11f-in-the-reader", _in_the_reader),
)
"""With the sample journal, locked at first."""
