"""Looking at how things have been: the growth picture, and giving it away as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coprod_desktop.content.model import Recipe
from coprod_desktop.domain.growth import GrowthPicture
from coprod_desktop.services.unlocking import Unlocking


class Growing:
    """What a person does with the growth picture."""

    def __init__(self, unlocking: Unlocking, recipe: Recipe) -> None:
        self._unlocking, self._recipe = unlocking, recipe

    def picture(self) -> GrowthPicture:
        """The picture of the journal as it is now.

        Raises:
            KnownError: the journal could not be read.
        """
        return self._unlocking.vault.growth.picture([question.id for question in self._recipe.questions])


def save_picture(data: bytes, target: Path, is_whole: Callable[[bytes], bool]) -> Path:
    """Save a picture whole or not at all, read it back, and say where it is. It does not touch the journal.

    Raises:
        KnownError: it could not be saved; what stood at ``target`` is still there.
    """
    from coprod_desktop.export import files

    files.save(data, target, is_whole)
    return target
