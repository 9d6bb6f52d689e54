"""Whom a written access list lets read: lists as Windows writes them for folders of all kinds."""

from __future__ import annotations

import pytest

from coprod_desktop.vault.access_list import lets_others_read, list_for

ME = "S-1-5-21-1004336348-1177238915-682003330-1001"
ANOTHER = ME[:-1] + "2"
ADMINISTRATOR = ME[:-4] + "500"
OURS = f"(A;OICI;FA;;;{ME})(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"


def test_the_list_that_is_given_lets_nobody_else_in() -> None:
    assert list_for(ME) == f"D:P{OURS}"
    assert not lets_others_read(list_for(ME), ME)
    assert lets_others_read(list_for(ME), ANOTHER)


@pytest.mark.parametrize(
    "written",
    [
        f"D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;{ME})",  # a profile's folder
        f"D:(A;OICI;FA;;;SY)(A;OICI;FA;;;{ME})",  # Wine's
        f"D:PAI(A;;FA;;;{ME})(A;;FA;;;OW)(A;;FA;;;{ADMINISTRATOR})(A;;0x1200a9;;;S-1-5-80-956008885-341852)",
        f"D:{OURS}(A;OICIIO;GA;;;CO)(A;OICIIO;FR;;;WD)",  # only for what is made within
        f"D:{OURS}(A;;0x1200a9;;;AC)(A;;FR;;;S-1-15-3-1-2)",  # packaged apps
        f"D:{OURS}(A;;FX;;;BU)(A;;WPSD;;;AU)(A;;0x120116;;;{ANOTHER})",  # may write or enter, not read
        f"D:{OURS}(D;;FR;;;BU)(A;;FR;;;BU)(D;;GR;;;WD)(A;;FR;;;AU)(A;;GR;;;{ANOTHER})",  # denied before
        "D:",  # nobody at all
        "D:P",
    ],
)
def test_a_list_that_keeps_others_out(written: str) -> None:
    assert not lets_others_read(written, ME)


@pytest.mark.parametrize(
    "written",
    [
        f"D:AI{OURS}(A;OICIID;0x1200a9;;;BU)",  # a folder below C:\
        f"D:AI{OURS}(A;ID;0x1301bf;;;AU)",
        f"D:{OURS}(A;;FA;;;WD)",
        f"D:{OURS}(A;;FR;;;{ANOTHER})",
        f"D:{OURS}(A;;CC;;;IU)",
        f"D:{OURS}(A;;GR;;;BG)",
        f"D:{OURS}(A;;GA;;;AN)",
        f"D:{OURS}(A;;WD;;;BU)",  # may write a list of its own
        f"D:{OURS}(A;;WO;;;BU)",
        f"D:{OURS}(A;;0x80000000;;;BU)",
        f"D:{OURS}(A;;0x10000000;;;BU)",
        f"D:{OURS}(A;;1;;;BU)",
        f"D:{OURS}(OA;;FR;bf967aba-0de6-11d0-a285-00aa003049e2;;BU)",
        f'D:{OURS}(XA;;FR;;;BU;(@User.Title=="PM" && (Member_of {{SID(BA)}})))',
        f"D:{OURS}(A;;FR;;;BU)(D;;FR;;;BU)",  # denied too late
        f"D:{OURS}(D;;FX;;;BU)(A;;FR;;;BU)",  # denied something else
        f"D:{OURS}(D;;ZZ;;;BU)(A;;FR;;;BU)",  # denied nobody knows what
        f'D:{OURS}(XD;;FR;;;BU;(@User.Title=="PM"))(A;;FR;;;BU)',  # denied to some
        f"D:{OURS}(OD;;FR;bf967aba-0de6-11d0-a285-00aa003049e2;;BU)(A;;FR;;;BU)",
        f"D:{OURS}(A;;ZZ;;;BU)",  # allowed nobody knows what
        "D:NO_ACCESS_CONTROL",
        "",  # a stick whose file system knows no lists
        "D:(something new)",
        "O:BAG:SY",
    ],
)
def test_a_list_that_lets_others_read(written: str) -> None:
    assert lets_others_read(written, ME)
