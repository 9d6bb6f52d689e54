"""What goes into a package and what stays out, with the reason for each thing that might surprise.

PyInstaller collects what it can find. Qt's part of that is an allow-list here: a library or plugin that
is not named stays out. The system's own libraries stay out too, but for those in `FROM_THE_SYSTEM`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import PurePosixPath

Row = tuple[str, str, str]
"""One line of PyInstaller's lists: where it goes, where it comes from, what it is."""

LEFT_OUT: dict[str, tuple[str, ...]] = {
    "ways to a network": (
        "_socket", "socket", "_ssl", "ssl", "socketserver", "asyncio", "_asyncio", "http", "ftplib",
        "smtplib", "poplib", "imaplib", "xmlrpc", "urllib.request", "urllib.error", "urllib.response",
        "webbrowser", "multiprocessing", "_multiprocessing", "_posixshmem", "PySide6.QtNetwork",
        "PySide6.QtDBus",
    ),
    "parts of Qt that no window here uses": (
        "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
        "PySide6.QtPdf", "PySide6.QtTest", "PySide6.QtXml", "PySide6.QtConcurrent", "PySide6.QtHelp",
        "PySide6.QtDesigner", "PySide6.QtUiTools", "PySide6.QtSvgWidgets", "PySide6.QtQuickWidgets",
    ),
    "OpenSSL: hashlib has its own SHA-2 and BLAKE2": ("_hashlib",),
    "a second SQLite: the journal has its own": ("sqlite3", "_sqlite3"),
    "GNU Readline and what sits at a terminal": (
        "readline", "rlcompleter", "curses", "_curses", "_curses_panel", "cmd", "code", "codeop",
        "bdb", "pdb", "getpass",
    ),
    "tools for people who write programs": (
        "tkinter", "_tkinter", "unittest", "doctest", "pydoc", "pydoc_data", "test", "lib2to3", "distutils",
        "setuptools", "pip", "ensurepip", "venv", "idlelib", "turtle", "cgi", "optparse", "ctypes.test",
    ),
    "HTML and schema parts of lxml, which Word files do not need": (
        "lxml.html", "lxml.isoschematron", "lxml.cssselect", "lxml.sax", "lxml.objectify", "lxml.builder",
        "lxml.includes", "lxml.ElementInclude", "lxml.pyclasslookup", "lxml.usedoctest",
        "lxml.doctestcompare",
    ),
    "tables of time zones: a calendar file of ours names whole days": ("tzdata",),
    "what argon2 and cffi need only to be built": ("pycparser", "cffi"),
    "ways to talk to a bus that the sign-in does not use": (
        "jeepney.io.asyncio", "jeepney.io.trio", "jeepney.io.threading", "jeepney.bindgen",
    ),
}  # fmt: skip
"""Python modules, by the reason that they are left out."""

LEFT_IN_BY_SYSTEM: dict[str, tuple[str, ...]] = {"linux": ("_socket", "socket", "PySide6.QtDBus")}
"""What is left out elsewhere and one system cannot do without. Each has its reason in `NETWORK_LEFT_IN`."""

NETWORK_LEFT_IN: dict[str, str] = {
    "libQt6DBus": (
        "Linux only: Qt's Gui library is linked to it, and screen readers, input methods and the desktop's "
        "own file window are reached over it. It talks to the session's bus on this computer."
    ),
    "PySide6.QtDBus": (
        "Linux only: the journal locks when logind tells of a sleep, or the desktop of a locked screen. "
        "It talks to the two buses on this computer, which are local sockets."
    ),
    "QtDBus": "macOS only: Qt's Gui library is linked to it. A Mac has no such bus to talk to.",
    "libQt6WaylandClient": "Linux only: talks to the display server of this computer.",
    "socket": (
        "Linux only: the key for unlocking with the computer's sign-in is asked of the Secret Service over "
        "the session's bus, which is a socket of this computer. Only a child that lives for that one "
        "question loads it, and it refuses itself every other kind of socket."
    ),
    "_socket": "Linux only: the part of socket that is written in C.",
    "jeepney": "Linux only: speaks the bus's language. Left out is what would let it use asyncio.",
    "secretstorage": "Linux only: asks the Secret Service, by jeepney.",
    "select": "Python's subprocess waits for a child process with it. It opens nothing.",
    "selectors": "As select, which it wraps.",
    "email": (
        "importlib.metadata reads packages' notes with it; Python's own start-up file carries it. It "
        "cannot send: smtplib and socket are not there."
    ),
    "urllib.parse": "Takes addresses apart as text.",
    "ipaddress": "urllib.parse checks the form of an address with it.",
}
"""What sounds of a network and stays, with the reason."""

_QT_LIBRARIES = ("Core", "Gui", "Widgets", "Svg", "PrintSupport")
_QT_ON_LINUX = ("DBus", "XcbQpa", "WaylandClient", "WlShellIntegration")
_QT_FILES = {
    "linux": (
        rf"libQt6({'|'.join(_QT_LIBRARIES + _QT_ON_LINUX)})\.so\.6",
        r"libicu(data|i18n|uc)\.so\.\d+",
        r"lib(pyside6|shiboken6)\.abi3\.so\.[\d.]+",
    ),
    "win32": (
        rf"Qt6({'|'.join(_QT_LIBRARIES)})\.dll",
        r"(pyside6|shiboken6)\.abi3\.dll",
        r"(?i:msvcp140|msvcp140_1|msvcp140_2|vcruntime140|vcruntime140_1)\.dll",
    ),
    "darwin": (
        rf"Qt({'|'.join((*_QT_LIBRARIES, 'DBus'))})",
        r"lib(pyside6|shiboken6)\.abi3\.[\d.]+\.dylib",
    ),
}
_QT_PLUGINS = {
    "linux": (
        "platforms/libqxcb.so",
        "platforms/libqwayland.so",
        "platforms/libqoffscreen.so",  # --smoke makes its window without a screen
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",  # people write in every script
        "platformthemes/libqxdgdesktopportal.so",  # the desktop's own file window, its dark mode
        "printsupport/libcupsprintersupport.so",
        "wayland-decoration-client/libadwaita.so",
        "wayland-decoration-client/libbradient.so",
        "wayland-shell-integration/libxdg-shell.so",
    ),
    "win32": (
        "platforms/qwindows.dll",
        "platforms/qoffscreen.dll",
        "printsupport/windowsprintersupport.dll",
        "styles/qmodernwindowsstyle.dll",
    ),
    "darwin": (
        "platforms/libqcocoa.dylib",
        "platforms/libqoffscreen.dylib",
        "styles/libqmacstyle.dylib",
    ),
}
FROM_THE_SYSTEM = {
    "linux": (
        r"libpython3\.\d+\.so\.1\.0",
        r"libffi\.so\.\d+",  # Python's ctypes; its number differs from one Linux to the next
        # Small parts of X11 that Qt needs and that desktops often come without.
        r"libxcb-(cursor|icccm|image|keysyms|render-util|util)\.so\.\d+",
    ),
    "win32": (r"python3\d*\.dll", r"libffi-\d+\.dll", r"(?i:vcruntime140(_1)?)\.dll"),
    "darwin": (r"Python", r"libpython3\.\d+\.dylib", r"libffi\.\d+\.dylib"),
}
"""Libraries from outside the packages that are carried all the same; everything else is the system's own."""

DATA_LEFT_OUT = (
    r"PySide6/Qt/translations/.*",  # the window's own words are ours; Qt's few come with our translations
    r"PySide6/translations/.*",
    r"PySide6/resources/.*",
    r"lxml/isoschematron/.*",
    r"docx/templates/default-docx-template/.*",
    r".*\.dist-info/.*",  # the licences of all packages stand in licences/
    r".*\.pyi",
    r".*/py\.typed",
)
STRIPPED_ON_LINUX = (r"libpython3\.\d+\.so\.1\.0", r"_typst\.abi3\.so", r"_rust\.abi3\.so")
"""Where the makers left tables for a debugger in; together 35 MB."""


def modules_left_out(system: str = sys.platform) -> list[str]:
    """Every Python module that is left out of the package for a system (as `sys.platform` calls it)."""
    stay = LEFT_IN_BY_SYSTEM.get(system, ())
    return sorted(name for names in LEFT_OUT.values() for name in names if name not in stay)


def kept(rows: Iterable[Row], system: str) -> list[Row]:
    """The lines of a list of PyInstaller's that go into the package."""
    return [row for row in rows if is_kept(row[0], row[2], system)]


def is_kept(target: str, kind: str, system: str) -> bool:
    """Whether one file goes in. ``kind`` is PyInstaller's: BINARY, EXTENSION, DATA, SYMLINK."""
    path = PurePosixPath(target.replace("\\", "/"))
    text = path.as_posix()
    if any(re.fullmatch(pattern, text) for pattern in DATA_LEFT_OUT):
        return False
    if "plugins" in path.parts and "PySide6" in path.parts:
        return text.split("/plugins/", 1)[1] in _QT_PLUGINS[system]
    if kind == "EXTENSION":
        return True
    if framework := re.search(r"(?:^|/)(\w+)\.framework/", text):  # whole, with its links, or not at all
        return _is_known(framework[1], system)
    if _is_library(path, kind):
        return _is_known(path.name, system)
    return True


def _is_known(name: str, system: str) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in _QT_FILES[system] + FROM_THE_SYSTEM[system])


def is_stripped(target: str, system: str) -> bool:
    """Whether a library's tables for a debugger are taken out."""
    name = PurePosixPath(target).name
    return system == "linux" and any(re.fullmatch(pattern, name) for pattern in STRIPPED_ON_LINUX)


def is_cut(target: str, system: str) -> bool:
    """Whether it is ICU's table of data, most of which nothing here asks for."""
    return system == "linux" and re.fullmatch(r"libicudata\.so\.\d+", PurePosixPath(target).name) is not None


def _is_library(path: PurePosixPath, kind: str) -> bool:
    """A shared library or a link to one: Qt's, Python's or the system's."""
    if kind == "BINARY":
        return True
    is_link_to_one = bool(re.search(r"\.(so(\.\d+)*|dll|dylib)$|^(Qt\w+|Python)$", path.as_posix()))
    return kind == "SYMLINK" and is_link_to_one
