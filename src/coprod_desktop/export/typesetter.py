"""Makes pages out of a payload. Runs in the short-lived child only: its memory is not given back.

Everything stays in memory: the typesetter is handed bytes under the names of files, fonts are read
from ``resources/fonts`` and, only for characters those do not have, from the system's own.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coprod_desktop.errors import BugError
from coprod_desktop.export import safe
from coprod_desktop.export.safe import Payload
from coprod_desktop.resources import resource

if TYPE_CHECKING:
    from collections.abc import Collection

    from typst import Fonts

_UNDRAWN: Final = re.compile(r'the text `"((?:\\.|[^"\\])*)"` could not be displayed')
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_TRIES: Final = 4
_SHARP: Final = 144.0
_COARSE: Final = 96.0
_FEW_PAGES: Final = 40
MOST_PICTURES: Final = 200
"""A page's picture takes about 3.5 MB while it is drawn; of a longer document none is drawn."""


@dataclass(frozen=True, slots=True)
class Form:
    """A template, the name of its data, and what stands in the document once for each of ``parts``."""

    template: str
    data: str
    selector: str
    field: str
    parts: str


FORMS: Final = {
    "report": Form("report.typ", "report.json", "<entry>", "level", "entries"),
    "sheet": Form("sheet.typ", "sheet.json", "<piece>", "value", "pieces"),
}


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished document. ``replaced`` are the characters no font had, in order of their code."""

    pdf: bytes
    pages: int
    replaced: tuple[str, ...]
    pictures: tuple[bytes, ...] = ()


def typeset(
    payload: Payload, *, with_pictures: bool = False, form: str = "report", ppi: float = 0.0
) -> Typeset:
    """Make the PDF (PDF/UA-1 and PDF/A-2a) and, if asked and not too many, a PNG of each of its pages.

    ``form`` is one of `FORMS`; ``ppi`` the pixels per inch of the pictures, 0 what a screen needs.

    Raises:
        TypstError: the typesetter refused it for another reason than a missing character.
        BugError: a character still cannot be drawn after it was replaced, or an entry is not there.
    """
    from typst import TypstError

    known = FORMS[form]
    fonts, fit, replaced = _fitted(safe.clean(payload))
    for _ in range(_TRIES):
        files = _Files(known.template, known.data, safe.with_breaks(fit), fonts)
        try:
            pdf = files.pdf("ua-1", "a-2a")
        except TypstError as refused:
            undrawn = _undrawn(refused.diagnostic)
            if not undrawn:
                raise
            fit = safe.without(fit, undrawn)
            replaced |= undrawn
            continue
        if len(files.ask(known.selector, known.field)) != len(payload[known.parts]):
            raise BugError("the document does not hold every part")
        pages = int(files.ask("<pages>", "value")[0])
        wanted = with_pictures and pages <= MOST_PICTURES
        screen = _SHARP if pages <= _FEW_PAGES else _COARSE
        pictures = files.pictures(ppi or screen) if wanted else ()
        return Typeset(pdf, pages, tuple(sorted(replaced)), pictures)
    raise BugError("a replaced character still cannot be drawn")


def undrawable(characters: Collection[str], fonts: Fonts) -> frozenset[str]:
    """Those of the characters that none of the fonts can draw."""
    from typst import TypstError

    if not characters:
        return frozenset()
    try:
        _Files("probe.typ", "characters.json", sorted(characters), fonts).pdf("ua-1")
    except TypstError as refused:
        undrawn = _undrawn(refused.diagnostic)
        if not undrawn:
            raise
        return undrawn & frozenset(characters)
    return frozenset()


def bundled_fonts(*, with_system: bool = False) -> Fonts:
    """The fonts of exports; the system's own as well when a character needs them."""
    import typst

    return typst.Fonts(
        include_system_fonts=with_system,
        include_embedded_fonts=False,
        font_paths=[str(resource("fonts"))],
    )


class _Files:
    """A template of ours and its data, both in memory, as the typesetter takes them.

    The typesetter's own type hints know paths only, hence the ``Any``.
    """

    def __init__(self, template: str, name: str, data: object, fonts: Fonts) -> None:
        self._fonts = fonts
        self._input: Any = {
            "main.typ": resource("typst", template).read_bytes(),
            "common.typ": resource("typst", "common.typ").read_bytes(),
            name: json.dumps(data, ensure_ascii=False).encode(),
        }

    def pdf(self, *standards: str) -> bytes:
        """The document, held to standards by the typesetter itself."""
        import typst

        wanted: Any = list(standards)
        made: bytes = typst.compile(self._input, font_paths=self._fonts, pdf_standards=wanted, format="pdf")
        return made

    def pictures(self, ppi: float) -> tuple[bytes, ...]:
        """A PNG of every page."""
        import typst

        drawn: Any = typst.compile(self._input, font_paths=self._fonts, format="png", ppi=ppi)
        return (drawn,) if isinstance(drawn, bytes) else tuple(drawn)

    def ask(self, selector: str, field: str) -> list[Any]:
        """One field of everything in the document that a selector finds."""
        import typst

        found: list[Any] = json.loads(typst.query(self._input, selector, field=field, font_paths=self._fonts))
        return found


def _fitted(payload: Payload) -> tuple[Fonts, Payload, frozenset[str]]:
    """The fonts to use, the payload with only characters they have, and what had to be replaced."""
    used = safe.characters(payload)
    refused = safe.private_use(used)
    fonts = bundled_fonts()
    missing = undrawable(used - refused, fonts)
    if missing:
        fonts = bundled_fonts(with_system=True)
        missing = undrawable(missing, fonts)
    return fonts, safe.without(payload, missing | refused), missing | refused


def _undrawn(diagnostic: str) -> frozenset[str]:
    """The characters named in a refusal. Plain ones stand beside them in a cluster and are kept."""
    found: set[str] = set()
    for quoted in _UNDRAWN.findall(diagnostic):
        escaped = _ESCAPE.sub(lambda match: f"\\U{int(match[1], 16):08x}", quoted)
        found |= set(ast.literal_eval(f'"{escaped}"'))
    odd = {character for character in found if character > "~"}
    return frozenset(odd or found)
