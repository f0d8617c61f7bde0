"""« Mes vues »: keep the filters of the page under a name, open them, rename, delete."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people.models import Network
from trame.people.requests import AccountRequest

from ..filters import filters_from
from ..filters.chips import chips
from ..models import SavedView
from . import services
from .forms import ViewForm
from .opening import opened


@require_safe
def view_list(request: AccountRequest) -> HttpResponse:
    own = SavedView.objects.visible_to(request.user).select_related("organisation")
    several = len({view.organisation_id for view in own}) > 1
    return render(request, "statistics/saved/list.html", {"views": own, "several": several})


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: AccountRequest) -> HttpResponse:
    """Name what the address asks."""
    filters = filters_from(request.GET, request.user, timezone.localdate())
    if filters is None:
        networks = Network.objects.visible_to(request.user).coordinated_by(request.user)
        return render(request, "statistics/no_organisation.html", {"networks": networks})
    form = ViewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            view = services.save_view(by=request.user, filters=filters, name=form.cleaned_data["name"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, f"Vue enregistrée sous le nom « {view.name} », dans « Mes vues ».")
            return redirect(f"{reverse('statistics:overview')}?{filters.query}")
    context = {"form": form, "filters": filters, "chips": chips(filters)}
    return render(request, "statistics/saved/keep.html", context, status=_status(form))


@require_safe
def show(request: AccountRequest, pk: int) -> HttpResponse:
    """To the page of statistics, with these filters as they are today."""
    found = opened(_own(request, pk), request.user)
    if found.note:
        messages.info(request, found.note)
    return redirect(f"{reverse('statistics:overview')}?{found.query}")


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: AccountRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    name = view.name
    form = ViewForm(request.POST if request.method == "POST" else None, initial={"name": name})
    if form.is_valid():
        try:
            services.rename_view(by=request.user, view=view, name=form.cleaned_data["name"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "La vue a son nouveau nom.")
            return redirect("statistics:views")
    return render(request, "statistics/saved/rename.html", {"form": form, "name": name}, status=_status(form))


@require_POST
def delete(request: AccountRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    services.forget_view(by=request.user, view=view)
    messages.success(request, f"« {view.name} » n’est plus dans « Mes vues ». Vos chiffres n’ont pas changé.")
    return redirect("statistics:views")


def _own(request: AccountRequest, pk: int) -> SavedView:
    return get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)


def _status(form: ViewForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
