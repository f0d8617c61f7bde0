"""Whatever the figures: nothing told is a number of people from 1 to 10, nor is one less another."""

from hypothesis import given
from hypothesis import strategies as st

from trame.statistics.figures import Figure, Row
from trame.statistics.indicators import INDICATORS
from trame.statistics.sharing.shown import BREAKDOWNS, CODES, TOTALS, masked_figures

THRESHOLD = 11
people = st.integers(0, 45)


def total(code: str, n: int, d: int) -> Figure:
    return Figure(INDICATORS[code], n, d, 0)


def breakdown(code: str, counts: dict[str, int], unknown: int) -> Figure:
    d = sum(counts.values()) + unknown
    rows = [Row(row, row, n) for row, n in counts.items() if n]
    if unknown:
        rows.append(Row("", "Non renseigné", unknown, unknown=True))
    return Figure(INDICATORS[code], d - unknown, d, unknown, tuple(rows))


@st.composite
def a_structure(draw: st.DrawFn) -> dict[str, Figure]:
    """People received alone and in workshops, followed or not; of those alone, some are told by autonomy and origin."""
    alone, workshops = draw(people), draw(st.lists(st.integers(1, 12), max_size=5))
    together = sum(workshops)
    every, sessions = alone + together, alone + len(workshops)
    followed = draw(st.integers(0, every))
    first = draw(st.integers(0, every))
    stated = draw(st.integers(0, alone))
    helped = draw(st.integers(0, stated))
    women = draw(st.integers(0, every))
    men = draw(st.integers(0, every - women))
    found = [
        total("attendances", every, every),
        total("activities", sessions, sessions),
        total("minutes", 30 * sessions, sessions),
        total("half_days", sessions // 2, sessions),
        total("individual_activities", alone, sessions),
        total("workshops", len(workshops), sessions),
        total("workshop_attendances", together, every),
        total("followed_people", followed // 2, followed),
        total("anonymous_attendances", every - followed, every),
        total("first_times", first, every),
        breakdown("attendances_by_kind", {"individuel": alone, "collectif": together}, 0),
        breakdown("attendances_by_gender", {"feminin": women, "masculin": men}, every - women - men),
        breakdown("activities_by_autonomy", {"autonome": helped, "accompagne": stated - helped}, alone - stated),
        breakdown("attendances_by_origin", {"mairie": stated}, alone - stated),
    ]
    return {figure.code: figure for figure in found}


@given(figures=a_structure())
def test_nothing_told_is_small_nor_all_but_a_few(figures: dict[str, Figure]) -> None:
    found = masked_figures(figures, THRESHOLD, {})
    told = numbers_of_people(found)
    assert not {n for n in told if 0 < n < THRESHOLD}
    if found["attendances"].masked:
        return
    every = found["attendances"].n
    bases = {figure.d for figure in found.values() if not figure.masked and figure.indicator.base.code in OF_PEOPLE}
    assert not {every - base for base in bases if 0 < every - base < THRESHOLD}
    alone = {figure.d for figure in found.values() if not figure.masked and figure.indicator.base.code in ALONE}
    assert len(alone) < 2


# Bases that are people; « activities » are sessions, unless all are alone.
ALONE = {"individual_attendances", "individual_activities"}
OF_PEOPLE = ALONE | {"attendances", "followed_attendances"}


def numbers_of_people(found: dict[str, Figure]) -> set[int]:
    sessions = {"activities", "minutes", "half_days", "workshops"}
    told = set()
    for code, figure in found.items():
        if figure.masked or code in sessions:
            continue
        told |= {figure.n, figure.d, figure.d - figure.n} if not figure.rows else {figure.d}
        told |= {row.n for row in figure.rows if not row.masked}
        hidden = figure.d - sum(row.n for row in figure.rows)
        told |= {hidden} if not figure.indicator.multiple else set()
    if not found["activities"].masked and not found["workshops"].masked:
        told.add(found["activities"].n - found["workshops"].n)
    return told - sessions_alone(found)


def sessions_alone(found: dict[str, Figure]) -> set[int]:
    """Of `individual_activities`, what is left of the sessions is the number of workshops: no people."""
    figure = found["individual_activities"]
    return set() if figure.masked else {figure.d - figure.n}


def test_few_sessions_are_not_told_where_those_alone_are_hidden() -> None:
    """60 people in two workshops and 2 alone: four sessions would say that they are four at most."""
    found = masked_figures(
        {
            figure.code: figure
            for figure in (
                total("attendances", 62, 62),
                total("activities", 4, 4),
                total("half_days", 3, 4),
                total("individual_activities", 2, 4),
                total("workshops", 2, 4),
                total("workshop_attendances", 60, 62),
            )
        },
        THRESHOLD,
        {},
    )
    assert {code for code, figure in found.items() if not figure.masked} == {"attendances"}


def test_a_figure_that_the_catalogue_gains_is_in_no_link() -> None:
    found = masked_figures({code: Figure(INDICATORS[code], 50, 50, 0) for code in INDICATORS}, THRESHOLD, {})
    assert set(found) == set(CODES)
    assert set(CODES) < set(INDICATORS)


def test_no_figure_shown_has_for_base_what_another_hides() -> None:
    """Only bases whose hiding is known: a new one must be thought of first."""
    assert {INDICATORS[code].base.code for code in (*TOTALS, *BREAKDOWNS)} == {
        "attendances",
        "activities",
        "followed_attendances",
        "individual_activities",
        "individual_attendances",
        "procedures",
        "procedures_in_place_of",
        "blocked_procedures",
    }
    assert not [code for code in CODES if INDICATORS[code].inside]
