"""Masked figures: of a network, of the instance for its admin, and of the instance for everybody when it is open."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trame.people import access
from trame.people.models import Network
from trame.people.network_page import fewest_structures
from trame.people.readers import Reader
from trame.people.requests import AccountRequest
from trame.people.services.networks import note_figures_read
from trame.ui.sheets import csv_response

from . import export
from .audiences import instance_audience, network_audience, public_audience
from .page import OutsidePage, asked_from, build_outside_page
from .tables import Audience


@dataclass(frozen=True)
class Shown:
    """A page, the name of its scope, and its network if it has one."""

    page: OutsidePage
    name: str
    network: Network | None = None

    def context(self) -> dict[str, object]:
        asked = self.page.asked
        return {
            "page": self.page,
            "asked": asked,
            "name": self.name,
            "network": self.network,
            "fewest": fewest_structures(),
            "threshold": settings.MASKING_THRESHOLD,
        }

    def csv(self) -> HttpResponse:
        asked = self.page.asked
        name = f"repartition_{asked.dimension.code}_{asked.span.code}.csv"
        return csv_response(name, export.HEADER, export.lines(self.page, self.name))


@require_safe
def network(request: AccountRequest, pk: int) -> HttpResponse:
    """One table of a network, for who coordinates it today."""
    return render(request, "statistics/masked_network.html", _of_network(request, pk).context())


@require_safe
def network_csv(request: AccountRequest, pk: int) -> HttpResponse:
    return _of_network(request, pk).csv()


@require_safe
def instance(request: AccountRequest) -> HttpResponse:
    """One table of all the verified structures, for who administers the instance."""
    context = {**_of_instance(request).context(), "is_public": settings.PUBLIC_FIGURES}
    return render(request, "statistics/masked_instance.html", context)


@require_safe
def instance_csv(request: AccountRequest) -> HttpResponse:
    return _of_instance(request).csv()


@login_not_required  # figures that the instance publishes, masked for everybody
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    return render(request, "statistics/masked_public.html", _of_public(request).context())


@login_not_required  # the same, as a file
@require_safe
def public_csv(request: HttpRequest) -> HttpResponse:
    return _of_public(request).csv()


def _of_network(request: AccountRequest, pk: int) -> Shown:
    """The table, and a line in the journal of the structures whose figures are read."""
    reader: Reader = request.user
    found = get_object_or_404(Network.objects.visible_to(reader).coordinated_by(reader), pk=pk)
    asked = asked_from(request.GET, timezone.localdate())
    audience = network_audience(reader, network_id=found.pk, year=asked.span.year)
    page = build_outside_page(audience, asked, timezone.localdate())
    if page.figure.d:
        note_figures_read(by=request.user, network=found, organisation_ids=audience.organisation_ids)
    return Shown(page, found.name, found)


def _of_instance(request: AccountRequest) -> Shown:
    if not access.may_administer(request.user):
        raise Http404("only who administers the instance")
    return _of_everybody(request, instance_audience(request.user))


def _of_public(request: HttpRequest) -> Shown:
    if not settings.PUBLIC_FIGURES:
        raise Http404("the instance does not publish its figures")
    return _of_everybody(request, public_audience())


def _of_everybody(request: HttpRequest, audience: Audience) -> Shown:
    today = timezone.localdate()
    page = build_outside_page(audience, asked_from(request.GET, today), today)
    return Shown(page, "Toutes les structures vérifiées")
