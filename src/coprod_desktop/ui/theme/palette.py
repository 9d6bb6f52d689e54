"""From colour tokens to Qt's palette, and from a system contrast theme to colour tokens."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

_Role = QPalette.ColorRole

_ROLES: Mapping[QPalette.ColorRole, str] = {
    _Role.Window: "canvas",
    _Role.WindowText: "text",
    _Role.Base: "surface",
    _Role.AlternateBase: "surfaceSunken",
    _Role.Text: "text",
    _Role.Button: "surface",
    _Role.ButtonText: "text",
    _Role.BrightText: "onPrimary",
    _Role.Highlight: "primary",
    _Role.HighlightedText: "onPrimary",
    _Role.Link: "link",
    _Role.LinkVisited: "link",
    _Role.ToolTipBase: "surface",
    _Role.ToolTipText: "text",
    _Role.PlaceholderText: "textSecondary",
    _Role.Light: "surface",
    _Role.Midlight: "surfaceHover",
    _Role.Mid: "divider",
    _Role.Dark: "border",
    _Role.Shadow: "border",
    _Role.Accent: "primary",
}

# What each token becomes when the computer's own contrast theme decides (Windows: Settings,
# Accessibility, Contrast themes). Windows promises that these pairs of roles can be told apart.
_SYSTEM_TOKENS: Mapping[QPalette.ColorRole, tuple[str, ...]] = {
    _Role.Window: (
        "canvas", "surface", "surfaceSunken", "surfaceHover", "ingredientTint", "methodTint",
        "highlightTint", "positiveTint", "cautionTint", "focusInner",
    ),
    _Role.WindowText: (
        "text", "textSecondary", "border", "divider", "ingredient", "onIngredientTint", "method",
        "onMethodTint", "onHighlightTint", "positive", "onPositiveTint", "caution", "onCautionTint",
        "focusOuter", "rateWell", "rateThere", "rateThought", "rateUnsure", "rateNA",
    ),
    _Role.Highlight: ("primary", "primaryHover", "primaryPressed", "selected", "highlight"),
    _Role.HighlightedText: ("onPrimary", "onSelected"),
    _Role.Link: ("link", "linkHover"),
}  # fmt: skip


def palette_of(colours: Mapping[str, str]) -> QPalette:
    """The palette for one set of colour tokens."""
    palette = QPalette()
    for role, key in _ROLES.items():
        palette.setColor(role, colour_of(colours[key]))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour_of(colours["textDisabled"]))
    return palette


def system_contrast_colours(palette: QPalette, base: Mapping[str, str]) -> dict[str, str]:
    """Colour tokens that use only the colours of a system contrast theme.

    ``base`` gives the tokens no role stands for (the shadow, the scrim).
    """
    colours = dict(base)
    for role, keys in _SYSTEM_TOKENS.items():
        for key in keys:
            colours[key] = palette.color(role).name()
    disabled = palette.color(QPalette.ColorGroup.Disabled, _Role.WindowText)
    colours["textDisabled"] = disabled.name()
    return colours


def colour_of(text: str) -> QColor:
    """Read ``#rrggbb`` or ``#rrggbbaa`` (alpha last, as in CSS; Qt would read it first)."""
    colour = QColor(text[:7])
    if len(text) == 9:
        colour.setAlpha(int(text[7:], 16))
    return colour
