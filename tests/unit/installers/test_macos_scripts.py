"""The Mac's scripts ask Apple's tools for the right things in the right order, and clean up after a no."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.unit.installers import mac_tools

SCRIPTS = ROOT / "installers" / "macos"
MACH_O = b"\xcf\xfa\xed\xfe" + bytes(60)
SECRETS = {
    "APPLE_CERTIFICATE": "Y2VydA==",
    "APPLE_CERTIFICATE_PASSWORD": 'se"cr\\et one',
    "APPLE_ID": "me@example.org",
    "APPLE_ID_PASSWORD": "secret-two",
    "APPLE_TEAM": "TEAM",
}
PROGRAM = """#!/bin/sh
mkdir -p "$2"
echo "$SAYS" | grep . >&2
exit ${ENDS:-0}
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are for a shell")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a tool."""

    tool: str
    words: tuple[str, ...]
    typed: str
    secrets: tuple[str, ...]

    @property
    def short(self) -> str:
        """What it is about, to be compared with."""
        if self.tool == "codesign":
            return f"{'sign' if '--sign' in self.words else 'verify'} {Path(self.words[-1]).name}"
        names = [Path(word).name for word in self.words if not word.startswith("-")]
        return " ".join([self.tool, *names[:2]])


class Mac:
    """A made-up Mac: Apple's tools, and a program to pack."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = folder / "state"
        self.tools = folder / "tools"
        for place in (self.state, self.tools, folder / "tmp"):
            place.mkdir(parents=True)
        for name in mac_tools.NAMES:
            tool = self.tools / name
            tool.write_text(f"#!{sys.executable}\n{Path(mac_tools.__file__).read_text('utf-8')}")
            tool.chmod(0o755)
        self.app = folder / "Co-production Companion.app"
        inside = self.app / "Contents"
        framework = inside / "Frameworks" / "PySide6" / "Qt" / "lib" / "QtCore.framework"
        for place in (inside / "MacOS", inside / "Resources", framework / "Versions" / "A"):
            place.mkdir(parents=True)
        (framework / "Versions" / "A" / "QtCore").write_bytes(MACH_O)
        (framework / "Versions" / "Current").symlink_to("A")
        (inside / "Frameworks" / "libffi.8.dylib").write_bytes(MACH_O)
        (inside / "Resources" / "words.txt").write_text("words")
        program = inside / "MacOS" / "coprod-desktop"
        program.write_text(PROGRAM)
        program.chmod(0o755)
        self.image = folder / "companion.dmg"

    def package(self, **more: str) -> subprocess.CompletedProcess[str]:
        env = {
            "PATH": f"{self.tools}:{os.environ['PATH']}",
            "TMPDIR": str(self.folder / "tmp"),
            mac_tools.STATE: str(self.state),
            "PATIENCE": "0",
            **more,
        }
        command = [
            "bash",
            str(SCRIPTS / "package.sh"),
            str(self.app),
            str(self.image),
            str(self.tools / "python"),
        ]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)

    @property
    def calls(self) -> list[Call]:
        lines = (self.state / "calls.jsonl").read_text("utf-8").splitlines()
        return [
            Call(one["tool"], tuple(one["words"]), one["typed"], tuple(one["secrets"]))
            for one in map(json.loads, lines)
        ]

    def order(self, *tools: str) -> list[str]:
        return [call.short for call in self.calls if call.tool in tools]

    def is_clean(self) -> bool:
        """Neither keychain nor temporary file is left."""
        return not (self.state / "keychain").exists() and list((self.folder / "tmp").iterdir()) == []


@pytest.fixture
def mac(tmp_path: Path) -> Mac:
    return Mac(tmp_path)


def test_without_a_certificate_it_is_signed_for_this_build_alone_and_says_so(mac: Mac) -> None:
    done = mac.package()
    assert done.returncode == 0, done.stderr
    assert "neither signed by a publisher nor notarised" in done.stdout
    signing = [call.words for call in mac.calls if "--sign" in call.words]
    assert all(words[words.index("--sign") + 1] == "-" and "runtime" not in words for words in signing)
    assert mac.order("xcrun", "security", "spctl") == []
    assert mac.order("python", "hdiutil")[-2:] == [
        "hdiutil attach volume companion.dmg",
        "hdiutil detach volume",
    ][-2:] or mac.order("hdiutil")[-1].startswith("hdiutil detach")
    assert mac.is_clean()


def test_what_is_inside_is_signed_before_what_holds_it(mac: Mac) -> None:
    assert mac.package().returncode == 0
    assert mac.order("codesign") == [
        "sign QtCore",
        "sign libffi.8.dylib",
        "sign QtCore.framework",
        "sign Co-production Companion.app",
        "verify Co-production Companion.app",
        "verify Co-production Companion.app",
    ]
    with_rights = [call.short for call in mac.calls if "--entitlements" in call.words]
    assert with_rights == ["sign Co-production Companion.app"]


@pytest.mark.parametrize("secrets", [SECRETS, {}], ids=["with a certificate", "without"])
def test_nothing_is_ever_signed_deep(mac: Mac, secrets: dict[str, str]) -> None:
    assert mac.package(**secrets).returncode == 0
    assert [call for call in mac.calls if "--sign" in call.words and "--deep" in call.words] == []


def test_with_a_certificate_the_order_is_apple_s(mac: Mac) -> None:
    done = mac.package(**SECRETS)
    assert done.returncode == 0, done.stderr
    app, image = "Co-production Companion.app", "companion.dmg"
    steps = mac.order("codesign", "ditto", "xcrun", "spctl", "python", "hdiutil")
    start = steps.index(f"sign {app}")
    assert steps[start:] == [
        f"sign {app}",
        f"verify {app}",
        f"ditto {app} app.zip",
        "xcrun notarytool submit",
        "xcrun stapler staple",
        f"verify {app}",
        f"spctl execute {app}",
        f"python image.py {app}",
        f"sign {image}",
        "xcrun notarytool submit",
        "xcrun stapler staple",
        "spctl open context:primary-signature",
        f"hdiutil verify {image}",
        "hdiutil attach volume",
        f"ditto {app} {app}",
        f"verify {app}",
        "hdiutil detach volume",
    ]
    signing = [call.words for call in mac.calls if "--sign" in call.words]
    assert all("--timestamp" in words and "ABCDEF0123" in words for words in signing)
    assert all("runtime" in words for words in signing[:-1])
    assert mac.is_clean()


def test_secrets_stand_on_no_command_line_but_the_one_that_takes_them_in_no_other_way(mac: Mac) -> None:
    assert mac.package(**SECRETS).returncode == 0
    hidden = [
        SECRETS[name] for name in ("APPLE_CERTIFICATE", "APPLE_CERTIFICATE_PASSWORD", "APPLE_ID_PASSWORD")
    ]
    showing = [call.short for call in mac.calls if any(value in " ".join(call.words) for value in hidden)]
    assert showing == ["xcrun notarytool store-credentials"]
    typed = next(call.typed for call in mac.calls if call.words == ("-i",))
    assert '-P "se\\"cr\\\\et one" ' in typed
    assert "0123456789abcdef" not in " ".join(word for call in mac.calls for word in call.words)


def test_what_runs_after_the_keychain_is_made_has_no_secrets(mac: Mac) -> None:
    assert mac.package(**SECRETS).returncode == 0
    calls = mac.calls
    made = next(n for n, call in enumerate(calls) if call.words[:2] == ("notarytool", "store-credentials"))
    assert [call.short for call in calls[made + 1 :] if call.secrets] == []


def test_the_keychains_of_before_are_searched_again_afterwards(mac: Mac) -> None:
    assert mac.package(**SECRETS).returncode == 0
    before = ("/Users/me/Library/Keychains/login.keychain-db", "/Users/me/a b.keychain-db")
    lists = [call.words[4:] for call in mac.calls if call.words[:4] == ("list-keychains", "-d", "user", "-s")]
    assert [words[-2:] for words in lists] == [before, before]
    assert [len(words) for words in lists] == [3, 2]


def test_a_no_from_apple_shows_its_reasons_and_makes_no_image(mac: Mac) -> None:
    done = mac.package(**SECRETS, MAC_ANSWER="Invalid")
    assert done.returncode == 1
    assert "The signature of libx.dylib is invalid." in done.stderr
    assert "app.zip is not notarised." in done.stderr
    assert not mac.image.exists()
    assert mac.is_clean()


def test_a_certificate_that_does_not_open_is_said_and_cleared_away(mac: Mac) -> None:
    done = mac.package(**SECRETS, MAC_CERTIFICATE="wrong")
    assert done.returncode == 1
    assert "Developer ID Application" in done.stderr
    assert mac.order("codesign") == []
    assert mac.is_clean()


def test_a_busy_machine_is_asked_again(mac: Mac) -> None:
    done = mac.package(**SECRETS, MAC_FAILS_FIRST="hdiutil codesign")
    assert done.returncode == 0, done.stderr
    assert mac.order("hdiutil").count("hdiutil attach volume") == 2
    assert mac.order("codesign").count("sign QtCore") == 2


@pytest.mark.parametrize(
    ("said", "ends", "passes"),
    [
        ("", "0", True),
        ("", "1", False),
        ("objc: class defined twice", "0", False),
        ("2026-11-26 coprod-desktop[1:2] +[IMKClient subclass]: chose IMKClient_Modern", "0", True),
        ("+[IMKClient subclass]: chose IMKClient_Modern or so", "0", False),
    ],
)
def test_a_program_that_fails_or_says_something_makes_no_image(
    mac: Mac, said: str, ends: str, passes: bool
) -> None:
    done = mac.package(SAYS=said, ENDS=ends)
    assert (done.returncode == 0) is passes, done.stderr
    assert mac.image.exists() is passes
    if said and not passes:
        assert said in done.stderr
    assert mac.is_clean()


def test_it_is_tried_without_a_screen_and_on_one_before_the_image_and_from_it(mac: Mac) -> None:
    told = mac.package().stdout.splitlines()
    assert [line for line in told if line.startswith("On ")] == ["On offscreen:", "On cocoa:"] * 2
