import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import Cast, activity, make_cast


@pytest.fixture(autouse=True)
def _in_november_2025() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2025, 11, 24, 12, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def year(db: None) -> Cast:
    """La Navette in 2025: 3 individuals of 45 min about e-mail, one of them about health too, and a workshop of 9.

    12 accompaniments in all: 2 in March, 10 in May; 6 women, 3 men, 3 not stated. One of 30 min in March 2024.
    """
    cast = make_cast()
    by, where = cast.awa_at_navette, cast.library
    march, may = dt.date(2025, 3, 3), dt.date(2025, 5, 6)
    activity(by, where, date=march, minutes=45, topics=("email", "sante"))
    activity(by, where, date=march, minutes=45, topics=("email",))
    activity(by, where, date=may, minutes=45, topics=("email",))
    activity(
        by, where, kind="collectif", date=may, minutes=90, topics=("bureautique",), anonymous_total=9,
        anonymous={"anonymous_gender_feminin": 6, "anonymous_gender_masculin": 3},
    )  # fmt: skip
    activity(by, where, date=dt.date(2024, 3, 5), minutes=30)
    return cast
