"""A home of its own for every test."""

from __future__ import annotations

from pathlib import Path

_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/AppData/Roaming",
    "LOCALAPPDATA": "home/AppData/Local",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
    "TEMP": "tmp",
    "TMP": "tmp",
}


def own_home(folder: Path) -> dict[str, Path]:
    """Make a home below ``folder`` and return the environment variables that lead to it.

    It lies in one hidden folder, so that ``folder`` itself still looks empty to a test.
    """
    places = {name: folder / ".own" / below for name, below in _FOLDERS.items()}
    for place in places.values():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return places
