"""The DOCX and ODT carry their fonts."""

import io
import re
import zipfile

import pytest
from fontTools.ttLib import TTFont

from trame.ui.documents import fonts
from trame.ui.documents.embedding import embedded


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_odt_carries_three_faces_of_its_font(odt: bytes) -> None:
    made = parts(odt)
    carried = sorted(name for name in made if name.startswith("Fonts/"))
    assert carried == ["Fonts/bold.ttf", "Fonts/italic.ttf", "Fonts/regular.ttf"]
    for name in carried:
        font = TTFont(io.BytesIO(made[name]))
        assert font["name"].getDebugName(1) == "Atkinson Hyperlegible Next"
        font.close()
        assert f'full-path="{name}"'.encode() in made["META-INF/manifest.xml"]


def test_the_docx_carries_three_faces_mixed_with_their_key(docx: bytes) -> None:
    made = parts(docx)
    found = re.findall(
        r'<w:embed(\w+) r:id="(\w+)" w:fontKey="\{([0-9A-F-]+)\}"/>', made["word/fontTable.xml"].decode()
    )
    assert [(style, name) for style, name, _ in found] == [
        ("Regular", "regular"),
        ("Bold", "bold"),
        ("Italic", "italic"),
    ]
    for _, name, key in found:
        mixed = made[f"word/fonts/{name}.odttf"]
        mask = bytes.fromhex(key.replace("-", ""))[::-1]
        start = bytes(byte ^ mask[position % 16] for position, byte in enumerate(mixed[:32]))
        assert start + mixed[32:] == (fonts.directory() / f"{name}.ttf").read_bytes()


def test_without_the_web_font_a_file_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trame.ui.documents.embedding.carried", dict)
    assert embedded({"content.xml": b"<x/>"}, "odt") == {"content.xml": b"<x/>"}
