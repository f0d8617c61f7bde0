"""What the record forms send, and what they answer."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from trame.activity.models import Activity
from trame.activity.services import version_of

INDIVIDUAL, WORKSHOP, LIST = "activity:individual", "activity:workshop", "activity:list"


def individual(cast: Cast, **said: Any) -> dict[str, Any]:
    """E-mail, 30 minutes, today, at the library, somebody anonymous."""
    return {
        "client_uuid": str(uuid.uuid4()),
        "membership_id": str(cast.awa_at_navette.pk),
        "topics": ["email"],
        "duration": "30",
        "where": str(cast.library.pk),
        "day": "2026-03-03",
        "who": "anonymous",
    } | said


def workshop(cast: Cast, **said: Any) -> dict[str, Any]:
    """Nine people, two hours about e-mail, today, at the library."""
    usual = individual(cast, duration="120", title="Premiers pas", anonymous_total="9")
    del usual["who"]
    return usual | said


def send(client: Client, url_name: str, said: dict[str, Any]) -> HttpResponse:
    return client.post(reverse(url_name), said)


def refused(client: Client, url_name: str, said: dict[str, Any]) -> str:
    """The page that refuses what was said, of which nothing was written."""
    before = Activity.objects.count()
    answer = send(client, url_name, said)
    assert answer.status_code == 422, answer.status_code
    assert Activity.objects.count() == before
    page = answer.content.decode()
    assert "data-error-summary" in page
    return page


def recorded(client: Client, url_name: str, said: dict[str, Any]) -> Activity:
    """The activity that sending this writes."""
    answer = send(client, url_name, said)
    assert answer.status_code == 302, form_errors(answer)
    assert answer["Location"] == reverse(LIST)
    return Activity.objects.get(client_uuid=said["client_uuid"])


def correct(client: Client, made: Activity, said: dict[str, Any]) -> HttpResponse:
    """The answer to a correction sent from a page opened just before."""
    seen = {"version": version_of(Activity.objects.get(pk=made.pk))}
    return client.post(reverse("activity:edit", args=[made.client_uuid]), seen | said)  # type: ignore[return-value]


def form_errors(answer: HttpResponse) -> Any:
    return dict(answer.context["form"].errors) if answer.context else answer.status_code  # type: ignore[attr-defined]


def errors(client: Client, url_name: str, said: dict[str, Any]) -> dict[str, list[str]]:
    """{field: sentences} of a refusal, of which nothing was written."""
    before = Activity.objects.count()
    answer = send(client, url_name, said)
    assert answer.status_code == 422
    assert Activity.objects.count() == before
    found: dict[str, list[str]] = answer.context["form"].errors  # type: ignore[attr-defined]
    return {name: list(sentences) for name, sentences in found.items()}
