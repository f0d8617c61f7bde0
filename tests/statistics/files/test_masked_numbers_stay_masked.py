"""A masked row is written « masqué » in every file: never 0, never its number; nothing can be taken away from it."""

import io
import json
from dataclasses import replace

import pytest
from pptx import Presentation

from tests.cast import Cast
from tests.statistics.files.reading import bundle, changed, fetched, line, ods, table, xlsx
from tests.ui.documents.reading import pdf_text
from trame.statistics.figures import Figure

REASON = "Il faut deux périodes pour ce chiffre."


def masking(figures: dict[str, Figure]) -> dict[str, Figure]:
    """Two rows of gender, one total, and one total that cannot be computed."""
    gender = figures.get("attendances_by_gender")
    if gender is None:
        return figures
    hidden = {"masculin", "non_communique", ""}
    rows = tuple(replace(row, n=0, masked=True) if row.code in hidden else row for row in gender.rows)
    first = replace(figures["first_times"], n=0, d=0, unknown=0, masked=True)
    workshops = replace(figures["workshops"], n=0, d=0, unknown=0, impossible=REASON)
    made = {"attendances_by_gender": replace(gender, rows=rows), "first_times": first, "workshops": workshops}
    return figures | made


@pytest.fixture(autouse=True)
def _masked(monkeypatch: pytest.MonkeyPatch) -> None:
    changed(monkeypatch, masking)


def test_in_the_workbooks(year: Cast) -> None:
    book, sheets = xlsx(year.awa), ods(year.awa)
    for rows in (list(book["Publics"].iter_rows()), sheets["Publics"]):
        assert line(rows, "Féminin")[1] == 6
        assert line(rows, "Masculin") == ["Masculin", "masqué"]
        assert line(rows, "Non renseigné") == ["Non renseigné", "masqué"]
    for rows in (list(book["Totaux"].iter_rows()), sheets["Totaux"]):
        assert line(rows, "Premières venues") == ["Premières venues", "masqué"]
        assert line(rows, "Ateliers collectifs") == ["Ateliers collectifs", REASON]
    assert line(book["Définitions"].iter_rows(), "workshops")[-1] == REASON


def test_in_the_bundle(year: Cast) -> None:
    files = bundle(year.awa)
    gender = {row["libelle"]: row for row in table(files, "attendances_by_gender")}
    assert (gender["Masculin"]["n"], gender["Masculin"]["part"]) == ("masqué", "")
    totals = {row["code"]: row for row in table(files, "totaux")}
    assert (totals["first_times"]["n"], totals["first_times"]["part"]) == ("masqué", "")
    assert (totals["workshops"]["n"], totals["workshops"]["a_savoir"]) == ("", REASON)
    resources = json.loads(files["datapackage.json"])["resources"]
    assert all(resource["schema"]["missingValues"] == ["", "masqué"] for resource in resources)


def test_in_the_slides(year: Cast) -> None:
    deck = Presentation(io.BytesIO(fetched(year.awa, "figures.pptx")))
    charts = {
        slide.shapes.title.text_frame.text: shape.chart
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_chart
    }
    # Nobody may tell which row comes first when some are masked.
    plot = charts["«\u202fFéminin\u202f»\xa0: 50,0\u202f% des accompagnements"].plots[0]
    assert list(plot.categories) == ["Féminin · 50,0\u202f%", "Masculin (masqué)", "Non renseigné (masqué)"]
    assert list(plot.series[0].values) == [6, None, None]


def test_in_the_document_and_the_pictures(year: Cast) -> None:
    assert "masqué" in pdf_text(fetched(year.awa, "figures.pdf"))
    drawn = fetched(year.awa, "graphiques/attendances_by_gender.svg").decode()
    assert "Masculin\xa0: masqué, Non renseigné\xa0: masqué." in drawn
    assert drawn.count(">masqué</text>") == 2
