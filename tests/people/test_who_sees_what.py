"""« Qui voit quoi ? »: everybody who sees something of a structure is on the page, in words, and nobody else is."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.utils.html import strip_tags

from tests.cast import Cast, membership, network, organisation, person
from trame.people.models import Coordination, Role, User
from trame.people.services.networks import ask_structure
from trame.ui import slots


def page(user: User, where: int, status: int = 200) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(f"/reglages/structures/{where}/qui-voit-quoi/")
    assert answer.status_code == status
    return re.sub(r"\s+", " ", unescape(strip_tags(answer.content.decode())))


def test_it_tells_what_each_colleague_sees_by_her_roles(cast: Cast) -> None:
    both = person("maryam@navette.test", "Maryam", "Haddad")
    membership(both, cast.navette, Role.MEDIATOR)
    membership(both, cast.navette, Role.MANAGER)
    gone = person("gone@navette.test", "Paol", "Prigent")
    membership(gone, cast.navette, Role.MEDIATOR, ends_on=dt.date(2023, 6, 30))
    for reader in (cast.awa, cast.bruno):
        text = page(reader, cast.navette.pk)
        assert re.search(
            r"Awa Diallo Voit toutes les activités, les personnes suivies avec leur nom et les notes", text
        )
        assert re.search(r"Bruno Le Goff Voit les chiffres et les activités, avec des pseudonymes", text)
        assert re.search(r"Maryam Haddad Voit toutes .{0,90} Répond aussi pour la structure", text)
        assert "Paol" not in text
        assert "Chloé" not in text


def test_it_tells_who_reads_the_totals_of_each_network_since_when_and_on_which_period(cast: Cast) -> None:
    made = network(cast.erwan, cast.navette, since=dt.date(2025, 9, 1))
    Coordination.objects.create(network=made, user=cast.denis, starts_on=dt.date(2025, 11, 3))
    left = network(cast.fatou, cast.navette, since=dt.date(2024, 1, 1))
    left.memberships.update(ends_on=dt.date(2024, 6, 30))
    text = page(cast.awa, cast.navette.pk)
    assert "Erwan Kerdoncuff (depuis le 1er janvier 2020), Denis Morvan (depuis le 3 novembre 2025) lisent" in text
    assert "pour ce qui s’est passé depuis le 1er septembre 2025" in text
    assert "Fatou Sow (depuis le 1er janvier 2020) lit" in text
    assert "pour ce qui s’est passé du 1er janvier au 30 juin 2024" in text


def test_a_coordinator_who_left_is_on_the_page_no_more(cast: Cast) -> None:
    made = network(cast.erwan, cast.navette)
    made.coordinations.update(ends_on=dt.date(2025, 1, 31))
    text = page(cast.awa, cast.navette.pk)
    assert "Erwan" not in text
    assert "Personne ne lit des totaux" in text


def test_it_tells_the_requests_that_wait_and_lets_the_manager_answer(cast: Cast) -> None:
    with time_machine.travel("2026-03-18T10:00:00+01:00", tick=False):
        asked = ask_structure(by=cast.erwan, network=network(cast.erwan), organisation_id=cast.navette.pk)
        text = page(cast.bruno, cast.navette.pk)
        assert "Erwan Kerdoncuff invite la structure depuis le 18 mars 2026" in text
        assert "ce réseau ne voit rien" in text
        client = Client()
        for user, offered in ((cast.bruno, True), (cast.awa, False)):
            client.force_login(user)
            html = client.get(f"/reglages/structures/{cast.navette.pk}/qui-voit-quoi/").content.decode()
            assert (f"/reglages/reseaux/demandes/{asked.pk}/" in html) is offered


def test_what_higher_apps_share_is_told_by_a_slot(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(slots._fillers, "people.who_sees_what", [])
    slots.register("people.who_sees_what", lambda request, where: f"Un lien ouvert pour {where.name}.")
    assert "Un lien ouvert pour La Navette." in page(cast.awa, cast.navette.pk)


def test_it_is_read_by_those_who_work_there_and_nobody_else(cast: Cast) -> None:
    network(cast.erwan, cast.navette)
    for user in (cast.chloe, cast.denis, cast.erwan, cast.fatou):
        page(user, cast.navette.pk, status=404)


def test_another_structure_of_the_network_is_not_on_it(cast: Cast) -> None:
    network(cast.erwan, cast.navette, organisation("Le Fournil", "29232"))
    assert "Le Fournil" not in page(cast.awa, cast.navette.pk)
