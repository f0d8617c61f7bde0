"""What the three views of the list share: the filters of the address, what they name, the chips and the panel."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from trame.directory.models import Place
from trame.people import modules
from trame.people.current import structures_of
from trame.people.requests import AccountRequest
from trame.reference.forms import CommuneField

from .. import access
from ..filters import NAMES, Filters, known_values, label, left_aside, parse
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


class CommuneForm(forms.Form):
    """The commune to add to the filters: chosen in the list, or typed where there is no JavaScript."""

    autre_commune = CommuneField(required=False, label="Commune", help_text="")


def read(request: AccountRequest, params: QueryDict) -> dict[str, Any]:
    """The filters read, the words of what they name for this reader, and what was left aside."""
    commune = CommuneForm(params if params.get("autre_commune_text") else None)
    filters, unread = parse(params)
    if commune.is_bound and commune.is_valid() and (added := commune.cleaned_data["autre_commune"]):
        filters = filters.having("commune", *dict.fromkeys([*filters.values.get("commune", ()), added.pk]))
    mine = structures_of(request.user)
    # Of who has one structure, it needs no filter.
    structures = {one.pk: one.name for one in mine} if len(mine) > 1 else {}
    filters, unknown = _in_her_structures(filters, structures)
    where = {"organisation": filters.organisation_id} if filters.organisation_id else {}
    records = access.recording_memberships(request.user).filter(**where).exists()
    places = list(Place.objects.visible_to(request.user).filter(**where).order_by("name", "pk"))
    known = known_values(request.user, filters, places)
    filters, unseen = left_aside(filters, known, modules.codes_on(request.user))
    if not records:  # who records nothing has no records of her own to be shown first
        filters = filters.but(everybody=True)
    return {
        # Hers once more, as numbers: told which structure, PostgreSQL follows the index by date.
        "visible": Activity.objects.visible_to(request.user).filter(organisation__in=[one.pk for one in mine]),
        "reader_id": request.user.pk,
        "filters": filters,
        "ignored": [*unread, *commune.errors.get("autre_commune", []), *unknown, *unseen],
        "commune_form": commune if commune.errors else CommuneForm(),
        "records": records,
        "places": places,
        "structures": structures,
        "known": {**known, "organisation_id": {str(pk): name for pk, name in structures.items()}},
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
    return {
        "address": address,
        "views": [(word, Address(view).of(filters), view == address.view) for view, word in VIEWS.items()],
        "own_query": address.of(team.but(everybody=False)),
        "everybody_query": address.of(team),
        "chips": [(label(filters, n, known), address.of(filters.without(n))) for n in filters.chosen],
        "cleared_query": address.of(filters.cleared()),
        "structure_links": structure_links(filters, context["structures"], address),
        "panel": panel(filters, known, modules.codes_on(request.user)),
        "saved_filters": [_saved(one, filters, address) for one in saved],
    }


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


def _in_her_structures(filters: Filters, structures: dict[int, str]) -> tuple[Filters, list[str]]:
    if structures and filters.organisation_id is None:
        return filters.but(organisation_id=next(iter(structures))), []
    if filters.organisation_id and filters.organisation_id not in structures:
        said = f"Le filtre « {NAMES['organisation_id']} » ne désigne aucune de vos autres structures."
        return filters.but(organisation_id=None), [said]
    return filters, []
