import datetime as dt
import io
import re
import zipfile
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.statistics.files.reading import URL, YEAR, bundle, described, fetched, line, ods, xlsx
from trame.statistics.filters import filters_from
from trame.statistics.page import build_page
from trame.ui.typography import typeset


def test_a_sheet_per_section_between_the_summary_and_the_definitions(year: Cast) -> None:
    names = xlsx(year.awa).sheetnames
    assert names[0] == "Résumé"
    assert names.index("Thématiques") < names.index("Publics")
    assert names[-2:] == ["Totaux", "Définitions"]
    assert list(ods(year.awa)) == names


def test_the_summary_says_whose_figures_of_when_and_the_headlines(year: Cast) -> None:
    rows = xlsx(year.awa)["Résumé"].iter_rows(values_only=True)
    found = {row[0]: row for row in rows}
    assert found["Structure"][1] == "La Navette"
    assert found["Du"][1] == dt.datetime(2025, 1, 1)
    assert found["Au"][1] == dt.datetime(2025, 12, 31)
    assert found["Chiffres arrêtés au"][1] == dt.datetime(2025, 11, 24)
    # n, unit, base, share, one year before, change
    assert found["Accompagnements"][1:7] == (12, "accompagnements", None, None, 1, 11)
    assert found["Heures"][1:7] == (3.75, "heures", None, None, 0.5, 6.5)
    assert found["Ateliers"][1:5] == (1, "ateliers", 4, 0.25)


def test_the_filters_are_in_words(year: Cast) -> None:
    about = line(xlsx(year.awa, f"{YEAR}&lieu={year.library.pk}")["Résumé"].iter_rows(), "Lieu")
    assert about == ["Lieu", "Médiathèque de Pontivy"]


def test_numbers_are_numbers_and_shares_are_percentages(year: Cast) -> None:
    sheet = xlsx(year.awa)["Publics"]
    (row,) = (row for row in sheet.iter_rows() if row[0].value == "Féminin")
    assert [cell.value for cell in row[:3]] == ["Féminin", 6, 0.5]
    assert row[2].number_format.endswith("%")
    assert line(sheet.iter_rows(), "Non renseigné") == ["Non renseigné", 3, 0.25]
    assert line(sheet.iter_rows(), "Total") == ["Total", 12]
    assert line(ods(year.awa)["Publics"], "Féminin") == ["Féminin", 6.0, 0.5]


def test_several_answers_have_both_shares(year: Cast) -> None:
    for rows in (xlsx(year.awa)["Thématiques"].iter_rows(), ods(year.awa)["Thématiques"]):
        found = line(rows, "E-mail")
        assert found[1:3] == [3, 0.25]
        assert found[3] == pytest.approx(3 / 13)


def test_months_stand_beside_those_of_the_year_before(year: Cast) -> None:
    book = xlsx(year.awa)
    (months,) = (list(sheet.iter_rows()) for sheet in book if any(row[0].value == "mars 2025" for row in sheet))
    assert line(months, "mars 2025") == ["mars 2025", 2, 1, 1]
    assert line(months, "Total") == ["Total", 12, 1, 11]


def test_every_number_of_the_page_is_in_both_workbooks_as_a_number(year: Cast) -> None:
    client = Client()
    client.force_login(year.awa)
    request: Any = client.get(URL + YEAR).wsgi_request
    filters = filters_from(request.GET, year.awa, dt.date(2025, 11, 24))
    assert filters
    page = build_page(filters, year.awa)
    book, sheets = xlsx(year.awa), ods(year.awa)
    for section in page.sections:
        for drawn in (drawn for drawn_line in section.lines for drawn in drawn_line):
            for row in drawn.chart.rows:
                n = row.n / 60 if drawn.figure.unit == "minutes" else row.n
                assert line(book[section.title[:31]].iter_rows(), row.label)[1] == n
                assert line(sheets[section.title[:31]], row.label)[1] == n
    totals = {row[0]: row[1] for row in book["Totaux"].iter_rows(values_only=True)}
    for figure in page.figures.values():
        if figure.indicator.dimension is None:
            n = figure.n / 60 if figure.unit == "minutes" else figure.n
            if figure.indicator.n_unit and figure.d:  # a mean
                n = figure.n / figure.d
            assert totals[figure.label] == (typeset(figure.impossible) or n)


def test_charts_are_native_bars_named_by_their_finding(year: Cast) -> None:
    book = xlsx(year.awa)
    charts = [chart for sheet in book for chart in sheet._charts]
    assert len(charts) == len(described(bundle(year.awa))["resources"]) - 2  # totals and definitions have no chart
    assert {chart.tagname for chart in charts} == {"barChart"}
    with zipfile.ZipFile(io.BytesIO(fetched(year.awa, "figures.xlsx"))) as parts:
        xml = [parts.read(name).decode() for name in parts.namelist() if "/charts/" in name]
        drawings = "".join(parts.read(name).decode() for name in parts.namelist() if "drawings/drawing" in name)
        core = parts.read("docProps/core.xml").decode()
    gender = next(text for text in xml if "<a:t>Genre" in text)
    assert "«\u202fFéminin\u202f» vient en tête, avec 50,0\u202f% des accompagnements" in gender
    assert "'Publics'!$B" in gender or "Publics!$B" in gender
    assert "pattFill" in gender  # what is not stated
    assert not any("pieChart" in text for text in xml)
    assert drawings.count("descr=") == len(charts)
    assert "<dc:language>fr-FR</dc:language>" in core
    assert "<dc:title>Statistiques de La Navette" in core


def test_definitions_say_code_unit_base_version_and_source(year: Cast) -> None:
    rows = xlsx(year.awa)["Définitions"].iter_rows()
    found = line(rows, "attendances_by_gender")
    assert found[1] == "Accompagnements par genre"
    assert found[3:5] == ["accompagnements", "Tous les accompagnements de la période."]
    assert isinstance(found[6], int)
    assert found[7] == "Trame, saisies de la structure"


def test_sheets_are_set_for_a4_and_keep_their_head(year: Cast) -> None:
    for sheet in xlsx(year.awa):
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert re.fullmatch(r"A\d", sheet.freeze_panes or "")
