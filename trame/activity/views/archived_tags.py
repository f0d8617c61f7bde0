"""Archived tags that somebody types all the same: they are offered again, and she is told."""

from django.contrib import messages

from trame.people.requests import AccountRequest
from trame.ui.typography import joined

from .. import services
from ..forms.dated import DatedForm


def bring_back(request: AccountRequest, form: DatedForm) -> None:
    """To be called once what the form says is recorded."""
    place = form.membership.organisation_id
    found = services.bring_back_typed(by=request.user, organisation_id=place, names=form.new_words)
    if found:
        words = joined(f"« {tag} »" for tag in found)
        said = "était archivé : il est" if len(found) == 1 else "étaient archivés : ils sont"
        again = "proposé" if len(found) == 1 else "proposés"
        messages.info(request, f"{words} {said} de nouveau {again}.")
