"""The sentence above a chart: worked out from its numbers, true whatever they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trame.statistics.charting import bars_of
from trame.statistics.figures import Figure, Row
from trame.statistics.files.findings import alternative, finding
from trame.statistics.files.gathered import Block, block_of
from trame.statistics.indicators import INDICATORS
from trame.statistics.page import Drawn


def block(
    rows: list[tuple[str, int]], unknown: int = 0, masked: tuple[str, ...] = (), keep: int | None = None
) -> Block:
    """Accompaniments by channel: each counts once, so the base is the sum."""
    made = [Row(label, label, 0 if label in masked else n, masked=label in masked) for label, n in rows]
    if unknown:
        made.append(Row("", "Non renseigné", unknown, unknown=True))
    stated = sum(n for _, n in rows)
    figure = Figure(INDICATORS["attendances_by_channel"], stated, stated + unknown, unknown, tuple(made))
    kept = {row.code for row in made[:keep]}
    chart = bars_of(figure, "Canal", "Canal", wide=True, keep=lambda row: row.code in kept)
    return block_of(Drawn(chart, [], figure))


def said(*arguments: object, **options: object) -> str:
    """With plain spaces."""
    return finding(block(*arguments, **options)).replace("\u202f", " ").replace("\xa0", " ")  # type: ignore[arg-type]


def test_one_row_comes_first() -> None:
    assert said([("A", 62), ("B", 38)]) == "« A » vient en tête, avec 62,0 % des accompagnements"


def test_equal_rows_are_said_equal() -> None:
    assert said([("A", 2), ("B", 2), ("C", 1)]) == (
        "« A » et « B » viennent en tête à égalité, chaque fois avec 40,0 % des accompagnements"
    )
    assert said([(name, 1) for name in "ABCD"]) == (
        "4 réponses viennent en tête à égalité, chaque fois avec 25,0 % des accompagnements"
    )


def test_what_is_not_stated_is_said_when_it_is_the_most() -> None:
    assert said([("A", 2), ("B", 1)], unknown=7) == (
        "« A » vient en tête, avec 20,0 % des accompagnements ; « Non renseigné » : 70,0 %"
    )
    assert "Non renseigné" not in said([("A", 5), ("B", 1)], unknown=4)


def test_a_single_answer_is_said_so() -> None:
    assert said([("A", 3)], unknown=1) == "Une seule réponse notée, « A » : 75,0 % des accompagnements"


def test_nothing_is_said_first_when_a_row_is_masked() -> None:
    assert said([("A", 12), ("B", 40), ("C", 11)], masked=("B",)) == "« A » : 19,0 % des accompagnements"
    assert said([("A", 1)], masked=("A",)) == "Canal : rien ne peut être montré"


def test_a_chart_of_some_rows_names_itself() -> None:
    assert said([("A", 6), ("B", 4)], keep=1) == "Canal : Une seule réponse notée, « A » : 60,0 % des accompagnements"


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8), st.integers(0, 60))
def test_the_row_named_first_has_the_greatest_number(numbers: list[int], unknown: int) -> None:
    rows = [(f"R{rank}R", n) for rank, n in enumerate(numbers)]
    sentence = said(rows, unknown=unknown)
    first = {f"R{rank}R" for rank, n in enumerate(numbers) if n == max(numbers)}
    named = {label for label, _ in rows if label in sentence}
    assert named <= first or not any(numbers)
    if "vient en tête" in sentence:
        assert len(first) == 1


@pytest.mark.parametrize("count", [1, 8, 30])
def test_what_is_read_in_place_of_a_chart_gives_every_number_drawn(count: int) -> None:
    text = alternative(block([(f"R{rank}R", count + 1 - rank) for rank in range(count)], unknown=2))
    drawn = min(count, 8)
    assert all(f"R{rank}R\xa0: {count + 1 - rank}" in text for rank in range(drawn))
    assert "Non renseigné\xa0: 2" in text
    assert ("22\xa0autres lignes dans le tableau" in text) == (count == 30)
