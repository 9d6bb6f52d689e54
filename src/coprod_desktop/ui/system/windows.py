"""Windows: messages about power and about the session, which come to a window's own queue of messages.

The numbers are those of ``WinUser.h`` and ``WtsApi32.h``.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtGui import QGuiApplication, QWindow

from coprod_desktop.ui.system.watch import SystemSignals, Tells

WM_POWERBROADCAST = 0x0218
PBT_APMSUSPEND = 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK = 0x2, 0x4, 0x7
_AWAY = (WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK)
_THIS_SESSION = 0
_KIND = b"windows_generic_MSG"


class MessageFilter(QAbstractNativeEventFilter):
    """Looks at each message, and tells of the few that matter. Keeps none of them from anybody."""

    def __init__(self) -> None:
        super().__init__()
        self.signals = SystemSignals()

    def nativeEventFilter(self, kind: QByteArray | bytes, message: int) -> tuple[bool, int]:  # type: ignore[override]  # the stub has no tuple
        """Look at one message (Qt)."""
        if kind == _KIND:
            found = wintypes.MSG.from_address(int(message))
            if found.message == WM_POWERBROADCAST and found.wParam == PBT_APMSUSPEND:
                self.signals.sleeping.emit()
            elif found.message == WM_WTSSESSION_CHANGE and found.wParam in _AWAY:
                self.signals.screen_locked.emit()
        return False, 0


class WindowsWatch:
    """Has the session's changes sent to the main window, and listens to the messages."""

    def __init__(self) -> None:
        self._filter = MessageFilter()
        self.signals = self._filter.signals
        self._window = 0

    def tells(self) -> Tells:
        """Both, on every Windows that the program runs on."""
        return Tells(sleep=True, screen_lock=True)

    def start(self) -> None:
        """Listen. Power messages come to every window; the session's have to be asked for."""
        app = QCoreApplication.instance()
        if app is None or self._window:
            return
        app.installNativeEventFilter(self._filter)
        # The largest is the main window: another may be gone in a moment, and its messages with it.
        windows = sorted(QGuiApplication.topLevelWindows(), key=_area)
        self._window = int(windows[-1].winId()) if windows else 0
        if sys.platform == "win32" and self._window:
            register = ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification
            register.argtypes = (wintypes.HWND, wintypes.DWORD)
            register(self._window, _THIS_SESSION)

    def stop(self) -> None:
        """Listen no more."""
        app = QCoreApplication.instance()
        if app is None:
            return
        app.removeNativeEventFilter(self._filter)
        window, self._window = self._window, 0
        if sys.platform == "win32" and window:
            unregister = ctypes.WinDLL("wtsapi32").WTSUnRegisterSessionNotification
            unregister.argtypes = (wintypes.HWND,)
            unregister(window)


def _area(window: QWindow) -> int:
    return window.width() * window.height()
