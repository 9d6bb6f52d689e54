"""The interpreter that packages are built with: an environment of its own, as `dev.py` makes one.

It holds what people get and PyInstaller, and nothing else, so that nothing else can slip into a package.
"""

from __future__ import annotations

import sys
from pathlib import Path

import product

sys.path.append(str(product.ROOT))
import dev

TOOLS = {
    "linux": {
        "as": "binutils",
        "ld": "binutils",
        "objdump": "binutils",
        "ar": "binutils",
        "strip": "binutils",
        "desktop-file-validate": "desktop-file-utils",
        "appstreamcli": "appstream",
    },
    "windows": {
        "makensis": "nsis",
        "wixl": "wixl",
        "msiinfo": "msitools",
        "osslsigncode": "osslsigncode",
        "openssl": "openssl",
    },
    "wine": {
        "debootstrap": "debootstrap",
        "unshare": "util-linux",
        "nsenter": "util-linux",
        "ip": "iproute2",
    },
}
"""What a build uses from the system, and the Debian package of each."""

FOLDER = product.ROOT / "build" / "env"


def ready() -> Path:
    """Have the environment in ``build/env`` and return its interpreter.

    Raises:
        StopError: the packages could not be installed.
    """
    dev.VENV = FOLDER  # dev.py keeps one environment at a time, and this process needs only this one
    dev.STAMP = FOLDER / "made-from.json"
    dev.need_venv("run.txt")
    dev.need_venv("build.txt")
    return dev.venv_python()


def need_tools(target: str) -> None:
    """See to the tools of a target: install them on Debian as root, else say how.

    Raises:
        StopError: some are missing.
    """
    absent = dev.missing_packages(TOOLS.get(target, {}), dev.has_tool)
    if absent and dev.is_debian() and dev.is_root():
        dev.apt_install(absent, "building packages")
    elif absent and dev.is_debian():
        raise dev.StopError(
            f"Building needs some tools. Install them, then try again:\n  {dev.apt_command(absent)}"
        )
    elif absent:
        raise dev.StopError(f"Building needs these tools: {', '.join(TOOLS[target])}")
    if target != "wine":
        dev.need_qt_libraries()
