"""The gallery of the demonstration is alive: the same for everybody, kept once however often it is loaded."""

import datetime as dt
from typing import Any

import pytest

from demo import moments
from demo.moments import PLANNED, load_moments
from tests.cast import Cast, activity
from trame.activity.models import Moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_what_is_drawn_is_always_the_same() -> None:
    for drawn in (moments.room, moments.woven, moments.chime):
        assert drawn() == drawn()


def test_each_is_kept_of_the_first_atelier_after_its_day_and_once(cast: Cast) -> None:
    for planned in PLANNED[:5]:
        activity(cast.awa_at_navette, cast.library, kind="collectif", date=planned.day + dt.timedelta(days=2))
    assert load_moments([cast.awa_at_navette]) == 5
    assert load_moments([cast.awa_at_navette]) == 0
    told = Moment.objects.order_by("activity__date").values_list("kind", "activity__date")
    assert list(told) == [
        ("sentence", dt.date(2025, 2, 5)),
        ("photo", dt.date(2025, 4, 9)),
        ("sentence", dt.date(2025, 6, 4)),
        ("photo", dt.date(2025, 10, 8)),
        ("voice", dt.date(2025, 11, 19)),
    ]
