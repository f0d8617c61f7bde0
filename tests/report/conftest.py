"""A year of La Navette, small enough to count by hand.

3 March 2025    individual, 30 min, e-mail, at the library, a woman of 40-59, retired
10 March 2025   individual, 45 min, e-mail and health, at home in Quimper
7 April 2025    workshop of 10 (6 women, 3 men), 120 min, safety, at the library, 4 for the first time
2 February 2026 individual, 60 min: another year
"""

import datetime as dt

import pytest

from tests.cast import Cast, activity, commune
from trame.report.models import Report
from trame.report.services import begin_report


@pytest.fixture
def year(cast: Cast) -> Cast:
    by, where = cast.awa_at_navette, cast.library
    commune("29232")
    woman = {"anonymous_gender_feminin": 1, "anonymous_age_quarante_cinquante_neuf": 1, "anonymous_status_retraite": 1}
    activity(by, where, anonymous=woman)
    at_home = {"channel": "domicile", "place_id": None, "commune_code": "29232"}
    activity(by, where, date=dt.date(2025, 3, 10), minutes=45, topics=("email", "sante"), **at_home)
    activity(
        by,
        where,
        kind="collectif",
        date=dt.date(2025, 4, 7),
        minutes=120,
        topics=("securite_numerique",),
        anonymous_total=10,
        anonymous={"anonymous_gender_feminin": 6, "anonymous_gender_masculin": 3, "anonymous_new": 4},
    )
    activity(by, where, date=dt.date(2026, 2, 2), minutes=60)
    return cast


@pytest.fixture
def report(year: Cast) -> Report:
    return begin_report(by=year.awa, organisation=year.navette, year=2025, recipient="Pontivy Communauté")
