"""A year of La Navette, small enough to count by hand, and how its figures are frozen and shared."""

import datetime as dt
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.cast import Cast, activity
from trame.links.models import Link
from trame.links.services import create_link
from trame.people.models import Organisation, User
from trame.statistics.masking.lattice import span_from
from trame.statistics.models import SHARED_FIGURES, SharedFigures
from trame.statistics.sharing.selection import selection_of
from trame.statistics.sharing.services import freeze_figures


def a_year(cast: Cast) -> None:
    """First quarter of 2025: 60 people in three workshops and 15 alone. Second: 40 people in two workshops.

    First quarter: 40 women, 23 men, 12 of whom nothing is said. Second: 37 women, 3 men.
    """
    by, where = cast.awa_at_navette, cast.library
    for month in (1, 2, 3):
        workshop(cast, dt.date(2025, month, 10), women=10, men=7, silent=3)
    for day in range(1, 16):
        said = {"anonymous_gender_feminin": 1} if day <= 10 else {"anonymous_gender_masculin": 1} if day <= 12 else {}
        activity(by, where, date=dt.date(2025, 2, day), anonymous=said)
    workshop(cast, dt.date(2025, 4, 10), women=20, men=0)
    workshop(cast, dt.date(2025, 5, 10), women=17, men=3)


def workshop(cast: Cast, day: dt.date, *, women: int = 0, men: int = 0, silent: int = 0) -> None:
    counts = {"anonymous_gender_feminin": women, "anonymous_gender_masculin": men}
    activity(
        cast.awa_at_navette,
        cast.library,
        kind="collectif",
        date=day,
        minutes=120,
        anonymous_total=women + men + silent,
        anonymous={name: n for name, n in counts.items() if n},
    )


def freeze(
    by: User, where: Organisation, period: str, territory: str = "", title: str = "Nos chiffres"
) -> SharedFigures:
    span = span_from(period)
    assert span is not None
    return freeze_figures(
        by=by, organisation=where, selection=selection_of(span, territory), territory_name=territory, title=title
    )


def link_to(shared: SharedFigures, by: User, **said: Any) -> tuple[Link, str]:
    """The link, and the address its holder has."""
    usual = {"expires_on": timezone.localdate() + dt.timedelta(days=30)}
    link, token = create_link(
        by=by,
        organisation=shared.organisation,
        scope=SHARED_FIGURES,
        object_id=str(shared.pk),
        **(usual | said),
    )
    return link, f"/partage/{token}/"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
