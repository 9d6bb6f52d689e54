"""From a passphrase to a key: Argon2id, made slow enough for guessing and bounded against abuse."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coprod_desktop.vault.errors import NotEnoughMemory, PassphraseTooShort

MINIMUM_PASSPHRASE = 8
"""Fewest characters of a new passphrase, counted after normalisation."""

SALT_BYTES = 16
WRAPPING_KEY_BYTES = 32
ARGON2_VERSION = 19
"""Version 1.3 of Argon2, as RFC 9106 describes it."""

_MIB = 1024


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """What one slot's key was made with: memory in KiB, passes over it, parallel lanes, salt."""

    memory_kib: int
    passes: int
    lanes: int
    salt: bytes


@dataclass(frozen=True, slots=True)
class KdfPolicy:
    """What a new slot costs, and which costs are accepted when a slot is read.

    The bounds keep a changed key file from asking for hardly any work, or for more memory and time
    than a computer has. A test hands in a cheap policy of its own; no file can.
    """

    memory_kib: tuple[int, ...] = (256 * _MIB, 128 * _MIB, 64 * _MIB)
    """Tried in turn, for a computer that cannot give the first."""
    passes: int = 3
    lanes: int = 4
    target_seconds: float = 0.75
    """Passes are raised until a guess takes about this long here. 0 leaves them alone."""
    least_memory_kib: int = 19 * _MIB
    most_memory_kib: int = 512 * _MIB
    """Twice what a slot was ever made with."""
    least_passes: int = 3
    most_passes: int = 64
    most_lanes: int = 16
    most_work: int = 256 * _MIB * 64
    """Of all slots of a key file together: memory in KiB times passes. As much as one slot that this program
    makes can ask for, and it makes one; a wrong passphrase is tried on all."""

    def accepts(self, parameters: KdfParameters) -> bool:
        """Whether a slot with these parameters may be worked on at all."""
        return (
            self.least_memory_kib <= parameters.memory_kib <= self.most_memory_kib
            and self.least_passes <= parameters.passes <= self.most_passes
            and 1 <= parameters.lanes <= self.most_lanes
            and parameters.memory_kib >= 8 * parameters.lanes
            and len(parameters.salt) == SALT_BYTES
        )

    def accepts_all(self, slots: Sequence[KdfParameters]) -> bool:
        """Whether the slots of one key file may be worked on, one after the other."""
        work = sum(each.memory_kib * each.passes for each in slots)
        return all(map(self.accepts, slots)) and work <= self.most_work


STANDARD = KdfPolicy()


def require_good_length(passphrase: str) -> None:
    """Refuse a new passphrase that is too short.

    Raises:
        PassphraseTooShort: it has fewer than eight characters.
    """
    if len(unicodedata.normalize("NFC", passphrase)) < MINIMUM_PASSPHRASE:
        raise PassphraseTooShort(minimum=MINIMUM_PASSPHRASE)


def wrapping_key(passphrase: str, parameters: KdfParameters) -> bytes:
    """The 32 bytes that seal a slot. Takes as long as the parameters say.

    The passphrase is normalised to NFC, so that the same letters typed on another keyboard or system
    give the same key.

    Raises:
        NotEnoughMemory: the system cannot give the memory that the slot asks for.
    """
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
            parameters.salt,
            time_cost=parameters.passes,
            memory_cost=parameters.memory_kib,
            parallelism=parameters.lanes,
            hash_len=WRAPPING_KEY_BYTES,
            type=Type.ID,
            version=ARGON2_VERSION,
        )
    except (HashingError, MemoryError) as error:
        raise NotEnoughMemory(mebibytes=parameters.memory_kib // _MIB) from error


def tuned(policy: KdfPolicy, salt: bytes) -> KdfParameters:
    """Parameters for a new slot: as costly as this computer allows within the policy's target.

    Takes about as long as one unlocking.

    Raises:
        NotEnoughMemory: not even the least memory of the policy can be had.
    """
    for memory_kib in policy.memory_kib[:-1]:
        try:
            return _tuned_with(policy, KdfParameters(memory_kib, policy.passes, policy.lanes, salt))
        except NotEnoughMemory:
            continue
    return _tuned_with(policy, KdfParameters(policy.memory_kib[-1], policy.passes, policy.lanes, salt))


def stronger(policy: KdfPolicy, present: KdfParameters, seconds: float, salt: bytes) -> KdfParameters | None:
    """Parameters in the place of a slot's that is weak by now, else None.

    They cost more memory, or as much and more passes. ``seconds`` is what a guess at the present slot took
    just now: one that takes half the target or more is left alone, so that a slot is not made anew whenever
    the computer is a little less busy. Whether more memory can be had shows only when it is used; then
    `wrapping_key` raises `NotEnoughMemory`.
    """
    wanted = max(policy.memory_kib[0], present.memory_kib)
    quick = bool(policy.target_seconds) and seconds < policy.target_seconds / 2
    if wanted == present.memory_kib and not quick:
        return None
    work = present.memory_kib * present.passes
    if policy.target_seconds:
        work = max(work, int(work * policy.target_seconds / max(seconds, 1e-6)))
    passes = min(max(policy.passes, -(-work // wanted)), policy.most_passes)
    made = KdfParameters(wanted, passes, max(policy.lanes, present.lanes), salt)
    is_stronger = (made.memory_kib, made.passes) > (present.memory_kib, present.passes)
    return made if is_stronger and policy.accepts_all([made]) else None


def _tuned_with(policy: KdfPolicy, least: KdfParameters) -> KdfParameters:
    if not policy.target_seconds:
        return least
    begun = time.perf_counter()
    wrapping_key("how long does this take", least)
    seconds_a_pass = (time.perf_counter() - begun) / least.passes
    passes = int(policy.target_seconds / seconds_a_pass)
    return replace(least, passes=min(max(passes, least.passes), policy.most_passes))
