"""Reading through a link changes the count of openings and its day, and nothing else in the whole database."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from tests.links.conftest import Share
from trame.links.models import Link

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of Trame and of Django, as text."""
    return {
        model._meta.label: sorted(map(str, model._default_manager.values_list()))  # type: ignore[misc]
        for model in apps.get_models()
        if model._meta.managed and model.__module__.split(".")[0] in ("trame", "django") and model is not Link
    }


def test_a_get_counts_one_opening(share: Share) -> None:
    shared = share()
    before = everything()
    for _ in range(3):
        Client().get(shared.address)
    Client().get(shared.address + "document/")
    assert everything() == before
    link = Link.objects.get()
    assert (link.uses, link.last_used_on) == (4, timezone.localdate())
    unchanged = ("scope", "object_id", "token_digest", "expires_at", "revoked_at", "max_uses")
    assert [getattr(link, name) for name in unchanged] == [getattr(shared.link, name) for name in unchanged]


def test_a_head_changes_nothing_at_all(share: Share) -> None:
    shared = share()
    answer = Client().head(shared.address)
    assert (answer.status_code, answer.content) == (200, b"")
    assert Client().head(shared.address + "document/").status_code == 200
    assert Link.objects.get().uses == 0


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_other_method_does_anything(method: str, share: Share) -> None:
    shared = share()
    before = everything()
    for address in (shared.address, shared.address + "document/"):
        assert getattr(Client(), method)(address, {"revoked_at": "", "expires_on": "2099-01-01"}).status_code == 405
    assert everything() == before
    assert Link.objects.get().uses == 0


@pytest.mark.parametrize("query", ["?expires_on=2099-01-01", "?retirer=1", "?object_id=1&scope=people.user", "?uses=0"])
def test_what_is_added_to_the_address_is_ignored(query: str, share: Share) -> None:
    shared = share()
    plain, added = Client().get(shared.address), Client().get(shared.address + query)
    assert added.content == plain.content
    link = Link.objects.get()
    assert (link.object_id, link.scope, link.revoked_at) == (shared.link.object_id, shared.link.scope, None)
    assert link.expires_at == shared.link.expires_at
