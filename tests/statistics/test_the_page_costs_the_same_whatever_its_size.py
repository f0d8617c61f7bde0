import datetime as dt

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity


def queries(cast: Cast) -> int:
    client = Client()
    client.force_login(cast.awa)
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/statistiques/?du=2025-01-01&au=2025-12-31").status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    person = follow(cast.navette, residence=cast.navette.commune)
    for day in range(1, 11):
        followed = (FollowedParticipant(person.pk),)
        activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 1, day), followed=followed, tags=(f"Tag {day}",))
    with_ten = queries(cast)
    one = Activity.objects.latest("pk")
    copies = []
    for rank in range(490):
        copy = Activity.objects.get(pk=one.pk)
        copy.pk, copy.client_uuid = None, Activity().client_uuid
        copy.date, copy.anonymous_total = dt.date(2025, 1 + rank % 12, 1 + rank % 28), 1
        copies.append(copy)
    Activity.objects.bulk_create(copies)
    assert queries(cast) == with_ten
    # Session, account, organisations twice, places, figures and their names, last year.
    assert with_ten <= 14
