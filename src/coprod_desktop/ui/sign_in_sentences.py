"""The sentences for what this computer's store of passwords may answer, as `sentences` has them for all else.

The next step is that of somebody in front of a locked journal. In the settings the journal is open:
`in_settings` says there what stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from coprod_desktop.errors import KnownError
from coprod_desktop.services.credentials.errors import (
    SignInError,
    SignInStoreAbsent,
    SignInStoreLocked,
    SignInStoreSilent,
)
from coprod_desktop.ui.sentence_form import Sentence


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sentences", text)


def in_settings(error: SignInError) -> Sentence:
    """The sentence for somebody who turns the sign-in on or off."""
    what = OF_SIGN_IN[error.code](error).what
    if isinstance(error, SignInStoreAbsent):
        next_step = _tr("On Linux, GNOME Keyring, KDE Wallet or KeePassXC can be one. Nothing was changed.")
    elif isinstance(error, SignInStoreLocked):
        next_step = _tr("Nothing was changed. Try again, and unlock it when the computer asks.")
    elif isinstance(error, SignInStoreSilent):
        next_step = _tr("Nothing was changed. Look for a window of the computer's that asks you something.")
    else:
        next_step = _tr("Nothing was changed. Your passphrase opens your journal, as before.")
    return Sentence(what, next_step)


def _key_missing(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("This computer has no key for your journal now."),
        _tr("Use your passphrase. Then you can turn this on again, in Settings, Security."),
    )


def _store_locked(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("This computer's store of passwords stayed locked."),
        _tr("Use your passphrase, or try again and unlock the store when the computer asks."),
    )


def _store_absent(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("This computer has no store of passwords that the program can use, or it is not running."),
        _tr("Use your passphrase."),
    )


def _store_refused(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("This computer's store of passwords did not do what it was asked."),
        _tr("Use your passphrase."),
    )


def _store_silent(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("This computer's store of passwords did not answer."),
        _tr("Use your passphrase, or try again later."),
    )


def _stopped(_error: KnownError) -> Sentence:
    return Sentence(
        _tr("You stopped waiting for this computer's store of passwords."),
        _tr("Use your passphrase, or try again."),
    )


OF_SIGN_IN: dict[str, Callable[[KnownError], Sentence]] = {
    "sign-in-key-missing": _key_missing,
    "sign-in-store-locked": _store_locked,
    "sign-in-store-absent": _store_absent,
    "sign-in-store-refused": _store_refused,
    "sign-in-store-silent": _store_silent,
    "sign-in-stopped": _stopped,
}
