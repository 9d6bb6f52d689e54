"""What a Mac's program says of itself: Info.plist, rights, icon, document type; how the image looks."""

from __future__ import annotations

import io
import plistlib
import re
import sys
from pathlib import Path

import pytest
from PIL import Image
from PIL.IcnsImagePlugin import IcnsFile
from PySide6.QtWidgets import QApplication

import icons
import product
from coprod_desktop.resources import licences_folder, resources_root
from coprod_desktop.services.licences import licence_texts
from dev import StopError
from macos import background, builder, image, plist
from tests.support.places import ROOT

MACOS = ROOT / "installers" / "macos"


def test_info_says_what_the_other_systems_say() -> None:
    info = plistlib.loads(plistlib.dumps(plist.info()))
    assert info["CFBundleName"] == product.NAME
    assert info["CFBundleIdentifier"] == product.BUNDLE_ID
    assert info["CFBundleExecutable"] == product.COMMAND
    assert info["NSHumanReadableCopyright"] == product.COPYRIGHT
    assert product.version().startswith(info["CFBundleShortVersionString"])
    assert re.fullmatch(r"\d+(\.\d+){1,2}", info["CFBundleVersion"])
    assert info["CFBundleLocalizations"] == ["en-GB"]


def test_info_asks_for_no_right_and_opens_no_door() -> None:
    """No camera, contacts or folders; no addresses, services or work in the background."""
    surplus = re.compile(
        r"UsageDescription$|^NSAppTransportSecurity$|^CFBundleURLTypes$|^NSServices$|^UIBackgroundModes$"
        r"|^LSUIElement$|^LSBackgroundOnly$|^NSUserActivityTypes$|^LSEnvironment$|^SM[A-Z]"
    )
    assert [key for key in plist.info() if surplus.search(key)] == []


def test_the_hardened_runtime_is_loosened_in_nothing() -> None:
    """Why each of them can stay out stands in docs/decisions/packaging.md: read it before you add one."""
    assert plistlib.loads((MACOS / "entitlements.plist").read_bytes()) == {}
    # With a comment in it macOS has refused to start programs.
    assert "<!--" not in (MACOS / "entitlements.plist").read_text("utf-8")


def test_the_program_may_look_dark_and_sharp() -> None:
    info = plist.info()
    assert info["NSHighResolutionCapable"] is True
    assert info["NSRequiresAquaSystemAppearance"] is False
    assert info["NSPrincipalClass"] == "NSApplication"


def test_the_document_type_is_the_one_of_all_systems_and_bare_data() -> None:
    info = plist.info()
    (declared,), (document,) = info["UTExportedTypeDeclarations"], info["CFBundleDocumentTypes"]
    assert declared["UTTypeTagSpecification"] == {
        "public.filename-extension": [product.EXTENSION],
        "public.mime-type": [product.MIME_TYPE],
    }
    assert declared["UTTypeConformsTo"] == ["public.data"]
    assert declared["UTTypeIdentifier"].startswith(f"{product.BUNDLE_ID}.")
    assert document["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert document["CFBundleTypeName"] == declared["UTTypeDescription"] == product.DOCUMENT_NAME
    assert (document["LSHandlerRank"], document["CFBundleTypeRole"]) == ("Owner", "Editor")


def test_no_file_for_any_system_calls_the_document_otherwise() -> None:
    texts = {".desktop", ".xml", ".nsi", ".nsh", ".wxs", ".plist", ".py", ".sh"}
    wrong = []
    for path in sorted((ROOT / "installers").rglob("*")):
        if path.suffix in texts:
            named = re.findall(r"application/[\w.+-]*coprod[\w.+-]*", path.read_text("utf-8"))
            wrong += [f"{path.name}: {name}" for name in named if name != product.MIME_TYPE]
    assert wrong == []
    assert re.fullmatch(r"[a-z]+", product.EXTENSION)


def test_the_icon_has_every_size_and_small_ones_are_the_small_drawings() -> None:
    icon = IcnsFile(io.BytesIO(icons.icns()))
    points = {(size, scale) for size in (16, 32, 128, 256, 512) for scale in (1, 2)}
    assert {(width, scale) for width, _, scale in icon.itersizes()} == points
    for size, scale in points:
        drawing = icons.LARGEST.read_bytes() if size * scale == 1024 else icons.picture(size * scale)
        drawn = Image.open(io.BytesIO(drawing)).convert("RGBA")
        assert icon.getimage((size, size, scale)).convert("RGBA").tobytes() == drawn.tobytes(), (size, scale)


def test_what_lies_behind_the_icons_is_light_and_says_what_to_do(tmp_path: Path, qapp: QApplication) -> None:
    """With the suite's own application: the lesser one that drawing would make cannot be undone."""
    drawn = background.draw(tmp_path)
    with Image.open(drawn) as small, Image.open(tmp_path / "background@2x.png") as large:
        assert small.size == (background.WIDTH, background.HEIGHT)
        assert large.size == (2 * background.WIDTH, 2 * background.HEIGHT)
        assert [round(picture.info["dpi"][0]) for picture in (small, large)] == [72, 144]
        bright = small.convert("L")
    assert bright.getpixel((5, 5)) > 230  # type: ignore[operator]
    words = bright.crop((60, 20, 580, 120))
    assert words.getextrema()[0] < 80  # type: ignore[operator]  # dark letters, large enough to find
    for middle in (
        background.PROGRAM,
        background.APPLICATIONS,
    ):  # an icon and its name go there
        box = (middle[0] - 80, middle[1] - 70, middle[0] + 80, middle[1] + 100)
        low, high = bright.crop(box).getextrema()
        assert low == high


def test_the_image_s_window_shows_all_of_the_picture(tmp_path: Path) -> None:
    app = tmp_path / "Program.app"
    told = image.settings(app, tmp_path / "b.png", {"Program.app": background.PROGRAM}, (640, 400))
    assert told["symlinks"] == {"Applications": "/Applications"}
    assert told["files"] == [str(app)]
    assert told["window_rect"][1] == (640, 400 + image.TITLE_BAR)


def test_an_image_that_is_busy_is_made_again_and_a_real_fault_comes_through() -> None:
    tries: list[int] = []

    def busy() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise ValueError("Resource busy")

    image.insist(busy, (ValueError,), wait=0)
    assert len(tries) == 3

    def broken() -> None:
        tries.append(1)
        raise ValueError("no space")

    with pytest.raises(ValueError, match="no space"):
        image.insist(broken, (ValueError,), wait=0)
    assert len(tries) == 3 + image.TRIES


def test_secrets_are_taken_all_or_none() -> None:
    whole = dict.fromkeys(builder.SECRETS, "x")
    environ = {**whole, "PATH": "/bin"}
    assert builder.take_secrets(environ) == whole
    assert environ == {"PATH": "/bin"}
    assert builder.take_secrets(dict.fromkeys(builder.SECRETS, "")) == {}
    with pytest.raises(StopError, match="Not set: APPLE_TEAM"):
        builder.take_secrets({**whole, "APPLE_TEAM": ""})


def test_the_workflow_hands_over_every_secret_that_signing_takes() -> None:
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    assert [name for name in builder.SECRETS if f"{name}: ${{{{ secrets.{name} }}}}" not in workflow] == []


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac builds")
def test_elsewhere_than_on_a_mac_it_stops_with_one_sentence() -> None:
    import build

    with pytest.raises(StopError, match="can only be made on a Mac"):
        builder.build(build.Wish(False, False, False, False, False, False))


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_words_and_licences_are_found_where_a_mac_s_program_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyInstaller lays data into Resources, and a link to each folder of it beside the libraries."""
    contents = tmp_path / "Companion.app" / "Contents"
    (contents / "Frameworks").mkdir(parents=True)
    (contents / "Resources" / "licences" / "typst").mkdir(parents=True)
    (contents / "Resources" / "licences" / "typst" / "LICENSE.txt").write_text("Apache")
    (contents / "Resources" / "resources").symlink_to(ROOT / "resources")
    for name in ("resources", "licences"):
        (contents / "Frameworks" / name).symlink_to(f"../Resources/{name}")
    monkeypatch.setattr(sys, "_MEIPASS", str(contents / "Frameworks"), raising=False)
    resources_root.cache_clear()
    try:
        assert resources_root() == contents / "Frameworks" / "resources"
        assert licences_folder() == contents / "Frameworks" / "licences"
        assert [(licence.part, licence.text) for licence in licence_texts()] == [("typst", "Apache")]
    finally:
        resources_root.cache_clear()
