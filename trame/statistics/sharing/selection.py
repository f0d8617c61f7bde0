"""What a link may show: one civil month, quarter or year that is over; everywhere, an EPCI or a département."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from trame.people.models import Organisation
from trame.people.readers import Reader
from trame.ui.typography import joined

from ..filters import Filters
from ..filters.territories import territories_of
from ..masking.lattice import EVERYWHERE, QUARTERS, Span, quarter_span, span_from
from ..scopes import NOWHERE, Scope, scope_for

YEARS_OFFERED = 3
WHOLE = "Tout le territoire"
KINDS = {"epci": "Intercommunalité", "departement": "Département"}


@dataclass(frozen=True, kw_only=True)
class Selection:
    """One period and one territory; `communes`, its Insee codes, is None everywhere."""

    span: Span
    territory: str = EVERYWHERE
    communes: frozenset[str] | None = None

    def scope(self, organisation: Organisation, reader: Reader) -> Scope:
        scope = scope_for(reader, start=self.span.start, end=self.span.end, organisation_ids=[organisation.pk])
        if self.communes is None:
            return scope
        return replace(scope, commune_codes=tuple(sorted(self.communes)) or NOWHERE)

    def meets(self, territory: str) -> bool:
        """Whether an activity can be in this territory and in that one."""
        if self.communes is None or territory == EVERYWHERE:
            return True
        return bool(self.communes & communes_of(territory))


def selection_of(span: Span, territory: str) -> Selection:
    return Selection(span=span, territory=territory, communes=communes_of(territory) if territory else None)


def communes_of(territory: str) -> frozenset[str]:
    kind, _, code = territory.partition(":")
    return territories_of({kind: (code,)}).communes[kind]


def spans_offered(today: dt.date) -> dict[str, list[Span]]:
    """By year, the latest first: the year, its quarters, its months, those that are over."""
    found = {str(year): _spans_of(year, today) for year in range(today.year, today.year - YEARS_OFFERED - 1, -1)}
    return {year: spans for year, spans in found.items() if spans}


def _spans_of(year: int, today: dt.date) -> list[Span]:
    quarters = [f"{year}-T{rank}" for rank in range(QUARTERS, 0, -1)]
    codes = [str(year), *quarters, *(f"{year}-{month:02d}" for month in range(12, 0, -1))]
    return [span for code in codes if (span := span_from(code)) and span.end < today]


def territories_offered(filters: Filters) -> dict[str, str]:
    """Code → name: those of the structure's places, and those that the page was filtered on."""
    communes = [filters.organisation.commune, *(place.commune for place in filters.places if place.commune)]
    found: dict[str, str] = {}
    for commune in communes:
        if commune.epci:
            found[f"epci:{commune.epci_id}"] = commune.epci.name
        found[f"departement:{commune.departement_id}"] = commune.departement.name
    for kind in KINDS:
        words = filters.words.get(kind, {})
        found |= {f"{kind}:{code}": words.get(code, code) for code in filters.values.get(kind, ())}
    return {EVERYWHERE: WHOLE} | dict(sorted(found.items(), key=lambda one: (one[0].partition(":")[0], one[1])))


@dataclass(frozen=True)
class Proposal:
    """What of the page's filters a link can keep, and the words of what it cannot."""

    span: Span
    territory: str
    refused: tuple[str, ...]

    @property
    def sentence(self) -> str:
        if not self.refused:
            return ""
        return (
            "Un lien ne montre qu’un mois, un trimestre ou une année civile terminés, de tout le territoire, d’une "
            f"intercommunalité ou d’un département. Laissé de côté : {joined(self.refused)}."
        )


def proposed(filters: Filters, today: dt.date) -> Proposal:
    """The choice nearest to what the page shows."""
    refused: list[str] = []
    span = _span_asked(filters, today)
    if span is None:
        span = _latest_over(today)
        refused.append(f"la période « {filters.period.label} »")
    if len(filters.structures) > 1:
        refused.append("les autres structures")
    territory = EVERYWHERE
    for axis in filters.active:
        values = filters.values[axis.code]
        if axis.code in KINDS and len(values) == 1 and not territory:
            territory = f"{axis.code}:{values[0]}"
        else:
            refused.append(f"« {axis.word} »")
    return Proposal(span, territory, tuple(refused))


def _span_asked(filters: Filters, today: dt.date) -> Span | None:
    asked = (filters.period.start, filters.period.end)
    return next((span for span in _every(spans_offered(today).values()) if (span.start, span.end) == asked), None)


def _every(groups: Iterable[Collection[Span]]) -> Iterable[Span]:
    return (span for group in groups for span in group)


def _latest_over(today: dt.date) -> Span:
    """The last quarter that is over."""
    rank = (today.month - 1) // 3
    return quarter_span(today.year, rank) if rank else quarter_span(today.year - 1, QUARTERS)
