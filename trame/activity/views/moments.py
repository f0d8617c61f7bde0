"""Moments à retenir: the gallery, keeping one, removing one's own, and their photos and sounds."""

import uuid as uuids
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.files.sending import sent
from trame.people.current import current_organisation
from trame.people.requests import AccountRequest

from .. import access, openings, services
from ..forms.moment import MomentForm
from ..gallery import gallery_of
from ..models import Activity, Moment
from ..models.moment import MAX_SENTENCE


@require_safe
def moments(request: AccountRequest) -> HttpResponse:
    """Those of the structure of the moment, the last first; only their number for who may not see names."""
    organisation = current_organisation(request.user)
    if organisation is None:
        return render(request, "activity/moments/none.html")
    kept = Moment.objects.visible_to(request.user).filter(organisation=organisation)
    if not access.may_see_names(request.user, organisation.pk):
        context: dict[str, Any] = {"organisation": organisation, "number": kept.count()}
        return render(request, "activity/moments/reserved.html", context)
    gallery = gallery_of(kept, request.GET)
    if gallery.page.object_list:
        openings.moments_opened(request.user, organisation)
    return render(request, "activity/moments/gallery.html", {"organisation": organisation, "gallery": gallery})


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """The tiny form of a moment of an activity; its notes are kept as a sentence in one tap."""
    visible = Activity.objects.visible_to(request.user).select_related("organisation", "coordination")
    activity = get_object_or_404(visible, client_uuid=uuid)
    if not access.may_see_names(request.user, activity.organisation_id):
        raise PermissionDenied("moments are kept by those who mediate there")
    if request.method != "POST":
        return _show(request, activity, MomentForm(initial={"client_uuid": uuids.uuid4()}))
    form = MomentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.keep_moment(by=request.user, activity=activity, said=form.said)
        except services.EntryRefused as refused:
            form.add_problems(refused.problems)
        except services.ReplayConflict:
            form.renew()
            return _show(request, activity, form, status=HTTPStatus.CONFLICT)
        else:
            messages.success(request, "C’est gardé. L’accord des personnes se demande plus tard, avant de s’en servir.")
            return redirect("activity:detail", uuid)
    return _show(request, activity, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def remove(request: AccountRequest, uuid: UUID) -> HttpResponse:
    moment = get_object_or_404(_visible(request), client_uuid=uuid)
    try:
        services.remove_moment(by=request.user, moment=moment)
    except services.NotAllowed as refused:
        raise PermissionDenied from refused
    messages.success(request, "Le moment est retiré.")
    return redirect("activity:detail", moment.activity.client_uuid)


@require_safe
def file(request: AccountRequest, uuid: UUID) -> HttpResponseBase:
    """The photo or the sound of a moment, inside a page or to be listened to."""
    moment = get_object_or_404(_visible(request).select_related("file"), client_uuid=uuid)
    if not access.may_see_names(request.user, moment.organisation_id):
        raise PermissionDenied("moments may name people")
    if moment.file is None:
        raise Http404
    return sent(request, moment.file, as_attachment=False)


def _show(request: AccountRequest, activity: Activity, form: MomentForm, *, status: int = 200) -> HttpResponse:
    fits = 0 < len(activity.notes) <= MAX_SENTENCE
    context = {"activity": activity, "form": form, "notes": activity.notes if fits else ""}
    return render(request, "activity/moments/keep.html", context, status=status)


def _visible(request: AccountRequest) -> Any:
    return Moment.objects.visible_to(request.user).select_related("activity")
