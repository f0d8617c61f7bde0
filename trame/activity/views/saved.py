"""« Mes filtres »: keeping those of the list under a name, renaming, deleting."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from trame.people.requests import AccountRequest

from .. import services
from ..filters import parse
from ..forms.saved_filter import SavedFilterForm
from ..models import SavedFilter
from .filtered import Address


@require_http_methods(["GET", "HEAD", "POST"])
def filters(request: AccountRequest) -> HttpResponse:
    """Hers; by POST, one more, sent from the list."""
    form = SavedFilterForm(request.POST) if request.method == "POST" else None
    if form is None or not form.is_valid():
        return _list(request, form)
    try:
        said = form.cleaned_data
        saved = services.save_filters(by=request.user, name=said["name"], query=said["query"])
    except services.EntryRefused as refused:
        form.add_problems(refused.problems)
        return _list(request, form)
    messages.success(request, f"Gardés sous le nom « {saved.name} », dans « Mes filtres ».")
    return redirect(_opened(saved))


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: AccountRequest, uuid: UUID) -> HttpResponse:
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user), client_uuid=uuid)
    form = SavedFilterForm(request.POST if request.method == "POST" else None, initial={"name": saved.name})
    if form.is_valid():
        try:
            services.rename_filters(by=request.user, saved=saved, name=form.cleaned_data["name"])
        except services.EntryRefused as refused:
            form.add_problems(refused.problems)
        else:
            messages.success(request, "Ces filtres ont leur nouveau nom.")
            return redirect("activity:filters")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/saved/rename.html", {"form": form, "saved": saved}, status=status)


@require_POST
def delete(request: AccountRequest, uuid: UUID) -> HttpResponse:
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user), client_uuid=uuid)
    services.forget_filters(by=request.user, saved=saved)
    messages.success(request, f"« {saved.name} » n’est plus dans « Mes filtres ». Vos activités n’ont pas changé.")
    return redirect("activity:filters")


def _list(request: AccountRequest, form: SavedFilterForm | None) -> HttpResponse:
    own = [(saved, _opened(saved)) for saved in SavedFilter.objects.visible_to(request.user)]
    context: dict[str, Any] = {"saved_filters": own, "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "activity/saved/list.html", context, status=status)


def _opened(saved: SavedFilter) -> str:
    """The list with these filters, read again: what was kept is trusted no more than an address."""
    return Address("list").of(parse(QueryDict(saved.query))[0])
