"""Recording: a new accompaniment or atelier, the same again, a correction."""

from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from trame.people import modules
from trame.people.gate import explain
from trame.people.models import Organisation
from trame.people.requests import AccountRequest
from trame.reference.nomenclatures import Kind

from .. import access, facets, openings, services
from ..forms import IndividualForm, RecordForm, WorkshopForm, prefill
from ..habits import Habits, habits_of
from ..models import Activity
from ..models.counters import MAX_PARTICIPANTS
from . import after

FORMS: dict[str, type[RecordForm]] = {Kind.INDIVIDUEL: IndividualForm, Kind.COLLECTIF: WorkshopForm}
ADDRESSES = {Kind.INDIVIDUEL: "activity:individual", Kind.COLLECTIF: "activity:workshop"}
UNPROCESSABLE, CONFLICT = 422, 409

View: TypeAlias = Callable[..., HttpResponse]


def for_mediators(view: View) -> View:
    """Gives the view the reader's habits for this kind; who mediates nowhere today is told why (403)."""

    def checked(request: AccountRequest, **kwargs: Any) -> HttpResponse:
        if access.recording_memberships(request.user).exists():
            return view(request, **kwargs)
        manages = Organisation.objects.visible_to(request.user).exists()
        return render(request, "activity/not_mediator.html", {"manages": manages}, status=403)

    return checked


@require_http_methods(["GET", "HEAD", "POST"])
@for_mediators
def individual(request: AccountRequest) -> HttpResponse:
    return _new(request, IndividualForm)


@require_http_methods(["GET", "HEAD", "POST"])
@for_mediators
def workshop(request: AccountRequest) -> HttpResponse:
    return _new(request, WorkshopForm)


@require_safe
@for_mediators
def again(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """« Refaire »: the form of a new record, filled with what was done that day; it is sent as any new record."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), client_uuid=uuid)
    if activity.kind == Kind.COLLECTIF and not modules.is_on(request.user, facets.WORKSHOPS):
        return explain(request, facets.WORKSHOPS)
    habits = habits_of(request.user, Kind(activity.kind))
    return _show(request, FORMS[activity.kind](habits, initial=prefill.again(habits, activity)), repeated=True)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AccountRequest, uuid: UUID) -> HttpResponse:
    activity = get_object_or_404(_with_membership(request), client_uuid=uuid)
    if not access.may_edit(request.user, activity):
        raise PermissionDenied
    openings.activity_opened(request.user, activity, activity.attendances.select_related("beneficiary"))
    habits = habits_of(request.user, Kind(activity.kind))
    form = _filled(request, FORMS[activity.kind], habits, activity)
    if not _ready(request, form):
        return _show(request, form)
    try:
        services.update_activity(by=request.user, activity=activity, entry=form.entry(), kept=form.kept)
    except services.EntryRefused as refused:
        form.add_problems(refused.problems)
        return _show(request, form)
    after.remember(request, "corrected", activity)
    return redirect("activity:list")


def _new(request: AccountRequest, form_class: type[RecordForm]) -> HttpResponse:
    form = _filled(request, form_class, habits_of(request.user, form_class.kind))
    if not _ready(request, form):
        return _show(request, form)
    try:
        recorded = services.record_activity(by=request.user, membership=form.membership, entry=form.entry())
    except services.EntryRefused as refused:
        form.add_problems(refused.problems)
        return _show(request, form)
    except services.ReplayConflict:
        return _already_used(request, form)
    # A replay of something deleted since then says so: it is not in the list any more.
    verb: after.Verb = "deleted" if recorded.activity.deleted_at else "saved"
    after.remember(request, verb, recorded.activity, newly_followed=form.entry().to_follow is not None)
    return redirect("activity:list")


def _filled(
    request: AccountRequest, form_class: type[RecordForm], habits: Habits, activity: Activity | None = None
) -> RecordForm:
    if request.method == "POST":
        return form_class(habits, _mended(request.POST), activity=activity)
    initial = prefill.correcting(habits, activity) if activity else prefill.fresh(habits)
    return form_class(habits, initial=initial, activity=activity)


def _mended(posted: QueryDict) -> QueryDict:
    """What was sent, with the total that « Mettre le total à 11 » asks for."""
    total = posted.get("mended_total", "")
    if not (total.isascii() and total.isdigit() and len(total) < 6 and int(total) <= MAX_PARTICIPANTS):
        return posted
    mended = posted.copy()
    mended["anonymous_total"] = total
    return mended


def _ready(request: HttpRequest, form: RecordForm) -> bool:
    """Whether to write: asked for, without error, and not only to mend the total."""
    return form.is_bound and form.is_valid() and "mended_total" not in request.POST


def _show(request: HttpRequest, form: RecordForm, status: int = 0, **more: Any) -> HttpResponse:
    wrong = form.is_bound and not form.is_valid()
    action = request.path if form.activity else reverse(ADDRESSES[form.kind])
    context = {"form": form, "action": action, "mended": form.is_bound and not wrong and not status, **more}
    return render(request, form.template, context, status=status or (UNPROCESSABLE if wrong else 200))


def _already_used(request: AccountRequest, form: RecordForm) -> HttpResponse:
    """409: this page has already recorded something else. Everything typed stays, under a new identity."""
    recorded = Activity.objects.visible_to(request.user).filter(client_uuid=form.cleaned_data["client_uuid"]).first()
    form.renew()
    return _show(request, form, status=CONFLICT, conflict=True, recorded=recorded)


def _with_membership(request: AccountRequest) -> Any:
    return Activity.objects.visible_to(request.user).select_related("membership__organisation", "place__organisation")
