"""Nothing gets into a package that nobody agreed to, and no licence is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

import inventory
from inventory import Accepted, Held, NotAcceptedError, Owners
from tests.support.places import ROOT


@pytest.fixture(scope="module")
def owners() -> Owners:
    return Owners()


@pytest.fixture(scope="module")
def accepted() -> dict[str, Accepted]:
    return inventory.read_accepted()


def refused(held: Iterable[Held], accepted: dict[str, Accepted], owners: Owners) -> str:
    with pytest.raises(NotAcceptedError) as caught:
        inventory.check(held, accepted, owners)
    return str(caught.value)


def test_a_file_of_an_installed_package_is_known(owners: Owners) -> None:
    import typst

    assert owners.owner("typst/_typst.abi3.so", str(typst.__file__)) == "typst"
    assert owners.owner("json/__init__.py", str(Path(re.__file__).parent)) in {"python", ""}


def test_our_own_files_are_told_from_fonts_and_icons(owners: Owners) -> None:
    resources = ROOT / "resources"
    assert owners.owner("x", str(resources / "content" / "en-GB" / "recipe.toml")) == "coprod-desktop"
    assert owners.owner("x", str(resources / "fonts" / "export" / "Amiri-Bold.ttf")) == "amiri"
    assert owners.owner("x", str(resources / "fonts" / "Lexend_700Bold.ttf")) == "lexend"
    assert owners.owner("x", str(resources / "icons" / "star.svg")) == "lucide"
    assert owners.owner("x", str(resources / "icons" / "app" / "app-icon.svg")) == "coprod-desktop"


def test_a_file_of_nobody_is_refused(tmp_path: Path, owners: Owners, accepted: dict[str, Accepted]) -> None:
    stray = tmp_path / "stray.dll"
    stray.touch()
    held = inventory.take([("stray.dll", str(stray), "BINARY")], owners)
    assert "stray.dll: nobody knows whose it is" in refused(held, accepted, owners)


def test_a_package_that_is_not_accepted_is_refused(owners: Owners, accepted: dict[str, Accepted]) -> None:
    held = inventory.take([("pytest", str(pytest.__file__), "PYMODULE")], owners)
    assert "pytest is not accepted" in refused(held, accepted, owners)


def test_a_package_that_changed_its_licence_is_refused(owners: Owners, accepted: dict[str, Accepted]) -> None:
    changed = {**accepted, "typst": replace(accepted["typst"], says="MIT")}
    said = refused([Held("typst", "typst", "module")], changed, owners)
    assert "typst says its licence is 'Apache-2.0'; accepted was 'MIT'" in said


def test_a_package_without_a_licence_text_is_refused(
    tmp_path: Path, owners: Owners, accepted: dict[str, Accepted]
) -> None:
    bare = {**accepted, "lexend": replace(accepted["lexend"], texts=())}
    with pytest.raises(NotAcceptedError, match="lexend: there is no licence text"):
        inventory.gather_texts(["lexend"], bare, owners, tmp_path)


def test_everything_that_people_get_is_accepted_as_it_calls_itself(
    owners: Owners, accepted: dict[str, Accepted]
) -> None:
    lock = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    only_for_building = {"pycparser"}
    names = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)) - only_for_building
    assert names - set(accepted) == set()
    inventory.check([Held(name, name, "module") for name in names], accepted, owners)


def test_the_texts_are_gathered_in_a_folder_each(
    tmp_path: Path, owners: Owners, accepted: dict[str, Accepted]
) -> None:
    inventory.gather_texts(["typst", "pyside6-essentials", "noto"], accepted, owners, tmp_path)
    texts = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.txt")}
    assert {"README.txt", "typst/LICENSE.txt", "pyside6-essentials/LGPL-3.0.txt"} <= texts
    assert "noto/OFL-NotoSans.txt" in texts
    assert "typst" in (tmp_path / "README.txt").read_text("utf-8")


def test_every_text_that_is_named_lies_in_the_repository(accepted: dict[str, Accepted]) -> None:
    named = [text for one in accepted.values() for text in one.texts]
    assert [text for text in named if not (ROOT / text).is_file()] == []


def test_no_package_under_a_licence_that_binds_the_rest_is_accepted(accepted: dict[str, Accepted]) -> None:
    strong = [
        one.name
        for one in accepted.values()
        if re.search(r"\bA?GPL", one.licence) and "LGPL" not in one.licence and "exception" not in one.licence
    ]
    assert strong == []
