"""What is kept out of a package and what goes in, on each system."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig

import pytest

import contents
from tests.support.networking import NETWORKING
from tests.support.places import ROOT

STAYS_OUT = [
    ("PySide6/Qt/lib/libQt6Network.so.6", "BINARY", "linux"),
    ("PySide6/Qt/lib/libQt6Qml.so.6", "BINARY", "linux"),
    ("PySide6/Qt/lib/libQt6OpenGL.so.6", "BINARY", "linux"),
    ("PySide6/Qt/plugins/platforms/libqvnc.so", "BINARY", "linux"),
    ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "BINARY", "linux"),
    ("PySide6/Qt/plugins/generic/libqtuiotouchplugin.so", "BINARY", "linux"),
    ("PySide6/Qt/translations/qt_cy.qm", "DATA", "linux"),
    ("libssl.so.3", "BINARY", "linux"),
    ("libcrypto.so.3", "BINARY", "linux"),
    ("libreadline.so.8", "BINARY", "linux"),
    ("libgtk-3.so.0", "BINARY", "linux"),
    ("libQt6Network.so.6", "SYMLINK", "linux"),
    ("cryptography-50.0.2.dist-info/RECORD", "DATA", "linux"),
    ("PySide6/Qt6Network.dll", "BINARY", "win32"),
    ("PySide6\\opengl32sw.dll", "BINARY", "win32"),
    ("PySide6/plugins/tls/qschannelbackend.dll", "BINARY", "win32"),
    ("PySide6/plugins/sqldrivers/qsqlite.dll", "BINARY", "win32"),
    ("libssl-3-x64.dll", "BINARY", "win32"),
    ("icuuc.dll", "BINARY", "win32"),
    ("ucrtbase.dll", "BINARY", "win32"),
    ("PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork", "BINARY", "darwin"),
    ("PySide6/Qt/lib/QtNetwork.framework/Versions/A/Resources/Info.plist", "DATA", "darwin"),
    ("PySide6/Qt/lib/QtNetwork.framework/Versions/Current", "SYMLINK", "darwin"),
    ("QtNetwork", "SYMLINK", "darwin"),
    ("PySide6/Qt/plugins/tls/libqsecuretransportbackend.dylib", "BINARY", "darwin"),
]
GOES_IN = [
    ("PySide6/Qt/lib/libQt6Core.so.6", "BINARY", "linux"),
    ("PySide6/Qt/lib/libicuuc.so.73", "BINARY", "linux"),
    ("PySide6/Qt/plugins/platforms/libqxcb.so", "BINARY", "linux"),
    ("libpython3.13.so.1.0", "BINARY", "linux"),
    ("libxcb-cursor.so.0", "BINARY", "linux"),
    ("libQt6Core.so.6", "SYMLINK", "linux"),
    ("resources/content/en-GB/recipe.toml", "DATA", "linux"),
    ("typst/_typst.abi3.so", "EXTENSION", "linux"),
    ("docx/templates/default.docx", "DATA", "linux"),
    ("PySide6/Qt6Core.dll", "BINARY", "win32"),
    ("PySide6\\plugins\\platforms\\qwindows.dll", "BINARY", "win32"),
    ("VCRUNTIME140.dll", "BINARY", "win32"),
    ("python313.dll", "BINARY", "win32"),
    ("PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", "BINARY", "darwin"),
    # Without its links and its own Info.plist a framework cannot be signed.
    ("PySide6/Qt/lib/QtCore.framework/Versions/A/Resources/Info.plist", "DATA", "darwin"),
    ("PySide6/Qt/lib/QtCore.framework/Versions/Current", "SYMLINK", "darwin"),
    ("PySide6/Qt/lib/QtCore.framework/Resources", "SYMLINK", "darwin"),
    ("PySide6/Qt/lib/QtCore.framework/QtCore", "SYMLINK", "darwin"),
    ("QtCore", "SYMLINK", "darwin"),
    ("Python.framework/Versions/Current", "SYMLINK", "darwin"),
    ("Python", "SYMLINK", "darwin"),
    ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", "BINARY", "darwin"),
]


@pytest.mark.parametrize(("target", "kind", "system"), STAYS_OUT)
def test_what_is_not_used_stays_out(target: str, kind: str, system: str) -> None:
    assert not contents.is_kept(target, kind, system)


@pytest.mark.parametrize(("target", "kind", "system"), GOES_IN)
def test_what_is_used_goes_in(target: str, kind: str, system: str) -> None:
    assert contents.is_kept(target, kind, system)


ON_LINUX_FOR_THE_SIGN_IN = {"_socket", "socket"}
"""The Secret Service is asked over a socket of the computer, by a child of its own."""


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_every_networking_module_is_left_out_by_name_or_with_its_package(system: str) -> None:
    left_out = set(contents.modules_left_out(system))
    fetched_from_elsewhere = {"requests", "urllib3", "httpx", "aiohttp"}  # nothing installs them
    gone_from_python = {"telnetlib", "nntplib"}  # on some versions only, and nothing imports them
    not_in_essentials = {name for name in NETWORKING if name.startswith(("PySide6.QtWeb", "PySide6.QtHttp"))}
    not_in_essentials.add("PySide6.QtNetworkAuth")
    expected = NETWORKING - fetched_from_elsewhere - gone_from_python - not_in_essentials
    left_in = {name for name in expected if not {name, name.split(".")[0]} & left_out}
    assert left_in == (ON_LINUX_FOR_THE_SIGN_IN if system == "linux" else set())
    assert left_in <= set(contents.NETWORK_LEFT_IN), "each has its reason"


ASKED_IN_VAIN = {
    ("_hashlib", "hashlib"): "Only to be quicker with OpenSSL; its own ciphers stand in.",
    ("_hashlib", "hmac"): "The same.",
}
"""What Python's own modules try to import and do without, by who asks, with the reason."""
if sys.platform != "linux":
    ASKED_IN_VAIN["PySide6.QtDBus", "coprod_desktop.ui.system.linux"] = "That file is for Linux alone."
if sys.platform == "win32":
    ASKED_IN_VAIN["socket", "platform"] = "For the computer's name, whatever one asks of it; argon2 does."


def test_nothing_that_is_left_out_is_needed_by_the_program() -> None:
    """In a process of its own, without pytest: what is left out cannot be had there, as in a package."""
    folders = [
        ROOT / "src",
        ROOT / "installers",
        *{sysconfig.get_path(name) for name in ("purelib", "platlib")},
    ]
    script = ROOT / "tests" / "unit" / "installers" / "all_imported.py"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", str(script), "\n".join(map(str, folders))],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["there"] == [], "the interpreter's own start brings none, so none needs an exception"
    assert {(name, who) for name, who in told["asked"]} - set(ASKED_IN_VAIN) == set()


def test_the_way_to_the_buses_goes_into_the_package_for_linux_alone() -> None:
    others = [
        system
        for system in ("linux", "win32", "darwin")
        if "PySide6.QtDBus" in contents.modules_left_out(system)
    ]
    assert others == ["win32", "darwin"]


def test_every_exception_has_its_reason() -> None:
    assert all(len(reason) > 20 for reason in contents.NETWORK_LEFT_IN.values())
    assert all(contents.LEFT_OUT.values())
