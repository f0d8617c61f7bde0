"""What the three views of the list share: the filters of the address, what they name, the chips and the panel."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from trame.people import modules
from trame.people.requests import AccountRequest
from trame.reference.forms import CommuneField
from trame.reference.nomenclatures import COORDINATION_KINDS, Kind

from ..facets import COORDINATION
from ..filters import Filters, label, parse
from ..filters.seen import see
from ..models import Activity, SavedFilter
from ..models.activity import ActivityQuerySet
from .blocking import Blocking, blocking_filter, structure_links
from .panel import panel

VIEWS = {"list": "Par jour", "table": "Tableau", "month": "Mois"}


@dataclass(frozen=True)
class Address:
    """Where a view is; `kept` is what it says besides the filters: an order, a length of page, a month."""

    view: str
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        return reverse(f"activity:{self.view}")

    def of(self, filters: Filters, *more: tuple[str, str]) -> str:
        return f"{self.path}?" + urlencode([*filters.pairs(), *self.kept, *more])

    def changing(self, name: str, value: str, usual: str = "") -> "Address":
        """The same view, saying `name` otherwise; what is usual is not said."""
        others = tuple(pair for pair in self.kept if pair[0] != name)
        return replace(self, kept=others if value == usual else (*others, (name, value)))


@dataclass(frozen=True)
class Found:
    """What the page shows, for the slot « activity.found »: its filters, the word looked for, how many there are."""

    filters: Filters
    number: int
    text: str = ""


class CommuneForm(forms.Form):
    """The commune to add to the filters: chosen in the list, or typed where there is no JavaScript."""

    autre_commune = CommuneField(required=False, label="Commune", help_text="")


def read(request: AccountRequest, params: QueryDict) -> dict[str, Any]:
    """The filters read, the words of what they name for this reader, and what was left aside."""
    commune = CommuneForm(params if params.get("autre_commune_text") else None)
    filters, unread = parse(params)
    if commune.is_bound and commune.is_valid() and (added := commune.cleaned_data["autre_commune"]):
        filters = filters.having("commune", *dict.fromkeys([*filters.values.get("commune", ()), added.pk]))
    seen = see(request.user, filters)
    return {
        "visible": seen.visible,
        "reader_id": request.user.pk,
        "filters": seen.filters,
        "ignored": [*unread, *commune.errors.get("autre_commune", []), *seen.ignored],
        "commune_form": commune if commune.errors else CommuneForm(),
        "records": seen.records,
        "places": seen.places,
        "structures": seen.structures,
        "known": seen.known,
        "today": timezone.localdate(),
    }


def found(context: dict[str, Any]) -> ActivityQuerySet:
    """The activities that the filters keep."""
    filters: Filters = context["filters"]
    return filters.apply(context["visible"], context["reader_id"])


def shown(request: AccountRequest, context: dict[str, Any], address: Address) -> dict[str, Any]:
    """What the page says around its activities."""
    filters, known = context["filters"], context["known"]
    team = filters.but(everybody=True).without("mediator")
    saved = SavedFilter.objects.visible_to(request.user)
    codes_on = modules.codes_on(request.user)
    return {
        "address": address,
        "views": [(word, Address(view).of(filters), view == address.view) for view, word in VIEWS.items()],
        "own_query": address.of(team.but(everybody=False)),
        "everybody_query": address.of(team),
        "chips": [(label(filters, n, known), address.of(filters.without(n))) for n in filters.chosen],
        "cleared_query": address.of(filters.cleared()),
        "structure_links": structure_links(filters, context["structures"], address),
        "panel": panel(filters, known, codes_on, unused=_unused_kinds(codes_on, context["visible"])),
        "saved_filters": [_saved(one, filters, address) for one in saved],
    }


def _unused_kinds(codes_on: frozenset[str], visible: ActivityQuerySet) -> tuple[Kind, ...]:
    """Those of coordination, where it is off and nobody has recorded any."""
    used = COORDINATION in codes_on or visible.filter(coordination__isnull=False).exists()
    return () if used else COORDINATION_KINDS


def _saved(saved: SavedFilter, filters: Filters, address: Address) -> tuple[str, str, bool]:
    """Its name, its address in this view, and whether it is what is shown."""
    kept = parse(QueryDict(saved.query))[0]
    return saved.name, address.of(kept), kept.pairs() == filters.pairs()


def pages(page: Page[Activity], filters: Filters, address: Address) -> dict[str, str]:
    """The addresses of the pages beside this one, empty at the ends."""
    newer = address.of(filters, *_page(page.previous_page_number())) if page.has_previous() else ""
    return {
        "newer_query": newer,
        "older_query": address.of(filters, *_page(page.next_page_number())) if page.has_next() else "",
    }


def _page(number: int) -> list[tuple[str, str]]:
    return [("page", str(number))] if number > 1 else []


def blocked(context: dict[str, Any], address: Address) -> Blocking | None:
    """For a page without activities: the filter to remove."""

    def found_by(filters: Filters) -> ActivityQuerySet:
        return filters.apply(context["visible"], context["reader_id"])

    return blocking_filter(context["filters"], context["known"], found_by=found_by, address=address)
