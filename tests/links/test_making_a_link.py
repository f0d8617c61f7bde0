"""A link is made by the people of a recognised structure, for what they see, until a day; its token is kept nowhere."""

import datetime as dt
import hashlib
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, activity
from tests.links.conftest import Share
from trame.jobs import daily
from trame.links.models import Link
from trame.links.services import forget_ended_links
from trame.people.models import JournalEntry, Organisation
from trame.report.models import Publication
from trame.report.services import begin_report, publish_report

pytestmark = pytest.mark.django_db


def address_of(publication: Publication) -> str:
    return f"/reglages/liens/nouveau/report.publication/{publication.pk}/"


def in_days(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def made_address(page: str) -> str:
    found = re.search(r'value="(http://testserver/partage/[\w-]{43}/)"', page)
    assert found, page
    return found[1]


@pytest.mark.parametrize("who", ["awa", "bruno"])
def test_from_its_page_to_its_reader(who: str, cast: Cast, publication: Publication, client: Client) -> None:
    client.force_login(getattr(cast, who))
    report = publication.report_id
    assert address_of(publication) in client.get(f"/bilans/{report}/versions/1/").content.decode()
    made = client.post(address_of(publication), {"expires_on": in_days(30)})
    assert made.headers["Cache-Control"] == "private, no-store"
    address = made_address(made.content.decode())
    field, button = re.findall(r'<input[^>]*id="adresse"[^>]*>|<button[^>]*data-copy[^>]*>', made.content.decode())
    assert "readonly" in field
    assert " hidden" in button, "without a script the field is there to be selected, and no button lies"
    read = Client().get(address)
    assert read.status_code == 200
    assert "La Navette vous montre son bilan d’activité" in read.content.decode()


def test_the_token_is_shown_once_and_only_its_digest_is_kept(
    cast: Cast, publication: Publication, client: Client
) -> None:
    client.force_login(cast.awa)
    made = client.post(address_of(publication), {"expires_on": in_days(30)}).content.decode()
    token = made_address(made).split("/")[-2]
    link = Link.objects.get()
    assert link.token_digest == hashlib.sha256(token.encode()).hexdigest()
    for page in ("/reglages/liens/", f"/bilans/{publication.report_id}/versions/1/", address_of(publication)):
        assert token not in client.get(page).content.decode(), page
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT COUNT(*) FROM "{table}" AS row WHERE row::text LIKE %s', [f"%{token}%"])
            assert cursor.fetchone() == (0,), table


def test_two_links_never_share_a_token(share: Share) -> None:
    tokens = {share().token for _ in range(5)}
    assert len(tokens) == 5
    assert {len(token) for token in tokens} == {43}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Choisissez le dernier jour du lien."),
        ("demain", "Cette date n’existe pas"),
        ("-1", "Ce jour est passé"),
        ("91", "Un lien dure 90 jours au plus"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_lost(
    typed: str, sentence: str, cast: Cast, publication: Publication, client: Client
) -> None:
    client.force_login(cast.awa)
    day = in_days(int(typed)) if typed.lstrip("-").isdecimal() else typed
    page = client.post(address_of(publication), {"expires_on": day, "single_use": "on"}).content.decode()
    assert page.count(sentence) == 2, "the summary and the field say it"
    assert "checked" in page
    assert not Link.objects.exists()


@pytest.mark.parametrize("days", [0, 90])
def test_the_first_and_the_last_possible_days_are_accepted(days: int, share: Share) -> None:
    day = timezone.localdate() + dt.timedelta(days=days)
    link = share(expires_on=day).link
    assert link.last_day == day
    assert link.expires_at == timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))


def test_the_service_itself_refuses_an_eternal_link(share: Share) -> None:
    with pytest.raises(ValidationError, match="90 jours au plus"):
        share(expires_on=dt.date(9999, 12, 31))


def test_a_structure_that_is_not_recognised_shares_nothing(
    cast: Cast, publication: Publication, client: Client, share: Share
) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(verified_at=None)
    client.force_login(cast.bruno)
    assert "n’est pas encore vérifiée" in client.get(address_of(publication)).content.decode()
    assert client.post(address_of(publication), {"expires_on": in_days(30)}).status_code == 403
    cast.navette.refresh_from_db()
    with pytest.raises(PermissionDenied):
        share(organisation=cast.navette)
    assert not Link.objects.exists()


def test_who_is_not_of_the_structure_makes_no_link_to_its_objects(
    cast: Cast, publication: Publication, share: Share, client: Client
) -> None:
    for foreigner in (cast.chloe, cast.denis, cast.erwan, cast.fatou):
        for organisation in (cast.navette, cast.port):
            with pytest.raises(PermissionDenied):
                share(by=foreigner, organisation=organisation)
        client.force_login(foreigner)
        assert client.post(address_of(publication), {"expires_on": in_days(30)}).status_code == 404
    assert not Link.objects.exists()


def test_one_s_own_structure_cannot_be_named_for_the_object_of_another(cast: Cast, share: Share) -> None:
    activity(cast.chloe_at_port, cast.quay)
    theirs = publish_report(by=cast.chloe, report=begin_report(by=cast.chloe, organisation=cast.port, year=2025))
    with pytest.raises(PermissionDenied):
        share(object_id=str(theirs.pk))


@pytest.mark.parametrize("object_id", ["999999", "abc", "0", "-1", "9" * 30, "%00", "1 OR 1=1"])
def test_an_object_that_is_not_one_is_refused(object_id: str, cast: Cast, share: Share, client: Client) -> None:
    with pytest.raises(PermissionDenied):
        share(object_id=object_id)
    client.force_login(cast.awa)
    assert client.get(f"/reglages/liens/nouveau/report.publication/{object_id}/").status_code == 404


def test_a_scope_that_nobody_declared_is_refused(cast: Cast, publication: Publication, client: Client) -> None:
    client.force_login(cast.awa)
    assert client.get(f"/reglages/liens/nouveau/people.user/{cast.awa.pk}/").status_code == 404


def test_fields_that_the_form_does_not_show_are_ignored(cast: Cast, publication: Publication, client: Client) -> None:
    client.force_login(cast.awa)
    said = {"expires_on": in_days(30), "organisation": cast.port.pk, "max_uses": "", "uses": 40, "scope": "people.user"}
    client.post(address_of(publication), said | {"object_id": "1", "token_digest": "0" * 64, "created_by": "1"})
    link = Link.objects.get()
    assert (link.organisation, link.scope, link.object_id) == (cast.navette, "report.publication", str(publication.pk))
    assert (link.created_by, link.uses, link.max_uses) == (cast.awa, 0, None)
    assert link.token_digest != "0" * 64


def test_making_and_revoking_are_in_the_journal_without_the_token(cast: Cast, share: Share, client: Client) -> None:
    shared = share()
    client.force_login(cast.bruno)
    client.post(f"/reglages/liens/{shared.link.pk}/retirer/")
    lines = JournalEntry.objects.filter(action__startswith="link.").order_by("pk")
    assert [(line.action, line.object_type, line.object_id) for line in lines] == [
        ("link.made", "links.link", str(shared.link.pk)),
        ("link.revoked", "links.link", str(shared.link.pk)),
    ]
    assert {line.organisation_id for line in lines} == {cast.navette.pk}


@pytest.mark.parametrize(
    "broken",
    [
        {"token_digest": "en clair"},
        {"max_uses": 5},
        {"max_uses": 1, "uses": 2},
        {"expires_at": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)},
        {"object_id": ""},
    ],
)
def test_the_database_itself_refuses_what_no_link_can_be(broken: dict[str, object], share: Share) -> None:
    link = share().link
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=link.pk).update(**broken)


def test_a_link_that_ended_a_year_ago_is_erased(share: Share) -> None:
    assert "liens de partage finis depuis plus de douze mois" in daily.chores()
    share()
    revoked = share().link
    Link.objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())
    with time_machine.travel(timezone.now() + dt.timedelta(days=364)):
        forget_ended_links()
    assert Link.objects.count() == 2
    with time_machine.travel(timezone.now() + dt.timedelta(days=366)):
        forget_ended_links()
    assert Link.objects.count() == 1, "the other one served 31 days more"
    with time_machine.travel(timezone.now() + dt.timedelta(days=400)):
        forget_ended_links()
    assert not Link.objects.exists()
