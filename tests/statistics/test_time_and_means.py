"""Hours by kind, days and weeks of activity, means: each figure worked out by hand."""

import datetime as dt

import pytest

from tests.cast import Cast, activity, membership, person
from tests.statistics.reading import figure, rows
from trame.people.models import Role


def three_activities(cast: Cast) -> None:
    """Two individual accompaniments (20 and 45 min) and a workshop of 2 h with 7 people; Sunday, Monday, Monday."""
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 3, 2), minutes=20)
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 3, 3), minutes=45)
    activity(
        cast.awa_at_navette, cast.library, date=dt.date(2025, 3, 3), minutes=120, kind="collectif", anonymous_total=7
    )


def test_hours_are_told_by_kind(cast: Cast) -> None:
    three_activities(cast)
    found = figure(cast, "minutes_by_kind")
    assert [(row.label, row.n) for row in found.rows] == [
        ("En accompagnement individuel", 65), ("En atelier collectif", 120),
    ]  # fmt: skip
    assert (found.n, found.d, found.unknown) == (185, 185, 0)


def test_accompaniments_are_told_by_kind(cast: Cast) -> None:
    three_activities(cast)
    found = figure(cast, "attendances_by_kind")
    assert [(row.label, row.n) for row in found.rows] == [
        ("Accompagnements individuels", 2), ("Participations aux ateliers", 7),
    ]  # fmt: skip
    assert (found.n, found.d) == (9, 9)


def test_a_day_and_a_week_count_once_for_each_mediator(cast: Cast) -> None:
    three_activities(cast)
    gwen = membership(person("gwen@navette.test", "Gwen", "Le Bras"), cast.navette, Role.MEDIATOR)
    activity(gwen, cast.library, date=dt.date(2025, 3, 3))
    # Awa: Sunday 2 and Monday 3 March, two weeks; Gwen: Monday 3.
    assert figure(cast, "activity_days").n == 3
    assert figure(cast, "activity_weeks").n == 3
    mean = figure(cast, "activities_per_week")
    assert (mean.n, mean.d) == (4, 3)


def test_a_week_that_straddles_two_years_is_one(cast: Cast) -> None:
    for day in (dt.date(2024, 12, 30), dt.date(2025, 1, 5)):  # a Monday and its Sunday
        activity(cast.awa_at_navette, cast.library, date=day)
    assert figure(cast, "activity_weeks", start=dt.date(2024, 1, 1)).n == 1


@pytest.mark.parametrize(
    ("code", "n", "d"),
    [
        ("minutes_per_individual_activity", 65, 2),
        ("minutes_per_workshop", 120, 1),
        ("attendances_per_workshop", 7, 1),
    ],
)
def test_a_mean_keeps_what_is_divided_by_what(cast: Cast, code: str, n: int, d: int) -> None:
    three_activities(cast)
    found = figure(cast, code)
    assert (found.n, found.d, found.impossible) == (n, d, "")


def test_a_mean_of_nothing_says_that_there_is_nothing(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    found = figure(cast, "attendances_per_workshop")
    assert found.impossible == "Ne se calcule pas : aucun atelier collectif sur la période."


def test_a_workshop_has_a_level_that_counts_once_whoever_came(cast: Cast) -> None:
    three_activities(cast)
    for level, people in (("debutant", 12), ("debutant", 3), ("avance", 5)):
        activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=people, level=level)
    found = figure(cast, "activities_by_level")
    assert [(row.label, row.n) for row in found.rows] == [("Débutant", 2), ("Avancé", 1), ("Non renseigné", 1)]
    assert (found.n, found.d, found.unknown) == (3, 4, 1)


def test_every_day_of_two_months_is_there_even_empty(cast: Cast) -> None:
    three_activities(cast)
    found = figure(cast, "attendances_by_day", dt.date(2025, 3, 1), dt.date(2025, 5, 1))
    assert len(found.rows) == 62
    assert [(row.label.replace("\xa0", " "), row.n) for row in found.rows[:4]] == [
        ("samedi 1er mars 2025", 0), ("dimanche 2 mars 2025", 1), ("lundi 3 mars 2025", 8), ("mardi 4 mars 2025", 0),
    ]  # fmt: skip
    assert (found.n, found.d, found.unknown) == (9, 9, 0)


def test_a_longer_period_tells_its_last_thirty_days_and_counts_them_only(cast: Cast) -> None:
    three_activities(cast)
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 4, 3))
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 4, 4))
    found = figure(cast, "attendances_by_day", dt.date(2025, 3, 2), dt.date(2025, 5, 3))
    assert [found.rows[0].code, found.rows[-1].code, len(found.rows)] == ["2025-04-04", "2025-05-03", 30]
    assert (found.n, found.d) == (1, 1)


def test_what_share_of_accompaniments_is_about_procedures(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, topics=("email", "aide_aux_demarches_administratives", "logement"))
    activity(cast.awa_at_navette, cast.library, topics=("email",), kind="collectif", anonymous_total=4)
    activity(cast.awa_at_navette, cast.library, topics=(), source="c", source_id="1")
    found = figure(cast, "procedure_attendances")
    assert (found.n, found.d, found.unknown) == (1, 6, 1)


def test_communes_and_places_are_counted_once_each(cast: Cast) -> None:
    three_activities(cast)
    found = figure(cast, "activity_communes")
    assert (found.n, found.d, found.unknown) == (1, 3, 0)
    assert (figure(cast, "active_places").n, figure(cast, "active_mediators").n) == (1, 1)
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=3,
        anonymous_residences={"56178": 1, cast.quay.commune_id: 1},
    )  # fmt: skip
    homes = figure(cast, "residence_communes")
    assert (homes.n, homes.d, homes.unknown) == (2, 12, 10)
    assert rows(figure(cast, "activities_by_place")) == {str(cast.library.pk): 4}
    assert rows(figure(cast, "minutes_by_place")) == {str(cast.library.pk): 215}
