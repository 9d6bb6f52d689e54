"""Colours can be read, sizes grow as designed, and the looks change while a window is open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coprod_desktop.resources import resource, resources_root
from coprod_desktop.services.preferences import Appearance
from coprod_desktop.ui.theme.fonts import unwrap_woff
from coprod_desktop.ui.theme.palette import colour_of, system_contrast_colours
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.text import Text

_GROUNDS = ("canvas", "surface", "surfaceHover", "surfaceSunken")
_READ_ON_GROUNDS = ("text", "textSecondary", "textDisabled", "link", "ingredient", "method", "caution")
_READ_ON_THEIR_OWN = [
    ("onPrimary", "primary"),
    ("onPrimary", "primaryHover"),
    ("onPrimary", "primaryPressed"),
    ("onSelected", "selected"),
    ("onIngredientTint", "ingredientTint"),
    ("onMethodTint", "methodTint"),
    ("onHighlightTint", "highlightTint"),
    ("onPositiveTint", "positiveTint"),
    ("onCautionTint", "cautionTint"),
    ("text", "highlightTint"),
    ("link", "highlightTint"),
    ("onPrimary", "primary"),
]
_SEEN_ON_GROUNDS = ("border", "primary", "rateWell", "rateThere", "rateThought", "rateUnsure", "rateNA")


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: QColor, second: QColor) -> float:
    """The ratio of WCAG 2.2 (relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=["light", "dark", "highContrast"])
def colours(request: pytest.FixtureRequest) -> dict[str, QColor]:
    plain = json.loads(resource("theme", "tokens.json").read_text("utf-8"))["colour"]
    return {key: colour_of(text) for key, text in plain[request.param].items()}


def test_the_ratio_is_that_of_the_guideline() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", _GROUNDS)
def test_all_words_can_be_read_on_every_ground(colours: dict[str, QColor], ground: str) -> None:
    bad = {key: contrast(colours[key], colours[ground]) for key in _READ_ON_GROUNDS}
    assert {key: ratio for key, ratio in bad.items() if ratio < 4.5} == {}


def test_words_on_colours_can_be_read(colours: dict[str, QColor]) -> None:
    for ink, ground in _READ_ON_THEIR_OWN:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


@pytest.mark.parametrize("ground", ["canvas", "surface", "surfaceHover"])
def test_edges_and_marks_stand_out(colours: dict[str, QColor], ground: str) -> None:
    for key in _SEEN_ON_GROUNDS:
        assert contrast(colours[key], colours[ground]) >= 3, (key, ground)


def test_one_tone_of_the_focus_ring_always_shows(colours: dict[str, QColor]) -> None:
    tones = (colours["focusInner"], colours["focusOuter"])
    assert contrast(*tones) >= 3
    for ground in (*_GROUNDS, "primary", "ingredientTint", "methodTint", "highlightTint", "selected"):
        assert max(contrast(tone, colours[ground]) for tone in tones) >= 3, ground


def test_every_set_has_the_same_colours() -> None:
    plain = json.loads(resource("theme", "tokens.json").read_text("utf-8"))
    sets = plain["colour"]
    assert set(sets["light"]) == set(sets["dark"]) == set(sets["highContrast"])
    assert set(plain["scene"]["light"]) == set(plain["scene"]["dark"]) == set(plain["scene"]["highContrast"])


def test_every_face_is_shipped_with_its_licence() -> None:
    fonts = resource("fonts")
    plain = json.loads(resource("theme", "tokens.json").read_text("utf-8"))["font"]["families"]
    for family in plain.values():
        for name in family["faces"].values():
            assert (fonts / name).is_file()
    assert len(list(fonts.glob("OFL-*.txt"))) == 3


@pytest.mark.parametrize("typeface", ["default", "alternative", "dyslexia"])
def test_each_typeface_is_the_one_that_is_drawn(qapp: QApplication, theme: Theme, typeface: str) -> None:
    theme.apply(qapp, Appearance("light", 100, typeface))
    font = theme.font("body")
    assert QFontInfo(font).family() == font.family()


@pytest.mark.parametrize("name", ["regular", "nothing", "cut"])
def test_only_a_whole_woff_file_is_unwrapped(name: str) -> None:
    whole = resource("fonts", "opendyslexic-latin-400-normal.woff").read_bytes()
    if name == "regular":
        assert unwrap_woff(whole)[:4] in (b"\0\1\0\0", b"OTTO")
        return
    with pytest.raises(Exception, match=r".*"):
        unwrap_woff(b"" if name == "nothing" else whole[: len(whole) // 2])


def test_text_grows_whole_and_headings_more_slowly(qapp: QApplication, theme: Theme) -> None:
    body, heading, gap = theme.font("body").pixelSize(), theme.font("h1").pixelSize(), theme.sp(24)
    theme.apply(qapp, Appearance("light", 200))
    assert theme.font("body").pixelSize() == 2 * body
    assert theme.font("h1").pixelSize() == round(1.6 * heading)
    assert theme.sp(24) == 1.5 * gap
    assert theme.eff(1000) == 500


def test_lines_of_text_hold_about_seventy_characters(theme: Theme) -> None:
    prose = "It is worth it to sit down at one table and say what we know, all of us."
    width = theme.measure("body")
    advance = Text(theme, prose, wrap=False).fontMetrics().horizontalAdvance(prose) / len(prose)
    assert 64 <= width / advance <= 76


def test_following_the_system(qapp: QApplication, theme: Theme) -> None:
    theme.apply(qapp, Appearance("system", 0))
    assert theme.name in {"light", "dark"}
    assert 1.0 <= theme.scale <= 1.5


def test_the_look_changes_while_a_window_is_open(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    label = Text(theme, "Reflecting together takes time.", "body", "secondary")
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint()
    with qtbot.waitSignal(theme.changed):
        theme.change(Appearance("dark", 150))
    assert label.font().pixelSize() == 24
    assert label.sizeHint().height() > before.height()
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.c("textSecondary")
    assert label.words == "Reflecting together takes time."


def test_no_widget_is_dressed_anew_for_the_same_look(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    dressed = Dressed()
    qtbot.addWidget(dressed)
    dressed.show()
    theme.apply(qapp, Appearance("dark", 100))
    assert dressed.times
    dressed.times = 0
    theme.apply(qapp, Appearance("dark", 100))
    assert not dressed.times
    theme.apply(qapp, Appearance("dark", 150))
    assert dressed.times


class Dressed(QWidget):
    """Counts how often its style changes."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_a_system_contrast_theme_gives_all_colours(theme: Theme) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#202020"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#fff000"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#00ffff"))
    base = {key: colour.name() for key, colour in theme.colours_of("highContrast").items()}
    colours = system_contrast_colours(palette, base)
    assert set(colours) == set(base)
    assert colours["canvas"] == "#202020"
    assert colours["text"] == colours["border"] == "#fff000"
    assert colours["primary"] == "#00ffff"
    invented = {key for key, value in colours.items() if value == base[key]}
    assert invented <= {"shadow", "scrim", *(k for k in base if base[k] in {p.name() for p in _all(palette)})}


def _all(palette: QPalette) -> list[QColor]:
    roles = [role for role in QPalette.ColorRole if role != QPalette.ColorRole.NColorRoles]
    return [palette.color(role) for role in roles]


def test_rich_text_is_escaped_unless_it_is_meant(theme: Theme) -> None:
    assert "&lt;b&gt;" in theme.html("<b>")
    assert "<b>" in theme.html("<b>x</b>", rich=True)


def test_icons_take_their_colour_and_size(theme: Theme) -> None:
    pixmap = theme.pix("circle", "#ff0000", 40)
    assert pixmap.deviceIndependentSize().width() == 40
    image = pixmap.toImage()
    reds = [image.pixelColor(x, 20) for x in range(image.width()) if image.pixelColor(x, 20).alpha() == 255]
    assert reds
    assert all(colour.name() == "#ff0000" for colour in reds)


def test_setting_up_writes_no_file(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    theme = Theme(resources_root(), qapp)
    theme.apply(qapp, Appearance("light", 100))
    theme.pix("search")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_light_is_told_to_the_platform(qapp: QApplication, theme: Theme) -> None:
    theme.apply(qapp, Appearance("dark", 100))
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.c("canvas")
    assert qapp.styleHints().colorScheme() in (Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown)
