"""« Qui voit quoi ? »"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from trame.people import access
from trame.people.disclosure import disclosure
from trame.people.models import Organisation
from trame.people.requests import AccountRequest


@require_safe
def who_sees_what(request: AccountRequest, pk: int) -> HttpResponse:
    """Everybody who sees something of the structure, and what: readable by all who work there."""
    found = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    context = {"organisation": found, "manages": access.may_edit_organisation(request.user, found)}
    return render(request, "people/who_sees_what.html", context | disclosure(found, request.user))
