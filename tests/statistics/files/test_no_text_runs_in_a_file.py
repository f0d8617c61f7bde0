"""What somebody typed is a text in every file, whatever it begins with: neither formula, nor link, nor markup."""

import io
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest
from pptx import Presentation

from tests.cast import Cast, activity, place
from tests.statistics.files.reading import bundle, fetched, line, ods, table, xlsx
from tests.ui.documents.reading import pdf_text

TRAPS = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "Feuille!A1",
    "http://piege.test/",
    "<b>&amp;</b>",
    "external:c:\\\\piege",
)


@pytest.fixture
def trapped(year: Cast) -> Cast:
    """Each trap is the name of a place, met more often than any other; the first is a tag too."""
    for rank, name in enumerate(TRAPS):
        where = place(year.navette, name, "56178")
        for _ in range(20 - rank):
            activity(year.awa_at_navette, where, tags=(TRAPS[rank],) if rank < 2 else ())
    return year


def test_in_the_workbook(trapped: Cast) -> None:
    book = xlsx(trapped.awa)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                assert cell.hyperlink is None
    rows = list(book["Où, comment, combien de temps"].iter_rows())
    for name in TRAPS:
        assert line(rows, name)[0] == name
    trap = next(row[0] for row in rows if row[0].value == TRAPS[0])
    assert trap.quotePrefix
    with zipfile.ZipFile(io.BytesIO(fetched(trapped.awa, "figures.xlsx"))) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode(errors="ignore")
            assert "<f>" not in text
            assert "<c:f>=" not in text
            assert "<c:f>Feuille!A1" not in text
            assert "<c:f>=cmd" not in text
            assert "hyperlink" not in text or "http://piege" not in text


def test_in_the_other_workbook(trapped: Cast) -> None:
    rows = ods(trapped.awa)["Où, comment, combien de temps"]
    for name in TRAPS:
        assert line(rows, name)[0] == name
    with zipfile.ZipFile(io.BytesIO(fetched(trapped.awa, "figures.ods"))) as parts:
        content = parts.read("content.xml").decode()
    assert "table:formula" not in content
    assert "xlink:href" not in content


def test_in_the_bundle(trapped: Cast) -> None:
    found = {row["libelle"] for row in table(bundle(trapped.awa), "attendances_by_place")}
    for name in TRAPS:
        assert (f"'{name}" if name[0] in "=+-@" else name) in found


def test_in_the_slides_and_the_workbooks_they_carry(trapped: Cast) -> None:
    deck = Presentation(io.BytesIO(fetched(trapped.awa, "figures.pptx", "?du=2025-03-01&au=2025-03-31")))
    carried = [
        shape.chart.part.chart_workbook.xlsx_part.blob
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    cells = [
        cell for blob in carried for row in openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows() for cell in row
    ]
    assert any(str(cell.value).startswith(TRAPS[0]) for cell in cells)
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)


def test_in_the_document_and_the_pictures(trapped: Cast) -> None:
    text = pdf_text(fetched(trapped.awa, "figures.pdf"))
    assert "=cmd" in text
    assert "<b>" in text
    drawn = fetched(trapped.awa, "graphiques/attendances_by_place.svg")
    assert "<b>&amp;</b>" in {element.text for element in ElementTree.fromstring(drawn).iter()}
