"""What stands before the items of lists in plain lines."""

from __future__ import annotations

import pytest

from coprod_desktop.domain.leads import as_lines
from coprod_desktop.domain.richtext import parse


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("", []),
        ("I *listened*.\n\nThen I spoke.", ["I listened.", "Then I spoke."]),
        ("- tea\n- cake", ["•\u2002tea", "•\u2002cake"]),
        ("1. ask\n2. wait", ["1.\u2002ask", "2.\u2002wait"]),
        ("- tea\n  - green\n- cake", ["•\u2002tea", "\u2003•\u2002green", "•\u2002cake"]),
        ("1. ask\n   - who\n2. wait", ["1.\u2002ask", "\u2003•\u2002who", "2.\u2002wait"]),
        ("1. ask\n\nSo.\n\n1. wait", ["1.\u2002ask", "So.", "1.\u2002wait"]),
    ],
)
def test_a_list_reads_as_a_list(markdown: str, lines: list[str]) -> None:
    assert as_lines(parse(markdown)).splitlines() == lines
