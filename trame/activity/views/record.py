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
from trame.reference.nomenclatures import COORDINATION_KINDS, Kind

from .. import access, facets, openings, services
from ..forms import AnimationForm, DatedForm, EventForm, IndividualForm, PartnershipForm, WorkshopForm, prefill
from ..habits import Habits, habits_of
from ..models import Activity, RecordTemplate
from ..models.activity import ActivityQuerySet
from ..models.counters import MAX_PARTICIPANTS
from ..record_templates import templates_of
from . import after, archived_tags, meanwhile
from .whom import named_person

FORMS: dict[str, type[DatedForm]] = {
    form.kind: form for form in (IndividualForm, WorkshopForm, AnimationForm, EventForm, PartnershipForm)
}
ADDRESSES = {
    Kind.INDIVIDUEL: "activity:individual",
    Kind.COLLECTIF: "activity:workshop",
    Kind.ANIMATION: "activity:animation",
    Kind.EVENEMENT: "activity:event",
    Kind.PARTENARIAT: "activity:partnership",
}
UNPROCESSABLE, CONFLICT = 422, 409

View: TypeAlias = Callable[..., HttpResponse]


def for_mediators(view: View) -> View:
    """Gives the view the reader's habits for this kind; who mediates nowhere today is told why (403)."""

    def checked(request: AccountRequest, **kwargs: Any) -> HttpResponse:
        if access.mediates_somewhere(request.user):
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
def coordination(request: AccountRequest) -> HttpResponse:
    """Which of the three."""
    kinds = [(kind, reverse(ADDRESSES[kind])) for kind in COORDINATION_KINDS]
    return render(request, "activity/coordination.html", {"kinds": kinds})


@require_http_methods(["GET", "HEAD", "POST"])
@for_mediators
def animation(request: AccountRequest) -> HttpResponse:
    return _new(request, AnimationForm)


@require_http_methods(["GET", "HEAD", "POST"])
@for_mediators
def event(request: AccountRequest) -> HttpResponse:
    return _new(request, EventForm)


@require_http_methods(["GET", "HEAD", "POST"])
@for_mediators
def partnership(request: AccountRequest) -> HttpResponse:
    return _new(request, PartnershipForm)


@require_safe
@for_mediators
def again(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """« Refaire »: the form of a new record, filled with what was done that day; it is sent as any new record."""
    activity = get_object_or_404(Activity.objects.visible_to(request.user), client_uuid=uuid)
    module = facets.module_of(activity.kind)
    if module and not modules.is_on(request.user, module):
        return explain(request, module)
    habits = habits_of(request.user, Kind(activity.kind))
    return _show(request, FORMS[activity.kind](habits, initial=prefill.again(habits, activity)), repeated=True)


@require_safe
@for_mediators
def from_template(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """The form of a new record, filled with one of her templates; what it cannot give any more is told."""
    template = get_object_or_404(RecordTemplate.objects.visible_to(request.user), client_uuid=uuid)
    module = facets.module_of(template.kind)
    if module and not modules.is_on(request.user, module):
        return explain(request, module)
    habits = habits_of(request.user, Kind(template.kind))
    initial, left_out = prefill.from_template(habits, template)
    form = FORMS[template.kind](habits, initial=initial)
    return _show(request, form, repeated=True, left_out=left_out)


@require_safe
@for_mediators
def with_person(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """The form of a new accompaniment, of a person followed: reached from her file."""
    person = named_person(request, uuid)
    habits = habits_of(request.user, Kind.INDIVIDUEL)
    return _show(request, IndividualForm(habits, initial=prefill.with_person(habits, person)))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AccountRequest, uuid: UUID) -> HttpResponse:
    activity = get_object_or_404(_correctable(request), client_uuid=uuid)
    if not access.may_edit(request.user, activity):
        raise PermissionDenied
    openings.activity_opened(request.user, activity, activity.attendances.select_related("beneficiary"))
    habits = habits_of(request.user, Kind(activity.kind))
    form = _filled(request, FORMS[activity.kind], habits, activity)
    if not _ready(request, form):
        return _show(request, form)
    try:
        corrected = _corrected(request, form, activity)
    except services.EntryRefused as refused:
        form.add_problems(refused.problems)
        return _show(request, form)
    except services.ChangedMeanwhile as changed:
        return _show(request, form, status=CONFLICT, meanwhile=meanwhile.of_record(form, changed.current))
    archived_tags.bring_back(request, form)
    after.remember(request, "corrected", corrected, newly_followed=form.entry().to_follow is not None)
    return redirect("activity:list")


def _corrected(request: AccountRequest, form: DatedForm, activity: Activity) -> Activity:
    """Brings it back first when it was deleted meanwhile and its author asks for it."""
    seen = form.cleaned_data["version"]
    if activity.deleted_at and "restore" in request.POST:
        services.restore_activity(by=request.user, activity=activity)
        seen = services.version_of(activity)
    return services.update_activity(by=request.user, activity=activity, entry=form.entry(), kept=form.kept, seen=seen)


def _new(request: AccountRequest, form_class: type[DatedForm]) -> HttpResponse:
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
    archived_tags.bring_back(request, form)
    # A replay of something deleted since then says so: it is not in the list any more.
    verb: after.Verb = "deleted" if recorded.activity.deleted_at else "saved"
    after.remember(request, verb, recorded.activity, newly_followed=form.entry().to_follow is not None)
    return redirect("activity:list")


def _filled(
    request: AccountRequest, form_class: type[DatedForm], habits: Habits, activity: Activity | None = None
) -> DatedForm:
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


def _ready(request: HttpRequest, form: DatedForm) -> bool:
    """Whether to write: asked for, without error, and not only to mend the total or to get more lines."""
    return form.is_bound and form.is_valid() and not _mends(request) and not form.asks_for_more


def _mends(request: HttpRequest) -> bool:
    return "mended_total" in request.POST


def _show(request: AccountRequest, form: DatedForm, status: int = 0, **more: Any) -> HttpResponse:
    wrong = form.is_bound and not form.is_valid()
    action = request.path if form.activity else reverse(ADDRESSES[form.kind])
    if not form.activity and not form.is_bound:
        more["templates"] = templates_of(request.user, form.kind)
    context = {"form": form, "action": action, "mended": _mends(request) and not wrong and not status, **more}
    return render(request, form.template, context, status=status or (UNPROCESSABLE if wrong else 200))


def _already_used(request: AccountRequest, form: DatedForm) -> HttpResponse:
    """409: this page has already recorded something else. Everything typed stays, under a new identity."""
    recorded = Activity.objects.visible_to(request.user).filter(client_uuid=form.cleaned_data["client_uuid"]).first()
    form.renew()
    return _show(request, form, status=CONFLICT, conflict=True, recorded=recorded)


def _correctable(request: AccountRequest) -> ActivityQuerySet:
    """Those the reader sees; a correction sent after the deletion still finds its activity, to be told of it."""
    found = Activity.objects.visible_to(request.user)
    if request.method == "POST":
        found = found | Activity.objects.deleted_of(request.user)
    return found.select_related("membership__organisation", "place__organisation")
