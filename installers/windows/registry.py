"""What the registry says of the program: for the trial of the packages, on Windows or under Wine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import product

# Elsewhere this is imported by tests alone.
winreg: Any = import_module("winreg") if sys.platform == "win32" else None

_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
_OURS = (
    rf"Software\Classes\.{product.EXTENSION}",
    rf"Software\Classes\{product.PROG_ID}",
    rf"Software\{product.NAME}",
)


def ours() -> set[str]:
    """Every value below the keys that are ours, for this person and for everybody."""
    found = set()
    for hive, name in ((winreg.HKEY_CURRENT_USER, "HKCU"), (winreg.HKEY_LOCAL_MACHINE, "HKLM")):
        for key in (*_OURS, *(f"{_UNINSTALL}\\{one}" for one in _listed(hive))):
            found |= {f"{name}\\{line}" for line in _values(hive, key)}
    return found


def listed_version() -> str:
    """The version in Windows' list of installed programs; empty when it is not in there."""
    for hive in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        for one in _listed(hive):
            return _read(hive, f"{_UNINSTALL}\\{one}", "DisplayVersion")
    return ""


def open_command() -> str:
    """What a double-click on a document runs: the person's own entry counts before everybody's."""
    for hive in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
        if kind := _read(hive, rf"Software\Classes\.{product.EXTENSION}", ""):
            return _read(hive, rf"Software\Classes\{kind}\shell\open\command", "")
    return ""


def _listed(hive: int) -> list[str]:
    return [
        one
        for one in _below(hive, _UNINSTALL)
        if _read(hive, f"{_UNINSTALL}\\{one}", "DisplayName") == product.NAME
    ]


def _values(hive: int, key: str) -> Iterator[str]:
    try:
        with winreg.OpenKey(hive, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
            for number in range(winreg.QueryInfoKey(opened)[1]):
                name, value, _ = winreg.EnumValue(opened, number)
                yield f"{key}\\{name}={value}"
    except OSError:
        return
    for below in _below(hive, key):
        yield from _values(hive, f"{key}\\{below}")


def _below(hive: int, key: str) -> list[str]:
    try:
        with winreg.OpenKey(hive, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
            return [winreg.EnumKey(opened, number) for number in range(winreg.QueryInfoKey(opened)[0])]
    except OSError:
        return []


def _read(hive: int, key: str, name: str) -> str:
    try:
        with winreg.OpenKey(hive, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
            return str(winreg.QueryValueEx(opened, name)[0])
    except OSError:
        return ""
