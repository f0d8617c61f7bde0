"""What a link shows writes « moins de 11 » for 1 to 10 people, wherever the number would stand; the version keeps it.

La Navette's year: see conftest.py. 12 attendances; women 7, men 3, not stated 2; months: March 2, April 10.
"""

import pytest

from tests.cast import Cast
from trame.report.compose import compose, quote
from trame.report.masking import masked
from trame.report.models import Report
from trame.report.services import publish_report, write_section
from trame.report.snapshot import FigureData, RowData, Snapshot
from trame.ui import documents

pytestmark = pytest.mark.django_db

FEWER, MORE = "moins de\u00a011", "11\u00a0ou plus"


@pytest.fixture
def frozen(report: Report, year: Cast) -> Snapshot:
    return publish_report(by=year.awa, report=report).snapshot  # type: ignore[no-any-return]


def html(snapshot: Snapshot) -> str:
    return documents.to_html(compose(snapshot, draft=False))


def test_a_small_row_is_quoted_without_its_number(frozen: Snapshot) -> None:
    assert quote(frozen, "attendances_by_gender", "masculin") == "3 (25,0\u202f%)"
    assert quote(masked(frozen), "attendances_by_gender", "masculin") == FEWER
    assert quote(masked(frozen), "attendances_by_gender", "inconnu") == "0"


def test_a_small_total_of_people_is_quoted_without_its_number(frozen: Snapshot) -> None:
    assert quote(frozen, "first_times") == "4"
    assert quote(masked(frozen), "first_times") == FEWER
    assert quote(masked(frozen), "attendances") == "12"


def test_totals_of_activities_and_hours_stay(frozen: Snapshot) -> None:
    assert quote(masked(frozen), "workshops") == "1"
    assert quote(masked(frozen), "minutes") == quote(frozen, "minutes") == "3\u00a0h\u00a015"


def test_the_frozen_version_itself_keeps_every_number(frozen: Snapshot) -> None:
    before = html(frozen)
    masked(frozen)
    assert html(frozen) == before
    assert FEWER not in before


def test_no_share_gives_a_masked_number_back(frozen: Snapshot) -> None:
    page = html(masked(frozen))
    assert FEWER in page
    for share in ("25,0\u202f%", "58,3\u202f%", "33,3\u202f% des accompagnements"):
        assert share in html(frozen), share
        assert share not in page, share


def test_what_is_typed_around_a_figure_stays(frozen: Snapshot, report: Report, year: Cast) -> None:
    section = report.sections.get(number=2)
    text = "<p>Dont [chiffre:attendances_by_gender/feminin] femmes.</p>"
    write_section(section=section, body=text, figures=[], kept=True)
    again = publish_report(by=year.awa, report=report).snapshot
    assert "Dont 7 (58,3\u202f%) femmes." in html(again)
    assert f"Dont {FEWER} femmes." in html(masked(again))


def test_the_reader_is_told(frozen: Snapshot) -> None:
    said = f"De 1 à 10, un nombre de personnes est écrit «\u202f{FEWER}\u202f»."
    assert said in html(masked(frozen))
    assert said not in html(frozen)


def figure(*numbers: int, multiple: bool = False, unknown: int = 0) -> FigureData:
    rows: list[RowData] = [
        {"code": f"r{rank}", "label": f"R{rank}", "n": n, "unknown": False} for rank, n in enumerate(numbers)
    ]
    if unknown:
        rows.append({"code": "", "label": "Non renseigné", "n": unknown, "unknown": True})
    total = sum(numbers) + unknown
    return {
        "label": "Essai", "definition": "", "unit": "accompagnements", "base": "Tous.", "version": 1,
        "multiple": multiple, "is_part": True, "n": sum(numbers), "d": total, "unknown": unknown, "rows": rows,
    }  # fmt: skip


def shown(given: FigureData, frozen: Snapshot) -> list[str]:
    rows = masked({**frozen, "figures": {"essai": given}})["figures"]["essai"]["rows"]
    return [row.get("shown") or str(row["n"]) for row in rows]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (figure(40, 11, 30), ["40", "11", "30"]),
        (figure(40, 0, 30), ["40", "0", "30"]),
        (figure(40, 10, 1, 30), ["40", FEWER, FEWER, "30"]),
        # Alone, the 10 would be 80 less the others: the next smallest is hidden with it.
        (figure(40, 10, 30), ["40", FEWER, MORE]),
        (figure(40, 5), [MORE, FEWER]),
        (figure(5), [FEWER]),
        (figure(40, 30, unknown=4), ["40", MORE, FEWER]),
        (figure(40, 4, unknown=20), ["40", FEWER, MORE]),
        # Several answers possible: nothing is found by subtraction.
        (figure(40, 10, 30, multiple=True), ["40", FEWER, "30"]),
    ],
)
def test_no_subtraction_gives_a_lonely_small_row_back(given: FigureData, expected: list[str], frozen: Snapshot) -> None:
    assert shown(given, frozen) == expected


def test_what_is_not_stated_is_not_told_elsewhere_once_hidden(frozen: Snapshot) -> None:
    for given in (figure(40, 4, unknown=20), figure(40, 30, unknown=4)):
        assert masked({**frozen, "figures": {"essai": given}})["figures"]["essai"]["unknown"] == 0
