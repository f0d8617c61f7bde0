import datetime as dt

from tests.cast import Cast, activity
from tests.statistics.reading import figure, rows


def test_every_month_of_the_period_is_there_even_empty(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 3, 3))
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 5, 31), kind="collectif", anonymous_total=4)
    found = figure(cast, "attendances_by_month", dt.date(2025, 2, 15), dt.date(2025, 6, 1))
    assert [(row.code, row.label, row.n) for row in found.rows] == [
        ("2025-02", "février 2025", 0),
        ("2025-03", "mars 2025", 1),
        ("2025-04", "avril 2025", 0),
        ("2025-05", "mai 2025", 4),
        ("2025-06", "juin 2025", 0),
    ]
    assert (found.n, found.d, found.unknown) == (5, 5, 0)


def test_beyond_two_years_only_months_with_activity_are_listed(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, date=dt.date(2022, 3, 3))
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 12, 31))
    found = figure(cast, "attendances_by_month", dt.date(2022, 1, 1), dt.date(2025, 12, 31))
    assert rows(found) == {"2022-03": 1, "2025-12": 1}
