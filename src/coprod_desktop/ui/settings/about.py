"""About and credits: whose words these are, which version this is, and what it is made of."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from coprod_desktop import __version__
from coprod_desktop.content.model import Line, Recipe, SectionId
from coprod_desktop.ui.ask import Ask
from coprod_desktop.ui.settings.licences import LicenceTexts
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.announce import announce
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.layouts import AutoGrid, column, holder, row, tall_as_needed
from coprod_desktop.ui.widgets.marks import AppIcon
from coprod_desktop.ui.widgets.text import Text

# Names and licences as they are written everywhere: nothing here is translated. NOTICE has the whole of it.
_MADE_OF = (
    ("Python", "PSF-2.0"),
    ("PySide6, Shiboken6, Qt", "LGPL-3.0"),
    ("SQLite", "Public domain"),
    ("SQLite3 Multiple Ciphers", "MIT"),
    ("APSW", "OSI-approved, any"),
    ("argon2-cffi, Argon2", "MIT, CC0 or Apache-2.0"),
    ("cryptography, OpenSSL", "Apache-2.0"),
    ("cffi", "MIT-0"),
    ("filelock", "MIT"),
    ("icalendar", "BSD-2-Clause"),
    ("jeepney (on Linux)", "MIT"),
    ("markdown-it-py, mdurl", "MIT"),
    ("python-dateutil", "BSD-3-Clause"),
    ("python-docx", "MIT"),
    ("lxml", "BSD-3-Clause"),
    ("SecretStorage (on Linux)", "BSD-3-Clause"),
    ("typing_extensions", "PSF-2.0"),
    ("typst", "Apache-2.0"),
    ("Atkinson Hyperlegible Next", "OFL-1.1"),
    ("Lexend", "OFL-1.1"),
    ("OpenDyslexic", "OFL-1.1"),
    ("Noto, Amiri", "OFL-1.1"),
    ("Lucide", "ISC, MIT"),
    ("PyInstaller", "GPL-2.0 or later, with an exception"),
)


class AboutSection(QWidget):
    """Nothing here can be changed; the details for a bug report can be copied."""

    def __init__(self, theme: Theme, recipe: Recipe, ask: Ask) -> None:
        super().__init__()
        self._theme, self._ask = theme, ask
        box = column(theme, self, gap=10)
        head = row(theme, gap=16)
        head.addWidget(AppIcon(theme, 56))
        head.grow(Text(theme, self.tr("About and credits"), "h1"))
        box.addLayout(head)
        version = self.tr("Co-production Companion {version}").format(version=__version__)
        box.addWidget(Text(theme, version, "lead", selectable=True))
        box.space(4)
        box.addWidget(Text(theme, self.tr("Newer versions"), "h3"))
        newer = self.tr(
            "The program never looks for updates itself. Ask for newer versions where you got this one: "
            "whoever gave it to you, or looks after your computer, can tell you. "
            "Close the program and install the newer one over it. Your journal stays as it is."
        )
        box.addWidget(Text(theme, newer, "body"))
        box.space(4)
        box.addWidget(Text(theme, self.tr("The words"), "h3"))
        box.addWidget(self._linked(recipe.credit))
        for paragraph in recipe.section(SectionId.LICENCE).paragraphs:
            box.addWidget(self._linked(paragraph.runs))
        ours = self.tr("Easier words, short labels and writing prompts are ours, and are marked so.")
        box.addWidget(Text(theme, ours, "body", "secondary"))
        box.space(8)
        box.addWidget(Text(theme, self.tr("The program"), "h3"))
        licence = self.tr("The program is free and open, under the MIT licence. It is made with:")
        box.addWidget(Text(theme, licence, "body"))
        box.addWidget(self._parts())
        box.addWidget(LicenceTexts(theme))
        box.space(8)
        box.addWidget(Text(theme, self.tr("Details for a bug report"), "h3"))
        only = self.tr("Versions and settings only, never anything you wrote.")
        box.addWidget(Text(theme, only, "body", "secondary"))
        box.addWidget(Text(theme, self.details(), "small", "text", selectable=True))
        self._copy = Button(theme, self.tr("Copy details"), "secondary", "copy", compact=True)
        self._copy.clicked.connect(self._copy_details)
        box.addWidget(self._copy)
        box.addStretch(1)
        tall_as_needed(self)

    def details(self) -> str:
        """Versions and settings, one a line."""
        looks = self._theme.appearance
        size = str(looks.text_percent) if looks.text_percent else "system"
        # Asked of Qt: on Windows Python's own answer loads a networking module for the computer's name.
        system = (
            f"{QSysInfo.prettyProductName()}, {QSysInfo.kernelVersion()}, {QSysInfo.currentCpuArchitecture()}"
        )
        lines = (
            f"Co-production Companion {__version__}",
            f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
            f"{system}, {QGuiApplication.platformName()}",
            f"colours {looks.colours}, text {size}, typeface {looks.typeface}",
        )
        return "\n".join(lines)

    def _parts(self) -> QWidget:
        grid = AutoGrid(self._theme, 230, 10, 3)
        for name, licence in _MADE_OF:
            cell = column(self._theme)
            cell.addWidget(Text(self._theme, name, "smallStrong"))
            cell.addWidget(Text(self._theme, licence, "small", "secondary"))
            grid.addWidget(holder(cell))
        return holder(grid)

    def _linked(self, runs: Line) -> Text:
        text = Text(self._theme, "", "body", selectable=True)
        text.set_runs(runs)
        text.linkActivated.connect(self._open)
        return text

    def _open(self, address: str) -> None:
        self._ask.open_link(self, address)

    def _copy_details(self) -> None:
        self._ask.copy_text(self.details())
        self._copy.setText(self.tr("Copied"))
        announce(self, self.tr("Copied"))
