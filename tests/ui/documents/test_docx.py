"""The DOCX, read as Word would: styles, header rows, alternative texts, properties."""

import io
import zipfile

import pytest
from docx import Document as open_docx
from docx.document import Document as WordDocument

from tests.ui.documents.reading import WORD, docx_text, part
from tests.ui.documents.sample import CHARTS, DOCUMENT, HEADINGS, WEAVE
from trame.ui.documents import Document, Heading, Paragraph, RichText, to_docx

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def word(docx: bytes) -> WordDocument:
    return open_docx(io.BytesIO(docx))


def test_headings_are_real_headings_in_order(word: WordDocument) -> None:
    found = [(p.style.name, p.text) for p in word.paragraphs if p.style and p.style.name.lower().startswith("heading")]
    assert [(int(name[-1]), text) for name, text in found] == HEADINGS


def test_every_picture_has_its_alternative_text(docx: bytes) -> None:
    pictures = part(docx, "word/document.xml").iter(DRAWING + "docPr")
    expected = [WEAVE.finding, "La salle des ateliers", *(chart.finding for chart in CHARTS)]
    assert [picture.get("descr") for picture in pictures] == expected


def test_no_picture_is_repeated_as_text(docx: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert b"base64" not in package.read("word/document.xml")


def test_every_table_repeats_its_header_row(docx: bytes, word: WordDocument) -> None:
    assert len(word.tables) == 7  # two rows of large figures, the activity, four charts
    for table in part(docx, "word/document.xml").iter(WORD + "tbl"):
        rows = list(table.iter(WORD + "tr"))
        assert [row.find(f".//{WORD}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)


def test_every_chart_is_followed_by_its_table(word: WordDocument) -> None:
    drawn = None
    followed = []
    for item in word.iter_inner_content():
        kind = type(item).__name__
        if kind == "Paragraph" and item.style and item.style.name == "Chart Title":
            drawn = item.text
        elif kind == "Table" and drawn:
            followed.append((drawn, [cell.text for cell in item.rows[0].cells]))
            drawn = None
    assert followed == [(chart.title, list(chart.table.header)) for chart in CHARTS]


def test_the_first_column_of_a_table_names_its_rows(docx: bytes) -> None:
    looks = [look.get(WORD + "firstColumn") for look in part(docx, "word/document.xml").iter(WORD + "tblLook")]
    assert looks == ["0", "0", "1", "1", "1", "1", "1"]


def test_the_language_is_french(docx: bytes, word: WordDocument) -> None:
    language = part(docx, "word/styles.xml").find(f".//{WORD}rPrDefault//{WORD}lang")
    assert language is not None
    assert language.get(WORD + "val") == "fr-FR"
    assert word.core_properties.language == "fr-FR"


def test_title_author_and_date_are_properties(word: WordDocument) -> None:
    properties = word.core_properties
    assert (properties.title, properties.author) == ("Bilan d’activité de médiation 2026", "Nolwenn Riou")
    assert properties.created is not None
    assert properties.created.year > 2000


def test_the_running_head_and_the_folio_are_on_every_page_but_the_cover(word: WordDocument) -> None:
    section = word.sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous
    assert section.header.paragraphs[0].text.startswith("La Navette, Pontivy, Bilan d’activité de médiation 2026")
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_the_page_is_an_a4_with_the_margins_of_the_house(word: WordDocument) -> None:
    section = word.sections[0]
    assert [round(length.mm) for length in (section.page_width, section.page_height) if length] == [210, 297]
    assert [round(length.mm) for length in (section.left_margin, section.right_margin) if length] == [16, 16]


def test_the_contents_lead_to_bookmarks_that_exist(docx: bytes) -> None:
    body = part(docx, "word/document.xml")
    marks = {mark.get(WORD + "name") for mark in body.iter(WORD + "bookmarkStart")}
    links = [link.get(WORD + "anchor") for link in body.iter(WORD + "hyperlink") if link.get(WORD + "anchor")]
    assert len(links) == 5
    assert set(links) <= marks


def test_every_style_used_is_declared(docx: bytes) -> None:
    declared = {style.get(WORD + "styleId") for style in part(docx, "word/styles.xml").iter(WORD + "style")}
    body = part(docx, "word/document.xml")
    used = {node.get(WORD + "val") for tag in ("pStyle", "rStyle", "tblStyle") for node in body.iter(WORD + tag)}
    assert used <= declared


def test_a_document_without_cover_opens_with_its_title() -> None:
    made = to_docx(Document(title="Note", organisation="La Navette", blocks=(Heading(1, "Un"), Paragraph("Texte"))))
    word = open_docx(io.BytesIO(made))
    assert [p.text for p in word.paragraphs if p.text] == ["La Navette", "Note", "Un", "Texte"]
    assert not word.sections[0].different_first_page_header_footer


def test_a_rich_text_keeps_its_lists_links_and_emphasis() -> None:
    html = '<ul><li>un</li></ul><p><a href="https://exemple.fr/a?b=1&amp;c=2">lien</a> <strong>fort</strong></p>'
    made = to_docx(Document(title="Note", organisation="", blocks=(RichText(html),)))
    body = part(made, "word/document.xml")
    assert body.find(f".//{WORD}numPr") is not None
    assert body.find(f".//{WORD}rPr/{WORD}b") is not None
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert b"https://exemple.fr/a?b=1&amp;c=2" in package.read("word/_rels/document.xml.rels")


def test_the_draft_says_so(docx: bytes) -> None:
    assert "Version provisoire" in docx_text(docx)
    assert "Version provisoire" not in docx_text(to_docx(Document(title="Note", organisation="", draft=False)))
    assert DOCUMENT.draft
