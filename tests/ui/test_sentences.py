"""Every known fault has a plain sentence and says what to do next."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import coprod_desktop
from coprod_desktop.errors import BugError, KnownError
from coprod_desktop.export.errors import ExportFailed, TargetNotWritable, WhyNotWritable
from coprod_desktop.ui.sentences import codes, sentence
from coprod_desktop.vault.errors import JournalDamaged, RecoveryCodeMistyped, WrongPassphrase

_NEVER = re.compile(
    r"\b(error|exception|failed|invalid|illegal|fatal|score|weakness|overdue|incomplete|None)\b|!",
    re.IGNORECASE,
)


def _all_known() -> list[type[KnownError]]:
    for module in pkgutil.walk_packages(coprod_desktop.__path__, "coprod_desktop."):
        if module.name.endswith("errors"):
            importlib.import_module(module.name)
    found: list[type[KnownError]] = []
    open_ends = [KnownError]
    while open_ends:
        kinds = open_ends.pop().__subclasses__()
        open_ends += kinds
        found += [kind for kind in kinds if kind.code and kind.__module__.startswith("coprod_desktop.")]
    return found


def _of(kind: type[KnownError]) -> KnownError:
    path = Path("/home/sam/Journal")
    if kind.code == "content":
        return kind(path / "recipe.toml", 3, "a quotation mark is missing")  # type: ignore[call-arg]  # its own
    return kind(path=path, folder=path, group=3, groups=5, minimum=8, version=2, mebibytes=64)


@pytest.mark.parametrize("kind", _all_known(), ids=lambda kind: kind.code)
def test_every_known_fault_has_its_sentence(kind: type[KnownError]) -> None:
    assert kind.code in codes(), f"{kind.__name__} has no sentence"
    said = sentence(_of(kind))
    for words in (said.what, said.next):
        assert len(words) > 10
        assert "{" not in words
        assert not _NEVER.search(words), words
    assert said.what.endswith((".", "Journal"))


def test_no_sentence_is_without_its_fault() -> None:
    assert codes() == {kind.code for kind in _all_known()}


def test_known_faults_were_found() -> None:
    assert {WrongPassphrase, ExportFailed} <= set(_all_known())


def test_the_slip_is_named_by_its_group() -> None:
    assert "group 3" in sentence(RecoveryCodeMistyped(group=3)).what


@pytest.mark.parametrize("reason", list(WhyNotWritable))
def test_each_reason_a_file_is_not_written_has_its_own_words(reason: WhyNotWritable) -> None:
    others = [other for other in WhyNotWritable if other is not reason]
    mine = sentence(TargetNotWritable(path="/x/a.pdf", folder="/x", reason=reason))
    for other in others:
        assert mine != sentence(TargetNotWritable(path="/x/a.pdf", folder="/x", reason=other))


@pytest.mark.parametrize(
    "reason", ["short", "plain", "mismatch", "pages", "rollback", "application", "record"]
)
def test_a_damaged_journal_is_never_said_to_be_lost(reason: str) -> None:
    said = sentence(JournalDamaged(path="/x/journal.db", reason=reason))
    assert "left as it is" in said.next
    assert "lost" not in said.what + said.next


@pytest.mark.parametrize("fault", [ValueError("private words"), BugError("x"), KnownError()])
def test_an_unknown_fault_is_told_honestly_and_without_its_text(fault: Exception) -> None:
    said = sentence(fault)
    assert "did not expect" in said.what
    assert "private" not in said.what + said.next
