"""What somebody types, and how quickly. Standard library only: the system's own Python reads it too."""

from __future__ import annotations

WORDS = ("kettle", "walked", "listened", "rota", "minibus", "quiet", "nobody", "asked", "garden", "slowly")
PAUSES_MS = (60, 90, 120, 160, 240, 700)
"""Between two letters: about five a second, and now and then a thought."""
HOW_OFTEN = (8, 10, 10, 6, 3, 1)
"""How often each of the pauses comes, beside the others."""
