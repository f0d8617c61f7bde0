"""Names of the territories of the lattice, and their order: a territory, then what it is made of."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from trame.reference.models import Departement, Epci, Region
from trame.ui.typography import NBSP

from .lattice import EVERYWHERE, NOWHERE, WITHOUT_EPCI

WHOLE = "Tout le territoire"


@dataclass(frozen=True)
class Territory:
    code: str
    name: str
    level: int

    @property
    def indented(self) -> str:
        return f"{NBSP * 4 * max(self.level - 1, 0)}{self.name}"


def named(codes: Collection[str]) -> dict[str, str]:
    """Code → name; two queries at most for EPCI and départements, one for régions."""
    epcis, departements = _epcis(codes), _departements()
    regions = {f"r{code}": name for code, name in Region.objects.values_list("code", "name")}
    names = {EVERYWHERE: WHOLE, NOWHERE: "Commune non renseignée", **regions}
    for code in codes:
        if code.startswith("d"):
            names[code] = f"{departements.get(code[1:], code[1:])} ({code[1:]})"
        elif code.startswith("e"):
            epci, _, departement = code[1:].partition("-")
            name = "Hors intercommunalité" if epci == WITHOUT_EPCI else epcis.get(epci, epci)
            names[code] = f"{name} ({departement})"
    return {code: names.get(code, code) for code in codes}


def _epcis(codes: Collection[str]) -> dict[str, str]:
    sirens = {code[1:].partition("-")[0] for code in codes if code.startswith("e")}
    return dict(Epci.objects.filter(pk__in=sirens).values_list("code", "name")) if sirens else {}


def _departements() -> dict[str, str]:
    return dict(Departement.objects.values_list("code", "name"))


def in_order(children: Mapping[str, Collection[str]]) -> list[Territory]:
    """Everywhere first, then each région, each of its départements, each of its EPCI, by name."""
    names = named([EVERYWHERE, *{code for found in children.values() for code in found}])
    return list(_walk(EVERYWHERE, 0, children, names))


def _walk(
    code: str, level: int, children: Mapping[str, Collection[str]], names: Mapping[str, str]
) -> Iterator[Territory]:
    yield Territory(code, names[code], level)
    for child in sorted(children.get(code, ()), key=lambda one: (one == NOWHERE, names[one])):
        yield from _walk(child, level + 1, children, names)
