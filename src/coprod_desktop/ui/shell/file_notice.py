"""While the journal's file is gone: what is the matter, in sight until it is back."""

from __future__ import annotations

from coprod_desktop.ui.shell.bar_notice import BarNotice
from coprod_desktop.ui.theme.theme import Theme
from coprod_desktop.ui.widgets.buttons import Button


class FileNotice(BarNotice):
    """``pressed``: look now whether it is back."""

    def show_fault(self, error: Exception) -> None:
        """Say what is the matter with the file, that nothing typed is lost, and what to do."""
        from coprod_desktop.ui.sentences import sentence  # not at the start: that stays quick

        said = sentence(error)
        kept = self.tr("What you type stays in this window, and is saved as soon as that works again.")
        self.say(said.what, f"{kept} {said.next}".strip())

    def button(self, theme: Theme) -> Button:
        """Look again."""
        return Button(theme, self.tr("Look again"), "secondary", "refresh-cw", compact=True)
