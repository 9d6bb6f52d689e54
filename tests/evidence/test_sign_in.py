"""The real store of the system, asked for a real journal: it works, and nothing leaves the computer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import trace
from tests.support.bytes_on_disk import words_under
from tests.support.home import Home
from tests.support.keyring import WITH_A_KEYRING
from tests.support.networking import NETWORK_LIBRARIES, networking_modules
from tests.support.tools import need

SITTING = """
import json, os, sys
from pathlib import Path
from coprod_desktop.services.credentials.errors import SignInError
from coprod_desktop.services.signing_in import SigningIn
from coprod_desktop.services.unlocking import Unlocking
from coprod_desktop.vault.kdf import KdfPolicy

told = {}
cheap = KdfPolicy((64,), 1, 1, 0, least_memory_kib=64, least_passes=1)
unlocking = Unlocking(Path(sys.argv[1]), cheap)
unlocking.create("a cup of tea and a chat", unlocking.new_secret(), recovery_confirmed=True)
sign_in = SigningIn(unlocking)
sign_in.check()
try:
    sign_in.fetch()
except SignInError as error:
    told["before"] = error.code
for _ in range(2):  # the second time a key is there already
    key = sign_in.make_key()
    told["key"] = key._value.hex()
    sign_in.turn_on(key)
unlocking.lock()
sign_in.unlock(sign_in.fetch())
told["opened"] = unlocking.is_unlocked
sign_in.turn_off()
sign_in.forget()
sign_in.forget()
try:
    sign_in.fetch()
except SignInError as error:
    told["after"] = error.code
told["bus"] = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
told["modules"] = sorted(sys.modules)
print(json.dumps(told))
"""


def judge(answer: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(answer)
    assert (told["before"], told["opened"], told["after"]) == (
        "sign-in-key-missing",
        True,
        "sign-in-key-missing",
    )
    return told


@pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux'")
def test_the_secret_service_opens_a_journal_over_local_sockets_alone(tmp_path: Path) -> None:
    need("strace", "dbus-run-session", "gnome-keyring-daemon")
    home = Home(tmp_path / "computer").make()
    log = tmp_path / "sign-in.strace"
    sitting = trace.traced([sys.executable, "-c", SITTING, str(home.journal)], log)
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", WITH_A_KEYRING, "sh", *sitting],
        env=home.environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told = judge(done.stdout)
    assert networking_modules(map(str, told["modules"])) == set()  # type: ignore[call-overload]  # a list
    seen = trace.read([log])
    assert seen.internet == []
    connected = [s.call for s in seen.sockets if " connect(" in s.call]
    assert connected, "the child that asks the store was watched"
    bus = str(told["bus"]).partition("=")[2].partition(",")[0]
    assert [call for call in connected if bus not in call] == []
    loaded = {Path(path).name for path in seen.opened if NETWORK_LIBRARIES.search(Path(path).name)}
    assert {name for name in loaded if not name.startswith("_socket.")} == set()
    assert not [path for path in seen.opened if "/keyring/" in path or path.endswith("/ssl.py")]
    # The key itself: in the keyring alone, which its own daemon seals; in no file of ours.
    assert words_under(home.root, [str(told["key"])]) == []


@pytest.mark.skipif(
    sys.platform == "linux" or "CI" not in os.environ,
    reason="on Windows and a Mac it would ask the own store of whoever runs the tests",
)
def test_the_store_of_windows_or_a_mac_opens_a_journal(tmp_path: Path) -> None:
    home = Home(tmp_path / "computer").make()
    env = {**os.environ, "PYTHONPATH": home.environment()["PYTHONPATH"]}
    done = subprocess.run(
        [sys.executable, "-c", SITTING, str(home.journal)],
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    judge(done.stdout)
