"""Gender, age, status, residence: followed people by their record, anonymous ones by the counters, the rest unknown."""

import datetime as dt
from typing import Any

from tests.cast import Cast, activity, commune, follow
from tests.statistics.reading import figure, rows
from trame.activity.entry import FollowedParticipant


def seen(cast: Cast, year: int = 2025, declared: str = "", **known: Any) -> None:
    followed = (FollowedParticipant(follow(cast.navette, **known).pk, declared),)
    activity(cast.awa_at_navette, cast.library, date=dt.date(year, 3, 3), followed=followed)


def test_what_the_counters_leave_out_is_not_stated_and_never_shared_out(cast: Cast) -> None:
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=10,
        anonymous={"anonymous_gender_feminin": 5, "anonymous_gender_masculin": 2, "anonymous_status_retraite": 4},
    )  # fmt: skip
    seen(cast, gender="feminin")
    seen(cast)
    gender = figure(cast, "attendances_by_gender")
    assert rows(gender) == {"feminin": 6, "masculin": 2, "non_communique": 4}
    assert (gender.n, gender.d, gender.unknown) == (8, 12, 4)
    assert gender.rows[-1].label == "Non renseigné"
    assert rows(figure(cast, "attendances_by_status")) == {"retraite": 4, "non_communique": 8}


def test_age_is_that_of_the_activity_not_of_today(cast: Cast) -> None:
    person = follow(cast.navette, birth_year=2000)
    for year in (2024, 2025):
        activity(
            cast.awa_at_navette, cast.library, date=dt.date(year, 3, 3), followed=(FollowedParticipant(person.pk),)
        )
    in_2024 = figure(cast, "attendances_by_age", dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert rows(in_2024) == {"dix_huit_vingt_quatre": 1}
    assert rows(figure(cast, "attendances_by_age")) == {"vingt_cinq_trente_neuf": 1}


def test_age_comes_from_the_birth_year_then_the_day_then_the_person(cast: Cast) -> None:
    seen(cast, birth_year=1950, age_band="moins_de_douze", declared="moins_de_douze")
    seen(cast, age_band="douze_dix_huit", declared="soixante_soixante_neuf")
    seen(cast, age_band="douze_dix_huit")
    seen(cast)
    found = figure(cast, "attendances_by_age")
    assert [(row.code, row.n) for row in found.rows] == [
        ("douze_dix_huit", 1),
        ("soixante_soixante_neuf", 1),
        ("soixante_dix_plus", 1),
        ("non_communique", 1),
    ]


def test_one_person_counts_in_her_band_as_many_times_as_she_came(cast: Cast) -> None:
    person = follow(cast.navette, status="en_emploi")
    for _ in range(3):
        activity(cast.awa_at_navette, cast.library, followed=(FollowedParticipant(person.pk),))
    assert rows(figure(cast, "attendances_by_status")) == {"en_emploi": 3}


def test_residence_is_that_of_followed_people_and_what_anonymous_ones_said(cast: Cast) -> None:
    seen(cast, residence=commune("29232"))
    seen(cast, residence=commune("29232"))
    seen(cast)
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=4,
        anonymous_residences={"29232": 1, commune("56178").pk: 1},
    )  # fmt: skip
    found = figure(cast, "attendances_by_residence")
    assert [(row.code, row.label, row.n) for row in found.rows] == [
        ("29232", "Quimper", 3),
        ("56178", "Pontivy", 1),
        ("", "Non renseigné", 3),
    ]
    assert (found.n, found.d, found.unknown) == (4, 7, 3)
