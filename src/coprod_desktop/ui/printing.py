"""Putting finished pages on a printer, through the system's own window for printers.

Qt's part for printing is imported when something is printed: loading it costs as much as a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from coprod_desktop.export.errors import NotPrinted

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PIXELS_PER_INCH: Final = 300.0
"""What a page should be drawn with: letters stay sharp on any office printer."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Pages to be printed: each a PNG of a whole sheet of paper, its margins included."""

    title: str
    pages: tuple[bytes, ...]
    is_a3: bool = False
    lies: bool = False
    """Whether the paper lies on its long side."""


def print_pictures(parent: QWidget, job: PrintJob) -> bool:
    """Let a printer be chosen, and print. False when it was called off.

    Raises:
        NotPrinted: there is no printer, or it did not take the pages.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        raise NotPrinted(reason="no-printer")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, job)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(job.title)
    dialog.setMinMax(1, len(job.pages))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    agreed = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    if agreed:
        put_on(printer, job)
    return agreed


def set_up(printer: QPrinter, job: PrintJob) -> None:
    """Say what is printed, and on which paper."""
    from PySide6.QtGui import QPageLayout, QPageSize

    printer.setDocName(job.title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if job.is_a3 else QPageSize.PageSizeId.A4))
    way = QPageLayout.Orientation.Landscape if job.lies else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)
    printer.setFullPage(True)  # the pages have margins of their own


def put_on(printer: QPrinter, job: PrintJob) -> None:
    """Print the pages that were asked for, each as large as the paper that was chosen in the end.

    Raises:
        NotPrinted: the printer did not take them.
    """
    first = printer.fromPage() or 1
    last = printer.toPage() or len(job.pages)
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted(reason="refused")
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    # Left to itself, Qt would hand the printer a JPEG, with specks around every letter.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for number, page in enumerate(job.pages[first - 1 : last]):
            if number and not printer.newPage():
                raise NotPrinted(reason="refused")
            image = QImage.fromData(page)
            painter.drawImage(fitted(image.size(), painter.viewport()), image)
    finally:
        painter.end()


def fitted(size: QSize, room: QRect) -> QRect:
    """Where a page of one shape goes on a paper of another: as large as it can be, in the middle."""
    drawn = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (room.width() - drawn.width()) // 2, (room.height() - drawn.height()) // 2
    return QRect(room.left() + left, room.top() + top, drawn.width(), drawn.height())
