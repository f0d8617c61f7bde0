"""Numbers, durations, dates and sentences are written the French way. « · » stands for U+202F and « ~ » for U+00A0."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trame.ui import typography


def shown(text: str) -> str:
    return text.replace("\u202f", "·").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (typography.number(1284), "1·284"),
        (typography.number(1234567), "1·234·567"),
        (typography.number(-45), "\u221245"),
        (typography.number(None), "—"),
        (typography.number(2.5), "3"),
        (typography.decimal(7.65), "7,7"),
        (typography.decimal(-0.05), "\u22120,1"),
        (typography.decimal(1284, 2), "1·284,00"),
        (typography.signed(14), "+14"),
        (typography.signed(-3), "\u22123"),
        (typography.signed(0), "0"),
    ],
)
def test_numbers_are_grouped_and_rounded_half_up(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(
    ("n", "d", "expected"),
    [(1, 3, "33,3·%"), (1, 8, "12,5·%"), (641, 1284, "49,9·%"), (1, 2000, "0,1·%"), (0, 5, "0,0·%"), (5, 5, "100,0·%")],
)
def test_a_share_has_one_decimal(n: int, d: int, expected: str) -> None:
    assert shown(typography.percent(n, d)) == expected


def test_a_share_of_nothing_is_a_dash() -> None:
    assert typography.percent(3, 0) == "—"


@pytest.mark.parametrize(
    ("n", "before", "expected"),
    [(1284, 1149, "+11,7·%"), (98, 100, "\u22122,0·%"), (5, 5, "0,0·%"), (5, 0, "—"), (10001, 10000, "0,0·%")],
)
def test_a_change_says_its_sign(n: int, before: int, expected: str) -> None:
    assert shown(typography.signed_percent(n, before)) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(44790, "746~h~30"), (60, "1~h"), (65, "1~h~05"), (45, "45~min"), (0, "0~min"), (60 * 1284, "1·284~h")],
)
def test_durations_are_hours_and_minutes(minutes: int, expected: str) -> None:
    assert shown(typography.hours(minutes)) == expected


def test_a_time_of_day_is_not_a_duration() -> None:
    assert shown(typography.clock(time(9, 30))) == "9~h~30"
    assert shown(typography.clock(time(14))) == "14~h"


def test_an_aware_time_is_shown_in_paris() -> None:
    assert shown(typography.clock(datetime(2026, 7, 1, 22, 5, tzinfo=UTC))) == "0~h~05"


def test_dates_are_written_in_full() -> None:
    assert shown(typography.date_long(date(2026, 3, 3))) == "3~mars 2026"
    assert shown(typography.date_long(date(2026, 1, 1), year=False)) == "1er~janvier"
    assert shown(typography.date_weekday(date(2026, 11, 24))) == "mardi 24~novembre 2026"
    assert shown(typography.date_html(date(2026, 1, 1))) == "1<sup>er</sup>~janvier 2026"


def test_a_late_evening_in_utc_is_the_next_day_in_paris() -> None:
    assert shown(typography.date_long(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))) == "1er~juillet 2026"


def test_a_period_writes_its_first_year_only_when_it_differs() -> None:
    assert shown(typography.period(date(2026, 1, 1), date(2026, 11, 24))) == "du 1er~janvier au 24~novembre 2026"
    assert shown(typography.period(date(2025, 9, 1), date(2026, 8, 31))) == "du 1er~septembre 2025 au 31~août 2026"
    assert shown(typography.period(date(2026, 3, 3), date(2026, 3, 3))) == "le 3~mars 2026"
    assert "<sup>er</sup>" in typography.period_html(date(2026, 1, 1), date(2026, 11, 24))


def test_months_have_a_long_and_a_short_name() -> None:
    assert typography.month_label("2025-03") == "mars 2025"
    assert typography.month_short("2025-01") == "janv."


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "0~atelier"), (1, "1~atelier"), (2, "2~ateliers"), (1284, "1·284~ateliers")]
)
def test_none_and_one_are_singular(n: int, expected: str) -> None:
    assert shown(typography.plural(n, "atelier")) == expected


def test_a_plural_that_is_not_an_s_is_written_by_the_caller() -> None:
    assert shown(typography.plural(2, "lieu", "lieux")) == "2~lieux"
    assert typography.plural_word(3, "fois") == "fois"
    with pytest.raises(ValueError, match="no plural"):
        typography.plural(2, "accompagnement individuel")


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_a_list_ends_with_et(items: list[str], expected: str) -> None:
    assert typography.joined(items) == expected


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "0"), (1, "moins de~11"), (10, "moins de~11"), (11, "11"), (1284, "1·284")]
)
def test_one_to_ten_are_masked(n: int, expected: str) -> None:
    assert shown(typography.masked(n)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Combien ? Oui !", "Combien·? Oui·!"),
        ("Combien? Oui!", "Combien·? Oui·!"),
        ("Vraiment ?!", "Vraiment·?!"),
        ("d'abord, l'atelier", "d’abord, l’atelier"),
        ("«bonjour» et « salut »", "«·bonjour·» et «·salut·»"),
        ("Base : 12 ; reste: 3", "Base~: 12·; reste~: 3"),
        ("50 % ou 50%", "50·% ou 50·%"),
        ("à 10:30 (?)", "à 10:30 (?)"),
        ("Voir https://a.fr/x?y=1;z%20 ou l'aide !", "Voir https://a.fr/x?y=1;z%20 ou l’aide·!"),
        ("Écrire à o'neil@a.fr : merci", "Écrire à o'neil@a.fr~: merci"),
        ("", ""),
    ],
)
def test_sentences_get_their_spaces_and_apostrophes(typed: str, expected: str) -> None:
    assert shown(typography.typeset(typed)) == expected


FRENCH = st.text(alphabet="aé 1'\u2019«»:;!?%.,(@/\u00a0\u202f\n", max_size=40)


@given(FRENCH)
def test_typesetting_twice_changes_nothing(text: str) -> None:
    once = typography.typeset(text)
    assert typography.typeset(once) == once


@given(FRENCH)
def test_typesetting_keeps_every_letter(text: str) -> None:
    def letters(words: str) -> str:
        return "".join(words.replace("’", "'").split())

    assert letters(typography.typeset(text)) == letters(text)


@given(st.integers(-(10**12), 10**12))
def test_a_number_reads_back(n: int) -> None:
    assert int(typography.number(n).replace("\u202f", "").replace("\u2212", "-")) == n
