"""The list of activities, looking for one, and one activity."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from trame.directory.models import Place
from trame.people.current import structures_of
from trame.people.models import User
from trame.people.requests import AccountRequest

from .. import access, openings
from ..filters import NAMES, Filters, label, parse
from ..listing import list_activities
from ..models import Activity
from ..models.activity import ActivityQuerySet
from ..search import MAX_QUERY, search
from ..words import counters, facts
from . import after
from .chips import additions, blocking_filter


@require_safe
def activities(request: AccountRequest) -> HttpResponse:
    """The list by day, the reader's own records first; its filters and page are in the address, as codes."""
    context = _filtered(request, request.GET)
    found = context["filters"].apply(context["visible"], request.user.pk)
    context["after"] = after.take(request)
    return render(request, "activity/list.html", context | _listed(context, found, request.GET.get("page", "1")))


@require_POST
def look_for(request: AccountRequest) -> HttpResponse:
    """The same list, limited to what holds the words sent; they stay out of the address and of the logs."""
    context = _filtered(request, request.POST)
    text = request.POST.get("q", "").replace("\x00", "").strip()[:MAX_QUERY]
    limited = context["filters"].apply(context["visible"], request.user.pk)
    found = search(limited, text, request.user) if text else limited
    context["text"] = text
    return render(request, "activity/list.html", context | _listed(context, found, request.POST.get("page", "1")))


@require_safe
def detail(request: AccountRequest, uuid: UUID) -> HttpResponse:
    visible = Activity.objects.visible_to(request.user).with_participants()
    visible = visible.select_related("organisation", "mediator", "place", "commune")
    activity = get_object_or_404(visible, client_uuid=uuid)
    present = list(activity.attendances.select_related("beneficiary").order_by("beneficiary__pseudonym"))
    openings.activity_opened(request.user, activity, present)
    context = {
        "activity": activity,
        "present": present,
        "tags": [link.tag for link in activity.activity_tags.select_related("tag").order_by("tag__search_key")],
        "sees_names": access.may_see_names(request.user, activity.organisation_id),
        "may_edit": access.may_edit(request.user, activity),
        "may_record": access.recording_memberships(request.user).exists(),
        "facts": facts(activity),
        "counters": counters(activity),
    }
    return render(request, "activity/detail.html", context)


def _filtered(request: AccountRequest, params: Any) -> dict[str, Any]:
    """The filters read, the place they name if the reader sees it, and what was left aside."""
    filters, ignored = parse(params)
    structures = _structures(request.user)
    if structures and filters.organisation_id is None:
        filters = filters.but(organisation_id=next(iter(structures)))
    elif filters.organisation_id and filters.organisation_id not in structures:
        filters = filters.but(organisation_id=None)
        ignored.append(f"Le filtre « {NAMES['organisation_id']} » ne désigne aucune de vos autres structures.")
    where = {"organisation": filters.organisation_id} if filters.organisation_id else {}
    records = access.recording_memberships(request.user).filter(**where).exists()
    places = list(Place.objects.visible_to(request.user).filter(**where).order_by("name", "pk"))
    place_name = next((place.name for place in places if place.pk == filters.place_id), "")
    if filters.place_id and not place_name:
        filters = filters.without("place_id")
        ignored.append(f"Le filtre « {NAMES['place_id']} » ne désigne aucun de vos lieux : il est laissé de côté.")
    if not records:  # who records nothing has no records of her own to be shown first
        filters = filters.but(everybody=True)
    return {
        "visible": Activity.objects.visible_to(request.user),
        "reader_id": request.user.pk,
        "filters": filters,
        "ignored": ignored,
        "records": records,
        "places": places,
        "structures": structures,
        "names": {"place_id": place_name, "organisation_id": structures.get(filters.organisation_id or 0, "")},
        "today": timezone.localdate(),
    }


def _structures(user: User) -> dict[int, str]:
    """Id and name of her structures, that of the moment first; none when she has one: it needs no filter."""
    structures = structures_of(user)
    return {one.pk: one.name for one in structures} if len(structures) > 1 else {}


def _listed(context: dict[str, Any], found: ActivityQuerySet, asked_page: str) -> dict[str, Any]:
    filters: Filters = context["filters"]
    listing = list_activities(found, asked_page)
    address, page = reverse("activity:list"), listing.page
    return {
        "listing": listing,
        "own_query": address + filters.but(everybody=False).query(),
        "everybody_query": address + filters.but(everybody=True).query(),
        "newer_query": address + filters.query(page.previous_page_number()) if page.has_previous() else "",
        "older_query": address + filters.query(page.next_page_number()) if page.has_next() else "",
        "chips": [(label(filters, n, context["names"]), filters.without(n).query()) for n in filters.chosen],
        "additions": additions(filters, context["places"], context["structures"], context["today"]),
        "blocking": None if listing.totals.activities or "text" in context else blocking_filter(context),
    }
