"""The pages of the document as pictures, one below the other, like sheets on a desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QWidget

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce

_WIDEST = 640
_GAP = 16
_A4 = 297 / 210
_PNG_SIZE = slice(16, 24)
_PAGE_KEYS = {
    Qt.Key.Key_PageDown: 0.9,
    Qt.Key.Key_PageUp: -0.9,
    Qt.Key.Key_Space: 0.9,
    Qt.Key.Key_Down: 0.1,
    Qt.Key.Key_Up: -0.1,
}


class PagePictures(QLabel):
    """Pictures of pages. Only those in view are unpacked, so that many pages take little memory.

    One stop for the Tab key; the arrow and page keys scroll whatever it stands in. A reader is told of a
    picture, by the page that is in view.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: tuple[bytes, ...] = ()
        self._named = ""
        self._unpacked: dict[int, QImage] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setPixmap(QPixmap(1, 1))  # never drawn: a label that has one is told as a picture
        self.setAccessibleDescription(self.tr("The same words can be read under “Words only”."))
        theme.changed.connect(self._restyle)

    def show_pages(self, pages: Sequence[bytes], named: str = "") -> None:
        """Show pages (PNG) of the document that is called ``named``, or nothing."""
        self._pages = tuple(pages)
        self._named = named
        self._unpacked.clear()
        self.setAccessibleName(self._name_of(0) if pages else "")
        self._restyle()

    def _name_of(self, number: int) -> str:
        pattern = self.tr("Page {n} of {m} of {name}") if self._named else self.tr("Page {n} of {m}")
        return pattern.format(n=number + 1, m=self.count, name=self._named)

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def focus_radius(self) -> int:
        """The corner radius of the focus ring's inside."""
        return 2

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------------ size
    def hasHeightForWidth(self) -> bool:
        """Yes: the pages take the width there is."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All pages below one another."""
        boxes = self._boxes(width)
        return boxes[-1].bottom() + self._theme.sp(_GAP) if boxes else self._theme.tx(200)

    def sizeHint(self) -> QSize:
        """The widest the pages get."""
        width = self._theme.tx(_WIDEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Small enough for any window."""
        return QSize(self._theme.tx(160), self._theme.tx(200))

    def _boxes(self, width: int) -> list[QRect]:
        """Where each page stands."""
        gap = self._theme.sp(_GAP)
        wide = min(width - 4, self._theme.tx(_WIDEST))
        boxes, top = [], 2
        for page in self._pages:
            high = round(wide * _shape(page))
            boxes.append(QRect((width - wide) // 2, top, wide, high))
            top += high + gap
        return boxes

    # ------------------------------------------------------------------ Qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """Unpack and paint the pages in view, and forget the others."""
        seen = {n for n, box in enumerate(self._boxes(self.width())) if box.intersects(self._in_view())}
        for number in self._unpacked.keys() - seen:
            del self._unpacked[number]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, box in enumerate(self._boxes(self.width())):
            if box.intersects(event.rect()):
                painter.drawImage(box, self._picture(number, box.size()))
                painter.setPen(self._theme.c("border"))
                painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()

    def _in_view(self) -> QRect:
        return self.visibleRegion().boundingRect()

    def _picture(self, number: int, size: QSize) -> QImage:
        """One page, scaled well once and not at every repaint."""
        sharp = size * self.devicePixelRatio()
        kept = self._unpacked.get(number)
        if kept is None or kept.size() != sharp:
            image = QImage.fromData(self._pages[number])
            kept = image.scaled(
                sharp, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._unpacked[number] = kept
        return kept

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the keys that scroll."""
        share = _PAGE_KEYS.get(Qt.Key(event.key()))
        area = self._scrolling()
        if area is None or (share is None and event.key() not in (Qt.Key.Key_Home, Qt.Key.Key_End)):
            super().keyPressEvent(event)
            return
        bar = area.verticalScrollBar()
        if share is not None:
            bar.setValue(bar.value() + round(area.viewport().height() * share))
        else:
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        self._say_page()

    def _say_page(self) -> None:
        """Have the page read out that has come to the middle of what is in view."""
        middle = self._in_view().center().y()
        boxes = self._boxes(self.width())
        name = self._name_of(min(range(len(boxes)), key=lambda n: abs(boxes[n].center().y() - middle)))
        if name != self.accessibleName():
            self.setAccessibleName(name)
            announce(self, name)

    def _scrolling(self) -> QScrollArea | None:
        """The nearest scroll area around that has something to scroll."""
        around: QObject | None = self.parent()
        while around is not None:
            if isinstance(around, QScrollArea) and around.verticalScrollBar().maximum() > 0:
                return around
            around = around.parent()
        return None

    def changeEvent(self, event: QEvent) -> None:
        """Scale anew for another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._unpacked.clear()
        super().changeEvent(event)


def _shape(png: bytes) -> float:
    """Height by width, from the head of a PNG."""
    head = png[_PNG_SIZE]
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
    return height / width if width else _A4
