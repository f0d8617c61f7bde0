"""All formats say the same."""

import pytest

from tests.ui.documents.reading import docx_text, html_text, odt_text, pdf_text
from tests.ui.documents.sample import DOCUMENT, FIGURES
from trame.ui.documents import MIME_TYPES, DocumentError, render


@pytest.fixture
def texts(docx: bytes, odt: bytes, pdf: bytes, html: str) -> dict[str, str]:
    return {"docx": docx_text(docx), "odt": odt_text(odt), "pdf": pdf_text(pdf), "html": html_text(html)}


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_is_in_every_format(texts: dict[str, str], figure: str) -> None:
    assert [name for name, text in texts.items() if figure not in text] == []


@pytest.mark.parametrize(
    "words",
    [
        "Version provisoire", "Pour Pontivy Communauté", "Chiffres arrêtés au 24 novembre 2026", "Une permanence",
        "le lundi", "On est reçu.", "Une participante", "La salle", "Chaque activité compte une fois.", "Sommaire",
        "Lecture.", "Détail",
    ],
)  # fmt: skip
def test_every_text_is_in_every_format(texts: dict[str, str], words: str) -> None:
    assert [name for name, text in texts.items() if words not in text] == []


def test_each_format_is_what_its_type_says() -> None:
    starts = {name: render(DOCUMENT, name)[:5] for name in MIME_TYPES}
    assert starts == {"html": b"<!doc", "docx": b"PK\x03\x04\x14", "odt": b"PK\x03\x04\x14", "pdf": b"%PDF-"}


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(DocumentError, match="choisissez html, docx, odt ou pdf"):
        render(DOCUMENT, "xls")
