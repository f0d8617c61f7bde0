"""« Partager »: choose what is frozen, look at what a link would show, take back what nobody has read."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.links.entrances import share_line
from trame.people.access import may_publish
from trame.people.models import Network
from trame.people.requests import AccountRequest

from ..filters import Filters, filters_from
from ..models import SHARED_FIGURES, SharedFigures
from . import services
from .forms import FreezeForm
from .page import build_shared_page
from .selection import proposed, territories_offered


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: AccountRequest) -> HttpResponse:
    """Choose a period and a territory; by POST, freeze their figures, which are then looked at before any link."""
    today = timezone.localdate()
    filters = filters_from(request.GET, request.user, today)
    if filters is None:
        networks = Network.objects.visible_to(request.user).coordinated_by(request.user)
        return render(request, "statistics/no_organisation.html", {"networks": networks})
    proposal = proposed(filters, today)
    data = request.POST if request.method == "POST" else None
    form = FreezeForm(data, proposal=proposal, territories=territories_offered(filters), today=today)
    if form.is_valid() and (made := _frozen(request, filters, form)):
        return redirect("statistics:shared_figures", pk=made.pk)
    known = SharedFigures.objects.visible_to(request.user).filter(organisation=filters.organisation)
    context = {
        "form": form,
        "filters": filters,
        "proposal": proposal,
        "known": known.defer("snapshot"),
        "threshold": settings.MASKING_THRESHOLD,
        "may_publish": may_publish(filters.organisation),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "statistics/shared/choose.html", context, status=status)


def _frozen(request: AccountRequest, filters: Filters, form: FreezeForm) -> SharedFigures | None:
    """None, and why on the form, when they cannot be."""
    try:
        return services.freeze_figures(
            by=request.user,
            organisation=filters.organisation,
            selection=form.selection,
            territory_name=form.territory_name,
            title=form.cleaned_data["title"],
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


@require_safe
def shared_figures(request: AccountRequest, pk: int) -> HttpResponse:
    """What a link shows, for the structure that makes it."""
    every = SharedFigures.objects.visible_to(request.user).select_related("organisation", "created_by")
    shared = get_object_or_404(every, pk=pk)
    context = {
        "shared": shared,
        "view": build_shared_page(shared, shared.organisation),
        "sharing": share_line(request, SHARED_FIGURES, shared.pk),
    }
    return render(request, "statistics/shared/detail.html", context)


@require_POST
def forget(request: AccountRequest, pk: int) -> HttpResponse:
    shared = get_object_or_404(SharedFigures.objects.visible_to(request.user).defer("snapshot"), pk=pk)
    if services.forget_figures(by=request.user, shared=shared):
        messages.success(request, "Ces chiffres figés sont supprimés, et leurs liens fermés.")
        return redirect("statistics:share")
    messages.error(
        request, "Quelqu’un a lu ces chiffres par un lien : ils restent. Pour ne plus les montrer, retirez leurs liens."
    )
    return redirect("statistics:shared_figures", pk=pk)
