import datetime as dt
from dataclasses import replace
from html import unescape

import pytest
import time_machine

from tests.cast import Cast, activity
from tests.statistics.filters.asking import TODAY, answer, asked, page, words
from trame.statistics import page as page_module
from trame.statistics.indicators import INDICATORS
from trame.statistics.page import build_page
from trame.ui.charts import Chart, Mark, Row, mark_lines, months_finding
from trame.ui.typography import points


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel(dt.datetime.combine(TODAY, dt.time(12), dt.UTC), tick=False):
        yield


@pytest.fixture
def recorded(cast: Cast) -> Cast:
    """3 accompaniments in November 2025 (2 by e-mail), 2 in October (1 by e-mail, 1 health), 4 in November 2024."""
    for day, topic in (
        (dt.date(2025, 11, 3), "email"),
        (dt.date(2025, 11, 4), "email"),
        (dt.date(2025, 11, 5), "bureautique"),
        (dt.date(2025, 10, 3), "email"),
        (dt.date(2025, 10, 24), "sante"),
        (dt.date(2025, 10, 25), "sante"),
        (dt.date(2024, 11, 3), "email"),
        (dt.date(2024, 11, 4), "bureautique"),
        (dt.date(2024, 11, 5), "bureautique"),
        (dt.date(2024, 11, 24), "sante"),
        (dt.date(2024, 11, 25), "sante"),
    ):
        activity(cast.awa_at_navette, cast.library, date=day, topics=(topic,))
    return cast


def table(html: str, name: str) -> str:
    """The words of the table of this caption."""
    start = html.index(f"<caption>{name}")
    return words(html[start : html.index("</table>", start)])


def test_the_previous_month_is_cut_at_the_same_day(recorded: Cast) -> None:
    text = page(recorded.awa, "periode=mois&comparer=avant")
    assert "comparé à la période d’avant, du 1er octobre au 24 octobre 2025." in text
    assert "Accompagnements 3 +50,0 % contre 2 sur la période d’avant" in text


def test_each_share_is_compared_in_points(recorded: Cast) -> None:
    _, html = answer(recorded.awa, "periode=mois&comparer=avant")
    text = table(html, "Médiation numérique")
    assert "La période d’avant Écart de la part" in text
    # 2 of 3, against 1 of the 2 of 1 to 24 October; what was cited only then is in the table, and not drawn.
    assert "E-mail 2 66,7 % 66,7 % 1 · 50,0 % +16,7 points" in text
    assert "Bureautique 1 33,3 % 33,3 % 0 · 0,0 % +33,3 points" in text
    assert "Santé 0 0,0 % 1 · 50,0 % −50,0 points" in text
    drawn = html[html.index('id="attendances_by_topic"') : html.index("<caption>Médiation numérique")]
    assert "Santé" not in drawn


def test_one_year_earlier_in_full_or_in_brief(recorded: Cast) -> None:
    _, brief = answer(recorded.awa, "periode=mois")
    _, full = answer(recorded.awa, "periode=mois&comparer=annee")
    for html in (brief, full):
        assert "−25,0 % contre 4 en 2024" in words(html)
        assert "comparé aux mêmes dates un an plus tôt" in words(html)
    assert "Écart de la part" not in brief
    assert "E-mail 2 66,7 % 66,7 % 1 · 25,0 % +41,7 points" in table(full, "Médiation numérique")


def test_she_may_want_no_comparison(recorded: Cast) -> None:
    text = page(recorded.awa, "periode=mois&comparer=non")
    assert "comparé" not in text
    assert "contre" not in text


def test_an_unknown_comparison_is_left_aside_and_said(recorded: Cast) -> None:
    text = page(recorded.awa, "periode=mois&comparer=hier")
    assert "La comparaison demandée n’existe pas" in text
    assert "−25,0 % contre 4 en 2024" in text


def test_points_are_those_of_the_printed_shares() -> None:
    # 1 of 3 is 33,3 %, 1 of 6 is 16,7 %: who subtracts what is printed finds 16,6, where the exact difference is 16,7.
    assert points(1, 3, 1, 6) == "+16,6\u00a0points"
    assert points(1, 4, 1, 4) == "0,0\u00a0point"
    assert points(1, 100, 2, 100) == "\u22121,0\u00a0point"
    assert points(1, 0, 1, 4) == "—"


def change(code: str, day: dt.date, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = replace(INDICATORS[code], version=2, changed_on=day, change="Les groupes comptent.")
    monkeypatch.setitem(INDICATORS, code, changed)


def test_a_definition_that_changed_between_the_two_periods_is_not_compared(
    recorded: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    change("attendances", dt.date(2025, 3, 1), monkeypatch)
    text = page(recorded.awa, "periode=mois")
    assert "Définition changée le 1er mars 2025 : Les groupes comptent. Avant et après ne se comparent pas." in text
    assert "Activités 3 −25,0 % contre 4 en 2024" in text
    assert "Accompagnements 3 Définition changée" in text
    assert "attendances" not in build_page(asked(recorded.awa, "periode=mois"), recorded.awa).before


def test_one_that_changed_before_both_is_compared(recorded: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    change("attendances", dt.date(2024, 11, 1), monkeypatch)
    assert "Accompagnements 3 −25,0 % contre 4 en 2024" in page(recorded.awa, "periode=mois")


def test_the_break_is_a_line_among_the_months(recorded: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    change("attendances_by_month", dt.date(2025, 10, 1), monkeypatch)
    _, html = answer(recorded.awa, "periode=annee")
    assert 'stroke-dasharray="5 4"' in html
    assert "Nouvelle définition à partir de octobre 2025" in unescape(html).replace("\u00a0", " ")
    assert "même mois de 2024" not in html
    _, before = answer(recorded.awa, "periode=mois")
    assert 'stroke-dasharray="5 4"' not in before


def test_a_mark_stands_before_the_column_of_its_month() -> None:
    rows = [Row(code=f"2025-0{rank}", label=f"mois {rank}", n=rank) for rank in (1, 2, 3, 4)]
    chart = Chart(code="mois", caption="Mois", rows=rows, marks=[Mark("2025-03", "Nouvelle définition")])
    assert mark_lines(chart) == [("50.00%", "Nouvelle définition")]
    assert months_finding(chart).endswith("Nouvelle définition à partir de mois 3.")


def test_in_brief_the_other_period_is_asked_for_a_few_figures_only(recorded: Cast) -> None:
    brief = build_page(asked(recorded.awa, "periode=mois"), recorded.awa)
    full = build_page(asked(recorded.awa, "periode=mois&comparer=annee"), recorded.awa)
    assert set(brief.before) == set(page_module.COMPARED)
    assert {"attendances", "attendances_by_topic", "attendances_by_gender", "workshops"} <= set(full.before)
