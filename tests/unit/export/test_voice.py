"""Which way a paragraph runs, and its language where that is sure."""

from __future__ import annotations

import pytest

from coprod_desktop.export.voice import Voice, voice
from tests.unit.export.samples import ARABIC, WELSH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Voice()),
        ("123 …", Voice()),
        ("Plain English with a café.", Voice()),
        (ARABIC, Voice(True, "ar")),
        ("(123) مرحبا", Voice(True, "ar")),
        ("English first, then مرحبا", Voice()),
        ("یہ اردو ہے", Voice(True, "ur")),
        ("من دوست دارم چای و پنیر", Voice(True, "fa")),
        ("שלום עולם", Voice(True, "he")),
        (WELSH, Voice(False, "cy")),
        ("Dwi wedi gwrando ar bawb", Voice(False, "cy")),
        ("I met Mae yn Cardiff and we went on to talk about the plan for the whole day", Voice()),
        ("Ελληνικά", Voice(False, "el")),
        ("Добрий день, її", Voice(False, "uk")),
        ("Добрый день", Voice(False, "ru")),
        ("नमस्ते", Voice(False, "hi")),
        ("ਸਤ ਸ੍ਰੀ ਅਕਾਲ", Voice(False, "pa")),
        ("今日は", Voice(False, "ja")),
        ("你好", Voice(False, "zh")),
        ("😀", Voice()),
    ],
)
def test_voice(text: str, expected: Voice) -> None:
    assert voice(text) == expected
