"""A room with Wine in it, in which Windows builds are made and tried on a Debian machine.

The room is a Debian 13 in a folder of its own, made once: the Wine of Debian 12 is too old for Python 3.13.
What runs in it has its own mounts and processes, so that nothing stays behind, and no network but loopback,
so that a build cannot fetch anything. It needs root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

import product

sys.path.append(str(product.ROOT))
import dev

SUITE = "trixie"
PACKAGES = (
    "wine", "wine64", "fonts-dejavu-core", "fonts-liberation", "xvfb", "xdotool", "imagemagick",
    "gcc-mingw-w64-x86-64-win32", "procps",
)  # fmt: skip
FOLDER = product.ROOT / "build" / "windows" / "room"
PROJECT = Path("/project")
"""Where the checkout stands inside the room."""

WINE = {
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "WINEDEBUG": "-all",
    # No questions about .NET and web pages, no files for Linux' desktop, no debugger that waits for ever.
    "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe,winedbg.exe=d",
    "XDG_RUNTIME_DIR": "/tmp",  # noqa: S108 - the room has a /tmp of its own
    "PYTHONUTF8": "1",
}
"""The environment of everything that runs in the room."""

_ENTER = """
room=$1 project=$2 inside=$3
mount -t proc proc "$room/proc" && mount --rbind /dev "$room/dev" && mount -t tmpfs tmpfs "$room/tmp" &&
mkdir -m 1777 "$room/tmp/.X11-unix" && mount --bind "$project" "$room$inside" && ip link set lo up 2>/dev/null
exec chroot "$room" sh -c "echo ready && exec sleep infinity"
"""


def make(folder: Path = FOLDER) -> None:
    """Make the room if it is not there yet. Takes some minutes and about two gigabytes.

    Raises:
        StopError: this is not a Debian machine, we are not root, or a package cannot be had.
    """
    ready = folder / "opt" / "ready.txt"
    wanted = "\n".join(PACKAGES)
    if ready.is_file() and ready.read_text("utf-8") == wanted:
        return
    if not (dev.is_debian() and dev.is_root()):
        raise dev.StopError(
            "Building for Windows on Linux needs Debian and root: it makes a room with Wine in it."
        )
    dev.say(f"Making a room with Wine in {folder} (once; some minutes)")
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "room.log").open("wb") as log:
        bootstrap = [
            "debootstrap",
            "--variant=minbase",
            "--force-check-gpg",
            "--include=ca-certificates",
            SUITE,
            str(folder),
            _mirror(),
        ]
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *PACKAGES]
        for command in (bootstrap, _within(folder, "apt-get", "update", "-q"), _within(folder, *install)):
            env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
            done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            if done.returncode:
                raise dev.StopError(f"The room could not be made. What happened stands in {log.name}")
    (folder / PROJECT.relative_to("/")).mkdir(exist_ok=True)
    ready.write_text(wanted, "utf-8")


def _within(folder: Path, *command: str) -> list[str]:
    return ["chroot", str(folder), *command]


def _mirror() -> str:
    """Where this machine takes its own Debian packages from; the room's come from there too.

    Raises:
        StopError: no archive of Debian's main packages is configured.
    """
    asked = subprocess.run(
        [
            "apt-get",
            "indextargets",
            "--format",
            "$(REPO_URI) $(CODENAME) $(COMPONENT)",
            "Created-By: Packages",
        ],
        capture_output=True,
        text=True,
    )
    for line in asked.stdout.splitlines():
        address, codename, component = line.split()[:3]
        if component == "main" and "-" not in codename:
            return address
    raise dev.StopError("apt knows no archive of Debian's main packages here.")


class Room:
    """The room while it is open: a process of ours holds its mounts, its processes and its closed network."""

    def __init__(self, prefix: Path, folder: Path = FOLDER) -> None:
        """``prefix`` is the folder of Wine's drive C, below the checkout; it may not exist yet."""
        self.prefix = prefix
        self.drive = prefix / "drive_c"
        self._folder = folder
        self._holder: subprocess.Popen[str] | None = None
        self._screen: subprocess.Popen[bytes] | None = None
        self._inside = 0
        self._display = ""

    def __enter__(self) -> Room:
        """Open the room.

        Raises:
            StopError: this machine does not let us.
        """
        spaces = ("--mount", "--pid", "--net", "--ipc", "--fork", "--kill-child")
        places = (str(self._folder), str(product.ROOT), str(PROJECT))
        command = ["unshare", *spaces, "sh", "-c", _ENTER, "enter", *places]
        self._holder = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        if self._holder.stdout is None or self._holder.stdout.readline().strip() != "ready":
            self._holder.kill()
            raise dev.StopError(
                "The room with Wine could not be entered: mounts or namespaces are not allowed here."
            )
        children = (
            Path(f"/proc/{self._holder.pid}/task/{self._holder.pid}/children").read_text("utf-8").split()
        )
        self._inside = int(children[0])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Close it; whatever still runs in it ends."""
        for process in (self._holder, self._screen):
            if process is not None:
                process.kill()
                process.communicate()
        self._holder = self._screen = None

    def start(
        self,
        command: Sequence[str],
        env: Mapping[str, str] | None = None,
        out: IO[bytes] | int = subprocess.DEVNULL,
        err: IO[bytes] | int = subprocess.DEVNULL,
        into: int = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        """Start a command in the room, at the top of the checkout, and return at once."""
        whole = {**WINE, "WINEPREFIX": str(self.inside(self.prefix)), "DISPLAY": self._display, **(env or {})}
        words = [f"{name}={value}" for name, value in whole.items()]
        enter = ["nsenter", "--target", str(self._inside), "--mount", "--pid", "--net", "--ipc", "--root"]
        command = [*enter, "env", "-i", "-C", str(PROJECT), *words, *command]
        return subprocess.Popen(command, stdin=into, stdout=out, stderr=err)

    def run(
        self, command: Sequence[str], seconds: float = 600, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in the room to its end.

        What it prints goes by way of files: Wine's own processes live on and would keep a pipe open.

        Raises:
            subprocess.TimeoutExpired: it was still running after ``seconds``, and was ended.
        """
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            started = self.start(command, env, out, err)
            try:
                started.wait(seconds)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()
                raise
            told = []
            for file in (out, err):
                file.seek(0)
                told.append(file.read().decode("utf-8", "replace").replace("\r\n", "\n"))
        return subprocess.CompletedProcess(command, started.returncode, *told)

    def wine(
        self, *command: str, seconds: float = 600, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program to its end; its paths are Windows' own."""
        return self.run(["wine", *command], seconds, env)

    def boot(self) -> None:
        """Make Wine's drive C anew, as Windows 10 sees it, with the one library that Wine lacks."""
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.parent.mkdir(parents=True, exist_ok=True)
        for command in (["wineboot", "--init"], ["wineserver", "--wait"]):
            done = self.run(command, 300)
            if done.returncode:
                raise dev.StopError(f"{done.stderr}\nWine could not be started in the room.")
        library = self.drive / "windows" / "system32" / "icuuc.dll"
        source = str(self.inside(Path(__file__).with_name("icuuc.c")))
        compiler = [
            "x86_64-w64-mingw32-gcc",
            "-shared",
            "-nostdlib",
            "-O1",
            "-s",
            "-Wl,--entry,DllMainCRTStartup",
        ]
        made = self.run([*compiler, "-o", str(self.inside(library)), source])
        if made.returncode or not library.is_file():
            raise dev.StopError(f"{made.stderr}\nThe room's stand-in for icuuc.dll could not be made.")

    def screen(self, size: str = "1366x900") -> None:
        """Give the room a screen, with one desktop on it that all programs share."""
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
        self._screen = self.start(command, out=subprocess.PIPE)
        number = self._screen.stdout.readline() if self._screen.stdout else b""
        self._display = f":{number.decode().strip()}"
        key = "HKCU\\Software\\Wine\\Explorer"
        for words in (
            (key, "/v", "Desktop", "/d", "Default"),
            (f"{key}\\Desktops", "/v", "Default", "/d", size),
        ):
            self.wine("reg", "add", *words, "/f", seconds=60)
        self.run(["wineserver", "--wait"], 120)

    def picture(self, target: Path) -> None:
        """Take a picture of the screen, as a PNG."""
        self.run(["import", "-window", "root", str(self.inside(target))], 60)

    def wait_for(self, path: Path, seconds: float = 60) -> bool:
        """Wait until a file is there, looking ten times a second: Wine tells nobody when it is done."""
        ends = time.monotonic() + seconds
        while not path.exists() and time.monotonic() < ends:
            time.sleep(0.1)
        return path.exists()

    @staticmethod
    def inside(path: Path) -> Path:
        """A path of the checkout as it is called inside the room."""
        return PROJECT / path.relative_to(product.ROOT)

    @staticmethod
    def windows(path: Path) -> str:
        """A path of the checkout as Windows programs in the room call it."""
        return "Z:" + str(PROJECT / path.relative_to(product.ROOT)).replace("/", "\\")
