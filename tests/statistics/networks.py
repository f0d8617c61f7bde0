"""Structures of a network, each with somebody who records there, and what their coordinator reads."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.cast import Cast, activity, membership, network, organisation, person, place
from trame.activity.models import Activity
from trame.directory.models import Place
from trame.people.models import Membership, Network, Organisation, Role, User
from trame.statistics.contributions import Part
from trame.statistics.engine import compute, network_scopes_for
from trame.statistics.figures import Figure

YEAR = (dt.date(2025, 1, 1), dt.date(2025, 10, 31))
MARCH = (dt.date(2025, 3, 1), dt.date(2025, 3, 31))


@dataclass(frozen=True)
class Workplace:
    """A structure, who records there, and where."""

    organisation: Organisation
    by: Membership
    where: Place

    def records(self, **said: Any) -> Activity:
        return activity(self.by, self.where, **said)


def workplaces(cast: Cast, number: int = 3) -> list[Workplace]:
    """La Navette, Clic du Port, then new ones."""
    found = [
        Workplace(cast.navette, cast.awa_at_navette, cast.library),
        Workplace(cast.port, cast.chloe_at_port, cast.quay),
    ]
    return found + more_workplaces(range(2, number))


def more_workplaces(ranks: range) -> list[Workplace]:
    found = []
    for rank in ranks:
        made = organisation(f"Structure {rank}", "29232")
        by = membership(person(f"p{rank}@reseau.test", "Personne", str(rank)), made, Role.MEDIATOR)
        found.append(Workplace(made, by, place(made, f"Lieu {rank}", "29232")))
    return found


def network_of(coordinator: User, among: list[Workplace], **dates: dt.date) -> Network:
    return network(coordinator, *(workplace.organisation for workplace in among), **dates)


def read(reader: User, of: Network, start: dt.date = YEAR[0], end: dt.date = YEAR[1]) -> dict[str, Figure]:
    """Every total that the reader is told, by code; nothing is an empty dict."""
    scopes = network_scopes_for(reader, network_id=of.pk, start=start, end=end)
    told: dict[str, Figure] = {}
    for scope in scopes.values():
        figures = compute(scope, reader=reader)
        if scope.months:
            told |= figures
        else:
            assert all((figure.n, figure.d, figure.unknown) == (0, 0, 0) for figure in figures.values())
    return told


def months_told(reader: User, of: Network, part: Part = Part.ALL) -> tuple[str, ...]:
    return network_scopes_for(reader, network_id=of.pk, start=YEAR[0], end=YEAR[1])[part].months
