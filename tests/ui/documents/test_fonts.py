"""The faces Typst needs, made from the web font."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pytest_django import Settings

from tests.ui.documents.reading import pdf_text
from trame.ui.documents import Document, Paragraph, fonts, to_pdf


@pytest.fixture
def other_cache(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.VAR_DIR = tmp_path
    fonts.installed.cache_clear()
    fonts.families.cache_clear()
    yield tmp_path
    fonts.installed.cache_clear()
    fonts.families.cache_clear()


def test_the_four_faces_have_the_declared_weights_and_a_narrow_space_of_022_em() -> None:
    for name, weight in (("light", 300), ("regular", 400), ("bold", 700), ("italic", 400)):
        font = TTFont(fonts.directory() / f"{name}.ttf")
        glyph = font.getBestCmap()[0x202F]
        assert font["OS/2"].usWeightClass == weight
        assert font["hmtx"][glyph][0] / font["head"].unitsPerEm == pytest.approx(0.22, abs=0.001)
        assert {ord(letter) for letter in "aéœŒçĺřñ«»’−…0"} <= set(font.getBestCmap())
        font.close()


def test_the_text_face_comes_first_and_the_boxes_last() -> None:
    assert fonts.families()[0] == fonts.FAMILY
    assert fonts.families()[-1] == fonts.LAST_RESORT


def test_without_the_web_font_the_pdf_is_made_with_another(other_cache: Path, settings: Settings) -> None:
    settings.NODE_MODULES = other_cache / "absent"
    document = Document(title="Bilan", organisation="La Navette", blocks=(Paragraph("1\u202f284 accompagnements"),))
    assert fonts.FAMILY not in fonts.families()
    assert "1\u202f284 accompagnements" in pdf_text(to_pdf(document))


def test_faces_made_by_another_process_meanwhile_are_taken(other_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(target: Path, source: Path) -> None:
        (target / "mine.ttf").touch()
        theirs = other_cache / "cache" / fonts._VERSION
        theirs.mkdir()
        (theirs / "theirs.ttf").touch()

    monkeypatch.setattr(fonts, "_build", slow)
    assert [face.name for face in fonts.directory().iterdir()] == ["theirs.ttf"]
