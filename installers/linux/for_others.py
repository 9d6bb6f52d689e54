"""Runs first in the frozen program on Linux: what it starts is to find nothing of ours in the environment.

PyInstaller leads loader and Qt to the program's own folder by variables, which every child would inherit: a
browser or a file window would load our libraries instead of its own. The loader has read its variable by now,
and Qt's library finds its plugins from where it lies. So this stands after PyInstaller's own hooks, which set
some of them.
"""

import os


def _clear() -> None:
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")  # what the person had: the bootloader keeps it
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    for name in ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
        os.environ.pop(name, None)
    # Our own child (`--export-worker`) would else take the loader's variable to be set, and not set it anew.
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


_clear()
del _clear
