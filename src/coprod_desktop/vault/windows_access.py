"""Access lists of Windows: a folder that is its owner's alone from its first moment, and who may read a file.

The calls of ``aclapi.h``, ``sddl.h`` and ``fileapi.h``, of which every Windows has all.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from coprod_desktop.vault.access_list import lets_others_read, list_for
from coprod_desktop.vault.files import PORTABLE_NOTE

_FILE_OBJECT: Final = 1
_THE_LIST: Final = 4
"""DACL_SECURITY_INFORMATION"""
_TOKEN_QUERY: Final = 8
_TOKEN_USER: Final = 1
_REVISION: Final = 1


class _SecurityAttributes(ctypes.Structure):
    """SECURITY_ATTRIBUTES of ``minwinbase.h``."""

    _fields_ = (
        ("length", ctypes.c_uint32),
        ("descriptor", ctypes.c_void_p),
        ("is_inherited", ctypes.c_int),
    )


def stays_here(folder: Path) -> bool:
    """Whether a folder that is about to be made will not be opened on another computer. Never raises.

    A list names accounts of one computer. So it is given only on the disk that the person's own profile lies
    on, which nobody carries to the next computer; never in what belongs to a portable program, and never on
    another disk: an external one looks like any other.
    """
    try:
        if any((each / PORTABLE_NOTE).exists() for each in folder.parents):
            return False
        own = Path(os.environ.get("LOCALAPPDATA") or Path.home()).stat().st_dev
        return folder.parent.stat().st_dev == own
    except (OSError, RuntimeError):
        return False


def make_folder(folder: Path) -> None:
    """Make a folder that its owner, the system and administrators alone can enter, with all made in it.

    Where the file system knows no lists it is made without one.

    Raises:
        FileExistsError: something of that name is there.
        OSError: it cannot be made.
    """
    with _descriptor(list_for(own_sid())) as descriptor:
        given = _SecurityAttributes(ctypes.sizeof(_SecurityAttributes), descriptor, 0)
        if not _library("kernel32").CreateDirectoryW(ctypes.c_wchar_p(str(folder)), ctypes.byref(given)):
            raise _fault(str(folder))


def is_open_to_others(folder: Path) -> bool:
    """Whether a file in a folder can be read by other people of this computer.

    The folder's own list is not asked: there a closed folder keeps nobody from a file in it that is open.

    Raises:
        OSError: a list cannot be read.
    """
    return any(lets_others_in(path) for path in folder.iterdir() if path.is_file())


def lets_others_in(path: Path) -> bool:
    """Whether the list of a file or folder lets in other people of this computer.

    Raises:
        OSError: it cannot be read.
    """
    return lets_others_read(list_of(path), own_sid())


def list_of(path: Path) -> str:
    """The access list of a file or folder as it is written; empty where there is none.

    Raises:
        OSError: it cannot be read.
    """
    advapi32, descriptor, text = _library("advapi32"), ctypes.c_void_p(), ctypes.c_void_p()
    asked = (ctypes.c_wchar_p(str(path)), _FILE_OBJECT, _THE_LIST, None, None, None, None)
    number = advapi32.GetNamedSecurityInfoW(*asked, ctypes.byref(descriptor))
    if number:
        raise _fault(str(path), number)
    try:
        write = advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW
        if not write(descriptor, _REVISION, _THE_LIST, ctypes.byref(text), None):
            raise _fault(str(path))
        return _taken(text)
    finally:
        _free(descriptor)


def own_sid() -> str:
    """Who runs this program, as Windows writes it: ``S-1-5-21-…``.

    Raises:
        OSError: it cannot be had.
    """
    advapi32, kernel32 = _library("advapi32"), _library("kernel32")
    token, size, text = ctypes.c_void_p(), ctypes.c_uint32(), ctypes.c_void_p()
    kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(kernel32.GetCurrentProcess())
    if not advapi32.OpenProcessToken(process, _TOKEN_QUERY, ctypes.byref(token)):
        raise _fault()
    try:
        advapi32.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(size))  # says how large it is
        held = ctypes.create_string_buffer(max(size.value, ctypes.sizeof(ctypes.c_void_p)))
        if not advapi32.GetTokenInformation(token, _TOKEN_USER, held, size, ctypes.byref(size)):
            raise _fault()
        sid = ctypes.cast(held, ctypes.POINTER(ctypes.c_void_p))[0]  # the first thing in TOKEN_USER
        if not advapi32.ConvertSidToStringSidW(ctypes.c_void_p(sid), ctypes.byref(text)):
            raise _fault()
        return _taken(text)
    finally:
        kernel32.CloseHandle(token)


@contextmanager
def _descriptor(written: str) -> Iterator[ctypes.c_void_p]:
    """What Windows makes of a written list, for the block."""
    read = _library("advapi32").ConvertStringSecurityDescriptorToSecurityDescriptorW
    descriptor = ctypes.c_void_p()
    if not read(ctypes.c_wchar_p(written), _REVISION, ctypes.byref(descriptor), None):
        raise _fault()
    try:
        yield descriptor
    finally:
        _free(descriptor)


def _taken(text: ctypes.c_void_p) -> str:
    """A text that Windows handed over, which is given back."""
    try:
        return ctypes.wstring_at(text.value or 0)
    finally:
        _free(text)


def _free(memory: ctypes.c_void_p) -> None:
    free = _library("kernel32").LocalFree
    free.restype = ctypes.c_void_p
    free(memory)


def _library(name: str) -> ctypes.CDLL:
    if sys.platform != "win32":
        raise OSError(f"{name} is Windows' own")
    return ctypes.WinDLL(name, use_last_error=True)


def _fault(path: str | None = None, number: int = 0) -> OSError:
    """The error of the last call, or the one of that number."""
    if sys.platform != "win32":
        return OSError(number, path)
    number = number or ctypes.get_last_error()
    return OSError(None, ctypes.FormatError(number), path, number)
