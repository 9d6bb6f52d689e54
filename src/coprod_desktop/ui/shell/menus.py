"""The standard menu bar. Every action has its usual key, and its usual place on each system."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from coprod_desktop.ui.shell.topbar import Tab

Keys = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class ColoursChosen:
    """Which colours were picked in the View menu: a key of `services.preferences.COLOURS`."""

    colours: str


class Menus(QObject):
    """Builds the menus on a window and tells of what is chosen by signals."""

    go = Signal(object)
    new_note = Signal()
    new_reflection = Signal()
    prepare_export = Signal()
    save_copy = Signal()
    open_copy = Signal()
    print_page = Signal()
    show_to_group = Signal()
    lock = Signal()
    quit = Signal()
    find = Signal()
    move_to_bin = Signal()
    edit_opened = Signal()
    back = Signal()
    settings = Signal()
    read_aloud = Signal()
    larger = Signal()
    smaller = Signal()
    normal_size = Signal()
    colours = Signal(object)
    guide = Signal()
    shortcuts = Signal()
    about = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._private: list[QAction] = []
        self._colours: dict[str, QAction] = {}
        self._build_file()
        self._build_edit()
        self._build_view()
        self._build_go()
        self._build_help()

    def set_unlocked(self, unlocked: bool, *, copy: bool) -> None:
        """Offer what needs the open journal only while it is open, and Lock also while a ``copy`` is."""
        for action in self._private:
            action.setEnabled(unlocked)
        self._lock.setEnabled(unlocked or copy)

    def offer_bin(self, offered: bool) -> None:
        """Offer to move an entry to the bin only while one is in view."""
        self._bin.setEnabled(offered)

    def show_colours(self, colours: str) -> None:
        """Tick the colours that are in use."""
        self._colours[colours].setChecked(True)

    def _build_file(self) -> None:
        menu = self._menu(self.tr("&File"))
        self._add(menu, self.tr("New &entry"), self.new_note, Keys.New)
        self._add(menu, self.tr("New &reflection"), self.new_reflection, "Ctrl+Shift+N")
        menu.addSeparator()
        export = self._add(menu, self.tr("&Prepare for supervision…"), self.prepare_export, "Ctrl+Shift+E")
        menu.addSeparator()
        save = self._add(menu, self.tr("&Save a copy of my journal…"), self.save_copy, None)
        self._add(menu, self.tr("&Open a copy…"), self.open_copy, Keys.Open)
        menu.addSeparator()
        self._add(menu, self.tr("Pr&int…"), self.print_page, Keys.Print)
        self._add(menu, self.tr("Show to a &group"), self.show_to_group, "F5")
        menu.addSeparator()
        self._lock = self._add(menu, self.tr("&Lock"), self.lock, "Ctrl+L")
        self._private += [export, save]
        menu.addSeparator()
        leave = self._add(menu, self.tr("&Quit"), self.quit, "Ctrl+Q")
        leave.setMenuRole(QAction.MenuRole.QuitRole)

    def _build_edit(self) -> None:
        menu = self._menu(self.tr("&Edit"))
        words: tuple[tuple[str, QKeySequence.StandardKey, str], ...] = (
            (self.tr("&Undo"), Keys.Undo, "undo"),
            (self.tr("&Redo"), Keys.Redo, "redo"),
            (self.tr("Cu&t"), Keys.Cut, "cut"),
            (self.tr("&Copy"), Keys.Copy, "copy"),
            (self.tr("&Paste"), Keys.Paste, "paste"),
            (self.tr("Select &all"), Keys.SelectAll, "selectAll"),
        )
        for text, key, slot in words:
            action = _Focused(text, slot, menu)
            action.setShortcut(key)
            # The field itself takes these keys first; the shortcut is there to be read and for other places.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            menu.addAction(action)
        menu.addSeparator()
        self._bin = self._add(menu, self.tr("&Move to bin"), self.move_to_bin, Keys.Delete)
        # The list and the reader take this key; elsewhere it deletes a letter.
        self._bin.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._bin.setEnabled(False)
        menu.aboutToShow.connect(self.edit_opened)
        menu.addSeparator()
        self._add(menu, self.tr("&Find…"), self.find, Keys.Find)

    def _build_view(self) -> None:
        menu = self._menu(self.tr("&View"))
        # On a Mac, F8 belongs to the player of music.
        aloud = "Ctrl+Shift+R" if sys.platform == "darwin" else "F8"
        self._add(menu, self.tr("Read &aloud, or pause"), self.read_aloud, aloud)
        menu.addSeparator()
        self._add(menu, self.tr("&Larger text"), self.larger, Keys.ZoomIn).setShortcuts(
            [QKeySequence(Keys.ZoomIn), QKeySequence("Ctrl+=")]
        )
        self._add(menu, self.tr("&Smaller text"), self.smaller, Keys.ZoomOut)
        self._add(menu, self.tr("&Normal text size"), self.normal_size, "Ctrl+0")
        menu.addSeparator()
        group = QActionGroup(menu)
        for key, text in (
            ("system", self.tr("Colours like the &computer's")),
            ("light", self.tr("L&ight colours")),
            ("dark", self.tr("&Dark colours")),
            ("highContrast", self.tr("&High contrast")),
        ):
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setData(key)
            group.addAction(action)
            menu.addAction(action)
            self._colours[key] = action
        group.triggered.connect(self._colours_picked)

    def _build_go(self) -> None:
        menu = self._menu(self.tr("&Go"))
        for tab, text in (
            (Tab.RECIPE, self.tr("&Recipe")),
            (Tab.REFLECT, self.tr("Re&flect")),
            (Tab.JOURNAL, self.tr("&Journal")),
        ):
            action = QAction(text, menu)
            action.setData(tab)
            action.setShortcut(QKeySequence(f"Ctrl+{tab + 1}"))
            action.triggered.connect(self._tab_picked)
            menu.addAction(action)
        menu.addSeparator()
        settings = self._add(menu, self.tr("&Settings…"), self.settings, "Ctrl+,")
        settings.setMenuRole(QAction.MenuRole.PreferencesRole)

    def _build_help(self) -> None:
        menu = self._menu(self.tr("&Help"))
        self._add(menu, self.tr("&Guide"), self.guide, Keys.HelpContents)
        self._add(menu, self.tr("&Keyboard shortcuts"), self.shortcuts, "Ctrl+/")
        about = self._add(menu, self.tr("&About"), self.about, None)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _menu(self, title: str) -> QMenu:
        return self._window.menuBar().addMenu(title)

    def _add(
        self,
        menu: QMenu,
        text: str,
        told: object,
        key: QKeySequence.StandardKey | str | None,
    ) -> QAction:
        action = QAction(text, menu)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(told)
        menu.addAction(action)
        return action

    def _tab_picked(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.go.emit(Tab(action.data()))

    def _colours_picked(self, action: QAction) -> None:
        self.colours.emit(ColoursChosen(action.data()))

    def shortcut_list(self) -> list[tuple[str, str]]:
        """Every action with its keys, in the order of the menus, for the page of shortcuts."""
        rows: list[tuple[str, str]] = []
        for menu in self._window.menuBar().findChildren(QMenu):
            for action in menu.actions():
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                if keys:
                    rows.append((action.text().replace("&", "").rstrip("…"), keys))
        return rows


class _Focused(QAction):
    """Does in the field that has the focus what the field itself calls ``slot``."""

    def __init__(self, text: str, slot: str, parent: QObject) -> None:
        super().__init__(text, parent)
        self._slot = slot
        self.triggered.connect(self._do)

    def _do(self) -> None:
        field: QWidget | None = QApplication.focusWidget()
        act = getattr(field, self._slot, None)
        if callable(act):
            act()
