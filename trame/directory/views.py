"""Lieux d'activité: the list, a place, adding, correcting, closing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people.requests import AccountRequest
from trame.ui.typography import date_long

from . import services
from .forms import ClosingForm, PlaceForm
from .models import Place, Presence


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The places of the reader's organisations: those open today, then the others."""
    today = timezone.localdate()
    visible = Place.objects.visible_to(request.user).select_related("commune", "organisation")
    ordered = list(visible.order_by("organisation__name", "organisation", "name", "pk"))
    context = {
        "open_places": [place for place in ordered if place.is_open_on(today)],
        "other_places": [place for place in ordered if not place.is_open_on(today)],
        "today": today,
        "several": len({place.organisation_id for place in ordered}) > 1,
    }
    return render(request, "directory/places.html", context)


@require_safe
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of a place, and who works or worked there."""
    found = get_object_or_404(_visible(request).select_related("commune__departement", "organisation"), pk=pk)
    presences = Presence.objects.visible_to(request.user).filter(place=found).select_related("membership__user")
    ordered = presences.order_by("ends_on", "membership__user__first_name", "pk")
    context = {"place": found, "presences": ordered, "is_open": found.is_open_on(timezone.localdate())}
    return render(request, "directory/place.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AccountRequest) -> HttpResponse:
    form = PlaceForm(request.POST or None, reader=request.user)
    if form.is_valid() and (made := _save(request, form)):
        messages.success(request, f"« {made.name} » est un de vos lieux.")
        return redirect("directory:place", made.pk)
    return render(request, "directory/form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AccountRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_visible(request), pk=pk)
    form = PlaceForm(request.POST or None, reader=request.user, place=found)
    if form.is_valid() and _save(request, form):
        messages.success(request, f"« {found.name} » est à jour.")
        return redirect("directory:place", pk)
    return render(request, "directory/form.html", {"form": form, "place": found})


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: AccountRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_visible(request), pk=pk)
    form = ClosingForm(request.POST or None, place=found)
    if form.is_valid():
        services.close_place(by=request.user, place=found, **form.cleaned_data)
        messages.success(request, f"« {found.name} » ferme le {date_long(form.cleaned_data['last_day'])} au soir.")
        return redirect("directory:place", pk)
    return render(request, "directory/close.html", {"form": form, "place": found})


@require_POST
def reopen(request: AccountRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(_visible(request), pk=pk)
    services.reopen_place(by=request.user, place=found)
    messages.success(request, f"« {found.name} » est de nouveau ouvert.")
    return redirect("directory:place", pk)


def _visible(request: HttpRequest) -> QuerySet[Place]:
    return Place.objects.visible_to(request.user)


def _save(request: AccountRequest, form: PlaceForm) -> Place | None:
    """Write the place and its people, or put what is refused beside the field."""
    try:
        with transaction.atomic():
            if form.place:
                saved = services.update_place(by=request.user, place=form.place, details=form.details)
            else:
                saved = services.add_place(
                    by=request.user, organisation=form.cleaned_data["organisation"], details=form.details
                )
            services.set_presences(by=request.user, place=saved, memberships=form.cleaned_data["members"])
    except ValidationError as error:
        form.add_error(None, error)
        return None
    return saved
