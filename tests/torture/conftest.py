"""No test of this folder may set the watch that ends its process: that is the suite's."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def no_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail the test that sets it; else the whole run would end a minute later without a word."""

    def refuse(*_: object, **_named: object) -> None:
        raise AssertionError("a watch was set that ends the whole run of the tests")

    monkeypatch.setattr("faulthandler.dump_traceback_later", refuse)
