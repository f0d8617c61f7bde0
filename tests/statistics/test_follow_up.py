"""Who comes back, how many times, over how many months; who is new: each figure worked out by hand."""

import datetime as dt

from tests.cast import Cast, activity, follow
from tests.statistics.reading import figure, rows
from trame.activity.entry import FollowedParticipant


def came(cast: Cast, *days: dt.date) -> None:
    """A person who came on these days."""
    person = FollowedParticipant(follow(cast.navette).pk)
    for day in days:
        activity(cast.awa_at_navette, cast.library, date=day, followed=(person,))


def five_people(cast: Cast) -> None:
    """Once; twice; three times in one month; three months; eleven times in two months. Twenty accompaniments."""
    came(cast, dt.date(2025, 1, 6))
    came(cast, dt.date(2025, 1, 6), dt.date(2025, 2, 3))
    came(cast, *(dt.date(2025, 3, day) for day in (3, 4, 5)))
    came(cast, *(dt.date(2025, month, 10) for month in (1, 4, 12)))
    came(cast, *(dt.date(2025, 5, day) for day in range(1, 11)), dt.date(2025, 6, 2))


def test_people_are_told_by_how_many_times_they_came(cast: Cast) -> None:
    five_people(cast)
    found = figure(cast, "people_by_sessions")
    assert [(row.label, row.n) for row in found.rows] == [
        ("1 fois", 1), ("2 fois", 1), ("3 à 5 fois", 2), ("Plus de 10 fois", 1),
    ]  # fmt: skip
    assert (found.n, found.d, found.unknown) == (5, 5, 0)


def test_four_in_five_came_back_and_each_came_four_times_on_average(cast: Cast) -> None:
    five_people(cast)
    again, mean = figure(cast, "people_seen_again"), figure(cast, "sessions_per_person")
    assert (again.n, again.d) == (4, 5)
    assert (mean.n, mean.d) == (20, 5)


def test_regular_is_three_different_months_of_the_period_at_least(cast: Cast) -> None:
    five_people(cast)
    found = figure(cast, "regular_people")
    assert (found.n, found.d) == (1, 5)
    until_june = figure(cast, "regular_people", end=dt.date(2025, 6, 30))
    assert (until_june.n, until_june.d) == (0, 5)


def test_months_of_a_very_long_period_are_told_apart(cast: Cast) -> None:
    """More months than a bigint has bits."""
    came(cast, dt.date(2020, 1, 7), dt.date(2024, 5, 6), dt.date(2025, 12, 1))
    came(cast, dt.date(2020, 3, 2), dt.date(2025, 7, 7))
    found = figure(cast, "regular_people", start=dt.date(2020, 1, 1))
    assert (found.n, found.d) == (1, 2)


def test_a_person_is_new_when_her_first_time_ever_is_within_the_period(cast: Cast) -> None:
    came(cast, dt.date(2024, 12, 30), dt.date(2025, 1, 2))
    came(cast, dt.date(2025, 1, 2), dt.date(2025, 3, 3))
    came(cast, dt.date(2024, 5, 5))
    found = figure(cast, "followed_people_by_venue")
    assert [(row.label, row.n) for row in found.rows] == [("Nouvelles", 1), ("Déjà connues", 1)]
    assert (found.n, found.d, found.unknown) == (2, 2, 0)


def test_anonymous_people_are_new_when_they_say_so_and_the_rest_is_not_stated(cast: Cast) -> None:
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=9,
        anonymous={"anonymous_new": 4, "anonymous_known": 3},
    )  # fmt: skip
    found = figure(cast, "anonymous_by_venue")
    assert [(row.label, row.n) for row in found.rows] == [
        ("Première venue", 4), ("Déjà venue", 3), ("Non renseigné", 2),
    ]  # fmt: skip
    assert (found.n, found.d, found.unknown) == (7, 9, 2)


def test_beneficiaries_of_la_coop_count_each_anonymous_head_and_each_person_once(cast: Cast) -> None:
    came(cast, dt.date(2025, 1, 2), dt.date(2025, 1, 3))
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=9)
    assert figure(cast, "beneficiaries").n == 10


def test_with_nobody_followed_the_ratios_say_why_they_are_not_computed(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    for code in ("people_seen_again", "sessions_per_person", "regular_people"):
        found = figure(cast, code)
        assert found.impossible == "Ne se calcule pas : aucune personne suivie n’est venue sur la période."
        assert (found.n, found.d) == (0, 0)
    assert rows(figure(cast, "people_by_sessions")) == {}
