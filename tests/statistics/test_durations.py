import pytest

from tests.cast import Cast, activity
from tests.statistics.reading import figure, rows


@pytest.mark.parametrize(
    ("minutes", "band"),
    [(1, "30"), (29, "30"), (30, "60"), (59, "60"), (60, "120"), (119, "120"), (120, "more"), (1439, "more")],
)
def test_a_duration_falls_in_one_half_open_band(cast: Cast, minutes: int, band: str) -> None:
    activity(cast.awa_at_navette, cast.library, minutes=minutes)
    assert rows(figure(cast, "attendances_by_duration")) == {band: 1}


def test_bands_follow_their_own_order_not_their_numbers(cast: Cast) -> None:
    for minutes in (150, 150, 45, 15):
        activity(cast.awa_at_navette, cast.library, minutes=minutes)
    found = figure(cast, "attendances_by_duration")
    assert [(row.code, row.label, row.n) for row in found.rows] == [
        ("30", "Moins de 30 min", 1),
        ("60", "30 min à 1 h", 1),
        ("more", "2 h et plus", 2),
    ]
