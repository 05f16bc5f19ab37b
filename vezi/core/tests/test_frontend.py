"""The build, run for real: npm, Tailwind and esbuild. Quick where nothing changed."""

import gzip
import json
import re
from pathlib import Path

import pytest

from vezi.core import faces, frontend

KB = 1024


@pytest.fixture(scope="module")
def built() -> Path:
    frontend.build()
    return frontend.BUILD


def weight(*files: Path) -> int:
    """As it goes over the wire."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_a_second_build_does_nothing(built: Path) -> None:
    assert frontend.build() is False


def test_scripts_and_styles_weigh_little(built: Path) -> None:
    assert weight(built / "vezi.js") < 60 * KB
    assert weight(built / "vezi.js", built / "vezi.css") < 100 * KB  # of 150, so that a page has room


def test_every_font_that_the_style_sheet_names_is_there_and_no_other(built: Path) -> None:
    named = set(re.findall(r"url\(fonts/([a-z0-9-]+\.woff2)\)", (built / "vezi.css").read_text()))

    assert {font.name for font in (built / "fonts").iterdir()} == named
    assert {"brygada-1918-latin-ext-normal.woff2", "libre-franklin-latin-ext-normal.woff2"} < named


def test_nothing_built_names_another_house(built: Path) -> None:
    for file in (built / "vezi.js", built / "vezi.css"):
        assert "sourceMappingURL" not in file.read_text()
    assert re.findall(r"url\((?!fonts/|\"?data:)", (built / "vezi.css").read_text()) == []


def test_icons_named_in_templates_are_drawn(built: Path) -> None:
    icons = json.loads((built / "icons.json").read_text())

    assert {"search", "lock", "users", "globe", "x", "check"} < set(icons)
    assert all(drawing.startswith("<") for drawing in icons.values())


def test_an_icon_that_lucide_has_not_stops_the_build(built: Path, tmp_path: Path, monkeypatch) -> None:
    page = tmp_path / "page.html"
    page.write_text('{% icon "unheard-of" %}')
    monkeypatch.setattr(frontend, "ROOT", tmp_path)
    monkeypatch.setattr(frontend, "pages", lambda: [page])

    with pytest.raises(frontend.BuildFailed, match=r"page\.html names the icon “unheard-of”"):
        frontend.write_icons(to=tmp_path / "icons.json")


def test_a_failing_tool_is_told_in_its_words(built: Path) -> None:
    with pytest.raises(frontend.BuildFailed, match="esbuild ended with 1"):
        frontend._node("esbuild/bin/esbuild", "nowhere.js", "--bundle")


def test_the_command_says_what_it_did(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert frontend.main(["build"]) == 0
    assert capsys.readouterr().out == "The front end is as it was.\n"


def test_the_command_ends_with_one_when_it_cannot(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*, force: bool) -> bool:
        raise frontend.BuildFailed("no network")

    monkeypatch.setattr(frontend, "build", fail)

    assert frontend.main(["build"]) == 1
    assert capsys.readouterr().err == "The front end was not built: no network\n"


def test_drawn_faces_are_served_by_name(built: Path) -> None:
    assert len(faces.drawn_faces()) == 17
    assert faces.address("face-16") == "/static/faces/face-16.svg"
    assert faces.address("../secret") == ""
    assert all((built / "faces" / f"{face}.svg").exists() for face in faces.drawn_faces())
