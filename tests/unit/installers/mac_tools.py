"""A stand-in for each of Apple's tools: it notes down how it was called and does the little that is needed.

`test_macos_scripts.py` puts it before everything else on the path, under the tools' own names. What Apple's
tools themselves would say cannot be known here; what is asked of them, and in which order, can.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

NAMES = (
    "base64", "codesign", "ditto", "file", "hdiutil", "launchctl", "openssl", "python", "security", "spctl",
    "xcrun",
)  # fmt: skip
STATE = "MAC_TOOLS"  # a folder: calls.jsonl, and what the tools remember


def main(name: str, words: list[str]) -> int:
    """Do what the tool of that name would."""
    state = Path(os.environ[STATE])
    typed = sys.stdin.read() if name in {"security", "base64"} and (words[0] in {"-i", "--decode"}) else ""
    secrets = sorted(key for key in os.environ if key.startswith("APPLE_"))
    with (state / "calls.jsonl").open("a", encoding="utf-8") as calls:
        calls.write(json.dumps({"tool": name, "words": words, "typed": typed, "secrets": secrets}) + "\n")
    answers = {"base64": "a certificate", "openssl": "0123456789abcdef", "launchctl": "Aqua"}
    if name == "file":
        print("Mach-O" if Path(words[-1]).read_bytes().startswith(b"\xcf\xfa\xed\xfe") else "text")
    elif name == "security":
        print(_security(words, typed, state))
    elif name == "xcrun":
        print(_xcrun(words))
    elif name in answers:
        print(answers[name])
    if name in {"ditto", "python", "hdiutil"}:
        return {"ditto": _ditto, "python": _image, "hdiutil": _hdiutil}[name](words, state)
    return int(name == "codesign" and "--sign" in words and _is_first(state, "codesign", words[-1]))


def _is_first(state: Path, tool: str, about: str) -> bool:
    """Whether this is the first time, where the test wants the first to fail."""
    if tool not in os.environ.get("MAC_FAILS_FIRST", "").split():
        return False
    seen = state / f"{tool}-{Path(about).name}"
    first = not seen.exists()
    seen.touch()
    return first


def _security(words: list[str], typed: str, state: Path) -> str:
    if words[0] == "-i":
        (state / "keychain").touch()
    if words[0] == "delete-keychain":
        (state / "keychain").unlink()
    if words[0] == "find-identity" and os.environ.get("MAC_CERTIFICATE") != "wrong":
        return '  1) ABCDEF0123 "Developer ID Application: Nobody (TEAM)"\n     1 valid identities found'
    if words[:3] == ["list-keychains", "-d", "user"] and len(words) == 3:
        return '    "/Users/me/Library/Keychains/login.keychain-db"\n    "/Users/me/a b.keychain-db"'
    return ""


def _xcrun(words: list[str]) -> str:
    if words[:2] == ["notarytool", "submit"]:
        return json.dumps(
            {"id": "1234", "message": "Done", "status": os.environ.get("MAC_ANSWER", "Accepted")}
        )
    return "The signature of libx.dylib is invalid." if words[:2] == ["notarytool", "log"] else ""


def _ditto(words: list[str], state: Path) -> int:
    if "-k" in words:
        Path(words[-1]).touch()
    else:
        shutil.copytree(words[0], words[1], symlinks=True)
    return 0


def _image(words: list[str], state: Path) -> int:
    """The image is a file; what is on it lies in the state's folder."""
    shutil.copytree(words[1], state / "volume" / Path(words[1]).name, symlinks=True)
    (state / "volume" / "Applications").symlink_to("/Applications")
    for name in (".DS_Store", ".background.tiff"):
        (state / "volume" / name).touch()
    Path(words[2]).touch()
    return 0


def _hdiutil(words: list[str], state: Path) -> int:
    if words[0] == "attach":
        if _is_first(state, "hdiutil", "attach"):
            sys.stderr.write("hdiutil: attach failed - Resource busy\n")
            return 1
        place = Path(words[words.index("-mountpoint") + 1])
        place.rmdir()
        place.symlink_to(state / "volume")
    if words[0] == "detach":
        Path(words[-1]).unlink()
        Path(words[-1]).mkdir()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[0]).name, sys.argv[1:]))
