"""Charts say what they draw: same figures in the drawing and in the table, « non renseigné » last and hatched."""

import re

import pytest
from django.template import engines
from django.utils.formats import localize

from trame.ui.charts import Chart, Headline, Row, bar_shapes, month_shapes, months_finding, part_shapes, parts_finding


def draw(tag: str, chart: Chart | Headline) -> str:
    return engines["django"].from_string(f"{{% {tag} chart %}}").render({"chart": chart})


def genders(**more: int) -> Chart:
    rows = [
        Row(code="nr", label="non renseigné", n=1, share="10,0\u202f%", unknown=True),
        Row(code="f", label="Femmes", n=6, share="60,0\u202f%"),
        Row(code="m", label="Hommes", n=3, share="30,0\u202f%"),
    ]
    rows += [Row(code=code, label=code, n=n) for code, n in more.items()]
    return Chart(code="genre", title="Genre", rows=rows, total=10)


def year(before: list[int | None]) -> Chart:
    rows = [
        Row(code=f"2026-0{i}", label=name, n=n, before=old)
        for i, (name, n, old) in enumerate(zip(["janvier", "février"], [50, 100], before, strict=True), 1)
    ]
    return Chart(code="mois", caption="Par mois", rows=rows, total=150, now_label="2026", before_label="2025")


def test_the_longest_bar_is_the_full_width_and_the_unknown_comes_last() -> None:
    bars = bar_shapes(genders())

    assert [(bar.row.label, bar.width) for bar in bars] == [
        ("Femmes", "100.00%"),
        ("Hommes", "50.00%"),
        ("non renseigné", "16.67%"),
    ]
    assert bars[-1].fill == "url(#nr)"


def test_a_limit_keeps_the_unknown_and_the_whole_table() -> None:
    chart = Chart(code="c", title="T", rows=genders().rows, limit=1)

    assert [bar.row.label for bar in bar_shapes(chart)] == ["Femmes", "non renseigné"]
    assert draw("bars", chart).count('<th scope="row">') == 3


def test_parts_are_laid_end_to_end() -> None:
    assert [(part.x, part.width) for part in part_shapes(genders())] == [
        ("0.00%", "60.00%"),
        ("60.00%", "30.00%"),
        ("90.00%", "10.00%"),
    ]


def test_more_than_three_parts_are_refused() -> None:
    with pytest.raises(ValueError, match="genre"):
        part_shapes(genders(a=1, b=1))


def test_parts_are_read_aloud_in_their_order() -> None:
    assert parts_finding(genders()) == "Femmes 60,0\u202f%, Hommes 30,0\u202f%, non renseigné 10,0\u202f%"


def test_columns_stand_on_one_base_and_the_highest_touches_the_top() -> None:
    january, february = month_shapes(year([None, None]))

    assert (february.y, february.height) == ("31.0", "159.0")
    assert (january.y, january.height) == ("110.5", "79.5")
    assert (january.x, january.width, january.middle) == ("10.00%", "30.00%", "25.00%")
    assert january.thread is None


def test_last_year_is_a_thread_across_its_column() -> None:
    january, february = month_shapes(year([25, 200]))

    assert january.thread is not None
    assert february.thread is not None
    assert february.thread.y == "31.0"
    assert january.thread.y == "170.1"
    assert (january.thread.x1, january.thread.x2) == ("4.00%", "46.00%")


def test_months_say_their_highest_and_lowest() -> None:
    assert months_finding(year([None, None])) == "Par mois. Maximum, février : 100. Minimum, janvier : 50."


def test_the_table_compares_two_years() -> None:
    table = re.sub(r"\s+", " ", draw("months", year([60, 90])))

    assert '<td class="num">50</td> <td class="num">60</td> <td class="num">\u221210</td>' in table
    assert '<td class="num">150</td> <td class="num">150</td> <td class="num">0</td>' in table


@pytest.mark.parametrize("tag", ["bars", "months", "parts"])
def test_an_empty_chart_does_not_break_the_page(tag: str) -> None:
    assert "<figure" in draw(tag, Chart(code="vide", title="Rien", rows=[]))


@pytest.mark.parametrize("tag", ["bars", "months", "parts"])
def test_drawings_keep_their_text_size_and_dots_in_lengths(tag: str) -> None:
    html = draw(tag, genders())

    assert "viewBox" not in html
    assert not re.search(r'(?:width|height|x|y)="\d+,\d', html)
    assert localize(1.5) == "1,5", "the page is in French, lengths are not"


def test_a_label_typed_by_a_person_is_escaped() -> None:
    chart = Chart(code="c", title="T", rows=[Row(code="t", label="<script>", n=1)])

    assert "<script>" not in draw("bars", chart) + draw("parts", chart) + draw("months", chart)


def test_a_headline_shows_only_the_filled_lines_of_its_origin() -> None:
    figure = Headline(
        code="a", label="Venues", value="388", numerator="388 déclarées", denominator="1284", unknown="57"
    )

    assert [term for term, _ in figure.origin] == ["Numérateur", "Dénominateur", "Non renseigné"]
    assert "D’où vient ce chiffre" in draw("headline", figure)
    assert "<details" not in draw("headline", Headline(code="b", label="Heures", value="7"))


def test_completeness_draws_one_thread_per_section() -> None:
    svg = engines["django"].from_string('{% loom 5 8 "5 parties écrites sur 8" %}').render()

    assert svg.count("var(--accent)") == 5
    assert svg.count("var(--edge)") == 3
    assert 'aria-label="5 parties écrites sur 8"' in svg
