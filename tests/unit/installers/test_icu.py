"""ICU's table is cut without a change to what stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from linux import icu
from tests.support.tools import need

SORTED_BY_ICU = """
from PySide6.QtCore import QCollator, QLocale
words = ["zebra", "Äpfel", "apple", "Ångström", "cwm", "ch", "llan", "éclair", "10", "9", "ñu", "nz"]
words += ["中文", "عرب"]
for name in ("en_GB", "cy_GB", "de_DE", "sv_SE", "es_ES", "ar_EG", "zh_CN", "tr_TR"):
    collator = QCollator(QLocale(name))
    collator.setNumericMode(True)
    print(name, sorted(words, key=collator.sortKey), QLocale(name).toUpper("straße iı éà"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has ICU beside Qt")
def test_a_cut_table_holds_fewer_items_of_the_same_bytes_and_sorts_the_same(tmp_path: Path) -> None:
    need("as", "ld", "objdump")
    (library,) = (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*")
    target = tmp_path / library.name
    icu.cut(library, target)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [library.name]
    assert target.stat().st_size < library.stat().st_size / 3
    whole = dict(icu.items(icu._read(library)[1]))
    left = dict(icu.items(icu._read(target)[1]))
    assert list(left) == sorted(left)
    assert {name.split("/", 1)[1] for name in left} >= {"root.res", "coll/ucadata.icu", "zoneinfo64.res"}
    assert not [name for name in left if name.endswith(".cnv") or "/unit/" in name]
    assert [name for name in left if not left[name].startswith(whole[name].rstrip(b"\0"))] == []
    told = [
        subprocess.run(
            [sys.executable, "-c", SORTED_BY_ICU],
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", **more},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for more in ({}, {"LD_PRELOAD": str(target)})
    ]
    assert told[0] == told[1]
    assert "sv_SE" in told[0]


def test_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(icu.TableError):
        icu._lighter(bytes(64))
