"""What the list can be filtered on: several values add up, two filters narrow each other, each item is read alone."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast, activity, commune, follow, membership, person, place
from trame.activity.entry import FollowedParticipant, ProcedureSaid
from trame.activity.filters import AXES, Filters, parse
from trame.activity.filters.periods import PERIODS, bounds
from trame.activity.models import Activity, ActivityTag, Tag
from trame.activity.services import tags_named
from trame.people.models import Role

pytestmark = pytest.mark.django_db

TUESDAY = dt.date(2026, 3, 3)


@pytest.fixture(autouse=True)
def every_facet_on(cast: Cast) -> None:
    cast.navette.modules_on = sorted({axis.facet for axis in AXES} - {""})
    cast.navette.save()


def titles(client: Client, **query: Any) -> list[str]:
    """The titles of the ateliers listed, oldest first."""
    answer = client.get("/activites/?" + urlencode(query, doseq=True))
    assert answer.status_code == 200
    found = [made.title for day in answer.context["listing"].days for made in day.activities]
    assert answer.context["listing"].totals.activities == len(found)
    return sorted(found)


def atelier(cast: Cast, title: str, **said: Any) -> Activity:
    usual = {"kind": "collectif", "title": title, "anonymous_total": 5, "date": TUESDAY}
    return activity(cast.awa_at_navette, said.pop("where", cast.library), **(usual | said))


def test_values_of_one_filter_add_up_and_two_filters_narrow(awa: Client, cast: Cast) -> None:
    atelier(cast, "courriel", topics=("email",))
    atelier(cast, "santé", topics=("sante",))
    atelier(cast, "santé à distance", topics=("sante",), channel="a_distance", place_id=None)

    assert titles(awa, thematique=["email", "sante"]) == ["courriel", "santé", "santé à distance"]
    assert titles(awa, thematique=["email", "sante"], canal="lieu_activite") == ["courriel", "santé"]
    assert titles(awa, thematique="sante", canal=["a_distance", "domicile"]) == ["santé à distance"]


def test_a_topic_treated_in_passing_is_not_a_subject(awa: Client, cast: Cast) -> None:
    atelier(cast, "courriel", topics=("email",), secondary_topics=("sante",))

    assert titles(awa, thematique="sante") == []


def test_where_it_happened(awa: Client, cast: Cast) -> None:
    commune("29232")
    at_home = {"channel": "domicile", "place_id": None, "commune_code": "29232"}
    atelier(cast, "médiathèque")
    atelier(cast, "Quimper", **at_home)

    assert titles(awa, commune="29232") == ["Quimper"]
    assert titles(awa, commune=["29232", "56178"]) == ["Quimper", "médiathèque"]
    assert titles(awa, departement="56") == ["médiathèque"]


def test_a_commune_typed_without_javascript_is_found(awa: Client, cast: Cast) -> None:
    commune("29232")
    atelier(cast, "Quimper", channel="domicile", place_id=None, commune_code="29232")
    atelier(cast, "médiathèque")

    assert titles(awa, autre_commune="", autre_commune_text="quimper (29000)") == ["Quimper"]
    page = awa.get("/activites/?autre_commune=&autre_commune_text=Zzyzx").content.decode()
    assert "Aucune commune ne répond à «\u202fZzyzx\u202f»" in page
    assert 'value="Zzyzx"' in page, "what was typed stays"


def test_whose_records(awa: Client, cast: Cast) -> None:
    fanch = person("fanch@navette.test", "Fañch", "Le Corre")
    at_navette = membership(fanch, cast.navette, Role.MEDIATOR)
    atelier(cast, "Awa")
    activity(at_navette, cast.library, kind="collectif", title="Fañch", anonymous_total=3, date=TUESDAY)

    assert titles(awa) == ["Awa"]
    assert titles(awa, mediateur=fanch.pk) == ["Fañch"]
    assert titles(awa, mediateur=[fanch.pk, cast.awa.pk]) == ["Awa", "Fañch"]


def test_a_tag_and_a_material(awa: Client, cast: Cast) -> None:
    atelier(cast, "tablette", tags=("ameli",), materials=("tablette",))
    atelier(cast, "ordinateur", tags=("relais",), materials=("ordinateur", "telephone"))
    ameli = Tag.objects.get(name="ameli")

    assert titles(awa, tag=ameli.pk) == ["tablette"]
    assert titles(awa, materiel=["telephone", "tablette"]) == ["ordinateur", "tablette"]


def test_a_person_followed_by_the_number_of_her_file(awa: Client, cast: Cast) -> None:
    jeanne = follow(cast.navette, pseudonym="P-7KQ2F", name="Jeanne Le Bihan")
    atelier(cast, "avec", followed=(FollowedParticipant(jeanne.pk),))
    atelier(cast, "sans")

    assert titles(awa, personne=jeanne.client_uuid) == ["avec"]
    page = awa.get(f"/activites/?personne={jeanne.client_uuid}").content.decode()
    assert "Accompagnements de P-7KQ2F" in page
    assert "Jeanne" not in page


def test_her_file_leads_to_the_list_of_what_was_done_with_her(awa: Client, cast: Cast) -> None:
    jeanne = follow(cast.navette)
    atelier(cast, "avec", followed=(FollowedParticipant(jeanne.pk),))
    atelier(cast, "sans")
    page = awa.get(f"/activites/personnes/{jeanne.client_uuid}/").content.decode()
    address = f"/activites/?structure=toutes&amp;personne={jeanne.client_uuid}&amp;tous=1"
    assert f'href="{address}"' in page

    listed = awa.get(address.replace("&amp;", "&"))

    assert listed.context["ignored"] == []
    assert listed.context["listing"].totals.activities == 1


def test_a_first_time_is_declared_or_is_the_first_of_a_person_followed(awa: Client, cast: Cast) -> None:
    jeanne = follow(cast.navette)
    followed = (FollowedParticipant(jeanne.pk),)
    atelier(cast, "déclarée", anonymous={"anonymous_new": 2})
    atelier(cast, "sa première", followed=followed, date=dt.date(2026, 3, 1))
    atelier(cast, "sa deuxième", followed=followed, date=dt.date(2026, 3, 2))
    atelier(cast, "personne")

    assert titles(awa, venue="new") == ["déclarée", "sa première"]


def test_redirected_and_towards_whom(awa: Client, cast: Cast) -> None:
    atelier(cast, "vers aide sociale", redirected=True, redirection="aide_sociale")
    atelier(cast, "vers administration", redirected=True, redirection="administration")
    atelier(cast, "restée", redirected=False)

    assert titles(awa, orientation="oui") == ["vers administration", "vers aide sociale"]
    assert titles(awa, orientation="aide_sociale") == ["vers aide sociale"]


def test_notes_and_imports(awa: Client, cast: Cast) -> None:
    atelier(cast, "notée", notes="Revient jeudi.")
    imported = atelier(cast, "importée")
    Activity.objects.filter(pk=imported.pk).update(source="coop", source_id="1")

    assert titles(awa, notes="avec") == ["notée"]
    assert titles(awa, notes="sans") == ["importée"]
    assert titles(awa, notes=["avec", "sans"]) == ["importée", "notée"]
    assert titles(awa, saisie="importee") == ["importée"]
    assert titles(awa, saisie="tapee") == ["notée"]


def test_optional_facets_and_procedures(awa: Client, cast: Cast) -> None:
    atelier(cast, "permanence", setting="permanence", payment="gratuit")
    atelier(cast, "caf", procedures=(ProcedureSaid(operator="caf", outcome="aboutie"),))

    assert titles(awa, cadre=["permanence", "scolaire"]) == ["permanence"]
    assert titles(awa, paiement="payant") == []
    assert titles(awa, operateur="caf", issue=["aboutie", "bloquee"]) == ["caf"]
    assert titles(awa, operateur="caf", issue="bloquee") == []


def test_a_facet_that_is_off_is_neither_offered_nor_read(awa: Client, cast: Cast) -> None:
    atelier(cast, "sans")
    cast.navette.modules_on.remove("notes")
    cast.navette.modules_off = ["notes"]
    cast.navette.save()

    answer = awa.get("/activites/?notes=avec")

    assert answer.context["listing"].totals.activities == 1
    assert "n’est pas en usage dans votre structure" in answer.content.decode()
    assert 'name="notes"' not in answer.content.decode()


GARBAGE = ("' OR 1=1 --", "\x00", "٣", "1e9", "../../etc/passwd", "9" * 40, "{}", "😀")


@pytest.mark.parametrize("axis", AXES, ids=lambda axis: axis.name)
def test_garbage_is_left_aside_item_by_item(awa: Client, cast: Cast, axis: Any) -> None:
    atelier(cast, "là")
    for value in GARBAGE:
        answer = awa.get("/activites/?" + urlencode({axis.name: value}))
        assert answer.context["listing"].totals.activities == 1
        assert "il est laissé de côté" in answer.content.decode()

    if axis.choices:
        good = axis.choices[0][0]
        answer = awa.get("/activites/?" + urlencode({axis.name: [good, *GARBAGE]}, doseq=True))
        assert answer.context["filters"].values[axis.code] == (good,)
        assert "Une partie du filtre" in answer.content.decode()


def test_what_belongs_to_another_structure_is_left_aside_without_its_name(awa: Client, cast: Cast) -> None:
    atelier(cast, "là")
    theirs = follow(cast.port, pseudonym="P-ZZZZZ")
    (tag,) = tags_named(cast.port.pk, ("secret du port",))

    for query in (
        f"tag={tag.pk}",
        f"personne={theirs.client_uuid}",
        f"mediateur={cast.chloe.pk}",
        f"lieu={cast.quay.pk}",
    ):
        answer = awa.get(f"/activites/?{query}")
        page = answer.content.decode()
        assert answer.context["listing"].totals.activities == 1, query
        assert "il est laissé de côté" in page
        assert not [word for word in ("secret du port", "P-ZZZZZ", "Chloé", "Le Quai") if word in page]


def test_one_foreign_id_among_hers_leaves_hers(awa: Client, cast: Cast) -> None:
    lavoir = place(cast.navette, "Le Lavoir", "56178")
    atelier(cast, "lavoir", where=lavoir)
    atelier(cast, "médiathèque")

    assert titles(awa, lieu=[lavoir.pk, cast.quay.pk]) == ["lavoir"]


def test_a_colleague_s_own_tag_is_not_proposed(awa: Client, cast: Cast) -> None:
    made = atelier(cast, "là")
    fanch = person("fanch@navette.test", "Fañch", "Le Corre")
    own = Tag.objects.create(
        organisation=cast.navette, owner=fanch, scope="personal", name="à relire", search_key="a relire"
    )
    assert "à relire" not in awa.get("/activites/").content.decode()

    ActivityTag.objects.create(activity=made, tag=own)  # now it stands on an activity that she sees
    assert titles(awa, tag=own.pk) == ["là"]


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("semaine", ("2026-03-02", "2026-03-08")),
        ("mois", ("2026-03-01", "2026-03-31")),
        ("mois_dernier", ("2026-02-01", "2026-02-28")),
        ("annee", ("2026-01-01", "2026-12-31")),
        ("annee_derniere", ("2025-01-01", "2025-12-31")),
    ],
)
def test_a_period_follows_the_calendar(period: str, days: tuple[str, str]) -> None:
    start, end = Filters(period=period).days

    assert (str(start), str(end)) == days


def test_a_period_and_dates_one_is_kept() -> None:
    filters, ignored = parse(QueryDict("periode=mois&du=2025-01-01&au=2025-01-31"))
    assert (filters.period, filters.start, ignored) == ("mois", None, [])
    filters, ignored = parse(QueryDict("periode=dates&du=2025-01-01&au="))
    assert (filters.period, filters.start, filters.end, ignored) == ("", dt.date(2025, 1, 1), None, [])


@given(st.sampled_from(sorted(PERIODS)), st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_a_period_is_in_order_and_close_to_today(period: str, today: dt.date) -> None:
    start, end = bounds(period, today)

    assert start <= end
    assert abs((start - today).days) <= 731
    assert (start <= today <= end) is not period.endswith(("dernier", "derniere"))


days = st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
fixed = [axis for axis in AXES if axis.choices]


@st.composite
def some_filters(draw: Any) -> Filters:
    period = draw(st.sampled_from(["", *PERIODS]))
    start, end = (None, None) if period else draw(st.tuples(days, days))
    if start and end:
        start, end = min(start, end), max(start, end)
    axes = draw(st.lists(st.sampled_from(fixed), unique=True, max_size=4))
    values = {
        a.code: tuple(draw(st.lists(st.sampled_from([c for c, _ in a.choices]), min_size=1, unique=True))) for a in axes
    }
    return Filters(draw(st.none() | st.integers(0, 2**63 - 1)), period, start, end, values, draw(st.booleans()))


@given(some_filters())
def test_what_is_written_in_an_address_is_read_back(filters: Filters) -> None:
    assert parse(QueryDict(filters.query().removeprefix("?"))) == (filters, [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from([axis.name for axis in AXES] + ["du", "au", "tous", "structure", "periode"]), st.text()
        )
    )
)
def test_any_address_is_read(pairs: list[tuple[str, str]]) -> None:
    address = QueryDict(mutable=True)
    for name, value in pairs:
        address.appendlist(name, value)

    filters, _ = parse(address)

    assert parse(QueryDict(filters.query().removeprefix("?"))) == (filters, [])


def test_the_panel_ticks_what_is_chosen_and_offers_her_rows(awa: Client, cast: Cast) -> None:
    lavoir = place(cast.navette, "Le Lavoir", "56178")

    page = awa.get(f"/activites/?nature=collectif&lieu={lavoir.pk}&periode=mois").content.decode()

    assert '<input type="checkbox" name="nature" value="collectif" checked>' in page
    assert f'<input type="checkbox" name="lieu" value="{lavoir.pk}" checked>' in page
    assert '<input type="radio" name="periode" value="mois" checked>' in page
    assert f'<input type="checkbox" name="lieu" value="{cast.library.pk}">' in page
    assert "Le Quai" not in page


def test_many_values_are_one_short_chip(awa: Client, cast: Cast) -> None:
    page = awa.get(
        "/activites/?thematique=email&thematique=sante&thematique=logement&thematique=justice"
    ).content.decode()

    assert "Thématique\u00a0: 4 choix" in page
    assert "Individuel ou Atelier" in awa.get("/activites/?nature=individuel&nature=collectif").content.decode()
