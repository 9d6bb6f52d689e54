"""A code on the clipboard: gone after a while, and at the latest with the program."""

from __future__ import annotations

import hashlib

from PySide6.QtWidgets import QApplication

from coprod_desktop.ui.welcome.clipboard import clear_if, copy_for_a_while
from tests.support.scripted_ask import ScriptedAsk

CODE = "AAAAA-BBBBB"


def test_a_copied_code_does_not_outlive_the_program(qapp: QApplication) -> None:
    copy_for_a_while(ScriptedAsk(), CODE)
    qapp.clipboard().setText(CODE)
    qapp.aboutToQuit.emit()
    assert qapp.clipboard().text() == ""


def test_half_a_character_on_the_clipboard_is_no_fault(qapp: QApplication) -> None:
    qapp.clipboard().setText("\ud83d and more")
    clear_if(hashlib.sha256(CODE.encode()).digest())
    assert qapp.clipboard().text()
