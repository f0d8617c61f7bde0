"""La Navette's year, small enough to count by hand, frozen; and links to it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast, activity
from trame.links.models import Link
from trame.links.services import create_link
from trame.report.models import Publication
from trame.report.services import begin_report, publish_report


@dataclass
class Shared:
    """A link, and what its holder has: the address."""

    link: Link
    token: str

    @property
    def address(self) -> str:
        return f"/partage/{self.token}/"


Share = Callable[..., Shared]


@pytest.fixture
def publication(cast: Cast) -> Publication:
    """12 accompaniments: 1 alone in March, a workshop of 11 in April (7 women, 4 men)."""
    by, where = cast.awa_at_navette, cast.library
    activity(by, where, anonymous={"anonymous_gender_feminin": 1})
    activity(
        by,
        where,
        kind="collectif",
        date=dt.date(2025, 4, 7),
        minutes=120,
        anonymous_total=11,
        anonymous={"anonymous_gender_feminin": 7, "anonymous_gender_masculin": 4},
    )
    report = begin_report(by=cast.awa, organisation=cast.navette, year=2025, recipient="Pontivy Communauté")
    return publish_report(by=cast.awa, report=report)


@pytest.fixture
def share(cast: Cast, publication: Publication) -> Share:
    """Makes a link of Awa's to the publication, for 30 days unless said otherwise."""

    def made(**said: Any) -> Shared:
        usual = {
            "by": cast.awa,
            "organisation": cast.navette,
            "scope": "report.publication",
            "object_id": str(publication.pk),
            "expires_on": timezone.localdate() + dt.timedelta(days=30),
        }
        return Shared(*create_link(**(usual | said)))

    return made
