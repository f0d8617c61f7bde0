import datetime as dt

from tests.cast import Cast, activity, follow
from tests.statistics.reading import figure
from trame.activity.entry import FollowedParticipant
from trame.activity.services import delete_activity


def first_times(cast: Cast, year: int) -> int:
    return figure(cast, "first_times", dt.date(year, 1, 1), dt.date(year, 12, 31)).n


def test_a_followed_person_is_new_once_whatever_the_period_looked_at(cast: Cast) -> None:
    followed = (FollowedParticipant(follow(cast.navette).pk),)
    activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 12, 30), followed=followed)
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 1, 2), followed=followed)
    assert (first_times(cast, 2024), first_times(cast, 2025)) == (1, 0)


def test_two_records_of_the_same_day_make_one_first_time(cast: Cast) -> None:
    followed = (FollowedParticipant(follow(cast.navette).pk),)
    for _ in range(2):
        activity(cast.awa_at_navette, cast.library, followed=followed)
    assert first_times(cast, 2025) == 1


def test_an_earlier_record_added_later_takes_the_first_time(cast: Cast) -> None:
    followed = (FollowedParticipant(follow(cast.navette).pk),)
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 6, 1), followed=followed)
    activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 6, 1), followed=followed)
    assert (first_times(cast, 2024), first_times(cast, 2025)) == (1, 0)


def test_deleting_the_first_record_makes_the_next_one_first(cast: Cast) -> None:
    followed = (FollowedParticipant(follow(cast.navette).pk),)
    first = activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 6, 1), followed=followed)
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 6, 1), followed=followed)
    delete_activity(by=cast.awa, activity=first)
    assert (first_times(cast, 2024), first_times(cast, 2025)) == (0, 1)


def test_declared_first_times_add_up_and_silence_is_not_stated(cast: Cast) -> None:
    followed = (FollowedParticipant(follow(cast.navette).pk),)
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", followed=followed,
        anonymous_total=9, anonymous={"anonymous_new": 3, "anonymous_known": 4},
    )  # fmt: skip
    activity(cast.awa_at_navette, cast.library)
    found = figure(cast, "first_times")
    assert (found.n, found.d, found.unknown) == (1 + 3, 11, 2 + 1)
