"""Windows' access lists in their written form (SDDL): the one that we give, and whether one lets others read.

Nothing here asks Windows; `windows_access` does. An administrator of the computer can read every file of it,
and a service runs as the system itself: neither counts as another person here.
"""

from __future__ import annotations

import re
from typing import Final

_READ_DATA: Final = 0x1
_MAY_LET_ITSELF_IN: Final = 0x40000 | 0x80000
"""WRITE_DAC and WRITE_OWNER: whoever has one can write a list of their own, and then read."""
_ALL_FILE: Final = 0x1F01FF
_GENERIC_ALL: Final = 0x10000000
_GENERIC_READ: Final = 0x80000000

_RIGHTS: Final = {
    "GA": _ALL_FILE, "GR": 0x120089, "GW": 0x120116, "GX": 0x1200A0,
    "FA": _ALL_FILE, "FR": 0x120089, "FW": 0x120116, "FX": 0x1200A0,
    "RC": 0x20000, "SD": 0x10000, "WD": 0x40000, "WO": 0x80000,
    "CC": 0x1, "DC": 0x2, "LC": 0x4, "SW": 0x8, "RP": 0x10, "WP": 0x20, "DT": 0x40, "LO": 0x80, "CR": 0x100,
}  # fmt: skip
"""What two letters mean for a file."""

_EVERYONE: Final = ("WD", "S-1-1-0")
_NO_PERSON: Final = (
    "SY", "S-1-5-18",  # the system
    "LS", "S-1-5-19", "NS", "S-1-5-20", "SU", "S-1-5-6",  # services
    "BA", "S-1-5-32-544", "LA", "DA", "EA",  # administrators: of this computer, of a domain
    "OW", "S-1-3-4", "CO", "S-1-3-0", "PS", "S-1-5-10",  # whoever owns the file
    "AC",  # every packaged app, whose person has to be let in as well
)  # fmt: skip
_NO_PERSON_EITHER: Final = re.compile(
    r"S-1-5-80-.*"  # one service
    r"|S-1-15-.*"  # one packaged app
    r"|S-1-5-5-\d+-\d+"  # this very session
    r"|S-1-5-21-\d+-\d+-\d+-(500|512|519)"  # administrators by number
)
_LIST: Final = re.compile(r"D:([A-Z_]*)(.*)", re.DOTALL)
_ENTRY: Final = re.compile(r"\(([^;()]*);([^;]*);([^;]*);[^;]*;[^;]*;([^;()]*)")


def list_for(sid: str) -> str:
    """Full rights for one person, the system and administrators, for a folder and all that is made in it.

    ``P``: nothing is taken over from the folder above.
    """
    return "D:P" + "".join(f"(A;OICI;FA;;;{each})" for each in (sid, "SY", "BA"))


def lets_others_read(written: str, sid: str) -> bool:
    """Whether a list lets anybody read the file but the person with this ``sid``, see above.

    What is not understood counts as letting in. So does a file without a list, as on a memory stick.
    """
    found = _LIST.match(written)
    if found is None or "NO_ACCESS_CONTROL" in found[1]:
        return True
    denied: dict[str, int] = {}
    entries = list(_ENTRY.finditer(found[2]))
    for entry in entries:
        kind, flags, rights, whose = entry.groups()
        if "IO" in re.findall("..", flags):  # only for what is made within
            continue
        if "D" in kind:
            if kind == "D":  # others deny under a condition alone, or a part of something that is no file
                denied[whose] = denied.get(whose, 0) | _mask(rights, unknown=0)
            continue
        left = _mask(rights, unknown=_ALL_FILE) & ~denied.get(whose, 0)
        for name in _EVERYONE:
            left &= ~denied.get(name, 0)
        if left & (_READ_DATA | _MAY_LET_ITSELF_IN) and not _is_no_other_person(whose, sid):
            return True
    return bool(found[2]) and not entries


def _is_no_other_person(whose: str, sid: str) -> bool:
    return whose == sid or whose in _NO_PERSON or _NO_PERSON_EITHER.fullmatch(whose) is not None


def _mask(rights: str, unknown: int) -> int:
    """The rights as bits, with the general ones spelt out. ``unknown`` stands for letters of no meaning."""
    if not re.fullmatch(r"0[xX][0-9a-fA-F]+|[0-9]+", rights):
        mask = 0
        for letters in re.findall("..?", rights):
            mask |= _RIGHTS.get(letters, unknown)
        return mask
    mask = int(rights, 16 if rights[:2].lower() == "0x" else 10)
    return mask | (_ALL_FILE if mask & _GENERIC_ALL else 0) | (0x120089 if mask & _GENERIC_READ else 0)
