"""A certificate made for a test, to sign programs with."""

from __future__ import annotations

import base64
import subprocess
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "made for a test, ünïcode"


@dataclass(frozen=True, slots=True)
class Authority:
    """A self-made certificate, and the environment in which a build finds it."""

    certificate: Path
    environment: dict[str, str]


def made(folder: Path) -> Authority:
    """Make a certificate for signing code, with a key and in a PKCS#12 file."""
    key, certificate, bundle = folder / "key.pem", folder / "cert.pem", folder / "bundle.p12"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-sha256", "-days", "30", "-nodes"]
    request += ["-subj", "/CN=Made for a test", "-addext", "keyUsage=critical,digitalSignature"]
    request += [
        "-addext",
        "extendedKeyUsage=critical,codeSigning",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
    ]
    subprocess.run([*request, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    export = [
        "openssl",
        "pkcs12",
        "-export",
        "-inkey",
        str(key),
        "-in",
        str(certificate),
        "-out",
        str(bundle),
    ]
    subprocess.run([*export, "-passout", f"pass:{PASSWORD}"], check=True, capture_output=True)
    environment = {
        "WINDOWS_CERTIFICATE": base64.encodebytes(bundle.read_bytes()).decode(),
        "WINDOWS_CERTIFICATE_PASSWORD": PASSWORD,
    }
    return Authority(certificate, environment)
