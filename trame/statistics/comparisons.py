"""What a period is compared with: the same dates one year earlier, or the previous period, on the same base only."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from trame.ui.typography import date_long
from trame.ui.typography import period as period_words

from .declared import Indicator
from .periods import YEAR_MONTHS, Period

# In brief: the large figures and the months, one year earlier; in full: every breakdown too.
BRIEF, YEAR, PREVIOUS, NONE = "", "annee", "avant", "non"
MODES = {
    BRIEF: "En bref, un an plus tôt",
    YEAR: "En détail, un an plus tôt",
    PREVIOUS: "En détail, la période d’avant",
    NONE: "Ne pas comparer",
}


@dataclass(frozen=True)
class Comparison:
    """The period compared with. `months`: how many months earlier it is; 0: its days do not line up with months.

    `cut`: the period goes on beyond today, and the one compared with stops at the same day.
    """

    mode: str
    start: dt.date
    end: dt.date
    months: int
    cut: bool = False

    @property
    def in_full(self) -> bool:
        return self.mode != BRIEF

    @property
    def sentence(self) -> str:
        """What is compared, after the period: « comparé aux mêmes dates un an plus tôt »."""
        if self.mode == PREVIOUS:
            return f"comparé à la période d’avant, {period_words(self.start, self.end)}"
        until = f", jusqu’au {date_long(self.end)}" if self.cut else ""
        return f"comparé aux mêmes dates un an plus tôt{until}"

    @property
    def label(self) -> str:
        """What heads its column."""
        return "La période d’avant" if self.mode == PREVIOUS else "Un an plus tôt"

    @property
    def when(self) -> str:
        """« contre 12 en 2024 », « contre 12 un an avant »."""
        if self.mode == PREVIOUS:
            return "sur la période d’avant"
        return f"en {self.end.year}" if self.start.year == self.end.year else "un an avant"


def comparison_of(period: Period, mode: str) -> Comparison | None:
    """None: the reader wants none, or the period cannot be compared."""
    if mode == NONE or not period.is_comparable:
        return None
    start, end = period.just_before if mode == PREVIOUS else period.before
    months = period.shift if mode == PREVIOUS else YEAR_MONTHS
    return Comparison(mode, start, end, months, cut=period.last_day < period.end)


def same_definition(indicator: Indicator, first: dt.date, last: dt.date) -> bool:
    """Whether one version of the indicator holds from the first day to the last."""
    return indicator.changed_on is None or not first < indicator.changed_on <= last


def comparable(indicators: Iterable[Indicator], period: Period, comparison: Comparison) -> list[str]:
    """The codes of those that mean the same thing in both periods."""
    first = min(comparison.start, period.start)
    return [indicator.code for indicator in indicators if same_definition(indicator, first, period.end)]
