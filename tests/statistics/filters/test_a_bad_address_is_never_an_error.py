import datetime as dt
import string

import pytest
import time_machine
from django.http import Http404, QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast, activity
from tests.statistics.filters.asking import TODAY, activities, answer, asked, page
from trame.statistics.filters import AXES, filters_from
from trame.statistics.filters.panel import panel
from trame.statistics.page import build_page

PATHS = ("/statistiques/", "/statistiques/figures.csv", "/statistiques/carte/", "/statistiques/telecharger/")
NAMES = ["structure", "periode", "du", "au", "comparer", "autre_commune", "autre_commune_text", "autre_residence_text"]
NAMES += [axis.name for axis in AXES]
CODES = [code for axis in AXES for code, _ in axis.choices]


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel(dt.datetime.combine(TODAY, dt.time(12), dt.UTC), tick=False):
        yield


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "query",
    [
        "du=2025-02-01&au=2025-01-01",
        "du=%00&au=2025-02-30",
        "nature=animation&sujet=%F0%9F%A7%B6&canal=&cadre=%00",
        "commune=%D9%A1%D9%A2%D9%A3%D9%A4%D9%A5&epci=-1&departement=2a",
        "genre=non_communique&age=12&statut=' OR 1=1 --",
        "autre_commune=99999&autre_residence_text=Nulle%20part",
        "periode=toujours&comparer=jamais",
        "structure=abc&structure=",
    ],
)
def test_what_names_nothing_is_left_aside(cast: Cast, path: str, query: str) -> None:
    activity(cast.awa_at_navette, cast.library)
    status, _ = answer(cast.awa, query, path)
    assert status == 200


def test_all_that_names_nothing_is_said_in_one_note(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    filters = asked(cast.awa, "canal=fax&genre=rien&epci=000000000&canal=domicile")
    assert filters.notes == [
        "Ce qui est demandé pour « Canal », « Genre » et « Intercommunalité » ne désigne rien ici, en tout ou en "
        "partie : laissé de côté."
    ]
    assert filters.values == {"channel": ("domicile",)}


def test_reversed_dates_are_said_and_kept_in_their_fields(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    _, html = answer(cast.awa, "du=2025-02-01&au=2025-01-01&canal=lieu_activite")
    assert "La fin vient avant le début" in html
    assert 'name="du" value="2025-02-01" aria-invalid="true" aria-describedby="dates-err"' in html
    assert 'name="au" value="2025-01-01" aria-invalid="true"' in html
    assert '<input type="hidden" name="canal" value="lieu_activite">' in html


@pytest.mark.parametrize("path", PATHS)
def test_what_one_has_no_right_to_is_not_found(cast: Cast, path: str) -> None:
    for query in (f"structure={cast.port.pk}", f"mediateur={cast.chloe.pk}", "mediateur=9223372036854775807", "tag=77"):
        assert answer(cast.awa, query, path)[0] == 404


@pytest.mark.parametrize("axis", [axis for axis in AXES if not axis.choices], ids=lambda axis: axis.name)
def test_ten_thousand_numbers_are_bounded_and_said(cast: Cast, axis: object) -> None:
    name = axis.name  # type: ignore[attr-defined]
    query = QueryDict(mutable=True)
    query.setlist(name, [f"{number:05d}" if "commune" in name or name == "residence" else str(number)
                         for number in range(1, 10_001)])  # fmt: skip
    try:
        found = filters_from(query, cast.awa, TODAY)
    except Http404:
        assert name in ("mediateur", "tag")
        return
    assert found is not None
    assert found.notes
    assert len(found.values.get(axis.code, ())) <= 100  # type: ignore[attr-defined]


def test_more_codes_than_a_filter_keeps_are_said(cast: Cast) -> None:
    query = "&".join(f"commune=560{number:02d}" for number in range(1, 100)) + "&commune=29232&commune=29046"
    found = asked(cast.awa, query)
    assert "« Commune » : 101 valeurs demandées, les 100 premières sont gardées." in found.notes


def test_an_address_of_ten_thousand_values_is_refused_at_the_door(cast: Cast) -> None:
    """Django reads a thousand parameters at most."""
    status, _ = answer(cast.awa, "&".join(f"lieu={number}" for number in range(10_000)))
    assert status == 400


def test_a_commune_that_names_nothing_keeps_what_was_typed_and_says_so(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    _, html = answer(cast.awa, "autre_commune_text=Ponttivi&nature=individuel")
    assert "Aucune commune ne répond à" in html
    assert 'value="Ponttivi"' in html
    assert 'name="nature" value="individuel" checked' in html
    assert "data-error-summary" in html


def test_a_commune_typed_is_added_to_those_chosen(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    assert asked(cast.awa, "autre_commune_text=Quimper&commune=56178").values == {"commune": ("56178", "29232")}
    assert asked(cast.awa, "autre_residence=29232").values == {"residence": ("29232",)}
    assert "Commune : " not in page(cast.awa, "autre_commune_text=Pontivy")


def test_everything_at_once_that_leaves_nothing_is_still_a_page(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    query = "departement=29&commune=56178&nature=collectif&sujet=sante&canal=domicile&cadre=autre&age=soixante_dix_plus"
    assert "Rien avec ces filtres" in page(cast.awa, query)
    assert activities(cast.awa, query) == 0


VALUES = st.one_of(
    st.sampled_from(CODES),
    st.integers(0, 2**70).map(str),
    st.from_regex(r"[0-9]{2,9}", fullmatch=True),
    st.dates().map(str),
    st.text(max_size=20),
    st.text(string.printable, max_size=8),
)


@given(st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=12))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_breaks_the_page(cast: Cast, pairs: list[tuple[str, str]]) -> None:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    try:
        filters = filters_from(query, cast.awa, TODAY)
    except Http404:
        return
    assert filters is not None
    assert panel(filters, cast.awa)
    assert build_page(filters, cast.awa).template
    again = filters_from(QueryDict(filters.query), cast.awa, TODAY)
    assert again is not None
    assert again.query == filters.query
