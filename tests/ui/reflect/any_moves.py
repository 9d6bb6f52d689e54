"""The wizard in its tab over a real journal, beside a model of plain words: any sequence of what one does.

What is typed has a number of its own each time, so that a word under another question shows at once.
"""

from __future__ import annotations

import itertools
import shutil
from copy import deepcopy
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from coprod_desktop.domain.actions import TO_TRY, ActionState, StepNote
from coprod_desktop.domain.entries import (
    QuestionSet,
    Reflection,
)
from coprod_desktop.domain.reflection import LAST_TIME, ReflectionDraft
from coprod_desktop.services.acting import Acting
from coprod_desktop.services.deleting import Deleting
from coprod_desktop.services.reflecting import Reflecting
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.ui.reflect.begin import Begin
from coprod_desktop.ui.reflect.tab import ReflectTab
from coprod_desktop.ui.reflect.wizard import Wizard
from tests.support.journals import CHEAP, NOW, PASSPHRASE
from tests.ui.reflect.memory import InstantJobs
from tests.ui.reflect.written import (
    AWAY,
    NAME,
    TALK,
    Stage,
    Steps,
    Written,
    earlier_reflection,
    said_in,
    type_at_end,
)

ACTS = (
    "answer",
    "answer",
    "write",
    "write",
    "go_on",
    "go_back",
    "skip",
    "jump",
    "change",
    "tick",
    "two_seconds_pass",
)
STOPS = ("save_for_later", "lock_and_unlock", "quit_and_start", "crash_and_start")


class AnyMoves(RuleBasedStateMachine):
    """Beside the tab stand what is written by now, and what the journal must hold."""

    stage: ClassVar[Stage]

    def __init__(self) -> None:
        super().__init__()
        self.words, self.seconds = itertools.count(1), itertools.count(1)
        self.now: Written | None = None
        self.saved: Written | None = None
        self.jobs = InstantJobs()
        self.unlocking = Unlocking(self.stage.new_folder(), CHEAP)
        self.unlocking.create(PASSPHRASE, self.unlocking.new_secret(), recovery_confirmed=True)
        self.unlocking.vault.entries.put(earlier_reflection())
        self.all_steps = {
            step.key: (step.state, step.words) for step in self.unlocking.vault.follow_ups.open()
        }
        self.tab = self.new_tab()

    def clock(self) -> datetime:
        return NOW + timedelta(seconds=next(self.seconds))

    def new_tab(self) -> ReflectTab:
        reflecting = Reflecting(self.unlocking, self.stage.recipe, self.clock)
        deleting = Deleting(self.unlocking, self.clock)
        tab = ReflectTab(self.stage.theme, self.stage.recipe, reflecting, deleting, self.jobs)
        tab.resize(1000, 700)
        tab.show()
        tab.refresh()
        return tab

    def drop_tab(self) -> None:
        self.tab.close()
        self.tab.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def teardown(self) -> None:
        self.drop_tab()
        self.unlocking.lock()

    @property
    def wizard(self) -> Wizard:
        assert self.tab.wizard is not None
        return self.tab.wizard

    def written(self) -> Written:
        assert self.now is not None
        return self.now

    # ------------------------------------------------------------------ beginning, carrying on
    @precondition(lambda self: self.now is None and self.saved is None)
    @rule()
    def begin(self) -> None:
        self.tab.home.begin.emit(Begin(QuestionSet.THREE))
        draft = self.wizard.keeper.draft
        asked = tuple(answer.question_id for answer in draft.answers)
        self.now = Written(asked, dict.fromkeys((*asked, NAME, AWAY), ""), self.open_steps())
        self.now.position = self.now.first
        self.see()

    def open_steps(self) -> Steps:
        return {key: step for key, step in self.all_steps.items() if step[0] in TO_TRY}

    @precondition(lambda self: self.now is None and self.saved is not None)
    @rule()
    def carry_on(self) -> None:
        (note,) = self.tab.home.draft_notes()
        note.carry_on_button.click()
        self.now = deepcopy(self.saved)
        self.written().take_over(self.all_steps)
        self.see()

    # ------------------------------------------------------------------ in the Journal meanwhile
    @rule(data=st.data(), then=st.sampled_from(("come_back", *STOPS)))
    def note_elsewhere(self, data: st.DataObject, then: str) -> None:
        """Under Actions something is noted about a step; then one sees the reflection again, or it stops."""
        self.tab.flush()  # as every way out of the tab does
        self.handed_over()
        key = data.draw(st.sampled_from(sorted(self.all_steps)))
        state, words = data.draw(st.sampled_from(ActionState)), f"w{next(self.words)}"
        Acting(self.unlocking, self.clock).note(StepNote(*key, state, words))
        self.all_steps[key] = (state, words)
        if self.now is not None:
            self.now.noted.discard(key)  # what was noted here was written before, and counts no more
        if self.now is None or then == "come_back":
            self.come_back()
        else:
            self.stop(then)

    def come_back(self) -> None:
        self.tab.refresh()
        if self.now is not None:
            self.now.take_over(self.all_steps)
        self.see()

    # ------------------------------------------------------------------ what one does then
    @precondition(lambda self: self.now is not None)
    @rule(data=st.data(), acts=st.lists(st.sampled_from(ACTS), min_size=2, max_size=8))
    def work(self, data: st.DataObject, acts: list[str]) -> None:
        for act in acts:
            if self.now is not None:
                getattr(self, act)(data)

    @precondition(lambda self: self.now is not None)
    @rule(stop=st.sampled_from(STOPS))
    def stop(self, stop: str) -> None:
        getattr(self, stop)()

    # ------------------------------------------------------------------ moving
    def go_on(self, _data: st.DataObject) -> None:
        if self.written().position == self.written().last:
            return
        self.wizard._foot.next_button.click()
        self.written().move(1)
        self.handed_over()

    def go_back(self, _data: st.DataObject) -> None:
        now = self.written()
        leaves = now.position == now.first and not now.returning
        self.wizard._foot.back_button.click()
        if leaves:
            self.left()
        else:
            now.move(-1)
            self.handed_over()

    def skip(self, _data: st.DataObject) -> None:
        self.wizard.skip()
        if self.written().position not in (0, self.written().last):
            self.written().move(1)
            self.handed_over()

    def jump(self, data: st.DataObject) -> None:
        now = self.written()
        now.position, now.returning = data.draw(st.integers(now.first, now.last)), False
        self.wizard.jump(now.position)
        self.handed_over()

    def change(self, data: st.DataObject) -> None:
        now = self.written()
        if now.position != now.last:
            return
        now.position, now.returning = data.draw(st.integers(now.first, now.last - 1)), True
        self.wizard.look_over_page.change_button(now.position).click()
        self.handed_over()

    # ------------------------------------------------------------------ writing
    def write(self, data: st.DataObject) -> None:
        now, word = self.written(), f"w{next(self.words)}"
        if now.position == LAST_TIME:
            card = data.draw(st.sampled_from(self.wizard.last_time_page.cards()))
            state, words = now.steps[card.key]
            now.steps[card.key] = (state, type_at_end(card.words, words, word))
            now.noted.add(card.key)
            return
        wizard, last = self.wizard, now.last
        box: QWidget = wizard.question_page.noticed
        if now.position in (0, last):
            box = wizard.context_page.name if now.position == 0 else wizard.look_over_page.taking_away
        now.texts[now.box()] = type_at_end(box, now.texts[now.box()], word)

    def answer(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, len(self.written().asked)))
        self.written().position, self.written().returning = number, False
        self.wizard.jump(number)
        self.handed_over()
        self.write(data)

    def tick(self, data: st.DataObject) -> None:
        now, wizard = self.written(), self.wizard
        if now.position == 0:
            return
        if now.position == LAST_TIME:
            card = data.draw(st.sampled_from(wizard.last_time_page.cards()))
            chips = card.happened.chips()
            chosen = data.draw(st.integers(0, len(chips) - 1))
            chips[chosen].click()
            wanted = list(ActionState)[chosen + 1]
            state, words = now.steps[card.key]
            now.steps[card.key] = (ActionState.OPEN if state is wanted else wanted, words)
            now.noted.add(card.key)
        elif now.position == now.last:
            wizard.look_over_page.to_talk_about.click()
            now.ticks ^= {TALK}
        else:
            wizard.question_page.more.keep_out.click()
            now.ticks ^= {now.box()}

    # ------------------------------------------------------------------ what saves, and what does not
    def two_seconds_pass(self, _data: st.DataObject) -> None:
        if self.wizard.keeper.soon.isActive():
            self.wizard.keeper.soon.timeout.emit()
        self.handed_over()

    def save_for_later(self) -> None:
        self.wizard.save_for_later()
        self.left()

    @precondition(lambda self: self.now is not None and self.now.position == self.now.last)
    @rule()
    def keep(self) -> None:
        now = self.written()
        if not any(now.texts.values()):
            return
        before = {row.id for row in self.unlocking.vault.entries.rows()}
        self.wizard._foot.next_button.click()
        ((entry_id),) = {row.id for row in self.unlocking.vault.entries.rows()} - before
        kept = self.unlocking.vault.entries.get(entry_id)
        assert isinstance(kept.content, Reflection)
        assert said_in(kept.content.context, kept.content.answers, kept.content.taking_away) == now.texts
        assert kept.to_talk_about == (TALK in now.ticks)
        assert {a.question_id for a in kept.content.answers if a.keep_out} == now.ticks - {TALK}
        assert not self.unlocking.vault.drafts.rows()
        self.all_steps |= {key: now.steps[key] for key in now.noted}
        self.now = self.saved = None
        self.see_steps()

    def lock_and_unlock(self) -> None:
        self.tab.flush()
        place = self.tab.place()
        self.handed_over()
        self.tab.wipe()
        self.drop_tab()
        self.unlocking.lock()
        self.unlocking.unlock(PASSPHRASE)
        self.tab = self.new_tab()
        self.tab.restore(place)
        if self.now is not None and self.saved is None:  # nothing was written: it is begun anew
            self.now.returning, self.now.steps = False, self.open_steps()
            self.now.position = max(self.now.position, self.now.first)
        elif self.now is not None:
            self.now.take_over(self.all_steps)
        self.see()

    def quit_and_start(self) -> None:
        self.tab.flush()
        self.handed_over()
        self.start_anew()

    def crash_and_start(self) -> None:
        """Nothing is flushed or closed: what the journal's files hold at this moment is all there is."""
        left = self.stage.new_folder()
        shutil.copytree(self.unlocking.folder, left)
        self.start_anew(left)

    def start_anew(self, folder: Path | None = None) -> None:
        self.drop_tab()
        self.unlocking.lock()
        if folder is not None:
            self.unlocking = Unlocking(folder, CHEAP)
        self.unlocking.unlock(PASSPHRASE)
        self.tab = self.new_tab()
        self.now = None
        self.see()

    # ------------------------------------------------------------------ holding it against the model
    def left(self) -> None:
        """Back at the home: a reflection in which nothing was written leaves nothing."""
        if self.now is not None and (self.saved is not None or not self.now.is_nothing):
            self.saved = self.now
            self.all_steps |= {key: self.now.steps[key] for key in self.now.noted}
        self.now = None
        self.see()

    def handed_over(self) -> None:
        """What is written by now must be in the journal."""
        if self.now is not None and (self.saved is not None or not self.now.is_nothing):
            self.saved = deepcopy(self.now)
            self.all_steps |= {key: self.now.steps[key] for key in self.now.noted}
        self.see()

    def see(self) -> None:
        """Look at the journal and at the page in view."""
        drafts = self.unlocking.vault.drafts
        if self.saved is None:
            assert not drafts.rows()
        else:
            (row,) = drafts.rows()
            self.see_draft(drafts.get_reflection(row.id), self.saved)
        self.see_steps()
        if self.now is None:
            assert self.tab.wizard is None
            return
        now, wizard = self.now, self.wizard
        stands = wizard.keeper.draft
        assert (stands.position, stands.return_to_look_over) == (now.position, now.returning)
        if now.position == LAST_TIME:
            cards = wizard.last_time_page.cards()
            chosen = {card.key: "".join(card.happened.chosen()) or "open" for card in cards}
            shown = {card.key: (chosen[card.key], card.words.markdown()) for card in cards}
            assert shown == {key: (state.value, words) for key, (state, words) in now.steps.items()}
        elif now.position == 0:
            assert wizard.context_page.name.text() == now.texts[NAME]
        elif now.position == now.last:
            assert wizard.look_over_page.taking_away.markdown() == now.texts[AWAY]
        else:
            assert wizard.question_page.question_id == now.box()
            assert wizard.question_page.noticed.markdown() == now.texts[now.box()]
            assert wizard.question_page.more.keep_out.isChecked() == (now.box() in now.ticks)

    def see_draft(self, draft: ReflectionDraft, saved: Written) -> None:
        assert said_in(draft.context, draft.answers, draft.taking_away) == saved.texts
        assert {a.question_id for a in draft.answers if a.keep_out} == saved.ticks - {TALK}
        assert draft.to_talk_about == (TALK in saved.ticks)
        assert (draft.position, draft.return_to_look_over) == (saved.position, saved.returning)
        assert {step.key for step in draft.follow_ups} == set(saved.steps)
        # How the others stand is asked of their entries when it is carried on: here it may be of yesterday.
        noted = {step.key: (step.state, step.words) for step in draft.follow_ups if step.key in saved.noted}
        assert noted == {key: saved.steps[key] for key in saved.noted}

    def see_steps(self) -> None:
        """The steps of the entries are told what was noted: the list of actions and the page are one."""
        noted = self.unlocking.vault.actions.all(tuple(ActionState))
        found = {(each.entry_id, each.origin): (each.noted.state, each.noted.words) for each in noted}
        assert found == self.all_steps
