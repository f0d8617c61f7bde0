"""Published tables contradict themselves; ours cannot: whatever is recorded and asked, every breakdown closes on its
base, figures of the same thing agree, parts add up to the whole, and a crossing has the margins of its breakdowns."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast, activity, follow
from tests.statistics.oracle.crossings import crossed
from tests.statistics.oracle.keeping import kept_accompaniments
from tests.statistics.oracle.worlds import NAVETTE, PERIODS, PORT, STRUCTURES, World, filters, worlds
from tests.statistics.oracle.writing import Town
from tests.statistics.reading import figures as figures_of
from tests.statistics.reading import rows as rows_of
from trame.activity.entry import FollowedParticipant
from trame.statistics.charting import bars_of
from trame.statistics.crossing import COLUMNS, DIMENSIONS, Crossing, Dimension, cross
from trame.statistics.engine import compute
from trame.statistics.figures import Figure
from trame.statistics.formulas import Distinct, tallies_of
from trame.statistics.indicators import INDICATORS, Indicator

QUICK = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(QUICK, max_examples=60)
Period = tuple[dt.date, dt.date]
PAIRS = [
    (row, column) for row in DIMENSIONS.values() for column in COLUMNS.values() if row.code != column.code
]  # fmt: skip
OF_TWO_PEOPLE = [(row, column) for row, column in PAIRS if row.of_people and column.of_people]
# What counts each thing once over the whole scope: its parts may share it.
NOT_ADDED = {"people", "calendar", "day"}
# The breakdown that says alone what a crossing says with another. Autonomy is told of activities with one person.
ALONE = {
    "sujet": "attendances_by_topic", "nature": "attendances_by_kind", "mois": "attendances_by_month",
    "lieu": "attendances_by_place", "commune": "attendances_by_commune", "canal": "attendances_by_channel",
    "duree": "attendances_by_duration", "materiel": "attendances_by_material", "autonomie": "activities_by_autonomy",
    "cadre": "attendances_by_setting", "acces": "attendances_by_access_mode", "paiement": "attendances_by_payment",
    "public": "attendances_by_public_kind", "genre": "attendances_by_gender", "age": "attendances_by_age",
    "statut": "attendances_by_status",
}  # fmt: skip


@pytest.fixture
def town(cast: Cast) -> Town:
    return Town(cast)


def added(indicator: Indicator) -> bool:
    """Whether the figures of two scopes that share nothing make that of both."""
    formulas = [formula for formula in (indicator.base.count, indicator.numerator, indicator.rows) if formula]
    return not any(
        isinstance(formula, Distinct) or tally.relation in NOT_ADDED
        for formula in formulas
        for tally in tallies_of(formula)
    )


@QUICK
@given(worlds(), STRUCTURES, PERIODS, filters())
def test_every_breakdown_closes_on_its_base(
    town: Town, world: World, structures: tuple[str, ...], period: Period, asked: dict[str, Any]
) -> None:
    with transaction.atomic():
        town.write(world)
        found = compute(town.scope(structures, *period, asked), reader=town.reader)
        transaction.set_rollback(True)
    assert set(found) == set(INDICATORS)
    for figure in found.values():
        closes(figure)
        # A base that is also an indicator is the number of that indicator.
        headline = found.get(figure.indicator.base.code)
        if headline and not figure.impossible:
            assert figure.d == headline.n, figure.code


def closes(figure: Figure) -> None:
    said, code = figure.indicator, figure.code
    assert min((figure.n, figure.d, figure.unknown, *(row.n for row in figure.rows))) >= 0, code
    assert not said.is_part or figure.n <= figure.d, code
    if not said.dimension:
        return
    assert [row.n for row in figure.rows if row.unknown] == ([figure.unknown] if figure.unknown else []), code
    assert not any(row.unknown for row in figure.rows[:-1]), code
    assert len({row.code for row in figure.rows}) == len(figure.rows), code
    if said.multiple:
        assert figure.n + figure.unknown == figure.d, code
        assert max((row.n for row in figure.stated), default=0) <= figure.n <= figure.mentions, code
    elif said.numerator:  # those who answered « no » have no row
        assert figure.mentions == figure.n, code
        assert figure.n + figure.unknown <= figure.d, code
    else:
        assert figure.mentions == figure.n == figure.d - figure.unknown, code


@QUICK
@given(worlds(), filters())
def test_the_parts_of_a_scope_add_up_to_it(town: Town, world: World, asked: dict[str, Any]) -> None:
    """Two structures, the months of a year, the two kinds: each accompaniment is in one part, and in one only."""
    year = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    firsts = [dt.date(2025, month, 1) for month in range(1, 13)] + [dt.date(2026, 1, 1)]
    months = [(first, after - dt.timedelta(days=1)) for first, after in pairwise(firsts)]
    with transaction.atomic():
        town.write(world)
        whole = town.scope((NAVETTE, PORT), *year, asked)
        parts = {
            "structures": [town.scope((name,), *year, asked) for name in (NAVETTE, PORT)],
            "months": [replace(whole, start=start, end=end) for start, end in months],
        }
        if "kinds" not in asked:
            parts["kinds"] = [replace(whole, kinds=(kind,)) for kind in ("individuel", "collectif")]
        found = compute(whole, reader=town.reader)
        for name, scopes in parts.items():
            codes = [code for code, indicator in INDICATORS.items() if added(indicator)]
            if name == "kinds":  # coordination cannot be filtered by it
                codes = [code for code in codes if "coordination" not in code and not of_coordination(INDICATORS[code])]
            said = [compute(scope, codes, reader=town.reader) for scope in scopes]
            for code in codes:
                of_parts = [part[code] for part in said]
                if not any(figure.impossible for figure in of_parts):  # a rate over nothing says nothing at all
                    assert sums_of(of_parts) == sums_of([found[code]]), (name, code)
        transaction.set_rollback(True)


def of_coordination(indicator: Indicator) -> bool:
    return any(tally.relation in ("coordination", "choice", "partner") for tally in tallies_of(indicator.base.count))


def sums_of(figures: list[Figure]) -> tuple[Any, ...]:
    rows: Counter[str] = Counter()
    for figure in figures:
        rows.update({row.code: row.n for row in figure.rows})
    return sum(f.n for f in figures), sum(f.d for f in figures), sum(f.unknown for f in figures), +rows


@QUICK
@given(worlds(), STRUCTURES, PERIODS, filters(), st.lists(st.sampled_from(PAIRS), min_size=6, max_size=6))
def test_a_crossing_has_the_cells_counted_by_hand_and_the_margins_of_its_breakdowns(
    town: Town,
    world: World,
    structures: tuple[str, ...],
    period: Period,
    asked: dict[str, Any],
    pairs: list[tuple[Dimension, Dimension]],
) -> None:  # fmt: skip
    crossings_close(town, world, (structures, *period, asked), [*OF_TWO_PEOPLE, *pairs])


@pytest.mark.deep
@LONG
@given(worlds(), STRUCTURES, PERIODS, filters())
def test_so_has_every_pair_of_dimensions(
    town: Town, world: World, structures: tuple[str, ...], period: Period, asked: dict[str, Any]
) -> None:
    crossings_close(town, world, (structures, *period, asked), PAIRS)


def crossings_close(town: Town, world: World, where: tuple[Any, ...], pairs: list[tuple[Dimension, Dimension]]) -> None:
    with transaction.atomic():
        town.write(world)
        scope = town.scope(*where)
        found = compute(scope, [*ALONE.values(), "attendances"], reader=town.reader)
        kept = kept_accompaniments(world, *where)
        for row, column in pairs:
            if scope.public and (row.of_people or column.of_people):
                with pytest.raises(ValueError, match="already filtered"):
                    cross(scope, row, column, reader=town.reader)
                continue
            table = cross(scope, row, column, reader=town.reader)
            expected, total = crossed(kept, town.ids, row.code, column.code)
            assert ({pair: n for pair, n in table.cells.items() if n}, table.total) == (expected, total)
            assert table.total <= table.of == found["attendances"].n
            assert table.only_known_pairs or table.total == table.of
            margins_are_those_of_breakdowns(table, found)
        transaction.set_rollback(True)


def margins_are_those_of_breakdowns(table: Crossing, found: dict[str, Figure]) -> None:
    if table.only_known_pairs:
        return
    for dimension, lines in ((table.by_row, table.rows), (table.by_column, table.columns)):
        if dimension.code in ALONE:
            figure = found[ALONE[dimension.code]]
            told = {line.code: line.n for line in lines if line.code and line.n}
            assert told == {row.code: row.n for row in figure.stated if row.n}, dimension.code
            if figure.unit == "accompagnements":
                assert sum(line.n for line in lines if not line.code) == figure.unknown, dimension.code


def test_several_answers_are_shares_of_the_base_and_shares_of_the_mentions(cast: Cast) -> None:
    """Four accompaniments, two of them about e-mail and one of these about health too: three mentions."""
    for rank, topics in enumerate([("email", "sante"), ("email",), (), ()]):
        activity(cast.awa_at_navette, cast.library, topics=topics, source="coop", source_id=str(rank))
    found = figures_of(cast.bruno)["attendances_by_topic"]
    chart = bars_of(found, "Thématiques", "Thématique", wide=True)
    nbsp = "\u202f"
    assert [(row.label, row.n, row.share, row.second_share) for row in chart.rows] == [
        ("E-mail", 2, f"50,0{nbsp}%", f"66,7{nbsp}%"),
        ("Santé", 1, f"25,0{nbsp}%", f"33,3{nbsp}%"),
        ("Non renseigné", 2, f"50,0{nbsp}%", None),
    ]
    for code, indicator in INDICATORS.items():
        if indicator.multiple:
            chart = bars_of(replace(found, indicator=indicator), code, code, wide=True)
            assert (bool(chart.share_heading), chart.second_share_heading) == (True, "% des mentions"), code


def test_every_dimension_that_is_crossed_has_its_breakdown() -> None:
    # Who sent the person is asked, alone, of one person; crossed, of anybody.
    assert set(ALONE) | {"origine"} == set(DIMENSIONS)


def test_the_ages_of_a_year_do_not_move_as_people_grow_older(cast: Cast) -> None:
    """Born in 2000: 24 in 2024 and 25 in 2025, whenever one looks, and whenever it is recorded."""
    with time_machine.travel(dt.datetime(2025, 6, 1, tzinfo=dt.UTC)):
        who = FollowedParticipant(follow(cast.navette, birth_year=2000).pk)
        for day in (dt.date(2024, 12, 31), dt.date(2025, 1, 1)):
            activity(cast.awa_at_navette, cast.library, date=day, followed=(who,))
        found = [ages(cast, year) for year in (2024, 2025)]
    assert found == [{"dix_huit_vingt_quatre": 1}, {"vingt_cinq_trente_neuf": 1}]
    with time_machine.travel(dt.datetime(2051, 6, 1, tzinfo=dt.UTC)):
        assert [ages(cast, year) for year in (2024, 2025)] == found
        activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 5, 2), followed=(who,))
        assert ages(cast, 2024) == {"dix_huit_vingt_quatre": 2}


def ages(cast: Cast, year: int) -> dict[str, int]:
    return rows_of(figures_of(cast.bruno, dt.date(year, 1, 1), dt.date(year, 12, 31))["attendances_by_age"])
