"""A single use is spent by a POST, by one person only; looking at the address spends nothing."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.links.conftest import Share
from trame.links.models import Link

BUTTON = "Ouvrir maintenant"


@pytest.mark.django_db
def test_looking_at_the_address_spends_nothing(share: Share) -> None:
    shared = share(single_use=True)
    for method in ("get", "head", "get"):
        answer = getattr(Client(), method)(shared.address)
        assert answer.status_code == 200
    page = answer.content.decode()
    assert BUTTON in page
    assert "Les chiffres clés" not in page
    link = Link.objects.get()
    assert (link.uses, link.last_used_on) == (0, None)


@pytest.mark.django_db
def test_the_button_opens_it_once(share: Share) -> None:
    shared = share(single_use=True)
    opened = Client().post(shared.address)
    assert opened.status_code == 200
    assert "Les chiffres clés" in opened.content.decode()
    assert "document/" not in opened.content.decode()
    for method in ("post", "get", "head"):
        assert getattr(Client(), method)(shared.address).status_code == 404
    link = Link.objects.get()
    assert (link.uses, link.last_used_on) == (1, timezone.localdate())


@pytest.mark.django_db
def test_it_gives_no_file_that_could_be_fetched_again(share: Share) -> None:
    assert Client().get(share(single_use=True).address + "document/").status_code == 404


@pytest.mark.django_db
def test_the_button_works_with_its_own_proof_and_not_without(share: Share) -> None:
    shared = share(single_use=True)
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(shared.address)
    assert refused.status_code == 403
    assert refused.headers["Referrer-Policy"] == "no-referrer"
    assert shared.token not in refused.content.decode()
    assert Link.objects.get().uses == 0
    form = strict.get(shared.address).content.decode()
    proof = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert proof
    assert strict.post(shared.address, {"csrfmiddlewaretoken": proof[1]}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_who_come_together_one_reads(share: Share) -> None:
    shared = share(single_use=True)

    def open_it(_: int) -> int:
        try:
            return Client().post(shared.address).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(open_it, range(4)))
    assert answers == [200, 404, 404, 404]
    assert Link.objects.get().uses == 1
