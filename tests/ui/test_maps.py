"""A map says what it draws: classes that part the values, patterns for what has none, names that fit, one table."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from trame.ui.charts import Chart, Row
from trame.ui.maps import LINE, PHONE, Choropleth, Frame, Gap, Shape, draw, finding_of, frame_of, intervals

VALUES = st.lists(st.integers(0, 5_000).map(lambda n: Decimal(n) / 10), max_size=60)


def shape(code: str, value: float | Gap, at: tuple[int, int] = (50, 50), name: str = "") -> Shape:
    known = value if isinstance(value, Gap) else Decimal(str(value))
    return Shape(code=code, name=name or code, path="M0 0l9 0 0 9z", label=at, value=known, words=f"mots de {code}")


def a_map(*shapes: Shape, places: int = 0) -> Choropleth:
    rows = [Row(code=each.code, label=each.name, n=1, share="14\u202f000") for each in shapes]
    return Choropleth(
        chart=Chart(code="carte", caption="Communes d’activité", rows=rows, sentence="Une base.", total=len(rows)),
        shapes=shapes,
        box=(0, 0, 100, 100),
        heading="Accompagnements",
        gaps={Gap.NOTHING: "aucun accompagnement", Gap.IMPOSSIBLE: "non calculable", Gap.MASKED: "non communiqué"},
        places=places,
    )


def html(choropleth: Choropleth) -> str:
    return engines["django"].from_string("{% choropleth map %}").render({"map": choropleth})


# --- Classes -------------------------------------------------------------------------------------------------------


@given(VALUES)
def test_each_value_is_in_one_class_and_only_one(values: list[Decimal]) -> None:
    classes = intervals(values)
    assert len(classes) <= 5
    assert bool(classes) == bool(values)
    for value in values:
        assert sum(each.low <= value <= each.high for each in classes) == 1


@given(VALUES)
def test_classes_rise_and_their_bounds_are_values(values: list[Decimal]) -> None:
    bounds = [bound for each in intervals(values) for bound in (each.low, each.high)]
    assert bounds == sorted(bounds)
    assert set(bounds) <= set(values)


@given(VALUES)
def test_up_to_five_values_have_a_class_each(values: list[Decimal]) -> None:
    distinct = len(set(values))
    assert (len(intervals(values)) == distinct) or distinct > 5


def test_many_values_are_shared_out_evenly() -> None:
    found = intervals(Decimal(n) for n in range(1, 101))
    assert [(each.low, each.high) for each in found] == [(1, 20), (21, 40), (41, 60), (61, 80), (81, 100)]


def test_one_huge_value_does_not_flatten_the_others() -> None:
    found = intervals(map(Decimal, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10_000]))
    assert [(each.low, each.high) for each in found] == [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10_000)]


# --- Drawing -------------------------------------------------------------------------------------------------------


def test_colours_go_from_the_lightest_to_the_darkest() -> None:
    drawing = draw(a_map(shape("a", 1), shape("b", 2), shape("c", 9)))
    assert {filled.shape.code: filled.fill for filled in drawing.shapes} == {
        "a": "var(--q1)",
        "b": "var(--q3)",
        "c": "var(--q5)",
    }
    assert [(key.fill, key.words) for key in drawing.key] == [
        ("var(--q1)", "1"),
        ("var(--q3)", "2"),
        ("var(--q5)", "9"),
    ]


def test_what_has_no_number_has_a_pattern_and_its_words_in_the_key() -> None:
    drawing = draw(a_map(shape("a", 12.5), shape("b", Gap.IMPOSSIBLE), shape("c", Gap.NOTHING), places=1))
    assert {filled.shape.code: filled.fill for filled in drawing.shapes} == {
        "a": "var(--q4)",
        "b": "url(#carte-nr)",
        "c": "url(#carte-none)",
    }
    assert [key.words for key in drawing.key] == ["12,5", "aucun accompagnement", "non calculable"]
    assert "url(#hid)" not in {key.fill for key in drawing.key}, "the key names only what is on the map"


def test_bounds_are_typeset_in_french() -> None:
    values = [1000, 1200.5, 1300, 1400, 1500, 1600]
    drawing = draw(a_map(*(shape(str(n), n) for n in values), places=1))
    assert [key.words for key in drawing.key][1:3] == ["1\u202f200,5", "1\u202f300,0\u00a0à\u00a01\u202f400,0"]


@pytest.mark.parametrize("box", [(0, 0, 10, 4000), (0, 0, 4000, 10), (5, 5, 5, 5), (-70, -900, -40, -860)])
def test_the_frame_holds_the_box_and_suits_a_screen(box: tuple[int, int, int, int]) -> None:
    frame = frame_of(box)
    assert frame.x <= box[0]
    assert frame.y <= box[1]
    assert frame.x + frame.width >= box[2]
    assert frame.y + frame.height >= box[3]
    assert 1.1 < frame.width / frame.height < 2.7


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(1, 9)), max_size=15))
def test_names_never_overlap_nor_leave_the_frame(found: list[tuple[int, int, int]]) -> None:
    shapes = [shape(f"Commune {rank}", value, (x, y)) for rank, (x, y, value) in enumerate(found)]
    names = draw(a_map(*shapes)).names
    assert len(names) <= 8
    on_phone = [name for name in names if not name.wide]
    width, height = PHONE, PHONE / 1.15
    rooms = []
    for name in on_phone:
        x, y = float(name.x[:-1]) / 100 * width, float(name.y[:-1]) / 100 * height
        half = 7.6 * (len(name.shape.name) + 1 + len(name.value)) / 2
        assert -0.1 <= x - half < x + half <= width + 0.1
        rooms.append((x - half, y - LINE / 2, x + half, y + LINE / 2))
    for rank, one in enumerate(rooms):
        for other in rooms[rank + 1 :]:
            apart = one[2] <= other[0] + 0.1 or other[2] <= one[0] + 0.1
            assert apart or one[3] <= other[1] + 0.1 or other[3] <= one[1] + 0.1


def test_the_largest_is_named_first_and_what_only_a_large_screen_holds_waits_for_it() -> None:
    names = draw(a_map(shape("Pontivy", 9, (50, 50)), shape("Cléguérec", 3, (62, 50)))).names
    assert [(name.shape.name, name.value, name.wide) for name in names] == [("Pontivy", "9", False)]
    far = draw(a_map(shape("Pontivy", 9, (50, 50)), shape("Cléguérec", 3, (70, 50)))).names
    assert [(name.shape.name, name.wide) for name in far] == [("Pontivy", False), ("Cléguérec", True)]


# --- Words ---------------------------------------------------------------------------------------------------------


def test_the_finding_is_the_highest_and_the_lowest() -> None:
    found = a_map(shape("Pontivy", 28.94), shape("Rohan", 0.3), shape("Gueltas", Gap.NOTHING), places=1)
    assert finding_of(found) == "Communes d’activité. Maximum, Pontivy : 28,9. Minimum, Rohan : 0,3."
    assert finding_of(a_map(shape("Pontivy", 2))) == "Communes d’activité. Maximum, Pontivy : 2."
    assert finding_of(a_map(shape("Rohan", Gap.IMPOSSIBLE))) == "Communes d’activité. Aucune valeur à montrer."


def test_the_drawing_has_a_name_each_shape_its_words_and_the_map_its_table() -> None:
    page = html(a_map(shape("Pontivy", 2), shape("Rohan", Gap.NOTHING)))
    assert re.search(r'role="img" aria-labelledby="carte-t">\s*<title id="carte-t">Communes d’activité\. Maximum', page)
    assert "<title>Pontivy\u00a0: mots de Pontivy</title>" in page
    assert page.count('<th scope="row">') == 3, "two communes and the total"
    assert 'aria-hidden="true"' in page


def test_lengths_have_dots_and_nothing_is_styled_inline() -> None:
    page = html(replace(a_map(shape("a", 2), shape("b", Gap.NOTHING)), box=(0, 0, 1003, 777)))
    assert not re.search(r"\sstyle=|<style", page)
    assert not re.search(r'(?:viewBox|x|y|patternTransform)="[^"]*\d,\d', page)


def test_a_name_typed_by_a_person_is_escaped() -> None:
    page = html(a_map(replace(shape("a", 2), name="<script>", words="<b>")))
    assert "<script>" not in page
    assert "<b>," not in page
    assert "&lt;script&gt;" in page


def test_a_map_without_anything_does_not_break_the_page() -> None:
    assert "<figure" in html(a_map())


def test_patterns_scale_with_the_map() -> None:
    assert Frame(0, 0, 1120, 700).pixel == "2.000"
