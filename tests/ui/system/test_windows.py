"""What Windows tells, from messages packed as it packs them; the calls themselves need a Windows."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest
from pytestqt.qtbot import QtBot

from coprod_desktop.ui.system.windows import MessageFilter

SUSPEND, RESUME = (0x0218, 0x0004), (0x0218, 0x0012)
LOCKED, UNLOCKED, SWITCHED, REMOTE_GONE = (0x02B1, 0x7), (0x02B1, 0x8), (0x02B1, 0x2), (0x02B1, 0x4)
MOUSE = (0x0200, 0x7)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (SUSPEND, "sleeping"),
        (LOCKED, "locked"),
        (SWITCHED, "locked"),
        (REMOTE_GONE, "locked"),
        (RESUME, ""),
        (UNLOCKED, ""),
        (MOUSE, ""),
    ],
)
def test_each_message_is_told_as_what_it_is_and_passed_on(
    qtbot: QtBot, message: tuple[int, int], told: str
) -> None:
    listening = MessageFilter()
    seen: list[str] = []
    listening.signals.sleeping.connect(lambda: seen.append("sleeping"))
    listening.signals.screen_locked.connect(lambda: seen.append("locked"))
    packed = wintypes.MSG()
    packed.message, packed.wParam = message
    where = ctypes.addressof(packed)
    assert listening.nativeEventFilter(b"windows_generic_MSG", where) == (False, 0)
    assert seen == ([told] if told else [])
    assert listening.nativeEventFilter(b"something else", 0) == (False, 0)
