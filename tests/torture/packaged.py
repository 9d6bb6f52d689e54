"""The modules and libraries of a built program, imported from the package itself by a Python of its version.

``python -m tests.torture.packaged PROGRAM MODULE [ARGUMENT…]`` runs a module of the tests, which gets the
store, the database, the ciphers and whatever else is not Python's own from PROGRAM's folder: the code
as it was frozen, and the libraries that lie beside it. The program has to be built from this very checkout:
else the tests ask for modules that it does not have.

PyInstaller puts a table of contents and a note where it begins at the end of the program; one of the parts
is the archive of modules, each a packed code object.
"""

from __future__ import annotations

import importlib
import importlib.util
import marshal
import runpy
import struct
import sys
import zlib
from collections.abc import Sequence
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

_NOTE = struct.Struct("!8sIIII64s")
_NOTE_MAGIC = b"MEI\014\013\012\013\016"
_ENTRY = struct.Struct("!IIIIBc")
_MODULES_HEAD = struct.Struct("!4s4si")
_A_PACKAGE = (1, 3)
"""A package, and one that is a folder alone."""


class NotPackaged(Exception):
    """It is no such program, or made for another Python; the text says which."""


class Packaged(MetaPathFinder, InspectLoader):
    """Finds what is not Python's own in the program before anything else is asked."""

    def __init__(self, program: Path) -> None:
        """Read the table of its modules.

        Raises:
            NotPackaged: see there.
        """
        self.folder = program.parent / "_internal"
        self._archive = _archive_of(program)
        magic, python, at = _MODULES_HEAD.unpack_from(self._archive)
        if magic != b"PYZ\0" or python != importlib.util.MAGIC_NUMBER:
            raise NotPackaged(f"{program} was made with another Python than {sys.version.split()[0]}")
        self._table: dict[str, tuple[int, int, int]] = dict(marshal.loads(self._archive[at:]))

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """See `MetaPathFinder`. What is no code is found by Python itself, in the folder of its package."""
        if fullname.partition(".")[0] in sys.stdlib_module_names:
            return None
        if fullname not in self._table:
            return importlib.machinery.PathFinder.find_spec(fullname, path or [str(self.folder)])
        is_package = self._table[fullname][0] in _A_PACKAGE
        origin = str(self.folder.joinpath(*fullname.split(".")))
        spec = ModuleSpec(fullname, self, origin=origin, is_package=is_package)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [origin]
        return spec

    def get_code(self, fullname: str) -> CodeType:
        """See `InspectLoader`."""
        _, at, length = self._table[fullname]
        code = marshal.loads(zlib.decompress(self._archive[at : at + length]))
        assert isinstance(code, CodeType)
        return code

    def get_source(self, fullname: str) -> None:
        """See `InspectLoader`: there is none."""

    def is_package(self, fullname: str) -> bool:
        """See `InspectLoader`."""
        return self._table[fullname][0] in _A_PACKAGE


def _archive_of(program: Path) -> bytes:
    data = program.read_bytes()
    note = data.rfind(_NOTE_MAGIC)
    if note < 0:
        raise NotPackaged(f"{program} is no program made by PyInstaller")
    _, whole, at, length, *_ = _NOTE.unpack_from(data, note)
    begin = note + _NOTE.size - whole
    at, ends = begin + at, begin + at + length
    while at < ends:
        size, part, packed, _, is_packed, kind = _ENTRY.unpack_from(data, at)
        if kind == b"z":
            found = data[begin + part : begin + part + packed]
            return zlib.decompress(found) if is_packed else found
        at += size
    raise NotPackaged(f"{program} holds no modules")


def main(arguments: Sequence[str]) -> None:
    """Run a module of the tests with what is packaged."""
    program, module, *rest = arguments
    packaged = Packaged(Path(program))
    sys.meta_path.insert(0, packaged)
    for name in ("coprod_desktop.vault.vault", "apsw", "cryptography.hazmat.bindings._rust"):
        came_from = str(importlib.import_module(name).__file__)
        if not came_from.startswith(str(packaged.folder)):
            raise NotPackaged(f"{name} came from {came_from}")
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
