"""The ODT: headings, alternative texts, header rows, language, properties, running head."""

import io
import zipfile

from tests.ui.documents.reading import TEXT, part
from tests.ui.documents.sample import CHARTS, HEADINGS, WEAVE

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"


def test_the_type_of_the_package_comes_first_and_plain(odt: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(odt)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read(first) == b"application/vnd.oasis.opendocument.text"


def test_headings_are_real_headings_in_order(odt: bytes) -> None:
    found = part(odt, "content.xml").iter(TEXT + "h")
    assert [(int(h.get(TEXT + "outline-level") or 0), "".join(h.itertext())) for h in found] == HEADINGS


def test_every_picture_has_its_alternative_text(odt: bytes) -> None:
    frames = part(odt, "content.xml").iter(DRAW + "frame")
    expected = [WEAVE.finding, "La salle des ateliers", *(chart.finding for chart in CHARTS)]
    assert [frame.findtext(SVG + "title") for frame in frames] == expected


def test_every_table_has_a_header_row(odt: bytes) -> None:
    tables = list(part(odt, "content.xml").iter(TABLE + "table"))
    assert len(tables) == 7
    assert all(len(table.findall(f"{TABLE}table-header-rows/{TABLE}table-row")) == 1 for table in tables)


def test_the_language_is_french(odt: bytes) -> None:
    default = part(odt, "styles.xml").find(
        f".//{STYLE}default-style[@{STYLE}family='paragraph']/{STYLE}text-properties"
    )
    assert default is not None
    assert (default.get(FO + "language"), default.get(FO + "country")) == ("fr", "FR")
    assert part(odt, "meta.xml").findtext(f".//{DC}language") == "fr-FR"


def test_title_and_author_are_properties(odt: bytes) -> None:
    meta = part(odt, "meta.xml")
    assert meta.findtext(f".//{DC}title") == "Bilan d’activité de médiation 2026"
    assert meta.findtext(f".//{DC}creator") == "Nolwenn Riou"
    assert not (meta.findtext(f".//{DC}date") or "").startswith("1970")


def test_the_running_head_names_the_document_and_the_cover_has_none(odt: bytes) -> None:
    styles = part(odt, "styles.xml")
    masters = {master.get(STYLE + "name"): master for master in styles.iter(STYLE + "master-page")}
    head = masters["Standard"].find(f"{STYLE}header")
    assert head is not None
    assert "".join(head.itertext()).startswith("La Navette, Pontivy, Bilan d’activité de médiation 2026")
    assert masters["Standard"].find(f"{STYLE}footer//{TEXT}page-number") is not None
    assert list(masters["Cover"]) == []
    assert masters["Cover"].get(STYLE + "next-style-name") == "Standard"


def test_the_contents_lead_to_bookmarks_that_exist(odt: bytes) -> None:
    content = part(odt, "content.xml")
    marks = {mark.get(TEXT + "name") for mark in content.iter(TEXT + "bookmark-start")}
    links = [link.get(XLINK + "href") or "" for link in content.iter(TEXT + "a")]
    inside = [link[1:] for link in links if link.startswith("#")]
    assert len(inside) == 5
    assert set(inside) <= marks


def test_every_style_used_is_declared(odt: bytes) -> None:
    content, styles = part(odt, "content.xml"), part(odt, "styles.xml")
    declared = {style.get(STYLE + "name") for tree in (content, styles) for style in tree.iter(STYLE + "style")}
    used = {
        node.get(kind + "style-name") for node in content.iter() for kind in (TEXT, TABLE) if node.tag != TEXT + "list"
    } - {None, "Outline"}
    lists = {node.get(STYLE + "name") for node in content.iter(TEXT + "list-style")}
    symbols = {"Bullet_20_Symbols", "Numbering_20_Symbols"}
    assert used - declared - lists - symbols == set()
