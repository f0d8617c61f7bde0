import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.cast import Cast
from tests.statistics.files.reading import bundle, described, fetched

SVG = "{http://www.w3.org/2000/svg}"
FINDING = "Genre\xa0: «\u202fFéminin\u202f» vient en tête, avec 50,0\u202f% des accompagnements"
SAID = f"{FINDING}. Féminin\xa0: 6, Masculin\xa0: 3, Non renseigné\xa0: 3."


def test_the_svg_says_itself_and_keeps_its_texts_as_texts(year: Cast) -> None:
    content = fetched(year.awa, "graphiques/attendances_by_gender.svg")
    drawn = ElementTree.fromstring(content)
    title, description = drawn.find(f"{SVG}title"), drawn.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == FINDING
    assert description.text == SAID
    texts = [text.text for text in drawn.iter(f"{SVG}text")]
    assert {"Féminin", "6", "50,0\u202f%"} <= set(texts)
    assert b"var(--" not in content  # a picture goes where no style follows it
    assert "Atkinson Hyperlegible Next" in drawn.attrib["font-family"]


def test_the_png_is_the_same_drawing_with_its_words(year: Cast) -> None:
    with Image.open(io.BytesIO(fetched(year.awa, "graphiques/attendances_by_gender.png"))) as picture:
        assert picture.format == "PNG"
        assert picture.width == 1920
        assert picture.info["Description"] == SAID
        assert picture.info["Source"].startswith("Source\xa0: Trame, saisies de La Navette")
        assert len(picture.getcolors(maxcolors=100_000) or []) > 10


@pytest.mark.parametrize("extension", ["svg", "png"])
def test_every_chart_of_the_page_has_its_picture(year: Cast, extension: str) -> None:
    codes = [found["name"] for found in described(bundle(year.awa))["resources"] if found["name"].startswith("atten")]
    assert "attendances_by_month" in codes
    for code in codes if extension == "svg" else codes[:2]:
        assert fetched(year.awa, f"graphiques/{code}.{extension}")
