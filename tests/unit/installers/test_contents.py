"""What is kept out of a package and what goes in, on each system."""

from __future__ import annotations

import pytest

import contents
from tests.support.networking import NETWORKING

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


def test_every_networking_module_is_left_out_by_name_or_with_its_package() -> None:
    left_out = set(contents.modules_left_out())
    fetched_from_elsewhere = {"requests", "urllib3", "httpx", "aiohttp"}  # nothing installs them
    gone_from_python = {"telnetlib", "nntplib"}  # on some versions only, and nothing imports them
    not_in_essentials = {name for name in NETWORKING if name.startswith(("PySide6.QtWeb", "PySide6.QtHttp"))}
    not_in_essentials.add("PySide6.QtNetworkAuth")
    expected = NETWORKING - fetched_from_elsewhere - gone_from_python - not_in_essentials
    assert {name for name in expected if not {name, name.split(".")[0]} & left_out} == set()


def test_nothing_that_is_left_out_is_imported_by_the_program() -> None:
    """Modules that the program imports at its start; PyInstaller would leave a hole."""
    import sys

    import coprod_desktop.app
    import coprod_desktop.services.exporting
    import coprod_desktop.smoke  # noqa: F401

    ours = {name for name in sys.modules if name.startswith("coprod_desktop")}
    assert not ours & set(contents.modules_left_out())


def test_every_exception_has_its_reason() -> None:
    assert all(len(reason) > 20 for reason in contents.NETWORK_LEFT_IN.values())
    assert all(contents.LEFT_OUT.values())
