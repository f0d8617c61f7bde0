"""What saving costs: an atelier of twenty-five, a permanence of twelve visits; sent for real, then taken back."""

import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 15
Said = Callable[[], dict[str, Any]]


def saves() -> list[tuple[str, str, Said]]:
    """(label, path, what is sent; each time under a new identity)."""
    from django.urls import reverse

    return [
        ("Enregistrer un atelier de 25", reverse("activity:workshop"), workshop()),
        ("Enregistrer une permanence de 12 visites", reverse("activity:permanence"), permanence()),
    ]


def workshop() -> Said:
    """Ten people followed and fifteen counted, with tags and counters, at the place of the last atelier."""
    from django.utils import timezone

    import demo
    from trame.activity.habits import habits_of
    from trame.activity.models import Beneficiary
    from trame.people.models import User
    from trame.reference.nomenclatures import Kind

    habits = habits_of(User.objects.get(email=demo.logins()[0].email), Kind.COLLECTIF)
    (membership,) = habits.memberships
    followed = Beneficiary.objects.filter(organisation=membership.organisation_id).order_by("pk")[:10]
    said = {
        "membership_id": membership.pk, "day": timezone.localdate().isoformat(), "duration": "120",
        "where": habits.places[0].pk, "topics": ["email", "sante"], "title": "Premiers pas",
        "materials": ["ordinateur"],
        "tags": "seniors, smartphone, première visite", "followed": [person.pk for person in followed],
        "anonymous_total": 15, "anonymous_new": 6, "anonymous_known": 9, "anonymous_gender_feminin": 8,
        "anonymous_gender_masculin": 5, "anonymous_age_soixante_dix_plus": 7, "anonymous_status_retraite": 9,
    }  # fmt: skip
    return lambda: said | {"client_uuid": uuid.uuid4()}


def permanence() -> Said:
    """Twelve visits at the place of the last accompaniment."""
    from django.utils import timezone

    import demo
    from trame.activity.habits import habits_of
    from trame.people.models import User
    from trame.reference.nomenclatures import Kind

    habits = habits_of(User.objects.get(email=demo.logins()[0].email), Kind.INDIVIDUEL)
    said = {
        "membership_id": habits.memberships[0].pk, "date": timezone.localdate().isoformat(), "half_day": "matin",
        "where": habits.places[0].pk, "duration": "30", "lines": 12,
    }  # fmt: skip
    line = {"topic": "email", "duration": "45", "gender": "feminin", "age": "soixante_dix_plus", "venue": "new"}
    said |= {f"v{number}-{name}": value for number in range(1, 13) for name, value in line.items()}
    return lambda: said | {f"v{number}-client_uuid": uuid.uuid4() for number in range(1, 13)}


def measure_save(client: "Client", path: str, say: Said) -> tuple[float, int]:
    """(median milliseconds, queries) of POST `path`, commit included; anything but a redirection stops the run."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with taken_back():
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(path, say())
            queries = len(captured)
        if answer.status_code != 302:
            raise SystemExit(f"{path} répond {answer.status_code}")
        durations = []
        for _ in range(ROUNDS):
            said = say()
            begun = time.perf_counter()
            client.post(path, said)
            durations.append((time.perf_counter() - begun) * 1000)
    return statistics.median(durations), queries


@contextmanager
def taken_back() -> Iterator[None]:
    """What is recorded inside leaves when it ends: the demonstration is as it was."""
    from trame.activity.models import Activity

    last = Activity.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    try:
        yield
    finally:
        Activity.objects.filter(pk__gt=last).delete()
