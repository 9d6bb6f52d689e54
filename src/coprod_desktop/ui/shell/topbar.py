"""The bar at the top: name, tabs, Settings and Lock. It breaks into two lines when it is narrow."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QTabBar

from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button
from coprod_desktop.ui.widgets.cards import Bar
from coprod_desktop.ui.widgets.layouts import row
from coprod_desktop.ui.widgets.text import Text

NAME_FROM = 1060
"""Effective width in pixels from which the program's name stands beside its icon."""
ICON = 34
ICONS = ("cooking-pot", "message-circle-question-mark", "notebook-pen")


class Tab(IntEnum):
    """The three tabs, by their place in the bar."""

    RECIPE = 0
    REFLECT = 1
    JOURNAL = 2


class TopBar(Bar):
    """Emits ``chosen`` with a `Tab` when somebody picks one, also when it is the one already shown."""

    chosen = Signal(object)
    settings = Signal()
    lock = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "topbar")
        self._icon = QLabel()
        self._name = Text(theme, self.tr("Co-production Companion"), "h3", wrap=False, weight=800)
        self._tabs = self._make_tabs()
        self._tabs.setProperty("away", False)
        self._settings = Button(theme, self.tr("Settings"), kind="quiet", icon="settings-2")
        self._settings.clicked.connect(self.settings)
        self._lock = Button(theme, self.tr("Lock"), icon="lock-keyhole", compact=True)
        self._lock.clicked.connect(self.lock)
        self._lock.setToolTip(self.tr("Save, close and lock the journal"))
        self._left = row(theme, None, 0, 8)
        self._left.addWidget(self._icon)
        self._left.addWidget(self._name)
        self._left.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignBottom)
        self._left.addStretch(1)
        self._right = row(theme, None, 0, 8)
        self._right.addStretch(1)
        for action in (self._settings, self._lock):
            self._right.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        self._lines = row(theme, self, (20, 0, 16, 0))
        self._lines.addLayout(self._left, 1)
        self._lines.addLayout(self._right)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def tabs(self) -> QTabBar:
        """The tab bar itself, for focus."""
        return self._tabs

    def show_tab(self, tab: Tab | None) -> None:
        """Mark a tab as the one that is shown; None when the page belongs to no tab."""
        if tab is not None and self._tabs.currentIndex() != tab:
            self._tabs.blockSignals(True)
            self._tabs.setCurrentIndex(tab)
            self._tabs.blockSignals(False)
        away = tab is None
        if self._tabs.property("away") != away:
            self._tabs.setProperty("away", away)
            self._tabs.style().unpolish(self._tabs)
            self._tabs.style().polish(self._tabs)
            # Polishing gives the tabs the font back that they had when they were first shown.
            self._tabs.setFont(self._theme.font("label"))
            self._arrange()

    def set_unlocked(self, unlocked: bool) -> None:
        """Offer Lock only while there is something to lock."""
        self._lock.setVisible(unlocked)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break into two lines, or leave the name out, as the width asks."""
        super().resizeEvent(event)
        self._arrange()

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setElideMode(Qt.TextElideMode.ElideNone)
        tabs.setUsesScrollButtons(False)
        tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tabs.setAccessibleName(self.tr("Places in the program"))
        for name in (self.tr("Recipe"), self.tr("Reflect"), self.tr("Journal")):
            tabs.addTab(name)
        tabs.tabBarClicked.connect(self._clicked)
        tabs.currentChanged.connect(self._changed)
        return tabs

    def _changed(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(Tab(index))

    def _clicked(self, index: int) -> None:
        # A click on another tab changes the current one; a click on this one leads back from Settings.
        if index >= 0 and index == self._tabs.currentIndex():
            self.chosen.emit(Tab(index))

    def _restyle(self) -> None:
        theme = self._theme
        self._icon.setPixmap(theme.app_pix(theme.tx(ICON)))
        self._restyled = True
        self._tabs.setFont(theme.font("label"))
        self._tabs.setIconSize(theme.icon_size(22))
        self._show_tab_icons(True)
        # The tabs' own left padding is part of the distance to the name.
        self._name.setContentsMargins(theme.sp(4), 0, theme.sp(20), 0)
        self._arrange()

    def _arrange(self) -> None:
        """Leave out what is no action (the name, the icon, the tabs' icons), or break into two lines."""
        width = self.width()
        self._show_tab_icons(True)
        self._name.setVisible(self._theme.eff(width) >= NAME_FROM)
        actions = self._tabs.sizeHint().width() + self._right.sizeHint().width() + self._theme.sp(44)
        self._icon.setVisible(actions + self._theme.tx(ICON) + self._theme.sp(8) <= width)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = down if actions > width else across
        self._show_tab_icons(self._tabs.sizeHint().width() + self._theme.sp(36) <= width)
        if self._lines.direction() != wanted:
            self._lines.setDirection(wanted)
            self._lines.invalidate()

    def _show_tab_icons(self, shown: bool) -> None:
        if shown == (not self._tabs.tabIcon(0).isNull()) and not self._restyled:
            return
        self._restyled = False
        for index, name in enumerate(ICONS):
            icon = self._theme.icon(name, "text", 22) if shown else QIcon()
            self._tabs.setTabIcon(index, icon)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the tabs alone: everything else goes below them."""
        return QSize(self._tabs.sizeHint().width(), super().minimumSizeHint().height())
