"""The child that asks the system's store: what it is told, how it can fail, and what it refuses itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from coprod_desktop.errors import BugError
from coprod_desktop.itself import command
from coprod_desktop.services.credentials import store as stores
from coprod_desktop.services.credentials import worker
from coprod_desktop.services.credentials.errors import (
    SignInError,
    SignInKeyMissing,
    SignInStopped,
    SignInStoreAbsent,
    SignInStoreLocked,
    SignInStoreRefused,
    SignInStoreSilent,
)
from coprod_desktop.services.credentials.store import FLAG, SystemCredentialStore

VAULT = "0123456789abcdef" * 2
KEY = bytes(range(32))
ANSWER = b"ok\n" + KEY.hex().encode()


def store(code: str, seconds: float = 30) -> SystemCredentialStore:
    """A store whose child is a line of Python."""
    return SystemCredentialStore([sys.executable, "-S", "-c", code], seconds)


def says(answer: bytes) -> str:
    return f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({answer!r})"


def test_a_key_is_fetched() -> None:
    assert store(says(ANSWER)).fetch(VAULT) == KEY


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (says(b"sign-in-key-missing\n"), SignInKeyMissing),
        (says(b"sign-in-store-locked\n"), SignInStoreLocked),
        (says(b"sign-in-store-absent\n"), SignInStoreAbsent),
        (says(b"something new\n"), SignInStoreRefused),
        (says(b""), SignInStoreRefused),
        (says(b"ok"), SignInStoreRefused),
        (says(ANSWER[:-2]), SignInStoreRefused),
        (says(b"ok\n\xff\xfe"), SignInStoreRefused),
        (says(b"ok\n" + b"zz" * 32), SignInStoreRefused),
        (f"{says(ANSWER)}; sys.stdout.flush(); import os; os._exit(1)", SignInStoreRefused),
        ("import os; os._exit(139)", SignInStoreRefused),
    ],
)  # fmt: skip
def test_whatever_else_it_answers_is_no_key(code: str, fault: type[SignInError]) -> None:
    with pytest.raises(fault):
        store(code).fetch(VAULT)


def test_a_program_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(SignInStoreRefused):
        SystemCredentialStore([str(tmp_path / "none")]).fetch(VAULT)


def test_a_store_that_never_answers_is_given_up_and_its_child_ended() -> None:
    asked = store("import time; time.sleep(600)", seconds=0.3)
    with pytest.raises(SignInStoreSilent):
        asked.fetch(VAULT)
    assert not asked._running


@pytest.mark.skipif(sys.platform == "win32", reason="the pipes of what it started are passed on otherwise")
def test_what_the_child_started_itself_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coprod_desktop.services.credentials.store._END_SECONDS", 0.1)
    started = tmp_path / "started"
    child = (
        "import subprocess, sys; child = subprocess.Popen(['sleep', '60']);"
        f" open({str(started)!r}, 'w').write(str(child.pid)); child.wait()"
    )
    begun = time.monotonic()
    try:
        with pytest.raises(SignInStoreSilent):
            store(child, seconds=1).check()
        assert time.monotonic() - begun < 30
    finally:
        os.kill(int(started.read_text()), signal.SIGKILL)


def test_somebody_can_stop_waiting() -> None:
    asked = store("import time; time.sleep(600)")
    raised: list[BaseException] = []

    def wait() -> None:
        try:
            asked.fetch(VAULT)
        except SignInError as error:
            raised.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    while not asked._running:
        thread.join(0.01)
    asked.stop()
    thread.join(30)
    assert [type(error) for error in raised] == [SignInStopped]


def stopped_while_it_forgets(asked: SystemCredentialStore) -> list[SignInError]:
    """What came of taking a key out that somebody stopped waiting for."""
    told: list[SignInError] = []

    def forget() -> None:
        try:
            asked.forget(VAULT)
        except SignInError as error:
            told.append(error)

    thread = threading.Thread(target=forget)
    thread.start()
    while not asked._running:
        thread.join(0.01)
    asked.stop()
    thread.join(10)
    assert not thread.is_alive()
    return told


def test_a_key_that_is_being_taken_out_when_the_window_closes_is_taken_out(tmp_path: Path) -> None:
    done = tmp_path / "done"
    code = (
        f"import sys, time; sys.stdin.buffer.read(); time.sleep(0.2); open({str(done)!r}, 'w'); print('ok')"
    )
    assert stopped_while_it_forgets(store(code)) == []
    assert done.exists()


def test_a_store_that_keeps_asking_then_keeps_nobody_from_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "_FORGET_SECONDS", 0.1)
    (told,) = stopped_while_it_forgets(store("import time; time.sleep(600)"))
    assert isinstance(told, SignInStopped)


def test_the_child_is_told_what_to_keep_through_a_pipe_alone(tmp_path: Path) -> None:
    told = tmp_path / "told"
    code = f"import sys; open({str(told)!r}, 'wb').write(sys.stdin.buffer.read()); print('ok')"
    store(code).keep(VAULT, KEY)
    first, _, value = told.read_bytes().partition(b"\n")
    assert json.loads(first) == {"do": "keep", "vault": VAULT}
    assert value == KEY.hex().encode()


def test_only_keys_and_names_of_the_right_form_are_asked_for() -> None:
    asked = store(says(b"ok\n"))
    with pytest.raises(BugError):
        asked.keep(VAULT, KEY[:31])
    for name in ("", "../other", VAULT.upper(), f"{VAULT}\n"):
        with pytest.raises(BugError):
            asked.fetch(name)


# ------------------------------------------------------------------ inside the child
class Held:
    """A backend that keeps in memory; ``forgets`` what was put in, as a broken one would."""

    def __init__(self, *, forgets: bool = False) -> None:
        self.values: dict[str, bytes] = {}
        self.forgets = forgets

    def check(self) -> None:
        """It is there."""

    def read(self, vault: str) -> bytes:
        if vault not in self.values:
            raise SignInKeyMissing
        return self.values[vault]

    def write(self, vault: str, value: bytes) -> None:
        self.values[vault] = b"" if self.forgets else value

    def delete(self, vault: str) -> None:
        self.values.pop(vault, None)


def ask(backend: Held, what: str, value: bytes = b"") -> bytes:
    return worker.perform(json.dumps({"do": what, "vault": VAULT}).encode() + b"\n" + value, backend)


def test_each_request_does_what_it_says() -> None:
    held = Held()
    ask(held, "check")
    with pytest.raises(SignInKeyMissing):
        ask(held, "fetch")
    ask(held, "keep", b"aa")
    ask(held, "keep", b"bb")
    assert ask(held, "fetch") == b"bb"
    ask(held, "forget")
    ask(held, "forget")
    assert held.values == {}
    with pytest.raises(SignInStoreRefused):
        ask(held, "something else")


def test_a_key_that_does_not_read_back_was_not_kept() -> None:
    with pytest.raises(SignInStoreRefused):
        ask(Held(forgets=True), "keep", b"aa")


def test_no_store_but_the_systems_own_is_ever_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(sys, "platform", "plan9")
    with pytest.raises(SignInStoreAbsent):
        worker.system_backend()


TRIES = """
import sys
from coprod_desktop.services.credentials.worker import refuse_other_computers
sys.addaudithook(refuse_other_computers)
import socket
socket.socket(getattr(socket, "AF_UNIX", socket.AF_INET)).close() if hasattr(socket, "AF_UNIX") else None
for attempt in (
    lambda: socket.socket(),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    lambda: socket.socket(socket.AF_INET6),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: socket.gethostbyname("localhost"),
):
    try:
        attempt()
    except PermissionError:
        continue
    raise SystemExit("one got through")
"""


def test_the_child_refuses_itself_every_way_to_another_computer() -> None:
    done = subprocess.run([sys.executable, "-c", TRIES], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every computer has a store")
def test_the_real_child_says_that_a_computer_without_a_session_has_no_store() -> None:
    """And says nothing else, whatever it met."""
    request = json.dumps({"do": "fetch", "vault": VAULT}).encode() + b"\n"
    without = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    done = subprocess.run(command(FLAG), input=request, capture_output=True, timeout=60, env=without)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"sign-in-store-absent\n", b"")


LOADED = """
import sys
from coprod_desktop import app
from coprod_desktop.services.credentials import store, worker
from coprod_desktop.services import signing_in
network = {"ssl", "_ssl", "http", "asyncio", "urllib.request", "keyring", "email"}
print(sorted((network | {"socket", "jeepney", "secretstorage"}) & set(sys.modules)))
import coprod_desktop.services.credentials.secret_service
if sys.platform == "linux":
    import secretstorage
print(sorted(network & set(sys.modules)))
"""


def test_nothing_of_a_network_is_loaded_by_what_stands_around_the_store() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, timeout=60)
    assert (done.stdout.split("\n")[:2], done.stderr) == (["[]", "[]"], "")
