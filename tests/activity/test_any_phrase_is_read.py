"""Whatever is typed: nothing breaks, no word is lost, numbers and durations and dates are read as they are said."""

import datetime as dt

from hypothesis import example, given
from hypothesis import strategies as st

from trame.activity.phrase import KnownCommune, KnownPlace, Surroundings, Understood, understand
from trame.activity.phrase.numbers import number_at
from trame.activity.phrase.ordinary import STOP
from trame.activity.phrase.words import split, tidy


def listed(text: str) -> list[str]:
    return text.split()


TODAY = dt.date(2026, 3, 3)
AROUND = Surroundings(
    TODAY,
    places=(
        KnownPlace(1, "Médiathèque de Pontivy", "56178", "Pontivy", own=True),
        KnownPlace(2, "Foyer Les Goélands", "56178", "Pontivy", closed_on=dt.date(2026, 1, 31)),
    ),
    communes=(
        KnownCommune("56178", "Pontivy", "56", ("56300",)),
        KnownCommune("29212", "Plouzané", "29", ("29280",)),
        KnownCommune("93066", "Saint-Denis", "93", ("93200",)),
        KnownCommune("97411", "Saint-Denis", "974", ("97400",)),
    ),
    home="56",
    tags=("seniors", "prêt de matériel"),
)
# What phrases are made of, in an order that no person would choose.
PIECES = listed(
    """
    atelier tablette mail 6 pers 12 personnes dont 8 femmes et 4 hommes une dame de 74 ans 2h 1h30 à 14h de 9h à 11h
    30 min demi-heure trois quarts d'heure hier lundi dernier le 31 février 03/03 3 mars 2026 il y a jours demain
    médiathèque de Pontivy à domicile Plouzané Saint-Denis 97400 56300 vers la mairie orientée CAF bloqué pas sans
    tous que des retraités un couple Mme Le Goff M. #seniors # « titre » ( ) , ; : / - + ' . ! ? → 10 001 25 h 0
    première fois déjà venue seule avec guidage débutants plusieurs la soixantaine plus moins + de 70 ans et plus
    matin 1/2 3/4 x fois Goélands prêt de matériel en filigrane œuvre É ÇÀ mot passe perdu
    """
)

phrases = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))


def read(phrase: str) -> Understood:
    return understand(phrase, AROUND)


@given(phrases)
@example("h" * 5_000)
@example("9" * 5_000)
@example("1 " * 500)
@example("de la " * 200 + "2h")
def test_no_phrase_breaks_the_reading(phrase: str) -> None:
    understood = read(phrase)

    assert understood == read(phrase), "the same phrase always gives the same answer"
    assert understood.kind in ("", "individuel", "collectif")
    assert understood.minutes is None or 1 <= understood.minutes <= 23 * 60 + 59
    assert understood.date is None or dt.date(2000, 1, 1) <= understood.date <= TODAY
    assert understood.anonymous_total is None or 1 <= understood.anonymous_total <= 10_000


@given(phrases)
def test_no_word_is_lost_and_none_is_both_understood_and_not(phrase: str) -> None:
    understood = read(phrase)
    words = split(tidy(phrase))
    used = {place for span in understood.spans for place in range(span.start, span.end)}
    left = " ".join(understood.left)

    for place, word in enumerate(words):
        assert place in used or word.key in STOP or word.text in left, (word.text, understood.left)
    unread = [word.text for place, word in enumerate(words) if place not in used]
    for word in split(left):
        assert word.text in unread, "a word is shown as not understood, and gave something"


@given(phrases)
def test_counters_never_exceed_the_total(phrase: str) -> None:
    understood = read(phrase)

    for axis in ("gender", "age", "status"):
        counted = sum(n for name, n in understood.counters.items() if name.startswith(f"anonymous_{axis}_"))
        assert understood.anonymous_total is None or counted <= understood.anonymous_total


# --- Numbers in words ----------------------------------------------------------------------------------------------

UNITS = listed(
    """
    zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
    """
)
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def under_hundred(n: int) -> str:
    if n < 17:
        return UNITS[n]
    if n < 20:
        return f"dix-{UNITS[n - 10]}"
    if n < 70:
        ten, unit = n // 10 * 10, n % 10
        return TENS[ten] + {0: "", 1: " et un"}.get(unit, f"-{UNITS[unit]}")
    if n < 80:
        return "soixante et onze" if n == 71 else f"soixante-{under_hundred(n - 60)}"
    return "quatre-vingts" if n == 80 else f"quatre-vingt-{under_hundred(n - 80)}"


def spelt(n: int) -> str:
    """As a French grammar spells it."""
    if n == 0:
        return "zéro"
    thousands, rest = divmod(n, 1000)
    hundreds, last = divmod(rest, 100)
    said = [] if not thousands else ["mille" if thousands == 1 else f"{under_hundred(thousands)} mille"]
    if hundreds:
        said.append("cent" if hundreds == 1 else f"{UNITS[hundreds]} cent" + ("s" if not last else ""))
    return " ".join([*said, under_hundred(last)] if last else said)


@given(st.integers(0, 10_000))
@example(71)
@example(80)
@example(81)
@example(99)
@example(1_991)
def test_a_number_in_words_is_the_same_in_digits(n: int) -> None:
    words = split(spelt(n))
    number = number_at(words, 0)

    assert number is not None
    assert (number.value, number.end) == (n, len(words))


@given(st.integers(1, 10_000))
def test_participants_may_be_written_in_words(n: int) -> None:
    assert read(f"atelier mail {spelt(n)} participants").anonymous_total == n
    assert read(f"atelier mail {n} participants").anonymous_total == n


# --- Durations -----------------------------------------------------------------------------------------------------

WAYS = (
    "{h}h{m:02}", "{h} h {m:02}", "{h}h{m:02}min", "{h} heures {m} minutes", "{t} min", "{t}mn", "{t} minutes", "{t}'",
    "{hw} heures et {mw} minutes", "{tw} minutes",
)  # fmt: skip


@given(st.integers(2, 6), st.integers(1, 59), st.sampled_from(WAYS))
def test_a_duration_is_read_however_it_is_written(hours: int, minutes: int, way: str) -> None:
    total = 60 * hours + minutes
    said = way.format(h=hours, m=minutes, t=total, hw=spelt(hours), mw=spelt(minutes), tw=spelt(total))

    assert read(f"mail {said}, seule").minutes == total
    assert read(f"{said} : mail").minutes == total


@given(st.integers(8, 17), st.sampled_from((0, 15, 30, 45)), st.integers(1, 4))
def test_between_two_times_is_a_duration(start: int, quarter: int, lasting: int) -> None:
    first, last = f"{start}h{quarter:02}", f"{start + lasting}h{quarter:02}"

    for said in (f"de {first} à {last}", f"{first}-{last}", f"entre {first} et {last}"):
        assert read(f"mail {said}").minutes == 60 * lasting


# --- Dates ---------------------------------------------------------------------------------------------------------

MONTHS = listed(
    """
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    """
)
WEEKDAYS = listed(
    """
    lundi mardi mercredi jeudi vendredi samedi dimanche
    """
)
past_days = st.dates(dt.date(2000, 1, 1), TODAY)


@given(past_days)
def test_a_whole_date_is_read_however_it_is_written(day: dt.date) -> None:
    month = MONTHS[day.month - 1]
    for said in (
        f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}",
        f"le {day.day} {month} {day.year}", f"{WEEKDAYS[day.weekday()]} {day.day} {month} {day.year}",
    ):  # fmt: skip
        assert read(f"mail 30 min {said}").date == day, said


@given(st.dates(TODAY - dt.timedelta(days=364), TODAY))
def test_a_day_without_its_year_is_the_last_past_one(day: dt.date) -> None:
    assert read(f"mail {day.day} {MONTHS[day.month - 1]}").date == day
    assert read(f"mail {day:%d/%m}").date == day


@given(st.integers(0, 6))
def test_a_weekday_is_the_last_one_today_included(ago: int) -> None:
    name = WEEKDAYS[(TODAY - dt.timedelta(days=ago)).weekday()]

    assert read(f"mail {name}").date == TODAY - dt.timedelta(days=ago)
    assert read(f"mail {name} dernier").date == TODAY - dt.timedelta(days=ago or 7)


@given(st.dates(TODAY + dt.timedelta(days=1), dt.date(2999, 12, 31)))
def test_a_day_to_come_is_told_and_not_kept(day: dt.date) -> None:
    understood = read(f"mail le {day.day} {MONTHS[day.month - 1]} {day.year}")

    assert understood.date is None
    assert "n’est pas encore passé" in understood.problems[0]
    assert str(day.year) in understood.left[0]


@given(st.sampled_from([(31, "février"), (30, "février"), (31, "avril"), (31, "juin"), (32, "mars"), (0, "mai")]))
def test_a_day_that_does_not_exist_is_told(day: tuple[int, str]) -> None:
    understood = read(f"mail le {day[0]} {day[1]}")

    assert understood.date is None
    assert "n’existe pas au calendrier" in understood.problems[0]
