"""The picture as a file: PNG and SVG that carry the same as text, plain text, and pages for a printer."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from coprod_desktop.content.model import Recipe
from coprod_desktop.export import files as saving
from coprod_desktop.export import png as packing
from coprod_desktop.export.errors import PictureTooLong
from coprod_desktop.ui.journal.growth.paper import Block, Paper, blocks, columns_beside, credit, wide_enough
from coprod_desktop.ui.journal.growth.shown import Shown
from coprod_desktop.ui.journal.growth.words import tr
from coprod_desktop.ui.printing import PIXELS_PER_INCH
from coprod_desktop.ui.widgets.paint import painting

_MARGIN = 32.0
_TEXT_KEY = "Description"
_MOST_PIXELS = 30_000_000
_WIDEST_SIDE = 30_000
_MOST_PIXELS_AT_ALL = 60_000_000
"""Programs refuse to open pictures that take more than 256 MiB, at four bytes a pixel."""
_STILL_READ = 0.7
"""How small a picture may become: its letters of 16 pixels are eleven then."""
_A4 = QSizeF(8.27, 11.69)
_EDGE = 0.6
"""Margins of a sheet, in inches."""
_STILL_LARGE = 0.85
"""How small a band may become where paper lies."""
_LAID_OUT_AT = 110.0
"""Points of the layout an inch of paper: letters of 16 become about ten and a half points in print."""


_STRIP = 64
"""Rows of a picture that are packed at once: between two of them the window can do something else."""

Go = Callable[[], None]
"""Called between two steps of long work. It raises `Stopped` once the work is not wanted any more."""


class Stopped(Exception):  # no fault: somebody stopped it
    """A file or pages are not wanted any more."""


def go_on() -> None:
    """Let the work go on to its end."""


class Kind(StrEnum):
    """The value is the ending of the file's name, without its dot."""

    PNG = "png"
    SVG = "svg"
    TEXT = "txt"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be given away, and in which form it is seen."""

    recipe: Recipe
    shown: Shown
    as_list: bool


def kind_of(target: Path) -> Kind:
    """The kind a file's name asks for; a picture where it asks for none."""
    ending = target.suffix.lower().lstrip(".")
    return Kind(ending) if ending in set(Kind) else Kind.PNG


def with_ending(target: Path) -> Path:
    """The name with the ending of its kind."""
    return saving.with_ending(target, kind_of(target))


def made(paper: Paper, wanted: Wanted, kind: Kind, go: Go = go_on) -> bytes:
    """The whole file.

    Raises:
        PictureTooLong: as PNG, it would have to be made so small that nobody could read it.
        Stopped: it is not wanted any more.
    """
    if kind is Kind.TEXT:
        return text(wanted).encode("utf-8")
    return svg(paper, wanted, go) if kind is Kind.SVG else png(paper, wanted, go)


def is_whole(kind: Kind, read: bytes) -> bool:
    """Whether bytes that were read back hold a whole file with its text."""
    if kind is Kind.TEXT:
        return bool(read.decode("utf-8", "ignore"))
    if kind is Kind.SVG:
        return read.rstrip().endswith(b"</svg>") and b"<desc>" in read
    return packing.is_whole(read)


def text(wanted: Wanted) -> str:
    """All that is shown, in words: a line for each row of the list."""
    shown, table = wanted.shown, wanted.shown.table
    lines = [shown.title, *([shown.about] if shown.about else []), ""]
    lines += [_in_words(table.headers, row.cells) for row in table.rows]
    return "\n".join([*lines, "", credit(wanted.recipe), ""])


def _in_words(headers: Sequence[str], cells: Sequence[str]) -> str:
    """A row of the list: one line of sentences, or a line a cell where one of them has several lines."""
    said = [
        tr("{what}: {words}").format(what=header, words=_set_in(cell)).replace(" \n", "\n")
        for header, cell in zip(headers, cells, strict=True)
        if cell.strip()
    ]
    if any("\n" in part for part in said):
        return "\n".join((*said, ""))
    return ". ".join(part.rstrip(".") for part in said) + "."


def _set_in(cell: str) -> str:
    """One line as it is; several below what they are, set in a little, so that lists stay lists."""
    lines = [line for line in cell.splitlines() if line.strip()]
    return "".join(f"\n  {line.rstrip()}" for line in lines) if len(lines) > 1 else " ".join(cell.split())


def png(paper: Paper, wanted: Wanted, go: Go = go_on) -> bytes:
    """A picture of dots, twice as fine as on a screen where that is not too large; the words go with it.

    Raises:
        PictureTooLong: it would have to be made so small that nobody could read it.
        Stopped: it is not wanted any more.
    """
    width = wide_enough(paper, wanted.shown, as_list=wanted.as_list)
    laid = _laid_out(paper, wanted, width, go)
    size = _size_of(laid, width)
    fine = 2.0
    if size.width() * size.height() * 4 > _MOST_PIXELS or max(size.width(), size.height()) * 2 > _WIDEST_SIDE:
        fine = 1.0
    fine = min(fine, _WIDEST_SIDE / max(size.width(), size.height()))
    fine = min(fine, math.sqrt(_MOST_PIXELS_AT_ALL / (size.width() * size.height())))
    if fine < _STILL_READ:
        raise PictureTooLong
    image = QImage(QSize(round(size.width() * fine), round(size.height() * fine)), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with painting(image) as painter:
        painter.scale(fine, fine)
        _draw(painter, laid, width, go)
    return _png_of(image, go, {"Title": wanted.shown.title, _TEXT_KEY: text(wanted)})


def svg(paper: Paper, wanted: Wanted, go: Go = go_on) -> bytes:
    """A drawing that stays sharp at every size, with a title and the list as its description.

    Raises:
        Stopped: it is not wanted any more.
    """
    from PySide6.QtSvg import QSvgGenerator

    width = wide_enough(paper, wanted.shown, as_list=wanted.as_list)
    laid = _laid_out(paper, wanted, width, go)
    size = _size_of(laid, width)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(size)
    drawing.setViewBox(QRectF(0, 0, size.width(), size.height()))
    drawing.setTitle(_escaped(wanted.shown.title))
    drawing.setDescription(_escaped(text(wanted)))
    with painting(drawing) as painter:
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), Qt.GlobalColor.white)
        _draw(painter, laid, width, go)
    data = bytes(buffer.data().data())
    return data.replace(b"<svg ", b'<svg role="img" ', 1)


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages for a printer, each a PNG of the whole sheet. ``lies``: the paper lies on its long side."""

    pictures: tuple[bytes, ...]
    lies: bool


def pages(paper: Paper, wanted: Wanted, go: Go = go_on) -> Pages:
    """Pages of A4 for a printer.

    The grid of many reflections is on paper that lies, where nearly twice as many stand side by side, if one
    band of it fits there without getting small.

    Raises:
        Stopped: they are not wanted any more.
    """
    upright, lying = _room_on(_A4), _room_on(_A4.transposed())
    laid, lies = _laid_out(paper, wanted, upright.width(), go), False
    grid = None if wanted.as_list else wanted.shown.grid
    if grid is not None and len(grid.columns) > columns_beside(paper, upright.width()):
        other = _laid_out(paper, wanted, lying.width(), go)
        tallest = max(sum(block.height for block in piece) for piece in _pieces(other))
        if tallest * _STILL_LARGE <= lying.height():
            laid, lies = other, True
    sheet, room = (_A4.transposed(), lying) if lies else (_A4, upright)
    return Pages(_drawn(laid, sheet, room, go), lies)


def _room_on(sheet: QSizeF) -> QSizeF:
    """The room between the margins of a sheet, in points of the layout."""
    return QSizeF(sheet.width() - 2 * _EDGE, sheet.height() - 2 * _EDGE) * _LAID_OUT_AT


def _drawn(laid: Sequence[Block], sheet: QSizeF, room: QSizeF, go: Go) -> tuple[bytes, ...]:
    width, height, margin = room.width(), room.height(), _EDGE * _LAID_OUT_AT
    fine = PIXELS_PER_INCH / _LAID_OUT_AT
    found = []
    for page in paged(laid, height):
        image = QImage(
            QSize(round(sheet.width() * PIXELS_PER_INCH), round(sheet.height() * PIXELS_PER_INCH)),
            QImage.Format.Format_RGB32,
        )
        image.fill(Qt.GlobalColor.white)
        with painting(image) as painter:
            painter.scale(fine, fine)
            painter.translate(margin, margin)
            high = sum(block.height for block in page)
            if high > height:  # one block that is taller than the paper
                painter.scale(height / high, height / high)
            _draw_blocks(painter, page, width, go)
        found.append(_png_of(image, go))
    return tuple(found)


def paged(laid: Iterable[Block], height: float) -> list[list[Block]]:
    """Blocks put on pages of a height: none is cut, and a heading goes with what it stands above."""
    found: list[list[Block]] = [[]]
    used = 0.0
    for piece in _pieces(laid):
        high = sum(block.height for block in piece)
        if found[-1] and used + high > height:
            found.append([])
            used = 0.0
        found[-1] += piece
        used += high
    return found


def _pieces(laid: Iterable[Block]) -> list[list[Block]]:
    """Blocks that stay together."""
    found: list[list[Block]] = []
    before: list[Block] = []
    for block in laid:
        before.append(block)
        if not block.keep:
            found.append(before)
            before = []
    return [*found, before] if before else found


def _size_of(laid: Sequence[Block], width: float) -> QSize:
    return QSize(round(width + 2 * _MARGIN), round(sum(block.height for block in laid) + 2 * _MARGIN))


def _laid_out(paper: Paper, wanted: Wanted, width: float, go: Go) -> list[Block]:
    laid = []
    for block in blocks(paper, wanted.recipe, wanted.shown, width, as_list=wanted.as_list):
        go()
        laid.append(block)
    return laid


def _draw(painter: QPainter, laid: Sequence[Block], width: float, go: Go) -> None:
    painter.translate(_MARGIN, _MARGIN)
    _draw_blocks(painter, laid, width, go)


def _draw_blocks(painter: QPainter, laid: Sequence[Block], width: float, go: Go) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top = 0.0
    for block in laid:
        go()
        block.draw(painter, QRectF(0, top, width, block.height))
        top += block.height


def _png_of(image: QImage, go: Go, texts: Mapping[str, str] | None = None) -> bytes:
    return packing.pack(image.width(), image.height(), _strips_of(image, go), texts or {})


def _strips_of(image: QImage, go: Go) -> Iterator[bytes]:
    """The rows of a picture, some at a time, three bytes a dot and nothing between the rows."""
    row = image.width() * 3
    for top in range(0, image.height(), _STRIP):
        go()
        rows = min(_STRIP, image.height() - top)
        strip = image.copy(0, top, image.width(), rows).convertToFormat(QImage.Format.Format_RGB888)
        dots, apart = bytes(strip.constBits()), strip.bytesPerLine()
        yield b"".join(dots[start : start + row] for start in range(0, rows * apart, apart))


def _escaped(words: str) -> str:
    """Text as XML takes it; Qt puts it there as it is."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
