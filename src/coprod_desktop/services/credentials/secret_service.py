"""Linux: the Secret Service of the session (GNOME Keyring, KWallet, KeePassXC), over the session's bus.

`secretstorage` is what `keyring` uses there; `keyring` itself would load TLS and HTTP (see
docs/decisions/sign-in.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from coprod_desktop.services.credentials.errors import (
    SignInError,
    SignInKeyMissing,
    SignInStoreAbsent,
    SignInStoreLocked,
    SignInStoreRefused,
)

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection
    from secretstorage import Collection, Item

_APPLICATION: Final = "coprod-desktop"


class SecretService:
    """See `worker.Backend`."""

    def __init__(self, service: str) -> None:
        self._service = service

    def check(self) -> None:
        """See `worker.Backend`. A service that the bus can start is one that is there."""
        with self._connected():
            pass

    def read(self, vault: str) -> bytes:
        """See `worker.Backend`."""
        with self._connected() as bus:
            for item in self._items(bus, vault):
                _unlock(item)
                return item.get_secret()
        raise SignInKeyMissing

    def write(self, vault: str, value: bytes) -> None:
        """See `worker.Backend`."""
        from secretstorage import get_default_collection

        with self._connected() as bus:
            collection = get_default_collection(bus)
            _unlock(collection)
            collection.create_item(self._service, self._attributes(vault), value, replace=True)

    def delete(self, vault: str) -> None:
        """See `worker.Backend`."""
        with self._connected() as bus:
            for item in self._items(bus, vault):
                _unlock(item)
                item.delete()

    def _attributes(self, vault: str) -> dict[str, str]:
        return {"application": _APPLICATION, "service": self._service, "username": vault}

    def _items(self, bus: DBusConnection, vault: str) -> list[Item]:
        """What is kept for a journal; some services show a locked collection's items only once it is open."""
        from secretstorage import Collection, ItemNotFoundException, search_items

        if found := list(search_items(bus, self._attributes(vault))):
            return found
        try:
            collection = Collection(bus)
        except ItemNotFoundException:
            return []
        if not collection.is_locked():
            return []
        _unlock(collection)
        return list(search_items(bus, self._attributes(vault)))

    @contextmanager
    def _connected(self) -> Iterator[DBusConnection]:
        """A connection to the bus on which the service is, with its faults told in our words."""
        import secretstorage as library
        from jeepney import DBusErrorResponse

        try:
            bus = library.dbus_init()
        except (library.SecretStorageException, OSError, RuntimeError) as fault:
            raise SignInStoreAbsent from fault
        try:
            if not library.check_service_availability(bus):
                raise SignInStoreAbsent
            yield bus
        except SignInError:
            raise
        except library.SecretServiceNotAvailableException as fault:
            raise SignInStoreAbsent from fault
        except (library.LockedException, library.PromptDismissedException) as fault:
            raise SignInStoreLocked from fault
        except library.ItemNotFoundException as fault:
            raise SignInKeyMissing from fault
        except (library.SecretStorageException, DBusErrorResponse, OSError) as fault:
            raise SignInStoreRefused from fault
        finally:
            bus.close()


def _unlock(held: Collection | Item) -> None:
    """Have the system ask for it to be unlocked, if it is not.

    Raises:
        SignInStoreLocked: whoever was asked did not unlock it.
    """
    if held.is_locked():
        held.unlock()
        if held.is_locked():
            raise SignInStoreLocked
