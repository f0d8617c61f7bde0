"""What a chip says of a filter."""

from trame.ui.typography import date_long, joined, period

from .axes import AXES
from .known import Known
from .periods import PERIODS
from .reading import Filters

MAX_NAMED = 3
_BY_CODE = {axis.code: axis for axis in AXES}


def label(filters: Filters, name: str, known: Known) -> str:
    """« Atelier ou Individuel » for one of `filters.chosen`; `known` has the words of what the reader sees."""
    if name == "period":
        return _period(filters)
    if name == "organisation_id":
        return known["organisation_id"][str(filters.organisation_id)]
    axis, chosen = _BY_CODE[name], filters.values[name]
    if len(chosen) > MAX_NAMED:
        return f"{axis.word} : {len(chosen)} choix"
    words = dict(axis.choices) or known[name]
    return axis.chip.format(joined([words[value] for value in chosen], "ou"))


def _period(filters: Filters) -> str:
    if filters.period:
        return PERIODS[filters.period]
    if filters.start and filters.end:
        return period(filters.start, filters.end)
    if filters.start:
        return f"depuis le {date_long(filters.start)}"
    return f"jusqu’au {date_long(filters.end)}" if filters.end else ""
