"""What was understood of a phrase."""

import datetime as dt
from dataclasses import dataclass, field

from ..entry import ProcedureSaid


@dataclass(frozen=True)
class Span:
    """Some words of the phrase, and what they gave: (field, value) pairs."""

    start: int
    end: int
    words: str
    says: tuple[tuple[str, object], ...]


@dataclass(kw_only=True)
class Understood:
    """Fields are named as in ActivityEntry; None, "" and () are what was not said.

    `counters`: {counter field: number}. `residence`: Insee code of where the one person lives. `facets`: the optional
    facets said by one word each. `left`: words that gave nothing, as typed. `problems`: French sentences.
    `contested`: fields of which something was said that cannot be kept (« date », « minutes », « where », « total »):
    a form leaves them to be filled, rather than with what is usual. No word is both in a span and in `left`.
    """

    phrase: str
    kind: str = ""
    date: dt.date | None = None
    minutes: int | None = None
    channel: str = ""
    place_id: int | None = None
    place_name: str = ""
    commune_code: str | None = None
    commune_name: str = ""
    topics: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    title: str = ""
    autonomy: str = ""
    level: str = ""
    redirected: bool | None = None
    redirection: str = ""
    tags: tuple[str, ...] = ()
    anonymous_total: int | None = None
    counters: dict[str, int] = field(default_factory=dict)
    residence: str | None = None
    residence_name: str = ""
    procedures: tuple[ProcedureSaid, ...] = ()
    half_days: tuple[str, ...] = ()
    preparation_minutes: int | None = None
    travel_minutes: int | None = None
    facets: dict[str, str] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    left: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    contested: frozenset[str] = frozenset()
