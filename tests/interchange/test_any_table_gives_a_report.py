"""Whatever the cells hold, the file is reported or refused in French, and its figures hold together."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.interchange.coop_files import TITLES, coop_file, cra, row
from tests.ui.sheets.spreadsheets import xlsx
from trame.interchange.imports.coop import plan as coop_plan
from trame.interchange.imports.coop.plan import read_plan
from trame.interchange.imports.plan import Plan
from trame.interchange.imports.review import review
from trame.reference.models import Commune
from trame.ui.sheets import SheetRefused

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31)),
    st.times(),
    TEXTS.filter(lambda text: not text.startswith("=")),
    st.sampled_from(["1/2", "2/2", "Oui", "E-mail\nSanté", "Atelier collectif", "À distance", "56178", cra(1), cra(2)]),
)


class AnyCommune:
    """Stands for the reference data: « 56178 » is known, nothing else is."""

    def __init__(self, codes: Any) -> None:
        pass

    def present(self, code: str) -> Commune | None:
        return Commune(code="56178", name="Pontivy") if code == "56178" else None

    def is_named(self, code: str, name: str) -> bool:
        return name == "Pontivy"


@pytest.fixture(autouse=True, scope="module")
def _no_database() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coop_plan, "KnownCommunes", AnyCommune)
        yield


def check(plan: Plan) -> None:
    seen = review(plan)
    found = seen.as_json()
    for axis in ("gender", "age", "status", "channel", "month"):
        assert sum(found["by"][axis].values()) == found["attendances"]
    assert all(n <= found["attendances"] for axis in found["by"].values() for n in axis.values())
    assert bool(plan.errors) == bool(found["refused"])
    assert all(problem.message and problem.column for problem in plan.errors)
    assert sum(planned.rows for planned in plan.activities) + plan.refused_rows <= plan.rows
    assert all(planned.entry.participants == planned.rows for planned in plan.activities)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(TITLES), CELLS, max_size=6), max_size=6))
def test_any_cells_in_the_table_are_reported(changes: list[dict[str, Any]]) -> None:
    check(read_plan(coop_file([row(n % 3, **change) for n, change in enumerate(changes)])))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.one_of(CELLS, st.sampled_from(TITLES)), max_size=32), max_size=8), st.permutations(TITLES))
def test_any_sheet_is_reported_or_refused(rows: list[list[Any]], titles: list[str]) -> None:
    for content in (xlsx(("Activités", rows)), xlsx(("Activités", [*rows, titles, *rows]))):
        try:
            plan = read_plan(content)
        except SheetRefused as refused:
            said = str(refused)
        else:
            said = "read"
            check(plan)
        assert said
