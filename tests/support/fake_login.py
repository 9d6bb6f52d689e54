"""Stands for logind and for a screen saver on a private bus. Runs in the system's own Python, for its GLib.

Reads what is to happen from its standard input, a line each: ``sleep``, ``wake``, ``lock <session>``,
``away <session>``, ``saver on``, ``saver off``. Says ``ready``, ``held``, ``let go`` and ``done`` on its
output.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from gi.repository import Gio, GLib

_LOGIN = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_SAVER = "org.gnome.ScreenSaver"
_XML = f"""<node><interface name="{_LOGIN}.Manager"><method name="Inhibit">
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="h" direction="out"/></method></interface></node>"""
_SESSION_XML = f"""<node><interface name="{_LOGIN}.Session">
<property name="Active" type="b" access="read"/></interface></node>"""

bus = Gio.DBusConnection.new_for_address_sync(
    os.environ["DBUS_SESSION_BUS_ADDRESS"],
    Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
    None,
    None,
)
loop = GLib.MainLoop()


def say(words: str) -> None:
    print(words, flush=True)


def inhibit(_bus: object, _who: str, _path: str, _interface: str, _name: str, given: Any, call: Any) -> None:
    assert given.unpack()[0] == "sleep" and given.unpack()[3] == "delay"
    reading, writing = os.pipe()
    files = Gio.UnixFDList.new()
    files.append(writing)
    os.close(writing)
    call.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), files)
    GLib.unix_fd_add_full(0, reading, GLib.IOCondition.HUP, let_go, None)
    say("held")


def let_go(reading: int, _condition: object, _nothing: object) -> bool:
    os.close(reading)
    say("let go")
    return False


def prop(_bus: object, _who: str, _path: str, _interface: str, _name: str) -> Any:
    return GLib.Variant("b", False)


def emit(path: str, interface: str, name: str, values: Any = None) -> None:
    bus.emit_signal(None, path, interface, name, values)


def do(_source: object, _condition: object) -> bool:
    lines = os.read(sys.stdin.fileno(), 65536).decode().splitlines()
    if not lines:
        loop.quit()
    for line in lines:
        happen(line.split())
        bus.flush_sync(None)
    say("done")
    return bool(lines)


def happen(words: list[str]) -> None:
    if words[0] in ("sleep", "wake"):
        emit(_PATH, f"{_LOGIN}.Manager", "PrepareForSleep", GLib.Variant("(b)", (words[0] == "sleep",)))
    elif words[0] == "lock":
        emit(f"{_PATH}/session/{words[1]}", f"{_LOGIN}.Session", "Lock")
    elif words[0] == "away":
        changed = GLib.Variant("(sa{sv}as)", (f"{_LOGIN}.Session", {"Active": GLib.Variant("b", False)}, []))
        emit(f"{_PATH}/session/{words[1]}", "org.freedesktop.DBus.Properties", "PropertiesChanged", changed)
    elif words[0] == "saver":
        emit("/org/gnome/ScreenSaver", _SAVER, "ActiveChanged", GLib.Variant("(b)", (words[1] == "on",)))


for _name in (_LOGIN, _SAVER):
    bus.call_sync(
        "org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus",
        "RequestName",
        GLib.Variant("(su)", (_name, 0)),
        None,
        0,
        5000,
        None,
    )
bus.register_object(_PATH, Gio.DBusNodeInfo.new_for_xml(_XML).interfaces[0], inhibit, None, None)
bus.register_object(
    f"{_PATH}/session/_33", Gio.DBusNodeInfo.new_for_xml(_SESSION_XML).interfaces[0], None, prop, None
)
GLib.io_add_watch(sys.stdin.fileno(), GLib.IOCondition.IN | GLib.IOCondition.HUP, do)
say("ready")
loop.run()
