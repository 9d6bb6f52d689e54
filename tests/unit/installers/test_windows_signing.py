"""Signatures, with a certificate made for the purpose: what is signed verifies, what was changed does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import icons
from dev import StopError
from tests.support.authority import PASSWORD, Authority, made
from tests.support.places import ROOT
from tests.support.tools import need
from windows import packages, signing


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    need("openssl", "osslsigncode")
    return made(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A real installer with nothing much in it."""
    need("makensis")
    script = tmp_path / "small.nsi"
    script.write_text(
        'Unicode true\nTarget amd64-unicode\nName "Small"\nOutFile "small.exe"\nSection\nSectionEnd\n'
    )
    subprocess.run(["makensis", "-V1", str(script)], check=True, capture_output=True)
    return tmp_path / "small.exe"


def test_what_is_signed_verifies_and_what_was_changed_is_refused(authority: Authority, program: Path) -> None:
    assert signing.verify(program, authority.certificate) != "", "unsigned"
    with signing.certificate(authority.environment) as certificate:
        assert certificate is not None
        certificate.sign(program)
    assert signing.verify(program, authority.certificate) == ""
    whole = program.read_bytes()
    for place in (0x80, len(whole) // 3, len(whole) // 2):
        changed = bytearray(whole)
        changed[place] ^= 1
        program.write_bytes(changed)
        assert signing.verify(program, authority.certificate) != "", place


def test_another_authority_is_refused(authority: Authority, program: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = made(tmp_path / "other")
    with signing.certificate(authority.environment) as certificate:
        assert certificate is not None
        certificate.sign(program)
    assert signing.verify(program, other.certificate) != ""


def test_the_script_for_the_uninstaller_signs_too(
    authority: Authority, program: Path, tmp_path: Path
) -> None:
    with signing.certificate(authority.environment) as certificate:
        assert certificate is not None
        script = certificate.script(tmp_path)
        assert PASSWORD not in script.read_text("utf-8")
        subprocess.run([str(script), str(program)], check=True)
    assert signing.verify(program, authority.certificate) == ""


def test_the_key_is_for_its_owner_alone_and_goes_again(authority: Authority) -> None:
    with signing.certificate(authority.environment) as certificate:
        assert certificate is not None
        folder = certificate.file.parent
        assert folder.stat().st_mode & 0o077 == 0
        assert PASSWORD not in " ".join(certificate.command("in", "out"))
    assert not folder.exists()


def test_an_msi_is_signed_too(authority: Authority, tmp_path: Path) -> None:
    need("wixl", "msiinfo")
    frozen = tmp_path / "frozen"
    frozen.mkdir()
    (frozen / "coprod-desktop.exe").write_bytes(b"MZ" + bytes(5000))
    work = tmp_path / "work"
    work.mkdir()
    (work / "companion.ico").write_bytes(icons.ico((16,)))
    msi = packages.make_msi(frozen, work, tmp_path / "made.msi", 1_700_000_000)
    assert signing.verify(msi, authority.certificate) != "", "unsigned"
    with signing.certificate(authority.environment) as certificate:
        assert certificate is not None
        certificate.sign(msi)
    assert signing.verify(msi, authority.certificate) == ""
    subprocess.run(
        ["msibuild", str(msi), "-q", "UPDATE `Property` SET `Value` = '9' WHERE `Property` = 'ALLUSERS'"]
    )
    assert signing.verify(msi, authority.certificate) != ""


def test_no_tool_that_a_build_starts_sees_the_secrets(authority: Authority) -> None:
    environment = {**authority.environment, "WINDOWS_TIMESTAMP": "somewhere", "PATH": "/bin"}
    taken = signing.take_secrets(environment)
    assert environment == {"PATH": "/bin"}
    assert set(taken) == set(signing.SECRETS)
    assert signing.take_secrets(environment) == {}


def test_the_key_goes_also_when_the_build_is_told_to_end(authority: Authority) -> None:
    """As when a workflow is cancelled."""
    script = (
        "import os, signal, sys\n"
        "from windows import signing\n"
        "with signing.certificate(os.environ) as certificate:\n"
        "    print(certificate.file.parent, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    signal.pause()\n"
    )
    path = os.pathsep.join([str(ROOT / "installers"), str(ROOT)])
    env = {**os.environ, **authority.environment, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, timeout=60)
    assert "told to end" in done.stderr
    assert done.stdout.strip()
    assert not Path(done.stdout.strip()).exists()


def test_a_wrong_password_stops_the_build_and_leaves_the_file(authority: Authority, program: Path) -> None:
    before = program.read_bytes()
    wrong = {**authority.environment, "WINDOWS_CERTIFICATE_PASSWORD": "another"}
    with signing.certificate(wrong) as certificate:
        assert certificate is not None
        with pytest.raises(StopError, match=r"small\.exe could not be signed"):
            certificate.sign(program)
    assert program.read_bytes() == before
    assert not program.with_name("small.exe.signed").exists()


def test_something_else_than_a_certificate_is_refused() -> None:
    with (
        pytest.raises(StopError, match="not a PKCS#12 file"),
        signing.certificate({"WINDOWS_CERTIFICATE": "%%%"}),
    ):
        pass


def test_without_a_certificate_there_is_none_and_that_is_said() -> None:
    with signing.certificate({}) as certificate:
        assert certificate is None
    assert "publisher is unknown" in signing.UNSIGNED
