"""The list of activities by day, looking for one, and one activity."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from trame.people.requests import AccountRequest
from trame.reference.nomenclatures import Kind

from .. import access, coordination_words, openings
from ..listing import list_activities
from ..models import Activity
from ..models.activity import ActivityQuerySet
from ..search import MAX_QUERY, search
from ..words import counters, facts
from . import after, filtered
from .table import in_columns


@require_safe
def activities(request: AccountRequest) -> HttpResponse:
    """The list by day, the reader's own records first; its filters and page are in the address, as codes."""
    context = filtered.read(request, request.GET)
    context["after"] = after.take(request)
    return _by_day(request, context, filtered.found(context), request.GET.get("page", "1"))


@require_POST
def look_for(request: AccountRequest) -> HttpResponse:
    """The same list, by day or as a table, limited to what holds the words sent; they stay out of the address and of
    the logs."""
    context = filtered.read(request, request.POST)
    context["text"] = text = request.POST.get("q", "").replace("\x00", "").strip()[:MAX_QUERY]
    found = filtered.found(context)
    found = search(found, text, request.user) if text else found
    if request.POST.get("vue") == "table":
        return in_columns(request, context, found, request.POST)
    return _by_day(request, context, found, request.POST.get("page", "1"))


def _by_day(request: AccountRequest, context: dict[str, Any], found: ActivityQuerySet, page: str) -> HttpResponse:
    address = filtered.Address("list")
    listing = list_activities(found, page)
    context |= filtered.shown(request, context, address)
    context |= filtered.pages(listing.page, context["filters"], address)
    nothing = not listing.totals.activities and "text" not in context
    context["found"] = filtered.Found(context["filters"], listing.totals.activities, context.get("text", ""))
    context |= {"listing": listing, "blocking": filtered.blocked(context, address) if nothing else None}
    return render(request, "activity/list.html", context)


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
        "may_record": access.mediates_somewhere(request.user),
        "facts": [*coordination_words.facts(activity), *facts(activity)],
        "counts": coordination_words.counts(activity),
        "partners": list(activity.partners.all()) if activity.kind == Kind.PARTENARIAT else [],
        "counters": counters(activity),
    }
    return render(request, "activity/detail.html", context)
