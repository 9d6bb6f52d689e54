"""What could reach another computer, and the exceptions that are made, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable

NETWORKING = frozenset(
    {
        "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtHttpServer",
        "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebView",
        "_socket", "socket", "_ssl", "ssl", "socketserver", "asyncio", "multiprocessing.connection",
        "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "nntplib", "xmlrpc",
        "requests", "urllib3", "httpx", "aiohttp",
    }
)  # fmt: skip

# What stands in the call of a socket that cannot leave the computer: why it is opened.
LOCAL_SOCKETS: dict[str, str] = {}

NETWORK_LIBRARIES = re.compile(r"^(libQt6Network\b.*|_socket\..*\.so|_ssl\..*\.so|libssl\..*|libcurl.*)$")
"""File names of shared libraries that talk to the network."""


def networking_modules(names: Iterable[str]) -> set[str]:
    """Those of the imported modules that are for the network."""
    beginnings = tuple(f"{known}." for known in NETWORKING)
    return {name for name in names if name in NETWORKING or name.startswith(beginnings)}
