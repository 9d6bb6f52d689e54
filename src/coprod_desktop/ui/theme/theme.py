"""The theme: one object that every widget asks for colours, sizes, fonts and icons.

It holds what was chosen (colours, text size, typeface), follows the computer where that was chosen,
and emits ``changed`` after every change, so that windows restyle while they are open.
"""

from __future__ import annotations

import html
import os
import re
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.theme.fonts import Typefaces
from coprod_desktop.ui.theme.icons import Icons
from coprod_desktop.ui.theme.palette import colour_of, palette_of, system_contrast_colours
from coprod_desktop.ui.theme.stylesheet import fill
from coprod_desktop.ui.theme.tokens import RatingLook, load_tokens

# Prose for measuring how many characters fit on a line; averageCharWidth() would give about 80 for 70.
_PROSE = (
    "Reflecting together takes time, and it is worth it. People who use a service and people who "
    "run it sit down at one table, say what they know, and decide what happens next."
)
_HIGH_CONTRAST = "highContrast"
_STYLE = "Fusion"
_LONG_WORD = re.compile(r"\S{25,}")
_SLASH = re.compile(r"([/\\_])")
_NORMAL_POINTS = {"win32": 9.0, "darwin": 13.0}
_OTHER_NORMAL_POINTS = 11.0


class Theme(QObject):
    """Colours, sizes, fonts and icons as they are now."""

    changed = Signal()
    """Something about the looks changed; every widget restyles itself."""

    def __init__(self, resources: Path, parent: QObject | None = None) -> None:
        """Read the tokens below ``resources``. A QApplication must exist."""
        super().__init__(parent)
        self._tokens = load_tokens(resources / "theme" / "tokens.json")
        self._template = (resources / "theme" / "style.qss").read_text("utf-8")
        self._typefaces = Typefaces(resources / "fonts")
        self._icons = Icons(resources / "icons")
        self._scene = resources / "theme" / "scene.svg"
        self._system_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._measures: dict[str, int] = {}
        self._name = "light"
        self._colours = self._tokens.colours[self._name]
        self._scale = 1.0
        self._typeface = "default"
        self._appearance = Appearance(text_percent=100)
        self._app: QApplication | None = None
        self._follows = False

    # ------------------------------------------------------------------ what is chosen
    @property
    def name(self) -> str:
        """The colour set in use: ``light``, ``dark`` or ``highContrast``."""
        return self._name

    @property
    def high_contrast(self) -> bool:
        """True when lines are thicker and corners tighter."""
        return self._name == _HIGH_CONTRAST

    @property
    def scale(self) -> float:
        """The text size: 1.0 is 100 %."""
        return self._scale

    @property
    def appearance(self) -> Appearance:
        """What was asked for last."""
        return self._appearance

    # ------------------------------------------------------------------ colours and sizes
    def c(self, key: str) -> QColor:
        """A colour token as a colour."""
        return colour_of(self._colours[key])

    def hex(self, key: str) -> str:
        """A colour token as ``#rrggbb``."""
        return self._colours[key][:7]

    def colours_of(self, name: str) -> dict[str, QColor]:
        """All colours of another set, for a small picture of it."""
        return {key: colour_of(text) for key, text in self._tokens.colours[name].items()}

    def sp(self, n: float) -> int:
        """A space of ``n`` pixels; spacing grows at half the rate of text."""
        return round(n * (1 + (self._scale - 1) * self._tokens.space_rate))

    def tx(self, n: float) -> int:
        """A size of ``n`` pixels that grows with the text; never 0."""
        return max(1, round(n * self._scale))

    def r(self, key: str) -> int:
        """A corner radius: ``control``, ``card``, ``tile``, ``chip`` or ``dialog``."""
        radius = self._tokens.radii[key]
        return min(radius, self._tokens.radii[_HIGH_CONTRAST]) if self.high_contrast else radius

    def line(self) -> int:
        """The width of a border line."""
        return 2 if self.high_contrast else 1

    def eff(self, width: int) -> float:
        """The effective width: what ``width`` would be at 100 % text size. Break points are 760 and 1080."""
        return width / self._scale

    def rating(self, key: str) -> RatingLook:
        """How the mark of a rating is drawn; ``key`` is the value of `domain.entries.Rating`."""
        return self._tokens.ratings[key]

    def rating_keys(self) -> tuple[str, ...]:
        """All ratings in their order."""
        return tuple(self._tokens.ratings)

    # ------------------------------------------------------------------ type
    def font(self, role: str = "body", weight: int | None = None, italic: bool = False) -> QFont:
        """The font of a role, for the chosen text size and typeface."""
        return self.font_in(self._typeface, role, weight, italic)

    def font_in(
        self, typeface: str, role: str = "body", weight: int | None = None, italic: bool = False
    ) -> QFont:
        """The font of a role in another typeface, for showing what it looks like."""
        style, family = self._tokens.styles[role], self._tokens.families[typeface]
        self._typefaces.load(family)
        font = QFont(family.family) if family.family else QFont(self._system_font)
        growth = self._scale if self._scale <= 1 else 1 + (self._scale - 1) * style.scale_rate
        font.setPixelSize(round(style.size * growth * family.size_adjust))
        font.setWeight(QFont.Weight(weight or style.weight))
        font.setItalic(italic)
        if style.tracking:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.tracking * self._scale)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def line_percent(self, role: str = "body") -> int:
        """Line height for a rich text block, in per cent of the face's own line.

        Never below 100: that would cut what hangs below the line.
        """
        font = self.font(role)
        wanted = self._tokens.styles[role].line_height * font.pixelSize()
        return max(100, round(100 * wanted / QFontMetricsF(font).lineSpacing()))

    def measure(self, role: str = "body") -> int:
        """The widest a text of this role should run, in pixels: about 70 characters of prose."""
        if role not in self._measures:
            count = self._tokens.measure_characters
            if role == "lead":
                count = self._tokens.lead_measure_characters
            advance = QFontMetricsF(self.font(role)).horizontalAdvance(_PROSE)
            self._measures[role] = round(advance / len(_PROSE) * count)
        return self._measures[role]

    def html(self, text: str, role: str = "body", *, rich: bool = False) -> str:
        """Text as a paragraph of rich text with the role's line height. ``rich`` text is already HTML."""
        inner = text if rich else html.escape(_breakable(text), quote=False).replace("\n", "<br>")
        return f'<p style="margin:0; line-height:{self.line_percent(role)}%">{inner}</p>'

    # ------------------------------------------------------------------ pictures
    def pix(self, name: str, colour: str = "text", size: int = 20, *, scaled: bool = True) -> QPixmap:
        """An icon as a pixmap, ``size`` pixels at 100 %; ``colour`` is a token or ``#rrggbb``."""
        edge = self.tx(size) if scaled else size
        ink = colour if colour.startswith("#") else self.hex(colour)
        return self._icons.pixmap(name, ink, edge, self._ratio(), strong=self.high_contrast)

    def icon(self, name: str, colour: str = "text", size: int = 20, *, on: str | None = None) -> QIcon:
        """An icon with its greyed state, and in colour ``on`` when the control is chosen."""
        icon = QIcon(self.pix(name, colour, size))
        icon.addPixmap(self.pix(name, "textDisabled", size), QIcon.Mode.Disabled)
        if on:
            icon.addPixmap(self.pix(name, on, size), QIcon.Mode.Normal, QIcon.State.On)
        return icon

    def icon_size(self, size: int = 20) -> QSize:
        """The size to set for an icon of ``size`` pixels at 100 %."""
        return QSize(self.tx(size), self.tx(size))

    def app_pix(self, size: int) -> QPixmap:
        """The program's own icon, not scaled by the text size; in one colour for high contrast."""
        if self.high_contrast:
            name = "app/app-icon-mono"
        else:
            name = "app/app-icon" if size >= 32 else "app/app-icon-small"
        return self._icons.pixmap(name, self.hex("text"), size, self._ratio())

    def scene(self) -> tuple[str, QColor, QColor]:
        """The welcome picture as SVG text, its background and the colour of its table."""
        colours = self._tokens.scene[self._name]
        svg = self._scene.read_text("utf-8")
        for key, value in colours.items():
            svg = svg.replace(f'@{key}"', f'{value}"')
        return svg, QColor(colours["bg"]), QColor(colours["table"])

    def _ratio(self) -> float:
        return self._app.devicePixelRatio() if self._app else 1.0

    # ------------------------------------------------------------------ applying
    def apply(self, app: QApplication, appearance: Appearance) -> None:
        """Make the whole program look as asked, now and (where asked) as the computer changes."""
        self._app = app
        self._appearance = appearance
        hints = app.styleHints()
        if not self._follows:
            self._follows = True
            if os.environ.get("QT_STYLE_OVERRIDE") != _STYLE:
                app.setStyle(_STYLE)
            hints.colorSchemeChanged.connect(self._system_changed)
            hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        wanted = appearance.colours
        scheme = {
            "light": Qt.ColorScheme.Light,
            "dark": Qt.ColorScheme.Dark,
            _HIGH_CONTRAST: Qt.ColorScheme.Dark,
        }.get(wanted, Qt.ColorScheme.Unknown)
        hints.setColorScheme(scheme)
        self._style()

    def change(self, appearance: Appearance) -> None:
        """Look different from now on, in the program that `apply` was called for."""
        if self._app is not None:
            self.apply(self._app, appearance)

    def _system_changed(self, _value: object = None) -> None:
        if self._app is not None and self._appearance.colours == "system":
            self._style()

    def _style(self) -> None:
        app, appearance = self._app, self._appearance
        if app is None:
            return
        self._name, self._colours = self._colours_now(app)
        self._scale = (appearance.text_percent / 100) or self.system_scale()
        self._typeface = appearance.typeface
        self._measures.clear()
        self._icons.forget()
        app.setPalette(palette_of(self._colours))
        font, sheet = self.font("body"), self._sheet()
        if (font, sheet) != (app.font(), app.styleSheet()):  # Qt would dress every widget anew all the same
            self._dress(app, font, sheet)
        self.changed.emit()

    @staticmethod
    def _dress(app: QApplication, font: QFont, sheet: str) -> None:
        app.setFont(font)  # before the sheet: a menu bar keeps the font it is polished with
        app.setStyleSheet(sheet)
        app.setFont(font)  # and after it: it brings the system's own back for menus on Windows and macOS
        for widget in app.allWidgets():  # one first shown later would get its old font back
            widget.ensurePolished()

    def _colours_now(self, app: QApplication) -> tuple[str, dict[str, str]]:
        tokens, wanted = self._tokens.colours, self._appearance.colours
        if wanted != "system":
            return wanted, dict(tokens[wanted])
        hints = app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            base = dict(tokens[_HIGH_CONTRAST])
            if sys.platform == "win32":
                app.setPalette(QPalette())  # back to the computer's own, so that it can be read
                base = system_contrast_colours(app.palette(), base)
            return _HIGH_CONTRAST, base
        name = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
        return name, dict(tokens[name])

    def system_scale(self) -> float:
        """The text size the computer asks for, between 100 % and 150 %, in steps of 10 %."""
        normal = _NORMAL_POINTS.get(sys.platform, _OTHER_NORMAL_POINTS)
        asked = self._system_font.pointSizeF() / normal
        return min(1.5, max(1.0, round(asked, 1)))

    def _sheet(self) -> str:
        line = self.line()
        names = {
            "line": str(line),
            "controlRadius": str(self.r("control")),
            "scrollRadius": "2" if self.high_contrast else "4",
            "fieldHeight": str(self.tx(44) - 2 * line),
            "compactHeight": str(self.tx(36) - 2 * line),
        }
        return fill(self._template, self._colours, names, self.tx, self.sp)


def _breakable(text: str) -> str:
    """Let long paths and addresses break after their slashes: a label breaks at spaces alone."""
    return _LONG_WORD.sub(lambda word: _SLASH.sub("\\1\u200b", word[0]), text)
