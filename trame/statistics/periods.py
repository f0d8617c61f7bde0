"""Periods one asks for: since January, this quarter, a school year, two dates; and what each is compared with."""

import calendar
import datetime as dt
from dataclasses import dataclass

from trame.ui.typography import period

FIRST_YEAR, LAST_YEAR_READ = 2000, 2099
CUSTOM = "libre"
LAST_YEAR = "precedente"
YEAR_MONTHS = 12
MOST_DAYS, LAST_DAYS = 62, 30  # a longer period is told day by day for its last days only
SEPTEMBER = 9
# In the bar; the others are behind « Autres périodes ».
IN_SIGHT = frozenset({"annee", "trimestre", LAST_YEAR})


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both included. `key` is its code in the URL, « libre » for two dates.

    `months`: how many months of the calendar it is made of, or is the beginning of (0: two dates, whatever they are).
    `today`: the last day that has come, when the period goes beyond.
    """

    key: str
    label: str
    start: dt.date
    end: dt.date
    months: int = 0
    today: dt.date | None = None

    @property
    def is_comparable(self) -> bool:
        """Longer than a year, the same dates one year earlier would overlap; still to come, there is nothing yet."""
        return self.start <= self.last_day and self.end < year_before(self.start, -1)

    @property
    def last_day(self) -> dt.date:
        """The last day that can have activities."""
        return min(self.end, self.today or self.end)

    @property
    def before(self) -> tuple[dt.date, dt.date]:
        """The same dates one year earlier; the end of a month stays the end of that month."""
        return year_before(self.start), self._shifted_end(YEAR_MONTHS)

    @property
    def shift(self) -> int:
        """How many months earlier the previous period of this length is; 0: it is counted in days."""
        return self.months or (months_between(self.start, self.end) if self._is_whole else 0)

    @property
    def just_before(self) -> tuple[dt.date, dt.date]:
        """The previous period of the same length: as many months earlier, or the days that come just before."""
        if self.shift:
            return months_before(self.start, self.shift), self._shifted_end(self.shift)
        length = self.last_day - self.start
        end = self.start - dt.timedelta(days=1)
        return end - length, end

    @property
    def cuts_last_month(self) -> bool:
        return self.end.day < _last_of_month(self.end)

    @property
    def _is_whole(self) -> bool:
        return self.start.day == 1 and self.last_day.day == _last_of_month(self.last_day)

    def _shifted_end(self, months: int) -> dt.date:
        earlier = months_before(self.last_day, months)
        return earlier.replace(day=_last_of_month(earlier)) if self._is_whole else earlier


def year_before(day: dt.date, years: int = 1) -> dt.date:
    """The same day `years` earlier; 29 February becomes the 28th."""
    return months_before(day, years * YEAR_MONTHS)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day `months` earlier, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = dt.date(year, month + 1, 1)
    return first.replace(day=min(day.day, _last_of_month(first)))


def months_between(start: dt.date, end: dt.date) -> int:
    """How many months of the calendar the two dates touch."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def days_told(start: dt.date, end: dt.date) -> tuple[dt.date, dt.date]:
    """The days that are told one by one: all those of two months at most, else the last thirty."""
    if (end - start).days < MOST_DAYS:
        return start, end
    return end - dt.timedelta(days=LAST_DAYS - 1), end


def presets(today: dt.date) -> list[Period]:
    """The periods offered; the first one is shown when none is asked. Those in progress end today."""
    month = today.replace(day=1)
    quarter = month.replace(month=today.month - (today.month - 1) % 3)
    january, last = month.replace(month=1), today.year - 1
    school = month.replace(year=today.year - (today.month < SEPTEMBER), month=SEPTEMBER)
    day = dt.timedelta(days=1)
    return [
        Period("annee", "Depuis janvier", january, today, 12),
        Period("trimestre", "Ce trimestre", quarter, today, 3),
        Period(LAST_YEAR, str(last), january.replace(year=last), dt.date(last, 12, 31), 12),
        Period("mois", "Ce mois-ci", month, today, 1),
        Period("mois_dernier", "Le mois dernier", months_before(month, 1), month - day, 1),
        Period("trimestre_dernier", "Le trimestre dernier", months_before(quarter, 3), quarter - day, 3),
        Period("scolaire", f"Année scolaire {school.year}-{school.year + 1}", school, today, 12),
        Period(
            "scolaire_derniere",
            f"Année scolaire {school.year - 1}-{school.year}",
            year_before(school),
            school - day,
            12,
        ),
        Period("civile", f"Année {today.year} entière", january, dt.date(today.year, 12, 31), 12, today),
        Period("douze_mois", "Les 12 derniers mois", year_before(today) + day, today, 12),
    ]


def custom(start: str, end: str, today: dt.date) -> Period | None:
    """Two ISO dates; one alone is completed by 1 January, or by today. None: not dates, or in the wrong order."""
    last = day_of(end) if end else today
    first = day_of(start) if start else last and dt.date(last.year, 1, 1)
    if first is None or last is None or last < first:
        return None
    return Period(CUSTOM, period(first, last), first, last, today=today)


def day_of(text: str) -> dt.date | None:
    """The day written in ISO, between 2000 and 2099."""
    try:
        day = dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR_READ else None


def _last_of_month(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
