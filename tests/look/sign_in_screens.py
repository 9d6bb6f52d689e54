"""The screens of this computer's sign-in: turned on in the settings, used while it is locked."""

from __future__ import annotations

from coprod_desktop.services.credentials.errors import SignInKeyMissing
from tests.journeys.sittings import Doing
from tests.look import sample
from tests.look.screens import Screen
from tests.support.finding import BUTTONS
from tests.support.stores import StoreDouble


def _off(doing: Doing) -> None:
    doing.shell.go_to("Reflect")
    doing.unlock.unlocks(sample.PASSPHRASE)
    doing.person.clicks("Settings")
    doing.person.clicks("Security")
    doing.person.waits_for("Turn on this computer's sign-in", BUTTONS)


def _on(doing: Doing) -> None:
    doing.person.clicks("Turn on this computer's sign-in")
    doing.person.waits_to_see("From now on")


def _locked(doing: Doing) -> None:
    doing.shell.locks()
    doing.shell.go_to("Reflect")
    doing.person.waits_for("Unlock with this computer's sign-in", BUTTONS)


def _no_key(doing: Doing) -> None:
    _store(doing).fault = SignInKeyMissing
    doing.person.clicks("Unlock with this computer's sign-in")
    doing.person.waits_to_see("has no key for your journal")


def _waiting(doing: Doing) -> None:
    store = _store(doing)
    store.fault, store.hangs = None, True
    doing.person.clicks("Unlock with this computer's sign-in")
    doing.person.waits_for("Stop waiting", BUTTONS)


def _store(doing: Doing) -> StoreDouble:
    store = doing.person.window._parts.sign_in._made  # type: ignore[attr-defined]  # what the window was built from
    assert isinstance(store, StoreDouble)
    return store


WITH_A_SIGN_IN = (
    Screen("26-sign-in-off", _off),
    Screen("26b-sign-in-on", _on),
    Screen("26c-sign-in-locked", _locked),
    Screen("26d-sign-in-no-key", _no_key),
    Screen("26e-sign-in-waiting", _waiting),
)
"""With the sample journal and a store of passwords that does as it is told, locked at first."""
