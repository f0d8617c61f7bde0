"""Masked figures asked by the machine's administrator, on the command line: the same tables as the pages."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from trame.people.models import Network, Organisation

from ..contributions import members_of
from .page import MASKED_WORD, OutsidePage, asked_from, build_outside_page
from .tables import Audience

LATTICE = ("periode", "territoire", "par")


class NotTold(ValueError):
    """What was asked is not of the lattice; the message is a French sentence."""


def told_page(network_id: int | None, asked: Mapping[str, str], today: dt.date) -> OutsidePage:
    """The table of a network, or of every verified structure (None). NotTold: an unknown network, period, territory…"""
    query = QueryDict(mutable=True)
    query.update({name: asked[name] for name in LATTICE if asked.get(name)})
    wanted = asked_from(query, today)
    page = build_outside_page(_audience(network_id, wanted.span.year), wanted, today)
    if page.asked.notes:
        raise NotTold(page.asked.notes[0])
    return page


def _audience(network_id: int | None, year: int) -> Audience:
    if network_id is None:
        every = Organisation.objects.verified().values_list("pk", flat=True)
        return Audience(organisation_ids=frozenset(every))
    if not Network.objects.filter(pk=network_id).exists():
        raise NotTold(f"Aucun réseau n’a le numéro {network_id}.")
    members = members_of(network_id, dt.date(year, 1, 1), dt.date(year, 12, 31))
    return Audience(organisation_ids=members, network_id=network_id)


def as_dict(page: OutsidePage) -> dict[str, Any]:
    """{label, du, au, territory, total, rows: [{code, label, n}]}; a masked number is None."""
    figure, span = page.figure, page.asked.span
    return {
        "code": figure.code,
        "label": figure.label,
        "du": span.start.isoformat(),
        "au": span.end.isoformat(),
        "territory": page.territory_name,
        "total": None if figure.masked else figure.d,
        "rows": [{"code": row.code, "label": row.label, "n": None if row.masked else row.n} for row in figure.rows],
    }


def as_text(page: OutsidePage) -> str:
    told = as_dict(page)
    lines = [f"{told['label']}, {page.asked.span.label}, {told['territory']} : {_shown(told['total'])}"]
    lines += [f"    {row['label']} : {_shown(row['n'])}" for row in told["rows"]]
    return "\n".join(lines)


def _shown(n: int | None) -> str:
    return MASKED_WORD if n is None else str(n)
