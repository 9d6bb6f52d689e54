"""Every matrix of the torture run."""

from __future__ import annotations

from tests.torture import built_window, disks, flips, gone, kills, lives, model, window_kills
from tests.torture.matrix import Matrix

ALL: dict[str, Matrix] = {
    matrix.name: matrix
    for matrix in (
        flips.MATRIX,
        disks.MATRIX,
        kills.MATRIX,
        lives.MATRIX,
        model.MATRIX,
        gone.MATRIX,
        window_kills.MATRIX,
    )
}
"""Every matrix by its name, the longest first: they run side by side."""

BUILT: dict[str, Matrix] = {"kills": kills.BUILT, "window": built_window.MATRIX}
"""Those of a built program, by the name of what they do with the program from source."""
