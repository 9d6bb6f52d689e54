"""Pages on a printer: here the one that writes a PDF, which every Qt has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.export.errors import NotPrinted
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.printing import PrintJob, fitted, put_on, set_up
from coprod_desktop.ui.sentences import sentence


def page(width: int = 210, height: int = 297) -> bytes:
    """A coloured sheet of paper as a PNG."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkMagenta)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs ask for bytes, the call for text
    return bytes(data.data())


def to_file(job: PrintJob, path: Path, first: int = 0, last: int = 0) -> bytes:
    """What a printer that writes a file makes of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    set_up(printer, job)
    printer.setFromTo(first, last)
    put_on(printer, job)
    return path.read_bytes()


@pytest.mark.usefixtures("qapp")
def test_every_page_gets_a_sheet_of_its_paper(tmp_path: Path) -> None:
    job = PrintJob("Cards", (page(), page(), page()))
    made = to_file(job, tmp_path / "a4.pdf")
    assert b"/Count 3" in made
    assert b"DCTDecode" not in made, "a JPEG blurs letters"
    assert re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", made)[0] == (b"595", b"842")
    large = to_file(PrintJob("Recipe", (page(),), is_a3=True, lies=True), tmp_path / "a3.pdf")
    assert re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", large)[0] == (b"1191", b"842")


@pytest.mark.usefixtures("qapp")
def test_a_page_is_as_large_as_the_paper() -> None:
    """It has margins of its own: those of the printer would make it smaller."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    set_up(printer, PrintJob("Cards", (page(),)))
    unit = QPrinter.Unit.Point
    assert printer.pageRect(unit) == printer.paperRect(unit)


@pytest.mark.usefixtures("qapp")
def test_only_the_pages_that_were_asked_for(tmp_path: Path) -> None:
    job = PrintJob("Cards", (page(), page(), page()))
    assert b"/Count 2" in to_file(job, tmp_path / "two.pdf", 2, 3)


@pytest.mark.qt_log_ignore("QPainter::begin")
@pytest.mark.usefixtures("qapp")
def test_a_printer_that_takes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotPrinted) as refused:
        to_file(PrintJob("Cards", (page(),)), tmp_path / "no such folder" / "a.pdf")
    said = sentence(refused.value)
    assert said.what == "The printer did not take the pages."


def test_where_there_is_no_printer_that_is_said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(NotPrinted) as refused:
        Ask().print_pictures(parent, PrintJob("Cards", (page(),)))
    said = sentence(refused.value)
    assert said.what == "No printer was found on this computer."
    assert "PDF" in said.next


def test_a_page_keeps_its_shape_on_another_paper() -> None:
    assert fitted(QSize(210, 297), QRect(0, 0, 420, 594)) == QRect(0, 0, 420, 594)
    wide = fitted(QSize(210, 297), QRect(0, 0, 594, 420))
    assert (wide.height(), wide.width(), wide.left()) == (420, 296, 149)
