"""Why the system's store gave no key, one class for each cause. All of them mean: ask for the passphrase."""

from __future__ import annotations

from coprod_desktop.errors import KnownError


class SignInError(KnownError):
    """Any known fault of the way in by this computer's sign-in."""


class SignInKeyMissing(SignInError):
    """The store answers, and has no key for this journal: another computer, another account, or taken out."""

    code = "sign-in-key-missing"


class SignInStoreLocked(SignInError):
    """The store is locked, and it was not unlocked when the system asked for it."""

    code = "sign-in-store-locked"


class SignInStoreAbsent(SignInError):
    """This computer has no such store, or none is running."""

    code = "sign-in-store-absent"


class SignInStoreRefused(SignInError):
    """The store is there, and said no, or gave back something else than was put in."""

    code = "sign-in-store-refused"


class SignInStoreSilent(SignInError):
    """The store did not answer within the time it was given."""

    code = "sign-in-store-silent"


class SignInStopped(SignInError):
    """Somebody stopped waiting for the store."""

    code = "sign-in-stopped"


BY_CODE: dict[str, type[SignInError]] = {
    error.code: error
    for error in (
        SignInKeyMissing,
        SignInStoreLocked,
        SignInStoreAbsent,
        SignInStoreRefused,
        SignInStoreSilent,
        SignInStopped,
    )
}
