"""Asking the system to leave the program's windows out of screenshots, recordings and shared screens."""

from __future__ import annotations

import ctypes
import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

log = logging.getLogger(__name__)

_NONE, _BLACK, _LEFT_OUT = 0x00, 0x01, 0x11
"""Windows' WDA_NONE, WDA_MONITOR (shown black) and WDA_EXCLUDEFROMCAPTURE (since Windows 10, 2004)."""
_SHARING_NONE, _SHARING_READ_ONLY = 0, 1
"""macOS's NSWindowSharingNone and NSWindowSharingReadOnly, which is the usual."""

_MADE = (QEvent.Type.WinIdChange, QEvent.Type.Show)
_CREATED = Qt.WidgetAttribute.WA_WState_Created

Hide = Callable[[int, bool], None]
"""Hides or shows one window, named by what Qt calls its ``winId``."""


def can_hide(platform: str = sys.platform) -> bool:
    """Whether the system has such a thing at all. No Linux desktop does."""
    return platform in ("win32", "darwin")


class CaptureHiding(QObject):
    """Hides every window of the program, those that open later too.

    It sees every event while it is on, and none while it is off: nobody pays who did not ask for it.
    """

    def __init__(self, parent: QObject | None = None, hide: Hide | None = None) -> None:
        super().__init__(parent)
        self._hide = hide or _hide_on_this_system()
        self._on = False

    def set_on(self, on: bool) -> None:
        """Hide all windows from now on, or show them again. At once."""
        if on == self._on or self._hide is None:
            return
        self._on = on
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)
        for window in QApplication.topLevelWidgets():
            if window.testAttribute(_CREATED):
                self._set(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide a window as soon as the system has made it, which is before it is shown (Qt)."""
        if event.type() in _MADE and isinstance(watched, QWidget) and watched.isWindow():
            self._set(watched)
        return False

    def _set(self, window: QWidget) -> None:
        if self._hide is not None:
            self._hide(int(window.winId()), self._on)


def _hide_on_this_system() -> Hide | None:
    if sys.platform == "win32":
        return _on_windows
    if sys.platform == "darwin":
        return _on_macos
    return None


def _on_windows(window: int, hidden: bool) -> None:
    if sys.platform == "win32":
        set_affinity = ctypes.WinDLL("user32", use_last_error=True).SetWindowDisplayAffinity
        set_affinity.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        wanted = (_LEFT_OUT, _BLACK) if hidden else (_NONE,)
        if not any(set_affinity(window, affinity) for affinity in wanted):
            log.warning("the window could not be hidden from capture: %s", ctypes.get_last_error())


def _on_macos(view: int, hidden: bool) -> None:
    from coprod_desktop.ui.system.objc import ObjectiveC

    objc = ObjectiveC()
    window = objc.send(view, "window")
    sharing = _SHARING_NONE if hidden else _SHARING_READ_ONLY
    objc.send(window, "setSharingType:", sharing, kinds=(ctypes.c_ulong,))
