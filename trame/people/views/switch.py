"""The structure of the moment, for who belongs to several."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from trame.people.models import Organisation
from trame.people.requests import AccountRequest
from trame.people.services import organisations

MAX_DIGITS = 18  # of a number that the database can hold


@require_POST
def switch(request: AccountRequest) -> HttpResponse:
    """Go back to the same page, which now shows the structure chosen; 404 unless she belongs to it today."""
    asked = request.POST.get("organisation", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= MAX_DIGITS else 0
    found = get_object_or_404(Organisation.objects.visible_to(request.user), pk=number)
    organisations.choose_organisation(user=request.user, organisation=found)
    messages.success(request, f"Vous travaillez maintenant pour « {found} ».")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    return HttpResponseRedirect(back)
