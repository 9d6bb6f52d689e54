"""Who made each file of a package and on what terms: a list, a check against `accepted.toml`, the texts.

Runs in the interpreter that the program is built with: what is installed there says what each file is.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from importlib import metadata
from pathlib import Path

import carried

ROOT = Path(__file__).resolve().parents[1]
ACCEPTED = Path(__file__).with_name("accepted.toml")
OURS = "coprod-desktop"
_LICENCE_NAMES = re.compile(r"(?i)(^|/)(licen[cs]es?|copying|notice|authors)[^/]*$")


@dataclass(frozen=True, slots=True)
class Held:
    """One file of the package: its place in it, whose it is, and what kind (module, binary, data)."""

    path: str
    owner: str
    kind: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A package that may be inside. ``says`` is what its own metadata calls its licence."""

    name: str
    licence: str
    says: str = ""
    texts: tuple[str, ...] = ()
    note: str = ""


class NotAcceptedError(Exception):
    """Something is inside that nobody agreed to; the text names each."""


def read_accepted(path: Path = ACCEPTED) -> dict[str, Accepted]:
    """The accepted packages by name."""
    table = tomllib.loads(path.read_text("utf-8"))["packages"]
    return {
        name: Accepted(
            name, row["licence"], row.get("says", ""), tuple(row.get("texts", ())), row.get("note", "")
        )
        for name, row in table.items()
    }


class Owners:
    """Finds the package that a source file comes from."""

    def __init__(self) -> None:
        self.distributions = {normal(d.name): d for d in metadata.distributions()}
        self._by_path: dict[Path, str] = {}
        for name, distribution in self.distributions.items():
            for file in distribution.files or ():
                self._by_path[Path(str(distribution.locate_file(file))).resolve()] = name
        self._homes = tuple(
            Path(place).resolve() for place in {sys.base_prefix, sys.base_exec_prefix, sys.prefix}
        )

    def owner(self, target: str, source: str) -> str:
        """The package's name; empty when nothing is known about the file."""
        if source in {"", "-"} or target == "base_library.zip":
            return "python"
        path = Path(source).resolve()
        if ours := _ours(path):
            return ours
        if path in self._by_path:
            return self._by_path[path]
        if re.fullmatch(r"(?i)(vcruntime|msvcp)140[_\d]*\.dll", Path(target).name):
            return "visual-cpp-runtime"
        if any(path.is_relative_to(home) for home in self._homes if home != Path("/usr")):
            return "python" if "site-packages" not in path.parts else ""
        return self._debian(path)

    def version(self, name: str) -> str:
        """The release that is inside; empty for what is not a Python package."""
        if name == "python":
            return ".".join(str(part) for part in sys.version_info[:3])
        return self.distributions[name].version if name in self.distributions else ""

    @staticmethod
    def _debian(path: Path) -> str:
        try:
            asked = subprocess.run(
                ["dpkg-query", "-S", str(path), f"/usr{path}"], capture_output=True, text=True
            )
        except OSError:
            return ""
        name = asked.stdout.partition(":")[0].strip()
        return "python" if re.match(r"(lib)?python3", name) else name


def normal(name: str) -> str:
    """A package's name in the form that locks use."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _ours(path: Path) -> str:
    """Our own files, and those of others that lie in our repository."""
    if not path.is_relative_to(ROOT) or "site-packages" in path.parts:
        return ""
    name = path.relative_to(ROOT).as_posix()
    families = {
        "resources/fonts/AtkinsonHyperlegibleNext": "atkinson-hyperlegible-next",
        "resources/fonts/OFL-Atkinson": "atkinson-hyperlegible-next",
        "resources/fonts/Lexend": "lexend",
        "resources/fonts/OFL-Lexend": "lexend",
        "resources/fonts/opendyslexic": "opendyslexic",
        "resources/fonts/OFL-OpenDyslexic": "opendyslexic",
        "resources/fonts/export/Amiri": "amiri",
        "resources/fonts/export/OFL-Amiri": "amiri",
        "resources/fonts/": "noto",
        "resources/icons/app/": OURS,
        "resources/icons/": "lucide",
    }
    return next((owner for start, owner in families.items() if name.startswith(start)), OURS)


def take(rows: Iterable[tuple[str, str, str]], owners: Owners) -> list[Held]:
    """The inventory of PyInstaller's lists (target, source, kind)."""
    held = []
    for target, source, kind in rows:
        words = {"PYMODULE": "module", "EXTENSION": "binary", "BINARY": "binary"}
        owner = owners.owner(target, source)
        held.append(Held(target.replace("\\", "/"), owner, words.get(kind, "data")))
    return sorted(held, key=lambda one: (one.kind, one.path))


def check(held: Iterable[Held], accepted: Mapping[str, Accepted], owners: Owners) -> None:
    """Hold what is inside against what was agreed to.

    Raises:
        NotAcceptedError: a file without an owner, an owner that is not accepted, or one whose metadata
            names another licence than the one that was accepted.
    """
    held = list(held)
    wrong = [f"{one.path}: nobody knows whose it is" for one in held if not one.owner]
    for name in sorted({one.owner for one in held if one.owner}):
        if name not in accepted:
            first = next(one.path for one in held if one.owner == name)
            wrong.append(f"{name} is not accepted (for example {first})")
        elif name in owners.distributions:
            says = licence_said(owners.distributions[name].metadata)
            if says != accepted[name].says:
                wrong.append(f"{name} says its licence is {says!r}; accepted was {accepted[name].says!r}")
    if wrong:
        raise NotAcceptedError("\n".join(wrong))


def licence_said(notes: object) -> str:
    """What a package's own metadata calls its licence."""
    if not isinstance(notes, Message):
        return ""
    for key in ("License-Expression", "License"):
        if said := str(notes.get(key) or "").strip():
            return said.splitlines()[0]
    classifiers = [str(line) for line in notes.get_all("Classifier") or ()]
    return "; ".join(line.split(" :: ")[-1] for line in classifiers if line.startswith("License ::"))


def gather_texts(
    names: Iterable[str], accepted: Mapping[str, Accepted], owners: Owners, folder: Path
) -> None:
    """Copy every licence text into ``folder``, a folder a package, with a list of all in ``README.txt``.

    Raises:
        NotAcceptedError: a package brings no text and `accepted.toml` names none.
    """
    lines, missing = [], []
    for name in sorted(names):
        sources = _texts(name, accepted[name], owners)
        if not sources:
            missing.append(f"{name}: there is no licence text")
        for number, source in enumerate(sources):
            plain = source.name if source.suffix else f"{source.name}.txt"
            clash = any(plain == other.name for other in sources[:number])
            target = folder / name / (f"{number}-{plain}" if clash else plain)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
        release = owners.version(name)
        note = f"\n    {accepted[name].note}" if accepted[name].note else ""
        lines.append(f"{name} {release}".strip() + f": {accepted[name].licence}{note}")
    if missing:
        raise NotAcceptedError("\n".join(missing))
    intro = "What this program is made of, and under which licences. The texts stand in the folders here.\n"
    (folder / "README.txt").write_text("\n".join([intro, *lines, ""]), "utf-8", newline="\n")


def _texts(name: str, accepted: Accepted, owners: Owners) -> list[Path]:
    found = [ROOT / text for text in accepted.texts]
    if name in owners.distributions:
        distribution = owners.distributions[name]
        found += [
            Path(str(distribution.locate_file(file)))
            for file in distribution.files or ()
            if ".dist-info/" in str(file).replace("\\", "/")
            and _LICENCE_NAMES.search(str(file).replace("\\", "/"))
        ]
    elif name == "python":
        library = Path(sys.base_prefix) / "lib" / f"python3.{sys.version_info[1]}" / "LICENSE.txt"
        debian = Path(f"/usr/share/doc/python3.{sys.version_info[1]}/copyright")
        places = (
            library,
            Path(sys.base_prefix) / "LICENSE.txt",
            debian,
            ROOT / "installers/licences/Python.txt",
        )
        found += [place for place in places if place.is_file()][:1]
    elif not accepted.texts:
        found += [place for place in [Path(f"/usr/share/doc/{name}/copyright")] if place.is_file()]
    return [text for text in found if text.is_file()]


def as_json(held: Iterable[Held], accepted: Mapping[str, Accepted], owners: Owners) -> dict[str, object]:
    """The inventory as plain data: packages with release, licence and what they carry, then every file."""
    held = list(held)
    names = sorted({one.owner for one in held})
    return {
        "packages": [
            {
                "name": name,
                "version": owners.version(name),
                "licence": accepted[name].licence,
                "contains": carried.inside(name, (one.path for one in held if one.owner == name)),
            }
            for name in names
        ],
        "files": [{"path": one.path, "package": one.owner, "kind": one.kind} for one in held],
    }
