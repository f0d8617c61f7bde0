"""« Liens de partage »: what is open, by whom, until when, how often it served, and the button that closes it."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.links.conftest import Share
from trame.links.models import Link
from trame.links.services import revoke_link
from trame.people.models import Organisation
from trame.report.models import Publication

pytestmark = pytest.mark.django_db

LIST = "/reglages/liens/"


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def read(cast: Cast, who: str = "bruno", where: str = LIST) -> str:
    client = Client()
    client.force_login(getattr(cast, who))
    return words(client.get(where).content.decode())


def test_a_new_list_says_where_links_are_made(cast: Cast) -> None:
    assert "Aucun lien ouvert" in read(cast)


@pytest.mark.parametrize("who", ["awa", "bruno"])
def test_each_line_says_what_by_whom_until_when_and_how_often(who: str, cast: Cast, share: Share) -> None:
    with time_machine.travel(dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC), tick=False):
        shared = share(expires_on=dt.date(2026, 4, 2))
        Client().get(shared.address)
        page = read(cast, who)
    assert "Bilan d’activité 2025, version 1" in page
    assert "fait par Awa Diallo le 3 mars 2026 · sert jusqu’au 2 avril 2026" in page
    assert "ouvert 1 fois, la dernière le 3 mars 2026" in page
    assert "Retirer le lien vers Bilan d’activité 2025, version 1, pour Pontivy Communauté, fait le 3 mars 2026" in page


def test_each_state_is_said_in_words(cast: Cast, share: Share) -> None:
    revoked, spent = share(), share(single_use=True)
    share(expires_on=timezone.localdate())
    revoke_link(by=cast.awa, link=revoked.link)
    Client().post(spent.address)
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        page = read(cast)
    ended = page.partition("Liens finis")[2]
    for expected in ("retiré le", "a servi jusqu’au", "a servi", "fini"):
        assert expected in ended
    assert "Aucun lien ouvert" in page


def test_a_link_is_revoked_from_the_list(cast: Cast, share: Share) -> None:
    shared = share()
    client = Client()
    client.force_login(cast.bruno)
    page = client.post(f"{LIST}{shared.link.pk}/retirer/", follow=True).content.decode()
    assert "Le lien est retiré" in page
    first = Link.objects.get().revoked_at
    assert first is not None
    client.post(f"{LIST}{shared.link.pk}/retirer/")
    assert Link.objects.get().revoked_at == first, "revoking twice changes nothing"


def test_a_link_is_never_revoked_by_a_get(cast: Cast, share: Share) -> None:
    shared = share()
    client = Client()
    client.force_login(cast.bruno)
    assert client.get(f"{LIST}{shared.link.pk}/retirer/").status_code == 405
    assert Link.objects.get().revoked_at is None


@pytest.mark.parametrize("who", ["chloe", "denis", "erwan", "fatou"])
def test_a_stranger_neither_reads_nor_revokes_the_links_of_others(who: str, cast: Cast, share: Share) -> None:
    shared = share()
    assert "Bilan d’activité 2025" not in read(cast, who)
    client = Client()
    client.force_login(getattr(cast, who))
    assert client.post(f"{LIST}{shared.link.pk}/retirer/").status_code == 404
    assert Link.objects.get().revoked_at is None


def test_a_structure_no_longer_recognised_reads_that_its_links_wait(cast: Cast, share: Share) -> None:
    share()
    Organisation.objects.filter(pk=cast.navette.pk).update(verified_at=None)
    assert "en attente : structure non vérifiée" in read(cast)


def test_the_settings_and_who_sees_what_speak_of_open_links(cast: Cast, publication: Publication, share: Share) -> None:
    whole = f"/reglages/structures/{cast.navette.pk}/qui-voit-quoi/"
    assert "personne ne lit rien de La Navette sans compte" in read(cast, where=whole)
    shared = share()
    assert "1 lien ouvert" in read(cast, where="/reglages/")
    page = read(cast, where=whole)
    assert "version 1, pour Pontivy Communauté Quiconque a reçu le lien fait par Awa Diallo le lit jusqu’au" in page
    assert "1 lien ouvert" in read(cast, where=f"/bilans/{publication.report_id}/versions/1/")
    revoke_link(by=cast.awa, link=shared.link)
    assert "Quiconque a reçu le lien" not in read(cast, where=whole)


def test_the_list_costs_the_same_whatever_its_length(cast: Cast, share: Share) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(cast)
        return len(captured)

    share()
    few = queries()
    for _ in range(6):
        share()
    assert queries() == few
