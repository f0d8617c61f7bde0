import io
from typing import Any

import pikepdf

from tests.cast import Cast
from tests.statistics.files.reading import fetched
from tests.ui.documents.reading import pdf_text


def test_it_is_an_accessible_pdf_of_every_chart_with_its_table_and_its_definition(year: Cast) -> None:
    data = fetched(year.awa, "figures.pdf")
    with pikepdf.open(io.BytesIO(data)) as opened:
        root: Any = opened.Root
        assert root.MarkInfo.Marked is True
        assert str(root.Lang).startswith("fr")
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    text = pdf_text(data)
    for words in (
        "La Navette", "du 1er\xa0janvier au 31\xa0décembre 2025", "Les grands chiffres", "Mois par mois", "Féminin",
        "50,0\u202f%", "% des mentions", "23,1\u202f%", "Définitions", "Accompagnements par genre.",
    ):  # fmt: skip
        assert words in text, words
