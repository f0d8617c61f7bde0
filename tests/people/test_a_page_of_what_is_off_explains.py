"""A deep link to a module that is off: 403, what it is, why, who turns it on; whatever the method, for every page."""

import logging

import pytest
from django.test import Client
from django.urls import resolve, reverse

from tests.cast import Cast, activity, membership, person
from tests.permissions import TABLE, make_world
from tests.urlconf import routes
from trame.activity.models import Activity
from trame.people import modules
from trame.people.models import Membership, Organisation, Role, User
from trame.report.models import Report

pytestmark = pytest.mark.django_db

# What a coordinator reads of her networks, and the copy or the erasure that a person followed may ask for, do not
# depend on what the structure shows.
OPEN = {
    "statistics:network", "statistics:network_csv", "activity:person_copy", "activity:person_erase",
    # Outside structures: who coordinates, who administers, everybody.
    "statistics:masked_network", "statistics:masked_network_csv", "statistics:masked_instance",
    "statistics:masked_instance_csv", "statistics:masked_public", "statistics:masked_public_csv",
}  # fmt: skip
MODULES = [
    "statistics", "reports", "imports", "workshops", "permanence_grid", "coordination", "moments", "people_followed",
    "tags",
]  # fmt: skip


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "django.request")


def turn_off(organisation: Organisation, *codes: str) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(modules_off=list(codes))


def pages(*beginnings: str) -> set[str]:
    return {name for name in TABLE if name.startswith(beginnings)}


def test_every_module_has_pages_and_every_page_of_a_module_is_closed_by_it(cast: Cast, client: Client) -> None:
    world = make_world(cast)
    turn_off(cast.navette, *MODULES)
    client.force_login(cast.awa)
    closed: dict[str, set[str]] = {code: set() for code in MODULES}

    for name in {route.name for route in routes()} & set(TABLE):
        address = reverse(name, args=TABLE[name].about(world))
        if module := modules.of_page(resolve(address)):
            closed[module.code].add(name)
            for answer in (client.get(address), client.post(address)):
                assert answer.status_code == 403, name
                assert f"{module.label}&nbsp;: module éteint" in answer.content.decode(), name

    assert closed["statistics"] == pages("statistics:") - OPEN
    assert closed["reports"] == pages("report:") - OPEN
    assert closed["imports"] == pages("interchange:") - OPEN
    assert closed["permanence_grid"] == {"activity:permanence"}
    assert closed["coordination"] == pages("activity:coord", "activity:animation", "activity:event", "activity:partn")
    assert closed["moments"] == pages("activity:moment")
    assert closed["workshops"] == {"activity:workshop"}
    of_people = ("people", "person", "objective", "level", "merge", "told_apart", "hand_over", "duplicates")
    assert closed["people_followed"] == pages(*(f"activity:{name}" for name in of_people)) - OPEN
    # A tag keeps its own page and its verbs: activities bear it still.
    assert closed["tags"] == {"activity:tags", "activity:tags_search", "activity:tags_harmonise"}
    assert all(closed.values())


def test_the_page_says_what_it_is_why_and_who_turns_it_on(client: Client, cast: Cast) -> None:
    anne = person("anne@navette.test", "Anne", "Salaün")
    membership(anne, cast.navette, Role.MANAGER)
    turn_off(cast.navette, "reports")
    client.force_login(cast.awa)

    page = client.get("/bilans/").content.decode()

    assert "Le bilan d’activité de l’année, écrit à partir de vos chiffres." in page
    assert "La Navette a choisi de s’en passer." in page
    assert "<b>Bruno Le Goff</b> ou <b>Anne Salaün</b>" in page
    assert "responsables de La Navette" in page
    assert "Revenir à l’accueil" in page
    assert "Changer de profil" not in page


def test_its_manager_is_led_to_where_it_is_turned_on(client: Client, cast: Cast) -> None:
    turn_off(cast.navette, "reports")
    client.force_login(cast.bruno)

    page = client.get("/bilans/").content.decode()

    assert f'href="/reglages/structures/{cast.navette.pk}/modules/"' in page


def test_a_module_that_only_the_profile_leaves_out_says_so(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.awa.pk).update(profile="benevole")
    client.force_login(cast.awa)

    page = client.get("/statistiques/").content.decode()

    assert "Votre profil, «&#8239;bénévole&#8239;», ne le montre pas au départ." in page
    assert 'href="/bienvenue/"' in page


def test_a_structure_without_a_manager_says_whom_to_ask(client: Client, cast: Cast) -> None:
    Membership.objects.filter(pk=cast.bruno_at_navette.pk).delete()
    turn_off(cast.navette, "statistics")
    client.force_login(cast.awa)

    assert "l’administrateur de ce site peut en nommer un" in client.get("/statistiques/").content.decode()


def test_a_write_sent_to_what_is_off_writes_nothing(client: Client, cast: Cast) -> None:
    turn_off(cast.navette, "reports", "workshops")
    client.force_login(cast.awa)
    atelier = {
        "membership_id": cast.awa_at_navette.pk, "topics": ["email"], "duration": "120", "where": cast.library.pk,
        "day": "2026-03-03", "anonymous_total": "9",
    }  # fmt: skip

    assert client.post("/activites/atelier/", atelier).status_code == 403
    assert client.post("/bilans/nouveau/", {"organisation": cast.navette.pk, "year": "2025"}).status_code == 403
    assert (Activity.objects.count(), Report.objects.count()) == (0, 0)


def test_a_stranger_s_choice_closes_nothing_here(client: Client, cast: Cast) -> None:
    turn_off(cast.port, *MODULES)
    client.force_login(cast.awa)

    assert client.get("/statistiques/").status_code == 200


def test_who_is_not_signed_in_is_asked_to_sign_in_first(client: Client, cast: Cast) -> None:
    turn_off(cast.navette, *MODULES)

    assert client.get("/bilans/")["Location"] == "/compte/connexion/?next=/bilans/"


def test_what_is_off_leaves_no_trace_in_menus_home_settings_and_lists(client: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    atelier = activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=9)
    client.force_login(cast.awa)
    pages = ["/", "/activites/", "/reglages/", f"/activites/{atelier.client_uuid}/", "/activites/accompagnement/"]
    traces = [
        "/statistiques/", "/bilans/", "/reglages/imports/", "/activites/atelier/", "/activites/personnes/",
        f"/activites/{atelier.client_uuid}/refaire/",
    ]  # fmt: skip
    before = "".join(client.get(path).content.decode() for path in pages)
    assert [trace for trace in traces if trace not in before] == []

    turn_off(cast.navette, *MODULES)

    after = "".join(client.get(path).content.decode() for path in pages)
    assert [trace for trace in traces if trace in after] == []


def test_an_atelier_recorded_before_is_read_and_corrected_but_not_done_again(client: Client, cast: Cast) -> None:
    atelier = activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=9)
    turn_off(cast.navette, "workshops")
    client.force_login(cast.awa)
    address = f"/activites/{atelier.client_uuid}/"

    assert client.get(address).status_code == 200
    assert client.get(address + "corriger/").status_code == 200
    refused = client.get(address + "refaire/")
    assert refused.status_code == 403
    assert "Ateliers&nbsp;: module éteint" in refused.content.decode()
