"""What goes wrong while a copy is looked into is told of the copy, and not of the journal."""

from __future__ import annotations

import pytest

from coprod_desktop.ui.copies.faults import told_of_copy
from coprod_desktop.ui.sentences import sentence
from coprod_desktop.vault import errors
from coprod_desktop.vault.files import Disk
from tests.ui.shell.visit import Visit

_ITS_OWN = (
    errors.FolderGone,
    errors.JournalReadOnly,
    errors.DiskFull,
    errors.DiskTrouble,
    errors.JournalBusy,
    errors.JournalOpenElsewhere,
    errors.NotEnoughMemory,
    errors.JournalNewer,
    errors.WrongPassphrase,
    errors.WrongRecoveryCode,
)


@pytest.mark.parametrize("kind", _ITS_OWN, ids=lambda kind: kind.code)
def test_a_fault_is_told_of_the_copy(kind: type[errors.VaultError]) -> None:
    error = kind(path="/x/open-copies/1\n2", mebibytes=64, version=2)
    told = told_of_copy(error)
    assert told.what != sentence(error).what
    assert "copy" in told.what or "copies" in told.what
    assert "{" not in told.what + told.next and "\n" not in told.what + told.next


@pytest.mark.parametrize(
    "error", [errors.NotACopy(path="/x"), errors.CopyMissing(path="/x"), ValueError("x")]
)
def test_the_others_have_the_usual_words(error: Exception) -> None:
    assert told_of_copy(error) == sentence(error)


def test_a_full_disk_is_told_on_the_copy_s_page(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    visit.open()
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "free", lambda _self, _folder: 0)
        visit.look_inside()
    notice = visit.page.facts_page.trouble
    assert notice.isVisible() and "too little room on this computer to look into the copy" in notice.words
    assert "your journal are as they were" in notice.words


def test_a_folder_that_is_gone_is_told_inside(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_self: object, entry_id: str) -> None:
        raise errors.FolderGone(path=visit.data / "open-copies")

    visit.open()
    visit.look_inside()
    monkeypatch.setattr("coprod_desktop.services.copies.Copies.read", gone)
    visit.page.inside.wanted_entry.emit("an entry")
    visit.program.settle()
    assert "The folder that the program uses to look into copies is gone." in visit.page.inside.notice.words
