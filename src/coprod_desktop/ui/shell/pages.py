"""The pages of the window, each made when it is first wanted: a start makes the recipe alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QSize, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from coprod_desktop.ui.copied import mark_private
from coprod_desktop.ui.recipe.tab import RecipeTab
from coprod_desktop.ui.shell.locking import PrivatePage
from coprod_desktop.ui.shell.parts import Parts

if TYPE_CHECKING:
    from coprod_desktop.ui.copies.page import CopyPage
    from coprod_desktop.ui.export.flow import ExportFlow
    from coprod_desktop.ui.group.page import GroupPage
    from coprod_desktop.ui.guide.page import GuidePage
    from coprod_desktop.ui.journal.place import Place as JournalPlace
    from coprod_desktop.ui.journal.tab import JournalTab
    from coprod_desktop.ui.paper.page import PaperPage
    from coprod_desktop.ui.reading_aloud.readable import Readable
    from coprod_desktop.ui.reflect.tab import Place as ReflectPlace
    from coprod_desktop.ui.reflect.tab import ReflectTab
    from coprod_desktop.ui.settings.page import SettingsPage
    from coprod_desktop.ui.shell.gate import Gate

W = TypeVar("W", bound=QWidget)


class PageStack(QStackedWidget):
    """Takes the room there is. Every page scrolls by itself, so none ever asks for more height."""

    def hasHeightForWidth(self) -> bool:
        """No: else the window would scroll as far as a page is long."""
        return False

    def sizeHint(self) -> QSize:
        """As little as the pages can do with."""
        return self.minimumSizeHint()


class Pages(QObject):
    """Makes pages, keeps them in one stack, and tells when a new one has been made.

    The ``…_made`` signals let the shell connect a page's own signals once.
    """

    gate_made = Signal(object)
    reflect_made = Signal(object)
    journal_made = Signal(object)
    export_made = Signal(object)
    settings_made = Signal(object)
    guide_made = Signal(object)
    copy_made = Signal(object)
    paper_made = Signal(object)
    group_made = Signal(object)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.stack = PageStack()
        self.recipe = RecipeTab(parts.theme, parts.recipe, parts.ask)
        self.stack.addWidget(self.recipe)
        self._gate: Gate | None = None
        self._reflect: ReflectTab | None = None
        self._journal: JournalTab | None = None
        self._export: ExportFlow | None = None
        self._settings: SettingsPage | None = None
        self._guide: GuidePage | None = None
        self._copy: CopyPage | None = None
        self._paper: PaperPage | None = None
        self._group: GroupPage | None = None

    def show(self, page: QWidget) -> None:
        """Bring a page to the front."""
        self.stack.setCurrentWidget(page)

    @property
    def current(self) -> QWidget | None:
        """The page in front."""
        return self.stack.currentWidget()

    @property
    def shows_guide(self) -> bool:
        """Whether the guide, or the page of shortcuts, is in front."""
        return self._guide is not None and self.current is self._guide

    def gate(self) -> Gate:
        """The first-run pages and the unlock panel."""
        if self._gate is None:
            from coprod_desktop.ui.shell.gate import Gate

            self._gate = self._add(Gate(self._parts), self.gate_made)
        return self._gate

    def reflect(self) -> ReflectTab:
        """The Reflect tab. Only while the journal is open."""
        if self._reflect is None:
            from coprod_desktop.ui.reflect.tab import ReflectTab

            parts = self._parts
            self._reflect = self._add_private(
                ReflectTab(parts.theme, parts.recipe, parts.desk.reflecting, parts.desk.deleting, parts.jobs),
                self.reflect_made,
            )
        return self._reflect

    def journal(self) -> JournalTab:
        """The Journal tab. Only while the journal is open."""
        if self._journal is None:
            from coprod_desktop.ui.journal.tab import JournalTab
            from coprod_desktop.ui.shell.journal_views import journal_views

            parts = self._parts
            self._journal = self._add_private(
                JournalTab(
                    parts.theme,
                    parts.recipe,
                    parts.desk.journalling,
                    parts.desk.deleting,
                    parts.jobs,
                    parts.ask,
                    journal_views(parts),
                ),
                self.journal_made,
            )
        return self._journal

    def export(self) -> ExportFlow:
        """The guided export. Only while the journal is open."""
        if self._export is None:
            from coprod_desktop.ui.export.flow import ExportFlow

            parts = self._parts
            self._export = self._add_private(
                ExportFlow(parts.theme, parts.recipe, parts.desk.exporting, parts.jobs, parts.ask),
                self.export_made,
            )
        return self._export

    def settings(self) -> SettingsPage:
        """The settings."""
        if self._settings is None:
            from coprod_desktop.ui.settings.page import SettingsPage

            parts = self._parts
            self._settings = self._add(
                SettingsPage(
                    parts.theme,
                    parts.recipe,
                    parts.preferences,
                    parts.unlocking,
                    parts.backups,
                    parts.backing_up,
                    parts.sign_in,
                    parts.jobs,
                    parts.ask,
                    parts.guards,
                    parts.desk.reminding,
                    parts.aloud,
                ),
                self.settings_made,
            )
        return self._settings

    def guide(self) -> GuidePage:
        """The guide and the page of shortcuts."""
        if self._guide is None:
            from coprod_desktop.ui.guide.page import GuidePage

            self._guide = self._add(
                GuidePage(self._parts.theme, self._parts.ask, self._parts.recipe.care), self.guide_made
            )
        return self._guide

    def paper(self) -> PaperPage:
        """The recipe on paper."""
        if self._paper is None:
            from coprod_desktop.ui.paper.page import PaperPage

            parts = self._parts
            page = PaperPage(parts.theme, parts.recipe, parts.desk.sheets, parts.jobs, parts.ask)
            self._paper = self._add(page, self.paper_made)
        return self._paper

    def group(self) -> GroupPage:
        """What is shown to a group."""
        if self._group is None:
            from coprod_desktop.ui.group.page import GroupPage

            self._group = self._add(GroupPage(self._parts.theme, self._parts.recipe), self.group_made)
        return self._group

    def copy(self) -> CopyPage:
        """The page of a copy that is looked into."""
        if self._copy is None:
            from coprod_desktop.ui.copies.page import CopyPage

            parts = self._parts
            self._copy = self._add_private(
                CopyPage(parts.theme, parts.recipe, parts.preferences, parts.copies, parts.jobs, parts.ask),
                self.copy_made,
            )
        return self._copy

    @property
    def are_settings_shown(self) -> bool:
        """Whether the settings are in front."""
        return self._settings is not None and self.current is self._settings

    @property
    def is_copy_shown(self) -> bool:
        """Whether the page of a copy is in front."""
        return self._copy is not None and self.current is self._copy

    def private(self) -> list[PrivatePage]:
        """The pages made so far that hold words from the journal."""
        pages = (self._reflect, self._journal, self._export, self._copy)
        return [page for page in pages if page is not None]

    def write_anew(self) -> None:
        """Have what is under way written into the journal's file, which is another one by now."""
        for page in (self._reflect, self._journal):
            if page is not None:
                page.write_anew()

    def read_anew(self) -> None:
        """Have what is shown of the journal read again; what is being written stays as it is."""
        for page in (self._reflect, self._journal):
            if page is not None:
                page.refresh()

    def to_read_aloud(self) -> Readable | None:
        """What the page in front has to read aloud; None if it has nothing."""
        if self.current is self.recipe:
            return self.recipe.to_read_aloud()
        if self._reflect is not None and self.current is self._reflect:
            return self._reflect.to_read_aloud()
        return None

    def places(self) -> tuple[ReflectPlace | None, JournalPlace | None]:
        """Where one is in Reflect and in Journal, as far as these were opened."""
        reflect = self._reflect.place() if self._reflect is not None else None
        return reflect, self._journal.place() if self._journal is not None else None

    def drop_private(self) -> None:
        """Delete the private pages, already wiped; they are made anew after the next unlock.

        The settings stay, and forget what is private in them.
        """
        if self._settings is not None:
            self._settings.wipe()
        for page in (self._reflect, self._journal, self._export, self._copy):
            if page is not None:
                self.stack.removeWidget(page)
                page.deleteLater()
        self._reflect = self._journal = self._export = self._copy = None

    def _add_private(self, page: W, made: SignalInstance) -> W:
        mark_private(page)
        return self._add(page, made)

    def _add(self, page: W, made: SignalInstance) -> W:
        self.stack.addWidget(page)
        made.emit(page)
        return page
