"""What a coordinator reads of her network: totals, each with the months it adds up, and which are not told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from trame.people.readers import Reader
from trame.ui.charts import Headline
from trame.ui.typography import NBSP, hours, joined, month_label, number
from trame.ui.typography import period as period_words

from .contributions import Part
from .engine import compute, months_of, network_scopes_for
from .figures import Figure
from .headlines import plural_unit
from .indicators import INDICATORS
from .network_filters import NetworkFilters
from .scopes import OF_A_YEAR, Scope

LABELS = {
    "minutes": "Heures",
    "individual_activities": "Individuels",
    "workshops": "Ateliers",
    "anonymous_attendances": "Accompagnements anonymes",
}
FEW = 3


@dataclass(frozen=True)
class Told:
    """A figure, the months it adds up, and those of the period it leaves out."""

    figure: Figure
    months: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class NetworkPage:
    """`told`: figures by code, in the declared order, empty when nothing may be; `missing`: labels of the others."""

    told: Mapping[str, Told]
    headlines: Sequence[Headline]
    missing: Sequence[str]
    organisation_ids: frozenset[int]

    @property
    def leaves_months_out(self) -> bool:
        return any(each.left_out for each in self.told.values())


def build_network_page(filters: NetworkFilters, reader: Reader) -> NetworkPage:
    """Every total of the network that the reader may be told over the period."""
    start, end = filters.period.start, filters.period.end
    scopes = network_scopes_for(reader, network_id=filters.network.pk, start=start, end=end)
    asked = months_of(start, end)
    found: dict[str, Told] = {}
    for scope in _by_months(scopes.values()):
        left_out = tuple(month for month in asked if month not in scope.months)
        figures = compute(scope, reader=reader)
        found |= {
            code: Told(figure, scope.months, left_out)
            for code, figure in figures.items()
            if code not in OF_A_YEAR or not 0 < figure.n < settings.MASKING_THRESHOLD
        }
    told = {code: found[code] for code in INDICATORS if code in found}
    every = frozenset().union(*(scope.codes or frozenset() for scope in scopes.values()))
    return NetworkPage(
        told=told,
        headlines=[_headline(each, filters) for each in told.values()],
        missing=[_label(code) for code in INDICATORS if code in every - told.keys()],
        organisation_ids=scopes[Part.ALL].organisation_ids,
    )


def _by_months(scopes: Iterable[Scope]) -> list[Scope]:
    """One scope for all the totals told over the same months, most often all of them: each is one query."""
    found: dict[tuple[str, ...], Scope] = {}
    for scope in scopes:
        if scope.months:
            kept = found.get(scope.months, scope)
            found[scope.months] = replace(kept, codes=(kept.codes or frozenset()) | (scope.codes or frozenset()))
    return list(found.values())


def _label(code: str) -> str:
    return LABELS.get(code, INDICATORS[code].label)


def _headline(told: Told, filters: NetworkFilters) -> Headline:
    figure = told.figure
    value, unit = number(figure.n), ""
    if figure.code == "minutes":
        value, _, unit = hours(figure.n).partition(NBSP)
    period = period_words(filters.period.start, filters.period.end)
    return Headline(
        code=figure.code,
        label=_label(figure.code),
        value=value,
        unit=unit,
        detail=_detail(told),
        definition=figure.indicator.definition,
        numerator=plural_unit(figure),
        denominator=f"{number(figure.d)} : {figure.base[:1].lower()}{figure.base[1:]}",
        period=f"{period}, sans {named_months(told.left_out)}" if told.left_out else period,
        source=f"Trame, saisies des structures de « {filters.network.name} », chacune tant qu’elle en est membre",
    )


def _detail(told: Told) -> str:
    """« sans août 2025 », or « 7 mois sur 12 » when many are left out."""
    if len(told.left_out) > FEW:
        return f"{len(told.months)} mois sur {len(told.months) + len(told.left_out)}"
    return f"sans {named_months(told.left_out)}" if told.left_out else ""


def named_months(months: Sequence[str]) -> str:
    """« août 2025 », « août et décembre 2025 »: the year once when it is the same."""
    years = sorted({month[:4] for month in months})
    if len(years) > 1:
        return joined(month_label(month) for month in months)
    return f"{joined(month_label(month).split()[0] for month in months)} {joined(years)}"
