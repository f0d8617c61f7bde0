"""Unknown, tampered, expired, revoked, spent: one and the same answer, which tells nothing."""

import datetime as dt

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

UNKNOWN = "/partage/" + "A" * 43 + "/"


def gone(address: str, method: str = "get") -> bytes:
    """The body of the one answer, checked to be it."""
    answer = getattr(Client(), method)(address)
    assert answer.status_code == 404, address
    assert "Ce lien ne sert plus" in answer.content.decode()
    assert not answer.cookies
    body: bytes = answer.content
    return body


def test_a_revoked_link_shows_nothing_at_once(cast: Cast, share: Share) -> None:
    shared = share()
    assert Client().get(shared.address).status_code == 200
    revoke_link(by=cast.bruno, link=shared.link)
    assert gone(shared.address) == gone(UNKNOWN)
    assert gone(shared.address + "document/") == gone(UNKNOWN)


def test_a_link_serves_until_the_end_of_its_last_day_and_not_a_second_more(share: Share) -> None:
    shared = share(expires_on=timezone.localdate() + dt.timedelta(days=1))
    with time_machine.travel(shared.link.expires_at - dt.timedelta(seconds=1), tick=False):
        assert Client().get(shared.address).status_code == 200
    with time_machine.travel(shared.link.expires_at, tick=False):
        assert gone(shared.address) == gone(UNKNOWN)


@pytest.mark.parametrize("change", ["shorter", "longer", "other case", "one sign", "digest", "nothing"])
def test_a_tampered_token_opens_nothing(change: str, share: Share) -> None:
    shared = share()
    token = shared.token
    tampered = {
        "shorter": token[:-1],
        "longer": token + "A",
        "other case": token.swapcase(),
        "one sign": ("B" if token[0] == "A" else "A") + token[1:],
        "digest": shared.link.token_digest,
        "nothing": "%20",
    }[change]
    assert gone(f"/partage/{tampered}/") == gone(UNKNOWN)
    assert Link.objects.get().uses == 0


def test_a_structure_no_longer_recognised_shows_nothing_until_it_is_again(cast: Cast, share: Share) -> None:
    shared = share()
    Organisation.objects.filter(pk=cast.navette.pk).update(verified_at=None)
    assert gone(shared.address) == gone(UNKNOWN)
    Organisation.objects.filter(pk=cast.navette.pk).update(verified_at=timezone.now())
    assert Client().get(shared.address).status_code == 200


def test_an_object_that_is_no_more_answers_the_same(share: Share) -> None:
    shared = share()
    Link.objects.update(object_id="999999")
    assert gone(shared.address) == gone(UNKNOWN)
    assert gone(shared.address + "document/") == gone(UNKNOWN)


def test_a_link_cannot_be_turned_towards_the_object_of_another_structure(
    cast: Cast, publication: Publication, share: Share
) -> None:
    shared = share()
    Link.objects.update(organisation=cast.port)
    assert gone(shared.address) == gone(UNKNOWN)


def test_a_scope_that_is_declared_no_more_opens_nothing(share: Share) -> None:
    shared = share()
    Link.objects.update(scope="people.user")
    assert gone(shared.address) == gone(UNKNOWN)


def test_a_post_to_a_dead_link_says_no_more(cast: Cast, share: Share) -> None:
    shared = share()
    revoke_link(by=cast.awa, link=shared.link)
    assert gone(shared.address, "post") == gone(UNKNOWN, "post")
