import datetime as dt

from django.db import connection

from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant
from trame.reference.nomenclatures import age_band


def test_the_view_and_the_nomenclature_draw_the_same_bands(cast: Cast) -> None:
    years = range(1915, 2028)
    people = {follow(cast.navette, birth_year=year).pk: year for year in years}
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", date=dt.date(2025, 12, 31),
        followed=tuple(FollowedParticipant(pk) for pk in people),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, age_band FROM fact_attendance")
        found = {people[person]: band for person, band in cursor.fetchall()}
    assert found == {year: age_band(year, 2025).value for year in years}
