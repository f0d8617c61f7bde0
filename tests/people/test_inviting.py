"""A manager invites by e-mail; nobody else does; the same is done whether the address has an account or not."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.cast import Cast, membership
from tests.people.letters import path_in_last_mail
from trame.people.models import Invitation, JournalEntry, Membership, Organisation, Role
from trame.people.services import invitations
from trame.people.tokens import digest_of

pytestmark = pytest.mark.django_db


def team_of(organisation: Organisation) -> str:
    return f"/reglages/structures/{organisation.pk}/equipe/"


def invite(client: Client, cast: Cast, email: str = "gael@navette.test", role: str = "mediator") -> None:
    answer = client.post(team_of(cast.navette) + "inviter/", {"email": email, "role": role})
    assert (answer.status_code, answer["Location"]) == (302, team_of(cast.navette)), answer.context["form"].errors


@pytest.fixture
def bruno(client: Client, cast: Cast) -> Client:
    client.force_login(cast.bruno)
    return client


def test_the_manager_invites_and_the_message_says_who_where_what_and_until_when(bruno: Client, cast: Cast) -> None:
    with time_machine.travel("2026-03-03T14:00:00+01:00", tick=False):
        invite(bruno, cast, email="Gael@Navette.TEST")
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["gael@navette.test"], "Rejoindre La Navette sur Trame")
    assert "Bruno Le Goff vous invite à rejoindre La Navette dans Trame, en tant que médiateur·rice." in sent.body
    assert "jusqu’au 10\u00a0mars 2026" in sent.body
    assert re.search(r"^http://testserver/invitation/[\w-]{43}/$", sent.body, re.MULTILINE)
    assert "'" not in sent.body


def test_only_a_digest_of_the_token_is_kept(bruno: Client, cast: Cast) -> None:
    invite(bruno, cast)
    token = path_in_last_mail().split("/")[2]
    invitation = Invitation.objects.get()
    assert invitation.token_digest == digest_of(token)
    assert token not in str(Invitation.objects.values().get())
    assert token not in str(list(JournalEntry.objects.values()))
    assert [entry.action for entry in JournalEntry.objects.all()] == ["invitation.sent"]


def test_the_days_of_validity_are_a_setting(bruno: Client, cast: Cast, settings: Settings) -> None:
    settings.INVITATION_DAYS = 2
    with time_machine.travel("2026-03-03T14:00:00+01:00", tick=False):
        invite(bruno, cast)
    assert Invitation.objects.get().expires_at - Invitation.objects.get().created_at == dt.timedelta(days=2)


def test_a_second_invitation_of_the_same_address_and_role_replaces_the_first(bruno: Client, cast: Cast) -> None:
    invite(bruno, cast)
    first = path_in_last_mail()
    invite(bruno, cast)
    assert Invitation.objects.unanswered().count() == 1
    assert Client().get(first).status_code == 410
    assert Client().get(path_in_last_mail()).status_code == 200
    invite(bruno, cast, role="manager")
    assert Invitation.objects.unanswered().count() == 2


def test_the_team_page_shows_who_has_not_answered_to_the_manager_alone(
    bruno: Client, cast: Cast, settings: Settings
) -> None:
    invite(bruno, cast)
    page = bruno.get(team_of(cast.navette)).content.decode()
    assert "gael@navette.test" in page
    assert "valable jusqu’au" in page
    client = Client()
    client.force_login(cast.awa)
    assert "gael@navette.test" not in client.get(team_of(cast.navette)).content.decode()
    assert "Inviter" not in client.get(team_of(cast.navette)).content.decode()
    Invitation.objects.update(created_at=timezone.now() - dt.timedelta(9), expires_at=timezone.now() - dt.timedelta(2))
    assert "expirée le" in bruno.get(team_of(cast.navette)).content.decode()


def test_sending_again_makes_a_new_link_even_after_the_end(bruno: Client, cast: Cast) -> None:
    invite(bruno, cast)
    first = path_in_last_mail()
    Invitation.objects.update(created_at=timezone.now() - dt.timedelta(9), expires_at=timezone.now() - dt.timedelta(2))
    pending = Invitation.objects.get()
    bruno.post(f"/reglages/invitations/{pending.pk}/renvoyer/")
    assert path_in_last_mail() != first
    assert Client().get(first).status_code == 410
    assert Client().get(path_in_last_mail()).status_code == 200


def test_taking_back_an_invitation_closes_its_link(bruno: Client, cast: Cast) -> None:
    invite(bruno, cast)
    pending = Invitation.objects.get()
    bruno.post(f"/reglages/invitations/{pending.pk}/retirer/")
    page = Client().get(path_in_last_mail())
    assert page.status_code == 410
    assert "retirée" in page.content.decode()
    assert "La Navette" not in page.content.decode()
    assert "invitation.revoked" in JournalEntry.objects.values_list("action", flat=True)
    bruno.post(f"/reglages/invitations/{pending.pk}/renvoyer/")
    assert len(mail.outbox) == 1


def test_an_address_with_an_account_is_invited_just_the_same(bruno: Client, cast: Cast) -> None:
    invite(bruno, cast, email="chloe@port.test")
    invite(bruno, cast, email="personne@ailleurs.test")
    known, unknown = mail.outbox
    without = [re.sub(r"invitation/\S+|\S+@\S+", "", message.body) for message in (known, unknown)]
    assert without[0] == without[1]
    page = bruno.get(team_of(cast.navette)).content.decode()
    assert "Chloé" not in page
    assert "Riou" not in page


def test_somebody_already_there_in_this_role_is_said_beside_the_field(bruno: Client, cast: Cast) -> None:
    answer = bruno.post(team_of(cast.navette) + "inviter/", {"email": "awa@navette.test", "role": "mediator"})
    assert answer.context["form"].errors["email"] == ["Cette personne est déjà dans l’équipe, dans ce rôle."]
    assert 'value="awa@navette.test"' in answer.content.decode()
    invite(bruno, cast, email="awa@navette.test", role="manager")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"email": "", "role": "mediator"}, "email"),
        ({"email": "pas une adresse", "role": "mediator"}, "email"),
        ({"email": "a@b.test\nBcc: c@d.test", "role": "mediator"}, "email"),
        ({"email": "gael@navette.test", "role": "admin"}, "role"),
        ({"email": "gael@navette.test", "role": ""}, "role"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(bruno: Client, cast: Cast, said: dict[str, str], field: str) -> None:
    answer = bruno.post(team_of(cast.navette) + "inviter/", said)
    assert field in answer.context["form"].errors
    assert (Invitation.objects.count(), mail.outbox) == (0, [])


def test_nobody_but_a_manager_of_today_invites(client: Client, cast: Cast) -> None:
    left = membership(cast.denis, cast.navette, Role.MANAGER, ends_on=dt.date(2024, 12, 31)).user
    for person, status in ((cast.awa, 403), (cast.chloe, 404), (left, 404), (cast.erwan, 404), (cast.fatou, 404)):
        client.force_login(person)
        said = {"email": "gael@navette.test", "role": "manager"}
        assert client.post(team_of(cast.navette) + "inviter/", said).status_code == status, person
        with pytest.raises(PermissionDenied):
            invitations.invite(
                by=person, organisation=cast.navette, email="g@x.test", role=Role.MEDIATOR, link=lambda token: token
            )
    assert (Invitation.objects.count(), mail.outbox) == (0, [])


def test_the_organisation_is_that_of_the_page_whatever_is_posted(bruno: Client, cast: Cast) -> None:
    said = {"email": "gael@navette.test", "role": "mediator", "organisation": str(cast.port.pk), "id": "1"}
    said |= {"organisation_id": str(cast.port.pk), "accepted_at": "2020-01-01", "invited_by": str(cast.chloe.pk)}
    bruno.post(team_of(cast.navette) + "inviter/", said)
    invitation = Invitation.objects.get()
    assert (invitation.organisation, invitation.invited_by, invitation.accepted_at) == (cast.navette, cast.bruno, None)


def test_an_invitation_of_another_structure_is_neither_sent_again_nor_taken_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.bruno)
    invite(client, cast)
    invitation = Invitation.objects.get()
    manager = membership(cast.denis, cast.port, Role.MANAGER).user
    for person in (manager, cast.awa, cast.fatou):
        client.force_login(person)
        for verb in ("renvoyer", "retirer"):
            assert client.post(f"/reglages/invitations/{invitation.pk}/{verb}/").status_code == 404
    with pytest.raises(PermissionDenied):
        invitations.revoke(by=manager, invitation=invitation)
    assert (Invitation.objects.get().state, len(mail.outbox)) == ("pending", 1)


def test_inviting_needs_the_token_of_the_form(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.bruno)
    said = {"email": "gael@navette.test", "role": "mediator"}
    assert client.post(team_of(cast.navette) + "inviter/", said).status_code == 403
    page = client.get(team_of(cast.navette) + "inviter/")
    said |= {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    assert client.post(team_of(cast.navette) + "inviter/", said).status_code == 302


def test_the_link_is_that_of_the_site_never_of_who_asks(
    bruno: Client, cast: Cast, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    said = {"email": "gael@navette.test", "role": "mediator"}
    answer = bruno.post(team_of(cast.navette) + "inviter/", said, headers={"host": "mechant.example"})
    assert (answer.status_code, mail.outbox) == (400, [])
    bruno.post(team_of(cast.navette) + "inviter/", said, headers={"x-forwarded-host": "mechant.example"})
    assert "mechant.example" not in mail.outbox[-1].body
    settings.SITE_URL = "https://trame.example/"
    bruno.post(team_of(cast.navette) + "inviter/", said)
    assert re.search(r"^https://trame\.example/invitation/[\w-]{43}/$", mail.outbox[-1].body, re.MULTILINE)


def test_a_structure_nobody_knows_yet_sends_ten_invitations_a_day(bruno: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(verified_at=None)
    for number in range(10):
        invite(bruno, cast, email=f"p{number}@navette.test")
    answer = bruno.post(team_of(cast.navette) + "inviter/", {"email": "p10@navette.test", "role": "mediator"})
    assert "10 invitations depuis hier" in answer.content.decode()
    assert len(mail.outbox) == 10


def test_a_name_with_a_line_break_adds_no_header(bruno: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(name="La Navette\nBcc: autre@ailleurs.test")
    invite(bruno, cast)
    assert mail.outbox[0].subject == "Rejoindre La Navette Bcc: autre@ailleurs.test sur Trame"
    assert mail.outbox[0].recipients() == ["gael@navette.test"]


def test_a_mail_server_that_fails_is_said_and_the_invitation_can_be_sent_again(
    bruno: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **named: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("trame.people.mails.send_mail", refuse)
        invite(bruno, cast)
        assert "le courriel n’est pas parti" in bruno.get(team_of(cast.navette)).content.decode()
    bruno.post(f"/reglages/invitations/{Invitation.objects.get().pk}/renvoyer/")
    assert len(mail.outbox) == 1


def test_who_no_longer_manages_leaves_no_open_invitation_behind(bruno: Client, cast: Cast) -> None:
    membership(cast.awa, cast.navette, Role.MANAGER)
    invite(bruno, cast, email="bruno.autrement@ailleurs.test")
    link = path_in_last_mail()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    bruno.post(
        f"/reglages/appartenances/{cast.bruno_at_navette.pk}/", {"gesture": "depart", "last_day": yesterday.isoformat()}
    )
    assert not Membership.objects.on(timezone.localdate()).filter(user=cast.bruno).exists()
    assert Client().get(link).status_code == 410
