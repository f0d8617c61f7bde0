"""A file opened and saved elsewhere: formulas where there was text, spreadsheet errors, blank rows, long texts."""

import io
import uuid
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.cast import Cast, activity
from tests.interchange.coop_files import coop_file, named, row, workshop
from trame.activity.habits import habits_of
from trame.activity.models import Activity
from trame.interchange.imports.coop.plan import read_plan
from trame.interchange.imports.matching import people_of
from trame.interchange.imports.plan import Plan
from trame.interchange.imports.services import import_at_once
from trame.reference.nomenclatures import Kind

pytestmark = pytest.mark.django_db


def saved_again(content: bytes, change: Callable[[Worksheet], None] = lambda sheet: None) -> bytes:
    """The workbook as openpyxl writes it: a text that begins with « = » becomes a formula without result."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Activités"]
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.value = cell.value
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column_of(sheet: Worksheet, title: str) -> int:
    return next(cell.column for cells in sheet.iter_rows() for cell in cells if cell.value == title)


def read(content: bytes) -> Plan:
    return read_plan(content)


def test_the_name_of_a_place_that_begins_with_equals_is_kept() -> None:
    plan = read(saved_again(coop_file([row(1, **{"Nom du lieu": "=Numérique & Co"})])))
    assert plan.errors == []
    assert plan.activities[0].place is not None
    assert plan.activities[0].place.name == "=Numérique & Co"


def test_a_formula_where_a_number_is_needed_is_shown() -> None:
    plan = read(saved_again(coop_file([row(1, **{"Durée (min)": "=15+15"})])))
    assert [(problem.column, problem.value) for problem in plan.errors] == [("Durée (min)", "=15+15")]


def test_a_spreadsheet_error_is_told_and_never_taken_for_an_empty_cell() -> None:
    def break_a_topic(sheet: Worksheet) -> None:
        cell = sheet.cell(sheet.max_row, column_of(sheet, "Thématique(s) d’accompagnement"))
        cell.value, cell.data_type = "#N/A", "e"

    plan = read(saved_again(coop_file([row(1)]), break_a_topic))
    assert [problem.value for problem in plan.errors] == ["#N/A"]
    assert "erreur de tableur" in plan.errors[0].message


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u200b", "\t"])
def test_a_row_of_spaces_is_no_row(blank: str) -> None:
    def add_a_blank_row(sheet: Worksheet) -> None:
        sheet.cell(sheet.max_row + 1, 1).value = blank

    plan = read(saved_again(coop_file([row(1)]), add_a_blank_row))
    assert (plan.rows, plan.errors) == (1, [])


def test_long_texts_do_not_stop_a_year(cast: Cast) -> None:
    long = row(1, **{"Notes supplémentaires": "mot " * 5_000, "Tags": "t" * 90})
    atelier = workshop(2, [{}], **{"Nom de l’atelier": "x" * 250})
    import_at_once(membership=cast.awa_at_navette, partner="coop", content=coop_file([long, *atelier]))
    first, second = (Activity.objects.get(source_id=str(uuid.UUID(int=0xC0A0 + n))) for n in (1, 2))
    assert len(first.notes) == 19_999
    assert [len(link.tag.name) for link in first.activity_tags.all()] == [80]
    assert second.title == "x" * 199 + "…"


def test_one_name_written_in_two_ways_is_one_person() -> None:
    composed, decomposed = "Maëlle D’HERVÉ", "Mae\u0308lle D'HERVE\u0301"
    plan = read(coop_file([row(1, **named(composed)), row(2, **named(decomposed))]))
    assert len(people_of(plan.activities)) == 1


def test_the_planner_knows_at_once_how_many_rows_came_in(cast: Cast) -> None:
    """Else the first page of statistics after an import takes seconds, until PostgreSQL counts by itself."""
    from django.db import connection

    rows = [row(number) for number in range(1, 301)]
    import_at_once(membership=cast.awa_at_navette, partner="coop", content=coop_file(rows))
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'activity_activity'")
        assert cursor.fetchone() == (300,)


def test_an_import_does_not_change_what_the_form_proposes(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, minutes=45)
    import_at_once(membership=cast.awa_at_navette, partner="coop", content=coop_file([row(1, **{"Durée (min)": 180})]))
    assert habits_of(cast.awa, Kind.INDIVIDUEL).minutes == 45
