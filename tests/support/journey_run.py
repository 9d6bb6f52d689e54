"""Runs the whole journey once for all tests that look at what it left behind.

Every sitting is a process of its own, watched from outside, in a home of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.plan import EXPORTS, SITTING_SECONDS, SITTINGS_IN_ORDER
from tests.support.home import Home
from tests.support.places import ROOT
from tests.support.tools import need
from tests.support.trace import traced

_KEY = pytest.StashKey["JourneyRun | BaseException"]()


@dataclass(frozen=True, slots=True)
class JourneyRun:
    """What the journey left: its home, what each sitting reported, and what was seen from outside."""

    home: Home
    reports: Mapping[str, Mapping[str, Any]]
    logs: tuple[Path, ...]

    @property
    def exports(self) -> tuple[Path, ...]:
        """The files the person saved on purpose."""
        return tuple(self.home.documents / name for name in EXPORTS)


def run_sitting(home: Home, name: str, log: Path | None = None, *arguments: str) -> dict[str, Any]:
    """Run one sitting to its end and give its report. ``arguments`` are the program's own.

    Raises:
        AssertionError: it did not end as a person would end it, with what went wrong.
    """
    report = home.reports / f"{name}.json"
    command = [sys.executable, "-m", "tests.journeys.stage", name, *arguments, "--report", str(report)]
    ended = subprocess.run(
        traced(command, log) if log else command,
        cwd=ROOT,
        env=home.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=SITTING_SECONDS + 60,
        check=False,
    )
    told: dict[str, Any] = json.loads(report.read_text("utf-8")) if report.exists() else {}
    if not told.get("finished") or ended.returncode != 0:
        raise AssertionError(
            f"the {name} sitting ended with {ended.returncode}\n{told.get('trouble', '')}\n"
            f"log: {told.get('log')}\n"
            f"asked without being expected: {told.get('unexpected_questions')}\n"
            f"{ended.stdout[-3000:]}\n{ended.stderr[-3000:]}\npicture: {report.with_suffix('.png')}"
        )
    told["printed"] = ended.stdout + ended.stderr
    return told


def the_journey(config: pytest.Config, folders: pytest.TempPathFactory) -> JourneyRun:
    """The journey's remains; it is gone through on the first call and only then."""
    known = config.stash.get(_KEY, None)
    if known is None:
        need("strace")
        try:
            known = _go(folders.mktemp("journey"))
        except BaseException as error:
            known = error
        config.stash[_KEY] = known
    if isinstance(known, BaseException):
        raise known
    return known


def _go(folder: Path) -> JourneyRun:
    home = Home(folder / "computer").make()
    reports: dict[str, Mapping[str, Any]] = {}
    logs = []
    for name in SITTINGS_IN_ORDER:
        log = home.reports / f"{name}.strace"
        logs.append(log)
        reports[name] = run_sitting(home, name, log)
    return JourneyRun(home, reports, tuple(logs))
