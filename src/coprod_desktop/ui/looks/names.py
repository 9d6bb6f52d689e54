"""What the choices of looks are called."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

PERCENTS = (80, 90, 100, 120, 140, 160, 180, 200)
"""The text sizes that a menu offers; the slider has every tenth."""


@dataclass(frozen=True, slots=True)
class Named:
    """One choice: its key in the preferences, its name, what is to be said about it."""

    key: str
    name: str
    about: str = ""


def colours() -> tuple[Named, ...]:
    """The sets of colours, in the order they are offered."""
    return (
        Named("system", _tr("Match computer")),
        Named("light", _tr("Light")),
        Named("dark", _tr("Dark")),
        Named("highContrast", _tr("High contrast")),
    )


def typefaces() -> tuple[Named, ...]:
    """The typefaces, in the order they are offered."""
    return (
        Named("default", _tr("Atkinson Hyperlegible"), _tr("Made for people with low vision")),
        Named("alternative", _tr("Lexend"), _tr("Wider, with more room between letters")),
        Named("dyslexia", _tr("OpenDyslexic"), _tr("Heavier at the bottom of each letter")),
        Named("system", _tr("My computer's font"), _tr("Whatever you've already set")),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Looks", text)
