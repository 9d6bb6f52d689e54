"""The program's `Info.plist`: what macOS asks of a program before it starts it.

Made from `product.py` and not kept as a file, so that version, names and document type cannot come apart
from those of the other systems. It asks for nothing: no camera, no microphone, no contacts, no place. What is
not asked for here, macOS refuses.
"""

from __future__ import annotations

import re
from typing import Any

import product

OLDEST_MACOS = "15.0"
"""What Qt's bindings for Python say in their own files; `wheels.toml` lists all of them."""
DOCUMENT_ID = f"{product.BUNDLE_ID}.journal-copy"
CATEGORY = "public.app-category.productivity"


def info() -> dict[str, Any]:
    """All of it, as `plistlib` takes it.

    Names, icon and the program's file are filled in by PyInstaller from the spec, and said here again where
    its choice would be another.
    """
    numbers = _numbers(product.version())
    return {
        "CFBundleName": product.NAME,
        "CFBundleDisplayName": product.NAME,
        "CFBundleIdentifier": product.BUNDLE_ID,
        "CFBundleExecutable": product.COMMAND,
        "CFBundlePackageType": "APPL",
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleShortVersionString": numbers,
        "CFBundleVersion": numbers,
        "CFBundleDevelopmentRegion": _languages()[0],
        "CFBundleLocalizations": _languages(),
        "CFBundleDocumentTypes": [_document()],
        "UTExportedTypeDeclarations": [_type()],
        "LSApplicationCategoryType": CATEGORY,
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": product.COPYRIGHT,
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,  # dark mode is wanted
        "NSSupportsAutomaticGraphicsSwitching": True,  # text needs no second graphics chip
    }


def _numbers(version: str) -> str:
    """At most three numbers with dots: macOS knows no other form of version."""
    match = re.match(r"\d+(?:\.\d+){0,2}", version)
    if match is None:
        raise ValueError(f"{version} does not begin with a number")
    return match[0]


def _languages() -> list[str]:
    """The languages that the program's words are there in; the system's own file windows follow them."""
    return sorted(
        folder.name for folder in (product.ROOT / "resources" / "content").iterdir() if folder.is_dir()
    )


def _document() -> dict[str, Any]:
    """The program makes and opens journals in one file, and nobody else does."""
    return {
        "CFBundleTypeName": product.DOCUMENT_NAME,
        "CFBundleTypeRole": "Editor",
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [DOCUMENT_ID],
    }


def _type() -> dict[str, Any]:
    """A type of its own that is bare data: not text, not an archive, so nothing tries to look inside."""
    return {
        "UTTypeIdentifier": DOCUMENT_ID,
        "UTTypeDescription": product.DOCUMENT_NAME,
        "UTTypeConformsTo": ["public.data"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [product.EXTENSION],
            "public.mime-type": [product.MIME_TYPE],
        },
    }
