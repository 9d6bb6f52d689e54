"""Linux: logind on the system's bus, and the desktop's screen saver on the session's bus.

Both buses are local sockets. Nothing is asked that could block for long: signals are listened to, and the
few questions are answered later. `docs/decisions/locking.md` says why the Python part of QtDBus is let in.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

from coprod_desktop.ui.system.watch import SystemSignals, Tells

_LOGIN = "org.freedesktop.login1"
_LOGIN_PATH = "/org/freedesktop/login1"
_MANAGER, _SESSION = f"{_LOGIN}.Manager", f"{_LOGIN}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_SYSTEM_SOCKET = "/run/dbus/system_bus_socket"
_CALL_MS = 2000
_WHO = "Co-production Companion"
_WHY = "The journal is saved and locked"  # for other programs' lists, such as systemd-inhibit's


class LinuxWatch(QObject):
    """Listens to logind and to whichever screen saver there is."""

    def __init__(self, system: QDBusConnection | None = None, session: QDBusConnection | None = None) -> None:
        """The buses are the usual ones, unless a test brings its own."""
        super().__init__()
        self.signals = SystemSignals()
        self._system = system or _system_bus()
        self._session = session or _session_bus()
        self._own_path = session_path(os.environ.get("XDG_SESSION_ID", ""))
        self._listening = False
        self._inhibitor: QDBusMessage | None = None

    def tells(self) -> Tells:
        """What answers on the two buses. A bus that is not there answers at once that it is not."""
        login = _is_there(self._system, _LOGIN)
        return Tells(login, login or any(_is_there(self._session, name) for name in _SAVERS))

    def start(self) -> None:
        """Listen, and ask logind to let a sleep wait until `stop`."""
        if self._listening:
            return
        self._listening = True
        self._each(QDBusConnection.connect)
        self._take_inhibitor()

    def stop(self) -> None:
        """Listen no more, and let a sleep go on."""
        if self._listening:
            self._listening = False
            self._inhibitor = None  # its reply holds the open file that logind waits for
            self._each(QDBusConnection.disconnect)

    def _each(self, do: Callable[..., object]) -> None:
        wanted = [
            (self._system, _LOGIN, _MANAGER, "PrepareForSleep", "asleep"),
            (self._system, _LOGIN, _SESSION, "Lock", "told_to_lock"),
            (self._system, _LOGIN, _PROPERTIES, "PropertiesChanged", "session_changed"),
            *((self._session, saver, saver, "ActiveChanged", "saver_changed") for saver in _SAVERS),
        ]
        for bus, service, interface, name, slot in wanted:
            if bus.isConnected():
                do(bus, service, "", interface, name, self, SLOT(f"{slot}(QDBusMessage)"))

    # ------------------------------------------------------------------ what comes
    @Slot(QDBusMessage)
    def asleep(self, message: QDBusMessage) -> None:
        """It comes with true before a sleep and with false after it (logind)."""
        if message.arguments()[:1] == [True]:
            self.signals.sleeping.emit()

    @Slot(QDBusMessage)
    def told_to_lock(self, message: QDBusMessage) -> None:
        """Somebody asked for this session to be locked; the same is asked of others on a shared computer."""
        if self._is_own(message):
            self.signals.screen_locked.emit()

    @Slot(QDBusMessage)
    def session_changed(self, message: QDBusMessage) -> None:
        """Something about a session changed: ask whether this one is still in front (user switching)."""
        if self._is_own(message) and message.arguments()[:1] == [_SESSION]:
            self._ask(
                QDBusMessage.createMethodCall(_LOGIN, message.path(), _PROPERTIES, "Get"),
                [_SESSION, "Active"],
                self._in_front,
            )

    @Slot(QDBusMessage)
    def saver_changed(self, message: QDBusMessage) -> None:
        """It comes with true when the screen is locked or blanked, with false after that."""
        if message.arguments()[:1] == [True]:
            self.signals.screen_locked.emit()

    def _is_own(self, message: QDBusMessage) -> bool:
        return self._own_path in ("", message.path())

    def _in_front(self, reply: QDBusMessage) -> None:
        value = next(iter(reply.arguments()), True)
        if (value.variant() if isinstance(value, QDBusVariant) else value) is False and self._listening:
            self.signals.screen_locked.emit()

    # ------------------------------------------------------------------ asking
    def _take_inhibitor(self) -> None:
        call = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, "Inhibit")
        self._ask(call, ["sleep", _WHO, _WHY, "delay"], self._inhibited)

    def _inhibited(self, reply: QDBusMessage) -> None:
        if self._listening:
            self._inhibitor = reply

    def _ask(self, call: QDBusMessage, arguments: list[object], then: Callable[[QDBusMessage], None]) -> None:
        """Ask without waiting. No answer, or a refusal, is nobody's trouble: there is no inhibitor then."""
        if not self._system.isConnected():
            return
        call.setArguments(arguments)
        asked = QDBusPendingCallWatcher(self._system.asyncCall(call, _CALL_MS), self)
        asked.finished.connect(partial(_answered, then, asked))


def session_path(session_id: str) -> str:
    """Where logind shows a session: its id, each unusual character and a first digit as ``_`` and hex.

    The rule is that of systemd's ``bus_label_escape``. Empty where the id is not known: then every session
    counts.
    """
    if not session_id:
        return ""
    label = "".join(
        ch if ch.isascii() and (ch.isalpha() or (at and ch.isdigit())) else f"_{ord(ch):02x}"
        for at, ch in enumerate(session_id)
    )
    return f"{_LOGIN_PATH}/session/{label}"


def _answered(then: Callable[[QDBusMessage], None], asked: QDBusPendingCallWatcher) -> None:
    reply = asked.reply()
    asked.deleteLater()
    if reply.type() is QDBusMessage.MessageType.ReplyMessage:
        then(reply)


def _system_bus() -> QDBusConnection:
    """The system's bus, where there is one; an empty address says that there is none."""
    given = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")
    if given or (given is None and Path(_SYSTEM_SOCKET).exists()):
        return QDBusConnection.systemBus()
    return QDBusConnection("none")


def _session_bus() -> QDBusConnection:
    """The session's bus, where it runs already: asked for in vain, the library would start one."""
    given = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if given is None and (folder := os.environ.get("XDG_RUNTIME_DIR")):
        given = "yes" if Path(folder, "bus").exists() else ""
    return QDBusConnection.sessionBus() if given else QDBusConnection("none")


def _is_there(bus: QDBusConnection, service: str) -> bool:
    if not bus.isConnected():
        return False
    interface = bus.interface()
    return bool(interface.isServiceRegistered(service).value())
