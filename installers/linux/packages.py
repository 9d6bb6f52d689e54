"""Makes the Linux packages from a frozen folder: a `.deb`, and a tarball with an install script.

Everything in them carries one date and no names of whoever built them, so that the same inputs give the same
packages.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import platform
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import product
from linux import needs

HERE = Path(__file__).resolve().parent
ICONS = product.ROOT / "resources" / "icons" / "app"
METAINFO = f"{product.COMPONENT_ID}.metainfo.xml"
_DICTIONARY = 64 << 20
"""Bytes back that the compression looks; unpacking takes as much memory."""
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def stage_shared(share: Path, moment: int) -> None:
    """Lay out what a desktop looks for below ``share``: menu entry, document type, metainfo, icons."""
    day = datetime.fromtimestamp(moment, UTC).date().isoformat()
    files = {
        "applications/coprod-desktop.desktop": (HERE / "coprod-desktop.desktop").read_text("utf-8"),
        "mime/packages/coprod-desktop.xml": (HERE / "coprod-desktop.xml").read_text("utf-8"),
        f"metainfo/{METAINFO}": (HERE / METAINFO)
        .read_text("utf-8")
        .replace("@VERSION@", product.version())
        .replace("@DATE@", day),
    }
    for name, text in files.items():
        target = share / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    icons = share / "icons" / "hicolor"
    for picture in sorted(ICONS.glob("app-icon-*.png")):
        size = re.fullmatch(r"app-icon-(\d+)", picture.stem)
        if size:
            _copy(picture, icons / f"{size[1]}x{size[1]}" / "apps" / "coprod-desktop.png")
    _copy(ICONS / "app-icon.svg", icons / "scalable" / "apps" / "coprod-desktop.svg")
    _copy(ICONS / "app-icon-mono.svg", icons / "symbolic" / "apps" / "coprod-desktop-symbolic.svg")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def make_deb(folder: Path, work: Path, out: Path, moment: int, level: int = 6) -> Path:
    """Make the Debian package.

    Raises:
        NeedsError: the program needs more of the system than was expected.
    """
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder, work / "usr" / "lib" / "coprod-desktop", symlinks=True)
    stage_shared(work / "usr" / "share", moment)
    (work / "usr" / "bin").mkdir()
    (work / "usr" / "bin" / "coprod-desktop").symlink_to("../lib/coprod-desktop/coprod-desktop")
    notes = work / "usr" / "share" / "doc" / "coprod-desktop"
    notes.mkdir(parents=True)
    (notes / "copyright").write_text(_copyright(), "utf-8")
    with (notes / "changelog.gz").open("wb") as file:
        file.write(gzip.compress((product.ROOT / "CHANGELOG.md").read_bytes(), 9, mtime=0))
    _same_rights_for_all(work)
    size = sum(path.lstat().st_size for path in work.rglob("*") if path.is_file() and not path.is_symlink())
    control = work.with_name(f"{work.name}-control")
    shutil.rmtree(control, ignore_errors=True)
    control.mkdir()
    (control / "control").write_text(_control(folder, size), "utf-8")
    (control / "md5sums").write_text(_md5sums(work), "utf-8")
    _same_rights_for_all(control)
    members = work.with_name(f"{work.name}-members")
    shutil.rmtree(members, ignore_errors=True)
    members.mkdir()
    (members / "debian-binary").write_text("2.0\n", "ascii")
    _pack(control, members / "control.tar.xz", ".", moment, 0)
    _pack(work, members / "data.tar.xz", ".", moment, level)
    target = out / f"{product.COMMAND}_{product.version()}_{architecture()}.deb"
    target.unlink(missing_ok=True)
    # dpkg-deb would pack it too, but without the filter for programs: 7 MB more to download.
    names = ("debian-binary", "control.tar.xz", "data.tar.xz")
    subprocess.run(["ar", "-rcD", str(target), *names], check=True, cwd=members)
    return target


def architecture() -> str:
    """What Debian calls this processor."""
    return _ARCHITECTURES.get(platform.machine(), platform.machine())


def _control(folder: Path, size: int) -> str:
    found = needs.look(folder)
    recommended = found.libraries & needs.RECOMMENDED
    depends = needs.debian_packages(found.libraries - recommended)
    depends = [f"{name} (>= {found.glibc})" if name == "libc6" else name for name in depends]
    lines = {
        "Package": product.COMMAND,
        "Version": product.version(),
        "Architecture": architecture(),
        "Maintainer": f"{product.PUBLISHER} <coprod-desktop@localhost>",
        "Installed-Size": str(size // 1024),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join([*needs.debian_packages(recommended), "hicolor-icon-theme", "xdg-utils"]),
        "Suggests": "speech-dispatcher",
        "Section": "misc",
        "Priority": "optional",
        "Description": product.SUMMARY,
    }
    text = "\n".join(f"{key}: {value}" for key, value in lines.items())
    return (
        f"{text}\n The recipe for good co-production by Co-production Oxfordshire, a litmus test of your\n"
        " own practice, an encrypted journal, and exports for supervision. It uses no network.\n"
    )


def _copyright() -> str:
    licence = (product.ROOT / "LICENSE").read_text("utf-8")
    notice = (product.ROOT / "NOTICE").read_text("utf-8")
    return f"{licence}\n{notice}\nThe licences of all parts: /usr/lib/coprod-desktop/_internal/licences\n"


def make_tarball(folder: Path, work: Path, out: Path, moment: int, level: int = 6) -> Path:
    """Make the archive that anybody can unpack and install without rights, or run where it is."""
    name = f"{product.COMMAND}-{product.version()}-linux-{platform.machine()}"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder, work / "program", symlinks=True)
    stage_shared(work / "share", moment)
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy(HERE / script, work / script)
    (work / "README.txt").write_text(_readme(), "utf-8")
    _same_rights_for_all(work)
    return _pack(work, out / f"{name}.tar.xz", name, moment, level)


def _pack(folder: Path, target: Path, top: str, moment: int, level: int) -> Path:
    """Pack a folder as a tar archive below ``top``: everything root's, of one date, in the order of names.

    Where the processor has one, XZ's filter for programs goes before the compression.
    """
    compression = {"id": lzma.FILTER_LZMA2, "preset": level, "dict_size": _DICTIONARY if level else 1 << 20}
    filters = [{"id": lzma.FILTER_X86}] if platform.machine() == "x86_64" else []
    with (
        lzma.open(target, "wb", filters=[*filters, compression]) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.GNU_FORMAT) as archive,
    ):
        for path in [folder, *_all_below(folder)]:
            place = path.relative_to(folder).as_posix()
            row = archive.gettarinfo(str(path), top if place == "." else f"{top}/{place}")
            row.uid = row.gid = 0
            row.uname = row.gname = "root"
            row.mtime = moment
            archive.addfile(row, io.BytesIO(path.read_bytes()) if row.isreg() else None)
    return target


def _md5sums(folder: Path) -> str:
    """What `dpkg --verify` holds installed files against; a guard against bad disks, not against people."""
    files = [path for path in _all_below(folder) if path.is_file() and not path.is_symlink()]
    sums = ((hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest(), path) for path in files)
    return "".join(f"{digest}  {path.relative_to(folder).as_posix()}\n" for digest, path in sums)


def _readme() -> str:
    return (
        f"{product.NAME} {product.version()}\n\n"
        "Install for yourself, without administrator's rights:   ./install.sh\n"
        "Install for everybody (as root):                        ./install.sh --prefix /usr/local\n"
        "Only try it, installing nothing:                        program/coprod-desktop\n\n"
        "Nothing is downloaded. To remove it: uninstall.sh in lib/coprod-desktop. It touches no journal.\n"
    )


def _all_below(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix())


def _same_rights_for_all(folder: Path) -> None:
    """Readable by everybody; executable what is a folder, a program or a script."""
    for path in [folder, *_all_below(folder)]:
        if path.is_symlink():
            continue
        runs = path.is_dir() or path.name == product.COMMAND or path.suffix == ".sh"
        path.chmod(0o755 if runs else 0o644)
