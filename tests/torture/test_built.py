"""What is tried with a built program: how a round is judged, and that the program's own modules are used.

`tests/frozen` goes through a sample of it with what was installed.
"""

from __future__ import annotations

import importlib.util
import marshal
import struct
import sys
import zlib
from pathlib import Path

import pytest

from tests.torture import __main__ as run
from tests.torture.built_window import Typed, judge
from tests.torture.matrix import Held
from tests.torture.packaged import NotPackaged, Packaged

SEEN = tuple((float(moment), 0.0, "kettle rota minibus"[:moment]) for moment in range(1, 20))
"""A letter each second."""


def test_what_is_due_is_what_was_seen_two_seconds_before_the_end() -> None:
    typed = Typed("kettle rota minibus", SEEN, killed=19.5)
    assert typed.on_the_screen() == "kettle rota minibus"
    assert typed.due() == "kettle rota minib"
    late = Typed("kettle rota minibus", (*SEEN[:-1], (19.0, 1.0, "kettle rota minibus")), killed=19.5)
    assert late.due() == "kettle rota mini", "as much longer as the computer was late"
    long_ago = Typed("kettle rota minibus", ((1.0, 9.0, "k"), *SEEN[1:]), killed=19.5)
    assert long_ago.due() == typed.due(), "what was late long before excuses nothing"
    assert Typed("", (), killed=1.0).due() == ""


def test_a_draft_that_holds_less_or_something_else_is_found() -> None:
    typed = Typed("kettle rota minibus", SEEN, killed=19.5)
    for kept in ("kettle rota minib", "kettle rota minibus"):
        judge(typed, kept)
    with pytest.raises(Held, match="17 letters were due and 16 are there"):
        judge(typed, "kettle rota mini")
    with pytest.raises(Held, match="nobody typed"):
        judge(typed, "kettle rota minibus garden")
    with pytest.raises(Held, match="nobody typed"):
        judge(typed, "kettle rote minibus")
    judge(Typed("kettle", SEEN[:6], killed=1.5), "")


def made_program(folder: Path, modules: dict[str, str], python: bytes = importlib.util.MAGIC_NUMBER) -> Path:
    """A program such as PyInstaller makes, of a few lines."""
    body, table = b"", []
    for name, source in modules.items():
        packed = zlib.compress(marshal.dumps(compile(source, name, "exec")))
        table.append((name, (0, 12 + len(body), len(packed))))
        body += packed
    archive = struct.pack("!4s4si", b"PYZ\0", python, 12 + len(body)) + body + marshal.dumps(table)
    entries = b""
    for kind, part, size in ((b"m", 0, 0), (b"z", 0, len(archive))):
        called = b"PYZ.pyz\0".ljust(14, b"\0")
        entries += struct.pack("!IIIIBc", 18 + len(called), part, size, size, 0, kind) + called
    whole = len(archive) + len(entries) + 88
    note = struct.pack(
        "!8sIIII64s", b"MEI\014\013\012\013\016", whole, len(archive), len(entries), 311, b"libpython"
    )
    program = folder / "program"
    program.write_bytes(b"\x7fELF, and much more" + archive + entries + note)
    (folder / "_internal").mkdir(exist_ok=True)
    return program


def test_a_module_comes_from_the_program_and_pythons_own_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = made_program(tmp_path, {"coprod_made_up": "where = 'in the program'", "json": "gone = True"})
    (tmp_path / "_internal" / "coprod_beside.py").write_text("where = 'beside it'")
    monkeypatch.setattr(sys, "meta_path", [Packaged(program), *sys.meta_path])
    for name, where in (("coprod_made_up", "in the program"), ("coprod_beside", "beside it")):
        monkeypatch.delitem(sys.modules, name, raising=False)
        assert importlib.import_module(name).where == where
        monkeypatch.delitem(sys.modules, name)
    own = importlib.util.find_spec("json")
    assert own is not None and own.origin == importlib.import_module("json").__file__
    assert importlib.util.find_spec("coprod_nowhere") is None


def test_what_is_no_such_program_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("#!/bin/sh")
    with pytest.raises(NotPackaged, match="no program made by PyInstaller"):
        Packaged(tmp_path / "text")
    with pytest.raises(NotPackaged, match="another Python"):
        Packaged(made_program(tmp_path, {}, python=b"old\n"))


@pytest.mark.parametrize("words", [["--program", "text"], ["gone", "--program", sys.executable]])
def test_a_program_that_cannot_be_started_or_does_not_do_that_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text").touch(0o644)
    with pytest.raises(SystemExit):
        run.main(words)
    assert "--program wants a built program" in capsys.readouterr().err
