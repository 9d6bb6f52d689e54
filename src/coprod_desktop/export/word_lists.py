"""Real lists in Word: nested up to nine deep, each numbered one beginning at 1 again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coprod_desktop.export.word_parts import element

if TYPE_CHECKING:
    from docx.document import Document as WordFile

_BULLETS: Final = ("•", "◦", "▪")
_NUMBERS: Final = ("decimal", "lowerLetter", "lowerRoman")
_LEVELS: Final = 9
_BULLET_KIND: Final = 90
_NUMBER_KIND: Final = 91
_FIRST: Final = 500
INDENT: Final = 540
"""How far the words of a list are set in, in twips."""


class Lists:
    """Hands out list numbers (``w:numId``)."""

    def __init__(self, file: WordFile) -> None:
        from docx.oxml.ns import qn

        self._numbering: Any = file.part.numbering_part.element
        first = self._numbering.find(qn("w:num"))
        for kind, numbered in ((_BULLET_KIND, False), (_NUMBER_KIND, True)):
            made = _kind_of_list(kind, numbered=numbered)
            if first is None:
                self._numbering.append(made)
            else:
                first.addprevious(made)
        self._last = _FIRST

    def new(self, *, numbered: bool, depth: int) -> int:
        """The number of a new list at a depth (0 to 8)."""
        self._last += 1
        number = element("num", numId=self._last)
        number.append(element("abstractNumId", val=_NUMBER_KIND if numbered else _BULLET_KIND))
        if numbered:
            start = element("lvlOverride", ilvl=min(depth, _LEVELS - 1))
            start.append(element("startOverride", val=1))
            number.append(start)
        self._numbering.append(number)
        return self._last


def _kind_of_list(kind: int, *, numbered: bool) -> Any:
    made = element("abstractNum", abstractNumId=kind)
    made.append(element("multiLevelType", val="multilevel"))
    for depth in range(_LEVELS):
        level = element("lvl", ilvl=depth)
        level.append(element("start", val=1))
        level.append(element("numFmt", val=_NUMBERS[depth % 3] if numbered else "bullet"))
        level.append(element("lvlText", val=f"%{depth + 1}." if numbered else _BULLETS[depth % 3]))
        level.append(element("lvlJc", val="left"))
        place = element("pPr")
        place.append(element("ind", left=INDENT + 360 * depth, hanging=360))
        level.append(place)
        made.append(level)
    return made
