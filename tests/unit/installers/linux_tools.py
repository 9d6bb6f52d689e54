"""The Linux archive with a small script in the place of the program, unpacked on a made-up computer."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

from linux import packages
from tests.frozen.installing import unpack
from tests.support.home import Home

INDEXES = ("share/mime/", "share/applications/mimeinfo.cache")
_ENDED = """#!/bin/sh
# Stands in for a command of the script, and ends the script at the one with the number that the test chose.
number=$(($(cat "$COUNTED" 2>/dev/null || echo 0) + 1))
echo "$number" >"$COUNTED"
if [ "$number" -eq "$ENDS_AT" ]; then
    kill -9 "$PPID"
    exit 1
fi
PATH=${PATH#*:}
exec "${0##*/}" "$@"
"""


class Unpacked:
    """What comes out of the archive. ``home`` is where its person lives, when not in a home of its own."""

    def __init__(self, folder: Path, home: str = "") -> None:
        self.home = Home(folder / "computer").make()
        self.person = Path(home or self.home.environment()["HOME"])
        self.prefix = self.person / ".local"
        frozen = folder / "frozen"
        (frozen / "_internal").mkdir(parents=True)
        (frozen / "coprod-desktop").write_text('#!/bin/sh\necho started "$@"\n')
        target = packages.make_tarball(frozen, folder / "work", folder, 1_700_000_000, level=0)
        with tarfile.open(target) as archive:
            unpack(archive, folder)
        self.folder = folder / target.name.removesuffix(".tar.xz")
        self.installer = self.folder / "install.sh"
        self.program = self.prefix / "lib" / "coprod-desktop"
        self.uninstaller = self.program / "uninstall.sh"

    def run(self, script: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a script as the person would."""
        env = self.home.environment(**{"HOME": str(self.person), **more})
        return subprocess.run([str(script), *words], env=env, capture_output=True, text=True)

    def run_until(self, number: int, script: Path, folder: Path) -> bool:
        """Run a script that is ended at its ``number``th change to the disk; False where it has fewer."""
        folder.mkdir(exist_ok=True)
        for name in ("mv", "rm", "cp", "ln", "chmod", "mkdir"):
            (folder / name).write_text(_ENDED)
            (folder / name).chmod(0o755)
        counted = folder / "counted"
        counted.unlink(missing_ok=True)
        path = f"{folder}:{self.home.environment()['PATH']}"
        done = self.run(script, PATH=path, COUNTED=str(counted), ENDS_AT=str(number))
        assert (done.returncode == 0) == (int(counted.read_text()) < number), done.stderr
        return done.returncode != 0

    def listing(self) -> set[str]:
        """Every file below the prefix but the desktop's own indexes."""
        names = {p.relative_to(self.prefix).as_posix() for p in self.prefix.rglob("*") if not p.is_dir()}
        ours = {name for name in names if name.endswith("packages/coprod-desktop.xml")}
        return ours | {name for name in names if not name.startswith(INDEXES)}

    def become_newer(self) -> None:
        """From now on the archive is a newer version's: one file fewer, one more."""
        (self.folder / "share/icons/hicolor/symbolic/apps/coprod-desktop-symbolic.svg").unlink()
        more = self.folder / "share/doc/more.txt"
        more.parent.mkdir()
        more.touch()
        (self.folder / "program" / "_internal" / "newer").touch()
