"""The filters one can add to the list, and the one to remove when nothing is left."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from trame.directory.models import Place
from trame.reference.nomenclatures import Channel, Kind, Topic

from ..filters import Filters, label
from ..words import SHORT_KINDS, short_topic


@dataclass(frozen=True)
class Addition:
    """One « + » of the row of filters: its word, the (label, address) of each choice; `period`: two dates as well."""

    word: str
    links: list[tuple[str, str]]
    period: bool = False
    kept: list[tuple[str, str]] = field(default_factory=list)


def additions(filters: Filters, places: list[Place], structures: dict[int, str], today: dt.date) -> list[Addition]:
    """What is not chosen yet. `structures`: id and name of those the reader belongs to, when they are several."""
    named = [(name, filters.but(organisation_id=pk, place_id=None).query()) for pk, name in structures.items()]
    offered = {
        "organisation_id": Addition("Structure", named),
        "period": _periods(filters, today),
        "kind": Addition("Nature", [(SHORT_KINDS[k], filters.but(kind=k.value).query()) for k in Kind]),
        "topic": Addition("Thématique", [(short_topic(t.value), filters.but(topic=t.value).query()) for t in Topic]),
        "place_id": Addition("Lieu", [(place.name, filters.but(place_id=place.pk).query()) for place in places]),
        "channel": Addition("Canal", [(str(c.label), filters.but(channel=c.value).query()) for c in Channel]),
    }
    return [addition for name, addition in offered.items() if name not in filters.chosen and addition.links]


def _periods(filters: Filters, today: dt.date) -> Addition:
    this_month = today.replace(day=1)
    last_month_end = this_month - dt.timedelta(days=1)
    periods = {
        "Ce mois-ci": (this_month, today),
        "Le mois dernier": (last_month_end.replace(day=1), last_month_end),
        "Cette année": (today.replace(month=1, day=1), today),
        "L’année dernière": (dt.date(today.year - 1, 1, 1), dt.date(today.year - 1, 12, 31)),
    }
    links = [(word, filters.but(start=start, end=end).query()) for word, (start, end) in periods.items()]
    return Addition("Période", links, period=True, kept=filters.pairs())


@dataclass(frozen=True)
class Blocking:
    """A filter whose removal shows `number` activities."""

    label: str
    query: str
    number: int


def blocking_filter(context: dict[str, Any]) -> Blocking | None:
    """The filter whose removal shows the most activities; None when none would."""
    filters: Filters = context["filters"]
    freed = []
    for name in filters.chosen:
        without = filters.without(name)
        number = without.apply(context["visible"], context["reader_id"]).count()
        freed.append(Blocking(label(filters, name, context["names"]), without.query(), number))
    best = max(freed, key=lambda found: found.number, default=None)
    return best if best and best.number else None
