"""Hashes, the list of parts, notes, sizes: what lies beside the packages."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

import gather
import product
import release
import reproduce
from tests.support.places import ROOT

INVENTORY = {
    "packages": [
        {"name": "coprod-desktop", "version": "", "licence": "MIT"},
        {"name": "typst", "version": "0.15.2", "licence": "Apache-2.0"},
        {"name": "lexend", "version": "", "licence": "OFL-1.1"},
    ],
    "files": [],
}
LOCK = ROOT / "requirements" / "run.txt"
CHANGELOG = (
    "# Changelog\n\n## [Unreleased]\n\nSoon.\n\n## [0.2.0] - 2026-12-01\n\n### Added\n- Tea.\n\n[0.2.0]: x\n"
)


def test_the_hashes_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"a")
    (tmp_path / "b.zip").write_bytes(b"b")
    lines = release.write_sums(tmp_path).read_text("utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(name[:1].encode()).hexdigest()}  {name}" for name in ("a.deb", "b.zip")
    ]
    again = release.write_sums(tmp_path).read_text("utf-8").splitlines()
    assert again == lines


def test_the_list_of_parts_names_each_with_release_licence_and_wheels() -> None:
    made = release.sbom(INVENTORY, [LOCK], "linux", 0)
    assert made["bomFormat"] == "CycloneDX"
    by_name = {row["name"]: row for row in made["components"]}
    assert set(by_name) == {"typst", "lexend"}
    assert by_name["typst"]["purl"] == "pkg:pypi/typst@0.15.2"
    assert by_name["typst"]["licenses"] == [{"license": {"name": "Apache-2.0"}}]
    assert len(by_name["typst"]["properties"]) > 3
    assert made["dependencies"][0]["dependsOn"] == ["typst", "lexend"]
    assert made["metadata"]["timestamp"] == "1970-01-01T00:00:00Z"


def test_the_same_parts_give_the_same_list() -> None:
    first = release.sbom(INVENTORY, [LOCK], "linux", 0)
    assert first == release.sbom(INVENTORY, [LOCK], "linux", 0)
    assert first["serialNumber"] != release.sbom(INVENTORY, [LOCK], "windows", 0)["serialNumber"]


def test_the_notes_are_cut_from_the_changelog() -> None:
    notes = release.notes(CHANGELOG, "0.2.0", [], [])
    assert notes == f"# {product.NAME} 0.2.0\n\n### Added\n- Tea.\n"
    assert "Soon." in release.notes(CHANGELOG, "0.3.0", [], [])
    with pytest.raises(ValueError, match="says nothing about"):
        release.notes("# Changelog\n", "0.2.0", [], [])


def test_the_notes_name_each_sheet_for_a_group_once(tmp_path: Path) -> None:
    for name in ("co-production-recipe-a4.pdf", "co-production-recipe-a4.docx", "coprod-desktop_1.deb"):
        (tmp_path / name).touch()
    notes = release.notes(CHANGELOG, "0.2.0", [], [], release.sheets_in(tmp_path))
    assert notes.count("- `co-production-recipe-a4`\n") == 1
    assert "credit" in notes and "coprod-desktop" not in notes


NAMES = ["a.deb", "b-setup.exe", "b-portable.zip", "c.dmg"]


def test_the_notes_say_plainly_when_nothing_is_signed() -> None:
    assert release.UNSIGNED in release.notes(CHANGELOG, "0.2.0", NAMES, [])
    assert "signature" not in release.notes(CHANGELOG, "0.2.0", NAMES, NAMES)


def test_the_notes_name_exactly_the_packages_without_a_signature() -> None:
    notes = release.notes(CHANGELOG, "0.2.0", NAMES, ["c.dmg"])
    assert "These carry no publisher's signature: a.deb, b-portable.zip, b-setup.exe. Your" in notes
    notes = release.notes(CHANGELOG, "0.2.0", NAMES, ["b-setup.exe", "c.dmg"])
    assert "signature: a.deb, b-portable.zip (the program in it is signed). Your" in notes


def test_what_notes_say_of_signatures_is_read_back(tmp_path: Path) -> None:
    for name in (*NAMES, "a.cdx.json"):
        (tmp_path / name).touch()
    assert release.unsigned(tmp_path) == set(NAMES), "nobody said that they are signed"
    for signed in ([], ["c.dmg"], ["b-setup.exe", "c.dmg"], NAMES):
        (tmp_path / release.NOTES).write_text(release.notes(CHANGELOG, "0.2.0", NAMES, signed))
        assert release.unsigned(tmp_path) == set(NAMES) - set(signed)


def test_the_real_changelog_has_notes_for_this_version() -> None:
    notes = release.notes((ROOT / "CHANGELOG.md").read_text("utf-8"), product.version(), [], [])
    assert "### Added" in notes


def test_the_largest_parts_come_first_and_links_count_nothing(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "big").write_bytes(b"12345")
    (tmp_path / "small").write_bytes(b"1")
    if os.name == "posix":
        (tmp_path / "link").symlink_to("deep/big")
    assert [part.name for part in release.largest(tmp_path, 2)] == ["deep/big", "small"]
    assert release.installed_size(tmp_path) == 6


def test_two_builds_are_held_against_each_other(tmp_path: Path) -> None:
    for name, text in (("one", "a"), ("other", "b")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same").write_text("same")
        (tmp_path / name / "differs").write_text(text)
    likeness = reproduce.compare(tmp_path / "one", tmp_path / "other")
    assert (likeness.files, likeness.equal, likeness.different) == (2, 1, ("differs",))
    assert likeness.same_list
    (tmp_path / "one" / "more").touch()
    assert not reproduce.compare(tmp_path / "one", tmp_path / "other").same_list


def built(folder: Path, machines: dict[str, list[str]], signed: list[str]) -> None:
    for machine, names in machines.items():
        (folder / machine).mkdir(parents=True)
        for name in names:
            (folder / machine / name).write_text(name)
        (folder / machine / release.NOTES).write_text(release.notes(CHANGELOG, "0.2.0", names, signed))
        (folder / machine / release.SUMS).write_text("old")


def test_what_several_machines_built_is_brought_together(tmp_path: Path) -> None:
    machines = {"linux": ["a.deb"], "macos": ["c.dmg"], "windows": ["b-setup.exe", "b-portable.zip"]}
    built(tmp_path / "built", machines, ["b-setup.exe", "c.dmg"])
    gather.gather(tmp_path / "built", tmp_path / "dist")
    names = {path.name for path in (tmp_path / "dist").iterdir()}
    assert names == {*NAMES, "release-notes.md", release.SUMS}
    notes = (tmp_path / "dist" / "release-notes.md").read_text("utf-8")
    assert "signature: a.deb, b-portable.zip (the program in it is signed). Your system may warn" in notes
    (tmp_path / "built" / "macos" / "a.deb").write_text("another")
    with pytest.raises(gather.ClashError, match=r"a\.deb"):
        gather.gather(tmp_path / "built", tmp_path / "dist")


@pytest.mark.parametrize(("signed", "told"), [([], True), (["a.deb", "c.dmg"], False)])
def test_when_all_or_none_are_signed_no_names_are_needed(
    tmp_path: Path, signed: list[str], told: bool
) -> None:
    built(tmp_path / "built", {"linux": ["a.deb"], "macos": ["c.dmg"]}, signed)
    gather.gather(tmp_path / "built", tmp_path / "dist")
    written = (tmp_path / "dist" / "release-notes.md").read_text("utf-8")
    assert (release.UNSIGNED in written) is told
    assert "These carry" not in written


def test_the_date_in_packages_can_be_given() -> None:
    assert product.source_date({"SOURCE_DATE_EPOCH": "1234"}) == 1234
    assert product.source_date({}) > 1_700_000_000


def test_the_builder_says_what_it_can_do() -> None:
    import sys

    asked = subprocess.run(
        [sys.executable, str(ROOT / "installers" / "build.py"), "--help"], capture_output=True, text=True
    )
    assert asked.returncode == 0
    assert "linux|windows|macos|all" in asked.stdout
