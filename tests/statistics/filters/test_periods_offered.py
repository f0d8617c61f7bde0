import datetime as dt

import pytest

from trame.statistics.comparisons import PREVIOUS, YEAR, comparison_of
from trame.statistics.periods import Period, custom, presets

TODAY = dt.date(2025, 11, 24)


def iso(*days: dt.date) -> str:
    return " ".join(day.isoformat() for day in days)


def of(key: str, today: dt.date = TODAY) -> Period:
    return next(period for period in presets(today) if period.key == key)


@pytest.mark.parametrize(
    ("key", "dates"),
    [
        ("mois", "2025-11-01 2025-11-24"),
        ("mois_dernier", "2025-10-01 2025-10-31"),
        ("trimestre", "2025-10-01 2025-11-24"),
        ("trimestre_dernier", "2025-07-01 2025-09-30"),
        ("scolaire", "2025-09-01 2025-11-24"),
        ("scolaire_derniere", "2024-09-01 2025-08-31"),
        ("annee", "2025-01-01 2025-11-24"),
        ("civile", "2025-01-01 2025-12-31"),
        ("precedente", "2024-01-01 2024-12-31"),
        ("douze_mois", "2024-11-25 2025-11-24"),
    ],
)
def test_each_period_follows_the_calendar(key: str, dates: str) -> None:
    assert iso(of(key).start, of(key).end) == dates


@pytest.mark.parametrize(
    ("today", "key", "dates"),
    [
        (dt.date(2026, 1, 1), "mois_dernier", "2025-12-01 2025-12-31"),
        (dt.date(2026, 1, 1), "trimestre_dernier", "2025-10-01 2025-12-31"),
        (dt.date(2026, 8, 31), "scolaire", "2025-09-01 2026-08-31"),
        (dt.date(2026, 9, 1), "scolaire", "2026-09-01 2026-09-01"),
        (dt.date(2024, 2, 29), "douze_mois", "2023-03-01 2024-02-29"),
        (dt.date(2024, 3, 1), "mois_dernier", "2024-02-01 2024-02-29"),
    ],
)
def test_it_does_on_the_days_when_something_changes(today: dt.date, key: str, dates: str) -> None:
    assert iso(of(key, today).start, of(key, today).end) == dates


@pytest.mark.parametrize(
    ("key", "year_before", "just_before"),
    [
        ("mois", "2024-11-01 2024-11-24", "2025-10-01 2025-10-24"),
        ("mois_dernier", "2024-10-01 2024-10-31", "2025-09-01 2025-09-30"),
        ("trimestre", "2024-10-01 2024-11-24", "2025-07-01 2025-08-24"),
        ("trimestre_dernier", "2024-07-01 2024-09-30", "2025-04-01 2025-06-30"),
        ("scolaire", "2024-09-01 2024-11-24", "2024-09-01 2024-11-24"),
        ("annee", "2024-01-01 2024-11-24", "2024-01-01 2024-11-24"),
        ("civile", "2024-01-01 2024-11-24", "2024-01-01 2024-11-24"),
        ("precedente", "2023-01-01 2023-12-31", "2023-01-01 2023-12-31"),
    ],
)
def test_both_periods_are_whole_or_stop_at_the_same_day(key: str, year_before: str, just_before: str) -> None:
    year, previous = comparison_of(of(key), YEAR), comparison_of(of(key), PREVIOUS)
    assert year is not None
    assert previous is not None
    assert iso(year.start, year.end) == year_before
    assert iso(previous.start, previous.end) == just_before


@pytest.mark.parametrize(
    ("start", "end", "year_before", "just_before"),
    [
        ("2025-02-03", "2025-02-05", "2024-02-03 2024-02-05", "2025-01-31 2025-02-02"),
        ("2025-02-01", "2025-02-28", "2024-02-01 2024-02-29", "2025-01-01 2025-01-31"),
        ("2024-02-29", "2024-02-29", "2023-02-28 2023-02-28", "2024-02-28 2024-02-28"),
        ("2025-03-01", "2025-04-30", "2024-03-01 2024-04-30", "2025-01-01 2025-02-28"),
        ("2025-01-01", "2025-12-31", "2024-01-01 2024-11-24", "2024-02-08 2024-12-31"),
    ],
)
def test_two_dates_are_compared_with_as_many_days_or_months(
    start: str, end: str, year_before: str, just_before: str
) -> None:
    chosen = custom(start, end, TODAY)
    assert chosen is not None
    assert iso(*chosen.before) == year_before
    assert iso(*chosen.just_before) == just_before


def test_longer_than_a_year_or_still_to_come_is_compared_with_nothing() -> None:
    for start, end in (("2024-03-01", "2025-03-01"), ("2025-12-01", "2025-12-31")):
        chosen = custom(start, end, TODAY)
        assert chosen is not None
        assert comparison_of(chosen, YEAR) is None
        assert comparison_of(chosen, PREVIOUS) is None


def test_the_sentence_says_where_a_period_in_progress_is_cut() -> None:
    found = comparison_of(of("civile"), YEAR)
    assert found is not None
    assert found.sentence == "comparé aux mêmes dates un an plus tôt, jusqu’au 24\u00a0novembre 2024"
