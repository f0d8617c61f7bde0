"""The map of communes: what each is worth, what is drawn around, what is left out and said, and at what cost."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from tests.cast import Cast, activity, follow
from tests.contours import square
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity
from trame.people.models import User
from trame.reference.models import Commune
from trame.reference.services import load_contours
from trame.statistics.filters import filters_from
from trame.statistics.map_frames import LARGEST, framed, located
from trame.statistics.territory_map import GAPS, Asked, MapPage, build_map
from trame.ui.maps import Gap

URL = "/statistiques/carte/"
TODAY = dt.datetime(2025, 11, 24, 12, tzinfo=dt.UTC)
# Pontivy has 15,258 inhabitants, Quimper 64,385, Douarnenez 13,902 (the package of the lock file).
PLACES = {"56178": (-3.0, 48.0), "56041": (-2.9, 48.0), "29232": (-4.1, 48.0), "29046": (-4.3, 48.0)}


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def contours(db: None) -> None:
    """A square for Pontivy and Cléguérec, of one EPCI, for Quimper and for Douarnenez."""
    load_contours(source={code: [square(*place)] for code, place in PLACES.items()})


def at(cast: Cast, code: str, times: int = 1) -> None:
    for _ in range(times):
        activity(cast.awa_at_navette, cast.library, channel="autre", place_id=None, commune_code=code)


def built(cast: Cast, where: str = "activite", measure: str = "taux", zoom: str = "", query: str = "") -> MapPage:
    filters = filters_from(QueryDict(query or "periode=annee"), cast.awa, timezone.localdate())
    assert filters is not None
    return build_map(filters, cast.awa, Asked(where, measure, zoom))


def values(page: MapPage) -> dict[str, str]:
    """What colours each commune drawn."""
    assert page.map is not None
    return {shape.code: getattr(shape.value, "name", str(shape.value)) for shape in page.map.shapes}


def page(user: User, path: str = URL, status: int = 200) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", unescape(strip_tags(answer.content.decode())))


def population(code: str, inhabitants: int | None) -> None:
    Commune.objects.filter(pk=code).update(population=inhabitants)


# --- What a commune is worth ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("contours")
def test_the_rate_is_for_a_thousand_inhabitants(cast: Cast) -> None:
    population("56178", 200)
    population("29232", 60)
    at(cast, "56178", 5)  # 5 / 200 × 1,000
    at(cast, "29232", 2)  # 2 / 60 × 1,000
    found = built(cast)
    assert values(found)["56178"] == "25.0"
    assert values(found)["29232"] == "33.3"
    assert found.chart is not None
    assert [(row.label, row.n, row.share, row.second_share) for row in found.chart.rows] == [
        ("Quimper", 2, "60", "33,3"),
        ("Pontivy", 5, "200", "25,0"),
    ], "the highest rate first"


@pytest.mark.usefixtures("contours")
def test_in_number_the_most_comes_first(cast: Cast) -> None:
    at(cast, "56178", 1)
    at(cast, "29232", 2)
    found = built(cast, measure="nombre")
    assert (values(found)["29232"], values(found)["56178"]) == ("2", "1")
    assert found.chart is not None
    assert [row.label for row in found.chart.rows] == ["Quimper", "Pontivy"]
    assert found.chart.total == 3


@pytest.mark.usefixtures("contours")
def test_small_rates_have_a_second_decimal_and_are_never_nothing(cast: Cast) -> None:
    population("56178", 3_000)
    population("29232", 2_000_000)
    at(cast, "56178")
    at(cast, "29232")
    found = built(cast)
    assert values(found)["56178"] == "0.33"
    assert found.chart is not None
    assert [row.second_share for row in found.chart.rows] == ["0,33", "moins de\u00a00,01"]


@pytest.mark.usefixtures("contours")
def test_without_population_the_rate_is_not_computable_and_the_number_still_is(cast: Cast) -> None:
    for unknown in (None, 0):
        population("56178", unknown)
        at(cast, "56178")
        assert values(built(cast))["56178"] == "IMPOSSIBLE"
        assert values(built(cast, measure="nombre"))["56178"] != "IMPOSSIBLE"
    text = page(cast.awa)
    assert "taux non calculable : population inconnue" in text
    assert "Pontivy 2 0 —" in text


@pytest.mark.usefixtures("contours")
def test_where_people_live_is_another_map(cast: Cast) -> None:
    person = FollowedParticipant(follow(cast.navette, residence=Commune.objects.get(pk="29046")).pk)
    activity(cast.awa_at_navette, cast.library, followed=(person,))
    at(cast, "56178")
    lived = built(cast, where="residence", measure="nombre")
    assert values(lived) == {"29046": "1"}
    assert lived.chart is not None
    assert [(row.label, row.n) for row in lived.chart.rows] == [("Douarnenez", 1), ("Non renseigné", 1)]
    assert lived.chart.total == 2


# --- What is drawn -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("contours")
def test_the_others_of_the_same_epci_are_drawn_without_value(cast: Cast) -> None:
    assert Commune.objects.get(pk="56041").epci == Commune.objects.get(pk="56178").epci
    at(cast, "56178")
    assert values(built(cast, measure="nombre")) == {"56178": "1", "56041": "NOTHING"}


@pytest.mark.usefixtures("contours")
def test_zooming_to_a_departement_leaves_the_others_out_and_says_it(cast: Cast) -> None:
    at(cast, "56178", 3)
    at(cast, "29232")
    found = built(cast, measure="nombre", zoom="29")
    assert values(found) == {"29232": "1", "29046": "NOTHING"}
    assert [(each.code, each.n) for each in found.departements] == [("56", 3), ("29", 1)]
    assert list(found.notes) == ["Hors de cette carte : 1\u00a0commune, 3\u00a0accompagnements. Le tableau les donne."]
    assert set(values(built(cast, zoom="75"))) == {"56178", "56041", "29232"}, "nothing there: all is shown"


def test_a_commune_without_contour_is_named_under_the_map(cast: Cast, contours: None) -> None:
    at(cast, "56178")
    at(cast, "29019", 2)
    assert list(built(cast).notes) == [
        "Hors de cette carte : 1\u00a0commune, 2\u00a0accompagnements. Le tableau les donne.",
        "Sans contour dans la source : Brest.",
    ]


def test_overseas_has_its_own_map(cast: Cast) -> None:
    load_contours(source={"97411": [square(55.4, -21.0)], "56178": [square(-3, 48)]})
    at(cast, "97411", 2)
    at(cast, "56178")
    found = built(cast, measure="nombre")
    assert values(found) == {"97411": "2"}
    assert values(built(cast, measure="nombre", zoom="56")) == {"56178": "1"}


@pytest.mark.parametrize(
    ("counted", "drawn"),
    [
        (["13055"], {"13055": "1"}),
        (["13201"], {"13201": "1", "13202": "NOTHING"}),
        (["13055", "13201"], {"13201": "1", "13202": "NOTHING"}),
    ],
    ids=["whole", "arrondissement", "both"],
)
def test_a_city_is_drawn_by_arrondissement_once_one_is_counted(
    cast: Cast, counted: list[str], drawn: dict[str, str]
) -> None:
    shapes = {"13055": (5.3, 43.2), "13201": (5.3, 43.2), "13202": (5.4, 43.2)}
    load_contours(source={code: [square(*place)] for code, place in shapes.items()})
    for code in counted:
        at(cast, code)
    found = built(cast, measure="nombre")
    assert values(found) == drawn
    assert bool(found.notes) == (len(counted) > 1), "what Marseille has besides is said to be off the map"


def test_a_map_that_would_be_too_large_keeps_the_departements_that_weigh(cast: Cast) -> None:
    far = {"56178": (-3.0, 48.0), "29232": (-4.1, 48.0), "06088": (7.2, 43.7)}
    load_contours(source={code: [square(*place)] for code, place in far.items()})
    near = framed(located({"56178": 50, "29232": 8, "06088": 5}), "")
    assert {each.code for each in near} == {"56178", "29232"}
    alone = framed(located({"56178": 50, "29232": 45, "06088": 50}), "")
    assert len({each.departement for each in alone}) == 1, "three that weigh, too far apart: the first"
    x_min, _, x_max, _ = near[0].box
    assert x_max - x_min < LARGEST


# --- The page ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("contours")
def test_the_page_says_base_finding_key_and_table(cast: Cast) -> None:
    population("56178", 200)
    at(cast, "56178", 5)
    text = page(cast.awa)
    assert "Carte des communes La Navette, du 1er janvier au 24 novembre 2025." in text
    assert "rapportés à la population légale de la commune (Insee)" in text
    assert "Communes d’activité. Maximum, Pontivy : 25,0." in text
    assert "Pontivy : 5 accompagnements, 25,0 pour 1 000 habitants" in text
    assert "Cléguérec : aucun accompagnement" in text
    assert "Contours : IGN, ADMIN EXPRESS" in text
    assert "Commune Accompagnements Population légale Pour 1 000 habitants Pontivy 5 200 25,0" in text
    assert "TauxAccompagnements × 1 000 ÷ population légale (Insee)" in text
    assert "Taux" not in page(cast.awa, f"{URL}activite/nombre/")


def test_without_contours_the_table_is_open_and_the_administrator_knows_what_to_do(cast: Cast) -> None:
    at(cast, "56178", 5)
    client = Client()
    client.force_login(cast.awa)
    html = client.get(URL).content.decode()
    assert "manage.py load_contours" in html
    assert '<details class="tbl" open>' in html
    assert 'class="map"' not in html


@pytest.mark.usefixtures("contours")
def test_each_link_keeps_the_filters(cast: Cast) -> None:
    at(cast, "56178")
    at(cast, "29232")
    client = Client()
    client.force_login(cast.awa)
    query = f"?du=2025-01-01&au=2025-06-30&lieu={cast.library.pk}"
    activity(cast.awa_at_navette, cast.library)
    overview = client.get(f"/statistiques/{query}").content.decode()
    assert asked(overview, "/statistiques/carte/activite/taux/") == QueryDict(query[1:])
    html = client.get(f"{URL}residence/nombre/{query}").content.decode()
    for path in ("/statistiques/carte/activite/nombre/", "/statistiques/carte/residence/taux/", "/statistiques/"):
        assert asked(html, path) == QueryDict(query[1:]), path


def asked(html: str, path: str) -> QueryDict:
    """The query of the first link to `path`."""
    found = re.search(rf'href="{path}\?([^"]*)"', html)
    assert found is not None, path
    return QueryDict(unescape(found[1]))


def test_nothing_to_place_says_why(cast: Cast) -> None:
    assert "Aucun accompagnement du 1er janvier au 24 novembre 2025 avec ces filtres" in page(cast.awa)
    at(cast, "56178", 2)
    nowhere = page(cast.awa, f"{URL}residence/taux/")
    assert "2 accompagnements, mais aucune commune n’est renseignée." in nowhere


def test_who_has_no_structure_is_told_so(cast: Cast) -> None:
    assert "Vous n’êtes dans aucune structure" in page(cast.denis)


@pytest.mark.usefixtures("contours")
def test_one_structure_never_sees_another_s(cast: Cast) -> None:
    at(cast, "56178")
    assert "Pontivy" not in page(cast.chloe)
    page(cast.chloe, f"{URL}?structure={cast.navette.pk}", 404)


@pytest.mark.usefixtures("contours")
@pytest.mark.parametrize(
    "query",
    [
        "?zoom=99", "?zoom=" + "9" * 500, "?zoom=56%27%20OR%201=1", "?zoom=", "?zoom=%00", "?zoom=29&zoom=56",
        "?du=2025-12-31&au=2025-01-01", "?structure=x", "?periode=jamais", "?" + "&".join(["lieu=999999"] * 990),
    ],
    ids=["unknown", "endless", "quotes", "empty", "null", "twice", "reversed", "letters", "never", "990 places"],
)  # fmt: skip
def test_a_wrong_address_is_never_an_error(cast: Cast, query: str) -> None:
    at(cast, "56178")
    page(cast.awa, URL + query)


def test_ten_thousand_ids_are_refused(cast: Cast) -> None:
    page(cast.awa, URL + "?" + "&".join(f"lieu={n}" for n in range(10_000)), 400)


@pytest.mark.parametrize("path", ["ailleurs/taux/", "activite/poids/", "activite/", "activite/taux/plus/"])
def test_a_map_that_does_not_exist_is_not_found(cast: Cast, path: str) -> None:
    page(cast.awa, URL + path, 404)


def test_a_commune_that_the_reference_does_not_know_does_not_break_the_page(cast: Cast) -> None:
    assert located({"00000": 3, "": 1}) == []


# --- The cost ------------------------------------------------------------------------------------------------------


def queries(cast: Cast) -> int:
    client = Client()
    client.force_login(cast.awa)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{URL}?du=2025-01-01&au=2025-12-31").status_code == 200
    return len(captured)


@pytest.mark.usefixtures("contours")
def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    at(cast, "56178", 10)
    with_ten = queries(cast)
    one = Activity.objects.latest("pk")
    copies = []
    codes = list(Commune.objects.filter(departement="56").values_list("pk", flat=True)[:200])
    for rank in range(490):
        copy = Activity.objects.get(pk=one.pk)
        copy.pk, copy.client_uuid = None, Activity().client_uuid
        copy.date, copy.commune_id = dt.date(2025, 1 + rank % 12, 1 + rank % 28), codes[rank % len(codes)]
        copies.append(copy)
    Activity.objects.bulk_create(copies)
    assert queries(cast) == with_ten
    # Session, account, organisations twice, places, the figure and its names, communes, contours.
    assert with_ten <= 12


def test_every_gap_has_its_words() -> None:
    assert set(GAPS) == set(Gap)
