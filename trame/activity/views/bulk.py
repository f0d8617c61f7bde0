"""Changing many activities at once: what is ticked, what to change, what would change, doing it; undoing it."""

import uuid
from collections.abc import Collection
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from trame.directory.models import Place
from trame.people.requests import AccountRequest

from .. import access, services
from ..bulk_changes import lines
from ..filters import parse
from ..filters.known import MAX_TAGS
from ..forms.bulk import BulkForm
from ..models import Activity, BulkChange, Tag
from ..services.bulk import MAX_CHANGED
from . import bulk_after, filtered

SHOWN = 50
MAX_QUERY = 10_000
CHOOSE, PREVIEW, CONFIRM = "choose", "preview", "confirm"


@require_POST
def change(request: AccountRequest) -> HttpResponse:
    """One address for the three steps: nothing is kept between them but what the page sends."""
    if not access.mediates_somewhere(request.user):
        raise PermissionDenied("only those who record change their records")
    ticked = _ticked(request)
    if problem := _not_so_many(ticked):
        messages.error(request, problem)
        return redirect(_table(request))
    step = request.POST.get("step", CHOOSE)
    form = _form(request, ticked, bound=step in (PREVIEW, CONFIRM))
    if not form.is_bound or not form.is_valid():
        return _ask(request, form, ticked)
    try:
        if step == CONFIRM:
            return _changed(request, form, ticked)
        plan = services.plan_change(by=request.user, uuids=ticked, wanted=form.wanted)
    except services.EntryRefused as refused:
        form.add_problems(refused.problems)
        return _ask(request, form, ticked)
    except services.ReplayConflict:
        messages.error(request, "Cette page a déjà servi à un autre changement : cochez de nouveau les activités.")
        return redirect(_table(request))
    context = _sent(request, ticked) | {"form": form, "plan": plan, "kept": len(plan.kept_out) + plan.unknown}
    return render(request, "activity/bulk/preview.html", context)


def _changed(request: AccountRequest, form: BulkForm, ticked: Collection[UUID]) -> HttpResponse:
    identity = form.cleaned_data["client_uuid"]
    made = services.change_many(by=request.user, client_uuid=identity, uuids=ticked, wanted=form.wanted)
    (line,) = lines(request.user, [made])
    bulk_after.remember(request, verb="changed", words=line.words, number=line.number, uuid=str(made.client_uuid))
    return redirect(_table(request))


@require_safe
def changes(request: AccountRequest) -> HttpResponse:
    """What she changed in the last thirty days, and what the last undoing left as it is."""
    said = bulk_after.take(request)
    own = BulkChange.objects.visible_to(request.user).order_by("-made_at", "-pk")[:SHOWN]
    left = (said or {}).get("left", [])[:SHOWN]
    context = {
        "lines": lines(request.user, list(own)),
        "said": said,
        "left": Activity.objects.visible_to(request.user).filter(pk__in=left).select_related("coordination"),
    }
    return render(request, "activity/bulk/changes.html", context)


@require_POST
def undo(request: AccountRequest, uuid: UUID) -> HttpResponse:
    made = get_object_or_404(BulkChange.objects.visible_to(request.user), client_uuid=uuid)
    (line,) = lines(request.user, [made])  # before: its tag may leave with it
    try:
        undone = services.undo_change(by=request.user, change=made)
    except services.NotAllowed as refused:
        raise PermissionDenied from refused
    if made.undone_at is None:
        said: dict[str, Any] = {"words": line.words, "restored": undone.restored, "left": list(undone.left)}
        bulk_after.remember(request, verb="undone", **said)
    return redirect("activity:changes")


def _ticked(request: AccountRequest) -> list[UUID]:
    """The activities chosen, each once: those of the whole filter, or those whose boxes are ticked."""
    if request.POST.get("all") and "ids" not in request.POST:
        found = filtered.found(filtered.read(request, _query(request)))
        return list(found.values_list("client_uuid", flat=True)[: MAX_CHANGED + 1])
    return list(dict.fromkeys(map(_uuid, [*request.POST.getlist("a"), *request.POST.get("ids", "").split()])))


def _uuid(text: str) -> UUID:
    """What is no UUID becomes one that names nothing, so that the page counts it among what it does not find."""
    try:
        return UUID(text)
    except ValueError:
        return uuid.uuid5(uuid.NAMESPACE_OID, text)


def _not_so_many(ticked: Collection[UUID]) -> str:
    if not ticked:
        return "Cochez au moins une activité, puis « Changer les activités cochées »."
    if len(ticked) > MAX_CHANGED:
        return "Un changement porte sur 1 000 activités au plus : resserrez les filtres, puis recommencez."
    return ""


def _query(request: AccountRequest) -> QueryDict:
    return QueryDict(request.POST.get("query", "").removeprefix("?"))


def _table(request: AccountRequest) -> str:
    """The table one came from: its filters, read again."""
    return filtered.Address("table").of(parse(_query(request))[0])


def _form(request: AccountRequest, ticked: Collection[UUID], *, bound: bool) -> BulkForm:
    chosen = Activity.objects.visible_to(request.user).filter(client_uuid__in=ticked, mediator=request.user)
    organisations = set(chosen.order_by().values_list("organisation", flat=True).distinct())
    borne = Tag.objects.visible_to(request.user).filter(pk__in=chosen.order_by().values("activity_tags__tag"))
    places = Place.objects.visible_to(request.user).filter(organisation__in=organisations).order_by("name", "pk")
    initial = {name: request.POST.get(name, "") for name in BulkForm.base_fields} | {"client_uuid": uuid.uuid4()}
    return BulkForm(request.POST if bound else None, tags=list(borne), places=list(places), initial=initial)


def _sent(request: AccountRequest, ticked: Collection[UUID]) -> dict[str, Any]:
    """What every step sends to the next."""
    return {
        "ids": " ".join(map(str, ticked)),
        "number": len(ticked),
        "query": request.POST.get("query", "")[:MAX_QUERY],
        "table_query": _table(request),
    }


def _ask(request: AccountRequest, form: BulkForm, ticked: Collection[UUID]) -> HttpResponse:
    own = Tag.objects.visible_to(request.user).offered().exclude(~Q(owner=None) & ~Q(owner=request.user))
    context = _sent(request, ticked) | {"form": form, "known_tags": own.values_list("name", flat=True)[:MAX_TAGS]}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/bulk/choose.html", context, status=status)
