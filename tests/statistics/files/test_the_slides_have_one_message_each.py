import io
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Inches

from tests.cast import Cast, activity
from tests.statistics.files.reading import fetched

DAYS = "?du=2025-03-01&au=2025-03-31"


def slides(user: Any, query: str = "?du=2025-01-01&au=2025-12-31") -> Any:
    return Presentation(io.BytesIO(fetched(user, "figures.pptx", query)))


def charts(deck: Any) -> dict[str, Any]:
    """By the title of their slide."""
    found = {}
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                found[slide.shapes.title.text_frame.text] = shape
    return found


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_it_is_wide_short_and_begins_with_whose_figures_of_when(year: Cast) -> None:
    deck = slides(year.awa)
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    assert 4 <= len(deck.slides) <= 12
    assert "La Navette" in words(deck.slides[0])
    assert "du 1er\xa0janvier au 31\xa0décembre 2025" in words(deck.slides[0])
    assert deck.core_properties.title == "Statistiques de médiation numérique"
    assert deck.core_properties.language == "fr-FR"


def test_the_large_figures_come_second_and_the_definitions_last(year: Cast) -> None:
    deck = slides(year.awa)
    assert deck.slides[1].shapes.title.text_frame.text == "12\xa0accompagnements lors de 4\xa0activités"
    assert "3\xa0h\xa045" in words(deck.slides[1])
    assert deck.slides[-1].shapes.title.text_frame.text.startswith("Ce que comptent ces chiffres")


def test_a_title_is_a_finding_and_the_chart_below_it_is_native(year: Cast) -> None:
    found = charts(slides(year.awa))
    title = "«\u202fFéminin\u202f» vient en tête, avec 50,0\u202f% des accompagnements"
    plot = found[title].chart.plots[0]
    assert list(plot.categories) == ["Féminin · 50,0\u202f%", "Masculin · 25,0\u202f%", "Non renseigné · 25,0\u202f%"]
    assert list(plot.series[0].values) == [6, 3, 3]
    assert plot.has_data_labels
    book = openpyxl.load_workbook(io.BytesIO(found[title].chart.part.chart_workbook.xlsx_part.blob))
    assert [cell.value for cell in book.active["B"]] == ["Accompagnements", 6, 3, 3]


def test_months_are_columns_with_the_year_before(year: Cast) -> None:
    found = charts(slides(year.awa))
    title = "Mai 2025 est le mois le plus chargé, avec 10\xa0accompagnements, 83,3\u202f% du total"
    plot = found[title].chart.plots[0]
    assert [series.name for series in plot.series] == ["2025", "même mois de 2024"]
    assert list(plot.series[0].values)[2:5] == [2, 0, 10]
    assert list(plot.series[1].values)[2:5] == [1, 0, 0]


def test_each_chart_has_its_base_source_alternative_and_notes(year: Cast) -> None:
    for slide in slides(year.awa).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                text = words(slide)
                assert "12\xa0accompagnements" in text or "activités individuelles" in text or "Part d" in text
                assert "Source\xa0: Trame, saisies de La Navette" in text
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
                assert "Base\xa0:" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("kinds", [1, 12])
def test_there_are_never_more_than_twelve_slides(year: Cast, kinds: int) -> None:
    for rank in range(kinds):
        activity(year.awa_at_navette, year.library, setting="permanence", tags=(f"Tag {rank}",), preparation_minutes=10)
    assert len(slides(year.awa, DAYS).slides) <= 12
