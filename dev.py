#!/usr/bin/env python3
"""Build, run and check Co-production Companion from a checkout. Standard library only.

python3 dev.py run [args…]      open the program (its first start sets things up)
python3 dev.py test [args…]     run the tests; what follows goes to pytest
python3 dev.py check            format, lint, types, import contracts, lengths
python3 dev.py look [args…]     every screen as a picture, into one folder
python3 dev.py bench NAME       one benchmark of benchmarks/
python3 dev.py sheets FOLDER    the sheets for a group, as files to give away
python3 dev.py torture [args…]  kills, failing disks and changed bytes, in whole matrices
python3 dev.py lock [--upgrade] write the locks anew (maintainers)
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"
STAMP = VENV / "made-from.json"  # which interpreter and which locks it was made from
OLDEST, NEWEST = (3, 11), (3, 14)
OFFSCREEN = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}  # unless somebody chose
LIBRARIES_MISSING = "The window needs some of the system's libraries. Install them, then try again:"

# Shared libraries that Qt's window needs from a Linux system, and the Debian package of each.
# fmt: off
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6", "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1", "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0", "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0", "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libxkbcommon.so.0": "libxkbcommon0",
}
# What the tests use from a Debian system: a command or a file, and its package.
TEST_TOOLS = {
    "Xvfb": "xvfb", "dbus-daemon": "dbus-daemon", "openbox": "openbox", "xdotool": "xdotool",
    "strace": "strace", "dbus-run-session": "dbus-daemon", "gnome-keyring-daemon": "gnome-keyring",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core", "qpdf": "qpdf", "pdftotext": "poppler-utils",
    "javac": "default-jdk-headless", "/usr/share/java/jaxb-api.jar": "libjaxb-java",
    "/usr/lib/python3/dist-packages/gi/__init__.py": "python3-gi",
    "/usr/lib/python3/dist-packages/pyatspi/__init__.py": "python3-pyatspi",
    "desktop-file-validate": "desktop-file-utils", "appstreamcli": "appstream", "objdump": "binutils",
    "update-mime-database": "shared-mime-info", "makensis": "nsis", "wixl": "wixl", "msiinfo": "msitools",
    "osslsigncode": "osslsigncode", "openssl": "openssl",
}
# fmt: on


class StopError(Exception):
    """Something is missing; its text says what, and what to do."""


def say(text: str) -> None:
    """Print at once, so that it stands before what a child prints; what cannot be shown becomes a ``?``."""
    known = sys.stdout.encoding or "utf-8"  # on Windows a pipe knows few characters
    print(text.encode(known, "replace").decode(known), flush=True)


def has_library(name: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_tool(name: str) -> bool:
    """Whether a command, or a file named by its full path, is there."""
    return Path(name).exists() if name.startswith("/") else shutil.which(name) is not None


def missing_packages(needed: Mapping[str, str], present: Callable[[str], bool]) -> list[str]:
    """The Debian packages of what is not present, each once."""
    return sorted({package for name, package in needed.items() if not present(name)})


def is_debian() -> bool:
    """Whether packages come from apt here: Debian, Ubuntu and their kin."""
    return sys.platform == "linux" and shutil.which("apt-get") is not None


def is_root() -> bool:
    """Whether packages can be installed without asking anybody."""
    return sys.platform != "win32" and os.geteuid() == 0


def apt_command(packages: Sequence[str]) -> str:
    """What a person would type to install the packages."""
    return "sudo apt-get install " + " ".join(packages)


def apt_install(packages: Sequence[str], why: str) -> None:
    """Install Debian packages as root, saying so.

    Raises:
        StopError: apt could not install them.
    """
    say(f"Installing for {why}: {' '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    for command in (install, [*apt, "update"], install):
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if command is install and done.returncode == 0:
            return
    raise StopError(
        f"{done.stdout[-2000:]}{done.stderr[-2000:]}\napt-get could not install: {' '.join(packages)}"
    )


def need_qt_libraries() -> None:
    """See to the shared libraries that Qt needs on Linux.

    Raises:
        StopError: some are missing and cannot be installed from here.
    """
    if sys.platform != "linux":
        return
    packages = missing_packages(QT_LIBRARIES, has_library)
    if packages and is_debian() and is_root():
        apt_install(packages, "Qt")
    elif packages and is_debian():
        raise StopError(f"{LIBRARIES_MISSING}\n  {apt_command(packages)}")
    elif packages:
        absent = [name for name in QT_LIBRARIES if not has_library(name)]
        raise StopError(f"{LIBRARIES_MISSING}\n  {' '.join(absent)}")


def need_test_tools() -> None:
    """See to the tools that tests use on Debian; where they cannot be had, those tests say why they skip."""
    packages = missing_packages(TEST_TOOLS, has_tool) if is_debian() else []
    if packages and is_root():
        apt_install(packages, "the tests")
    elif packages:
        say(f"Some tests will be skipped. To run them too:\n  {apt_command(packages)}")


def venv_python() -> Path:
    """The interpreter inside .venv."""
    return VENV / "Scripts" / "python.exe" if sys.platform == "win32" else VENV / "bin" / "python"


def can_import(name: str) -> bool:
    """Whether this interpreter has a module."""
    importlib.invalidate_caches()
    return importlib.util.find_spec(name) is not None


def need_venv_module() -> None:
    """See to it that this interpreter can make a virtual environment with pip in it.

    Debian keeps both apart from python3. A pip that this interpreter has can serve instead.

    Raises:
        StopError: neither is there and nothing can be installed from here.
    """
    if can_import("venv") and (can_import("ensurepip") or can_import("pip")):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if is_debian() and sys.base_prefix == "/usr" and is_root():
        apt_install([package], "Python")
    if not (can_import("venv") and can_import("ensurepip")):
        command = apt_command([package]) if is_debian() else "your system's package for Python's venv"
        raise StopError(
            f"This Python cannot make a virtual environment. Install it, then try again:\n  {command}"
        )


def pip_command() -> list[str]:
    """How to call a pip that installs into .venv."""
    inside = [str(venv_python()), "-m", "pip"]
    if subprocess.run([*inside, "--version"], capture_output=True).returncode == 0:
        return inside
    return [sys.executable, "-m", "pip", "--python", str(venv_python())]


def make_venv() -> None:
    """Make .venv anew with this interpreter."""
    say(f"Setting up .venv with Python {platform.python_version()} (once)")
    need_venv_module()
    if VENV.exists():
        shutil.rmtree(VENV)
    extra = [] if can_import("ensurepip") else ["--without-pip"]
    if subprocess.run([sys.executable, "-m", "venv", *extra, str(VENV)]).returncode:
        raise StopError("The environment could not be made. Python's own words stand above.")


def read_stamp() -> dict[str, str]:
    """What .venv was made from; empty when there is none or it was never finished."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in stamp.items()}


def lock_hash(lock: str) -> str:
    """What a lock says, as a short name for it."""
    return hashlib.sha256((LOCKS / lock).read_bytes()).hexdigest()


def need_venv(*locks: str) -> None:
    """Have a .venv of this interpreter that holds what the locks name; the last lock holds the others.

    Raises:
        StopError: the packages could not be installed.
    """
    this = f"{platform.python_version()} {sys.executable} {platform.machine()}"
    stamp = read_stamp()
    if stamp.get("python") != this or not venv_python().exists():
        make_venv()
        stamp = {"python": this}
    if stamp.get(locks[-1]) == lock_hash(locks[-1]):
        return
    say(f"Installing what requirements/{locks[-1]} names; this can take some minutes")
    options = ["--disable-pip-version-check", "--no-input", "--quiet", "--no-deps", "--require-hashes"]
    wheels = ["--only-binary", ":all:", "-r", str(LOCKS / locks[-1])]
    done = subprocess.run([*pip_command(), "install", *options, *wheels], stdin=subprocess.DEVNULL)
    if done.returncode:
        raise StopError("The packages could not be installed. pip's own words stand above.")
    stamp |= {lock: lock_hash(lock) for lock in locks}
    STAMP.write_text(json.dumps(stamp, indent=1), "utf-8")


def call(
    args: Iterable[str], env: Mapping[str, str] | None = None, quiet: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run the environment's interpreter at the top of the checkout, with src/ on its path."""
    whole = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **(env or {})}
    output, error = (subprocess.PIPE, subprocess.STDOUT) if quiet else (None, None)
    command = [str(venv_python()), *args]
    return subprocess.run(
        command, cwd=ROOT, env=whole, stdout=output, stderr=error, encoding="utf-8", errors="replace"
    )


def has_screen() -> bool:
    """Whether there is somewhere to show a window."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in known)


def run(args: list[str]) -> int:
    """Open the program."""
    if not has_screen() and not {"--version", "--help", "-h"} & set(args):
        raise StopError("There is no screen here to show the window on: start it from a desktop session.")
    need_qt_libraries()
    need_venv("run.txt")
    return call(["-m", "coprod_desktop", *args]).returncode


def test(args: list[str]) -> int:
    """Run the tests: all in as many processes as there are processors, or what is asked for in one."""
    need_qt_libraries()
    need_test_tools()
    need_venv("run.txt", "dev.txt")
    if has_tool("javac"):
        need_venv("pdfua.txt")
    # A file's tests stay together; files keep their order: journeys take longest, and are not left for last.
    spread = ["--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder"]
    return call(["-m", "pytest", *(args or spread)], OFFSCREEN).returncode


def check(_args: list[str]) -> int:
    """Format, lint, types, import contracts and lengths; every one of them, then the verdict."""
    need_venv("run.txt", "dev.txt")
    steps = {
        "format": ["-m", "ruff", "format", "--check", "."],
        "lint": ["-m", "ruff", "check", "."],
        "types": ["-m", "mypy"],
        "contracts": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        "workflows": ["installers/lint_workflows.py"],
        "shell": ["installers/lint_shell.py"],
        "lengths": ["installers/lint_lengths.py"],
    }
    failed = []
    for name, step in steps.items():
        done = call(step, quiet=True)
        say(f"{name}: {'ok' if done.returncode == 0 else 'FAILED'}")
        if done.returncode:
            say(done.stdout)
            failed.append(name)
    return 1 if failed else 0


def look(args: list[str]) -> int:
    """Draw every screen into one folder."""
    need_qt_libraries()
    need_venv("run.txt", "dev.txt")
    return call(["-m", "tests.look", *args], OFFSCREEN).returncode


def bench(args: list[str]) -> int:
    """Run one benchmark."""
    # No file there is called as one of Python's own modules, whose place it would take for the others.
    files = {path.stem.rstrip("_"): path for path in sorted((ROOT / "benchmarks").glob("[!_]*.py"))}
    if not args or args[0] not in files:
        raise StopError(f"Say which benchmark: {', '.join(files)}")
    need_qt_libraries()
    need_venv("run.txt", "dev.txt")
    return call(["-m", f"benchmarks.{files[args[0]].stem}", *args[1:]]).returncode


def sheets(args: list[str]) -> int:
    """Make every sheet for a group as PDF and Word."""
    if len(args) != 1:
        raise StopError("Say into which folder: python3 dev.py sheets FOLDER")
    need_venv("run.txt")
    return call(["installers/sheets.py", str(Path(args[0]).absolute())]).returncode


def torture(args: list[str]) -> int:
    """Do to journals what should never happen to one, thousands of times, and print a table."""
    need_qt_libraries()
    need_venv("run.txt", "dev.txt")
    return call(["-m", "tests.torture", *args], OFFSCREEN).returncode


def lock(args: list[str]) -> int:
    """Write every lock anew from pyproject.toml; ``--upgrade`` takes the newest releases that it allows."""
    need_venv("run.txt", "dev.txt")
    need_venv("lock.txt")
    compiler = ["-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    compiler += [
        "--no-emit-index-url",
        "--python-version",
        "3.11",
        "--custom-compile-command",
        "python3 dev.py lock",
        *args,
    ]
    inputs = {
        "dev.txt": ["pyproject.toml", "--group", "dev"],
        "run.txt": ["pyproject.toml", "--constraint", "requirements/dev.txt"],
        "build.txt": ["--group", "pyproject.toml:build", "--constraint", "requirements/dev.txt"],
        "lock.txt": ["--group", "pyproject.toml:lock"],
        "pdfua.txt": ["--group", "pyproject.toml:pdfua", "--no-deps"],
    }
    for name, source in inputs.items():
        say(f"requirements/{name}")
        if code := call([*compiler, *source, "--output-file", f"requirements/{name}"]).returncode:
            return code
    return 0


def main(argv: list[str]) -> int:
    """Do what the command line asks and return the exit code."""
    commands: dict[str, Callable[[list[str]], int]] = {
        "run": run, "test": test, "check": check, "look": look, "bench": bench, "torture": torture,
        "sheets": sheets, "lock": lock,
    }  # fmt: skip
    name, *args = argv or ["--help"]
    if name not in commands:
        say(str(__doc__).strip())
        return 0 if name in {"-h", "--help"} else 2
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        say(f"Python 3.11 to 3.14 is needed; this is {platform.python_version()}. Try: python3.12 dev.py run")
        return 2
    if Path(sys.prefix) == VENV:  # .venv cannot be made anew from inside itself
        base = getattr(sys, "_base_executable", sys.executable)
        return subprocess.run([base, __file__, *argv]).returncode
    try:
        return commands[name](args)
    except StopError as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
