"""Authenticode: signs what was built when there is a certificate, and says plainly when there is none.

The certificate comes from the environment as a release has it: ``WINDOWS_CERTIFICATE``, a PKCS#12 file in
base64, and ``WINDOWS_CERTIFICATE_PASSWORD``. A timestamp, which keeps a signature good after the certificate
has run out, is asked for at ``WINDOWS_TIMESTAMP`` when that names a server; else nothing is sent anywhere.
"""

from __future__ import annotations

import base64
import binascii
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dev
import product

UNSIGNED = (
    "No certificate was given (WINDOWS_CERTIFICATE), so nothing is signed: "
    "Windows will say that the publisher is unknown."
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its key, for as long as a build takes."""

    file: Path
    password_file: Path
    timestamp: str = ""

    def command(self, target: str, signed: str) -> list[str]:
        """What signs the file ``target`` into the file ``signed``."""
        words = ["osslsigncode", "sign", "-pkcs12", str(self.file), "-readpass", str(self.password_file)]
        words += ["-h", "sha256", "-n", product.NAME]
        if self.timestamp:
            words += ["-ts", self.timestamp]
        return [*words, "-in", target, "-out", signed]

    def sign(self, path: Path) -> None:
        """Sign a program, an installer or an MSI in its place.

        Raises:
            StopError: it could not be signed; the file is as it was.
        """
        signed = path.with_name(f"{path.name}.signed")
        done = subprocess.run(self.command(str(path), str(signed)), capture_output=True, text=True)
        if done.returncode:
            signed.unlink(missing_ok=True)
            raise dev.StopError(f"{done.stdout}{done.stderr}\n{path.name} could not be signed.")
        signed.replace(path)

    def script(self, folder: Path) -> Path:
        """A script that signs the file it is given: NSIS calls it for the uninstaller it makes on its way."""
        path = folder / "sign-uninstaller.sh"
        words = " ".join(_quoted(word) for word in self.command("@in@", "@out@"))
        words = words.replace("'@in@'", '"$1"').replace("'@out@'", '"$1.signed"')
        path.write_text(f'#!/bin/sh\nset -eu\n{words} >/dev/null\nmv "$1.signed" "$1"\n', "utf-8")
        path.chmod(0o700)
        return path


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


SECRETS = ("WINDOWS_CERTIFICATE", "WINDOWS_CERTIFICATE_PASSWORD", "WINDOWS_TIMESTAMP")


def take_secrets(env: MutableMapping[str, str]) -> dict[str, str]:
    """Take what signing needs out of the environment, so that no tool that a build starts can see it."""
    return {name: env.pop(name) for name in SECRETS if name in env}


@contextmanager
def certificate(env: Mapping[str, str]) -> Iterator[Certificate | None]:
    """The certificate that was given, in files that only we can read and that go again; or none.

    They go also when the build is told to end (SIGTERM), as a cancelled one is.

    Raises:
        StopError: what was given is no base64.
    """
    given = env.get("WINDOWS_CERTIFICATE", "")
    if not given:
        yield None
        return
    try:
        bundle = base64.b64decode("".join(given.split()), validate=True)
    except binascii.Error as error:
        raise dev.StopError("WINDOWS_CERTIFICATE is not a PKCS#12 file in base64.") from error
    memory = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a folder of our own in it; it never reaches a disk
    former = signal.signal(signal.SIGTERM, lambda *_: sys.exit("The build was told to end."))
    try:
        with tempfile.TemporaryDirectory(prefix="coprod-", dir=memory if memory.is_dir() else None) as name:
            folder = Path(name)
            _write_privately(folder / "certificate.p12", bundle)
            _write_privately(folder / "password.txt", env.get("WINDOWS_CERTIFICATE_PASSWORD", "").encode())
            yield Certificate(
                folder / "certificate.p12", folder / "password.txt", env.get("WINDOWS_TIMESTAMP", "")
            )
    finally:
        signal.signal(signal.SIGTERM, former)


def _write_privately(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(data)


def verify(path: Path, authority: Path) -> str:
    """Hold a signature against the authority's certificate. Empty when it is good, else what is wrong."""
    done = subprocess.run(
        ["osslsigncode", "verify", "-CAfile", str(authority), "-in", str(path)],
        capture_output=True,
        text=True,
    )
    return "" if done.returncode == 0 else f"{done.stdout}{done.stderr}"
