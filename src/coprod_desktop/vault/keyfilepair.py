"""The two copies of the key file on disk: read together, written one after the other.

The first copy is replaced, then the second. A crash between the two leaves the first one newer; the
next opening rolls the second forward. A damaged or missing copy is put back from the other in the same
way, so that one bad sector never locks a person out.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from coprod_desktop.vault.errors import (
    JournalDamaged,
    JournalNewer,
    KeyFileDamaged,
    KeyFileMissing,
    VaultError,
)
from coprod_desktop.vault.files import Disk, is_there, open_to_read, sweep, told_plainly, write_whole
from coprod_desktop.vault.kdf import KdfPolicy
from coprod_desktop.vault.keyfile import LARGEST, KeyFile, read_key_file

KEYS_NAME = "journal.keys"
COPY_NAME = "journal.keys.copy"


class KeyFilePair:
    """``journal.keys`` and ``journal.keys.copy`` of one folder."""

    def __init__(self, folder: Path, policy: KdfPolicy, disk: Disk) -> None:
        self._paths = (folder / KEYS_NAME, folder / COPY_NAME)
        self._policy = policy
        self._disk = disk

    @property
    def policy(self) -> KdfPolicy:
        """What a slot costs that is made, and which costs are accepted."""
        return self._policy

    @property
    def disk(self) -> Disk:
        """Where all of the journal is written."""
        return self._disk

    @property
    def path(self) -> Path:
        """The first copy."""
        return self._paths[0]

    def exists(self) -> bool:
        """Whether any of the two is there."""
        return any(is_there(path) for path in self._paths)

    def read(self, vault_id: bytes | None = None) -> KeyFile:
        """The newest whole copy; with ``vault_id``, the newest that belongs to that journal.

        Raises:
            KeyFileMissing: neither is there.
            JournalNewer: the best that is there was written by a newer program.
            KeyFileDamaged: what is there is damaged.
            JournalDamaged: what is there is whole, and belongs to another journal (``mismatch``).
        """
        found = [content for path in self._paths if (content := _bytes_of(path)) is not None]
        if not found:
            raise KeyFileMissing(path=self.path)
        whole: list[KeyFile] = []
        newer: JournalNewer | None = None
        for content in found:
            try:
                whole.append(read_key_file(content, self._policy))
            except JournalNewer as error:
                newer = error
            except KeyFileDamaged:
                continue
        if newer is not None:
            raise newer
        if not whole:
            raise KeyFileDamaged(path=self.path)
        matching = [key_file for key_file in whole if vault_id in (None, key_file.vault_id)]
        if not matching:
            raise JournalDamaged(path=self.path, reason="mismatch")
        return max(matching, key=lambda key_file: key_file.seq)

    def read_if_whole(self, vault_id: bytes) -> KeyFile | None:
        """The same, or None where the recovery code has to do without it.

        Raises:
            JournalNewer, VaultError: as `read`, but for what is missing, damaged or another journal's.
        """
        try:
            return self.read(vault_id)
        except (KeyFileMissing, KeyFileDamaged, JournalDamaged):
            return None

    def write(self, key_file: KeyFile) -> None:
        """Put this key file in both places.

        Raises:
            VaultError: one of them could not be written.
        """
        content = key_file.to_bytes()
        for path in self._paths:
            write_whole(path, content, self._disk)

    def replace(self, key_file: KeyFile) -> None:
        """Put this key file in the place of an older one of the same journal.

        It holds from the moment the first copy is written. A second copy that cannot be written then
        is rolled forward at the next opening.

        Raises:
            VaultError: the first copy could not be written; the older key file still holds.
        """
        content = key_file.to_bytes()
        try:
            write_whole(self.path, content, self._disk)
        except VaultError:
            # In place all the same, and only its folder's list not known to be on the disk: then it holds.
            if _bytes_of(self.path) != content:
                raise
        self.roll_forward(key_file)

    def roll_forward(self, key_file: KeyFile) -> None:
        """Make both copies hold this genuine key file, if they can be written. Usually they do already."""
        content = key_file.to_bytes()
        for path in self._paths:
            with suppress(VaultError):
                if _bytes_of(path) != content:
                    write_whole(path, content, self._disk)

    def sweep(self) -> None:
        """Take away what interrupted writes left behind. Only while the journal is locked by us."""
        for path in self._paths:
            with told_plainly(path.parent):
                sweep(path)

    def remove(self) -> None:
        """Delete both copies: only for a journal whose making failed."""
        for path in self._paths:
            path.unlink(missing_ok=True)


def _bytes_of(path: Path) -> bytes | None:
    """The file's bytes, never many more than a key file may have; None when it is not there."""
    with told_plainly(path.parent):
        try:
            with open_to_read(path) as stream:
                return stream.read(LARGEST + 1)
        except FileNotFoundError:
            return None
