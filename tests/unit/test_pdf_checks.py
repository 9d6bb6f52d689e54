"""The eyes that judge our PDFs can see: a good one passes, a bad one does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typst

from tests.support.pdfua import check_pdfua, pdf_text, qpdf_check

SOURCE = b'#set document(title: "A letter")\n#set text(lang: "en")\n= A letter\nDear all'


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.pdf"
    path.write_bytes(typst.compile(SOURCE, format="pdf", pdf_standards=["ua-1"]))
    return path


@pytest.fixture
def untagged(tmp_path: Path) -> Path:
    path = tmp_path / "untagged.pdf"
    path.write_bytes(typst.compile(SOURCE, format="pdf"))
    return path


def test_a_good_pdf_passes(good: Path, assert_good_pdf: Callable[..., None]) -> None:
    assert_good_pdf(good)
    assert "Dear all" in pdf_text(good)


def test_a_pdf_that_does_not_claim_the_standard_is_refused(good: Path, untagged: Path) -> None:
    refused = check_pdfua([untagged, good])
    assert len(refused) == 1 and refused[0].endswith(str(untagged)) and refused[0].startswith("FAIL")


def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnot one")
    assert qpdf_check(broken) != []
    assert len(check_pdfua([broken])) == 1
