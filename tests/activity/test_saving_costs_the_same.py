"""Saving an atelier: one transaction, and as many questions to the database for twenty-five people as for two."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.activity.posts import WORKSHOP, send, workshop
from tests.cast import Cast, follow
from trame.activity.models import Activity, ActivityTag, Attendance, Tag

pytestmark = pytest.mark.django_db


def queries(client: Client, said: dict[str, Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert send(client, WORKSHOP, said).status_code == 302
    return len(captured)


def atelier(cast: Cast, followed: int, counted: int, **said: str) -> dict[str, Any]:
    """With three tags, and counters."""
    people = [str(follow(cast.navette, name=f"Personne {number}").pk) for number in range(followed)]
    told = {"anonymous_total": str(counted), "anonymous_gender_feminin": "1", "tags": "ameli, seniors, mot de passe"}
    return workshop(cast, followed=people, **(told | said))


def test_twenty_five_people_cost_what_two_do(awa: Client, cast: Cast) -> None:
    send(awa, WORKSHOP, workshop(cast, tags="ameli, seniors, mot de passe"))  # the tags exist from now on

    two, twenty_five = queries(awa, atelier(cast, 1, 1)), queries(awa, atelier(cast, 10, 15))

    assert two == twenty_five
    assert twenty_five <= 22
    made = Activity.objects.latest("pk")
    assert (made.anonymous_total, made.attendances.count(), made.activity_tags.count()) == (15, 10, 3)


def test_a_failure_at_the_last_row_leaves_nothing_of_the_atelier(
    awa: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(ActivityTag.objects, "bulk_create", fail)
    said = atelier(cast, 1, 1)

    with pytest.raises(OSError, match="disk"):
        send(awa, WORKSHOP, said)

    assert (Activity.objects.count(), Attendance.objects.count(), Tag.objects.count()) == (0, 0, 0)
