"""The link of an invitation: seen by anybody who has it, spent once, by a button, for one address."""

import datetime as dt
import threading

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Cast, make_cast
from tests.people.letters import code_in_last_mail, path_in_last_mail
from trame.people.models import Invitation, JournalEntry, Membership, Role, Session, User
from trame.people.services import invitations

pytestmark = pytest.mark.django_db
NEWCOMER = {"first_name": "Gaël", "last_name": "Le Bris"}


def invited(cast: Cast, email: str, role: Role = Role.MEDIATOR) -> str:
    """The path of the link sent to `email` by Bruno."""
    invitations.invite(
        by=cast.bruno,
        organisation=cast.navette,
        email=email,
        role=role,
        link=lambda token: f"http://testserver/invitation/{token}/",
    )
    return path_in_last_mail()


def roles_at_navette(email: str, cast: Cast) -> list[str]:
    return list(Membership.objects.filter(user__email=email, organisation=cast.navette).values_list("role", flat=True))


def state() -> tuple[object, ...]:
    """What opening a page must not change."""
    return User.objects.count(), Membership.objects.count(), list(Invitation.objects.values()), Session.objects.count()


def test_opening_the_link_changes_nothing(cast: Cast) -> None:
    path = invited(cast, "gael@navette.test")
    before = state()
    for _ in range(3):
        page = Client().get(path)
        assert page.status_code == 200
    assert Client().head(path).status_code == 200
    assert state() == before
    assert "Bruno Le Goff vous invite à rejoindre La Navette" in page.content.decode()


def test_the_page_is_kept_from_caches_indexes_and_other_sites(cast: Cast) -> None:
    page = Client().get(invited(cast, "gael@navette.test"))
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "no-store" in page.headers["Cache-Control"]


def test_the_token_stands_in_no_address_of_the_page(cast: Cast) -> None:
    path = invited(cast, "gael@navette.test")
    token = path.split("/")[2]
    assert token not in Client().get(path).content.decode()
    known = invited(cast, "chloe@port.test")
    assert known.split("/")[2] not in Client().get(known).content.decode()


def test_a_newcomer_gives_her_name_and_is_in(cast: Cast) -> None:
    client = Client()
    path = invited(cast, "gael@navette.test")
    answer = client.post(path, NEWCOMER)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    user = User.objects.get(email="gael@navette.test")
    assert (user.full_name, user.has_usable_password(), user.is_admin) == ("Gaël Le Bris", False, False)
    assert roles_at_navette("gael@navette.test", cast) == ["mediator"]
    assert client.session["_auth_user_id"] == str(user.pk)
    invitation = Invitation.objects.get()
    assert (invitation.state, invitation.accepted_by) == ("accepted", user)
    assert set(JournalEntry.objects.values_list("action", flat=True)) == {
        "invitation.sent", "account.opened", "membership.joined", "invitation.accepted",
    }  # fmt: skip


def test_her_password_is_checked_and_then_signs_in(cast: Cast) -> None:
    path = invited(cast, "gael@navette.test")
    refused = Client().post(path, NEWCOMER | {"password": "court"})
    assert refused.context["form"].errors["password"]
    assert 'value="Gaël"' in refused.content.decode()
    assert not User.objects.filter(email="gael@navette.test").exists()
    Client().post(path, NEWCOMER | {"password": "un tissu bleu et solide"})
    client = Client()
    client.post("/compte/connexion/", {"login": "gael@navette.test", "password": "un tissu bleu et solide"})
    assert client.get("/reglages/compte/").status_code == 200


def test_who_opens_an_account_must_say_her_name(cast: Cast) -> None:
    page = Client().post(invited(cast, "gael@navette.test"), {"first_name": " ", "last_name": ""})
    assert page.context["form"].errors == {
        "first_name": ["Indiquez votre prénom."],
        "last_name": ["Indiquez votre nom."],
    }


def test_nothing_posted_changes_the_address_the_role_or_the_powers(cast: Cast) -> None:
    path = invited(cast, "gael@navette.test")
    stolen = {"email": "bruno@navette.test", "role": "manager", "is_admin": "on", "organisation": str(cast.port.pk)}
    Client().post(path, NEWCOMER | stolen | {"next": "https://ailleurs.example/"})
    user = User.objects.get(email="gael@navette.test")
    assert user.is_admin is False
    assert list(user.memberships.values_list("organisation", "role")) == [(cast.navette.pk, "mediator")]


@pytest.mark.parametrize("next_", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)"])
def test_after_answering_one_is_led_inside_the_site(cast: Cast, next_: str) -> None:
    path = invited(cast, "gael@navette.test")
    answer = Client().post(f"{path}?next={next_}", NEWCOMER | {"next": next_})
    assert answer["Location"] == "/"


def test_the_link_serves_once(cast: Cast) -> None:
    path = invited(cast, "gael@navette.test")
    client = Client()
    client.post(path, NEWCOMER)
    client.get("/reglages/compte/")  # shows the greeting
    for again in (client, Client()):
        page = again.post(path, NEWCOMER | {"first_name": "Voleur"})
        assert page.status_code == 410
        assert "celle-ci a servi" in page.content.decode()
        assert "La Navette" not in page.content.decode()
    assert not User.objects.filter(first_name="Voleur").exists()
    assert User.objects.filter(email="gael@navette.test").count() == 1


def test_somebody_with_an_account_joins_by_a_button(cast: Cast) -> None:
    path = invited(cast, "chloe@port.test", Role.MANAGER)
    client = Client()
    client.force_login(cast.chloe)
    page = client.get(path)
    assert "Rejoindre</button>" in page.content.decode()
    assert roles_at_navette("chloe@port.test", cast) == []
    answer = client.post(path)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert roles_at_navette("chloe@port.test", cast) == ["manager"]
    cast.chloe.refresh_from_db()
    assert cast.chloe.current_organisation == cast.navette
    assert client.post(path).status_code == 410


def test_an_invitation_of_one_address_is_not_accepted_by_another(cast: Cast) -> None:
    path = invited(cast, "gael@navette.test")
    client = Client()
    client.force_login(cast.chloe)
    page = client.get(path)
    assert "Cette invitation est pour une autre adresse" in page.content.decode()
    assert "gael@navette.test" not in page.content.decode()
    assert "La Navette" not in page.content.decode()
    assert client.post(path, NEWCOMER).status_code == 403
    with pytest.raises(invitations.InvitationClosed, match="elsewhere"):
        invitations.accept(by=cast.chloe, digest=Invitation.objects.get().token_digest)
    assert roles_at_navette("chloe@port.test", cast) == []
    assert Invitation.objects.get().state == "pending"


def test_an_address_with_an_account_signs_in_then_comes_back(cast: Cast) -> None:
    path = invited(cast, "chloe@port.test")
    client = Client()
    answer = client.post(path, NEWCOMER)
    assert answer["Location"] == "/compte/connexion/?next=%2Finvitation%2F"
    assert client.session["people_invitation"] == Invitation.objects.get().token_digest
    login = client.post(
        "/compte/connexion/", {"login": "chloe@port.test", "password": PASSWORD, "next": "/invitation/"}
    )
    assert login["Location"] == "/invitation/"
    assert "Rejoindre</button>" in client.get("/invitation/").content.decode()
    client.post("/invitation/")
    assert roles_at_navette("chloe@port.test", cast) == ["mediator"]
    assert "people_invitation" not in client.session
    assert client.get("/invitation/").status_code == 404


def test_the_same_by_a_code(cast: Cast) -> None:
    path = invited(cast, "chloe@port.test")
    client = Client()
    client.post(path)
    client.post("/compte/code/", {"email": "chloe@port.test", "next": "/invitation/"})
    answer = client.post("/compte/code/confirmer/", {"code": code_in_last_mail(), "next": "/invitation/"})
    assert answer["Location"] == "/invitation/"
    client.post("/invitation/")
    assert roles_at_navette("chloe@port.test", cast) == ["mediator"]


def test_an_account_is_never_entered_by_the_link_alone(cast: Cast) -> None:
    """The password chosen by who posts the newcomer's form must not open, or change, somebody's account."""
    path = invited(cast, "chloe@port.test")
    client = Client()
    client.post(path, NEWCOMER | {"password": "un tissu bleu et solide"})
    assert "_auth_user_id" not in client.session
    cast.chloe.refresh_from_db()
    assert (cast.chloe.first_name, cast.chloe.check_password(PASSWORD)) == ("Chloé", True)
    with pytest.raises(invitations.InvitationClosed, match="elsewhere"):
        invitations.accept_as_newcomer(
            digest=Invitation.objects.get().token_digest,
            newcomer=invitations.Newcomer(first_name="V", last_name="V"),
        )


def test_an_expired_invitation_says_so_and_nothing_else(cast: Cast) -> None:
    path = invited(cast, "gael@navette.test")
    Invitation.objects.update(created_at=timezone.now() - dt.timedelta(8), expires_at=timezone.now())
    page = Client().post(path, NEWCOMER)
    assert page.status_code == 410
    said = page.content.decode()
    assert "n’est plus valable" in said
    assert not any(word in said for word in ("La Navette", "Bruno", "gael@navette.test"))
    assert not User.objects.filter(email="gael@navette.test").exists()


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "A", lambda t: t[::-1], lambda t: "0" * 43])
def test_a_link_that_was_changed_opens_nothing(cast: Cast, change: object) -> None:
    token = invited(cast, "gael@navette.test").split("/")[2]
    page = Client().post(f"/invitation/{change(token)}/", NEWCOMER)  # type: ignore[operator]
    assert page.status_code == 404
    assert "Ce lien n’ouvre rien" in page.content.decode()
    assert "La Navette" not in page.content.decode()


def test_the_digest_itself_opens_nothing(cast: Cast) -> None:
    invited(cast, "gael@navette.test")
    assert Client().get(f"/invitation/{Invitation.objects.get().token_digest}/").status_code == 404


def test_answering_needs_the_token_of_the_form(cast: Cast) -> None:
    path = invited(cast, "gael@navette.test")
    client = Client(enforce_csrf_checks=True)
    assert client.post(path, NEWCOMER).status_code == 403
    assert not User.objects.filter(email="gael@navette.test").exists()
    known = invited(cast, "chloe@port.test")
    client.force_login(cast.chloe)
    assert client.post(known).status_code == 403
    assert roles_at_navette("chloe@port.test", cast) == []


def test_the_session_of_before_is_not_that_of_after(cast: Cast) -> None:
    """Who planted a session in her browser does not share hers once she is in."""
    known = invited(cast, "chloe@port.test")
    client = Client()
    client.post(known)  # makes a session, which keeps the digest
    planted = client.session.session_key
    client.post("/compte/connexion/", {"login": "chloe@port.test", "password": PASSWORD, "next": "/invitation/"})
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies[django_settings.SESSION_COOKIE_NAME] = planted
    assert thief.get("/reglages/compte/").status_code == 302

    newcomer = Client()
    newcomer.post(known)
    planted = newcomer.session.session_key
    newcomer.post(invited(cast, "gael@navette.test"), NEWCOMER)
    assert newcomer.session.session_key != planted
    assert newcomer.get("/reglages/compte/").status_code == 200


def test_a_host_that_is_not_ours_is_refused(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    path = invited(cast, "gael@navette.test")
    assert Client().get(path, headers={"host": "mechant.example"}).status_code == 400


def test_no_log_line_holds_the_token(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    token = invited(cast, "gael@navette.test").split("/")[2]
    client = Client(enforce_csrf_checks=True)
    client.post(f"/invitation/{token}/", NEWCOMER)
    client.get(f"/invitation/{token}/plus-loin/")
    client.get(f"/invitation/{token[:-1]}/")
    assert any("/invitation/" in record.getMessage() for record in caplog.records)
    assert not any(token[:-1] in record.getMessage() for record in caplog.records)


@pytest.mark.django_db(transaction=True)
def test_two_answers_sent_together_spend_it_once(db: None) -> None:
    cast = make_cast()
    path = invited(cast, "gael@navette.test")
    together, statuses = threading.Barrier(4), []

    def answer(name: str) -> None:
        client = Client(raise_request_exception=False)
        together.wait()
        try:
            statuses.append(client.post(path, NEWCOMER | {"first_name": name}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=(f"N{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Who arrives after the first finds the account open: she is sent to sign in, or told that it has served.
    assert User.objects.filter(email="gael@navette.test").count() == 1
    assert Membership.objects.filter(user__email="gael@navette.test").count() == 1
    assert JournalEntry.objects.filter(action="invitation.accepted").count() == 1
    assert 500 not in statuses
    assert len(statuses) == 4


@pytest.mark.django_db(transaction=True)
def test_one_account_in_two_browsers_joins_once(db: None) -> None:
    cast = make_cast()
    path = invited(cast, "chloe@port.test")
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(cast.chloe)
    together, statuses = threading.Barrier(2), []

    def join(client: Client) -> None:
        together.wait()
        try:
            statuses.append(client.post(path).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=join, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [302, 410]
    assert roles_at_navette("chloe@port.test", cast) == ["mediator"]
    assert len(mail.outbox) == 1
