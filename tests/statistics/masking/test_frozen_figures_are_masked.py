"""The figures of one structure, shown outside it: no number of people from 1 to 10, nor one found by subtraction."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from trame.statistics.figures import Figure, Row
from trame.statistics.indicators import INDICATORS
from trame.statistics.masking.frozen import mask_figures


def total(code: str, n: int, d: int, unknown: int = 0) -> Figure:
    return Figure(INDICATORS[code], n, d, unknown)


def breakdown(code: str, d: int, unknown: int = 0, **counts: int) -> Figure:
    rows = [Row(row, row, n) for row, n in counts.items()]
    if unknown:
        rows.append(Row("", "Non renseigné", unknown, unknown=True))
    return Figure(INDICATORS[code], d - unknown, d, unknown, tuple(rows))


def mask(*figures: Figure, **said: object) -> dict[str, Figure]:
    return mask_figures({figure.code: figure for figure in figures}, 11, **said)  # type: ignore[arg-type]


def rows(figure: Figure) -> dict[str, int | None]:
    return {"?" if row.unknown else row.code: None if row.masked else row.n for row in figure.rows}


def test_nothing_is_hidden_when_nothing_is_small() -> None:
    figure = breakdown("attendances_by_gender", 60, unknown=20, feminin=25, masculin=15)
    assert mask(figure) == {figure.code: figure}


def test_a_small_row_is_hidden_with_the_smallest_other_and_both_come_last() -> None:
    (found,) = mask(breakdown("attendances_by_gender", 60, unknown=20, feminin=35, masculin=5)).values()
    assert rows(found) == {"feminin": 35, "masculin": None, "?": None}
    assert [row.masked for row in found.rows] == [False, True, True]
    assert all(row.n == 0 for row in found.rows if row.masked)
    assert (found.d, found.n, found.unknown) == (60, 60, 0)


def test_two_small_rows_whose_sum_is_small_hide_a_third() -> None:
    (found,) = mask(
        breakdown("attendances_by_status", 70, retraite=4, scolarise=3, en_emploi=23, sans_emploi=40)
    ).values()
    assert rows(found) == {"sans_emploi": 40, "retraite": None, "scolarise": None, "en_emploi": None}


def test_a_table_of_two_rows_is_hidden_whole() -> None:
    (found,) = mask(breakdown("attendances_by_gender", 60, feminin=55, masculin=5)).values()
    assert found.masked
    assert (found.n, found.d, found.unknown, found.rows) == (0, 0, 0, ())


def test_with_few_accompaniments_every_figure_is_hidden_hours_included() -> None:
    found = mask(total("attendances", 8, 8), total("minutes", 480, 8), breakdown("attendances_by_gender", 8, feminin=8))
    assert all(figure.masked for figure in found.values())


def test_few_people_of_workshops_hide_the_individual_ones_and_all_that_has_their_number_for_base() -> None:
    found = mask(
        total("attendances", 105, 105),
        total("activities", 102, 102),
        total("minutes", 4000, 102),
        total("individual_activities", 100, 102),
        total("workshops", 2, 102),
        total("workshop_attendances", 5, 105),
        breakdown("activities_by_autonomy", 100, autonome=60, entierement_accompagne=40),
    )
    hidden = {code for code, figure in found.items() if figure.masked}
    assert hidden == {"individual_activities", "workshops", "workshop_attendances", "activities_by_autonomy"}


def test_the_number_of_sessions_is_no_number_of_people() -> None:
    found = mask(
        total("attendances", 140, 140),
        total("individual_activities", 100, 102),
        total("workshops", 2, 102),
        total("workshop_attendances", 40, 140),
    )
    assert found["workshops"].n == 2


def test_few_anonymous_people_hide_how_many_are_followed() -> None:
    found = mask(total("attendances", 60, 60), total("anonymous_attendances", 4, 60), total("followed_people", 30, 56))
    assert found["anonymous_attendances"].masked
    assert found["followed_people"].masked


def test_a_part_of_all_but_a_few_is_hidden() -> None:
    assert mask(total("first_times", 95, 100))["first_times"].masked
    assert not mask(total("first_times", 80, 100))["first_times"].masked


def test_places_that_would_give_what_is_done_at_home_in_their_commune_are_hidden() -> None:
    places = breakdown("attendances_by_place", 100, unknown=55, **{"7": 45})
    communes = breakdown("attendances_by_commune", 100, **{"29046": 50, "29232": 50})
    assert mask(places, communes, commune_of={"7": "29046"})["attendances_by_place"].masked
    wider = breakdown("attendances_by_commune", 130, **{"29046": 80, "29232": 50})
    assert not mask(places, wider, commune_of={"7": "29046"})["attendances_by_place"].masked
    assert mask(places, wider)["attendances_by_place"].masked


def test_topics_cited_in_passing_are_hidden_when_they_differ_by_few() -> None:
    main = breakdown("attendances_by_topic", 100, unknown=20, email=40, sante=40)
    every = breakdown("attendances_by_any_topic", 100, unknown=20, email=44, sante=40)
    assert mask(main, every)["attendances_by_any_topic"].masked
    assert not mask(main, replace(every, rows=main.rows))["attendances_by_any_topic"].masked


def test_a_base_that_is_a_hidden_row_hides_its_figure() -> None:
    manners = breakdown("procedures_by_manner", 60, a_la_place=12, avec=45, autonome=3)
    mandates = breakdown("procedures_by_mandate", 12, oui=12)
    found = mask(manners, mandates)
    assert rows(found["procedures_by_manner"]) == {"avec": 45, "a_la_place": None, "autonome": None}
    assert found["procedures_by_mandate"].masked


def test_what_cannot_be_computed_still_says_why() -> None:
    figure = replace(total("attendances", 0, 0), impossible="Pas sur ce périmètre.")
    assert mask(figure)[figure.code].impossible == "Pas sur ce périmètre."


@given(counts=st.lists(st.integers(0, 40), min_size=1, max_size=6), unknown=st.integers(0, 40))
def test_whatever_the_table_no_hidden_row_can_be_found(counts: list[int], unknown: int) -> None:
    figure = breakdown(
        "attendances_by_status",
        sum(counts) + unknown,
        unknown=unknown,
        **{f"c{i}": n for i, n in enumerate(counts) if n},
    )
    (found,) = mask(figure).values()
    told = rows(found)
    assert all(n is None or n == 0 or n >= 11 for n in told.values())
    hidden = [code for code, n in told.items() if n is None]
    if not hidden:
        return
    rest = found.d - sum(n for n in told.values() if n is not None)
    for rank in range(len(hidden)):
        costs = [1 if each == rank else 0 for each in range(len(hidden))]
        lowest = linprog(costs, A_eq=[[1] * len(hidden)], b_eq=[rest])
        highest = linprog([-cost for cost in costs], A_eq=[[1] * len(hidden)], b_eq=[rest])
        assert lowest.fun <= 1
        assert -highest.fun >= 11
