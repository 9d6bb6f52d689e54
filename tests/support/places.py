"""Where things are in the checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src"
CACHE = ROOT / ".venv" / "tests"
"""What tests make once and keep, such as compiled helpers."""
