"""The PDF/UA-1: language, title, tags, alternative texts, header cells, running head."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from tests.ui.documents.reading import pdf_text
from tests.ui.documents.sample import CHARTS, WEAVE
from trame.ui.documents import (
    Chart,
    ChartRow,
    Cover,
    Document,
    DocumentError,
    Heading,
    Paragraph,
    Picture,
    Table,
    to_pdf,
)
from trame.ui.documents.typeset import pictures

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield document


def elements(node: Any) -> Iterator[Any]:
    """Every element of the tree of tags, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def tags(pdf: pikepdf.Pdf) -> list[Any]:
    return list(elements(pdf.Root.StructTreeRoot.K))


def test_the_document_is_tagged_in_french_and_shows_its_title(opened: pikepdf.Pdf) -> None:
    root = opened.Root
    assert root.MarkInfo.Marked is True
    assert str(root.Lang).startswith("fr")
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert str(opened.docinfo["/Title"]) == "Bilan d’activité de médiation 2026"
    assert str(opened.docinfo["/Author"]) == "Nolwenn Riou"
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_every_figure_has_its_alternative_text(opened: pikepdf.Pdf) -> None:
    figures = [str(tag.get("/Alt", "")) for tag in tags(opened) if tag.S == "/Figure"]
    assert figures == ["Trame", WEAVE.finding, "La salle des ateliers", *(chart.finding for chart in CHARTS)]


def test_headings_are_tagged_and_outlined(opened: pikepdf.Pdf) -> None:
    counted = Counter(str(tag.S) for tag in tags(opened))
    assert (counted["/Title"], counted["/H1"], counted["/H2"], counted["/H3"]) == (1, 3, 3, 1)
    assert counted["/TOCI"] == 5
    with opened.open_outline() as outline:
        assert [item.title for item in outline.root] == ["1. La structure", "2. Les chiffres", "3. L’année"]


def test_every_table_has_header_cells(opened: pikepdf.Pdf) -> None:
    tables = [tag for tag in tags(opened) if tag.S == "/Table"]
    headers = [sum(1 for tag in elements(table.K) if tag.S == "/TH") for table in tables]
    assert headers == [3, 3, 3, 2, 2]  # the activity, then the four charts


def test_every_chart_is_followed_by_its_table(opened: pikepdf.Pdf) -> None:
    order = [str(tag.S) for tag in tags(opened) if tag.S in ("/Figure", "/Table")]
    # wordmark, cover, picture, then the activity table, then each chart with its own
    assert order == ["/Figure"] * 3 + ["/Table"] + ["/Figure", "/Table"] * 4


def test_the_running_head_is_on_every_page_but_the_cover(opened: pikepdf.Pdf, pdf: bytes) -> None:
    heads = pdf_text(pdf).count("La Navette, Pontivy, Bilan d’activité de médiation 2026")
    assert heads == len(opened.pages) - 1


def test_only_a_draft_says_it_is_one(pdf: bytes) -> None:
    assert "Version provisoire" in pdf_text(pdf)
    assert "provisoire" not in pdf_text(to_pdf(Document(title="Note", organisation="La Navette", cover=Cover())))


def test_the_header_of_a_long_table_is_repeated_on_the_next_page() -> None:
    rows = tuple((f"Commune {number}", "1") for number in range(90))
    table = Table("Communes", ("Commune", "Accompagnements"), rows, numeric=frozenset({1}))
    made = to_pdf(Document(title="Note", organisation="", blocks=(table,)))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) == 3
    assert pdf_text(made).count("Accompagnements") == 3


@pytest.mark.parametrize("kind", ["bars", "months", "parts", "weave"])
@pytest.mark.parametrize("values", [(), (0,), (0, 0, 0), (1, 0, 7), tuple(range(60))])
def test_any_chart_can_be_drawn(kind: Any, values: tuple[int, ...]) -> None:
    chart = Chart(kind, "Essai", "", tuple(ChartRow(f"Ligne {n}", n) for n in values))
    made = to_pdf(Document(title="Note", organisation="", cover=Cover(chart), blocks=(Heading(1, "Un"), chart)))
    assert made.startswith(b"%PDF")
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) == 2 if len(values) < 20 else len(document.pages) > 2


def test_each_chart_gives_one_picture() -> None:
    assert [made[:8] for made in pictures(list(CHARTS))] == [PNG] * 4
    assert [made[:8] for made in pictures([WEAVE])] == [PNG]
    assert pictures([]) == []


def test_a_broken_picture_is_a_clear_error() -> None:
    broken = PNG + b"\x00" * 40
    with pytest.raises(DocumentError, match="La mise en page a échoué"):
        to_pdf(Document(title="Note", organisation="", blocks=(Picture(broken, "Image"),)))


def test_a_document_of_one_line_has_no_contents() -> None:
    made = to_pdf(Document(title="Note", organisation="", blocks=(Heading(1, "Seul"), Paragraph("Texte"))))
    assert "Sommaire" not in pdf_text(made)
