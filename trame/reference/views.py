"""The proposals of the commune combobox."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .communes import find_communes, home_departement


@require_safe
def commune_search(request: HttpRequest) -> HttpResponse:
    """GET `?q=` (a name, a postal code, an Insee code) → the options, those of the reader's département first."""
    options = find_communes(request.GET.get("q", ""), home=home_departement(request.user))
    return render(request, "ui/combobox_options.html", {"options": options})
