"""Libraries of others that lie inside a package's own binaries, where no list of packages shows them.

Read in the interpreter that the program is built with, from the very modules that go in. What cannot tell its
release is named without one; a build never fails for that.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Carried:
    """A library and how its release is asked for.

    ``cpe`` is the maker and the product in the list of names that scanners go by, ``purl`` the address of its
    source; each stands here only where it is surely right. ``only_with`` is a file without which it is not
    inside.
    """

    name: str
    version: Callable[[], str]
    cpe: str = ""
    purl: str = ""
    only_with: str = ""


def _ask(module: str) -> Any:  # what a module tells has no types
    return importlib.import_module(module)


def _dotted(numbers: Iterable[int]) -> str:
    return ".".join(map(str, numbers))


def _openssl() -> str:
    said = _ask("cryptography.hazmat.backends.openssl").backend.openssl_version_text()
    return re.fullmatch(r"OpenSSL (\d\S*) .*", said)[1]  # type: ignore[index]  # `inside` forgives it


def _multiple_ciphers() -> str:
    return re.search(r"\d[\d.]*$", _ask("apsw").mc_version)[0]  # type: ignore[index]  # the same


def _icu() -> str:
    """ICU tells it by a function whose name ends with the first number of it."""
    import ctypes

    (library,) = Path(_ask("PySide6").__file__).parent.glob("Qt/lib/libicuuc.so.*")
    numbers = (ctypes.c_uint8 * 4)()
    getattr(ctypes.CDLL(str(library)), f"u_getVersion_{library.suffix[1:]}")(numbers)
    return _dotted(list(numbers)[:2])


def _nobody_tells() -> str:
    return ""


_INSIDE = {
    "apsw-sqlite3mc": (
        Carried("SQLite", lambda: str(_ask("apsw").sqlite_lib_version()), cpe="sqlite:sqlite"),
        Carried(
            "SQLite3 Multiple Ciphers", _multiple_ciphers, purl="pkg:github/utelle/sqlite3multipleciphers@v"
        ),
    ),
    # The number that argon2 tells is the algorithm's.
    "argon2-cffi-bindings": (Carried("Argon2", _nobody_tells, purl="pkg:github/p-h-c/phc-winner-argon2@"),),
    "cryptography": (Carried("OpenSSL", _openssl, cpe="openssl:openssl"),),
    "lxml": (
        Carried("libxml2", lambda: _dotted(_ask("lxml.etree").LIBXML_VERSION), cpe="xmlsoft:libxml2"),
        Carried("libxslt", lambda: _dotted(_ask("lxml.etree").LIBXSLT_VERSION), cpe="xmlsoft:libxslt"),
    ),
    "pyside6-essentials": (
        Carried("Qt", lambda: str(_ask("PySide6.QtCore").qVersion()), cpe="qt:qt"),
        Carried(
            "ICU",
            _icu,
            cpe="icu-project:international_components_for_unicode",
            only_with=r"libicuuc\.so\.\d+",
        ),
    ),
}


def inside(package: str, paths: Iterable[str] = ()) -> list[dict[str, str]]:
    """What a package carries: name, and where they are known version, cpe and purl.

    ``paths`` are the files that go in.
    """
    names = {path.rpartition("/")[2] for path in paths}
    return [
        _told(one)
        for one in _INSIDE.get(package, ())
        if not one.only_with or any(re.fullmatch(one.only_with, name) for name in names)
    ]


def _told(one: Carried) -> dict[str, str]:
    try:
        version = one.version()
    except Exception:  # noqa: BLE001 - whatever its maker changed: it is inside, and is named without a version
        version = ""
    told = {"name": one.name, "version": version}
    if one.cpe and version:  # one for any version would match every fault that there ever was
        told["cpe"] = f"cpe:2.3:a:{one.cpe}:{version}:*:*:*:*:*:*:*"
    if one.purl:
        told["purl"] = f"{one.purl}{version}" if version else one.purl.rpartition("@")[0]
    return {key: value for key, value in told.items() if value}
