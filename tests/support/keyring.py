"""A session of its own with a keyring in it, for the tests that ask a real Secret Service."""

WITH_A_KEYRING = 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'
"""For ``dbus-run-session -- sh -c``: unlocks a new keyring, and runs there what comes after."""
